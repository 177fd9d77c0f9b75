"""The chart of comparable municipalities in one year: a dot for each on one line; no order, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from dashboard.charts.letters import SIZE, width_of
from dashboard.charts.parts import FONT, WIDTH, InlineRows, dressed
from dashboard.look.colours import GROUP_AREA, GROUP_LINE, INK, SECONDARY
from dashboard.look.notation import with_unit
from indicators.agenda.model import Indicator
from indicators.methods.comparison import Comparison
from indicators.methods.group_year import Member
from indicators.methods.spread import mean_at
from indicators.wording.comparison import when
from indicators.wording.numbers import number

HEIGHT = 96
"""Within its axis."""
MIDDLE = 48


@dataclass(frozen=True, kw_only=True)
class GroupPicture:
    """The figures that were compared: own and median in the indicator's unit, and (name, value) of every comparable municipality.

    when: the year, or the years whose mean they are.
    """

    when: str
    name: str
    unit: str
    decimals: int
    own: float
    median: float
    others: tuple[tuple[str, float], ...]


def group_picture(
    comparison: Comparison, members: Sequence[Member], name: str, *, unit: str, decimals: int
) -> GroupPicture | None:
    """The picture of the years that were compared, in the alphabet's order; None when nothing was compared."""
    group, own = comparison.group, comparison.value
    if group is None or own is None:
        return None
    means = ((member.name, mean_at(member.series, comparison.years)) for member in members)
    others = sorted((name, value) for name, value in means if value is not None)
    years = when(comparison)
    return GroupPicture(
        when=years if len(comparison.years) == 1 else f"gemiddelde van {years}",
        name=name,
        unit=unit,
        decimals=decimals,
        own=own,
        median=group.median,
        others=tuple(others),
    )


def group_chart(picture: GroupPicture) -> alt.LayerChart:
    """Dots on a line of values: grey for the others, dark for the own figure, a stroke for the middle."""
    low, high = min(picture.own, *(v for _, v in picture.others)), max(picture.own, *(v for _, v in picture.others))
    room = 0.06 * (high - low) or 1.0
    low, high = low - room, high + room
    axis = alt.Axis(title=None, grid=False, tickCount=5, domain=False)
    x = alt.X("waarde:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))

    def layer(rows: Sequence[tuple[str, float]]) -> alt.Chart:
        values = [{"gemeente": name, "waarde": value, "cijfer": _figure(picture, value)} for name, value in rows]
        return alt.Chart(InlineRows(values)).encode(x=x)

    hint = [alt.Tooltip("gemeente:N", title="Gemeente"), alt.Tooltip("cijfer:N", title=picture.when)]
    middle, own = layer([("midden", picture.median)]), layer([(picture.name, picture.own)])
    parts = [
        middle.mark_rule(color=GROUP_LINE, strokeWidth=2).encode(y=alt.value(MIDDLE - 14), y2=alt.value(MIDDLE + 14)),
        layer(picture.others)
        .mark_circle(size=95, color=GROUP_AREA, stroke=GROUP_LINE, strokeWidth=1.2, opacity=0.85)
        .encode(y=alt.value(MIDDLE), tooltip=hint),
        own.mark_circle(size=150, color=INK, opacity=1).encode(y=alt.value(MIDDLE), tooltip=hint),
        _label(middle, picture.median, f"midden {number(picture.median, picture.decimals)}", MIDDLE - 24, low, high, SECONDARY),
        _label(own, picture.own, f"{picture.name} {number(picture.own, picture.decimals)}", MIDDLE + 24, low, high, INK),
    ]
    return dressed(alt.layer(*parts, width="container", height=HEIGHT))


def group_alt(picture: GroupPicture, indicator: Indicator) -> str:
    """The dots of the comparable municipalities as a reader would describe them."""
    values = [value for _, value in picture.others]
    low, middle, high = (number(value, picture.decimals) for value in (min(values), picture.median, max(values)))
    return (
        f"Stippen op een lijn: {indicator.name} ({picture.when}) in {len(values)} vergelijkbare gemeenten, {indicator.unit}."
        f" Van {low} tot {high}, midden {middle}; {picture.name} {number(picture.own, picture.decimals)}."
    )


def _label(base: alt.Chart, value: float, words: str, y: float, low: float, high: float, color: str) -> alt.Chart:
    """Words that stay within the picture, however wide that is: moved off its nearest end by as much as they would leave it."""
    share, half = (value - low) / (high - low), width_of(words) / 2
    dx = alt.expr(f"max(0, {half} - {share} * {WIDTH}) - max(0, {half} - {1 - share} * {WIDTH})")
    mark: alt.Chart = base.mark_text(text=words, align="center", dx=dx, color=color, font=FONT, fontSize=SIZE)
    return mark.encode(y=alt.value(y))


def _figure(picture: GroupPicture, value: float) -> str:
    return with_unit(number(value, picture.decimals), picture.unit)
