"""Rows of JSON become columns of Arrow, a page at a time: codes and figures; what does not fit is refused."""

import json
from collections.abc import Iterable, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.cbs.pages import Row, repeats
from etl.delivery import SourceError

LONGEST_SHOWN = 40
_NOTHING = object()
_CODE = {str}
_FIGURE = {int, float, type(None)}


def to_table(pages: Iterable[Sequence[Row]], *, dimensions: Sequence[str], columns: Sequence[str], label: str) -> pa.Table:
    """Rows as delivered: dimensions as text with their padding, columns as double with null as null.

    SourceError when a column is missing, a code is no text, a figure is no number, or a row comes twice.
    """
    names = (*dimensions, *columns)
    schema = pa.schema([(name, pa.dictionary(pa.int32(), pa.string()) if name in dimensions else pa.float64()) for name in names])
    batches = [_batch(rows, schema, dimensions, label) for rows in pages]
    table = pa.Table.from_batches(batches, schema).unify_dictionaries().combine_chunks()
    _require_each_once(table, dimensions, label)
    return table


def _batch(rows: Sequence[Row], schema: pa.Schema, dimensions: Sequence[str], label: str) -> pa.RecordBatch:
    arrays = []
    for name in schema.names:
        is_code = name in dimensions
        try:
            values = list(map(itemgetter(name), rows))
        except KeyError:
            raise SourceError(_missing(label, name)) from None
        if not set(map(type, values)) <= (_CODE if is_code else _FIGURE):
            raise SourceError(_refused(label, name, values, is_code=is_code))
        arrays.append(pa.array(values, pa.string()).dictionary_encode() if is_code else _figures(values, name, label))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _figures(values: list[float | None], name: str, label: str) -> pa.Array:
    try:
        figures = pa.array(values, pa.float64())
    except (pa.ArrowInvalid, OverflowError):  # a whole number that a double only comes near, or one of hundreds of digits
        if any(not _is_right(value, is_code=False) for value in values):
            raise SourceError(_refused(label, name, values, is_code=False)) from None
        return pa.array([None if value is None else float(value) for value in values], pa.float64())
    if pc.all(pc.is_finite(figures)).as_py() is False:
        raise SourceError(_refused(label, name, values, is_code=False))
    return figures


def _require_each_once(table: pa.Table, dimensions: Sequence[str], label: str) -> None:
    """Each row by its place among all that the codes allow: whole numbers take a tenth of the memory that texts do.

    Sorted where they stand, so that equal ones are neighbours: numpy's own unique hashes and sorts, at ten times the time.
    """
    places = np.zeros(table.num_rows, dtype=np.int64)
    for name in dimensions if table.num_rows else ():
        codes = table[name].chunk(0)
        places *= len(codes.dictionary)
        places += codes.indices.to_numpy()
    places.sort()
    if (places[1:] == places[:-1]).any():
        raise SourceError(repeats(label))


def _is_right(value: Any, *, is_code: bool) -> bool:
    return isinstance(value, str) if is_code else value is None or (type(value) in (int, float) and _is_finite(value))


def _is_finite(value: float) -> bool:
    """JSON holds 1e999, NaN and integers of 400 digits; none of them is a figure."""
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _missing(label: str, name: str) -> str:
    return f"{label}: kolom '{name}' ontbreekt in het antwoord. Kijk op StatLine of de tabel is veranderd."


def _refused(label: str, name: str, values: Sequence[Any], *, is_code: bool) -> str:
    wrong = next(value for value in values if not _is_right(value, is_code=is_code))
    return f"{label}: kolom '{name}' bevat {_shown(wrong)}, dat past daar niet. Kijk op StatLine of de tabel is veranderd."


def _shown(value: Any) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False)
    except ValueError:  # an integer of more digits than Python writes out
        text = "een getal van duizenden cijfers"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
