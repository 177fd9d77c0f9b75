"""Figures as pandas frames and back, for tests that look at rows by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import pyarrow as pa

from etl.delivery import Delivery

_USUAL = {"indicator": "mishandeling", "segment": 0, "changes_ahead": 0, "predecessor": 0, "is_summed": False}
_USUAL |= {"value": 1.0, "status": "", "period": "", **dict.fromkeys(("lower", "upper", "numerator", "denominator"))}


def framed(table: pa.Table) -> pd.DataFrame:
    """A table with codes as plain text."""
    frame = table.to_pandas()
    return frame.astype(dict.fromkeys(frame.select_dtypes("category"), str))


def observed(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Observations as the store gives them, with what is told of each; nothing special for the rest."""
    return pd.DataFrame([_USUAL | row for row in rows])


def with_frame(delivery: Delivery) -> Delivery:
    """The same delivery with its rows as a frame."""
    return replace(delivery, rows=framed(delivery.rows))


def tabled(frame: pd.DataFrame | None) -> pa.Table | None:
    """A frame as figures go through a run."""
    return None if frame is None else pa.Table.from_pandas(frame, preserve_index=False)
