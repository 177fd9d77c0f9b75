"""Everything that is said of one municipality from one version: the agenda with the breaks its figures have, and all answers.

Pure; pages show it and the log keeps it, so that both say the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.answers.areas import with_area_breaks
from etl.answers.around import look_around_all
from etl.answers.chain import with_source_breaks
from etl.answers.figures import Figures
from etl.answers.judged import Judged, judge_all
from etl.answers.peers import ComparisonGroup, find_group
from etl.store.coverage import cover
from indicators.agenda.model import Agenda
from indicators.methods.surroundings import Surroundings


@dataclass(frozen=True, kw_only=True)
class Answered:
    """agenda: with a break where figures of two sources or two areas meet. judged, reasons: by indicator id.

    observations: of this municipality alone, as the store gives them. reasons: why there are no figures, empty when there are.
    """

    agenda: Agenda
    observations: pd.DataFrame
    reasons: Mapping[str, str]
    group: ComparisonGroup
    judged: Mapping[str, Judged]


def around_everyone(agenda: Agenda, figures: Figures, today: date) -> Mapping[str, Surroundings]:
    """What all municipalities tell of each indicator: the same for every municipality of a version."""
    return look_around_all(with_source_breaks(agenda, figures.table), figures, today)


def answer_all(
    agenda: Agenda,
    figures: Figures,
    code: str,
    *,
    parts: pd.DataFrame,
    sources: pd.DataFrame,
    around: Mapping[str, Surroundings],
    today: date,
    between: Callable[[], None] = lambda: None,
) -> Answered:
    """Judge every indicator of the municipality with this code; parts and sources as the store gives them.

    between: called before each indicator, for who has to let others by.
    """
    observations = figures.observations[figures.observations["region"] == code]
    agenda = with_area_breaks(with_source_breaks(agenda, figures.table), observations, code)
    ids = [indicator.id for indicator in agenda.indicators]
    coverage = cover(ids, observations=observations, parts=parts, sources=sources)
    reasons = {each.indicator: each.reason for each in coverage}
    group = find_group(agenda, figures, code)
    judged = judge_all(agenda, figures, group, code, reasons, around, today, between)
    return Answered(agenda=agenda, observations=observations, reasons=reasons, group=group, judged=judged)
