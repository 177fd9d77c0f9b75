"""All answers about all indicators of one municipality, from its figures; pure, kept elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from etl.answers.figures import Figures
from etl.answers.peers import ComparisonGroup
from indicators.agenda.model import Agenda, Indicator
from indicators.methods.assessment import Assessment, assess
from indicators.methods.group_year import GroupYear, Member, summarise_group
from indicators.methods.series import Series
from indicators.methods.spread import spread_of
from indicators.methods.surroundings import UNKNOWN, Surroundings
from indicators.wording.answers import Answers, describe


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One indicator of one municipality: the answers, the series they were compared with, and what everyone tells of it."""

    assessment: Assessment
    answers: Answers
    members: tuple[Member, ...]
    band: tuple[GroupYear, ...]
    national: Series | None
    is_national_summed: bool
    """The Netherlands is the sum over all municipalities, because the source has no row for it."""
    around: Surroundings = UNKNOWN
    norm_group: tuple[Member, ...] = ()
    """The municipalities that a relative norm names, as far as they have figures."""


def judge_all(
    agenda: Agenda,
    figures: Figures,
    group: ComparisonGroup,
    municipality: str,
    reasons: Mapping[str, str],
    around: Mapping[str, Surroundings],
    today: date,
    between: Callable[[], None] = lambda: None,
) -> dict[str, Judged]:
    """Judge every indicator; reasons say why an indicator has no figures (empty or absent when it has).

    around: what all municipalities tell of each indicator, of the same figures; between: called before each of them.
    """
    name = figures.names.get(municipality, municipality)
    judged = {}
    for indicator in agenda.indicators:
        between()
        known = around.get(indicator.id, UNKNOWN)
        assessment = assess_one(agenda, indicator, figures, group, municipality, known, today)
        members = figures.members(indicator.id, group.codes)
        national, is_summed = figures.national(indicator)
        judged[indicator.id] = Judged(
            assessment=assessment,
            answers=describe(assessment, indicator, name, absence=reasons.get(indicator.id, "")),
            members=members,
            band=summarise_group(members),
            national=national,
            around=known,
            is_national_summed=is_summed,
            norm_group=figures.members(indicator.id, _named_in_norm(indicator)),
        )
    return judged


def assess_one(
    agenda: Agenda,
    indicator: Indicator,
    figures: Figures,
    group: ComparisonGroup,
    municipality: str,
    around: Surroundings,
    today: date,
) -> Assessment:
    """The answers about one indicator of one municipality, without their words."""
    return assess(
        indicator,
        figures.series(indicator.id, municipality),
        group=figures.members(indicator.id, group.codes),
        norm_group=figures.members(indicator.id, _named_in_norm(indicator)),
        national=figures.national(indicator)[0],
        surroundings=around,
        spread=spread_of(agenda, indicator),
        today=today,
    )


def _named_in_norm(indicator: Indicator) -> tuple[str, ...]:
    relative = indicator.norm.relative if indicator.norm else None
    return relative.municipalities if relative else ()
