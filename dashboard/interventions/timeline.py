"""The timeline of interventions as HTML: a bar each, its checkpoints on it, and today; pure, it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from dashboard.interventions.moments import Turn, decision_text, running_text, turn, when
from dashboard.interventions.portfolio import Entry
from dashboard.look.notation import day
from indicators.agenda.model import Checkpoint, Intervention, Phase

MARKS = {Turn.DECIDED: ("●", "besluit"), Turn.OVERDUE: ("!", "te laat"), Turn.AHEAD: ("○", "gepland")}
KEY = ("● toetsmoment met besluit", "○ toetsmoment gepland", "! toetsmoment voorbij zonder besluit", "│ vandaag")
KINDS = {Phase.STOPPED: " gestopt", Phase.EXPLORE: " verkennen"}
_YEAR, _MOST_TICKS = 4, 7
_FULL = 100.0


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


def draw(entries: Sequence[Entry], today: date) -> str:
    """The picture; a list of the same facts in words for who cannot see it."""
    scale = find_scale([entry.intervention for entry in entries], today)
    ticks = "".join(f'<i style="left:{scale.place(date(year, 1, 1))}%">{year}</i>' for year in scale.ticks)
    rows = "".join(_row(entry, scale, today) for entry in entries)
    key = "".join(f"<span>{escape(each)}</span>" for each in KEY)
    years = f'<div class="tl-rij tl-as" aria-hidden="true"><span></span><span class="tl-baan">{ticks}</span></div>'
    return f'<div class="tijdlijn">{years}<ul>{rows}</ul><p class="klein tl-sleutel" aria-hidden="true">{key}</p></div>'


def _row(entry: Entry, scale: Scale, today: date) -> str:
    intervention = entry.intervention
    ends = bar(intervention, scale, today)
    drawn = ""
    if ends:
        is_planned = intervention.start is not None and first_day(intervention.start) > today
        kind = " verkennen" if is_planned else KINDS.get(intervention.phase, "")
        drawn = f'<b class="tl-balk{kind}" style="left:{ends[0]}%;width:{max(round(ends[1] - ends[0], 2), 0.8)}%"></b>'
    now = f'<b class="tl-nu" style="left:{scale.place(today)}%"></b>'
    marks = "".join(_mark(each, scale, today) for each in intervention.checkpoints)
    return (
        f'<li class="tl-rij"><span class="tl-naam">{escape(intervention.name)} <small>{intervention.phase}</small></span>'
        f'<span class="tl-baan" aria-hidden="true">{drawn}{now}{marks}</span>'
        f'<span class="voorlezen">{escape(in_words(intervention, today))}</span></li>'
    )


def _mark(checkpoint: Checkpoint, scale: Scale, today: date) -> str:
    state = turn(checkpoint, today)
    sign, word = MARKS[state]
    hint = escape(f"{day(checkpoint.on)}: {decision_text(checkpoint.decision)}")
    return f'<b class="tl-toets {word.replace(" ", "-")}" style="left:{scale.place(checkpoint.on)}%" title="{hint}">{sign}</b>'


def in_words(intervention: Intervention, today: date) -> str:
    """The row as a sentence: how long it runs, and every checkpoint."""
    moments = [
        f"{day(each.on)}: {decision_text(each.decision)}"
        + (f", {when(each, today)}" if turn(each, today) is not Turn.DECIDED else "")
        for each in intervention.checkpoints
    ]
    told = f" Toetsmomenten: {'; '.join(moments)}." if moments else " Geen toetsmomenten."
    return f"{running_text(intervention)}.{told}"
