"""Files that somebody sent: what they are by their content, and a place for them until they are kept; nothing here opens one."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from etl.door.actors import Actor

FOLDER, ABOUT = "aangeleverd", "over.json"
LARGEST, MOST_FILES = 5_000_000, 3
"""Bytes of all files together, and how many at once."""
_LONGEST_NAME = 100
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OF_A_WORKBOOK = (b"[Content_Types].xml", b"xl/workbook.xml")
_LINE_ENDS = "\t\n\r\ufeff"


class DeliveryError(Exception):
    """This is no file that can be used; the text says why and what to do."""


@dataclass(frozen=True)
class Delivered:
    """A file as it came. name: how the sender calls it, only to show; kind: what it is, as an ending."""

    name: str
    kind: str
    raw: bytes = field(repr=False)


def delivered(name: str, raw: bytes) -> Delivered:
    """The file, known by its content; DeliveryError when it is neither a workbook nor a CSV file. Its name decides nothing."""
    called = _shown(name)
    if not raw.strip():
        raise DeliveryError(f"{called}: het bestand is leeg.")
    if raw.startswith(_ZIP) and all(part in raw for part in _OF_A_WORKBOOK):
        return Delivered(called, ".xlsx", raw)
    if raw.startswith(_OLD_OFFICE):
        raise DeliveryError(f"{called}: dit is een oud Excelbestand (.xls). Bewaar het in Excel als .xlsx of als CSV UTF-8.")
    if _is_text(raw):
        return Delivered(called, ".csv", raw)
    raise DeliveryError(f"{called}: dit is geen Excelbestand en geen CSV. Bewaar de tabel als .xlsx of als CSV UTF-8.")


def set_aside(data: Path, actor: Actor, files: Sequence[Delivered], now: datetime) -> str:
    """Put them below the folder with figures, under names of ours and where nothing is served; the name of their folder."""
    name = secrets.token_hex(16)
    folder = data / FOLDER / name
    folder.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files, start=1):
        (folder / f"{number}{file.kind}").write_bytes(file.raw)
    about = {"door": actor.subject, "op": now.isoformat(), "namen": [file.name for file in files]}
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return name


def _shown(name: str) -> str:
    """The last part of what the sender calls it, on one line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[:_LONGEST_NAME] or "Dit bestand"


def _is_text(raw: bytes) -> bool:
    """Letters and figures in one of the two ways in which Dutch programs write CSV."""
    for encoding in ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(letter.isprintable() or letter in _LINE_ENDS for letter in set(text))
    return False
