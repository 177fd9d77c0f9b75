"""From the metadata and rows of one table to a Delivery; it asks through the reader it is handed and knows no network."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from etl.cbs.pages import Row
from etl.cbs.query import REGION_PREFIXES, Layout, Member, filter_clause, layout_of, require_periods, wanted_members
from etl.cbs.topics import Property, keep_properties, resolve_topics
from etl.delivery import Delivery, SourceError, TableRequest

_LOOK = "Kijk op StatLine of de tabel is veranderd."
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
    ) -> list[Row]:
        """All rows of an entity set of metadata."""

    def figures(
        self,
        request: TableRequest,
        *,
        dimensions: Sequence[str],
        columns: Sequence[str],
        asked: Mapping[str, str],
        progress: Progress | None = None,
    ) -> pa.Table:
        """These columns of TypedDataSet, page after page: dimensions as text, columns as double."""


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
    _require_named(request, offered)
    members = wanted_members(request, layout, offered)
    title = str(info.get("Title") or info.get("ShortTitle") or request.table).strip()
    require_periods(request, layout, members, title)
    columns = tuple(dict.fromkeys(measures.values()))
    asked = {"$filter": filter_clause(request, layout, members), "$select": ",".join((*layout.dimensions, *columns))}
    rows = reader.figures(request, dimensions=layout.dimensions, columns=columns, asked=asked, progress=progress)
    return Delivery(
        catalogue=request.catalogue,
        table=request.table,
        title=title,
        source=str(info.get("Source") or "").strip(),
        licence=licence,
        frequency=str(info.get("Frequency") or "").strip(),
        modified=str(info.get("Modified") or ""),
        fetched_at=fetched_at,
        origin=origin,
        region_dimension=layout.region,
        period_dimension=layout.period,
        measures=measures,
        problems=tuple(problems),
        properties=keep_properties(columns, properties),
        members=members,
        rows=_pick(rows, request, layout, members),
    )


def _require_named(request: TableRequest, offered: Mapping[str, Sequence[Member]]) -> None:
    """Every member has a code and a title, both text: what follows counts on it."""
    for name, members in offered.items():
        if not members:
            raise SourceError(f"{request.label}: dimensie {name} heeft geen enkele code. {_LOOK}")
        if not all(isinstance(member.get(field), str) for member in members for field in ("Key", "Title")):
            raise SourceError(f"{request.label}: dimensie {name} heeft een code of naam die geen tekst is. {_LOOK}")


def _pick(rows: pa.Table, request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]]) -> pa.Table:
    """Only what was asked for: a filter may be too long to send, or ignored by the other side."""
    wanted: dict[str, Callable[[str], bool]] = {
        name: {str(member["Key"]).strip() for member in members[name]}.__contains__ for name in request.filters
    }
    if layout.region not in wanted:
        wanted[layout.region] = lambda code: code.startswith(REGION_PREFIXES)
    picked = rows
    for name, is_wanted in wanted.items():
        if picked.num_rows:
            picked = _of_codes(picked, name, is_wanted)
    if not picked.num_rows:
        raise SourceError(
            f"{request.label}: geen enkele rij voor deze vraag. Kijk op StatLine, of pas het filter aan in de agenda."
        )
    for name in layout.dimensions:
        known = {str(member["Key"]).strip() for member in members[name]}
        if strange := [code for code in _codes_in(picked, name) if code.strip() not in known]:
            raise SourceError(
                f"{request.label}: kolom '{name}' bevat '{strange[0]}', en die code kent de tabel zelf niet. {_LOOK}"
            )
    return picked


def _codes_in(rows: pa.Table, name: str) -> list[str]:
    found: list[str] = pc.unique(rows[name].combine_chunks().cast(pa.string())).to_pylist()
    return found


def _of_codes(rows: pa.Table, name: str, is_wanted: Callable[[str], bool]) -> pa.Table:
    """The rows whose code, without padding, is wanted: each distinct code is looked at once."""
    codes = rows[name].combine_chunks()
    hits = pa.array([is_wanted(code.strip()) for code in codes.dictionary.to_pylist()], pa.bool_())
    return rows if pc.all(hits).as_py() else rows.filter(pc.take(hits, codes.indices))
