"""Files that people bring: what is in them looks like what they are called, and they stay below the agenda's own folder."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl.door.changes import KeepFile
from etl.door.files import version_of, write_whole
from etl.door.refusals import Refused

FOLDER = "bestanden"
LARGEST = 5_000_000
"""Bytes; the largest file of a municipality that was seen is a tenth of it."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}\.(csv|xlsx|xlsm)", re.IGNORECASE)
_ZIPPED, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NAMES_A_FILE = frozenset({"bestand", "gebiedsindeling", "logo"})


def keep(agenda: Path, change: KeepFile) -> Path:
    """Put it beside the other own files; gives where. Refused when it is none of ours, or another one is there."""
    if not _NAME.fullmatch(change.name) or ".." in change.name:
        raise Refused("Geef het bestand een naam met letters, cijfers en streepjes, die eindigt op .csv, .xlsx of .xlsm.")
    if len(change.content) > LARGEST:
        raise Refused(f"Het bestand is groter dan {LARGEST // 1_000_000} MB. Laat weg wat niet nodig is.")
    if not _is_what_it_says(change.name, change.content):
        raise Refused("In het bestand zit iets anders dan de naam zegt. Bewaar het opnieuw als CSV of als Excelbestand.")
    folder = agenda.parent / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / change.name
    if path.is_symlink() or not path.resolve().is_relative_to(agenda.parent.resolve()):
        raise Refused("Dit bestand staat ergens anders. Vraag de beheerder.")
    if path.exists() and version_of(path.read_bytes()) not in {change.replaces, version_of(change.content)}:
        raise Refused(f"Er is al een bestand '{change.name}'. Kies een andere naam, of zeg dat u het wilt vervangen.")
    write_whole(path, change.content)
    return path


def check_below(folder: Path, data: Any) -> None:
    """Refused when the agenda names a file that is not below its own folder."""
    for name in _named(data):
        try:
            is_below = (folder / name).resolve().is_relative_to(folder.resolve())
        except (OSError, ValueError):
            is_below = False
        if not is_below:
            raise Refused(f"'{name}' staat niet in de map van de agenda. Zet het bestand in {FOLDER}/ en noem het zo.")


def _named(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        yield from (str(value) for key, value in data.items() if key in _NAMES_A_FILE and value is not None)
        for each in data.values():
            yield from _named(each)
    elif isinstance(data, list):
        for each in data:
            yield from _named(each)


def _is_what_it_says(name: str, content: bytes) -> bool:
    ending = name.rpartition(".")[2].lower()
    if ending != "csv":
        return content.startswith(_ZIPPED)
    return bool(content.strip()) and not content.startswith((_ZIPPED, _OLD_EXCEL))
