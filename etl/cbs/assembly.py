"""From the metadata and rows of one table to a Delivery; it asks through the reader it is handed and knows no network."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from etl.cbs.pages import Row, to_frame
from etl.cbs.query import REGION_PREFIXES, Layout, Member, filter_clause, layout_of, require_periods, wanted_members
from etl.cbs.topics import Property, keep_properties, resolve_topics
from etl.delivery import Delivery, SourceError, TableRequest

Progress = Callable[[int], None]
"""Hears the number of rows so far after each page."""


class Reader(Protocol):
    """What assembling needs of a catalogue; every method raises SourceError when it gets no usable answer."""

    def table_info(self, request: TableRequest) -> dict[str, Any]:
        """The row of TableInfos."""

    def properties(self, request: TableRequest) -> list[Property]:
        """The rows of DataProperties."""

    def entity_set(
        self,
        request: TableRequest,
        name: str,
        *,
        key: Sequence[str],
        asked: Mapping[str, str] | None = None,
        progress: Progress | None = None,
    ) -> list[Row]:
        """All rows of an entity set, page after page."""


def assemble(request: TableRequest, reader: Reader, *, licence: str, progress: Progress | None, origin: str) -> Delivery:
    """Ask for information, columns, members and rows, in that order, so that a wrong request fails before the long part."""
    fetched_at = datetime.now(UTC)
    info = reader.table_info(request)
    properties = reader.properties(request)
    measures, problems = resolve_topics(request.topics, properties)
    if not measures:
        raise SourceError(f"{request.label}: {' '.join(problems)}")
    layout = layout_of(request, properties)
    offered = {name: reader.entity_set(request, name, key=("Key",)) for name in layout.dimensions}
    members = wanted_members(request, layout, offered)
    title = str(info.get("Title") or info.get("ShortTitle") or request.table).strip()
    require_periods(request, layout, members, title)
    columns = tuple(dict.fromkeys(measures.values()))
    asked = {"$filter": filter_clause(request, layout, members), "$select": ",".join((*layout.dimensions, *columns))}
    rows = reader.entity_set(request, "TypedDataSet", key=layout.dimensions, asked=asked, progress=progress)
    picked = _pick(rows, request, layout, members)
    return Delivery(
        catalogue=request.catalogue,
        table=request.table,
        title=title,
        source=str(info.get("Source") or "").strip(),
        licence=licence,
        modified=str(info.get("Modified") or ""),
        fetched_at=fetched_at,
        origin=origin,
        region_dimension=layout.region,
        period_dimension=layout.period,
        measures=measures,
        problems=tuple(problems),
        frequency=str(info.get("Frequency") or "").strip(),
        properties=keep_properties(columns, properties),
        members=members,
        rows=to_frame(picked, dimensions=layout.dimensions, columns=columns, label=request.label),
    )


def _pick(rows: Sequence[Row], request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]]) -> list[Row]:
    """Only what was asked for: a filter may be too long to send, or ignored by the other side."""
    codes = {name: {str(member["Key"]).strip() for member in members[name]} for name in request.filters}
    prefixes = ("",) if layout.region in request.filters else REGION_PREFIXES
    picked = [
        row
        for row in rows
        if str(row[layout.region]).startswith(prefixes) and all(str(row[name]).strip() in codes[name] for name in codes)
    ]
    if not picked:
        raise SourceError(
            f"{request.label}: geen enkele rij voor deze vraag. Kijk op StatLine, of pas het filter aan in de agenda."
        )
    return picked
