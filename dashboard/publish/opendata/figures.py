"""Every figure of the municipality, one row each, with all that has to be told of it; pure, it rounds and judges nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.book.databook import Databook, Row
from dashboard.downloads.delivered import NOT_DELIVERED, Delivered, delivered_by_year, one_cell
from dashboard.downloads.tables import DEFINITIVE, LINK, PROVISIONAL, link_words, status_word
from dashboard.look.notation import period
from dashboard.publish.opendata.table import Field, Kind, Table, Value
from indicators.methods.series import Point

VALUE, LOWER, UPPER = "waarde", "ondergrens", "bovengrens"
WHICH = (
    Field(name="indicator_id", about="Vaste korte naam van de indicator in de agenda.", is_always=True),
    Field(name="indicator", about="Naam van de indicator.", is_always=True),
    Field(name="gemeentecode", about="Code van de gemeente bij het CBS.", is_always=True),
    Field(name="gemeente", about="Naam van de gemeente.", is_always=True),
)
MEASURED = (
    Field(name="jaar", about="Jaar van het cijfer; van een schooljaar of reeks het eerste.", kind=Kind.WHOLE, is_always=True),
    Field(name="periode", about="Periode in woorden.", is_always=True),
    Field(name=VALUE, about="Het cijfer, niet afgerond, in de eenheid van de kolom 'eenheid'.", kind=Kind.NUMBER, is_always=True),
    Field(name="eenheid", about="Eenheid van het cijfer en van zijn grenzen.", is_always=True),
    Field(name="decimalen", about="Hoeveel decimalen het databoek laat zien.", kind=Kind.WHOLE, is_always=True),
    Field(name="status", about="Kan de bron het cijfer nog bijstellen?", words=(PROVISIONAL, DEFINITIVE), is_always=True),
    Field(name=LOWER, about="Onderkant van de marge van 95%, als de bron die geeft.", kind=Kind.NUMBER),
    Field(name=UPPER, about="Bovenkant van de marge van 95%, als de bron die geeft.", kind=Kind.NUMBER),
    Field(name=LINK, about="Is het cijfer van de bron en het gebied van nu? Anders staat hier wat anders is.", is_always=True),
)
ORIGIN = (
    Field(name="bron", about="Wie het cijfer maakt."),
    Field(name="tabel", about="Code van de tabel bij het CBS, of het bestand bij de agenda."),
    Field(name="titel", about="Titel van de tabel."),
    Field(name="meetwaarde", about="Kolom van de tabel; van een verhouding eerst de noemer en de teller, in hun volgorde."),
    Field(name="filter", about="Welke rijen van de tabel."),
    Field(name="opgehaald_op", about="Dag waarop het laatste deel van het cijfer is opgehaald.", kind=Kind.DAY),
    Field(name="herkomst", about="Hoe het is opgehaald."),
    Field(name="licentie", about="Licentie van de bron."),
)
FIELDS = (*WHICH, *MEASURED, *ORIGIN)
Lineages = Mapping[str, pd.DataFrame]
"""What the store tells of the measurements behind each indicator, by its id."""


def figures_of(book: Databook, rows: Sequence[Row], lineages: Lineages) -> list[list[Value]]:
    """The cells under FIELDS of every figure of these indicators, in the order of the agenda and of the years."""
    found: list[list[Value]] = []
    for row in rows:
        delivered = delivered_by_year(lineages[row.indicator.id], book)
        found += [
            [*which(book, row), *measured(row, point), *origin(delivered.get(point.year, NOT_DELIVERED))]
            for point in row.series.points
        ]
    return found


def which(book: Databook, row: Row) -> list[Value]:
    """The cells under WHICH."""
    return [row.indicator.id, row.indicator.name, book.code, book.name]


def measured(row: Row, point: Point) -> list[Value]:
    """The cells under MEASURED."""
    indicator = row.indicator
    about: list[Value] = [point.year, period(point.period, point.year), point.value, indicator.unit, indicator.decimals]
    return [*about, status_word(point), point.lower, point.upper, link_words(point)]


def origin(of: Delivered) -> list[Value]:
    """The cells under ORIGIN."""
    texts = [one_cell(each) or None for each in (of.holders, of.tables, of.titles, of.measures, of.filters)]
    on = of.whole_on.date() if of.whole_on else None
    return [*texts, on, one_cell(of.origins) or None, one_cell(of.licences) or None]


def all_figures(book: Databook, lineages: Lineages) -> Table:
    """Of all indicators."""
    return Table(
        name="cijfers",
        title=f"{book.agenda.info.title}, {book.name}: alle cijfers",
        about=f"Alle cijfers van {book.name} over de indicatoren van de agenda, een rij per cijfer.",
        fields=FIELDS,
        rows=figures_of(book, book.rows, lineages),
        key=("indicator_id", "gemeentecode", "jaar"),
    )


def figures_of_one(book: Databook, row: Row, lineages: Lineages) -> Table:
    """Of one indicator; its columns of numbers say their unit."""
    unit = row.indicator.unit
    return Table(
        name=f"indicator/{row.indicator.id}",
        title=f"{row.indicator.name} in {book.name} ({unit})",
        about=row.indicator.definition,
        fields=[replace(each, unit=unit) if each.name in {VALUE, LOWER, UPPER} else each for each in FIELDS],
        rows=figures_of(book, [row], lineages),
        key=("indicator_id", "gemeentecode", "jaar"),
    )
