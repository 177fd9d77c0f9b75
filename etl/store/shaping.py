"""Delivered rows become tidy measurements; every CBS oddity is dealt with here, and nothing is fetched, judged or stored.

In DuckDB codes are whole numbers: a table has few of them and many rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.delivery import Cell, Delivery, SourceError, TableRequest
from etl.store.axes import Axis, axis_of, stored_regions, texts
from etl.store.connections import to_work
from etl.store.table_periods import Stored, rivals, status_of, stored_periods, words_and_titles
from etl.store.terms import MEASUREMENT_COLUMNS, NATION
from indicators.agenda.periods import PeriodKind

_KINDS = list(PeriodKind)
_WHOLE_TABLE = -1
"""Less a year: stands for the delivered period of a table without periods."""
_NO_PERIODS = Axis((), pa.nulls(0, pa.int32()))
_AS_THEY_CAME = "SELECT cell, region, period, value FROM shaped JOIN part USING (kind, part)"
_MEANS = """
    SELECT cell, region, period, avg(value) AS value FROM shaped JOIN part USING (kind, part)
    GROUP BY cell, region, period HAVING count(*) = any_value(parts) ORDER BY cell, period, region"""


def shape(delivery: Delivery, *, cells: Sequence[Cell], regions: Collection[str] = (NATION, "GM")) -> pa.Table:
    """Turn a delivery into measurements: one row per wanted cell, region and period of its kind that has a figure.

    Columns: MEASUREMENT_COLUMNS, text as dictionaries; values in the unit of the topic; nulls are left out, never zero.
    regions: how the codes of wanted regions begin. SourceError when a cell cannot be found, is not exact (two rows for one
    region and period), or a status is not one we know.
    """
    wanted = tuple(dict.fromkeys(cells))
    known = {name: {str(row["Key"]).strip() for row in rows} for name, rows in delivery.members.items()}
    for cell in wanted:
        _require_known(delivery, cell, known)
    axes = {name: axis_of(delivery.rows[name]) for name in delivery.dimensions}
    periods = axes.get(delivery.period_dimension, _NO_PERIODS)
    words, titles = words_and_titles(delivery.members[delivery.period_dimension]) if delivery.period_dimension else ({}, {})
    stored = _stored(wanted, periods.codes, titles)
    if two := rivals(stored):
        which = f"{two[0].period} en {two[1].period} gaan allebei over {two[0].year}"
        raise _error(delivery, f"{which}; Databoek kent één cijfer per jaar. Kies een andere tabel.")
    codes = stored_regions(axes[delivery.region_dimension].codes, regions)
    names = tuple(dict.fromkeys(code for code in codes if code is not None))
    with to_work() as connection:
        _register(connection, delivery, axes)
        _place_regions(connection, codes, names)
        _place_periods(connection, stored, periods)
        for alike in _alike(wanted, delivery):
            _take(connection, delivery, wanted, alike, axes)
        _require_no_doubles(connection, delivery, wanted, names, periods)
        has_means = any(cell.period_kind.is_mean for cell in wanted)
        found = connection.execute(_MEANS if has_means else _AS_THEY_CAME).to_arrow_table()
    return _tidy(delivery, wanted, names, stored, _statuses(delivery, stored, found["period"], words), found)


def _require_known(delivery: Delivery, cell: Cell, known: Mapping[str, Collection[str]]) -> None:
    if cell.topic.name not in delivery.measures:
        raise _error(delivery, f"onderwerp '{cell.topic.name}' zit er niet in; wel: {_listed(delivery.measures)}.")
    others = _other_dimensions(delivery)
    for dimension, code in cell.filters:
        if dimension not in others:
            raise _error(delivery, f"er is geen dimensie '{dimension}' om op te filteren; wel: {_listed(others) or 'geen'}.")
        if code.strip() not in known[dimension]:
            listed = _listed(str(row["Key"]).strip() for row in delivery.members[dimension])
            raise _error(delivery, f"{dimension} heeft geen code '{code.strip()}'; wel: {listed}.")


def _other_dimensions(delivery: Delivery) -> list[str]:
    return [name for name in delivery.dimensions if name not in {delivery.region_dimension, delivery.period_dimension}]


def _stored(cells: Sequence[Cell], codes: Sequence[str], titles: Mapping[str, str]) -> tuple[Stored, ...]:
    """The periods of all kinds that are wanted; of a table without periods, the years that the cells say."""
    years = dict.fromkeys(cell.year for cell in cells if cell.year is not None)
    whole = tuple(Stored(PeriodKind.YEAR, str(year), year, 1, ()) for year in years)
    return whole or stored_periods(list(dict.fromkeys(cell.period_kind for cell in cells)), codes, titles)


def _register(connection: duckdb.DuckDBPyConnection, delivery: Delivery, axes: Mapping[str, Axis]) -> None:
    """The relation `delivered`: a column d0, d1 … per dimension and m0, m1 … per measure."""
    codes = {f"d{number}": axis.places for number, axis in enumerate(axes.values())}
    figures = {f"m{number}": delivery.rows[key] for number, key in enumerate(_measures(delivery))}
    connection.register("delivered", pa.table(codes | figures))
    connection.execute("CREATE TEMP TABLE shaped (cell SMALLINT, kind SMALLINT, region INTEGER, part INTEGER, value DOUBLE)")


def _measures(delivery: Delivery) -> list[str]:
    return list(dict.fromkeys(delivery.measures.values()))


def _place_regions(connection: duckdb.DuckDBPyConnection, codes: Sequence[str | None], names: Sequence[str]) -> None:
    rank = {name: number for number, name in enumerate(names)}
    found = [(place, rank[code]) for place, code in enumerate(codes) if code is not None]
    places, regions = _columns(found, 2)
    # As a relation: DuckDB takes ten times as long over lists of hundreds of parameters.
    connection.register("region", pa.table({"place": pa.array(places, pa.int32()), "region": pa.array(regions, pa.int32())}))


def _place_periods(connection: duckdb.DuckDBPyConnection, stored: Sequence[Stored], periods: Axis) -> None:
    rows = [
        (_KINDS.index(period.kind), part, number, period.parts)
        for number, period in enumerate(stored)
        for part in ([periods.at(code) for code in period.codes] or [_WHOLE_TABLE - period.year])
    ]
    connection.execute(
        """CREATE TEMP TABLE part AS SELECT unnest(?::SMALLINT[]) AS kind, unnest(?::INTEGER[]) AS part,
               unnest(?::SMALLINT[]) AS period, unnest(?::SMALLINT[]) AS parts""",
        _columns(rows, 4),
    )


def _alike(cells: Sequence[Cell], delivery: Delivery) -> Iterable[list[int]]:
    """Places of cells that one query can take: the same measure and kind of period, filters on the same dimensions."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, cell in enumerate(cells):
        dimensions = tuple(dimension for dimension, _ in cell.filters)
        groups.setdefault((delivery.measures[cell.topic.name], cell.period_kind, cell.year, dimensions), []).append(number)
    return groups.values()


