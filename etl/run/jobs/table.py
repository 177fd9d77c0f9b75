"""What a table holds, from the catalogue or else from the recording, in the words a person chooses by; it fetches no figures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from etl.catalogue.offered import Dimension, Measure, Member, Origin, Periods, TableContents
from etl.catalogue.titles import keep_looked_into
from etl.catalogue.words import cleaned
from etl.cbs.client import CATALOGUES, Catalogues
from etl.cbs.metadata import Metadata, read_metadata
from etl.cbs.query import Layout, find_layout
from etl.cbs.topics import Property, groups_above, is_topic, resolve_topics, stem_of
from etl.delivery import Delivery, SourceError, TableRequest, Topic
from etl.door.job_folder import Asked, JobFolder
from etl.door.questions import OpenTable
from etl.run.run import RECORDING
from etl.saved import read_delivery
from etl.store.terms import stopped
from indicators.agenda.load import load_agenda
from indicators.agenda.model import TABLE_ID
from indicators.agenda.periods import PeriodKind
from indicators.agenda.rules.sources import MARGINS

LONGEST = 300
"""Characters of a title or a description that are handed on."""
_LICENCES = {"opendata.cbs.nl": "CC BY 4.0"}
"""Of another catalogue every table says it for itself, in its text: a person has to look."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_AREAS = "In deze tabel staan geen gemeenten. Kies een andere tabel."


def open_table(folder: JobFolder, asked: Asked) -> TableContents:
    """Look into it, and remember by what it can be found. SourceError when neither catalogue nor recording has it."""
    question = asked.question
    if not isinstance(question, OpenTable):
        raise TypeError(type(question).__name__)
    own = load_agenda(asked.agenda).info.municipality
    folder.step(label=question.table)
    contents = contents_of(question.catalogue, question.table, Catalogues(), municipality=own)
    keep_looked_into(folder.data_dir, contents)
    return contents


def contents_of(
    catalogue: str, table: str, catalogues: Catalogues, *, municipality: str, recording: Path = RECORDING
) -> TableContents:
    """What a table offers; SourceError when it is not there or cannot be asked for."""
    if catalogue not in CATALOGUES or not re.fullmatch(TABLE_ID, table):
        raise SourceError("Deze tabel bestaat niet. Kies een tabel uit de lijst.")
    request = TableRequest(catalogue=catalogue, table=table, topics=())
    try:
        return told_contents_of(request, _live(request, catalogues), Origin.LIVE, municipality)
    except SourceError:
        if not (recording / catalogue / f"{table}.json").exists():
            raise
    recorded = recorded_metadata(read_delivery(recording, catalogue, table, origin="opname"))
    return told_contents_of(request, recorded, Origin.RECORDING, municipality)


def _live(request: TableRequest, catalogues: Catalogues) -> Metadata:
    if not catalogues.answers(request.catalogue):
        raise SourceError(
            f"{request.label}: {request.catalogue} geeft geen antwoord. Controleer het netwerk, of probeer het later."
        )
    return read_metadata(request, catalogues)


def recorded_metadata(delivery: Delivery) -> Metadata:
    """What a recording says of its table, in the form of the catalogue."""
    info = {
        "Title": delivery.title,
        "Source": delivery.source,
        "Modified": delivery.modified,
        "Frequency": delivery.frequency,
        "licence": delivery.licence,
    }
    return Metadata(info, delivery.properties, delivery.members)


def told_contents_of(request: TableRequest, found: Metadata, origin: Origin, municipality: str) -> TableContents:
    """Metadata in the words a person chooses by."""
    layout, _ = find_layout(request, found.properties)
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
        has_municipalities=any(code.startswith("GM") for code in areas),
        measures=tuple(measures_of(found.properties)),
        dimensions=dimensions,
        periods=periods,
        has_periods=bool(layout and layout.period),
        year=int(years.pop()) if layout and not layout.period and len(years) == 1 else None,
        margins=_margins(found.members.get(MARGINS, ())),
        problem=_problem(areas, periods, municipality, layout),
        stopped=stopped(str(found.info.get("Frequency") or "")).capitalize(),
    )


def _problem(areas: set[str], periods: Sequence[Periods], municipality: str, layout: Layout | None) -> str:
    if not any(code.startswith("GM") for code in areas):
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


def _code(row: dict[str, Any]) -> str:
    return str(row["Key"]).strip()
