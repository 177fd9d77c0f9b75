"""Which publications of each source we saw happen, from what every run got; pure, it expects nothing.

Only a publication counts of which an earlier answer to the same question did not have the period yet: what was there at the first
look may be years old. Its day is the one that the source itself gives (`Modified`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from etl.store.answered import PastReading
from etl.store.rows import FirstSeen
from indicators.methods.expected import Publication

Source = tuple[str, str, str]


@dataclass(frozen=True)
class Published:
    """Of one source: every period that it has figures of, and the publications that were seen."""

    periods: tuple[str, ...]
    seen: tuple[Publication, ...]


def published_of(readings: Sequence[PastReading], first_seen: Sequence[FirstSeen]) -> Mapping[Source, Published]:
    """By catalogue, table and variant."""
    of_source: dict[Source, dict[str, int]] = {}
    for each in first_seen:
        of_source.setdefault((each.catalogue, each.table_id, each.variant), {})[each.period] = each.run_id
    answers: dict[Source, list[PastReading]] = {}
    for reading in sorted(readings, key=lambda reading: reading.run_id):
        if reading.is_answer and reading.selection:  # the log alone does not tell what was asked
            answers.setdefault(reading.source, []).append(reading)
    return {
        source: Published(tuple(sorted(runs)), tuple(_seen(runs, answers.get(source, [])))) for source, runs in of_source.items()
    }


def _seen(first_run: Mapping[str, int], answers: Sequence[PastReading]) -> list[Publication]:
    found = []
    for before, reading in pairwise(answers):
        new = [period for period, run in first_run.items() if run == reading.run_id]
        known = [period for period, run in first_run.items() if run < reading.run_id]
        on = _day(reading.modified)
        is_newer = new and known and max(new) > max(known) and reading.modified > before.modified
        if is_newer and on and reading.selection == before.selection:
            found.append(Publication(max(new), on))
    return found


def _day(modified: str) -> date | None:
    try:
        return datetime.fromisoformat(modified).date()
    except ValueError:
        return None
