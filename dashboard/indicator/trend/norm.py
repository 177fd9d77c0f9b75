"""The layer of the norm that holds now: its level or its planned path since it was adopted, and the baseline."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import altair as alt

from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import SIDES, Mark, Obstacles, around
from dashboard.charts.named import Wanted
from dashboard.charts.parts import dashes, marks
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.look.colours import NORM_BLUE
from dashboard.look.notation import exact, norm_text, span
from indicators.agenda.model import NormKind
from indicators.wording.numbers import number

SWITCH = Switch(word=Layer("norm en pad"), address="norm", place=1)
STYLE = {"color": NORM_BLUE}
SMALL_MARK, LARGE_MARK = 5.5, 6.5
"""Half of what a mark is wide, in pixels."""


@dataclass(frozen=True, kw_only=True)
class CurrentNorm(TrendLayer):
    """told: the norm and the baseline in words; baseline: its mark; path: corners of the planned path to the norm.

    levels: what the figure should keep to (one, or two for a band), from the year `levels_from` on: that of the adoption, else
    of the baseline, else the first. moving: year and limit of a norm that moves with others, from that year on too.
    can_have_norm: not so for a municipality with which nothing was agreed.
    """

    decimals: int = 0
    told: tuple[str, ...] = ()
    baseline: Place | None = None
    path: tuple[Place, ...] = ()
    levels: tuple[float, ...] = ()
    levels_from: int | None = None
    can_have_norm: bool = True
    moving: tuple[Place, ...] = ()

    depth: ClassVar[int] = 50
    urgency: ClassVar[int] = 20
    switch: ClassVar[Switch | None] = SWITCH

    @classmethod
    def gather(cls, given: Given) -> Self:
        """The baseline and the path the answers reckon with."""
        indicator, norm, found = given.row.indicator, given.row.indicator.norm, given.row.baseline
        told = []
        if found.value is not None and indicator.baseline:
            told.append(f"Nulmeting: {number(found.value, indicator.decimals)} ({span(indicator.baseline.span)}).")
        if norm:
            told.append(f"Norm: {norm_text(norm, indicator.desired_direction, indicator.unit)}.")
        is_path = norm is not None and norm.kind is NormKind.REACH and norm.year is not None
        adopted = norm.adopted_year if norm else None
        moving = tuple((year, limit) for year, limit in given.row.moving_norm if adopted is None or year >= adopted)
        if moving:
            each_year = "; ".join(f"{year} {number(limit, indicator.decimals)}" for year, limit in moving)
            told.append(f"De norm beweegt met anderen mee. Grens per jaar: {each_year}.")
        return cls(
            decimals=indicator.decimals,
            can_have_norm=not given.row.is_guest,
            told=tuple(told),
            baseline=None if found.year is None or found.value is None else (found.year, found.value),
            path=given.row.assessment.path,
            levels=() if is_path else given.row.norm_levels,
            moving=moving,
            levels_from=adopted or (indicator.baseline.span.first if indicator.baseline else None),
        )

    @property
    def is_there(self) -> bool:
        """The baseline is no part of what can be left out."""
        return bool(self.path or self.levels or self.moving)

    def switched_off(self) -> Self:
        """The baseline stays, and the words: a picture without its norm still has one."""
        return replace(self, path=(), levels=(), moving=())

    def years(self) -> Iterable[float]:
        """Whole years where the picture starts at the baseline."""
        held = [self.levels_from] if self.levels and self.levels_from is not None else []
        return [*([int(self.baseline[0])] if self.baseline else []), *held, *(year for year, _ in (*self.path, *self.moving))]

    def values(self) -> Iterable[float]:
        """Of the baseline, the levels and the path."""
        return [*([self.baseline[1]] if self.baseline else []), *self.levels, *(value for _, value in (*self.path, *self.moving))]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """Dashes, with a square where they start, small diamonds at milestones and a large one at the norm."""
        for level in self._level_lines(frame):
            yield dashes(frame, level)
        if len(self.moving) > 1:
            yield dashes(frame, self.moving)
        if len(self.path) > 1:
            yield dashes(frame, self.path)
            yield marks(frame, self.path[1:-1], shape="diamond", size=60, filled=False)
        if self.baseline:
            yield marks(frame, [self.baseline], shape="square", size=90)
        yield marks(frame, self._ends(frame), shape="diamond", size=130)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """The norm, the baseline and the milestones."""
        if self.is_there:
            end = self._ends(frame)[0]
            levels = "–".join(exact(level) for level in self.levels) or exact(end[1])
            levels = number(end[1], self.decimals) if self.moving else levels
            yield Wanted(f"norm {levels}", around(end, "right", "center"), STYLE)
        if self.baseline:
            words = f"nulmeting {number(self.baseline[1], self.decimals)}"
            yield Wanted(words, around(self.baseline, *SIDES), STYLE)
        for place in self.path[1:-1]:
            yield Wanted(exact(place[1]), around(place, *SIDES), STYLE)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The dashes and the marks."""
        marks = [Mark(place, SMALL_MARK) for place in (*([self.baseline] if self.baseline else []), *self.path[1:-1])]
        marks += [Mark(place, LARGE_MARK) for place in self._ends(frame)]
        return Obstacles(lines=[self.path, self.moving, *self._level_lines(frame)], marks=marks)

    def alt(self) -> Iterable[str]:
        """The baseline and the norm."""
        return self.told

    def key(self) -> Iterable[str]:
        """Its marks and dashes."""
        if self.baseline:
            yield "Vierkant: nulmeting."
        if self.is_there or self.can_have_norm:
            yield "Ruit: norm." if self.is_there else "Voor dit cijfer is geen norm vastgesteld."
        if self.levels:
            yield "Streepjeslijn: de norm."
        if len(self.moving) > 1:
            yield "Streepjeslijn: de norm, die met anderen meebeweegt."
        if len(self.path) > 1:
            yield "Streepjeslijn: gepland pad naar de norm."
        if self.path[1:-1]:
            yield "Kleine ruit: mijlpaal."

    def signs(self) -> Iterable[tuple[str, str]]:
        """Its marks and dashes."""
        if self.baseline:
            yield "■", "nulmeting"
        if self.is_there:
            yield "◆", "norm"
        if len(self.path) > 1:
            yield "╌", "gepland pad"
        if self.path[1:-1]:
            yield "◇", "mijlpaal"

    def _ends(self, frame: Frame) -> list[Place]:
        return [*self.path[-1:], *self.moving[-1:]] or [(frame.last_year, level) for level in self.levels]

    def _level_lines(self, frame: Frame) -> list[list[Place]]:
        start = float(self.levels_from or frame.first_year)
        return [[(start, level), (frame.last_year, level)] for level in self.levels]
