"""One indicator as a line of the overview: plain values for its template; it judges nothing and makes no HTML."""

from dataclasses import dataclass

from dashboard.book.breaks import restarts
from dashboard.book.databook import Row
from dashboard.charts.sparkline import sparkline
from dashboard.look.notation import amount, norm_text, percent_sign, point_period, span
from dashboard.look.statuses import look
from dashboard.pages import INDICATOR, Link, Links
from indicators.methods.assessment import Assessment
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.trend import TrendStatus
from indicators.wording.numbers import about, number

COLUMNS = ("Laatste cijfer", "Verloop en norm", "Norm en nulmeting", "Oordeel")
GUEST_COLUMNS = ("Laatste cijfer", "Verloop", "Vergelijkbare gemeenten", "Lijn")
"""Of another municipality: nothing was agreed there."""
WITH_PROVISIONAL = "met het voorlopige cijfer erbij:"


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """What the template shows; value is empty when there is no figure, and absence says why.

    status: about the norm; of a guest about the line, with compared in place of norm and baseline.
    """

    link: Link
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
    remarks: tuple[str, ...]
    compared: ComparisonStatus | None = None


def row_line(row: Row, years: tuple[int, int], links: Links) -> RowLine:
    """The line of one indicator; years: of all small pictures on the page."""
    found = row.assessment
    indicator, last = row.indicator, row.last
    norm, spec, baseline = indicator.norm, indicator.baseline, row.baseline.value
    picture = _picture(row, years) if last else ""
    return RowLine(
        link=links.to(INDICATOR, indicator.name, indicator=indicator.id),
        value=percent_sign(number(last.value, indicator.decimals), indicator.unit) if last else "",
        period=point_period(last) if last else "",
        unit="" if indicator.unit == "%" else indicator.unit,
        absence=row.short_reason,
        picture=picture,
        picture_in_words=spark_alt(row),
        norm=norm_text(norm, indicator.desired_direction, indicator.unit) if norm else "",
        baseline="" if baseline is None else percent_sign(number(baseline, indicator.decimals), indicator.unit),
        baseline_years=span(spec.span).removeprefix("gemiddelde ") if spec else "",
        status=found.trend.status if row.is_guest else found.norm.status,
        remarks=tuple(_movement(found)[1:] if row.is_guest else _remarks(found)),
        compared=found.comparison.status if row.is_guest else None,
    )


def _picture(row: Row, years: tuple[int, int]) -> str:
    return sparkline(
        row.series,
        years=years,
        norm_levels=row.norm_levels,
        moving_norm=row.moving_norm,
        restarts=restarts(row.indicator.breaks),
    )


def spark_alt(row: Row) -> str:
    """The small picture in one sentence."""
    indicator, points = row.indicator, row.series.points
    if not points:
        return ""
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"Eén cijfer: {amount(last.value, indicator)} in {point_period(last)}."
    course = f"Verloop van {number(first.value, indicator.decimals)} in {point_period(first)}"
    return f"{course} naar {number(last.value, indicator.decimals)} in {point_period(last)}."


def _remarks(assessment: Assessment) -> list[str]:
    """The chance while the norm is ahead, the line, and what stands out or may change."""
    if assessment.latest is None:
        return []
    norm = assessment.norm
    chance = [f"kans {about(norm.chance)}"] if norm.reason is NormReason.CHANCE and norm.chance is not None else []
    later = [f"{WITH_PROVISIONAL} {look(norm.with_provisional.status).word}"] if norm.with_provisional else []
    line, *rest = _movement(assessment)
    return [*chance, *later, "; ".join([line, *rest[:1]]) if assessment.trend.with_provisional else line, *_change(assessment)]


def _movement(assessment: Assessment) -> list[str]:
    """The line, what a provisional figure would make of it, and a latest change that stands out."""
    trend = assessment.trend
    later = [f"{WITH_PROVISIONAL} {look(trend.with_provisional.status).word}"] if trend.with_provisional else []
    return [look(trend.status).word, *later, *_change(assessment)]


def _change(assessment: Assessment) -> list[str]:
    is_notable = assessment.change.status is ChangeStatus.NOTABLE
    return [f"{look(ChangeStatus.NOTABLE).icon} laatste verandering opvallend"] if is_notable else []
