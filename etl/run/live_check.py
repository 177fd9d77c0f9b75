"""Whether the tables of the agenda still hold what it asks of them: from their metadata, without one figure being fetched."""

from collections.abc import Callable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from etl.cbs.client import Catalogues
from etl.cbs.metadata import Metadata, read_metadata
from etl.cbs.query import About, Gap, find_layout, find_members, period_gaps
from etl.cbs.topics import resolve_topics
from etl.delivery import SourceError, TableRequest, Topic
from etl.run.mishaps import one_source
from etl.run.refresh import TABLES_AT_A_TIME
from etl.store.terms import stopped
from indicators.agenda.model import Agenda, Measure, TableSource
from indicators.agenda.places import measures_at
from indicators.agenda.problems import Path
from indicators.agenda.rules.sources import MARGINS
from indicators.wording.numbers import plural


class Found(NamedTuple):
    """Something at a place in the agenda; is_fault: the next refresh will not bring the figures that are asked there."""

    place: Path
    text: str
    is_fault: bool = True


class Report(NamedTuple):
    """How many tables were asked, and what was found, in order of the agenda's places."""

    tables: int
    found: tuple[Found, ...]

    @property
    def faults(self) -> int:
        """How many of them are faults."""
        return sum(each.is_fault for each in self.found)


class _Asked(NamedTuple):
    place: Path
    measure: Measure
    source: TableSource

    @property
    def at_source(self) -> Path:
        return ("bronnen", self.measure.source)


def check_live(agenda: Agenda, catalogues: Catalogues) -> Report:
    """Ask every table of the agenda for its metadata, a few at a time, and hold each measure against it."""
    tables: dict[tuple[str, str], list[_Asked]] = {}
    for path, measure, source in measures_at(agenda):
        if isinstance(source, TableSource):
            tables.setdefault((source.catalogue, source.table), []).append(_Asked(path, measure, source))
    names = dict.fromkeys(catalogue for catalogue, _ in tables)
    with ThreadPoolExecutor(TABLES_AT_A_TIME) as pool:
        answering = dict(zip(names, pool.map(catalogues.answers, names), strict=True))

        def look(asked: Sequence[_Asked]) -> list[Found]:
            if not answering[asked[0].source.catalogue]:
                return [Found((*one.at_source, "catalogus"), f"{one.source.catalogue} geeft geen antwoord.") for one in asked]
            return _check_table(catalogues, agenda.info.municipality, asked)

        found = dict.fromkeys(each for result in pool.map(look, tables.values()) for each in result)
    return Report(len(tables), tuple(found))


def report_lines(report: Report, where: Callable[[Path], str]) -> list[str]:
    """What was found, each with its place in the file, and how much it is."""
    lines = [f"{where(each.place)}: {each.text}" for each in report.found]
    asked = plural(report.tables, "tabel", "tabellen")
    faults = plural(report.faults, "fout", "fouten")
    remarks = plural(len(report.found) - report.faults, "opmerking", "opmerkingen")
    return [*lines, f"Bij CBS nagevraagd: {asked}, {faults}, {remarks}. Er zijn geen cijfers opgehaald."]


def _check_table(catalogues: Catalogues, municipality: str, asked: Sequence[_Asked]) -> list[Found]:
    request = _request(asked[0])
    at_table = (*asked[0].at_source, "tabel")
    chosen = {(one.measure.source, dimension) for one in asked for dimension in one.measure.filters}
    try:
        with one_source(request.label):
            metadata = read_metadata(request, catalogues)
            found = [
                Found(_place(one, gap, chosen), f"{request.label}: {gap.text}")
                for one in asked
                for gap in _gaps(one, metadata, municipality)
            ]
    except SourceError as error:
        return [Found(at_table, str(error))]
    end = stopped(str(metadata.info.get("Frequency") or ""))
    return [*found, *([Found(at_table, f"{request.label}: {end}", is_fault=False)] if end else [])]


def _gaps(asked: _Asked, metadata: Metadata, municipality: str) -> list[Gap]:
    request = _request(asked)
    gaps = [Gap(About.TOPIC, text) for text in resolve_topics(request.topics, metadata.properties)[1]]
    layout, missing = find_layout(request, metadata.properties)
    gaps += missing
    if layout is None:
        return gaps
    periods = [str(row["Key"]) for row in metadata.members[layout.period]] if layout.period else None
    title = str(metadata.info.get("Title") or "")
    gaps += period_gaps([asked.source.period], asked.source.year, periods=periods, title=title)
    gaps += find_members(request, layout, metadata.members)[1]
    if municipality not in {str(row["Key"]).strip() for row in metadata.members[layout.region]}:
        text = f"{municipality} staat niet in {layout.region}. Kies een andere tabel, of noem bij de bron een ander gebied."
        gaps.append(Gap(About.REGION, text))
    return gaps


def _request(asked: _Asked) -> TableRequest:
    """What this one measure asks of its table, the codes of its margins included."""
    measure, source = asked.measure, asked.source
    filters: dict[str, tuple[str, ...]] = {name: (code,) for name, code in {**source.filters, **measure.filters}.items()}
    if source.margins:
        filters[MARGINS] = (*filters.get(MARGINS, ()), source.margins.lower, source.margins.upper)
    return TableRequest(
        catalogue=source.catalogue,
        table=source.table,
        topics=(Topic(stem=str(measure.topic), group=measure.topic_group, unit=measure.topic_unit),),
        filters=filters,
        region_dimension=source.region_dimension,
    )


def _place(asked: _Asked, gap: Gap, chosen: Set[tuple[str, str]]) -> Path:
    """Where in the agenda the thing was asked, or has to be added: at the measure, or at the source for all its measures.

    chosen: the sources of which measures filter a dimension themselves.
    """
    if gap.about is About.TOPIC:
        return (*asked.place, "onderwerp")
    if gap.about is not About.FILTER:
        return (*asked.at_source, gap.about)
    at_measure = gap.name not in asked.source.filters and (asked.measure.source, gap.name) in chosen
    return (*(asked.place if at_measure or gap.name in asked.measure.filters else asked.at_source), "filter", gap.name)
