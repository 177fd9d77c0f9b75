"""What somebody should look at although it can be used: units, revisions, figures that vanished, a year out of the ordinary."""

from collections.abc import Iterator
from math import exp, log

import duckdb

from etl.store.gate.scale import ENOUGH, cell_names
from etl.store.gate.terms import Expected
from etl.store.gate.units import differ, same_words
from etl.store.gate.words import decimal, per_cent, whole

REVISED_SHARE = 0.1
"""CBS revises the latest years now and then; more than a tenth of all figures deserves a look."""
UNUSUAL = 1.75
"""The middle municipality never moved more than a third from one measuring to the next; twice that deserves a look."""


def unit_refusals(_connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """A unit that is not what it was when the held figures came in."""
    for topic, unit in sorted(expected.delivered_units.items()):
        before = expected.held_units.get(topic)
        if before and unit and not same_words(before, unit):
            yield f"{topic} heeft nu de eenheid '{unit}'; bij de vorige levering was dat '{before}'"


def unit_remarks(_connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """A unit on another scale than the one in which the agenda reads the figure."""
    for topic, unit in sorted(expected.delivered_units.items()):
        wanted = expected.units.get(topic, "")
        if differ(unit, wanted):
            yield f"{topic} heeft in de bron de eenheid '{unit}' en in de agenda '{wanted}'; kijk of de cijfers kloppen"


def remarks(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Revisions, figures that vanished, and new years in which the middle municipality moved further than ever."""
    both, revised, held, gone = connection.execute(
        """SELECT count(*) FILTER (new IS NOT NULL AND old IS NOT NULL), count(*) FILTER (new <> old), count(old),
               count(old) FILTER (new IS NULL) FROM gate_pair"""
    ).fetchall()[0]
    if revised > REVISED_SHARE * both:
        yield f"{per_cent(revised / both)} van de bestaande cijfers is herzien ({whole(revised)} van {whole(both)})"
    if gone:
        yield f"verdwenen: {whole(gone)} van de {whole(held)} bestaande cijfers"
    names = cell_names(connection, expected)
    rows = connection.execute(
        """SELECT cell, year, median(ratio) AS middle FROM gate_compared WHERE NOT is_nation
           GROUP BY cell, year HAVING count(*) >= ? AND abs(middle) >= ? ORDER BY cell, year""",
        [ENOUGH, log(UNUSUAL)],
    ).fetchall()
    for cell, year, middle in rows:
        yield f"{names[cell]} is in {year} bij de middelste gemeente {decimal(round(exp(middle), 2))} keer zo groot als ervoor"
