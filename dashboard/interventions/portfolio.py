"""All interventions side by side: which asks attention first, who runs how many, what is missing; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.interventions.effects import Effect, Effects
from dashboard.interventions.moments import Money, Turn, gaps_of, money_of, next_checkpoint, themes_of, turn
from dashboard.look.notation import count, listing
from indicators.agenda.model import Agenda, Checkpoint, Intervention, Partner, Phase

FAR = date.max


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One intervention as the portfolio shows it."""

    intervention: Intervention
    partner: str
    themes: tuple[str, ...]
    effects: tuple[Effect, ...]
    next: Checkpoint | None
    turn: Turn | None
    gaps: tuple[str, ...]

    @property
    def is_overdue(self) -> bool:
        """A checkpoint has passed without a decision."""
        return self.turn is Turn.OVERDUE

    def aims_at(self, indicator: str) -> bool:
        """It wants to move the indicator with this id."""
        return any(each.indicator.id == indicator for each in self.effects)


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one partner has under way: running now, being prepared, and the money of both."""

    partner: Partner
    running: int
    prepared: int
    money: Money


def gather(agenda: Agenda, effects: Effects, today: date, partner: str = "") -> tuple[Entry, ...]:
    """The interventions, of one partner when its id is given: overdue first, then by next checkpoint, stopped ones last."""
    names = {each.id: each.name for each in agenda.partners}
    found = [
        _entry(each, names.get(each.partner, each.partner), agenda, effects, today)
        for each in agenda.interventions
        if partner in ("", each.partner)
    ]
    return tuple(sorted(found, key=_urgency))


def _entry(intervention: Intervention, partner: str, agenda: Agenda, effects: Effects, today: date) -> Entry:
    coming = next_checkpoint(intervention)
    return Entry(
        intervention=intervention,
        partner=partner,
        themes=themes_of(intervention, agenda),
        effects=effects.get(intervention.id, ()),
        next=coming,
        turn=turn(coming, today) if coming else None,
        gaps=gaps_of(intervention),
    )


def _urgency(entry: Entry) -> tuple[bool, date, str]:
    is_stopped = entry.intervention.phase is Phase.STOPPED
    return is_stopped, entry.next.on if entry.next else FAR, entry.intervention.name


def loads(agenda: Agenda, today: date) -> tuple[Load, ...]:
    """Per partner with an intervention under way, the busiest first."""
    found = []
    for partner in agenda.partners:
        mine = [each for each in agenda.interventions if each.partner == partner.id and is_under_way(each, today)]
        running = sum(is_running(each, today) for each in mine)
        if mine:
            found.append(Load(partner=partner, running=running, prepared=len(mine) - running, money=money_of(mine)))
    return tuple(sorted(found, key=lambda load: (-load.running, -load.prepared, load.partner.name)))


def is_under_way(intervention: Intervention, today: date) -> bool:
    """Not stopped and not ended."""
    ended = intervention.end is not None and intervention.end < today.isoformat()[: len(intervention.end)]
    return intervention.phase is not Phase.STOPPED and not ended


def is_running(intervention: Intervention, today: date) -> bool:
    """Under way, begun, and past the stage of exploring."""
    begun = intervention.start is not None and intervention.start <= today.isoformat()[: len(intervention.start)]
    return is_under_way(intervention, today) and begun and intervention.phase is not Phase.EXPLORE


def partners_with_interventions(agenda: Agenda) -> tuple[tuple[Partner, int], ...]:
    """Who has how many, in the order of the agenda."""
    counted = ((each, sum(one.partner == each.id for one in agenda.interventions)) for each in agenda.partners)
    return tuple((partner, total) for partner, total in counted if total)


def idle_partners(agenda: Agenda) -> tuple[str, ...]:
    """Names of the partners without any."""
    busy = {each.partner for each in agenda.interventions}
    return tuple(each.name for each in agenda.partners if each.id not in busy)


def summary(entries: Sequence[Entry]) -> str:
    """How many there are, and what asks attention, in one line."""
    late = sum(entry.is_overdue for entry in entries)
    open_ends = sum(bool(entry.gaps) for entry in entries)
    parts = [count(len(entries), "interventie", "interventies")]
    parts += [f"{count(late, 'toetsmoment is', 'toetsmomenten zijn')} voorbij zonder besluit"] if late else []
    parts += [f"bij {count(open_ends, 'interventie', 'interventies')} ontbreekt nog iets"] if open_ends else []
    return " · ".join(parts)


def chosen_partner(agenda: Agenda, wanted: str) -> tuple[str, str]:
    """The id to filter on and what to say about it: an unknown partner filters nothing, and is said."""
    names = {each.id: each.name for each in agenda.partners}
    if not wanted or wanted in names:
        return wanted, ""
    return "", f"Er is geen partner ‘{wanted}’ in de agenda. U ziet alle interventies. Bekend zijn: {listing(sorted(names))}."
