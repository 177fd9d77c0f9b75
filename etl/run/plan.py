"""What the agenda needs of each source, worked out once per run; it fetches nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.delivery import Cell, TableRequest, Topic
from etl.store.terms import FEATURE_PREFIX, Part, address_of
from indicators.agenda.model import Agenda, FileSource, Measure, Quantity, Ratio, TableSource
from indicators.agenda.periods import PeriodKind


@dataclass(frozen=True, kw_only=True)
class TablePlan:
    """One table of a catalogue with all cells the agenda uses of it."""

    request: TableRequest
    cells: tuple[Cell, ...]
    period_kind: PeriodKind
    holder: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class FilePlan:
    """One own file with all columns the agenda uses of it."""

    source: FileSource
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Tables and files to read, and how indicators are made from them."""

    tables: tuple[TablePlan, ...]
    files: tuple[FilePlan, ...]
    parts: tuple[Part, ...]


@dataclass
class _Wanted:
    source: TableSource
    cells: dict[Cell, None] = field(default_factory=dict)


def plan_sources(agenda: Agenda) -> Plan:
    """List every table and file once, with the union of what indicators and features need of it."""
    tables: dict[tuple[str, str], _Wanted] = {}
    files: dict[str, tuple[FileSource, dict[str, None]]] = {}
    parts: list[Part] = []
    for link, quantity in _links(agenda):
        for role, measure, multiplier in _ingredients(quantity):
            source = agenda.sources[measure.source]
            if isinstance(source, FileSource):
                column = str(measure.column)
                files.setdefault(source.file, (source, {}))[1][column] = None
                parts.append(link.part(role, source, column, "", multiplier))
                continue
            wanted = tables.setdefault(address_of(source), _Wanted(source))
            for cell_role, cell in _cells(source, measure, role):
                wanted.cells[cell] = None
                parts.append(link.part(cell_role, source, cell.topic.name, cell.filter_text, multiplier))
    return Plan(
        tables=tuple(_table_plan(wanted) for wanted in tables.values()),
        files=tuple(FilePlan(source=source, columns=tuple(columns)) for source, columns in files.values()),
        parts=tuple(parts),
    )


class _Link(NamedTuple):
    """One place in the chain of an indicator: 0 is its source, n the n-th that it replaced."""

    indicator: str
    predecessor: int = 0
    continues: bool = False

    def part(self, role: str, source: TableSource | FileSource, topic: str, filters: str, multiplier: float) -> Part:
        return Part(self.indicator, role, *address_of(source), topic, filters, multiplier, self.predecessor, self.continues)


def _links(agenda: Agenda) -> Iterator[tuple[_Link, Quantity]]:
    for indicator in agenda.indicators:
        yield _Link(indicator.id), indicator.quantity
        for number, past in enumerate(indicator.quantity.predecessors, start=1):
            yield _Link(indicator.id, number, continues=not past.has_break), past
    for feature in agenda.info.comparison.features:
        yield _Link(FEATURE_PREFIX + feature.id), feature.quantity


def _ingredients(quantity: Quantity) -> Iterator[tuple[str, Measure, float]]:
    if isinstance(quantity, Ratio):
        yield "teller", quantity.numerator, quantity.multiplier
        yield "noemer", quantity.denominator, quantity.multiplier
    else:
        yield "waarde", quantity, 1.0


def _cells(source: TableSource, measure: Measure, role: str) -> Iterator[tuple[str, Cell]]:
    topic = Topic(stem=str(measure.topic), group=measure.topic_group, unit=measure.topic_unit)
    codes = {**source.filters, **measure.filters}
    yield role, Cell(topic=topic, filters=tuple(sorted(codes.items())))
    if source.margins and role == "waarde":
        for bound, code in (("ondergrens", source.margins.lower), ("bovengrens", source.margins.upper)):
            yield bound, Cell(topic=topic, filters=tuple(sorted((codes | {"Marges": code}).items())))


def _table_plan(wanted: _Wanted) -> TablePlan:
    source = wanted.source
    filters: dict[str, dict[str, None]] = {}
    for cell in wanted.cells:
        for dimension, code in cell.filters:
            filters.setdefault(dimension, {})[code] = None
    request = TableRequest(
        catalogue=source.catalogue,
        table=source.table,
        topics=tuple(dict.fromkeys(cell.topic for cell in wanted.cells)),
        filters={dimension: tuple(codes) for dimension, codes in filters.items()},
        region_dimension=source.region_dimension,
    )
    return TablePlan(
        request=request, cells=tuple(wanted.cells), period_kind=source.period, holder=source.holder, licence=source.licence
    )
