"""Which files of data there are, by their address below /data, and what each is made of; it makes every file once a version."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dashboard import data
from dashboard.book.databook import Databook
from dashboard.downloads.files import XLSX, Export, to_workbook
from dashboard.pages import DATA
from dashboard.publish.file import File
from dashboard.publish.opendata import answers, figures
from dashboard.publish.opendata.agenda import agenda_text
from dashboard.publish.opendata.catalogue import catalogue, to_jsonld, to_turtle
from dashboard.publish.opendata.given import AGENDA, ANSWERS, FIGURES, OVERVIEW
from dashboard.publish.opendata.package import PACKAGE, Made, package
from dashboard.publish.opendata.table import Table
from dashboard.publish.opendata.workbook import workbook
from dashboard.publish.opendata.written import json_text, to_csv, to_json, to_parquet
from indicators.agenda.model import Agenda

_CATALOGUES: Mapping[str, Callable[[Any], bytes]] = {"catalog.ttl": to_turtle, "catalog.jsonld": to_jsonld}
WORKBOOK = f"{FIGURES}.xlsx"
CATALOGUES = tuple(_CATALOGUES)
DATA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": XLSX,
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json",
}
_INDICATOR = re.compile(r"indicator/([a-z0-9-]+)\.(csv|json)")
DATA_PATHS = (
    r"(?:indicator/[a-z0-9-]+|cijfers|overzicht|oordelen)\.(?:csv|json)|cijfers\.(?:parquet|xlsx)|agenda\.json|datapackage\.json"
    r"|catalog\.(?:ttl|jsonld)"
)
"""The addresses there can be."""


_WRITE: Mapping[str, Callable[[Any], bytes]] = {"csv": to_csv, "json": to_json, "parquet": to_parquet}


def table_of_all(book: Databook) -> Table:
    """Every figure."""
    return figures.all_figures(book, _lineages(book))


def table_of_one(book: Databook, name: str) -> Table:
    """Every figure of an indicator that the agenda has."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return figures.figures_of_one(book, row, {name: data.lineage(name, book.code)})


def table_of_newest(book: Databook) -> Table:
    """The newest figures with their answers."""
    return answers.overview(book, _lineages(book))


def table_of_answers(book: Databook) -> Table:
    """Every answer with its sentence."""
    return answers.all_answers(book)


def agenda_as_written(book: Databook) -> Agenda:
    """Without the breaks that only the figures tell of."""
    return data.known().agenda or book.agenda


def workbook_of(book: Databook) -> Export:
    """Every figure, and the newest with their answers."""
    return workbook(book, table_of_all(book), table_of_newest(book))


def package_of(book: Databook, files: tuple[Made, ...]) -> dict[str, Any]:
    """What is told of these files."""
    tables = {each.path: table for each in files if (table := _table_at(book, each.path))}
    return package(book, tables, files)


_TABLES: Mapping[str, Callable[[Databook], Table]] = {
    FIGURES: table_of_all,
    OVERVIEW: table_of_newest,
    ANSWERS: table_of_answers,
}


def data_file(book: Databook, path: str, root: str = "") -> File | None:
    """The file with this address; None when there is none, or when it is of the agenda and the municipality is another one.

    root: the whole address of the databook, which a catalogue names.
    """
    if path == AGENDA:
        return None if book.is_guest else File(write=agenda_text, source=agenda_as_written)
    if path == WORKBOOK:
        return File(write=to_workbook, source=workbook_of)
    if path == PACKAGE:
        return File(write=json_text, source=package_of, about=(made_of(book, _told(book)),))
    if path in _CATALOGUES:
        about = (root, f"{root}/{DATA}", made_of(book, data_paths(book)))
        return None if book.is_guest or not root else File(write=_CATALOGUES[path], source=catalogue, about=about)
    if found := _INDICATOR.fullmatch(path):
        name, kind = found.groups()
        return File(write=_WRITE[kind], source=table_of_one, about=(name,)) if book.row(name) else None
    name, _, kind = path.partition(".")
    is_there = name in _TABLES and kind in _WRITE and (kind != "parquet" or name == FIGURES)
    return File(write=_WRITE[kind], source=_TABLES[name]) if is_there else None


def data_paths(book: Databook) -> Iterator[str]:
    """Every address that has a file, in one order."""
    for name in _TABLES:
        yield from (f"{name}.csv", f"{name}.json")
    yield from (f"{FIGURES}.parquet", WORKBOOK)
    for row in book.rows:
        yield from (f"indicator/{row.indicator.id}.csv", f"indicator/{row.indicator.id}.json")
    if not book.is_guest:
        yield AGENDA


def made_of(book: Databook, paths: Iterable[str]) -> tuple[Made, ...]:
    """What there is to tell of these files."""
    found = []
    for path in paths:
        if file := data_file(book, path):
            content, kind = file.make(book), DATA_TYPES[path.rpartition(".")[2]]
            sha256 = hashlib.sha256(content).hexdigest()
            found.append(Made(path=path, size=len(content), sha256=sha256, kind=kind, title=_TITLES.get(path, "")))
    return tuple(found)


def _told(book: Databook) -> list[str]:
    """What the package tells of: tables as CSV, all figures as Parquet too, and the agenda; the others say the same."""
    return [path for path in data_paths(book) if not path.endswith((".json", ".xlsx")) or path == AGENDA]


_TITLES = {
    AGENDA: "De agenda: ambities, indicatoren, normen, nulmetingen, partners, interventies en besluiten",
    f"{FIGURES}.parquet": "Alle cijfers, als Parquet",
}


def _table_at(book: Databook, path: str) -> Table | None:
    name = path.rpartition(".")[0] if path != AGENDA else ""
    if name in _TABLES:
        return _TABLES[name](book)
    row = book.row(name.removeprefix("indicator/"))
    return table_of_one(book, row.indicator.id) if row else None


def _lineages(book: Databook) -> dict[str, Any]:
    return {row.indicator.id: data.lineage(row.indicator.id, book.code) for row in book.rows}
