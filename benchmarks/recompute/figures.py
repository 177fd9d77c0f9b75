"""The figures of a store after docs/formules.md §1: tables with a row a region, and who is like whom (§9)."""

import json
from functools import cache, cached_property
from itertools import pairwise
from math import inf, log, log1p, nan

import duckdb
import numpy as np

FEATURES = """
WITH held AS (SELECT substr(indicator, 9) AS feature, region, year, value FROM observation
    WHERE starts_with(indicator, 'kenmerk:') AND region IN (SELECT code FROM region WHERE is_current)),
counting AS (SELECT feature, year FROM held GROUP BY ALL HAVING count(*) >= 0.9 * (SELECT count(*) FROM region WHERE is_current))
SELECT region, feature, value FROM held JOIN counting USING (feature, year)
QUALIFY year = max(year) OVER (PARTITION BY feature) ORDER BY feature"""
# A series starts anew where its source or area is another; everyone's where the agenda says so, or where a replaced source ends.
FIGURES = """
WITH own AS (SELECT *, lag(changes_ahead) OVER one <> changes_ahead AS is_moved, lag(segment) OVER one <> segment AS is_other
    FROM observation WHERE indicator IN (SELECT unnest($names)) WINDOW one AS (PARTITION BY indicator, region ORDER BY year)),
begun AS (SELECT indicator, max(year) AS begun FROM (
    SELECT unnest($broken) AS indicator, unnest($years) AS year
    UNION ALL SELECT indicator, year FROM (SELECT DISTINCT indicator, year, segment FROM observation)
    WHERE indicator IN (SELECT unnest($chained)) QUALIFY lag(segment) OVER (PARTITION BY indicator ORDER BY year) <> segment
) WHERE year <= $today GROUP BY indicator)
SELECT list_position($names, indicator) - 1 AS place, region, year, value, contains(coalesce(status, ''), 'voorlopig') AS early,
    lower, upper, numerator, denominator, coalesce(begun, 0) AS begun, max(if(is_moved, year, 0)) OVER series AS moved,
    max(if(is_moved OR is_other, year, 0)) OVER series AS anew
FROM own LEFT JOIN begun USING (indicator) WINDOW series AS (PARTITION BY indicator, region)"""
COLUMNS = ("value", "early", "lower", "upper", "numerator", "denominator", "begun", "moved", "anew")
BESIDE = (
    "SELECT code FROM region WHERE is_current", "SELECT intervention, period, value FROM process_figure", FEATURES,
    "SELECT region, year, value FROM observation WHERE indicator = 'kenmerk:inwoners' ORDER BY region, year",
)  # fmt: skip


def span(text):
    """2019, 2017-2019 or 2018/'19: first and last year."""
    first, _, last = str(text).partition("-")
    return int(first[:4]), int(last or first[:4])


class Series:
    """A row a region, its last figure in the last column and NaN in front; each column of the figures is an attribute."""

    def __init__(self, kept, columns):
        order = np.argsort(kept, axis=1, kind="stable")
        self.columns = {name: np.take_along_axis(np.where(kept, each, nan), order, axis=1) for name, each in columns.items()}
        self.count, self.width = kept.sum(axis=1), kept.shape[1]
        vars(self).update(self.columns)

    def only(self, kept):
        return Series(kept & np.isfinite(self.year), self.columns)

    def at(self, place):
        """By column the figure in this place of every row; NaN for a place beyond the last one."""
        place = np.broadcast_to(place, len(self.count))[:, None]
        taken = {name: np.take_along_axis(each, place % self.width, axis=1)[:, 0] for name, each in self.columns.items()}
        return {name: np.where(place[:, 0] < self.width, each, nan) for name, each in taken.items()}

    @cached_property
    def first(self):
        return self.at(self.width - np.maximum(self.count, 1))

    @cached_property
    def last(self):
        return self.at(self.width - 1)

    @cached_property
    def swing(self):
        return np.nanmean(np.abs(np.diff(self.value)) / np.sqrt(np.diff(self.year)), axis=1)


class World:
    """All that a store says, for the indicators of an agenda: tables[place] has by column a row a region and a column a year."""

    def __init__(self, folder, indicators, this_year):
        cuts = [(each["id"], span(cut["periode"])[0]) for each in indicators for cut in each.get("trendbreuken", ())
                if cut["soort"] == "definitie"]  # fmt: skip
        asked = {"broken": [name for name, _ in cuts], "years": [year for _, year in cuts], "today": this_year}
        asked["chained"] = [each["id"] for each in indicators if each["bron"].get("voorgangers")]
        file = folder / json.loads((folder / "current.json").read_text(encoding="utf-8"))["file"]
        with duckdb.connect() as store:
            store.execute(f"ATTACH '{file}' AS store (READ_ONLY)")
            store.execute("USE store")
            held = store.execute(FIGURES, asked | {"names": [each["id"] for each in indicators]}).fetchnumpy()
            current, self.adopters, features, self.sizes = (store.execute(query).fetchall() for query in BESIDE)
        self.codes = sorted({*held["region"], *(code for (code,) in current)})
        self.row = {code: at for at, code in enumerate(self.codes)}
        self.is_current = np.isin(self.codes, [code for (code,) in current])
        self.years = np.arange(held["year"].min(), held["year"].max() + 1)
        self.features = {name: np.full(len(self.codes), nan) for _, name, _ in features}
        for code, name, value in features:
            self.features[name][self.row[code]] = value
        place = held["place"], [self.row[code] for code in held["region"]], held["year"] - self.years[0]
        cube = {name: np.full((len(indicators), len(self.codes), len(self.years)), nan) for name in COLUMNS}
        for name, table in cube.items():
            table[place] = np.ma.filled(held[name].astype(float), nan)
        self.tables = [{name: table[at] for name, table in cube.items()} for at in range(len(indicators))]

    @cache  # noqa: B019
    def merged(self, first, last):
        """Who became another area: inhabitants jumped by more than a sixteenth a year."""
        return {code for (code, earlier, before), (other, year, after) in pairwise(self.sizes)
                if code == other and first < year <= last and min(before - 2000, after) > 0
                if abs(log(after / before)) > (year - earlier) * log1p(1 / 16)}  # fmt: skip

    def alike(self, settings):
        """For every row the rows of the others that have all its features, the most alike first, then −1."""
        logged = [each["id"] for each in settings["kenmerken"] if each.get("logaritme")]
        table = np.stack(
            [np.log(np.where(each > 0, each, nan)) if name in logged else each for name, each in self.features.items()]
        )
        table = table[np.nanmax(table, axis=1) > np.nanmin(table, axis=1)].T
        scores, has = (table - np.nanmean(table, axis=0)) / np.nanstd(table, axis=0), np.isfinite(table)
        apart = np.sqrt(np.nansum((scores[:, None] - scores) ** 2, axis=2)).round(9)
        apart[(has.astype(int) @ ~has.T > 0) | ~has.any(axis=1, keepdims=True) | np.eye(len(table), dtype=bool)] = inf
        order = np.argsort(apart, axis=1, kind="stable")
        return np.where(np.isfinite(np.take_along_axis(apart, order, axis=1)), order, -1)
