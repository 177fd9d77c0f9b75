"""What the two charts of an intervention show: plain values and their words for who cannot see them; no drawing, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.book.breaks import restarts
from dashboard.charts.frame import value_axis
from dashboard.interventions.expectation import frozen_on
from dashboard.interventions.moments import month
from dashboard.look.notation import exact, marks_explained, point_marks, signed, unit_in_words
from etl.answers.effects import Effect
from etl.answers.judged import Judged
from indicators.agenda.model import Intervention
from indicators.effects.result import EffectNumbers, EffectResult, GapYear
from indicators.methods.series import Series
from indicators.wording.numbers import number, period

YEARS_BEFORE = 12
"""Older figures than this many years before the start say little about it and press the rest together."""
ROOM_FOR_A_NAME = 0.1
"""Share of the height that is kept free at the top for each name of a moment."""
GROUP_COLUMN, GAP_COLUMN = "Groep", "Verschil"
COLUMNS_TOLD = {GROUP_COLUMN: "groep: vergelijkbare gemeenten", GAP_COLUMN: "verschil: met de verwachting"}
"""What heads are short for: the table has to fit on the smallest phone."""
_YEAR = 4


@dataclass(frozen=True, kw_only=True)
class EffectPicture:
    """Own figures and those of the group, in the indicator's unit.

    restarts: years in which the series starts anew.
    start, post_from and frozen (since when the expectation may not move) are years, None when not agreed.
    gaps: the difference year by year and what chance gives; mean: over post_years, the difference that is judged. Only when the
    effect could be calculated.
    """

    name: str
    indicator: str
    unit: str
    decimals: int
    own: Series
    group: tuple[tuple[int, float], ...]
    group_name: str
    start: int | None
    start_text: str
    post_from: int | None
    restarts: tuple[int, ...] = ()
    frozen: int | None = None
    frozen_text: str = ""
    pre_years: tuple[int, ...] = ()
    gaps: tuple[GapYear, ...] = ()
    post_years: tuple[int, ...] = ()
    mean: float | None = None

    @property
    def years(self) -> tuple[int, int]:
        """First and last year shown, of both charts."""
        found = [point.year for point in self.own.points] + [year for year in (self.start, self.post_from) if year]
        return min(found), max(found)

    @property
    def value_range(self) -> tuple[float, float]:
        """Ends of the value axis of the first chart."""
        values = [point.value for point in self.own.points] + [value for _, value in self.group]
        low, high = value_axis(min(values), max(values))
        return low, high + ROOM_FOR_A_NAME * len(self.names_at_top) * (high - low)

    @property
    def names_at_top(self) -> tuple[str, ...]:
        """Of the years before, and of the moments: each has a row of its own."""
        post = "effect te zien" if self.post_from else ""
        return tuple(filter(None, ("vóór de start", self.start_text, post, self.frozen_text if self.frozen else "")))

    @property
    def moments(self) -> tuple[tuple[float, str], ...]:
        """The start, the year from which an effect can show, and when the expectation was laid down: year and words."""
        found = [(self.start, self.start_text), (self.post_from, f"effect te zien vanaf {self.post_from}")]
        found.append((self.frozen, self.frozen_text))
        return tuple((float(year), words) for year, words in found if year)


def effect_picture(intervention: Intervention, effect: Effect, own: Series, judged: Judged, name: str) -> EffectPicture | None:
    """None when there is no figure to draw. The group is the one that was calculated with, or else the comparison group."""
    start, start_text = _start(intervention, effect.result)
    laid_down = frozen_on(intervention)
    shown = own.since(start - YEARS_BEFORE) if start else own
    if not shown.points:
        return None
    numbers, hypothesis = effect.result.numbers, effect.result.hypothesis
    first = shown.points[0].year
    group, group_name = _group(numbers, judged, first)
    return EffectPicture(
        name=name,
        indicator=effect.indicator.name,
        unit=effect.indicator.unit,
        decimals=effect.indicator.decimals,
        own=shown,
        restarts=restarts(effect.indicator.breaks),
        group=group,
        group_name=group_name,
        start=start,
        start_text=start_text,
        post_from=hypothesis.post_from if hypothesis else None,
        frozen=laid_down.year if laid_down and laid_down.year <= shown.points[-1].year else None,
        frozen_text=f"vastgelegd: {month(laid_down.isoformat()[:7])}" if laid_down else "",
        pre_years=numbers.pre_years if numbers else tuple(p.year for p in shown.definitive().points if start and p.year < start),
        gaps=tuple(gap for gap in numbers.path if gap.year >= first) if numbers else (),
        post_years=numbers.post_years if numbers else (),
        mean=numbers.difference if numbers else None,
    )


def _start(intervention: Intervention, result: EffectResult) -> tuple[int | None, str]:
    """The start the test counts from: of several interventions the first, and as it was laid down."""
    frozen = intervention.frozen
    began = (frozen.start if frozen else None) or intervention.start
    if result.hypothesis and len(result.interventions) > 1:
        return result.hypothesis.start, f"eerste start: {result.hypothesis.start}"
    return (int(began[:_YEAR]), f"start: {month(began)}") if began else (None, "")


def _group(numbers: EffectNumbers | None, judged: Judged, first: int) -> tuple[tuple[tuple[int, float], ...], str]:
    if numbers:
        name = f"gemiddelde van {len(numbers.group)} vergelijkbare gemeenten"
        return tuple((gap.year, gap.group) for gap in numbers.path if gap.year >= first), name
    return tuple((each.year, each.median) for each in judged.band if each.year >= first), "midden van vergelijkbare gemeenten"


def course_alt(picture: EffectPicture) -> str:
    """The chart of own figures and group in words."""
    first, last = picture.own.points[0], picture.own.points[-1]
    text = f"Lijngrafiek: {picture.indicator} in {picture.name}, {first.year} tot en met {last.year}, "
    text += (
        f"{unit_in_words(picture.unit)}. Van {number(first.value, picture.decimals)} naar {number(last.value, picture.decimals)}."
    )
    if picture.group:
        ends = [number(value, picture.decimals) for _, value in (picture.group[0], picture.group[-1])]
        text += f" Het {picture.group_name} ging van {ends[0]} ({picture.group[0][0]}) naar {ends[1]} ({picture.group[-1][0]})."
    told = [picture.start_text, picture.frozen_text if picture.frozen else ""]
    return " ".join([text, *(f"{each.capitalize()}." for each in told if each)])


def course_key(picture: EffectPicture) -> str:
    """What the marks of the first chart mean; marks that are not there are left out."""
    parts = [f"Donkere lijn: {picture.name}."]
    parts += [f"Grijze lijn: {picture.group_name}."] if picture.group else []
    parts += ["Open rondje: voorlopig cijfer, telt niet mee."] if any(each.is_provisional for each in picture.own.points) else []
    parts += ["Kruisje: cijfer uit een andere bron dan nu."] if any(each.predecessor for each in picture.own.points) else []
    signs = ("Staande lijn", "Stippellijn", "Streepjeslijn")
    told = ((picture.start, picture.start_text), (picture.post_from, f"effect te zien vanaf {picture.post_from}"))
    marks = zip(signs, (*told, (picture.frozen, picture.frozen_text)), strict=True)
    parts += ["Blauw vlak: de jaren vóór de start."] if picture.pre_years else []
    return " ".join([*parts, *(f"{sign}: {words}." for sign, (year, words) in marks if year)])


def caption(picture: EffectPicture) -> str:
    """Above the table: what is counted, and what the marks behind figures mean."""
    told = [f"{picture.indicator}, {unit_in_words(picture.unit)}", marks_explained(picture.own.points), *columns_told(picture)]
    return "; ".join(filter(None, told))


def gap_key(picture: EffectPicture) -> str:
    """What the marks of the second chart mean."""
    zero = "Nul: de verwachting. Vóór de start is dat ons gemiddelde verschil met vergelijkbare gemeenten. "
    zero += "Daarna is het wat bij andere gemeenten gewoonlijk volgde op zo'n verschil."
    told = "Grijze band: daarin ligt 95% van de andere gemeenten. Blauwe streep: het gemiddelde sinds de start."
    lines = "Staande lijn: de start. Stippellijn: vanaf dan kan een effect te zien zijn."
    laid_down = " Streepjeslijn: de verwachting is vastgelegd." if picture.frozen else ""
    return f"{zero} {told} {lines}{laid_down}"


def gap_alt(picture: EffectPicture) -> str:
    """The gap chart in words."""
    outside = [str(gap.year) for gap in picture.gaps if picture.start and gap.year > picture.start and abs(gap.gap) > gap.band]
    last = picture.gaps[-1]
    told = f"Buiten de band na de start: {', '.join(outside)}." if outside else "Na de start blijft de lijn binnen de band."
    return (
        f"Lijngrafiek: het verschil tussen {picture.name} en wat we op grond van vergelijkbare gemeenten verwachten. "
        f"{mean_text(picture)} In {last.year} was het {signed(last.gap, picture.decimals)}; door toeval verwacht je tussen "
        f"{number(-last.band, picture.decimals)} en {number(last.band, picture.decimals)}. {told}"
    )


def mean_text(picture: EffectPicture) -> str:
    """As in `Gemiddeld sinds de start (2020–2024): +1,20`."""
    if picture.mean is None:
        return ""
    over = period(picture.post_years[0], picture.post_years[-1])
    return f"Gemiddeld sinds de start ({over}): {signed(picture.mean, picture.decimals)}."


def figure_lines(picture: EffectPicture) -> tuple[list[str], list[list[str]]]:
    """The figures behind the charts as a table: period, own, group, and the gap where it was calculated; newest first."""
    group, gaps = dict(picture.group), {gap.year: gap.gap for gap in picture.gaps}
    headers = ["Jaar", picture.name, *_columns(picture)]
    lines = []
    for point in reversed(picture.own.points):
        row = [f"{point.year}{point_marks(point)}", number(point.value, picture.decimals)]
        row.append(number(group[point.year], picture.decimals) if point.year in group else "–")
        if gaps:
            row.append(signed(gaps[point.year], picture.decimals) if point.year in gaps else "–")
        lines.append(row)
    return headers, lines


def columns_told(picture: EffectPicture) -> list[str]:
    """What the heads that are there are short for."""
    return [COLUMNS_TOLD[each] for each in _columns(picture)]


def _columns(picture: EffectPicture) -> list[str]:
    return [GROUP_COLUMN, *([GAP_COLUMN] if picture.gaps else [])]


def process_alt(name: str, figures: Sequence[tuple[str, float]]) -> str:
    """The partner's own figures in words."""
    (first, low), (last, high) = figures[0], figures[-1]
    return f"Lijngrafiek: {name}, {len(figures)} perioden. Van {exact(low)} ({first}) naar {exact(high)} ({last})."
