"""The titles of the tables of both catalogues, kept in a folder or shipped with Databoek; it fetches nothing."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.catalogue.offered import TableContents

FOLDER, FILE = "catalogus", "titels.jsonl"
SHIPPED = Path(__file__).resolve().parents[1] / "recording"
"""Where `python -m etl record` writes them for who has no network."""
KEPT_FOR = timedelta(days=7)
LONGEST_TEXT = 400
"""Characters of a title or a summary that are kept: no catalogue has longer ones, and a list is read as a whole."""
_MOST_TABLES = 100_000


class HasMunicipalities(StrEnum):
    """Whether a table has figures of municipalities, which is known once it was looked into."""

    YES = "ja"
    NO = "nee"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, kw_only=True)
class Title:
    """A table as its catalogue tells of it; contents: the titles of its measures and members, as far as they are known."""

    catalogue: str
    table: str
    title: str
    summary: str = ""
    period: str = ""
    modified: str = ""
    frequency: str = ""
    contents: str = ""
    has_municipalities: HasMunicipalities = HasMunicipalities.UNKNOWN

    @property
    def is_replaced(self) -> bool:
        """Whether no new figures come: another table took its place, or nothing did."""
        return self.frequency.strip().lower() == "stopgezet"


@dataclass(frozen=True, eq=False)
class Titles:
    """All titles that are known here; fetched_at: when a catalogue was last asked, None for what was shipped.

    Told apart as an object, since comparing thousands of them takes long.
    """

    tables: tuple[Title, ...]
    fetched_at: datetime | None = None


def titles_in(data_dir: Path) -> Titles:
    """What was fetched into this folder, with what was shipped of a catalogue that was never fetched, and what was looked into.

    Read again only when a file changed. A line that is no title is passed by.
    """
    return _merged(*(_marked(path) for path in (SHIPPED / FILE, data_dir / FOLDER / FILE, data_dir / FOLDER / _LOOKED_INTO)))


def are_due(data_dir: Path, now: datetime) -> bool:
    """Whether the titles were fetched longer than a week ago, or never."""
    fetched_at = titles_in(data_dir).fetched_at
    return fetched_at is None or now - fetched_at > KEPT_FOR


def keep_titles(folder: Path, tables: Sequence[Title], fetched_at: datetime | None) -> None:
    """Write `<folder>/titels.jsonl`, in one step; of a catalogue that is not among them what was there stays."""
    path = folder / FILE
    fetched = {table.catalogue for table in tables}
    stays = [table for table in _read(path).tables if table.catalogue not in fetched]
    about = {"fetched_at": fetched_at.isoformat()} if fetched_at else {}
    _write(path, [about, *(_told(table) for table in _in_order([*stays, *tables]))])


def keep_looked_into(data_dir: Path, contents: "TableContents") -> None:
    """Remember what a table holds, so that it is found by its measures, and whether it has municipalities."""
    path = data_dir / FOLDER / _LOOKED_INTO
    of_this = (contents.catalogue, contents.table)
    others = [table for table in _read(path).tables if (table.catalogue, table.table) != of_this]
    found = Title(
        catalogue=contents.catalogue,
        table=contents.table,
        title=contents.title[:LONGEST_TEXT],
        contents=told_contents(contents),
        has_municipalities=HasMunicipalities.YES if contents.has_municipalities else HasMunicipalities.NO,
    )
    _write(path, [{}, *(_told(table) for table in _in_order([*others, found]))])


def told_contents(contents: "TableContents") -> str:
    """What to find a table by beside its title: what its measures and the members of its dimensions are called."""
    named = [title for measure in contents.measures for title in (*measure.groups, measure.title)]
    named += [member.title for dimension in contents.dimensions for member in dimension.members]
    return "; ".join(dict.fromkeys(named))[:_LONGEST_CONTENTS]


_LOOKED_INTO = "ingezien.jsonl"
_LONGEST_CONTENTS = 4_000
_Mark = tuple[Path, int, int]
"""A file, and what tells that it changed."""
_NAMES = {field.name for field in fields(Title)}


def _marked(path: Path) -> _Mark:
    try:
        about = path.stat()
    except OSError:
        return path, 0, 0
    return path, about.st_mtime_ns, about.st_size


@lru_cache(maxsize=8)
def _merged(shipped: _Mark, kept: _Mark, looked: _Mark) -> Titles:
    fetched = _read_once(kept)
    known = {table.catalogue for table in fetched.tables}
    of_shipped = {(table.catalogue, table.table): table for table in _read_once(shipped).tables}
    found = {key: table for key, table in of_shipped.items() if table.catalogue not in known}
    for table in fetched.tables:
        found[table.catalogue, table.table] = _with_what_is_known(table, of_shipped.get((table.catalogue, table.table)))
    for table in _read_once(looked).tables:
        key = (table.catalogue, table.table)
        found[key] = _with_what_is_known(found.get(key, table), table)
    return Titles(tuple(_in_order(found.values())), fetched.fetched_at)


def _with_what_is_known(title: Title, known: Title | None) -> Title:
    """The title with what a look into the table told."""
    if known is None or known.has_municipalities is HasMunicipalities.UNKNOWN:
        return title
    return replace(title, contents=known.contents, has_municipalities=known.has_municipalities)


@lru_cache(maxsize=16)
def _read_once(mark: _Mark) -> Titles:
    return _read(mark[0])


def _read(path: Path) -> Titles:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return Titles(())
    about = _parsed(lines[0]) if lines else {}
    tables = (_title(_parsed(line)) for line in lines[1 : _MOST_TABLES + 1])
    return Titles(tuple(table for table in tables if table), _moment(about.get("fetched_at")))


def _parsed(line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _title(told: dict[str, object]) -> Title | None:
    texts = {name: value for name, value in told.items() if name in _NAMES and isinstance(value, str)}
    try:
        known = HasMunicipalities(texts.pop("has_municipalities", HasMunicipalities.UNKNOWN))
        return Title(**texts, has_municipalities=known)
    except (TypeError, ValueError):
        return None


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _told(table: Title) -> dict[str, str]:
    """Without what says nothing."""
    unsaid = {"", HasMunicipalities.UNKNOWN}
    return {name: str(value) for name, value in asdict(table).items() if value not in unsaid}


def _in_order(tables: Iterable[Title]) -> list[Title]:
    return sorted(tables, key=lambda table: (table.catalogue, table.table))


def _write(path: Path, lines: Sequence[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        draft.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
