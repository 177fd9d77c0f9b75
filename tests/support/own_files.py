"""Own files to read in tests: a source with changes, a workbook with formats, and both read as a refresh does."""

import io
from pathlib import Path

import openpyxl

from etl.own_files.files import OwnFigures, read_own_file
from etl.own_files.opening import own_file
from etl.own_files.places import Places
from indicators.agenda.model import FileSource

TODAY = [
    ("GM0014", "Groningen", "Groningen"),
    ("GM0164", "Hengelo", "Overijssel"),
    ("GM0344", "Utrecht", "Utrecht"),
    ("GM0373", "Bergen (NH.)", "Noord-Holland"),
    ("GM0479", "Zaanstad", "Noord-Holland"),
    ("GM0518", "'s-Gravenhage", "Zuid-Holland"),
    ("GM0893", "Bergen (L.)", "Limburg"),
    ("GM1900", "Súdwest-Fryslân", "Fryslân"),
]
PLACES = Places(TODAY)
Figure = tuple[str, int, float]


def a_source(**changes):
    """A source on `eigen.csv` with the columns gemeente and jaar; changes by the English names of the model."""
    settings = {"file": "eigen.csv", "region_column": "gemeente", "period_column": "jaar", "holder": "H", "licence": "L"}
    return FileSource(**(settings | changes))


def read_bytes(folder: Path, content: bytes, columns=("a",), **changes) -> OwnFigures:
    """Write the bytes as own file and read them as a refresh does."""
    source = a_source(**changes)
    (folder / source.file).write_bytes(content)
    return read_own_file(own_file(folder, source.file), source, columns, PLACES)


def workbook(rows, formats=None, *, title="Blad1", before=(), after=("Toelichting",)) -> bytes:
    """A workbook with these rows on one sheet among others; `formats` maps a cell's address to its number format."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in (*before, title, *after):
        sheet = book.create_sheet(name)
        for row in rows if name == title else [["hier staat tekst"]]:
            sheet.append(row)
    for address, number_format in (formats or {}).items():
        book[title][address].number_format = number_format
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def figures(found: OwnFigures) -> list[Figure]:
    """Region, year and value of each figure."""
    rows = found.figures.to_pylist()
    return [(row["region"], row["year"], row["value"]) for row in rows]
