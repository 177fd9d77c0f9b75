"""Figures as a CSV file that opens well in a Dutch spreadsheet: semicolons, decimal commas, every line complete in itself."""

import csv
import io

import pandas as pd

from dashboard.format import day, period, plain_number
from dashboard.provenance import current, origin_in_words
from dashboard.records import records
from indicators.model import Indicator

HEADERS = (
    "gemeente", "gemeentecode", "indicator", "jaar", "periode", "waarde", "eenheid", "status",
    "bron", "tabel", "meetwaarde", "filter", "opgehaald_op", "herkomst", "licentie",
)  # fmt: skip


def figures_csv(
    indicator: Indicator, municipality: tuple[str, str], observations: pd.DataFrame, lineage: pd.DataFrame, sources: pd.DataFrame
) -> bytes:
    """UTF-8 with byte order mark (Excel needs it); municipality is (name, code). One line a year."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    delivered = current(lineage).merge(
        sources[["catalogue", "table_id", "holder", "licence"]], on=["catalogue", "table_id"], how="left"
    )
    for row in records(observations):
        behind = delivered[delivered["year"] == row.year]
        writer.writerow(
            [
                *municipality,
                indicator.name,
                row.year,
                period(str(row.period), int(row.year)),
                plain_number(float(row.value), indicator.decimals),
                indicator.unit,
                row.status or "niet vermeld",
                *(_joined(behind[column]) for column in ("holder", "table_id", "measure", "filters")),
                _joined(behind["fetched_at"].map(day)),
                _joined(behind["origin"].map(origin_in_words)),
                _joined(behind["licence"]),
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def _joined(values: pd.Series) -> str:
    return " / ".join(dict.fromkeys(str(value) for value in values if value and not pd.isna(value)))
