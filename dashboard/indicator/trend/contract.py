"""What every layer of the large chart can say of itself, and what it is gathered from; it knows no layer."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NewType, Self

import altair as alt

from dashboard.book.databook import Row
from dashboard.charts.frame import Frame
from dashboard.charts.labels import Obstacles
from dashboard.charts.named import Wanted
from indicators.agenda.model import Intervention

Layer = NewType("Layer", str)
"""A layer that a reader can switch off, in the word of its button."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """What layers are gathered from; names: of the partners, by their id."""

    row: Row
    municipality: str
    interventions: Sequence[Intervention] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Switch:
    """How a reader leaves a layer out: the word of the button, its word in the address, and its place among the buttons."""

    word: Layer
    address: str
    place: int


class TrendLayer(ABC):
    """One layer: plain values, gathered for one indicator, and all that the chart wants to know of them.

    depth: what is drawn first has the lowest, and lies at the back. urgency: whose labels are placed first has the lowest.
    """

    depth: ClassVar[int]
    urgency: ClassVar[int] = 0
    switch: ClassVar[Switch | None] = None

    @classmethod
    @abstractmethod
    def gather(cls, given: Given) -> Self:
        """The layer of this indicator, with everything in it."""

    @abstractmethod
    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """What there is to see of it, from back to front."""

    @property
    def is_there(self) -> bool:
        """Whether there is anything in it that can be switched off."""
        return True

    def switched_off(self) -> Self:
        """What is left of it when a reader leaves it out."""
        return type(self)()

    def within(self, first: float, last: float) -> Self:
        """As much of it as lies between these years."""
        return self

    def years(self) -> Iterable[float]:
        """Years that the picture must reach."""
        return ()

    def values(self) -> Iterable[float]:
        """Values that the picture must reach."""
        return ()

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Its names, the most needed first."""
        return ()

    def obstacles(self, frame: Frame) -> Obstacles:
        """What a label should not cover."""
        return Obstacles()

    def alt(self) -> Iterable[str]:
        """Sentences for who cannot see it."""
        return ()

    def key(self) -> Iterable[str]:
        """Sentences on which mark means what."""
        return ()

    def signs(self) -> Iterable[tuple[str, str]]:
        """A sign and a word or two for each of its marks."""
        return ()
