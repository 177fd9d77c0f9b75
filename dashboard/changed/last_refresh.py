"""What the last refresh brought: its moment and the one before it, from the runs of the store; pure, it compares nothing."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboard.changed.earlier import Moment
from dashboard.look.notation import CLOCK


@dataclass(frozen=True)
class LastRefresh:
    """When it was, and how the figures stood before it; before is None when it was the first."""

    at: datetime
    before: Moment | None


def last_refresh(runs: pd.DataFrame) -> LastRefresh:
    """The newest of the runs that the store tells of, never empty."""
    moments = sorted((each.to_pydatetime() for each in runs["finished_at"]), reverse=True)
    if len(moments) == 1:
        return LastRefresh(moments[0], None)
    on = moments[1].astimezone(CLOCK).date()
    return LastRefresh(moments[0], Moment(at=moments[1], on=on, is_start=False))
