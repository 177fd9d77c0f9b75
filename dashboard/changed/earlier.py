"""What the databook would have said on an earlier day: the figures of then under the agenda of now; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.changed.changes import Told
from dashboard.changed.since import end_of
from dashboard.look.notation import CLOCK
from etl.answers.around import look_around_all
from etl.answers.figures import Figures
from etl.answers.judged import judge_all
from etl.answers.peers import find_group
from indicators.agenda.model import Agenda

NO_FIGURE_THEN = "we hadden toen nog geen cijfer"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The moment to look back to. on: its day; is_start: the store's history does not go back further than this."""

    at: datetime
    on: date
    is_start: bool


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Own figures and answers by indicator id, as they were at a moment."""

    moment: Moment
    told: Mapping[str, Told]


def moment_of(since: date, runs: pd.DataFrame) -> Moment:
    """The end of this day, or the first publication when that came later; runs as the store gives them, never empty."""
    began = runs["finished_at"].min().to_pydatetime()
    first_day = began.astimezone(CLOCK).date()
    if since < first_day:
        return Moment(at=began, on=first_day, is_start=True)
    return Moment(at=end_of(since), on=since, is_start=False)


def look_back(agenda: Agenda, figures: Figures, municipality: str, moment: Moment) -> Earlier:
    """Judge the figures as known at the moment, with the present agenda and the calendar of that day."""
    ids = [indicator.id for indicator in agenda.indicators]
    reasons = {name: NO_FIGURE_THEN for name in ids if not figures.series(name, municipality).points}
    group = find_group(agenda, figures, municipality)
    around = look_around_all(agenda, figures, moment.on)
    judged = judge_all(agenda, figures, group, municipality, reasons, around, moment.on)
    return Earlier(moment=moment, told={name: Told.of(each) for name, each in judged.items()})
