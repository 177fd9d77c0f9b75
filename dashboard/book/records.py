"""Rows of a frame by column name; frames do not tell a type checker their columns, so a row is of any type."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[Any]:
    """One record a row; `record.value` is the cell of column `value`."""
    return list(frame.itertuples(index=False))
