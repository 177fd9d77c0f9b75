"""What somebody chose: a measure of a table or a column of a file, or one divided by another; plain values, checked elsewhere."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator

from indicators.agenda.periods import PeriodKind


@dataclass(frozen=True, kw_only=True)
class OfTable:
    """A measure of a table of a catalogue.

    group, unit: only where the topic's name occurs more often; filters: dimension and code without padding; margins: the codes of
    the lower and the upper bound in the dimension Marges; title: of the table, for a readable name of the source.
    """

    catalogue: str
    table: str
    topic: str
    group: str | None = None
    unit: str | None = None
    filters: tuple[tuple[str, str], ...] = ()
    period: PeriodKind = PeriodKind.YEAR
    year: int | None = None
    region_dimension: str | None = None
    margins: tuple[str, str] | None = None
    title: str = ""
    holder: str = ""
    licence: str = ""
    kind: Literal["tabel"] = "tabel"


@dataclass(frozen=True, kw_only=True)
class OfFile:
    """A column of an own file; file: its name from the agenda's folder. Of period_column, year and has_years_as_columns one."""

    file: str
    column: str
    region_column: str
    period_column: str | None = None
    year: int | None = None
    has_years_as_columns: bool = False
    status_column: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    holder: str = ""
    licence: str = ""
    kind: Literal["bestand"] = "bestand"


Figure = Annotated[OfTable | OfFile, Discriminator("kind")]


@dataclass(frozen=True, kw_only=True)
class Divided:
    """One figure divided by another, times so much: 100 for a percentage, 1000 for each thousand inhabitants."""

    numerator: Figure
    denominator: Figure
    multiplier: float
    kind: Literal["verhouding"] = "verhouding"


Chosen = Annotated[OfTable | OfFile | Divided, Discriminator("kind")]


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a person says of a new indicator in words; id: made of the name when it is empty; choices in the agenda's words."""

    name: str
    definition: str
    rationale: str
    unit: str
    decimals: int
    kind: str = "effect"
    desired_direction: str = "neutraal"
    owner: str | None = None
    caveats: str | None = None
    is_current_prices: bool = False
    id: str = ""


def figures_of(chosen: Chosen) -> tuple[OfTable | OfFile, ...]:
    """What is chosen, one by one: the numerator before the denominator."""
    return (chosen.numerator, chosen.denominator) if isinstance(chosen, Divided) else (chosen,)
