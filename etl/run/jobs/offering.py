"""The metadata of a table in the words a person chooses by: measures, choices, periods; it fetches nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from etl.catalogue.offered import Dimension, Measure, Member, Origin, Periods, TableContents
from etl.catalogue.words import cleaned
from etl.cbs.metadata import Metadata
from etl.cbs.query import Layout, find_layout
from etl.cbs.topics import Property, groups_above, is_topic, resolve_topics, stem_of
from etl.delivery import TableRequest, Topic
from etl.store.terms import stopped
from indicators.agenda.periods import PeriodKind
from indicators.agenda.rules.sources import MARGINS

LONGEST = 300
"""Characters of a title or a description that are handed on."""
_LICENCES = {"opendata.cbs.nl": "CC BY 4.0"}
"""Of another catalogue every table says it for itself, in its text: a person has to look."""
_MUNICIPALITY = "GM"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_AREAS = "In deze tabel staan geen gemeenten. Kies een andere tabel."


def told_contents_of(request: TableRequest, found: Metadata, origin: Origin, municipality: str) -> TableContents:
    """Metadata in the words a person chooses by."""
    layout, named = _layout(request, found)
    areas = {_code(row) for row in found.members[layout.region]} if layout else set()
    periods = tuple(_periods(found.members[layout.period])) if layout and layout.period else ()
    title = cleaned(found.info.get("Title") or found.info.get("ShortTitle") or request.table, LONGEST)
    dimensions = tuple(_dimensions(layout, found)) if layout else ()
    years = set(_YEAR.findall(title))
    return TableContents(
        catalogue=request.catalogue,
        table=request.table,
        title=title,
        holder=_holder(request.catalogue, found.info),
        licence=cleaned(found.info.get("licence"), LONGEST) or _LICENCES.get(request.catalogue, ""),
        modified=cleaned(found.info.get("Modified"), LONGEST),
        origin=origin,
        has_municipalities=any(code.startswith(_MUNICIPALITY) for code in areas),
        measures=tuple(measures_of(found.properties)),
        dimensions=dimensions,
        periods=periods,
        has_periods=bool(layout and layout.period),
        year=int(years.pop()) if layout and not layout.period and len(years) == 1 else None,
        region_dimension=named,
        margins=_margins(found.members.get(MARGINS, ())),
        problem=_problem(areas, periods, municipality, layout),
        stopped=_sentence(stopped(str(found.info.get("Frequency") or ""))),
    )


def _layout(request: TableRequest, found: Metadata) -> tuple[Layout | None, str | None]:
    """Which columns say where and when; with the name of the first, when the agenda has to say it because nothing else does."""
    layout, _ = find_layout(request, found.properties)
    holding = [name for name, rows in found.members.items() if any(_code(row).startswith(_MUNICIPALITY) for row in rows)]
    if not holding or (layout and layout.region in holding):
        return layout, None
    told, _ = find_layout(replace(request, region_dimension=holding[0]), found.properties)
    return told, holding[0]


def _problem(areas: set[str], periods: Sequence[Periods], municipality: str, layout: Layout | None) -> str:
    if not any(code.startswith(_MUNICIPALITY) for code in areas):
        return _NO_AREAS
    if municipality not in areas:
        return f"In deze tabel staat {municipality} niet. Kies een andere tabel."
    if layout and layout.period and not periods:
        return "In deze tabel staan geen perioden die Databoek kent. Kies een andere tabel."
    return ""


def measures_of(properties: Sequence[Property]) -> Iterator[Measure]:
    """The columns with figures, in the order of the table."""
    for row in properties:
        if not is_topic(row) or str(row.get("Datatype") or "") == "String":
            continue
        groups = tuple(cleaned(group.get("Title"), LONGEST) for group in reversed(list(groups_above(row, properties))))
        topic = _told_apart(row, properties)
        decimals = row.get("Decimals")
        yield Measure(
            key=str(row["Key"]),
            topic=stem_of(str(row["Key"])),
            title=cleaned(row.get("Title") or row["Key"], LONGEST),
            unit=cleaned(row.get("Unit"), LONGEST),
            decimals=min(decimals, 4) if isinstance(decimals, int) and decimals >= 0 else 1,
            groups=groups,
            description=cleaned(row.get("Description"), LONGEST),
            told_group=topic.group if topic else None,
            told_unit=topic.unit if topic else None,
            problem="" if topic else "Dit onderwerp staat er meer dan één keer, met dezelfde groep en eenheid. Kies een ander.",
        )


def _told_apart(row: Property, properties: Sequence[Property]) -> Topic | None:
    """The shortest way to say which measure is meant: its name, else its nearest group that tells, else its unit, else both."""
    stem, unit = stem_of(str(row["Key"])), str(row.get("Unit") or "").strip() or None
    groups = [str(group.get("Title") or "").strip() for group in groups_above(row, properties)]
    tries = [Topic(stem=stem), *(Topic(stem=stem, group=group) for group in groups if group)]
    tries += (
        [Topic(stem=stem, unit=unit), *(Topic(stem=stem, group=group, unit=unit) for group in groups if group)] if unit else []
    )
    for topic in tries:
        found, _ = resolve_topics((topic,), properties)
        if found.get(topic.name) == row["Key"]:
            return topic
    return None


def _dimensions(layout: Layout, found: Metadata) -> Iterator[Dimension]:
    titles = {str(row["Key"]): cleaned(row.get("Title") or row["Key"], LONGEST) for row in found.properties if row.get("Key")}
    for name in layout.dimensions:
        if name in {layout.region, layout.period}:
            continue
        members = tuple(
            Member(
                code=_code(row),
                title=cleaned(row.get("Title") or row["Key"], LONGEST),
                description=cleaned(row.get("Description"), LONGEST),
            )
            for row in found.members[name]
        )
        yield Dimension(name=name, title=titles[name], members=members, usual=_usual(members))


def _usual(members: Sequence[Member]) -> str:
    """The code of the whole: the only one, the value beside its margins, or the first that is called a total."""
    if len(members) == 1:
        return members[0].code
    for word in ("waarde", "totaal"):
        for member in members:
            if word in re.findall(r"\w+", member.title.casefold()):
                return member.code
    return ""


def _margins(members: Sequence[dict[str, Any]]) -> tuple[str, str] | None:
    found = {
        word: _code(row) for row in members for word in ("ondergrens", "bovengrens") if word in str(row.get("Title")).casefold()
    }
    return (found["ondergrens"], found["bovengrens"]) if len(found) == 2 else None  # noqa: PLR2004  both of them


def _periods(members: Sequence[dict[str, Any]]) -> Iterator[Periods]:
    """Each kind of which a year has all its parts, in the order of the agenda's words."""
    titles = {_code(row): str(row.get("Title") or "") for row in members}
    for kind in PeriodKind:
        placed = [place for code, title in titles.items() if (place := kind.place(code, title))]
        counts = Counter(place.period for place in placed)
        whole = sorted(
            {place for place in placed if counts[place.period] >= place.parts}, key=lambda place: (place.year, place.period)
        )
        if whole:
            first, last = (kind.in_words(place.period) for place in (whole[0], whole[-1]))
            yield Periods(kind=kind, first=first, last=last, count=len(whole))


def _holder(catalogue: str, info: dict[str, Any]) -> str:
    return "CBS" if catalogue == "opendata.cbs.nl" else cleaned(info.get("Source"), LONGEST).rstrip(".")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _code(row: dict[str, Any]) -> str:
    return str(row["Key"]).strip()
