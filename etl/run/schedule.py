"""How often to refresh, how long one run may take, and when the next is due; it starts nothing and asks no clock."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from etl.store.run_log import LoggedRun

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_WRITTEN = re.compile(r"([1-9]\d{0,3})([mhd])")
_LONGEST_DELAY = timedelta(minutes=30)
_SHARE = 0.1


def duration(written: str) -> timedelta:
    """`24h`, `90m`, `7d`; ValueError with a Dutch text for anything else."""
    found = _WRITTEN.fullmatch(written.strip().lower())
    if found is None:
        raise ValueError(f"'{written}' is geen tijdsduur; schrijf bijvoorbeeld 24h (uren), 90m (minuten) of 7d (dagen)")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def longest_delay(every: timedelta) -> timedelta:
    """How much later than planned a run may start, so that not every municipality asks CBS at the same second."""
    return min(every * _SHARE, _LONGEST_DELAY)


def until_due(runs: Sequence[LoggedRun], every: timedelta, now: datetime) -> timedelta:
    """How long to wait before the first run: who starts again and again does not ask CBS again and again.

    A run in the future says only that a clock was wrong.
    """
    last = max((run.started_at for run in runs if run.sources and run.started_at <= now), default=None)
    return max(timedelta(), last + every - now) if last else timedelta()
