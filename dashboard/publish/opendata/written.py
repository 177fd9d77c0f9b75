"""A table as CSV, JSON or Parquet; the same table always gives the same bytes, and it decides nothing of what is in them.

CSV as a Dutch spreadsheet reads it: semicolons and decimal commas, and text that no spreadsheet calculates. Figures are whole.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.downloads.cells import neutral
from dashboard.publish.opendata.table import Kind, Table, Value

DELIMITER = ";"


def to_csv(table: Table) -> bytes:
    """UTF-8 without a mark, a line a row."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8")


def to_json(table: Table) -> bytes:
    """A list with an object for each row, a line each."""
    rows = [dict(zip(table.heads, map(_plain, row), strict=True)) for row in table.rows]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode() if rows else b"[]\n"


def to_parquet(table: Table) -> bytes:
    """With the types of the columns, and what they are in their metadata."""
    import pyarrow as pa  # noqa: PLC0415  most readers do without
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.NUMBER: pa.float64(), Kind.DAY: pa.date32()}
    fields = [pa.field(field.name, types[field.kind], metadata={"description": field.about}) for field in table.fields]
    columns = list(zip(*table.rows, strict=True)) or [() for _ in fields]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, fields, strict=True)]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), file)
    return file.getvalue()


def json_text(found: Any) -> bytes:
    """Any other answer, to read for people too."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _as_text(cell: Value) -> str:
    if isinstance(cell, str):
        return neutral(cell)
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",")
    return "" if cell is None else str(_plain(cell))


def _plain(cell: Value) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell
