"""What the gate is told of a delivery and what it answers; it looks at no figure."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pyarrow as pa

Cell = tuple[str, str]
"""Topic and filters, as the store writes them."""


class Limits(NamedTuple):
    """The lowest and the highest figure that can exist, None where there is no limit.

    slack: how far a figure may be beyond them, since it is shown rounded: -0,004 reads 0,00 and is no negative figure.
    """

    lowest: float | None
    highest: float | None
    slack: float = 0.0


USUAL = Limits(0.0, None)
"""What a figure can be when the agenda says nothing: less than nothing does not exist."""


class Reason(StrEnum):
    """Why a single figure is kept out."""

    INFINITE = "oneindig"
    CODE = "code"
    OUTSIDE = "buiten"
    FUTURE = "toekomst"
    FAR = "ver"
    NO_MUNICIPALITY = "geen gemeente"
    ZERO = "nul"


NO_FIGURE = (Reason.CODE, Reason.NO_MUNICIPALITY)
"""The source says that there is no figure: what was held at that address is withdrawn, as with an empty cell."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What is known beforehand about the figures of one source.

    label: how people call the source; today: the later of the clock and the newest fetch; bounds: per cell, in the unit of
    the topic, USUAL where absent; units, delivered_units, held_units: per topic the unit that the agenda reads it in, that
    the source writes now, and that it wrote when what is held came in, '' or absent where not known; formed, abolished: per
    region the day from which it exists and no longer exists; inhabitants: per region, about now; is_accepted: somebody
    looked at this delivery and took it (`--accept`).
    """

    label: str
    municipality: str
    today: date
    is_own_file: bool = False
    is_accepted: bool = False
    bounds: Mapping[Cell, Limits] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    delivered_units: Mapping[str, str] = field(default_factory=dict)
    held_units: Mapping[str, str] = field(default_factory=dict)
    formed: Mapping[str, date] = field(default_factory=dict)
    abolished: Mapping[str, date] = field(default_factory=dict)
    inhabitants: Mapping[str, float] = field(default_factory=dict)

    def unit(self, topic: str) -> str:
        """The unit of a topic: what the source writes, else what the agenda reads it in."""
        return self.delivered_units.get(topic) or self.units.get(topic, "")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the gate found; every sentence is Dutch and starts with the label of the source.

    refusals: none when the delivery can be published; can_be_accepted: whether `--accept` may overrule them; remarks: for
    figures that are used; kept_out: the addresses that must not be published although delivered, columns topic, filters,
    region, period (text) and withdraws (bool: what is held there goes; otherwise it stays as it was).
    """

    refusals: tuple[str, ...]
    can_be_accepted: bool
    remarks: tuple[str, ...]
    kept_out: pa.Table

    def refusal(self, table_id: str) -> str:
        """All refusals as one text, with what to do; '' when there are none. table_id: as `--accept` wants it."""
        if not self.refusals:
            return ""
        remedy = "Controleer de bron."
        if self.can_be_accepted:
            remedy += f" Klopt het zo? Typ: python -m etl refresh --force --accept {shlex.quote(table_id)}"
        return " ".join((*self.refusals, remedy))
