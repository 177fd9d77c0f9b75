"""What a run is asked to do, what its sources share, and how one of them can fare; it does nothing itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from etl.cbs.client import Catalogues
from etl.own_files.places import Places
from etl.run.plan import Plan
from etl.store.publication import Reading
from etl.store.regions import NamedRegion
from etl.store.store import Store
from indicators.agenda.model import Agenda

RECORDING = Path(__file__).resolve().parents[1] / "recording"


class Mode(StrEnum):
    """Where a run looks for tables."""

    AUTO = "auto"
    LIVE = "live"
    RECORDING = "recording"


class Outcome(StrEnum):
    """How one source fared in a run."""

    CHANGED = "gewijzigd"
    UNCHANGED = "ongewijzigd"
    FAILED = "mislukt"
    NOT_YET = "nog niet opgehaald"


class Watch(Protocol):
    """Who wants to see a run's progress."""

    def started(self, label: str) -> None:
        """A source is being read."""

    def advanced(self, label: str, rows: int) -> None:
        """So many rows of it are in."""

    def finished(self, reading: Reading) -> None:
        """It is done, or failed."""


class Unwatched:
    """Nobody looks: a run from a test or a benchmark."""

    def started(self, label: str) -> None:
        """Say nothing."""

    def advanced(self, label: str, rows: int) -> None:
        """Say nothing."""

    def finished(self, reading: Reading) -> None:
        """Say nothing."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run is to do.

    files_dir: the folder the agenda's file names start from; accepted: tables and files somebody looked at, whose new
    figures count although a check refuses them; next_at: when the next run is planned.
    """

    agenda: Agenda
    files_dir: Path
    data_dir: Path
    mode: Mode = Mode.AUTO
    is_forced: bool = False
    accepted: tuple[str, ...] = ()
    next_at: datetime | None = None
    recording_dir: Path = RECORDING
    catalogues: Catalogues = field(default_factory=Catalogues)


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """A delivery that the gate kept out, for who has to say whether it is right.

    accept: what `--accept` wants, '' when it cannot be accepted; figures: of the agenda's municipality, per topic, filters and
    period the figure that stands and the one that came.
    """

    label: str
    accept: str
    reasons: tuple[str, ...]
    figures: Mapping[tuple[str, str, str], tuple[float | None, float | None]]


@dataclass(frozen=True)
class Session:
    """What all sources of one run share; online: which catalogues answered the probe; inhabitants: where the division says."""

    run: Run
    watch: Watch
    store: Store | None
    online: dict[str, bool]
    started_at: datetime
    delivered_regions: list[Sequence[NamedRegion]]
    plan: Plan
    places: Places = field(default_factory=Places)
    inhabitants: Mapping[str, float] = field(default_factory=dict)
    suspects: list[Suspect] = field(default_factory=list)
