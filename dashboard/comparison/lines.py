"""Which municipalities are compared on one indicator, as lines with a look of their own; pure, no order and no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.book.databook import Databook, Row
from dashboard.comparison.choice import GROUP
from dashboard.look.colours import BEHIND_ORANGE, INK, LINE_GREEN, LINE_PURPLE, MET_BLUE, NOT_MET_BROWN, SECONDARY
from dashboard.look.notation import OTHER_SOURCE, norm_text, point_marks, point_period, sentence, unit_in_words
from etl.answers.chain import EarlierSource
from etl.store.terms import NATION
from indicators.agenda.model import Indicator
from indicators.methods.group_year import GroupYear
from indicators.methods.series import Point, Series
from indicators.wording.numbers import listing, number


class Called(Protocol):
    """What a chart and a table have to know of an indicator, or of what may become one."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def decimals(self) -> int:
        """How exactly it is written."""


@dataclass(frozen=True)
class LineLook:
    """Lines differ in dash and mark as well as in colour; every colour has a contrast of at least 4.5:1 on white."""

    colour: str
    dash: tuple[int, ...]
    shape: str
    width: float = 2.0
    size: int = 46


OWN = LineLook(INK, (1, 0), "circle", 3.0)
GROUP_LOOK = LineLook(SECONDARY, (1, 0), "circle", 1.4, 14)
NATION_LOOK = LineLook(SECONDARY, (2, 3), "circle", 1.6, 14)
OTHERS = (
    LineLook(MET_BLUE, (8, 3), "square"),
    LineLook(BEHIND_ORANGE, (3, 2), "triangle-up"),
    LineLook(LINE_PURPLE, (10, 3, 2, 3), "diamond"),
    LineLook(LINE_GREEN, (5, 5), "triangle-down"),
    LineLook(NOT_MET_BROWN, (1, 2), "cross"),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One municipality, the middle of the group or the Netherlands."""

    code: str
    name: str
    series: Series
    look: LineLook


def gather_lines(book: Databook, row: Row, codes: Sequence[str]) -> list[Line]:
    """The own line first. A line without figures is kept: the page says that it has none."""
    lines = [Line(code=book.code, name=book.name, series=row.series, look=OWN)]
    looks = iter(OTHERS)
    for code in codes:
        if code == GROUP:
            lines.append(Line(code=GROUP, name="groep (midden)", series=medians(row.judged.band), look=GROUP_LOOK))
        elif code == NATION:
            lines.append(Line(code=NATION, name="Nederland", series=row.judged.national or Series(), look=NATION_LOOK))
        else:
            series = book.figures.series(row.indicator.id, code)
            lines.append(Line(code=code, name=book.figures.names[code], series=series, look=next(looks)))
    return lines


def medians(band: Sequence[GroupYear]) -> Series:
    """The middle of the group as a series."""
    return Series.of(
        Point(year=each.year, value=each.median, period=str(each.year), predecessor=each.predecessor) for each in band
    )


def describe(lines: Sequence[Line], indicator: Called) -> str:
    """The picture as a reader would describe it: per line its newest figure."""
    told = [
        f"{line.name} {number(line.series.last.value, indicator.decimals)} in {point_period(line.series.last)}"
        for line in lines
        if line.series.last
    ]
    return f"Lijngrafiek van {indicator.name}, {indicator.unit}. Laatste cijfers: {'; '.join(told)}."


def key(lines: Sequence[Line], band: Sequence[GroupYear], earlier: Sequence[EarlierSource]) -> str:
    """Which mark means what, only marks that are in the picture; and which years have another source, for everyone alike."""
    words = ["Open teken: voorlopig cijfer."] if any(line.series.has_provisional for line in lines) else []
    if band:
        words.append("Grijsgroene band: de middelste helft van de vergelijkbare gemeenten; de lijn erin is hun midden.")
    words += [f"{OTHER_SOURCE} {sentence(each.words)}" for each in earlier]
    return " ".join(words)


def without_figures(lines: Sequence[Line]) -> str:
    """Who has no figure for this indicator; empty when everybody has."""
    names = [line.name for line in lines if not line.series.points]
    return f"Geen cijfers van deze indicator: {listing(names)}." if names else ""


def figures_table(lines: Sequence[Line], indicator: Called) -> tuple[list[str], list[list[str]]]:
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


def _figure(point: Point | None, indicator: Called) -> str:
    return "–" if point is None else number(point.value, indicator.decimals) + point_marks(point)
