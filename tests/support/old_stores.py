"""Stores as earlier versions of Databoek made them: the tables, columns and views of four moments, with a few figures in them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

FIRST_RUN, SECOND_RUN = datetime(2026, 10, 1, 9), datetime(2026, 11, 10, 9)

_TABLES = """
CREATE TABLE run (run_id INTEGER PRIMARY KEY, started_at TIMESTAMP, finished_at TIMESTAMP, mode VARCHAR, municipality VARCHAR,
    outcome VARCHAR);
CREATE TABLE reading (run_id INTEGER, label VARCHAR, catalogue VARCHAR, table_id VARCHAR, title VARCHAR, holder VARCHAR,
    licence VARCHAR, modified VARCHAR, selection VARCHAR, fetched_at TIMESTAMP, origin VARCHAR, outcome VARCHAR, message VARCHAR);
CREATE TABLE measurement (catalogue VARCHAR, table_id VARCHAR, topic VARCHAR, filters VARCHAR, region VARCHAR, period VARCHAR,
    year INTEGER, measure VARCHAR, value DOUBLE, status VARCHAR, modified VARCHAR, fetched_at TIMESTAMP, origin VARCHAR,
    run_id INTEGER, first_seen TIMESTAMP, last_seen TIMESTAMP, superseded_at TIMESTAMP);
CREATE TABLE indicator_part (indicator VARCHAR, role VARCHAR, catalogue VARCHAR, table_id VARCHAR, topic VARCHAR,
    filters VARCHAR, multiplier DOUBLE);
CREATE TABLE region (code VARCHAR, name VARCHAR, province VARCHAR, is_current BOOLEAN);
CREATE VIEW source AS SELECT label AS source, * FROM reading WHERE run_id = (SELECT max(run_id) FROM run);
"""
_VARIANTS = """
ALTER TABLE reading ADD COLUMN variant VARCHAR DEFAULT '';
ALTER TABLE reading ADD COLUMN frequency VARCHAR DEFAULT '';
ALTER TABLE reading ADD COLUMN units VARCHAR DEFAULT '';
ALTER TABLE indicator_part ADD COLUMN predecessor INTEGER DEFAULT 0;
ALTER TABLE indicator_part ADD COLUMN continues BOOLEAN DEFAULT FALSE;
CREATE TABLE indicator_bound (indicator VARCHAR, lowest DOUBLE, highest DOUBLE);
"""
_HELD = "m.first_seen <= moment AND (m.superseded_at IS NULL OR m.superseded_at > moment)"


def _observations(columns: str) -> str:
    return f"""
CREATE MACRO observation_as_of(moment) AS TABLE
SELECT part.indicator, m.region, m.period, m.year, m.value * part.multiplier AS value, m.status{columns}
FROM measurement m JOIN indicator_part part USING (catalogue, table_id, topic, filters) WHERE {_HELD};"""


_COUNTS = ", NULL::DOUBLE AS lower, NULL::DOUBLE AS upper, NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator"


class Generation(NamedTuple):
    """One way in which stores were made: the commit that began it and its schema."""

    commit: str
    schema: str


GENERATIONS = (
    Generation("b382892", _TABLES + _observations(", NULL::DOUBLE AS numerator, NULL::DOUBLE AS denominator")),
    Generation("e258771", _TABLES + _observations(_COUNTS)),
    Generation("b9a2875", _TABLES + _VARIANTS + _observations(_COUNTS + ", part.predecessor, part.continues")),
    Generation("7a58cac", _TABLES + _VARIANTS + _observations(_COUNTS + ", part.predecessor, 0 AS segment")),
)


class Figure(NamedTuple):
    """A figure of Zaanstad; until: it was superseded by the second run."""

    year: int
    value: float
    until_second: bool = False


def old_store(folder: Path, generation: Generation, figures: list[Figure]) -> Path:
    """A data folder with one version of this generation, made by two runs; what is superseded was brought by the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"databoek-000002-{SECOND_RUN:%Y%m%dT%H%M%SZ}.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(generation.schema)
        for run_id, moment in ((1, FIRST_RUN), (2, SECOND_RUN)):
            connection.execute("INSERT INTO run VALUES (?, ?, ?, 'live', 'GM0479', 'gelukt')", [run_id, moment, moment])
            connection.execute(
                """INSERT INTO reading (run_id, label, catalogue, table_id, title, holder, licence, modified, selection,
                       fetched_at, origin, outcome, message)
                   VALUES (?, 'CBS T', 'opendata.cbs.nl', 'T', 'Een tabel', 'CBS', 'CC BY 4.0', '2026-11-01', 'x', ?, 'live',
                       'gewijzigd', '')""",
                [run_id, moment],
            )
        for figure in figures:
            run_id, seen, until = (1, FIRST_RUN, SECOND_RUN) if figure.until_second else (2, SECOND_RUN, None)
            connection.execute(
                """INSERT INTO measurement VALUES ('opendata.cbs.nl', 'T', 'Topic', '', 'GM0479', ?, ?, 'Topic_1', ?,
                       'definitief', '2026-11-01', ?, 'live', ?, ?, ?, ?)""",
                [f"{figure.year}JJ00", figure.year, figure.value, seen, run_id, seen, SECOND_RUN, until],
            )
        connection.execute(
            """INSERT INTO indicator_part (indicator, role, catalogue, table_id, topic, filters, multiplier)
               VALUES ('plain', 'waarde', 'opendata.cbs.nl', 'T', 'Topic', '', 1.0)"""
        )
        connection.execute("INSERT INTO region VALUES ('GM0479', 'Zaanstad', 'Noord-Holland', true)")
        connection.execute("CREATE TABLE observation AS SELECT * FROM observation_as_of(?::TIMESTAMP)", [SECOND_RUN])
    pointer = f'{{"version": "{path.stem[9:]}", "file": "{path.name}", "published_at": "2026-11-10T09:00:00+00:00"'
    (folder / "current.json").write_text(pointer + ', "municipality": "GM0479"}', encoding="utf-8")
    return path
