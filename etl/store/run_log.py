"""What every run did, a line of JSON each in a file beside the versions: also of runs that brought nothing; it opens no database.

A run that brings nothing makes no version. What it has to tell (each source's outcome and message) is told from here.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from etl.store.versions import RUN_LOG, sync

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 1_000_000
_KEPT_LINES = 200
"""Of a log that became too large: more than half a year of daily runs."""


class SourceOutcome(NamedTuple):
    """How one source fared in a run; origin: where its figures came from ('' in a line of before that was kept)."""

    label: str
    catalogue: str
    table_id: str
    variant: str
    holder: str
    licence: str
    outcome: str
    message: str
    origin: str = ""


class LoggedRun(NamedTuple):
    """One run; on: the version it started from ('' when there was none), published: the file it made ('' when it made none).

    next_at: when the next run is planned; None when nobody said so.
    """

    run_id: int
    started_at: datetime
    finished_at: datetime
    mode: str
    municipality: str
    outcome: str
    on: str
    published: str
    sources: tuple[SourceOutcome, ...] = ()
    next_at: datetime | None = None


def log_run(data_dir: Path, run: LoggedRun) -> None:
    """Add a run; the log stays small. OSError when it cannot be written."""
    about = run._asdict() | {"started_at": run.started_at.isoformat(), "finished_at": run.finished_at.isoformat()}
    about["next_at"] = run.next_at.isoformat() if run.next_at else None
    about["sources"] = [source._asdict() for source in run.sources]
    path = data_dir / RUN_LOG
    _shorten(path)
    _add(path, (json.dumps(about, ensure_ascii=False) + "\n").encode("utf-8"))


def logged_runs(data_dir: Path) -> list[LoggedRun]:
    """The runs that can be read, in the order in which they were done; a line that is half or odd is passed over."""
    return sorted((run for run in map(_read, _lines(data_dir)) if run), key=lambda run: run.run_id)


def copy_runs(source: Path, target: Path) -> None:
    """Add to the log of one folder what another has; of a log that is long, its end. OSError when that cannot be."""
    there = set(_lines(target))
    coming = [line for line in _lines(source)[-_KEPT_LINES:] if line not in there and _read(line)]
    if coming:
        _add(target / RUN_LOG, b"".join(line + b"\n" for line in coming))


def with_outcomes(sources: "pd.DataFrame", newest: Sequence[SourceOutcome]) -> "pd.DataFrame":
    """The store's sources with how they fared in a later run that brought nothing; a source of that run alone is added."""
    import pandas as pd  # noqa: PLC0415  # only who shows the sources asks this

    held = {(row["catalogue"], row["table_id"], row.get("variant", "")): row for row in sources.to_dict("records")}
    rows: list[dict[str, object]] = []
    for each in newest:
        about: dict[str, object] = {"source": each.label, **each._asdict()}
        del about["origin"]  # of what the run got, and not of what is held
        known = held.get((each.catalogue, each.table_id, each.variant), {"title": each.label, "rows": 0})
        rows.append({**{str(name): value for name, value in known.items()}, **about})
    return pd.DataFrame(rows).reindex(columns=sources.columns).astype(sources.dtypes)


def _lines(data_dir: Path) -> list[bytes]:
    try:
        return (data_dir / RUN_LOG).read_bytes().splitlines()
    except OSError:
        return []


def _add(path: Path, lines: bytes) -> None:
    """In one piece: somebody else may be adding as well."""
    with path.open("a+b") as handle:
        handle.write((b"" if _ends_well(path) else b"\n") + lines)
    sync(path)


def _read(line: bytes) -> LoggedRun | None:
    try:
        about: dict[str, Any] = json.loads(line)
        return LoggedRun(
            run_id=int(about["run_id"]),
            started_at=_moment(about["started_at"]),
            finished_at=_moment(about["finished_at"]),
            mode=str(about["mode"]),
            municipality=str(about["municipality"]),
            outcome=str(about["outcome"]),
            on=str(about["on"]),
            published=str(about["published"]),
            sources=tuple(map(_source, about["sources"])),
            next_at=_moment(about["next_at"]) if about.get("next_at") else None,
        )
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _source(about: dict[str, Any]) -> SourceOutcome:
    told = SourceOutcome._field_defaults | about
    return SourceOutcome(*(str(told[name]) for name in SourceOutcome._fields))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _ends_well(path: Path) -> bool:
    """Whether the last line was written whole: one that was not may not swallow the next."""
    size = path.stat().st_size
    if size == 0:
        return True
    with path.open("rb") as handle:
        handle.seek(size - 1)
        return handle.read() == b"\n"


def _shorten(path: Path) -> None:
    if not path.exists() or path.stat().st_size < _LARGEST:
        return
    draft = path.with_name("current-0.tmp")
    draft.write_bytes(b"\n".join(path.read_bytes().splitlines()[-_KEPT_LINES:]) + b"\n")
    sync(draft)
    draft.replace(path)
