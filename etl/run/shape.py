"""Delivered rows become tidy measurements; every CBS oddity is dealt with here, and nothing is fetched, judged or stored."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from etl.delivery import Cell, Delivery, SourceError, TableRequest
from etl.store.terms import MEASUREMENT_COLUMNS, NATION
from indicators.agenda.periods import PeriodKind

_MUNICIPALITY = re.compile(r"GM(?!0000)\d{4}")  # GM0000 holds what could not be placed
_STATUSES = {"": "", "definitief": "definitief", "voorlopig": "voorlopig", "nadervoorlopig": "nader voorlopig"}
_NAME_SUFFIX = re.compile(r" \([^()]+\)$")
_DESCRIBED_DATE = r"{word} per (\d\d)-(\d\d)-(\d{{4}})"


def shape(delivery: Delivery, *, cells: Sequence[Cell]) -> pd.DataFrame:
    """Turn a delivery into measurements: one row per wanted cell, region and period of its kind that has a figure.

    Columns: MEASUREMENT_COLUMNS; values in the unit of the topic; nulls are left out, never zero. SourceError when a cell
    cannot be found, is not exact (two rows for one region and period), or a status is not one we know.
    """
    placed = {kind: _placed(delivery, kind) for kind in {cell.period_kind for cell in cells}}
    found = [_cell_rows(delivery, placed[cell.period_kind], cell) for cell in dict.fromkeys(cells)]
    table = pd.concat([rows.assign(period=rows["period"].astype(str)) for rows in found], ignore_index=True)
    table["period"] = table["period"].astype("category")
    periods = table["period"].cat.categories
    statuses = _statuses(delivery, periods)
    return table.assign(
        catalogue=delivery.catalogue,
        table_id=delivery.table,
        region=table["region"].astype(str),
        period=table["period"].astype(str),
        year=table["period"].map({code: int(code[:4]) for code in periods}).astype(int),
        status=table["period"].map(statuses).astype(str),
    ).reindex(columns=list(MEASUREMENT_COLUMNS))


def regions(delivery: Delivery) -> pd.DataFrame:
    """All municipalities a table ever knew: code, name, formed_on, abolished_on (date or None).

    A municipality that was only renamed has no abolished_on: which ones exist today is for the division (`gebiedsindeling`)
    to say. CBS's suffix is dropped (`Groningen (gemeente)`) unless two names would then be equal (`Bergen (L.)`).
    """
    members = [(code, row) for row in delivery.members[delivery.region_dimension] if _MUNICIPALITY.fullmatch(code := _key(row))]
    texts = {code: str(row.get("Description") or "") for code, row in members}
    gone = {code: _described_date(text, "Opgeheven") for code, text in texts.items()}
    bare = {code: _NAME_SUFFIX.sub("", str(row["Title"]).strip()) for code, row in members}
    in_use = Counter(name for code, name in bare.items() if not gone[code])
    return pd.DataFrame(
        [
            {
                "code": code,
                "name": bare[code] if not gone[code] and in_use[bare[code]] == 1 else str(row["Title"]).strip(),
                "formed_on": _described_date(texts[code], "Ontstaan"),
                "abolished_on": gone[code],
            }
            for code, row in members
        ],
        columns=["code", "name", "formed_on", "abolished_on"],
    ).astype({"formed_on": object, "abolished_on": object})


def _placed(delivery: Delivery, period_kind: PeriodKind) -> pd.DataFrame:
    """Rows of municipalities and the nation in wanted periods: all codes without padding, and the columns region and period."""

    def period(raw: str) -> str | None:
        return place.period if (place := period_kind.place(raw.strip())) else None

    codes = {name: _recoded(delivery.rows[name], str.strip) for name in _other_dimensions(delivery)}
    codes["region"] = _recoded(delivery.rows[delivery.region_dimension], _region)
    codes["period"] = _recoded(delivery.rows[delivery.period_dimension], period)
    values = {key: delivery.rows[key] for key in delivery.measures.values()}
    return pd.DataFrame(codes | values).dropna(subset=["region", "period"])


def _other_dimensions(delivery: Delivery) -> list[str]:
    return [name for name in delivery.dimensions if name not in {delivery.region_dimension, delivery.period_dimension}]


def _recoded(column: pd.Series, recode: Callable[[str], str | None]) -> pd.Series:
    """The column as categories, each distinct code recoded once (a table has few codes and many rows); None becomes missing."""
    places, raw = pd.factorize(column)
    codes = [recode(code) for code in raw]
    categories = list(dict.fromkeys(code for code in codes if code is not None))
    rank = {code: place for place, code in enumerate(categories)}
    last = [-1]  # where factorize places what is missing
    found = np.array([-1 if code is None else rank[code] for code in codes] + last, dtype=np.int64)[places]
    return pd.Series(pd.Categorical.from_codes(found, categories=pd.Index(categories, dtype=str)), index=column.index)


def _region(raw: str) -> str | None:
    code = raw.strip()
    if code in {"NL00", "NL01"}:
        return NATION
    return code if _MUNICIPALITY.fullmatch(code) else None


def _cell_rows(delivery: Delivery, rows: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    measure = delivery.measures.get(cell.topic.name)
    if measure is None:
        raise _error(delivery, f"onderwerp '{cell.topic.name}' zit er niet in; wel: {_listed(delivery.measures)}.")
    for dimension, code in cell.filters:
        _require_member(delivery, dimension, code.strip())
        rows = rows[rows[dimension] == code.strip()]
    _require_one_code(delivery, rows, cell)
    rows = rows[rows[measure].notna()]
    _require_no_doubles(delivery, rows, cell)
    found = rows[["region", "period"]].assign(value=rows[measure].astype(float))
    return found.assign(topic=cell.topic.name, filters=cell.filter_text, measure=measure)


def _require_member(delivery: Delivery, dimension: str, code: str) -> None:
    if dimension not in (others := _other_dimensions(delivery)):
        raise _error(delivery, f"er is geen dimensie '{dimension}' om op te filteren; wel: {_listed(others) or 'geen'}.")
    known = [_key(row) for row in delivery.members[dimension]]
    if code not in known:
        raise _error(delivery, f"{dimension} heeft geen code '{code}'; wel: {_listed(known)}.")


def _require_one_code(delivery: Delivery, rows: pd.DataFrame, cell: Cell) -> None:
    """No dimension left open. Looked at before nulls go: a null for one code must not let another code's figure in."""
    choices = [name for name in _other_dimensions(delivery) if rows[name].nunique() > 1]
    if choices:
        raise _error(
            delivery, f"'{cell.topic.name}' is niet eenduidig; kies in de agenda bij 'filter' één code van {_listed(choices)}."
        )