def _take(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    cells: Sequence[Cell],
    alike: Sequence[int],
    axes: Mapping[str, Axis],
) -> None:
    """The figures of these cells, by the delivered place of their period."""
    first, dimensions = cells[alike[0]], list(delivery.dimensions)
    chosen = [dimension for dimension, _ in first.filters]
    asked = [(number, *(axes[name].at(code.strip()) for name, code in cells[number].filters)) for number in alike]
    names = ["cell", *(f"f{dimensions.index(name)}" for name in chosen)]
    wanted = ", ".join(f"unnest(?::INTEGER[]) AS {name}" for name in names)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE asked AS SELECT {wanted}", _columns(asked, len(names)))
    kind = _KINDS.index(first.period_kind)
    part = f"{_WHOLE_TABLE - first.year}" if first.year is not None else f"d{dimensions.index(delivery.period_dimension)}"
    matched = " AND ".join(f"f{dimensions.index(name)} = d{dimensions.index(name)}" for name in chosen) or "true"
    rows = f"""delivered JOIN asked ON {matched}
        JOIN region ON region.place = d{dimensions.index(delivery.region_dimension)}
        JOIN part ON part.part = {part} AND part.kind = {kind}"""
    for name in _other_dimensions(delivery):
        if name not in chosen and len(axes[name].codes) > 1:
            _require_one_code(connection, delivery, cells, rows, name)
    measure = f"m{_measures(delivery).index(delivery.measures[first.topic.name])}"
    connection.execute(
        f"INSERT INTO shaped SELECT cell, {kind}, region, part.part, {measure} FROM {rows} WHERE {measure} IS NOT NULL"
    )


