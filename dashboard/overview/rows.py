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
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.wording.numbers import about, number

COLUMNS = ("Laatste cijfer", "Verloop en norm", "Norm en nulmeting", "Oordeel")


@dataclass(frozen=True, kw_only=True)
class RowLine:
    """What the template shows; value is empty when there is no figure, and absence says why."""

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
    status: NormStatus
    remarks: tuple[str, ...]


def row_line(row: Row, years: tuple[int, int], links: Links) -> RowLine:
    """The line of one indicator; years: of all small pictures on the page."""
    indicator, last = row.indicator, row.last
    norm, spec, baseline = indicator.norm, indicator.baseline, row.baseline.value
    picture = sparkline(row.series, years=years, norm_levels=row.norm_levels, restarts=restarts(indicator.breaks)) if last else ""
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
        status=row.assessment.norm.status,
        remarks=tuple(_remarks(row.assessment)),
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
    norm, trend = assessment.norm, assessment.trend
    chance = [f"kans {about(norm.chance)}"] if norm.reason is NormReason.CHANCE and norm.chance is not None else []
    words = [look(trend.status).word]
    if trend.with_provisional:
        words = [f"{words[0]}; met het voorlopige cijfer erbij: {look(trend.with_provisional.status).word}"]
    if norm.with_provisional:
        words.insert(0, f"met het voorlopige cijfer erbij: {look(norm.with_provisional.status).word}")
    if assessment.change.status is ChangeStatus.NOTABLE:
        words.append(f"{look(ChangeStatus.NOTABLE).icon} laatste verandering opvallend")
    return [*chance, *words]
