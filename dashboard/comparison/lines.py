"""Which municipalities are compared on one indicator, as lines with a look of their own; pure, no order and no judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.book.judged import Figures, Judged
from dashboard.look.notation import (
    BEHIND_ORANGE,
    INK,
    MET_BLUE,
    NOT_MET_BROWN,
    SECONDARY,
    listing,
    norm_text,
    number,
    point_period,
    unit_in_words,
)
from etl.store.terms import NATION
from indicators.agenda.model import Indicator
from indicators.agenda.periods import PeriodKind
from indicators.methods.comparison import GroupYear
from indicators.methods.series import Point, Series

GROUP = "groep"
MOST_OTHERS = 5
"""Besides the own municipality; more lines than six cannot be told apart."""
SEPARATOR = ","


@dataclass(frozen=True)
class Look:
    """Lines differ in dash and mark as well as in colour; every colour has a contrast of at least 4.5:1 on white."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    width: float = 2.0
    size: int = 46


OWN = Look(INK, (1, 0), "circle", 3.0)
GROUP_LOOK = Look(SECONDARY, (1, 0), "circle", 1.4, 14)
NATION_LOOK = Look(SECONDARY, (2, 3), "circle", 1.6, 14)
OTHERS = (
    Look(MET_BLUE, (8, 3), "square"),
    Look(BEHIND_ORANGE, (3, 2), "triangle-up"),
    Look("#6B3FA0", (10, 3, 2, 3), "diamond"),
    Look("#1E6B4F", (5, 5), "triangle-down"),
    Look(NOT_MET_BROWN, (1, 2), "cross"),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One municipality, the middle of the group or the Netherlands."""

    code: str
    name: str
    series: Series
    look: Look


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Codes besides the own municipality, and what of the link could not be used (empty: all of it could)."""

    codes: tuple[str, ...]
    problem: str


def read_choice(text: str | None, own: str, known: Mapping[str, str]) -> Chosen:
    """`GM0479,GM0344,groep` from a link; without one the group. known: names by code of all that can be chosen."""
    if text is None:
        return Chosen(codes=(GROUP,), problem="")
    asked = [code.strip() for code in text.split(SEPARATOR) if code.strip()]
    wanted = [code for code in dict.fromkeys(asked) if code != own]
    usable = [code for code in wanted if code in known]
    unknown = [code for code in wanted if code not in known]
    problems = [f"Onbekend: {listing([f'‘{code}’' for code in unknown])}."] if unknown else []
    if len(usable) > MOST_OTHERS:
        left_out = listing([known[code] for code in usable[MOST_OTHERS:]])
        problems.append(f"We tonen er ten hoogste {MOST_OTHERS} naast elkaar; weggelaten: {left_out}.")
    return Chosen(codes=tuple(usable[:MOST_OTHERS]), problem=" ".join(problems))


def write_choice(own: str, codes: Sequence[str]) -> str:
    """The choice for a link, the own municipality first."""
    return SEPARATOR.join([own, *codes])


def choices(figures: Figures, own: str, group_size: int) -> dict[str, str]:
    """Names by code of all that can be chosen: the group and the Netherlands first, then municipalities by name."""
    others = sorted((code for code in figures.current if code != own), key=lambda code: figures.names[code].lstrip("'s-").lower())
    first = {GROUP: f"Vergelijkbare gemeenten ({group_size})"} if group_size else {}
    return first | {NATION: "Nederland"} | {code: figures.names[code] for code in others}


def gather_lines(
    indicator: Indicator, own: tuple[str, str], codes: Sequence[str], figures: Figures, judged: Judged
) -> list[Line]:
    """The own line first; own is (code, name). A line without figures is kept: the page says that it has none."""
    lines = [Line(code=own[0], name=own[1], series=figures.series(indicator.id, own[0]), look=OWN)]
    looks = iter(OTHERS)
    for code in codes:
        if code == GROUP:
            lines.append(Line(code=GROUP, name="groep (midden)", series=medians(judged.band), look=GROUP_LOOK))
        elif code == NATION:
            lines.append(Line(code=NATION, name="Nederland", series=judged.national or Series(), look=NATION_LOOK))
        else:
            series = figures.series(indicator.id, code)
            lines.append(Line(code=code, name=figures.names[code], series=series, look=next(looks)))
    return lines


def medians(band: Sequence[GroupYear]) -> Series:
    """The middle of the group as a series."""
    return Series.of(Point(year=each.year, value=each.median, period=f"{each.year}{PeriodKind.YEAR.mark}") for each in band)


def spread(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Move labels apart, in their own order and as little as needed, within the picture; measured from above."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [min(max(places[index], top), bottom) for index in order]
    for earlier, later in pairwise(range(len(moved))):
        moved[later] = max(moved[later], moved[earlier] + gap)
    overflow = max(0.0, moved[-1] - bottom) if moved else 0.0
    if overflow:
        moved[-1] -= overflow
        for later, earlier in pairwise(range(len(moved) - 1, -1, -1)):
            moved[earlier] = min(moved[earlier], moved[later] - gap)
    return [moved[order.index(index)] for index in range(len(places))]


def describe(lines: Sequence[Line], indicator: Indicator) -> str:
    """The picture as a reader would describe it: per line its newest figure."""
    told = [
        f"{line.name} {number(line.series.last.value, indicator.decimals)} in {point_period(line.series.last)}"
        for line in lines
        if line.series.last
    ]
    return f"Lijngrafiek van {indicator.name}, {indicator.unit}. Laatste cijfers: {'; '.join(told)}."


def without_figures(lines: Sequence[Line]) -> str:
    """Who has no figure for this indicator; empty when everybody has."""
    names = [line.name for line in lines if not line.series.points]
    return f"Geen cijfers van deze indicator: {listing(names)}." if names else ""


def figures_table(lines: Sequence[Line], indicator: Indicator) -> tuple[list[str], list[list[str]]]:
    """Headers and a line per year, newest first; a dash where there is no figure."""
    shown = [line for line in lines if line.series.points]
    years = sorted({point.year for line in shown for point in line.series.points}, reverse=True)
    return ["Jaar", *(line.name for line in shown)], [
        [str(year), *(_figure(line.series.at(year), indicator) for line in shown)] for year in years
    ]


def norm_remark(indicator: Indicator, agenda_name: str) -> str:
    """Whose norm it is; it is not drawn, because it holds for nobody else."""
    if indicator.norm is None:
        return f"Er is geen norm voor dit cijfer; eenheid: {unit_in_words(indicator.unit)}."
    text = norm_text(indicator.norm, indicator.desired_direction, indicator.unit)
    return f"De norm ({text}) is van {agenda_name} en geldt niet voor andere gemeenten. Daarom staat hij niet in deze grafiek."


def _figure(point: Point | None, indicator: Indicator) -> str:
    return "–" if point is None else number(point.value, indicator.decimals) + ("*" if point.is_provisional else "")
