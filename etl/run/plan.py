"""What the agenda needs of each source, worked out once per run; it fetches nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.delivery import Cell, TableRequest, Topic
from etl.run.limits import bounds_of, cell_limits, units_asked
from etl.store.gate.terms import Cell as StoredCell
from etl.store.gate.terms import Limits
from etl.store.terms import FEATURE_PREFIX, Bound, Part, address_of, variant_of
from indicators.agenda.model import Agenda, FileSource, Measure, Quantity, Ratio, TableSource


@dataclass(frozen=True, kw_only=True)
class TablePlan:
    """One table of a catalogue, by one of its region dimensions, with all cells the agenda uses of it."""

    request: TableRequest
    cells: tuple[Cell, ...]
    holder: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class FilePlan:
    """One way of reading an own file, with all columns the agenda uses of it; label tells it from other ways."""

    label: str
    source: FileSource
    columns: tuple[str, ...]

    @property
    def variant(self) -> str:
        """How the file is read, as the store keeps it."""
        return variant_of(self.source)


@dataclass(frozen=True)
class Plan:
    """Tables and files to read, how indicators are made from them, and what they can be.

    limits, units: per catalogue and table or file, what the figures of a cell can be, and in which unit the agenda reads a topic.
    """

    tables: tuple[TablePlan, ...]
    files: tuple[FilePlan, ...]
    parts: tuple[Part, ...]
    bounds: tuple[Bound, ...]
    limits: Mapping[tuple[str, str], Mapping[StoredCell, Limits]]
    units: Mapping[tuple[str, str], Mapping[str, str]]


@dataclass
class _Table:
    source: TableSource
    cells: dict[Cell, None] = field(default_factory=dict)


@dataclass
class _File:
    source: FileSource
    columns: dict[str, None] = field(default_factory=dict)


def plan_sources(agenda: Agenda) -> Plan:
    """List every table and file once for each way it is read, with the union of what indicators and features need of it."""
    tables: dict[tuple[str, str, str | None], _Table] = {}
    files: dict[tuple[str, str], _File] = {}
    parts: list[Part] = []
    for link, quantity in _links(agenda):
        for role, measure, multiplier in _ingredients(quantity):
            source = agenda.sources[measure.source]
            if isinstance(source, FileSource):
                column, variant = str(measure.column), variant_of(source)
                files.setdefault((source.file, variant), _File(source)).columns[column] = None
                parts.append(link.part(role, source, column, variant, multiplier))
                continue
            wanted = tables.setdefault((source.catalogue, source.table, source.region_dimension), _Table(source))
            for cell_role, cell in _cells(source, measure, role):
                wanted.cells[cell] = None
                parts.append(link.part(cell_role, source, cell.topic.name, cell.filter_text, multiplier))
    ways = [(catalogue, table) for catalogue, table, _ in tables]
    labels = _file_labels([wanted.source for wanted in files.values()])
    return Plan(
        tables=tuple(
            _table_plan(wanted, is_one_of_several=ways.count(address_of(wanted.source)) > 1) for wanted in tables.values()
        ),
        files=tuple(
            FilePlan(
                label=labels[variant_of(wanted.source), wanted.source.file], source=wanted.source, columns=tuple(wanted.columns)
            )
            for wanted in files.values()
        ),
        parts=tuple(parts),
        bounds=bounds_of(agenda),
        limits=cell_limits(parts, agenda),
        units=units_asked(agenda, parts),
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
    yield role, _cell(source, topic, codes)
    if source.margins and role == "waarde":
        for bound, code in (("ondergrens", source.margins.lower), ("bovengrens", source.margins.upper)):
            yield bound, _cell(source, topic, codes | {"Marges": code})


def _cell(source: TableSource, topic: Topic, codes: Mapping[str, str]) -> Cell:
    return Cell(
        topic=topic,
        filters=tuple(sorted(codes.items())),
        period_kind=source.period,
        year=source.year,
        region_dimension=source.region_dimension,
    )


def _table_plan(wanted: _Table, *, is_one_of_several: bool) -> TablePlan:
    source = wanted.source
    request = TableRequest(
        catalogue=source.catalogue,
        table=source.table,
        topics=tuple(dict.fromkeys(cell.topic for cell in wanted.cells)),
        filters=_codes_asked(wanted.cells),
        region_dimension=source.region_dimension,
        is_one_of_several=is_one_of_several,
        period_kinds=tuple(dict.fromkeys(cell.period_kind for cell in wanted.cells)),
        year=source.year,
    )
    return TablePlan(request=request, cells=tuple(wanted.cells), holder=source.holder, licence=source.licence)


def _codes_asked(cells: Iterable[Cell]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, dict[str, None]] = {}
    for cell in cells:
        for dimension, code in cell.filters:
            filters.setdefault(dimension, {})[code] = None
    return {dimension: tuple(codes) for dimension, codes in filters.items()}


def _file_labels(sources: Iterable[FileSource]) -> dict[tuple[str, str], str]:
    """Per variant and file how people call that reading: its name, and when it is read in more ways, what this way is."""
    ways: dict[str, list[str]] = {}
    for source in sources:
        ways.setdefault(source.file, []).append(variant_of(source))
    return {(variant, file): _file_label(file, variant, variants) for file, variants in ways.items() for variant in variants}


def _file_label(file: str, variant: str, variants: list[str]) -> str:
    if len(variants) == 1:
        return file
    every = set.intersection(*(set(each.split(";")) for each in variants))
    own = [part.replace("=", " ", 1) for part in variant.split(";") if part not in every]
    keys = dict.fromkeys(part.partition("=")[0] for each in variants for part in each.split(";") if part not in every)
    return f"{file} ({', '.join(own) if own else 'zonder ' + ', '.join(keys)})"
