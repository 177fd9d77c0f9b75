"""The picture that the agenda names as its logo: read only when it is small, plain and what its name says; it shows nothing.

It reaches a page as the address of an image alone, so that a script or a link to elsewhere within an SVG does nothing.
"""

import base64
import os
import stat
from pathlib import Path

LARGEST = 60_000
"""Bytes; every first load of a page brings it along."""
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
"""By the end of the name: how a browser is told what it is."""
_STARTS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/webp": (b"RIFF",),
    "image/svg+xml": (b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg"),
}


class LogoError(Exception):
    """The picture cannot be used; says which file, why, and what to do."""


def read_logo(folder: Path, name: str) -> str:
    """The picture as a data: address; folder: of the agenda. LogoError when it is not there, too large or something else."""
    path, kind = folder / name, KINDS.get(Path(name).suffix.lower())
    if kind is None or not _is_below(path, folder):
        raise LogoError(f"{path}: dit plaatje ligt niet in de map van de agenda. Zet het daar neer.")
    raw = _bytes(path)
    if len(raw) > LARGEST:
        raise LogoError(
            f"{path}: dit plaatje is groter dan {LARGEST // 1000} kB. Maak het kleiner, bijvoorbeeld 200 pixels hoog."
        )
    if not _is_a(kind, raw):
        raise LogoError(f"{path}: in dit bestand zit geen plaatje van die soort. Bewaar het plaatje opnieuw als {path.suffix}.")
    return f"data:{kind};base64,{base64.b64encode(raw).decode('ascii')}"


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link that leads to itself, a NUL in the name
        return False


def _bytes(path: Path) -> bytes:
    """Of a plain file, at most one more than may be; it waits for no pipe and no device."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise LogoError(
            f"{path}: dit plaatje is er niet. Zet het daar neer, of verbeter de naam bij 'logo' in de agenda."
        ) from None
    except (OSError, ValueError) as error:
        raise LogoError(f"{path}: dit plaatje is niet te openen. Kijk of u het mag lezen.") from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise LogoError(f"{path}: dit is geen gewoon bestand. Zet het plaatje zelf daar neer.")
        return os.read(handle, LARGEST + 1)
    finally:
        os.close(handle)


def _is_a(kind: str, raw: bytes) -> bool:
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip() if kind == KINDS[".svg"] else raw
    is_it = start.startswith(_STARTS[kind])
    if kind == KINDS[".webp"]:
        return is_it and raw[8:12] == b"WEBP"
    return is_it and (kind != KINDS[".svg"] or b"<svg" in start)
