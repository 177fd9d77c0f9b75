"""What was held and did not come back: topics, years, municipalities, statuses; it compares no values."""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

from etl.store.gate.terms import Expected
from etl.store.gate.words import listed, name, per_cent, whole

SMALLEST_SHARE = 0.5
"""Less than this part of a topic's figures left: a failed delivery, even when only old years went."""
REGIONS_LEFT = 0.95
"""Fewer of the municipalities of last time, but for those that were abolished: a failed delivery, not a revision."""
FIGURES_LEFT = 0.95
"""The same for the figures of the years that are still delivered."""
YEAR_LEFT = 0.75
"""The same for the worst single year: a year of which half is gone is hardly seen in the whole."""
FEWEST_IN_YEAR = 20
"""Fewer figures in a year than this say nothing about a share."""
STATUSES_KNOWN = 0.5
"""A cell of which at least this part had a status is one of which the source tells it."""

_CELLS = """
    WITH counted AS (
        SELECT cell,
            count(old) AS before, count(new) AS now,
            max(year) FILTER (old IS NOT NULL) AS newest_before, max(year) FILTER (new IS NOT NULL) AS newest_now,
            min(year) FILTER (new IS NOT NULL) AS oldest_now,
            count(old) FILTER (r.code = $own) AS own_before, count(new) FILTER (r.code = $own) AS own_now,
            avg(old_status::INTEGER) AS status_before,
            arg_max(new_status, 2 * year + new_status::INTEGER) FILTER (new IS NOT NULL) AS status_now
        FROM gate_pair JOIN gate_period USING (period) JOIN gate_region r USING (region) GROUP BY cell
    ),
    within AS (
        SELECT cell, count(old) AS asked, count(old) FILTER (new IS NOT NULL) AS came
        FROM gate_pair JOIN counted USING (cell) JOIN gate_period USING (period) JOIN gate_region USING (region)
        WHERE year BETWEEN oldest_now AND newest_now AND abolished IS NULL GROUP BY cell
    )
    SELECT topic, filters, before, now, newest_before, newest_now, own_before, own_now, status_before, status_now,
        coalesce(asked, 0), coalesce(came, 0)
    FROM counted JOIN gate_cell USING (cell) LEFT JOIN within USING (cell) WHERE before > 0 ORDER BY topic, filters"""

_THINNED = """
    WITH yearly AS (
        SELECT cell, year, count(old) AS asked, count(old) FILTER (new IS NOT NULL) AS came, count(new) AS now
        FROM gate_pair JOIN gate_period USING (period) JOIN gate_region USING (region)
        WHERE abolished IS NULL GROUP BY cell, year
    ),
    spanned AS (
        SELECT *, min(year) FILTER (now > 0) OVER whole AS oldest, max(year) FILTER (now > 0) OVER whole AS newest
        FROM yearly WINDOW whole AS (PARTITION BY cell)
    )
    SELECT topic, filters, year, asked, came FROM spanned JOIN gate_cell USING (cell)
    WHERE year BETWEEN oldest AND newest AND asked >= $fewest AND came < $left * asked
    QUALIFY row_number() OVER (PARTITION BY cell ORDER BY came / asked, year) = 1 ORDER BY topic, filters"""


class _Cell(NamedTuple):
    """A row of _CELLS: counts of figures and their newest years, before and now."""

    topic: str
    filters: str
    before: int
    now: int
    newest_before: int
    newest_now: int
    own_before: int
    own_now: int
    status_before: float
    status_now: bool
    asked: int
    came: int


def refusals(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences about what is gone."""
    rows = connection.execute(_CELLS, {"own": expected.municipality}).fetchall()
    lost = [name(row[0], row[1], is_own_file=expected.is_own_file) for row in rows if not row[3]]
    if lost:
        yield f"helemaal verdwenen: {len(lost)} van de {len(rows)} onderwerpen ({listed(lost)})"
    shrunk = set()
    for row in rows:
        cell = _Cell(*row)
        if cell.came < FIGURES_LEFT * cell.asked:
            shrunk.add((cell.topic, cell.filters))
        if cell.now:
            what = name(cell.topic, cell.filters, is_own_file=expected.is_own_file)
            yield from (f"{what} {fault}" for fault in _faults(cell, expected.municipality))
    yield from _thinned(connection, expected, told=shrunk)
    yield from _regions(connection)


def _thinned(connection: duckdb.DuckDBPyConnection, expected: Expected, *, told: set[tuple[str, str]]) -> Iterator[str]:
    """The year of a topic that lost most; told: topics that lost much as a whole."""
    rows = connection.execute(_THINNED, {"fewest": FEWEST_IN_YEAR, "left": YEAR_LEFT}).fetchall()
    for topic, filters, year, asked, came in (row for row in rows if row[:2] not in told):
        what = name(topic, filters, is_own_file=expected.is_own_file)
        yield f"{what} mist {whole(asked - came)} van de {whole(asked)} cijfers die er van {year} waren"


def _faults(cell: _Cell, own: str) -> Iterator[str]:
    if cell.newest_now < cell.newest_before:
        yield f"heeft als nieuwste jaar {cell.newest_now}; dat was {cell.newest_before}"
    if cell.now < SMALLEST_SHARE * cell.before:
        yield f"kromp van {whole(cell.before)} naar {whole(cell.now)} cijfers"
    elif cell.asked and cell.came < FIGURES_LEFT * cell.asked:
        missing = f"{whole(cell.asked - cell.came)} van de {whole(cell.asked)} cijfers"
        yield f"mist {missing} van vorige keer, in jaren die er nog wel zijn"
    if cell.own_before and not cell.own_now:
        yield f"heeft geen enkel cijfer meer voor de eigen gemeente ({own}); dat waren er {whole(cell.own_before)}"
    if cell.status_before >= STATUSES_KNOWN and not cell.status_now:
        before = per_cent(cell.status_before)
        yield f"zegt bij geen enkel cijfer van {cell.newest_now} of het voorlopig is; eerst stond dat bij {before} van de cijfers"


def _regions(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Over all topics together: a survey may skip a municipality, a table does not."""
    before, gone, examples = connection.execute(
        """SELECT count(*), count(*) FILTER (NOT came), list(code ORDER BY code) FILTER (NOT came)[:5] FROM (
               SELECT code, count(new) > 0 AS came FROM gate_pair JOIN gate_region USING (region)
               WHERE code <> 'NL' AND abolished IS NULL GROUP BY code HAVING count(old) > 0)"""
    ).fetchall()[0]
    if before and before - gone < REGIONS_LEFT * before:
        yield f"van {whole(before)} gemeenten zijn er nog {whole(before - gone)} over (weg: {listed(examples, gone)})"
