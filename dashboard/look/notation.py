"""Figures, units, periods, dates and colours as a Dutch reader meets them; plain values in, text out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from indicators.agenda.model import Direction, Indicator, Norm, NormKind, NormLevel, Span
from indicators.agenda.periods import period_in_words
from indicators.methods.series import Point
from indicators.wording import numbers

LOCALE = "nl_NL"
CLOCK = ZoneInfo("Europe/Amsterdam")

# Contrast on white in brackets; the ground of the page is nearly white.
INK = "#1C2731"  # 15:1
SECONDARY = "#4A5661"  # 7.5:1
NORM_BLUE = "#154273"  # 10:1
MET_BLUE = "#0B4F8A"  # 8.4:1
MUTED = "#57606A"  # 6.4:1
BEHIND_ORANGE = "#B4500B"  # 5.1:1
NOT_MET_BROWN = "#8F2D0E"  # 8.2:1
THIN_RULE = "#E3E6E3"  # decoration
GROUP_AREA, GROUP_LINE, OUTLOOK_AREA = "#C8D3CF", "#6E7F79", "#F0B27A"  # decoration, named in words beside them


def number(value: float, decimals: int) -> str:
    """`1234.5, 1` -> `1.234,5`; never `-0`; the same text as in the sentences of the answers."""
    return numbers.number(value, decimals)


def exact(value: float) -> str:
    """A value as somebody wrote it or a source delivered it: all its decimals, none added."""
    return format_decimal(value, format="#,##0.##########", locale=LOCALE).replace("-", "−")


def plain_number(value: float, decimals: int) -> str:
    """For a spreadsheet: decimal comma, no thousands separator."""
    return f"{value:.{decimals}f}".replace(".", ",")


def moment(at: datetime) -> str:
    """`21 november 2026, 14.05 uur`, on the clock of the Netherlands."""
    return f"{day(at)}, {at.astimezone(CLOCK):%H.%M} uur"


def with_unit(text: str, unit: str) -> str:
    """`69,5` and `%` -> `69,5%`; other units after a space."""
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def amount(value: float, indicator: Indicator) -> str:
    """A value of this indicator with its unit."""
    return with_unit(number(value, indicator.decimals), indicator.unit)


def unit_in_words(unit: str) -> str:
    """For a column or an axis, where a bare `%` says too little."""
    return "procent" if unit == "%" else unit


def period(code: str, year: int) -> str:
    """The period of a figure in words: `2023`, `2018/'19`, `december 2024`."""
    return period_in_words(code, year)


def point_period(point: Point) -> str:
    """The period of a point, with a star when the figure is provisional."""
    return period(point.period, point.year) + ("*" if point.is_provisional else "")


def span(years: Span) -> str:
    """`2019` or `gemiddelde 2017–2019`."""
    return str(years.first) if years.first == years.last else f"gemiddelde {years.first}–{years.last}"


def day(on: date | datetime) -> str:
    """`21 november 2026`, on the clock of the Netherlands."""
    if isinstance(on, datetime) and on.tzinfo:
        on = on.astimezone(CLOCK)
    return format_date(on, "d MMMM yyyy", locale=LOCALE)


def listing(words: list[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def count(total: int, singular: str, plural: str) -> str:
    """`1 bron`, `3 bronnen`."""
    return f"{number(total, 0)} {singular if total == 1 else plural}"


def norm_level(norm: Norm, direction: Direction, unit: str) -> str:
    """The level alone: `≤ 2,5`, `≥ 75%`, `2,5–4,5%`."""
    sign = {Direction.UP: "≥ ", Direction.DOWN: "≤ ", Direction.NEUTRAL: ""}[direction]
    percent = "%" if unit == "%" else ""
    if norm.kind is NormKind.BAND:
        return f"{_level(norm)}{percent}"
    return f"{sign}{_level(norm)}{percent}"


def norm_text(norm: Norm, direction: Direction, unit: str) -> str:
    """The norm in short: level and moment, `≤ 2,5 in 2028`; `≥ 8 (zo houden)`."""
    level = norm_level(norm, direction, unit)
    if norm.kind is NormKind.REACH:
        return f"{level} {_moment(norm)}".rstrip()
    return f"{level} (zo houden)" if norm.kind is NormKind.KEEP else level


def past_level(norm: NormLevel, unit: str) -> str:
    """An earlier norm in short: `78% in 2026`."""
    moment = f" in {norm.year}" if norm.year else ""
    return f"{_level(norm)}{'%' if unit == '%' else ''}{moment}"


def _level(norm: NormLevel) -> str:
    if norm.value is not None:
        return exact(norm.value)
    return "–".join(exact(bound) for bound in (norm.lower, norm.upper) if bound is not None)


def _moment(norm: Norm) -> str:
    return f"in {norm.year}" if norm.year else norm.moment or ""
