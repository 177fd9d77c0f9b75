"""Judge one series against its agenda entry: separate answers, each with its reason; open this first, it computes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from indicators.agenda.model import Indicator
from indicators.methods.baseline import Baseline, find_baseline
from indicators.methods.change import ChangeJudgement, judge_change
from indicators.methods.comparison import Comparison, compare
from indicators.methods.group_year import Member
from indicators.methods.norm import judge_norm
from indicators.methods.norm_status import NormJudgement
from indicators.methods.reference import Reference, find_references
from indicators.methods.relative import judge_relative
from indicators.methods.road import path_of
from indicators.methods.series import Point, Series
from indicators.methods.spread import SINGLE, Spread
from indicators.methods.surroundings import UNKNOWN, Surroundings
from indicators.methods.trend import TrendJudgement, judge_trend
from indicators.methods.usable import find_usable

Judgement = TypeVar("Judgement", NormJudgement, TrendJudgement, ChangeJudgement)


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """Separate answers about one indicator of one municipality, each with its reason; never one score.

    series: every figure that was delivered; usable: those since the last change of definition, which were judged;
    baseline and path (year, value): what the answers reckon with, so what a page has to show; references: where the others of a
    relative norm stand in each year.
    """

    indicator: str
    series: Series
    usable: Series
    baseline: Baseline
    path: tuple[tuple[float, float], ...]
    norm: NormJudgement
    trend: TrendJudgement
    change: ChangeJudgement
    comparison: Comparison
    references: tuple[Reference, ...] = ()

    @property
    def latest(self) -> Point | None:
        """The newest figure, provisional or not."""
        return self.series.last


def assess(
    indicator: Indicator,
    series: Series,
    *,
    group: Sequence[Member] = (),
    norm_group: Sequence[Member] = (),
    national: Series | None = None,
    surroundings: Surroundings = UNKNOWN,
    spread: Spread = SINGLE,
    today: date,
) -> Assessment:
    """Judge the definitive figures since the last change of definition.

    surroundings: what all municipalities tell of them; spread: what the agenda says of their source.
    norm_group: the municipalities that a relative norm names.
    An answer that would be different with the provisional figures included carries that other answer in
    `with_provisional`. Missing figures give answers that say so, never an exception.
    """
    usable = find_usable(series, indicator.breaks, today)
    baseline = find_baseline(usable.series, indicator.baseline, indicator.decimals, usable.since)
    direction, norm = indicator.desired_direction, indicator.norm
    relative = norm.relative if norm else None

    def references(*, with_provisional: bool) -> tuple[Reference, ...]:
        if relative is None:
            return ()
        return find_references(relative, direction, norm_group, national, with_provisional=with_provisional)

    def judged(points: Series) -> NormJudgement:
        if relative is None:
            return judge_norm(indicator, points, baseline, today=today, hindrance=usable.hindrance)
        others, swing = references(with_provisional=points.has_provisional), surroundings.swing
        return judge_relative(indicator, points, others, spread=spread, swing=swing, today=today, hindrance=usable.hindrance)

    return Assessment(
        indicator=indicator.id,
        series=series,
        usable=usable.series,
        baseline=baseline,
        path=path_of(baseline, indicator.norm, direction),
        norm=_both(usable.series, judged),
        trend=_both(usable.series, lambda points: judge_trend(points, direction, surroundings.memory)),
        change=_both(usable.series, lambda points: judge_change(points, direction, surroundings.movements)),
        comparison=compare(indicator, usable.series, group, national, swing=surroundings.swing, spread=spread, today=today),
        references=references(with_provisional=True),
    )


def _both(series: Series, judge: Callable[[Series], Judgement]) -> Judgement:
    """Judge without and with provisional points; the second only stays when it says something else."""
    judged = judge(series.definitive())
    if not series.has_provisional:
        return judged
    other = judge(series)
    return judged if other.status is judged.status else replace(judged, with_provisional=other)
