"""Files that people bring: what is in them looks like what they are called, and they stay below the agenda's own folder."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.door.changes import ANY, AddFigure, KeepFile
from etl.door.files import version_of, write_whole
from etl.door.own_rows import FarRowError, RowError, impossible, with_figure
from etl.door.refusals import Refused, Unlikely
from etl.store.gate.process import cannot_be

FOLDER = "bestanden"
EARLIER, MOST_EARLIER = "eerder", 20
"""Where what was replaced is kept, and how many of one file."""
_EARLIER = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
LARGEST = 5_000_000
"""Bytes; the largest file of a municipality that was seen is a tenth of it."""
_TOO_LARGE = f"Het bestand is groter dan {LARGEST // 1_000_000} MB. Laat weg wat niet nodig is."
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}\.(csv|xlsx|xlsm)", re.IGNORECASE)
_ZIPPED, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NAMES_A_FILE = frozenset({"bestand", "gebiedsindeling", "logo"})


def keep(agenda: Path, change: KeepFile, now: datetime, process: Mapping[str, Any] | None = None) -> tuple[Path, ...]:
    """Put it beside the other own files, or where the agenda names it; gives where, and where what stood there is now.

    process: what the agenda says of it, when it is the file of an intervention.

    Refused when it is none of ours, or taken.
    """
    if not _NAME.fullmatch(change.name) or ".." in change.name:
        raise Refused("Geef het bestand een naam met letters, cijfers en streepjes, die eindigt op .csv, .xlsx of .xlsm.")
    if len(change.content) > LARGEST:
        raise Refused(_TOO_LARGE)
    if not _is_what_it_says(change.name, change.content):
        raise Refused("In het bestand zit iets anders dan de naam zegt. Bewaar het opnieuw als CSV of als Excelbestand.")
    named, about = (str(process.get("bestand", "")), _columns(process)) if process else ("", None)
    if about and change.name.lower().endswith(".csv") and (why := impossible(change.content, today=now.date(), **about)):
        raise Refused(f"{why} Er is niets vervangen.")
    path = agenda.parent / (named or f"{FOLDER}/{change.name}")
    if path.is_symlink() or not path.resolve().is_relative_to(agenda.parent.resolve()):
        raise Refused("Dit bestand staat ergens anders. Vraag de beheerder.")
    if path.exists() and change.replaces not in {ANY, version_of(path.read_bytes())} and path.read_bytes() != change.content:
        raise Refused(f"Er is al een bestand '{change.name}'. Kies een andere naam, of zeg dat u het wilt vervangen.")
    path.parent.mkdir(exist_ok=True)
    return _put(agenda.parent, path, change.content, now)


def add_figure(agenda: Path, process: Mapping[str, Any] | None, change: AddFigure, now: datetime) -> tuple[Path, ...]:
    """Put a figure in the file of an intervention; gives the same. process: what the agenda says of that file."""
    if process is None:
        raise Refused("Bij deze interventie noemt de agenda geen bestand met eigen cijfers.")
    if why := cannot_be(change.period, change.value, now.date()):
        raise Refused(f"{why[:1].upper()}{why[1:]}.")
    path = agenda.parent / str(process.get("bestand", ""))
    if path.suffix.lower() != ".csv":
        raise Refused("In een Excelbestand kan niet één cijfer worden gezet. Zet het er zelf in en vervang het bestand.")
    if path.is_symlink() or not path.resolve().is_relative_to(agenda.parent.resolve()) or not path.is_file():
        raise Refused(f"'{process.get('bestand', '')}' is er niet. Vraag de gemeente.")
    try:
        content = with_figure(
            path.read_bytes(),
            **_columns(process),
            period=change.period.strip(),
            value=change.value,
            is_sure=change.is_sure,
        )
    except FarRowError as far:
        raise Unlikely(f"{far} Klopt het? Zeg dat dan hieronder, en voeg het nog eens toe.") from far
    except RowError as problem:
        raise Refused(str(problem)) from problem
    if len(content) > LARGEST:
        raise Refused(_TOO_LARGE)
    return _put(agenda.parent, path, content, now)


def _columns(process: Mapping[str, Any]) -> dict[str, Any]:
    """Where the figures are, as the agenda says it."""
    return {
        "header_row": process.get("kop") or 1,
        "period_column": str(process.get("periode", "periode")),
        "column": str(process.get("kolom", "")),
    }


def _put(agendas: Path, path: Path, content: bytes, now: datetime) -> tuple[Path, ...]:
    """In place of what was there, which is kept for who wants it back; of the many that there were the newest."""
    before = path.read_bytes() if path.exists() else content
    if before == content:
        write_whole(path, content)
        return (path,)
    folder = agendas / EARLIER
    if folder.is_symlink():
        raise Refused("Dit bestand staat ergens anders. Vraag de beheerder.")
    folder.mkdir(exist_ok=True)
    kept = folder / f"{path.stem}.{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{version_of(before)[:8]}{path.suffix}"
    write_whole(kept, before)
    write_whole(path, content)
    older = sorted(each for each in folder.iterdir() if _is_earlier(each, path))[:-MOST_EARLIER]
    for each in older:
        each.unlink(missing_ok=True)
    return path, kept, *older


def _is_earlier(kept: Path, path: Path) -> bool:
    name = kept.name.removeprefix(f"{path.stem}.")
    return kept.name != name and bool(_EARLIER.fullmatch(name.removesuffix(path.suffix))) and not kept.is_symlink()


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
