"""What a page shows of one indicator, gathered from the agenda and the store; pure, and it judges nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.indicator.trend.picture import Break, TrendPicture
from etl.store.series import series_of
from indicators.agenda.model import Agenda, Ambition, BreakKind, Indicator, Norm, NormKind, SeriesBreak
from indicators.methods.baseline import Baseline, find_baseline
from indicators.methods.road import planned_path
from indicators.methods.series import Point, Series

FIRST_YEAR_SHOWN = 2010
"""Small pictures start here, so that recent years stay readable."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One indicator with the figures of the municipality; `reason` says why there are none, in short before the colon."""

    indicator: Indicator
    ambition: Ambition
    series: Series
    baseline: Baseline
    reason: str

    @property
    def short_reason(self) -> str:
        """Why there are no figures, in a few words."""
        return self.reason.split(":")[0].rstrip(".")

    @property
    def last(self) -> Point | None:
        """The newest figure."""
        return self.series.last


def gather_rows(agenda: Agenda, observations: pd.DataFrame, reasons: Mapping[str, str]) -> tuple[Row, ...]:
    """One row per indicator, in the order of the agenda; observations are those of the municipality."""
    frames = dict(iter(observations.groupby("indicator")))
    rows = []
    for ambition in agenda.ambitions:
        for indicator in ambition.indicators:
            series = series_of(frames[indicator.id]) if indicator.id in frames else Series()
            baseline = find_baseline(series, indicator.baseline, indicator.decimals)
            reason = reasons.get(indicator.id, "")
            rows.append(Row(indicator=indicator, ambition=ambition, series=series, baseline=baseline, reason=reason))
    return tuple(rows)


def norm_levels(norm: Norm | None) -> tuple[float, ...]:
    """The values a small picture draws as a dashed line: one, or two for a band."""
    if norm is None:
        return ()
    return tuple(level for level in (norm.value, norm.lower, norm.upper) if level is not None)


def year_span(rows: Sequence[Row]) -> tuple[int, int]:
    """First and last year of the small pictures of a page, the same for all."""
    years = [point.year for row in rows for point in row.series.points if point.year >= FIRST_YEAR_SHOWN]
    return (min(years), max(years)) if years else (FIRST_YEAR_SHOWN, FIRST_YEAR_SHOWN + 1)


def trend_picture(row: Row, municipality: str) -> TrendPicture:
    """The large picture of an indicator that has figures."""
    indicator, norm, baseline = row.indicator, row.indicator.norm, row.baseline
    has_year = norm is not None and norm.kind is NormKind.REACH and norm.year is not None
    return TrendPicture(
        series=row.series,
        name=municipality,
        unit=indicator.unit,
        decimals=indicator.decimals,
        baseline=None if baseline.year is None or baseline.value is None else (baseline.year, baseline.value),
        path=_path(norm, baseline) if norm and has_year else (),
        levels=() if has_year else norm_levels(norm),
        levels_from=indicator.baseline.span.first if indicator.baseline else None,
        past_norms=tuple(
            (past.year, past.value) for past in (norm.history if norm else ()) if past.year and past.value is not None
        ),
        breaks=merge_breaks(indicator.breaks),
    )


def merge_breaks(breaks: Sequence[SeriesBreak]) -> tuple[Break, ...]:
    """Breaks in order of year; years in a row that are special for the same reason become one."""
    merged: list[Break] = []
    for cut in sorted(breaks, key=lambda each: each.year):
        before = merged[-1] if merged else None
        is_special = cut.kind is BreakKind.SPECIAL
        if before and is_special and before.is_special and before.reason == cut.reason and before.last == cut.year - 1:
            merged[-1] = replace(before, last=cut.year)
        else:
            merged.append(Break(first=cut.year, last=cut.year, reason=cut.reason, is_special=is_special))
    return tuple(merged)


def _path(norm: Norm, baseline: Baseline) -> tuple[tuple[float, float], ...]:
    """The planned path; without a baseline only its end, the norm itself."""
    alone = ((float(norm.year), norm.value),) if norm.year is not None and norm.value is not None else ()
    return planned_path(baseline, norm) or alone
