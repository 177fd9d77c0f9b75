"""Figures, units, periods and dates as a Dutch reader meets them; plain values in, text out."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from indicators.agenda.model import Direction, Indicator, Norm, NormKind, Span
from indicators.agenda.periods import period_in_words
from indicators.methods.series import Point
from indicators.wording.numbers import MINUS, number
from indicators.wording.relative import say_relative

LOCALE = "nl_NL"
CLOCK = ZoneInfo("Europe/Amsterdam")
PROVISIONAL = "*"
OTHER_SOURCE = "✚"
"""Behind a figure that a replaced source gave; in a chart such a figure is a cross, which no norm or milestone is."""


def exact(value: float) -> str:
    """A value as somebody wrote it or a source delivered it: all its decimals, none added."""
    return format_decimal(value, format="#,##0.##########", locale=LOCALE).replace("-", "−")


def signed(value: float, decimals: int) -> str:
    """With a plus when it is more."""
    text = number(value, decimals)
    return f"+{text}" if value > 0 and text != number(0, decimals) else text


def plain_number(value: float, decimals: int) -> str:
    """For a spreadsheet: rounded as on the screen, decimal comma, no thousands separator and a plain minus."""
    return number(value, decimals).replace(".", "").replace(MINUS, "-")


def moment(at: datetime) -> str:
    """`21 november 2026, 14.05 uur`, on the clock of the Netherlands."""
    return f"{day(at)}, {at.astimezone(CLOCK):%H.%M} uur"


def with_unit(text: str, unit: str) -> str:
    """`69,5` and `%` -> `69,5%`; other units after a space."""
    return percent_sign(text, unit) if unit == "%" else f"{text} {unit}"


def percent_sign(text: str, unit: str) -> str:
    """`69,5` and `%` -> `69,5%`; the name of another unit stands elsewhere."""
    return f"{text}%" if unit == "%" else text


def amount(value: float, indicator: Indicator) -> str:
    """A value of this indicator with its unit."""
    return with_unit(number(value, indicator.decimals), indicator.unit)


def unit_in_words(unit: str) -> str:
    """For a column or an axis, where a bare `%` says too little."""
    return "procent" if unit == "%" else unit


def period(code: str, year: int) -> str:
    """The period of a figure in words: `2023`, `2018/'19`, `december 2024`, `kwartaal 4 van 2024`."""
    return period_in_words(code, year)


def point_period(point: Point) -> str:
    """The period of a point, with a mark when a replaced source gave the figure and a star when it is provisional."""
    return period(point.period, point.year) + point_marks(point)


def point_marks(point: Point) -> str:
    """What stands behind a figure that is not like the others."""
    return (OTHER_SOURCE if point.predecessor else "") + (PROVISIONAL if point.is_provisional else "")


def unlike(point: Point) -> list[str]:
    """In what a figure differs from the usual ones, in words."""
    words = ["andere bron"] if point.predecessor else []
    words += ["ander gebied"] if point.changes_ahead else []
    return [*words, "opgeteld"] if point.is_summed else words


def marks_explained(points: Iterable[Point]) -> str:
    """What the marks behind these figures mean; empty when there is none."""
    shown = list(points)
    words = ["* voorlopig cijfer"] if any(point.is_provisional for point in shown) else []
    words += [f"{OTHER_SOURCE} uit een andere bron dan nu"] if any(point.predecessor for point in shown) else []
    return "; ".join(words)


def span(years: Span) -> str:
    """`2019` or `gemiddelde 2017–2019`."""
    return str(years.first) if years.first == years.last else f"gemiddelde {years.first}–{years.last}"


def day(on: date | datetime) -> str:
    """`21 november 2026`, on the clock of the Netherlands."""
    if isinstance(on, datetime) and on.tzinfo:
        on = on.astimezone(CLOCK)
    return format_date(on, "d MMMM yyyy", locale=LOCALE)


def made_on(on: date) -> str:
    """When a file or a picture was made, and with what."""
    return f"Gemaakt op {day(on)} met Databoek"


def months(first: date, last: date) -> str:
    """`juni 2027`, `mei tot en met juli 2027` or `december 2026 tot en met januari 2027`."""
    until = format_date(last, "MMMM yyyy", locale=LOCALE)
    if (first.year, first.month) == (last.year, last.month):
        return until
    return f"{format_date(first, 'MMMM' if first.year == last.year else 'MMMM yyyy', locale=LOCALE)} tot en met {until}"


def count(total: int, singular: str, plural: str) -> str:
    """`1 bron`, `3 bronnen`."""
    return f"{number(total, 0)} {singular if total == 1 else plural}"


def what_is_counted(indicator: Indicator) -> str:
    """The definition, with the unit where the definition does not name it."""
    definition = indicator.definition.rstrip(".")
    return definition if indicator.unit in definition else f"{definition} ({unit_in_words(indicator.unit)})"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def norm_level(norm: Norm, direction: Direction, unit: str) -> str:
    """The level alone: `≤ 2,5`, `≥ 75%`, `2,5–4,5%`, `beter dan Nederland`."""
    if norm.relative is not None:
        return say_relative(norm.relative)
    sign = {Direction.UP: "≥ ", Direction.DOWN: "≤ ", Direction.NEUTRAL: ""}[direction]
    level = percent_sign(_level(norm), unit)
    return level if norm.kind is NormKind.BAND else f"{sign}{level}"


def norm_text(norm: Norm, direction: Direction, unit: str) -> str:
    """The norm in short: level and moment, `≤ 2,5 in 2028`; `≥ 8 (zo houden)`."""
    level = norm_level(norm, direction, unit)
    if norm.kind in {NormKind.REACH, NormKind.RELATIVE}:
        return f"{level} {_moment(norm)}".rstrip()
    return f"{level} (zo houden)" if norm.kind is NormKind.KEEP else level


def _level(norm: Norm) -> str:
    if norm.value is not None:
        return exact(norm.value)
    return "–".join(exact(bound) for bound in (norm.lower, norm.upper) if bound is not None)


def _moment(norm: Norm) -> str:
    return f"in {norm.year}" if norm.year else norm.moment or ""
