"""What can be asked of a job, and what a job answers: frozen plain values, written as JSON and read back strictly."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator, TypeAdapter

from etl.catalogue.choices import Chosen
from etl.catalogue.offered import FoundFigures, TableContents, Understood


@dataclass(frozen=True, kw_only=True)
class Refresh:
    """Refresh all figures; accepted: tables and files of which somebody looked at the figures that were kept out."""

    accepted: tuple[str, ...] = ()
    kind: Literal["verversen"] = "verversen"


@dataclass(frozen=True, kw_only=True)
class FetchTitles:
    """Fetch the titles of both catalogues."""

    kind: Literal["titels"] = "titels"


@dataclass(frozen=True, kw_only=True)
class OpenTable:
    """What a table holds."""

    catalogue: str
    table: str
    kind: Literal["tabel"] = "tabel"


@dataclass(frozen=True, kw_only=True)
class LookUp:
    """The figures of a choice; unit: how the indicator will be called; lowest, highest: what a figure can be, when that is said.

    file_of: the id of the job that an own file was handed to, when it is not among the agenda's files yet.
    """

    chosen: Chosen
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    file_of: str = ""
    kind: Literal["cijfers"] = "cijfers"


@dataclass(frozen=True, kw_only=True)
class Understand:
    """What an own file says; what is None is found out. file_of: the id of an earlier job that it was handed to."""

    name: str
    sheet: str | None = None
    header_row: int | None = None
    region_column: str | None = None
    period_column: str | None = None
    year: int | None = None
    has_years_as_columns: bool | None = None
    column: str | None = None
    file_of: str = ""
    kind: Literal["bestand"] = "bestand"


Question = Annotated[Refresh | FetchTitles | OpenTable | LookUp | Understand, Discriminator("kind")]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One figure of the municipality that was kept out beside the one that stands; None when there is none."""

    period: str
    held: float | None
    came: float | None


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """Figures of a source that were kept out as a whole.

    accept: what to put in Refresh.accepted to take them, '' when that cannot be; reasons: a sentence each; measure: the
    indicators or the column that it is about; figures: of the municipality, newest first.
    """

    label: str
    accept: str
    reasons: tuple[str, ...]
    measure: str = ""
    figures: tuple[Compared, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """What a refresh brought: how many sources were read and failed, what there is to tell, and what waits for somebody's eye."""

    sources: int
    failed: int
    has_figures: bool
    remarks: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    kind: Literal["ververst"] = "ververst"


@dataclass(frozen=True, kw_only=True)
class TitlesFetched:
    """How many titles there are now, and a sentence for each catalogue that gave none."""

    tables: int
    problems: tuple[str, ...]
    kind: Literal["titels"] = "titels"


Answer = Annotated[Refreshed | TitlesFetched | TableContents | FoundFigures | Understood, Discriminator("kind")]

QUESTION: TypeAdapter[Refresh | FetchTitles | OpenTable | LookUp | Understand] = TypeAdapter(Question)
ANSWER: TypeAdapter[Refreshed | TitlesFetched | TableContents | FoundFigures | Understood] = TypeAdapter(Answer)
