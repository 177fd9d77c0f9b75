"""What is asked of a source and what it handed over, untouched; it fetches, saves and judges nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from indicators.agenda.periods import PeriodKind

REGION_KEY = "gebied"
PERIOD_KEY = "periode"
YEAR_KEY = "jaar"
"""How a cell's address says what the agenda says beside the filters; no dimension of CBS is called so."""


class SourceError(Exception):
    """A source gave nothing usable; the text says what happened and what to do."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A measure as configured: the stem of its key, and what tells equal stems apart."""

    stem: str
    group: str | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """Stable name in the store; the delivered key's suffix moves, this does not."""
        return self.stem + "".join(f" [{part}]" for part in (self.group, self.unit) if part)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One wanted combination of a table: a topic under exactly these codes (dimension -> code without padding).

    period_kind: which periods count as its yearly figures; year: of a table without periods; region_dimension: only when the
    agenda names it.
    """

    topic: Topic
    filters: tuple[tuple[str, str], ...] = ()
    period_kind: PeriodKind = PeriodKind.YEAR
    year: int | None = None
    region_dimension: str | None = None

    @property
    def filter_text(self) -> str:
        """All that tells this cell from another of its topic, as it stands in the store; '' when nothing does.

        `Leeftijd=20300;Marges=MW00000`, with `gebied=Regiokenmerken` and `periode=december` where the agenda says so.
        """
        told = list(self.filters)
        if self.region_dimension:
            told.append((REGION_KEY, self.region_dimension))
        if self.period_kind is not PeriodKind.YEAR:
            told.append((PERIOD_KEY, self.period_kind))
        if self.year is not None:
            told.append((YEAR_KEY, str(self.year)))
        return ";".join(f"{key}={value}" for key, value in sorted(told))


@dataclass(frozen=True, kw_only=True)
class TableRequest:
    """All the agenda needs of one table: the union of topics, and per dimension the union of codes.

    is_one_of_several: the agenda asks this table for more than one region dimension; period_kinds: which of its periods count;
    year: of a table without periods.
    """

    catalogue: str
    table: str
    topics: tuple[Topic, ...]
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    region_dimension: str | None = None
    is_one_of_several: bool = False
    period_kinds: tuple[PeriodKind, ...] = (PeriodKind.YEAR,)
    year: int | None = None

    @property
    def label(self) -> str:
        """How people call the table: `CBS 85098NED`, `dataderden 47018NED`, `CBS 10001NED (gebied RegioS)`."""
        name = f"{'CBS' if self.catalogue == 'opendata.cbs.nl' else self.catalogue.split('.')[0]} {self.table}"
        return f"{name} (gebied {self.region_dimension})" if self.is_one_of_several and self.region_dimension else name

    @property
    def file_name(self) -> str:
        """Under which a delivery on this request is saved, without ending."""
        return f"{self.table}-{self.region_dimension}" if self.is_one_of_several and self.region_dimension else self.table

    @property
    def variant(self) -> str:
        """What tells this request from another of its table: `gebied=RegioS`, '' when the table itself tells its regions."""
        return f"{REGION_KEY}={self.region_dimension}" if self.region_dimension else ""


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One table as delivered: raw padded codes, titles and statuses in the metadata, nulls as null.

    rows has the dimension columns (dictionaries of text) and the resolved topic columns (double); measures maps Topic.name to
    the delivered key; problems has a sentence for every topic asked for that is not in it; members maps each dimension to its
    rows of Key, Title, Description, Status; frequency is TableInfos.Frequency, '' in a recording that did not keep it.
    """

    catalogue: str
    table: str
    title: str
    source: str
    licence: str
    modified: str
    fetched_at: datetime
    origin: str
    region_dimension: str
    period_dimension: str
    measures: dict[str, str]
    properties: list[dict[str, Any]]
    members: dict[str, list[dict[str, Any]]]
    rows: pa.Table
    problems: tuple[str, ...] = ()
    frequency: str = ""

    @property
    def units(self) -> dict[str, str]:
        """Per topic the unit in which the table writes it."""
        of_key = {str(row.get("Key")): str(row.get("Unit") or "").strip() for row in self.properties}
        return {topic: of_key.get(key, "") for topic, key in self.measures.items()}

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The key columns of the table."""
        return tuple(self.members)