def _require_no_doubles(delivery: Delivery, rows: pd.DataFrame, cell: Cell) -> None:
    doubles = rows[rows.duplicated(["region", "period"])]
    if not doubles.empty:
        place = f"{doubles['region'].iloc[0]} in {doubles['period'].iloc[0]}"
        raise _error(delivery, f"'{cell.topic.name}' heeft meer dan één cijfer voor {place}; de tabel spreekt zichzelf tegen.")


def _statuses(delivery: Delivery, periods: Iterable[str]) -> dict[str, str]:
    """Status per period that has figures. An unknown word stops the table: taken for definitive it would be tested as such."""
    words = {_key(row): str(row.get("Status") or "").strip() for row in delivery.members[delivery.period_dimension]}
    statuses = {}
    for period in periods:
        word = words.get(period, "")
        status = _STATUSES.get(word.replace(" ", "").lower())
        if status is None:
            raise _error(
                delivery, f"onbekende status '{word}' bij {period}; bekend zijn definitief, voorlopig en nader voorlopig."
            )
        statuses[period] = status
    return statuses


def _described_date(text: str, word: str) -> date | None:
    match = re.search(_DESCRIBED_DATE.format(word=word), text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _key(row: dict[str, Any]) -> str:
    return str(row["Key"]).strip()


def _listed(names: Iterable[str], limit: int = 10) -> str:
    texts = list(names)
    return ", ".join(texts[:limit]) + (f" en nog {len(texts) - limit}" if len(texts) > limit else "")


def _error(delivery: Delivery, text: str) -> SourceError:
    label = TableRequest(catalogue=delivery.catalogue, table=delivery.table, topics=()).label
    return SourceError(f"{label}: {text}")
