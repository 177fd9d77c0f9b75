"""The recorded figures as deliveries: all topics of a source, up to a year, as it would come; it judges nothing."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.calibrate.panel import publish
from etl.run.run import RECORDING
from etl.store.gate.judge import judge_delivery
from etl.store.gate.terms import Expected, Limits, Verdict
from indicators.agenda.model import Agenda

OWN = "GM0479"
TODAY = date(2026, 11, 26)


class Case(NamedTuple):
    """One topic of one source; other: another topic of it, whose figures could come in its place."""

    label: str
    topic: str
    filters: str
    years: tuple[int, ...]
    unit: str
    has_status: bool
    other: tuple[str, str] | None

    @property
    def name(self) -> str:
        """Source and topic, for people."""
        return f"{self.label.removeprefix('bestanden/')} {self.topic}" + (
            f" ({self.filters})" if "=" in self.filters and ";" not in self.filters else ""
        )


def load_figures(connection: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
    """Make the table `figures` of the shipped recording: the columns of a measurement, label and unit."""
    agenda = publish(data_dir)
    (store,) = data_dir.glob("databoek-*.duckdb")
    connection.execute(f"ATTACH '{store}' AS store (READ_ONLY)")
    units = list(_units(agenda))
    connection.execute(
        """CREATE TABLE figures AS
           SELECT catalogue, table_id, topic, filters, region, period, year, measure, value, status,
               table_id AS label, coalesce(u.unit, '') AS unit
           FROM store.measurement m
           LEFT JOIN (SELECT unnest(?::VARCHAR[]) AS name, unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS unit) u
           ON m.table_id = u.name AND m.measure = u.key
           WHERE superseded_at IS NULL""",
        [[unit[place] for unit in units] for place in range(3)],
    )


def _units(agenda: Agenda) -> Iterator[tuple[str, str, str]]:
    """Source, delivered key and unit: of tables as CBS writes it, of own files as the agenda reads it."""
    for path in RECORDING.glob("*/*.json"):
        for row in json.loads(path.read_text(encoding="utf-8"))["properties"]:
            if row.get("Key"):
                yield path.stem, row["Key"], str(row.get("Unit") or "")
    for indicator in agenda.indicators:
        column = getattr(indicator.quantity, "column", None)
        if column:
            yield agenda.sources[indicator.quantity.source].file, column, indicator.unit


def cases(connection: duckdb.DuckDBPyConnection) -> list[Case]:
    """Every topic with figures for enough municipalities to tell anything."""
    rows = connection.execute(
        """SELECT label, topic, filters, list(DISTINCT year ORDER BY year), any_value(unit), bool_or(status <> '')
           FROM figures GROUP BY ALL HAVING count(DISTINCT region) >= 20 ORDER BY ALL"""
    ).fetchall()
    by_label: dict[str, list[Case]] = {}
    for label, topic, filters, years, unit, has_status in rows:
        by_label.setdefault(label, []).append(Case(label, topic, filters, tuple(years), unit, has_status, None))
    return [
        case._replace(other=None if fellow is case else (fellow.topic, fellow.filters))
        for some in by_label.values()
        for case, fellow in zip(some, [*some[1:], some[0]], strict=True)
    ]


def judge(
    connection: duckdb.DuckDBPyConnection, label: str, incoming: str, held: str, values: dict[str, object] | None = None
) -> Verdict:
    """The verdict on one delivery: two queries on `figures`; each becomes a table first, as a delivery is one."""
    came = connection.execute(incoming, values or {}).to_arrow_table()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE held AS {held}", values or {})
    return judge_delivery(connection, came, _expected(connection, label))


def _expected(connection: duckdb.DuckDBPyConnection, label: str) -> Expected:
    """What the gate is told: 0 to 100 for a percentage, and the units as the source writes them."""
    rows = connection.execute("SELECT DISTINCT topic, filters, unit FROM figures WHERE label = ?", [label]).fetchall()
    bounds = {(topic, filters): Limits(0.0, 100.0) for topic, filters, unit in rows if unit == "%"}
    units = {topic: unit for topic, _, unit in rows}
    return Expected(label=label, municipality=OWN, today=TODAY, bounds=bounds, delivered_units=units, held_units=units)
