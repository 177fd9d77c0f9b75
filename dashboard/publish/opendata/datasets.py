"""Which sets of data a catalogue tells of: what is in each, of which years and in which files; pure, it knows no catalogue.

Agenda and answers are told of when the agenda says under which licence they are given away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.book.databook import Databook, Row
from dashboard.pages import ACCOUNTABILITY, INDICATOR, OVERVIEW, Links
from dashboard.publish.opendata import given

_FORMATS = {given.FIGURES: ("csv", "json", "parquet", "xlsx"), given.OVERVIEW: ("csv", "json"), given.ANSWERS: ("csv", "json")}
AGENDA_SAID = "Wat is afgesproken: ambities, indicatoren, normen, nulmetingen, partners, interventies en besluiten."
ANSWERS_SAID = "Van elke indicator het laatste cijfer en de norm, en elk antwoord met zijn zin."


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """name: of its address. page: the address of the page that shows it. themes: of the agenda. paths: its files."""

    name: str
    title: str
    about: str
    page: str
    themes: tuple[str, ...]
    years: tuple[int, ...]
    paths: tuple[str, ...]


def datasets_of(book: Databook) -> Iterator[Dataset]:
    """All figures first; of an indicator without figures there is none."""
    info, filled = book.agenda.info, [row for row in book.rows if row.last is not None]
    whose, home = f"{info.title}, {book.name}", Links().to(OVERVIEW, "").href
    yield _set(given.FIGURES, f"{whose}: alle cijfers", figures_said(book), home, filled, _files(given.FIGURES))
    for row in filled:
        indicator, address = row.indicator, f"indicator/{row.indicator.id}"
        page = Links().to(INDICATOR, "", indicator=indicator.id).href
        paths = (f"{address}.csv", f"{address}.json")
        yield _set(address, f"{indicator.name} in {book.name} ({indicator.unit})", indicator.definition, page, [row], paths)
    if info.licence is not None:
        both = (*_files(given.OVERVIEW), *_files(given.ANSWERS))
        yield _set("antwoorden", f"{whose}: overzicht en antwoorden", ANSWERS_SAID, home, book.rows, both)
        page = Links().to(ACCOUNTABILITY, "").href
        yield _set("agenda", f"{whose}: de agenda", AGENDA_SAID, page, book.rows, (given.AGENDA,))


def figures_said(book: Databook) -> str:
    """What all figures are."""
    return f"Alle cijfers van {book.name} over de indicatoren van de agenda. Bij elk staan bron, datum en licentie."


def _files(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.{kind}" for kind in _FORMATS[name])


def _set(name: str, title: str, about: str, page: str, rows: Sequence[Row], paths: tuple[str, ...]) -> Dataset:
    return Dataset(
        name=name,
        title=title,
        about=about,
        page=page,
        themes=tuple(dict.fromkeys(row.ambition.theme for row in rows)),
        years=tuple(point.year for row in rows for point in row.series.points) if given.AGENDA not in paths else (),
        paths=paths,
    )