def _require_one_code(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, cells: Sequence[Cell], rows: str, name: str
) -> None:
    """No dimension left open. Looked at before nulls go: a null for one code must not let another code's figure in."""
    column = f"d{list(delivery.dimensions).index(name)}"
    query = f"SELECT cell FROM {rows} GROUP BY cell HAVING count(DISTINCT {column}) > 1 ORDER BY cell LIMIT 1"
    if several := connection.execute(query).fetchone():
        topic = cells[several[0]].topic.name
        raise _error(delivery, f"'{topic}' is niet eenduidig; kies in de agenda bij 'filter' één code van {name}.")


def _require_no_doubles(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, cells: Sequence[Cell], names: Sequence[str], periods: Axis
) -> None:
    # One whole number for each figure, sorted: to group millions takes ten times the memory. No part of it reaches 2^20.
    query = "SELECT (cell::BIGINT << 42) + (region::BIGINT << 21) + part AS place FROM shaped"
    found = np.sort(connection.execute(query).to_arrow_table()["place"].to_numpy())
    if not (found[1:] == found[:-1]).any():
        return
    query = "SELECT cell, region, part FROM shaped GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    if double := connection.execute(query).fetchone():
        cell, region, part = double
        place = f"{names[region]} in {periods.codes[part] if part >= 0 else _WHOLE_TABLE - part}"
        topic = cells[cell].topic.name
        raise _error(delivery, f"'{topic}' heeft meer dan één cijfer voor {place}; de tabel spreekt zichzelf tegen.")


def _statuses(delivery: Delivery, stored: Sequence[Stored], used: pa.ChunkedArray, words: Mapping[str, str]) -> list[str]:
    """Status per period that has figures. An unknown word stops the table: taken for definitive it would be tested as such."""
    with_figures = set(pc.unique(used).to_pylist())
    statuses = []
    for number, period in enumerate(stored):
        try:
            statuses.append(status_of(period, words) if number in with_figures and period.codes else "")
        except KeyError as error:
            code = error.args[0]
            known = "bekend zijn definitief, voorlopig en nader voorlopig. Kijk op StatLine of de tabel is veranderd"
            raise _error(delivery, f"onbekende status '{words[code]}' bij {code}; {known}.") from None
    return statuses


def _tidy(
    delivery: Delivery,
    cells: Sequence[Cell],
    names: Sequence[str],
    stored: Sequence[Stored],
    statuses: Sequence[str],
    found: pa.Table,
) -> pa.Table:
    cell, period = found["cell"], found["period"]
    columns = {
        "catalogue": texts(cell, [delivery.catalogue] * len(cells)),
        "table_id": texts(cell, [delivery.table] * len(cells)),
        "topic": texts(cell, [each.topic.name for each in cells]),
        "filters": texts(cell, [each.filter_text for each in cells]),
        "region": texts(found["region"], names),
        "period": texts(period, [each.period for each in stored]),
        "year": pc.take(pa.array([each.year for each in stored], pa.int32()), period),
        "measure": texts(cell, [delivery.measures[each.topic.name] for each in cells]),
        "value": found["value"],
        "status": texts(period, statuses),
    }
    return pa.table({name: columns[name] for name in MEASUREMENT_COLUMNS})


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> list[list[int]]:
    return [[row[place] for row in rows] for place in range(width)]


def _listed(names: Iterable[str], limit: int = 10) -> str:
    listed = list(names)
    return ", ".join(listed[:limit]) + (f" en nog {len(listed) - limit}" if len(listed) > limit else "")


def _error(delivery: Delivery, text: str) -> SourceError:
    label = TableRequest(catalogue=delivery.catalogue, table=delivery.table, topics=()).label
    return SourceError(f"{label}: {text}")
