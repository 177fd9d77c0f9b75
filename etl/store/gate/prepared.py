"""Incoming and held figures as temporary tables, addresses as whole numbers, for the rules to work on; it judges nothing.

gate_cell (cell, topic, filters, lowest, highest, slack, events), gate_region (region, code, formed, abolished, inhabitants),
gate_period (period, code, year); gate_new and gate_old (cell, region, period, value, has_status); gate_left_out (cell, region,
period, value, reason). After `pair`: gate_pair (cell, region, period, new, old, new_status, old_status), which gate_new and
gate_old then show. events: how many events one unit is; negative: per inhabitant; null where that is not known.
Whole numbers, because comparing four texts a figure is what takes the time, and holding them what takes the memory.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from etl.store.from_numpy import column_of
from etl.store.gate.terms import USUAL, Expected, Reason
from etl.store.gate.units import events_of

_ADDRESS = "(cell, region, period)"
_NUMBERED = pa.schema(
    [("cell", pa.int16()), ("region", pa.int32()), ("period", pa.int16()), ("value", pa.float64()), ("has_status", pa.bool_())]
)


class _Coded(NamedTuple):
    """A column of texts: each text once, and per row the place of its text among them."""

    words: list[str]
    places: np.ndarray


class _Found(NamedTuple):
    """What incoming and held figures are of, in the order of their numbers; years: the first year of each period.

    has_held: whether there are held figures at all.
    """

    cells: list[tuple[str, str]]
    regions: list[str]
    years: dict[str, int]
    has_held: bool


def prepare(connection: duckdb.DuckDBPyConnection, incoming: pa.Table, expected: Expected) -> int:
    """Make the tables named above from incoming figures and the relation `held`; gives the first year there is a figure of.

    incoming: at least topic, filters, region, period and status (texts or dictionaries of them), year and value.
    """
    came = {name: _coded(incoming[name]) for name in ("topic", "filters", "region", "period")}
    pairs = came["topic"].places.astype(np.int32) * len(came["filters"].words) + came["filters"].places
    of_pairs = np.flatnonzero(np.bincount(pairs)) if len(pairs) else np.empty(0, np.int64)
    found = _found(connection, incoming, came, of_pairs)
    _cells(connection, found.cells, expected)
    _regions(connection, found.regions, expected)
    _periods(connection, found.years)
    connection.register("gate_numbered", _numbered(incoming, came, pairs, of_pairs, found))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_came AS FROM gate_numbered WHERE value IS NOT NULL;
           CREATE OR REPLACE TEMP VIEW gate_new AS FROM gate_came"""
    )
    connection.unregister("gate_numbered")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gate_stood AS {_held(found)};
            CREATE OR REPLACE TEMP VIEW gate_old AS FROM gate_stood;
            CREATE OR REPLACE TEMP TABLE gate_left_out AS
            SELECT cell, region, period, value, '' AS reason FROM gate_came LIMIT 0"""
    )
    return min(found.years.values(), default=expected.today.year)


def leave_out(connection: duckdb.DuckDBPyConnection) -> bool:
    """Take what is in gate_left_out away from what came; whether anything is."""
    if connection.execute("SELECT 1 FROM gate_left_out LIMIT 1").fetchone() is None:
        return False
    connection.execute(f"DELETE FROM gate_came WHERE {_ADDRESS} IN (SELECT {_ADDRESS} FROM gate_left_out)")
    return True


def pair(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what came beside what is held; what is held where a figure is kept out stays, so it is not looked at."""
    connection.execute(
        f"""DELETE FROM gate_stood WHERE {_ADDRESS} IN (
                SELECT {_ADDRESS} FROM gate_left_out WHERE reason <> '{Reason.CODE}'
            )"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_pair AS
           SELECT cell, region, period, n.value AS new, o.value AS old, n.has_status AS new_status, o.has_status AS old_status
           FROM gate_came n FULL JOIN gate_stood o USING (cell, region, period)"""
    )
    for side in ("new", "old"):
        connection.execute(
            f"""CREATE OR REPLACE TEMP VIEW gate_{side} AS
                SELECT cell, region, period, {side} AS value, {side}_status AS has_status
                FROM gate_pair WHERE {side} IS NOT NULL"""
        )
    connection.execute("DROP TABLE gate_came; DROP TABLE gate_stood")


def _coded(column: pa.ChunkedArray) -> _Coded:
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # of no chunks at all
        return _Coded([], np.empty(0, np.int32))
    return _Coded(whole.dictionary.to_pylist(), whole.indices.to_numpy(zero_copy_only=False))


