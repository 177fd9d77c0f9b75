"""Which single figures cannot be: they are kept out and named; a delivery with many of them is refused. It compares no years.

What is held at the address of a figure that is kept out stays, unless the source says that there is no figure.
"""

from collections.abc import Iterator

import duckdb

from etl.store.gate import zeros
from etl.store.gate.prepared import leave_out
from etl.store.gate.terms import Expected, Reason
from etl.store.gate.words import SHOWN, counted, decimal, example, listed, name

SUPPRESSED = (-99999, -99995)
"""Between these, whole numbers are codes: suppressed, unknown or not asked (-99996 is GGD's, -99997 CBS's)."""
FAR = 30
"""Years between a figure and the next one of its series: surveys and censuses have gaps of ten, a misread cell of a century."""
MANY = 0.05
"""This part of a cell's figures in a year cannot be a few slips of the pen: the recorded tables have none at all."""
MERGED = 0.2
"""The same of zeros where there were figures last time; a table may have them for the municipalities that merged, 7% in 2019."""


def keep_out(connection: duckdb.DuckDBPyConnection, expected: Expected, first_year: int) -> bool:
    """Fill gate_left_out, and take what is in it out of gate_new; whether there is any.

    first_year: before it there is no figure; without a gap up to the present no year can be far from the others.
    """
    connection.execute(
        f"""INSERT INTO gate_left_out
            SELECT cell, region, period, value, reason FROM (
                SELECT f.*, CASE
                    WHEN NOT isfinite(value) THEN '{Reason.INFINITE}'
                    WHEN value BETWEEN {SUPPRESSED[0]} AND {SUPPRESSED[1]} AND value = floor(value) THEN '{Reason.CODE}'
                    WHEN value < lowest - slack OR value > highest + slack THEN '{Reason.OUTSIDE}'
                    WHEN year > $present THEN '{Reason.FUTURE}'
                    WHEN value = 0 AND (formed > make_date(year, 12, 31) OR abolished <= make_date(year, 1, 1))
                        THEN '{Reason.NO_MUNICIPALITY}'
                END AS reason
                FROM gate_new f JOIN gate_cell USING (cell) JOIN gate_region USING (region) JOIN gate_period USING (period)
            ) WHERE reason IS NOT NULL""",
        {"present": expected.today.year},
    )
    leave_out(connection)
    if expected.today.year - first_year > FAR:
        _far_years(connection, expected)
        leave_out(connection)
    zeros.keep_out(connection, expected)
    return leave_out(connection)


