"""The figures of a store, and what all municipalities tell of them, as docs/formules.md describes; one question, one query."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

FEATURES = """
WITH held AS (SELECT substr(indicator, 9) AS feature, region, year, value FROM observation
    WHERE starts_with(indicator, 'kenmerk:') AND region IN (SELECT code FROM region WHERE is_current)),
counting AS (SELECT feature, year FROM held GROUP BY ALL HAVING count(*) >= 0.9 * (SELECT count(*) FROM region WHERE is_current))
SELECT region, feature, value FROM held JOIN counting USING (feature, year)
QUALIFY year = max(year) OVER (PARTITION BY feature)"""
# A series starts anew where its source or area is another; everyone's where the agenda says so, or where a replaced source ends.
FIGURES = """
CREATE TEMP TABLE figure AS WITH own AS (
    SELECT *, contains(coalesce(status, ''), 'voorlopig') AS early,
        coalesce(lag(changes_ahead) OVER one <> changes_ahead, false) AS is_moved,
        is_moved OR coalesce(lag(segment) OVER one <> segment, false) AS is_anew
    FROM observation WINDOW one AS (PARTITION BY indicator, region ORDER BY year)
), begun AS (
    SELECT indicator, max(year) AS begun FROM (
        SELECT unnest($broken) AS indicator, unnest($years) AS year
        UNION ALL SELECT indicator, year FROM (SELECT DISTINCT indicator, year, segment FROM observation)
        WHERE indicator IN (SELECT unnest($chained)) QUALIFY lag(segment) OVER (PARTITION BY indicator ORDER BY year) <> segment
    ) WHERE year <= $today GROUP BY indicator
)
SELECT own.*, coalesce(begun, 0) AS begun, coalesce(max(year) FILTER (is_anew) OVER series, 0) AS anew,
    coalesce(max(year) FILTER (is_moved) OVER series, 0) AS moved, year >= greatest(anew, begun.begun, 0) AS usable
FROM own LEFT JOIN begun USING (indicator) WINDOW series AS (PARTITION BY indicator, region)"""
PANEL = """
CREATE TEMP TABLE panel AS SELECT indicator, region, year, value,
    value - lag(value) OVER one AS change, year - lag(year) OVER one AS gap
    FROM figure WHERE usable AND NOT early AND region IN (SELECT code FROM region WHERE is_current)
    WINDOW one AS (PARTITION BY indicator, region ORDER BY year)"""
SERIES = """
SELECT indicator, region, any_value(anew), any_value(begun), any_value(moved),
    list([year, value, early::INT, lower, upper, numerator, denominator] ORDER BY year) FROM figure GROUP BY ALL"""
MEMORY = """
WITH line AS (SELECT *, value - avg(value) OVER one - regr_slope(value, year) OVER one * (year - avg(year) OVER one) AS apart
    FROM panel WINDOW one AS (PARTITION BY indicator, region) QUALIFY count(*) OVER one >= 5),
pair AS (SELECT *, lag(apart) OVER (PARTITION BY indicator, region ORDER BY year) AS before FROM line)
SELECT indicator, count(*) / count(DISTINCT region) AS length,
    greatest(0, least(0.9, (sum(apart * before) / sum(apart ** 2) + 2 / length) / (1 - least(4 / length, 0.8))))
FROM pair GROUP BY indicator HAVING count(DISTINCT region) >= 30 AND sum(apart ** 2) > 0"""
SWING = """
WITH own AS (SELECT indicator, region, avg(abs(change) / sqrt(gap)) AS swing FROM panel WHERE gap > 0 GROUP BY ALL)
SELECT indicator, median(swing) FROM own GROUP BY indicator HAVING count(*) >= 30"""
MOVEMENTS = """
SELECT indicator, before.year, after.year, median(after.value - before.value)
FROM panel AS before JOIN panel AS after USING (indicator, region) WHERE after.year > before.year
GROUP BY ALL HAVING count(*) >= 30"""
NATION = """
WITH own AS (SELECT *, count(DISTINCT region) OVER (PARTITION BY indicator) AS everyone FROM figure
    WHERE region IN (SELECT code FROM region WHERE is_current))
