"""The timeline of interventions: the places of bars, checkpoints and today, and the same in words; pure, it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.interventions.moments import Turn, decision_text, phase_text, running_text, turn, when
from dashboard.interventions.portfolio import Entry
from dashboard.look.notation import day
from indicators.agenda.model import Checkpoint, Intervention, Phase

MARKS = {Turn.DECIDED: ("●", "besluit"), Turn.OVERDUE: ("!", "te-laat"), Turn.AHEAD: ("○", "gepland")}
KEY = ("● toetsmoment met besluit", "○ toetsmoment gepland", "! toetsmoment voorbij zonder besluit", "│ vandaag")
PLANNED = "verkennen"
KINDS = {Phase.STOPPED: "gestopt", Phase.EXPLORE: PLANNED}
_YEAR, _MOST_TICKS = 4, 7
_FULL, _THIN = 100.0, 0.8
"""Percent: the whole width, and of a bar that has just begun, so that it can be seen."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """first and last: whole years, both shown."""

    first: int
    last: int

    def place(self, on: date) -> float:
        """Percent from the left."""
        start, end = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        share = (on - start).days / (end - start).days
        return round(_FULL * min(max(share, 0.0), 1.0), 2)

    @property
    def ticks(self) -> list[int]:
        """Years that get a label; not more than fit on a phone."""
        step = -(-(self.last - self.first + 1) // _MOST_TICKS)
        return list(range(self.first, self.last + 1, step))


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A checkpoint on the timeline: percent from the left, its sign, how it looks and what it says when pointed at."""

    place: float
    sign: str
    kind: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One intervention on the timeline; bar: left and width in percent, None without a start."""

    name: str
    phase: str
    bar: tuple[float, float] | None
    kind: str
    marks: tuple[Mark, ...]
    in_words: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """years: place and name of those along the top; today: a place too."""

    years: tuple[tuple[float, int], ...]
    today: float
    lanes: tuple[Lane, ...]


def find_scale(interventions: Sequence[Intervention], today: date) -> Scale:
    """From the first start to the last checkpoint, today included."""
    years = [today.year]
    for each in interventions:
        years += [int(moment[:_YEAR]) for moment in (each.start, each.end) if moment]
        years += [checkpoint.on.year for checkpoint in each.checkpoints]
    return Scale(first=min(years), last=max(years))


def first_day(moment: str) -> date:
    """`2019-02` -> 1 February 2019; a year alone begins on 1 January."""
    year, _, month = moment.partition("-")
    return date(int(year), int(month or 1), 1)


def bar(intervention: Intervention, scale: Scale, today: date) -> tuple[float, float] | None:
    """Left and right in percent: from start to end, to today while it runs, and on when it must begin; None without a start."""
    if intervention.start is None:
        return None
    start = first_day(intervention.start)
    end = date(scale.last, 12, 31) if start > today and not intervention.end else _last_day(intervention, today)
    return scale.place(start), max(scale.place(end), scale.place(start))


def _last_day(intervention: Intervention, today: date) -> date:
    if intervention.end:
        year, _, month = intervention.end.partition("-")
        whole = int(month or 12)
        return date(int(year) + whole // 12, whole % 12 + 1, 1)
    if intervention.phase is Phase.STOPPED:
        return max((each.on for each in intervention.checkpoints), default=today)
    return today


def drawn(entries: Sequence[Entry], today: date) -> Timeline:
    """Everything in its place, a lane for each intervention in the order given."""
    scale = find_scale([entry.intervention for entry in entries], today)
    return Timeline(
        years=tuple((scale.place(date(year, 1, 1)), year) for year in scale.ticks),
        today=scale.place(today),
        lanes=tuple(_lane(entry.intervention, scale, today) for entry in entries),
    )


def _lane(intervention: Intervention, scale: Scale, today: date) -> Lane:
    ends = bar(intervention, scale, today)
    is_planned = intervention.start is not None and first_day(intervention.start) > today
    return Lane(
        name=intervention.name,
        phase=phase_text(intervention.phase),
        bar=(ends[0], max(round(ends[1] - ends[0], 2), _THIN)) if ends else None,
        kind=PLANNED if is_planned else KINDS.get(intervention.phase, ""),
        marks=tuple(_mark(each, scale, today) for each in intervention.checkpoints),
        in_words=in_words(intervention, today),
    )


def _mark(checkpoint: Checkpoint, scale: Scale, today: date) -> Mark:
    sign, kind = MARKS[turn(checkpoint, today)]
    hint = f"{day(checkpoint.on)}: {decision_text(checkpoint.decision)}"
    return Mark(place=scale.place(checkpoint.on), sign=sign, kind=kind, hint=hint)


def in_words(intervention: Intervention, today: date) -> str:
    """The row as a sentence: how long it runs, and every checkpoint."""
    moments = [
        f"{day(each.on)}: {decision_text(each.decision)}"
        + (f", {when(each, today)}" if turn(each, today) is not Turn.DECIDED else "")
        for each in intervention.checkpoints
    ]
    told = f" Toetsmomenten: {'; '.join(moments)}." if moments else " Geen toetsmomenten."
    return f"{running_text(intervention)}.{told}"
