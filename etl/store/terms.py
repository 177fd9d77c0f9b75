"""How the store calls things, each word once for who fills it and who reads it; it knows no source and opens nothing."""

from datetime import UTC, datetime
from typing import NamedTuple

from etl.delivery import REGION_KEY
from indicators.agenda.model import FileSource, TableSource

OWN_FILE = "bestand"
"""The catalogue of the files beside the agenda, and the origin of their figures."""
NATION = "NL"
"""The region that is the Netherlands."""
FEATURE_PREFIX = "kenmerk:"
"""Structural features are stored as indicators whose id starts with this; no indicator of an agenda can."""
SAME_ELSEWHERE = "zelfde_aanpak_in"
"""The topic of who does the same as an intervention, beside a partner's own figures."""
MEASUREMENT_COLUMNS = (
    "catalogue",
    "table_id",
    "topic",
    "filters",
    "region",
    "period",
    "year",
    "measure",
    "value",
    "status",
)
"""Columns of a tidy measurement, in this order, whatever its source."""
CELL = "catalogue, table_id, topic, filters"
"""The columns that tell one stored series of figures from another."""


HOW_IT_IS_READ = frozenset({"sheet", "header_row", "region_column", "period_column", "year", "years_in", "status_column"})
"""Of an own file in the agenda: another of these reads other cells, so it is another series.

What is not here (where it is, whose, how its figures are compared) changes no address of a held figure, nor does a new key.
"""


class Part(NamedTuple):
    """One ingredient of an indicator: in which role which stored measurement serves.

    predecessor: 0 for the indicator's source, n for the n-th that it replaced; continues: the maker says that its
    series goes on in what replaced it.
    """

    indicator: str
    role: str
    catalogue: str
    table_id: str
    topic: str
    filters: str
    multiplier: float
    predecessor: int = 0
    continues: bool = False


class Bound(NamedTuple):
    """What an indicator can be, in its own unit; None where there is no limit."""

    indicator: str
    lowest: float | None
    highest: float | None


def address_of(source: TableSource | FileSource) -> tuple[str, str]:
    """Catalogue and table id under which a source of the agenda is stored."""
    return (OWN_FILE, source.file) if isinstance(source, FileSource) else (source.catalogue, source.table)


def variant_of_source(source: TableSource | FileSource) -> str:
    """Which reading of its table or file a source of the agenda is: variant_of for a file, the region dimension, if named."""
    if isinstance(source, FileSource):
        return variant_of(source)
    return f"{REGION_KEY}={source.region_dimension}" if source.region_dimension else ""


def variant_of_cell(catalogue: str, filters: str) -> str:
    """Which reading of a source a stored cell is of: for an own file its filters, for a table the region dimension, if named."""
    if catalogue == OWN_FILE:
        return filters
    return next((part for part in filters.split(";") if part.startswith(f"{REGION_KEY}=")), "")


def utc(moment: datetime) -> datetime:
    """A moment as the store keeps it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def variant_of(source: FileSource) -> str:
    """All that tells one reading of an own file from another, as the agenda writes it: `gebied=gemeente;periode=jaar`."""
    about = source.model_dump(mode="json", by_alias=True, exclude_none=True, include=set(HOW_IT_IS_READ))
    return ";".join(f"{key}={value}" for key, value in sorted(about.items()))


def stopped(frequency: str) -> str:
    """What there is to say of a table of this TableInfos.Frequency: '' while new figures still come."""
    if frequency.strip().lower() != "stopgezet":
        return ""
    return "deze tabel is stopgezet: er komen geen nieuwe cijfers bij. De opvolger staat in de toelichting van de tabel."


def adopters_of(intervention: str) -> str:
    """Under which name the store keeps who does the same as this intervention; no id of an intervention has a slash."""
    return f"{intervention}/{SAME_ELSEWHERE}"