SELECT indicator, year, sum(numerator) / sum(denominator), bool_or(early) FROM own
WHERE numerator IS NOT NULL AND denominator IS NOT NULL
GROUP BY ALL HAVING count(*) >= 0.95 * any_value(everyone) AND sum(denominator) > 0"""
SIZES = """
SELECT region, year, value FROM observation WHERE indicator = 'kenmerk:inwoners' ORDER BY region, year"""
COLUMNS = ("year", "value", "early", "lower", "upper", "numerator", "denominator")


@dataclass(frozen=True)
class Series:
    """A figure a year, in order: table (years, COLUMNS), NaN where something is absent."""

    table: np.ndarray
    anew: int = 0
    begun: int = 0
    moved: int = 0

    def __len__(self) -> int:
        return len(self.table)

    def __getattr__(self, name: str) -> np.ndarray:
        return self.table[:, COLUMNS.index(name)]

    def only(self, kept: np.ndarray) -> "Series":
        return Series(self.table[kept], self.anew, self.begun, self.moved)

    @cached_property
    def definitive(self) -> "Series":
        return self.only(self.early == 0)

    @cached_property
    def usable(self) -> "Series":
        return self.only(self.year >= max(self.anew, self.begun))

    @cached_property
    def swings(self) -> np.ndarray:
        return np.abs(np.diff(self.value)) / np.sqrt(np.diff(self.year))

    @cached_property
    def usual_gap(self) -> float:
        return float(np.median(np.diff(self.year))) if len(self) > 1 else 1.0

    def margin(self, place: int) -> tuple[float, float] | None:
        low, high = float(self.lower[place]), float(self.upper[place])
        return None if np.isnan(low) or np.isnan(high) else (low, high)

    def point(self, place: int | None) -> dict[str, float] | None:
        return None if place is None else {"year": int(self.year[place]), "value": float(self.value[place])}


EMPTY = Series(np.empty((0, len(COLUMNS))))


@dataclass(frozen=True)
class Panel:
    """table (codes, years): NaN where absent."""

    codes: list[str]
    years: np.ndarray
    table: np.ndarray

    def at(self, year: float) -> np.ndarray:
        return self.table[:, np.searchsorted(self.years, year)]


def panel_of(known: dict[str, Series]) -> Panel:
    codes = sorted(code for code, series in known.items() if len(series))
    years = np.unique(np.concatenate([known[code].year for code in codes] or [np.array([])])).astype(int)
    table = np.full((len(codes), len(years)), np.nan)
    for row, code in enumerate(codes):
        table[row, np.searchsorted(years, known[code].year)] = known[code].value
    return Panel(codes, years, table)


def span(text: object) -> tuple[int, int]:
    """2019, 2017-2019 or 2018/'19: first and last year."""
    first, _, last = str(text).partition("-")
    return int(first[:4]), int(last or first[:4])


class World:
    """All that a store says, for the indicators of an agenda."""

    def __init__(self, folder: Path, indicators: list[dict[str, Any]], this_year: int) -> None:
        cuts = [(each["id"], span(cut["periode"])[0]) for each in indicators for cut in each.get("trendbreuken", ())
                if cut["soort"] == "definitie"]  # fmt: skip
        asked = {"broken": [name for name, _ in cuts], "years": [year for _, year in cuts], "today": this_year}
        asked["chained"] = [each["id"] for each in indicators if each["bron"].get("voorgangers")]
        file = folder / json.loads((folder / "current.json").read_text(encoding="utf-8"))["file"]
        self.series: dict[str, dict[str, Series]] = {each["id"]: {} for each in indicators}
        self.movements: dict[str, dict[tuple[int, int], float]] = {each["id"]: {} for each in indicators}
        with duckdb.connect() as store:
            store.execute(f"ATTACH '{file}' AS store (READ_ONLY)")
            store.execute("USE store")
            self.features = {code: {} for (code,) in store.execute("SELECT code FROM region WHERE is_current").fetchall()}
            for code, feature, value in store.execute(FEATURES).fetchall():
                self.features[code][feature] = value
            store.execute(FIGURES, asked)
            store.execute(PANEL)
            for name, region, anew, begun, moved, rows in store.execute(SERIES).fetchall():
                self.series.setdefault(name, {})[region] = Series(np.array(rows, dtype=float), anew, begun, moved)
            self.memory = {name: rho for name, _, rho in store.execute(MEMORY).fetchall()}
            self.swing = dict(store.execute(SWING).fetchall())
            for name, first, last, change in store.execute(MOVEMENTS).fetchall():
                self.movements.setdefault(name, {})[first, last] = change
            self.summed = store.execute(NATION).fetchall()
            self.sizes = store.execute(SIZES).fetchall()
            self.adopters = store.execute("SELECT intervention, period, value FROM process_figure").fetchall()
        self.panels = {name: panel_of({code: own.usable.definitive for code, own in known.items() if code in self.features})
                       for name, known in self.series.items()}  # fmt: skip

    def nation(self, indicator: dict[str, Any], *, provisional: bool = False) -> dict[int, float]:
        """Figures of the Netherlands by year: of the source, or else the sum over all municipalities."""
        row, times = self.series[indicator["id"]].get("NL"), indicator["bron"].get("maal", 0)
        if row is not None:
            return {int(year): float(value) for year, value, early in row.table[:, :3] if provisional or not early}
        summed = (each[1:] for each in self.summed if times and each[0] == indicator["id"])
        return {year: ratio * times for year, ratio, early in summed if provisional or not early}
