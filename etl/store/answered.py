"""When each source last answered and since when it does not, from what every run got from it; it opens nothing.

An answer is figures, or that there is nothing new. Figures of the recording are no answer: nobody was asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from etl.store.run_log import LoggedRun
from etl.store.terms import OWN_FILE

_GOOD = frozenset({"gewijzigd", "ongewijzigd"})
_ASKING = frozenset({"auto", "live"})
"""Modes of a run in which tables are asked where they are made."""
_LIVE, _RECORDED = "live", "opname"


class PastReading(NamedTuple):
    """What one run got from one source; what was not kept is '' or None.

    modified, selection: as the source said and as it was asked; fetched_at: when the figures came that are held since.
    """

    run_id: int
    moment: datetime
    mode: str
    label: str
    catalogue: str
    table_id: str
    variant: str
    outcome: str
    origin: str
    message: str
    modified: str = ""
    selection: str = ""
    fetched_at: datetime | None = None

    @property
    def source(self) -> tuple[str, str, str]:
        """What tells one source from another."""
        return self.catalogue, self.table_id, self.variant

    @property
    def was_asked(self) -> bool:
        """Whether the source itself was asked: a file beside the agenda always is."""
        return self.catalogue == OWN_FILE or self.mode in _ASKING

    @property
    def is_answer(self) -> bool:
        """Whether it gave figures, or said that there is nothing new."""
        return self.was_asked and self.outcome in _GOOD and self.origin != _RECORDED


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """How one source of the last run fares.

    fetched_at: when what is held of it came in; failures: tries in a row that gave nothing, failing_since: the first of those.
    """

    label: str
    catalogue: str
    table_id: str
    variant: str
    is_held: bool
    fetched_at: datetime | None
    answered_at: datetime | None
    failures: int
    failing_since: datetime | None
    message: str

    @property
    def is_own_file(self) -> bool:
        """A file beside the agenda instead of a table of a catalogue."""
        return self.catalogue == OWN_FILE


@dataclass(frozen=True)
class Answers:
    """How all sources of the last run fare."""

    sources: tuple[SourceState, ...] = ()

    @property
    def counted(self) -> tuple[SourceState, ...]:
        """Those that tell whether figures are answered for: tables; own files where figures come from nothing else."""
        tables = tuple(source for source in self.sources if not source.is_own_file)
        return tables if any(source.is_held for source in tables) else self.sources

    @property
    def last(self) -> datetime | None:
        """When any of those last answered; None: never."""
        return max((source.answered_at for source in self.counted if source.answered_at), default=None)

    @property
    def is_recording_alone(self) -> bool:
        """Whether the figures are those that Databoek brought along, and no table ever answered."""
        return self.last is None and any(source.is_held and not source.is_own_file for source in self.sources)

    @property
    def silent(self) -> tuple[SourceState, ...]:
        """Sources of which the last try gave nothing."""
        return tuple(source for source in self.sources if source.failures)


NO_ANSWERS = Answers()


def answers_of(readings: Sequence[PastReading], now: datetime) -> Answers:
    """readings: of all runs, in any order. No moment is after now or after a later run: a clock can have been ahead."""
    newest_first = _in_time(sorted(readings, key=lambda reading: reading.run_id, reverse=True), now)
    of_last_run = [reading for reading in newest_first if reading.run_id == newest_first[0].run_id]
    past: dict[tuple[str, str, str], list[PastReading]] = {}
    for reading in newest_first:
        past.setdefault(reading.source, []).append(reading)
    return Answers(
        tuple(_state(past[source], label) for source, label in {each.source: each.label for each in of_last_run}.items())
    )


def logged_readings(runs: Sequence[LoggedRun]) -> list[PastReading]:
    """What the log of runs says; a line of before it told where figures came from is read as what such a run could bring."""
    return [
        PastReading(
            run_id=run.run_id,
            moment=run.finished_at,
            mode=run.mode,
            label=source.label,
            catalogue=source.catalogue,
            table_id=source.table_id,
            variant=source.variant,
            outcome=source.outcome,
            origin=source.origin or (_LIVE if run.mode in _ASKING else _RECORDED),
            message=source.message,
        )
        for run in runs
        for source in run.sources
    ]


def _in_time(newest_first: Sequence[PastReading], now: datetime) -> list[PastReading]:
    found, latest = [], now
    for reading in newest_first:
        latest = min(latest, reading.moment)
        found.append(reading._replace(moment=latest))
    return found


def _state(newest_first: Sequence[PastReading], label: str) -> SourceState:
    asked = [reading for reading in newest_first if reading.was_asked]
    failed = list(takewhile(lambda reading: not reading.is_answer, asked))
    newest = newest_first[0]
    return SourceState(
        label=label,
        catalogue=newest.catalogue,
        table_id=newest.table_id,
        variant=newest.variant,
        is_held=any(reading.outcome in _GOOD for reading in newest_first),
        fetched_at=next(
            (reading.fetched_at for reading in newest_first if reading.fetched_at and reading.outcome in _GOOD), None
        ),
        answered_at=next((reading.moment for reading in asked if reading.is_answer), None),
        failures=len(failed),
        failing_since=failed[-1].moment if failed else None,
        message=failed[0].message if failed else "",
    )
