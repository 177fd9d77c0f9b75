"""One indicator as a line of the table of all figures: plain values for its template; it judges nothing and makes no HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dashboard.book.breaks import restarts
from dashboard.book.databook import Row
from dashboard.charts.sparkline import shown_of, sparkline
from dashboard.look.notation import amount, norm_text, percent_sign, point_period, span
from dashboard.look.statuses import look
from dashboard.overview.filters import Order, told_chance
from dashboard.pages import INDICATOR, Link, Links
from indicators.methods.assessment import Assessment
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormStatus
from indicators.methods.trend import TrendStatus
from indicators.wording.numbers import about, number

COLUMNS = ("Cijfer", "Laatste", "Verloop en norm", "Norm", "Nulmeting", "Oordeel", "Kans, ongeveer", "Lijn")
GUEST_COLUMNS = ("Cijfer", "Laatste", "Verloop", "Vergelijkbare gemeenten", "Lijn")
"""Of another municipality: nothing was agreed there."""
SORTED_BY = {Order.NAME: "Cijfer", Order.CHANCE: "Kans, ongeveer"}
"""The column that a screen reader calls sorted."""
WITH_PROVISIONAL = "voorlopig:"
ABOUT = "ongeveer "
"""What the head of the column says of every chance that is told so."""


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """What the template shows; value is empty when there is no figure, and absence says why.

    status: about the norm; of a guest about the line, with compared in place of norm and baseline. theme: of the ambition, where
    no heading says it. about: what comes before the chance where no head of a column says so. later: what provisional figures
    would make of the verdict.
    """

    link: Link
    theme: str
    value: str
    period: str
    unit: str
    absence: str
    picture: str
    picture_in_words: str
    norm: str
    baseline: str
    baseline_years: str
    status: NormStatus | TrendStatus
    about: str
    chance: str
    later: str
    remarks: tuple[str, ...]
    compared: ComparisonStatus | None = None


def row_line(row: Row, years: tuple[int, int], links: Links, *, with_theme: bool = False) -> RowLine:
    """The line of one indicator; years: of all small pictures on the page."""
    found = row.assessment
    indicator, last = row.indicator, row.last
    norm, spec, baseline, odds = indicator.norm, indicator.baseline, row.baseline.value, told_chance(found)
    said = "" if odds is None else about(odds)
    return RowLine(
        link=links.to(INDICATOR, indicator.name, indicator=indicator.id),
        theme=row.ambition.theme if with_theme else "",
        value=percent_sign(number(last.value, indicator.decimals), indicator.unit) if last else "",
        period=point_period(last) if last else "",
        unit="" if indicator.unit == "%" else indicator.unit,
        absence=row.short_reason,
        picture=picture(row, years) if last else "",
        picture_in_words=spark_alt(row, years),
        norm=norm_text(norm, indicator.desired_direction, indicator.unit) if norm else "",
        baseline="" if baseline is None else percent_sign(number(baseline, indicator.decimals), indicator.unit),
        baseline_years=span(spec.span).removeprefix("gemiddelde ") if spec else "",
        status=found.trend.status if row.is_guest else found.norm.status,
        about=ABOUT if said.startswith(ABOUT) else "",
        chance=said.removeprefix(ABOUT),
        remarks=tuple(_movement(found)[1:] if row.is_guest else filter(None, _remarks(found))),
        later="" if row.is_guest else _later(found),
        compared=found.comparison.status if row.is_guest else None,
    )


def picture(row: Row, years: tuple[int, int]) -> str:
    """The small picture of its course, with the first and the last value that are in it."""
    say: Callable[[float], str] = partial(number, decimals=row.indicator.decimals)
    return sparkline(
        row.series,
        years=years,
        norm_levels=row.norm_levels,
        moving_norm=row.moving_norm,
        restarts=restarts(row.indicator.breaks),
        say=say,
    )


def spark_alt(row: Row, years: tuple[int, int]) -> str:
    """The small picture in one sentence."""
    indicator, points = row.indicator, shown_of(row.series, years).points
    if not points:
        return ""
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"Eén cijfer: {amount(last.value, indicator)} in {point_period(last)}."
    course = f"Verloop van {number(first.value, indicator.decimals)} in {point_period(first)}"
    return f"{course} naar {number(last.value, indicator.decimals)} in {point_period(last)}."


def _later(assessment: Assessment) -> str:
    """What a provisional figure would make of the verdict."""
    later = assessment.norm.with_provisional
    return f"{WITH_PROVISIONAL} {look(later.status).word}" if later and assessment.latest else ""


def _remarks(assessment: Assessment) -> list[str]:
    """The line, what a provisional figure would make of it, and what stands out."""
    return _movement(assessment) if assessment.latest else []


def _movement(assessment: Assessment) -> list[str]:
    """The line, what a provisional figure would make of it, and a latest change that stands out."""
    trend = assessment.trend
    later = [f"{WITH_PROVISIONAL} {look(trend.with_provisional.status).word}"] if trend.with_provisional else []
    line = look(trend.status).word if trend.status is not TrendStatus.TOO_FEW else ""
    return [line, *later, *_change(assessment)]


def _change(assessment: Assessment) -> list[str]:
    is_notable = assessment.change.status is ChangeStatus.NOTABLE
    return [f"{look(ChangeStatus.NOTABLE).icon} laatste verandering opvallend"] if is_notable else []