def _far_years(connection: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    """A year with a long gap after it, up to the next year of the cell or to the present."""
    connection.execute(
        f"""INSERT INTO gate_left_out
            WITH years AS (
                SELECT cell, year FROM (
                    SELECT DISTINCT cell, period FROM gate_new UNION SELECT DISTINCT cell, period FROM gate_old
                ) JOIN gate_period USING (period)
                UNION SELECT cell, $present FROM gate_cell
            ),
            gaps AS (SELECT cell, year, lead(year) OVER (PARTITION BY cell ORDER BY year) - year AS gap FROM years),
            far AS (SELECT cell, max(year) AS until FROM gaps WHERE gap > {FAR} GROUP BY cell)
            SELECT f.cell, f.region, f.period, f.value, '{Reason.FAR}'
            FROM gate_new f JOIN gate_period p USING (period) JOIN far ON far.cell = f.cell AND p.year <= far.until""",
        {"present": expected.today.year},
    )


def refusals(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences about figures that cannot be a slip: what is not finite, and what is outside the bounds for many."""
    for topic, filters, reason, count, examples in _found(connection):
        what = name(topic, filters, is_own_file=expected.is_own_file)
        if reason == Reason.INFINITE:
            yield f"{what} is oneindig groot of geen getal bij {counted(count, 'cijfer', 'cijfers')} ({examples})"
        if reason == Reason.FAR and expected.is_own_file:
            yield (
                f"{what} heeft cijfers van een jaar dat niet bij de reeks past ({examples}); in een werkblad is dat vaak"
                " een jaartal in een cel met een datumnotatie"
            )
    for topic, filters, reason, year, count, total, lowest, highest, examples in _many(connection):
        what = f"{name(topic, filters, is_own_file=expected.is_own_file)} is in {year} bij {count} van {total} gebieden"
        if reason == Reason.ZERO:
            yield f"{what} nul, waar minstens {zeros.EVENTS} gevallen te verwachten waren ({examples})"
        else:
            limits = _limits(lowest, highest)
            yield f"{what} {limits}, en dat kan niet ({examples}); kan het wel, pas dan 'grenzen' van de indicator aan"


def remarks(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences about figures that are kept out."""
    why = {
        Reason.INFINITE: "oneindig groot of geen getal",
        Reason.CODE: "een code voor 'geheim' of 'onbekend'",
        Reason.OUTSIDE: "onmogelijk",
        Reason.FUTURE: f"van na {expected.today.year}, dus geen meting",
        Reason.FAR: "van een jaar dat niet bij de reeks past",
        Reason.NO_MUNICIPALITY: "een nul van een jaar waarin de gemeente niet bestond",
        Reason.ZERO: "een nul waar minstens 100 gevallen te verwachten waren",
    }
    for topic, filters, reason, count, examples in _found(connection):
        what = name(topic, filters, is_own_file=expected.is_own_file)
        text = f"{what}: {counted(count, 'cijfer', 'cijfers')} niet gebruikt, {why[Reason(reason)]} ({examples})"
        yield f"{text}; klopt het wel, ververs dan met --force --accept" if reason == Reason.ZERO else text


def _found(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str, int, str]]:
    """Per cell and reason: how many figures are kept out, and the first few."""
    rows = connection.execute(
        f"""SELECT topic, filters, reason, count(*), list([r.code, year::VARCHAR] ORDER BY r.code, year)[:{SHOWN}],
                list(value ORDER BY r.code, year)[:{SHOWN}]
            FROM gate_left_out JOIN gate_cell USING (cell) JOIN gate_region r USING (region) JOIN gate_period USING (period)
            GROUP BY ALL ORDER BY topic, filters, reason"""
    ).fetchall()
    for topic, filters, reason, count, places, values in rows:
        shown = [example(region, year, value) for (region, year), value in zip(places, values, strict=True)]
        yield topic, filters, reason, count, listed(shown, count)


def _many(
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[tuple[str, str, str, int, int, int, float | None, float | None, str]]:
    """Per cell the year with most figures that cannot be, when these are more than a slip."""
    rows = connection.execute(
        f"""WITH latest AS (
                SELECT cell, region FROM gate_old JOIN gate_period USING (period)
                WHERE value > 0 QUALIFY year = max(year) OVER (PARTITION BY cell)
            ),
            outside AS (
                SELECT cell, reason, year, count(*) AS wrong, list(r.code ORDER BY r.code)[:{SHOWN}] AS codes,
                    list(value ORDER BY r.code)[:{SHOWN}] AS figures
                FROM gate_left_out JOIN gate_region r USING (region) JOIN gate_period USING (period)
                WHERE reason = '{Reason.OUTSIDE}'
                    OR reason = '{Reason.ZERO}' AND (cell, region) IN (SELECT (cell, region) FROM latest)
                GROUP BY cell, reason, year
            ),
            fine AS (SELECT cell, year, count(*) AS right FROM gate_new JOIN gate_period USING (period) GROUP BY ALL)
            SELECT topic, filters, reason, year, wrong, wrong + coalesce("right", 0) AS total, lowest, highest, codes, figures
            FROM outside LEFT JOIN fine USING (cell, year) JOIN gate_cell USING (cell)
            WHERE wrong > 1 AND wrong >= CASE reason WHEN '{Reason.ZERO}' THEN {MERGED} ELSE {MANY} END * total
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY wrong DESC, year DESC) = 1
            ORDER BY topic, filters"""
    ).fetchall()
    for topic, filters, reason, year, wrong, total, lowest, highest, codes, figures in rows:
        shown = [example(code, year, value) for code, value in zip(codes, figures, strict=True)]
        yield topic, filters, reason, year, wrong, total, lowest, highest, listed(shown, wrong)


def _limits(lowest: float | None, highest: float | None) -> str:
    sides = (("onder", lowest), ("boven", highest))
    return " of ".join(f"{word} {decimal(limit)}" for word, limit in sides if limit is not None)