def _found(connection: duckdb.DuckDBPyConnection, incoming: pa.Table, came: Mapping[str, _Coded], of_pairs: np.ndarray) -> _Found:
    topics, filters = came["topic"].words, came["filters"].words
    cells = {(topics[place // len(filters)], filters[place % len(filters)]) for place in of_pairs.tolist()}
    regions = {came["region"].words[place] for place in np.flatnonzero(np.bincount(came["region"].places)).tolist()}
    years: dict[str, int] = {}
    first = np.full(len(came["period"].words), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(first, came["period"].places, incoming["year"].to_numpy())
    for place in np.flatnonzero(np.bincount(came["period"].places)).tolist():
        years[came["period"].words[place]] = int(first[place])
    has_held = connection.execute("SELECT 1 FROM held LIMIT 1").fetchone() is not None
    if has_held:
        cells.update(connection.execute("SELECT DISTINCT topic, filters FROM held").fetchall())
        regions.update(code for (code,) in connection.execute("SELECT DISTINCT region FROM held").fetchall())
        for code, year in connection.execute("SELECT period, min(year) FROM held GROUP BY period").fetchall():
            years[code] = min(year, years.get(code, year))
    return _Found(sorted(cells), sorted(regions), {code: years[code] for code in sorted(years)}, has_held)


def _numbered(incoming: pa.Table, came: Mapping[str, _Coded], pairs: np.ndarray, of_pairs: np.ndarray, found: _Found) -> pa.Table:
    """What came, by number; also what has no value, which is no figure."""
    topics, filters, cell = came["topic"].words, came["filters"].words, {pair: number for number, pair in enumerate(found.cells)}
    of_pair = np.zeros(max(len(topics) * len(filters), 1), np.int16)
    for place in of_pairs.tolist():
        of_pair[place] = cell[topics[place // len(filters)], filters[place % len(filters)]]
    columns = {
        "cell": column_of(of_pair[pairs]),
        "region": column_of(_renumbered(came["region"], found.regions, np.int32)),
        "period": column_of(_renumbered(came["period"], list(found.years), np.int16)),
        "value": incoming["value"],
        "has_status": column_of(_has_status(incoming["status"])),
    }
    return pa.table(columns, schema=_NUMBERED)


def _renumbered(coded: _Coded, words: Sequence[str], kind: type[np.signedinteger]) -> np.ndarray:
    number = {word: place for place, word in enumerate(words)}
    numbers = np.array([number.get(word, -1) for word in coded.words], kind)  # -1: a word that no row has
    return np.take(numbers, coded.places)


def _has_status(column: pa.ChunkedArray) -> np.ndarray:
    coded = _coded(column.cast(pa.string()).fill_null("") if column.null_count else column)
    return np.take(np.array([bool(word) for word in coded.words], bool), coded.places)


def _held(found: _Found) -> str:
    """The held figures by number, each text through an enumeration: joins on texts take three times as long."""
    if not found.has_held:
        return "FROM gate_came LIMIT 0"
    topics, filters = (sorted(set(names)) for names in zip(*found.cells, strict=True))
    kinds = {"topic": topics, "filters": filters, "region": found.regions, "period": list(found.years)}
    code = {name: f"enum_code({name}::ENUM({', '.join(map(_quoted, words))}))" for name, words in kinds.items()}
    return f"""
        SELECT cell, {code["region"]}::INTEGER AS region, {code["period"]}::SMALLINT AS period, value::DOUBLE AS value,
            coalesce(status, '') <> '' AS has_status
        FROM held
        JOIN (SELECT cell, {code["topic"]} AS topic_code, {code["filters"]} AS filters_code FROM gate_cell) numbered
        ON topic_code = {code["topic"]} AND filters_code = {code["filters"]}
        WHERE value IS NOT NULL"""


def _cells(connection: duckdb.DuckDBPyConnection, cells: Sequence[tuple[str, str]], expected: Expected) -> None:
    limits = [expected.bounds.get(cell, USUAL) for cell in cells]
    about = {
        "cell": pa.array(range(len(cells)), pa.int16()),
        "topic": pa.array([topic for topic, _ in cells], pa.string()),
        "filters": pa.array([filters for _, filters in cells], pa.string()),
        "lowest": pa.array([each.lowest for each in limits], pa.float64()),
        "highest": pa.array([each.highest for each in limits], pa.float64()),
        "slack": pa.array([each.slack for each in limits], pa.float64()),
        "events": pa.array([events_of(expected.unit(topic)) for topic, _ in cells], pa.float64()),
    }
    _keep(connection, "gate_cell", about)


def _regions(connection: duckdb.DuckDBPyConnection, codes: Sequence[str], expected: Expected) -> None:
    about = {
        "region": pa.array(range(len(codes)), pa.int32()),
        "code": pa.array(codes, pa.string()),
        "formed": pa.array([expected.formed.get(code) for code in codes], pa.date32()),
        "abolished": pa.array([expected.abolished.get(code) for code in codes], pa.date32()),
        "inhabitants": pa.array([expected.inhabitants.get(code) for code in codes], pa.float64()),
    }
    _keep(connection, "gate_region", about)


def _periods(connection: duckdb.DuckDBPyConnection, years: Mapping[str, int]) -> None:
    about = {
        "period": pa.array(range(len(years)), pa.int16()),
        "code": pa.array(list(years), pa.string()),
        "year": pa.array(list(years.values()), pa.int32()),
    }
    _keep(connection, "gate_period", about)


def _keep(connection: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, pa.Array]) -> None:
    # As a relation: DuckDB takes ten times as long over lists of hundreds of parameters.
    connection.register("gate_given", pa.table(dict(columns)))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM gate_given")
    connection.unregister("gate_given")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
