"""Which regions there are, by name and province, and which of them is a municipality today; pure."""

from collections.abc import Sequence

import pandas as pd

from etl.store.terms import NATION

REGION_COLUMNS = ("code", "name", "province", "is_current")


def merge_regions(
    *,
    known: pd.DataFrame,
    delivered: Sequence[pd.DataFrame],
    division: pd.DataFrame | None,
    with_figures: set[str],
) -> pd.DataFrame:
    """Put together what tables and the agenda's division say about regions.

    known: the store's regions so far; delivered: per table code, name, formed_on, abolished_on; division: code, name,
    province, or None; with_figures: codes that have figures. Today's municipalities are those of the division; without
    one, those that no table calls abolished and that have figures (a table lists every code that ever existed).
    """
    rows: dict[str, dict[str, object]] = {row["code"]: {str(k): v for k, v in row.items()} for row in known.to_dict("records")}
    for table in delivered:
        for code, name, abolished_on in zip(table["code"], table["name"], table["abolished_on"], strict=True):
            row = rows.setdefault(str(code), {"code": code, "name": name, "province": "", "is_current": True})
            row["is_current"] = bool(row["is_current"]) and pd.isna(abolished_on)
    if division is not None:
        for row in rows.values():
            row["is_current"] = False
        for code, name, province in zip(division["code"], division["name"], division["province"], strict=True):
            rows[str(code)] = {"code": code, "name": name, "province": province, "is_current": True}
    rows[NATION] = {"code": NATION, "name": "Nederland", "province": "", "is_current": False}
    listed = with_figures | {NATION} | (set(division["code"]) if division is not None else set())
    kept = [row for code, row in rows.items() if code in listed]
    return pd.DataFrame(kept, columns=list(REGION_COLUMNS)).sort_values("code", ignore_index=True)
