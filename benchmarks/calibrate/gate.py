"""Deliver the recorded figures to the gate as they grew, as they are revised, and with every fault; writes docs/poort.md.

`python -m benchmarks.calibrate.gate` does so with the shipped recording. With a DuckDB file that has a table `figures` (the
columns of a measurement, label and unit) it measures that, prints, and writes nothing: the report is about what is shipped.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.calibrate.gate_faults import FAULTS, Fault
from benchmarks.calibrate.gate_panel import OWN, Case, cases, judge, load_figures
from benchmarks.calibrate.gate_text import write_report

REPORT = Path(__file__).resolve().parents[2] / "docs" / "poort.md"
_GROWN = """SELECT * REPLACE (
        CASE WHEN status = '' THEN '' WHEN year >= {newest} - 1 THEN 'voorlopig' ELSE 'definitief' END AS status
    ) FROM figures WHERE label = '{label}' AND year <= {newest}"""
"""The figures as they stood when a year was the newest: its last two years provisional, where the source tells."""
_REVISED = """SELECT f.* REPLACE (CASE
        WHEN year >= {newest} - 2 AND status <> '' AND hash(region, topic, filters) % 10 < 4
            THEN least(round(value * (0.97 + hash(region, year) % 7 / 100), decimals), top)
        WHEN hash(region, topic, filters, year) % 200 = 0 THEN
            least(round(value * (0.8 + hash(year, region) % 40 / 100), decimals), top)
        ELSE value END AS value
    ) FROM ({good}) f JOIN places USING (label, topic, filters)"""
"""Four in ten provisional figures move by up to 3%, and one in 200 of all by up to 20%."""

_ADDRESS = "topic, filters, region, period"
_WRONG = (
    f"SELECT {_ADDRESS} FROM (SELECT {_ADDRESS}, value, status FROM faulty EXCEPT SELECT {_ADDRESS}, value, status FROM good)"
)
_LOST = f"SELECT {_ADDRESS} FROM good WHERE NOT getvariable('is_new') EXCEPT SELECT {_ADDRESS} FROM faulty"


class Growth(NamedTuple):
    """One delivery of a source with one year more, and what the gate said of it."""

    label: str
    year: int
    is_revised: bool
    refusals: tuple[str, ...]
    remarks: tuple[str, ...]


class Power(NamedTuple):
    """Of the topics a fault was tried on, in how many no wrong figure came through, and in which one did."""

    fault: str
    only_newest: bool
    caught: int
    tried: int
    missed: tuple[str, ...]


def growth(connection: duckdb.DuckDBPyConnection) -> Iterator[Growth]:
    """Every source year by year as it grew, untouched and with what was held revised."""
    sources = "SELECT label, list(DISTINCT year ORDER BY year) FROM figures GROUP BY label ORDER BY label"
    for label, years in connection.execute(sources).fetchall():
        for last, now in pairwise(years):
            held, good = (_GROWN.format(label=label, newest=year) for year in (last, now))
            for is_revised in (False, True):
                verdict = judge(connection, label, _REVISED.format(newest=now, good=good) if is_revised else good, held)
                yield Growth(label, now, is_revised, verdict.refusals, verdict.remarks)


def power(connection: duckdb.DuckDBPyConnection, name: str, found: Sequence[Case], *, only_newest: bool) -> Power:
    """Try a fault on every topic, in all years or in a newest year that is not held yet."""
    tried = [case for case in found if _can_show(case, FAULTS[name], only_newest=only_newest)]
    outcomes = {case: _is_caught(connection, case, FAULTS[name], only_newest=only_newest) for case in tried}
    shown = [case for case, outcome in outcomes.items() if outcome is not None]
    missed = tuple(case.name for case in shown if not outcomes[case])
    return Power(name, only_newest, len(shown) - len(missed), len(shown), missed)


def _can_show(case: Case, fault: Fault, *, only_newest: bool) -> bool:
    has = {
        "procent": case.unit == "%",
        "status": case.has_status,
        "ander": case.other is not None,
        "nieuw": only_newest,
        "oud": not only_newest,
    }
    return all(has[need] for need in fault.needs) and (len(case.years) > 1 or not (only_newest or "oud" in fault.needs))


def _is_caught(connection: duckdb.DuckDBPyConnection, case: Case, fault: Fault, *, only_newest: bool) -> bool | None:
    """None when this topic does not show the fault: nothing in the delivery is wrong, and nothing that was held is gone."""
    newest, before = case.years[-1], case.years[-2] if len(case.years) > 1 else case.years[-1]
    other = case.other or ("", "")
    mine, others = (f"topic = '{topic}' AND filters = '{filters}'" for topic, filters in ((case.topic, case.filters), other))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE good AS SELECT * FROM figures WHERE label = '{case.label}' AND ({mine} OR {others})"
    )
    for view, condition in (("mine", mine), ("other", others), ("last_year", f"{mine} AND year = {before}")):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {view} AS SELECT region, period, value FROM good WHERE {condition}")
    connection.execute(
        f"""SET VARIABLE own = '{OWN}'; SET VARIABLE newest = {newest}; SET VARIABLE is_new = {only_newest};
            SET VARIABLE other = '{"|".join(other)}'; SET VARIABLE middle = (SELECT median(value) FROM mine)"""
    )
    held = f"SELECT * FROM good WHERE year <= {before}" if only_newest else "SELECT * FROM good"
    faulty = fault.sql(f"{mine} AND good.year = {newest}" if only_newest else mine)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE faulty AS {faulty}")
    wrong = connection.execute(f"SELECT count(*) FROM (SELECT * FROM ({_WRONG}) UNION ALL SELECT * FROM ({_LOST}))").fetchall()[
        0
    ][0]
    if not wrong:
        return None
    verdict = judge(connection, case.label, "SELECT * FROM faulty", held)
    connection.register("kept_out", verdict.kept_out)
    through = f"SELECT count(*) FROM ({_WRONG}) ANTI JOIN kept_out USING (topic, filters, region, period)"
    lost = f"SELECT count(*) FROM ({_LOST})"
    return bool(verdict.refusals) or not any(connection.execute(query).fetchall()[0][0] for query in (through, lost))


def main() -> None:
    """Measure, print, and write the report when what is measured is what is shipped."""
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        if given:
            connection.execute(f"ATTACH '{given[0]}' AS given (READ_ONLY); CREATE TABLE figures AS SELECT * FROM given.figures")
        else:
            load_figures(connection, Path(folder))
        connection.execute(
            """CREATE TABLE places AS SELECT label, topic, filters,
                   max(CASE unit WHEN '%' THEN 100 ELSE 1e300 END) AS top,
                   max(CASE WHEN value = round(value) THEN 0 WHEN value = round(value, 1) THEN 1 ELSE 2 END)::INTEGER AS decimals
               FROM figures GROUP BY ALL"""
        )
        grown = list(growth(connection))
        alarms = [one for one in grown if one.refusals]
        print(f"{len(grown)} leveringen, {len(alarms)} valse alarmen", *alarms, sep="\n", flush=True)
        powers = []
        for name in FAULTS:
            for only_newest in (False, True):
                powers.append(power(connection, name, cases(connection), only_newest=only_newest))
                print(*powers[-1], flush=True)
    if not given:
        REPORT.write_text(write_report(grown, powers), encoding="utf-8")
        print(f"Written: {REPORT}")


if __name__ == "__main__":
    main()
