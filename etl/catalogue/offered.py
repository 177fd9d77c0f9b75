"""What a table offers to choose from, and what was found of a choice: frozen plain values that a page can show as they are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from indicators.agenda.periods import PeriodKind


class Origin(StrEnum):
    """Where something comes from: the catalogue itself, the recording that ships with Databoek, or an own file."""

    LIVE = "live"
    RECORDING = "opname"
    FILE = "bestand"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure of a table: key as delivered (its number moves), and topic, group and unit as the agenda writes them.

    groups: the headings above it, outermost first; problem: why it cannot be chosen, '' when it can.
    """

    key: str
    topic: str
    title: str
    unit: str
    decimals: int
    groups: tuple[str, ...] = ()
    description: str = ""
    told_group: str | None = None
    told_unit: str | None = None
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One choice in a dimension; code: without padding."""

    code: str
    title: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """A dimension of which one member has to be chosen; usual: the code of the total, '' when none is called so."""

    name: str
    title: str
    members: tuple[Member, ...]
    usual: str = ""


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Periods of one kind that a table has; first and last in words: `2012`, `kwartaal 4 van 2024`."""

    kind: PeriodKind
    first: str
    last: str
    count: int


@dataclass(frozen=True, kw_only=True)
class TableContents:
    """What a table holds.

    problem: why it cannot be used at all ('' when it can): no municipalities, or not this one. year: of a table without
    periods, as its title says it; None when it has periods or its title names no year. margins: codes of the bounds, when the
    table has them; region_dimension: only when the agenda has to name it. stopped: what to say when no new figures come.
    """

    catalogue: str
    table: str
    title: str
    holder: str
    licence: str
    modified: str
    origin: Origin
    has_municipalities: bool
    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...]
    periods: tuple[Periods, ...]
    has_periods: bool = True
    year: int | None = None
    margins: tuple[str, str] | None = None
    region_dimension: str | None = None
    problem: str = ""
    stopped: str = ""
    kind: Literal["tabel"] = "tabel"


@dataclass(frozen=True, kw_only=True)
class YearFigure:
    """One figure of a place; period in words. lower, upper: 95 % bounds; numerator, denominator: of a ratio."""

    year: int
    period: str
    value: float
    status: str = ""
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, kw_only=True)
class FoundFigures:
    """The figures of one choice, as the next refresh would bring them.

    municipality: its code; figures: its own, oldest first; nation: of the Netherlands, empty when the source has none;
    with_figures: how many municipalities have any; unit: as the source writes it, '' when it does not say or it is a ratio;
    remarks: what the gate says of figures that count; refusals: why figures do not count, a sentence each; origin: of what.
    """

    municipality: str
    figures: tuple[YearFigure, ...]
    nation: tuple[YearFigure, ...]
    with_figures: int
    unit: str
    remarks: tuple[str, ...]
    refusals: tuple[str, ...]
    origin: Origin
    kind: Literal["cijfers"] = "cijfers"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet: its name, the first cells below it, how many are filled, and how many can be read as what."""

    name: str
    examples: tuple[str, ...]
    filled: int
    areas: int
    periods: int
    numbers: int
    years: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A row that does not count, and why."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What was understood of a file: how it is read, and what comes of that.

    sheets: of a workbook, empty for text; measures: columns whose figures can be chosen (of a wide file what stands beside the
    years, '' when years stand alone); problems: why it cannot be read so, each with its line. municipality: the code whose
    figures are shown. rows: how many rows count; left_out: the first of those that do not, left_out_count: all of them.
    """

    name: str
    sheets: tuple[str, ...]
    sheet: str | None
    header_row: int
    columns: tuple[Column, ...]
    region_column: str | None
    period_column: str | None
    year: int | None
    has_years_as_columns: bool
    status_column: str | None
    measures: tuple[str, ...]
    column: str | None
    municipality: str
    figures: tuple[YearFigure, ...]
    with_figures: int
    rows: int
    left_out: tuple[LeftOut, ...]
    left_out_count: int
    remarks: tuple[str, ...]
    problems: tuple[str, ...]
    unit: str = ""
    kind: Literal["bestand"] = "bestand"
