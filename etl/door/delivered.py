"""Files that somebody sent: what they are by their content, and a place for them until they are kept; nothing here opens one."""

import json
import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from etl.door.actors import Actor

FOLDER, ABOUT = "aangeleverd", "over.json"
LARGEST, MOST_FILES = 5_000_000, 3
"""Bytes of all files together, and how many at once."""
WAITS, MOST_WAITING = timedelta(days=2), 100
"""How long they lie there, and how many at once: who sends does not fill the disk."""
_PLACE = re.compile(r"[0-9a-f]{32}")
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
    _forget_old(data / FOLDER, now)
    if len(_places(data / FOLDER)) >= MOST_WAITING:
        raise DeliveryError("Er liggen te veel bestanden klaar waar nog niets mee is gedaan. Probeer het morgen opnieuw.")
    name = secrets.token_hex(16)
    folder = data / FOLDER / name
    folder.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files, start=1):
        (folder / f"{number}{file.kind}").write_bytes(file.raw)
    told = [{"naam": file.name, "soort": file.kind} for file in files]
    about = {"door": actor.subject, "op": now.isoformat(), "bestanden": told}
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return name


def put_aside(data: Path, name: str, actor: Actor) -> list[Delivered]:
    """The files that this person sent under this name; DeliveryError when there are none (any more) of theirs."""
    folder = data / FOLDER / name
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8")) if _PLACE.fullmatch(name) else {}
        if not actor.role.may_write or about.get("door") != actor.subject:
            raise FileNotFoundError
        return [
            Delivered(each["naam"], each["soort"], (folder / f"{number}{each['soort']}").read_bytes())
            for number, each in enumerate(about["bestanden"], start=1)
        ]
    except (OSError, ValueError, KeyError) as error:
        raise DeliveryError("Dit bestand ligt hier niet (meer) voor u klaar. Stuur het opnieuw.") from error


def _places(folder: Path) -> list[Path]:
    return [place for place in folder.iterdir() if _PLACE.fullmatch(place.name)] if folder.is_dir() else []


def _forget_old(folder: Path, now: datetime) -> None:
    for place in _places(folder):
        if place.stat().st_mtime < (now - WAITS).timestamp():
            shutil.rmtree(place, ignore_errors=True)


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
