"""Recorded tables for the replay server: read either layout, answer $filter, $select and paging as CBS does."""

import csv
import gzip
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from etl.saved import read_delivery

Row = dict[str, Any]
_CONVERT: dict[str, Callable[[str], Any]] = {"Long": int, "Integer": int, "Double": float, "Float": float}
_TOKEN = re.compile(
    r"\s*(and\b|or\b|\(|\)"
    r"|startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)"
    r"|(\w+)\s+eq\s+'((?:[^']|'')*)'"
    r"|(\w+)\s+(?:eq|ne|gt|ge|lt|le)\s+[^\s()]+)"
)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table as CBS holds it: metadata sets by name, and the rows of TypedDataSet."""

    catalogue: str
    name: str
    sets: dict[str, list[Row]]
    rows: list[Row]

    @property
    def info(self) -> Row:
        return self.sets["TableInfos"][0]

    @property
    def properties(self) -> list[Row]:
        return self.sets["DataProperties"]

    @property
    def dimensions(self) -> list[str]:
        return [row["Key"] for row in self.properties if row["Key"] and row["Type"] != "Topic"]

    def answers(self, name: str) -> list[Row] | None:
        """The rows of an entity set, None when the table has no such set."""
        if name == "":
            return [{"name": one, "url": one} for one in (*self.sets, "TypedDataSet", "UntypedDataSet")]
        if name == "TypedDataSet":
            return self.rows
        if name == "UntypedDataSet":
            return [{key: _untyped(value) for key, value in row.items()} for row in self.rows]
        return self.sets.get(name)


def _untyped(value: Any) -> str:
    return "       ." if value is None else str(value)


def table_loaders(folder: Path) -> dict[tuple[str, str], Callable[[], Table]]:
    """(catalogue, table) -> how to read it; both the raw layout (a folder a table) and the project's own (two files a table)."""
    raw = {(p.parent.parent.name, p.parent.name): partial(_read_raw, p.parent) for p in folder.glob("*/*/TableInfos.json")}
    own = {
        (p.parent.name, p.stem): partial(_read_own, folder, p.parent.name, p.stem)
        for p in folder.glob("*/*.json")
        if p.with_suffix(".csv.gz").exists()
    }
    return {**raw, **own}


def _read_raw(folder: Path) -> Table:
    sets = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    convert = {row["Key"]: _CONVERT.get(row.get("Datatype", ""), str) for row in sets["DataProperties"]} | {"ID": int}
    with gzip.open(folder / "TypedDataSet.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [{key: convert[key](text) if text else None for key, text in row.items()} for row in csv.DictReader(file)]
    return Table(catalogue=folder.parent.name, name=folder.name, sets=sets, rows=rows)


def _read_own(folder: Path, catalogue: str, name: str) -> Table:
    """The project's recording: what was not recorded (other columns, other members) is not served either."""
    delivery = read_delivery(folder, catalogue, name, origin="opname")
    whole = {row["Key"] for row in delivery.properties if row.get("Datatype") in {"Long", "Integer"}}
    rows = [
        {"ID": number, **{str(key): _typed(value, is_whole=key in whole) for key, value in row.items()}}
        for number, row in enumerate(delivery.rows.to_pylist())
    ]
    info = {
        "ID": 0,
        "Title": delivery.title,
        "ShortTitle": delivery.title,
        "Identifier": name,
        "Modified": delivery.modified,
        "Source": delivery.source,
        "ReasonDelivery": "Actualisering",
        "Frequency": delivery.frequency,
        "Period": "",
    }
    sets = {"TableInfos": [info], "DataProperties": delivery.properties, "CategoryGroups": [], **delivery.members}
    return Table(catalogue=catalogue, name=name, sets=sets, rows=rows)


def _typed(value: Any, *, is_whole: bool) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else int(value) if is_whole else value
    return value


class BadFilterError(ValueError):
    """A $filter outside the small language that CBS tables are asked in."""


def row_filter(text: str, dimensions: list[str]) -> Callable[[Row], bool]:
    """Read startswith, eq, and, or and parentheses; a condition on a topic counts as true, as on the Feed."""
    tokens, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadFilterError(text[at:])
        tokens.append(match)
        at = match.end()
    test = _either(tokens, dimensions)
    if tokens:
        raise BadFilterError(text)
    return test


def _either(tokens: list[re.Match[str]], dimensions: list[str]) -> Callable[[Row], bool]:
    tests = [_both(tokens, dimensions)]
    while tokens and tokens[0][1] == "or":
        tokens.pop(0)
        tests.append(_both(tokens, dimensions))
    return lambda row: any(test(row) for test in tests)


def _both(tokens: list[re.Match[str]], dimensions: list[str]) -> Callable[[Row], bool]:
    tests = [_condition(tokens, dimensions)]
    while tokens and tokens[0][1] == "and":
        tokens.pop(0)
        tests.append(_condition(tokens, dimensions))
    return lambda row: all(test(row) for test in tests)


def _condition(tokens: list[re.Match[str]], dimensions: list[str]) -> Callable[[Row], bool]:
    if not tokens:
        raise BadFilterError("a condition is missing")
    token = tokens.pop(0)
    if token[1] == "(":
        test = _either(tokens, dimensions)
        if not tokens or tokens.pop(0)[1] != ")":
            raise BadFilterError("a parenthesis is not closed")
        return test
    name = token[2] or token[4] or token[6]
    if name is None:
        raise BadFilterError(token[0])
    if name not in dimensions:
        return lambda row: True
    if token[6]:
        raise BadFilterError(f"{name} holds text: put quotes around the code")
    wanted = (token[3] if token[2] else token[5]).replace("''", "'")
    return (lambda row: row[name].startswith(wanted)) if token[2] else (lambda row: row[name] == wanted)
