"""The rows of the store's frames as values with a type, for who reads them one by one; it opens and judges nothing."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from etl.store.regions import Region
from etl.store.terms import OWN_FILE

if TYPE_CHECKING:  # a run that only fetches and publishes does without pandas
    import pandas as pd

__all__ = [
    "FirstSeen",
    "HeldSource",
    "Measured",
    "Observation",
    "PastRun",
    "ProcessReading",
    "Region",
    "rows_of",
]

Row = TypeVar("Row", bound=NamedTuple)


class Observation(NamedTuple):
    """One figure of an indicator: in the indicator's unit, with its bounds or the counts behind it where they exist.

    predecessor: 0 when the indicator's source gave it, n when the n-th source that it replaced did; segment: figures of one
    segment are of one series, because the maker says that the one source goes on in the other.
    changes_ahead and is_summed: as of a Point.
    """

    indicator: str
    region: str
    period: str
    year: int
    value: float
    status: str
    lower: float | None
    upper: float | None
    numerator: float | None
    denominator: float | None
    predecessor: int
    segment: int
    changes_ahead: int
    is_summed: bool


class Measured(NamedTuple):
    """One version of a delivered measurement behind an indicator, with its full address; superseded_at: None still holds.

    predecessor: as of an observation.
    """

    role: str
    predecessor: int
    catalogue: str
    table_id: str
    title: str | None
    measure: str
    topic: str
    filters: str
    region: str
    period: str
    year: int
    value: float
    modified: str
    fetched_at: datetime
    origin: str
    superseded_at: datetime | None
    frequency: str

    @property
    def is_own_file(self) -> bool:
        """Read from a file beside the agenda instead of a table of a catalogue."""
        return self.catalogue == OWN_FILE


class HeldSource(NamedTuple):
    """One source of the last run: what is held of it; fetched_at, origin and newest_period are None when that is nothing.

    Without its message: that may hold cells and paths, and is for the log and `etl status`.
    """

    source: str
    catalogue: str
    table_id: str
    variant: str
    title: str
    holder: str
    licence: str
    fetched_at: datetime | None
    origin: str | None
    rows: int
    newest_period: str | None
    outcome: str
    frequency: str

    @property
    def is_own_file(self) -> bool:
        """A file beside the agenda instead of a table of a catalogue."""
        return self.catalogue == OWN_FILE


class FirstSeen(NamedTuple):
    """In which run figures of a source over a period first came in."""

    catalogue: str
    table_id: str
    variant: str
    period: str
    run_id: int


class PastRun(NamedTuple):
    """One run: when it was done, where it looked, and how it went."""

    finished_at: datetime
    mode: str
    outcome: str


class ProcessReading(NamedTuple):
    """A partner's own figures beside an intervention: (period as written, value), in the order of the file; never judged.

    Or who does the same elsewhere, under the name that terms.adopters_of gives: (code, start year).
    file, topic, variant: where they were read and how; modified: the file's fingerprint; read_at: None when it never could be;
    problem: why the last attempt failed, '' when it did not.
    """

    intervention: str
    file: str
    topic: str
    variant: str
    modified: str = ""
    read_at: datetime | None = None
    problem: str = ""
    figures: tuple[tuple[str, float], ...] = ()


def rows_of(kind: type[Row], frame: "pd.DataFrame") -> list[Row]:
    """The rows of a frame that has at least the columns of this kind, in their order; what is missing becomes None."""
    columns = (_cells(frame[name]) for name in kind._fields)  # row by row takes pandas ten times as long
    return [kind(*cells) for cells in zip(*columns, strict=True)]


def _cells(column: "pd.Series") -> list[object]:
    import pandas as pd  # noqa: PLC0415

    is_moment = isinstance(column.dtype, pd.DatetimeTZDtype)
    cells = column.dt.to_pydatetime().tolist() if is_moment else column.tolist()
    # Cell by cell, since most frames are a dozen rows: isna takes longer than the loop. Only what is missing differs from itself.
    return [None if cell is None or cell is pd.NA or cell != cell else cell for cell in cells]  # noqa: PLR0124
