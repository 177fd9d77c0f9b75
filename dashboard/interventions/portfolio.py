"""All interventions side by side: which asks attention first, whose they are, what is missing; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.interventions.moments import NO_CHECKPOINT, Turn, next_checkpoint, phase_text, running_text, turn
from dashboard.interventions.money import budget_text
from dashboard.look.notation import count
from etl.answers.effects import Effect, Effects
from indicators.agenda.model import Agenda, Checkpoint, Intervention, Partner, Phase
from indicators.effects.hypothesis import find_missing
from indicators.wording.numbers import listing

FAR = date.max
NO_PROCESS = "Er zijn nog geen eigen cijfers toegevoegd. Jaarcijfers zeggen niets over een kwartaal; deelnemers of bezoeken wel."


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


def gaps_of(intervention: Intervention) -> tuple[str, ...]:
    """What an intervention needs before anyone can learn from it, in words; empty when nothing is missing."""
    if intervention.phase is Phase.STOPPED:
        return ()
    lacks = ["zonder indicator van de agenda"] if not intervention.aims else []
    if any(find_missing(intervention, aim) for aim in intervention.aims):
        lacks.append("verwachting niet compleet")
    if next_checkpoint(intervention) is None:
        lacks.append(NO_CHECKPOINT)
    return tuple(lacks)


def themes_of(intervention: Intervention, agenda: Agenda) -> tuple[str, ...]:
    """The themes an intervention serves, in the order of the agenda: of its indicators, and of its own ambition."""
    aimed = {aim.indicator for aim in intervention.aims}
    return tuple(
        each.theme
        for each in agenda.ambitions
        if each.id == intervention.ambition or aimed & {indicator.id for indicator in each.indicators}
    )


def partners_with_interventions(agenda: Agenda) -> tuple[tuple[Partner, int], ...]:
    """Who has how many, in the order of the agenda."""
    counted = ((each, sum(one.partner == each.id for one in agenda.interventions)) for each in agenda.partners)
    return tuple((partner, total) for partner, total in counted if total)


def summary(entries: Sequence[Entry]) -> str:
    """How many there are, and what asks attention, in one line."""
    late = sum(entry.is_overdue for entry in entries)
    open_ends = sum(bool(entry.gaps) for entry in entries)
    parts = [count(len(entries), "interventie", "interventies")]
    parts += [f"{count(late, 'toetsmoment is', 'toetsmomenten zijn')} voorbij zonder besluit"] if late else []
    parts += [f"bij {count(open_ends, 'interventie', 'interventies')} ontbreekt nog iets"] if open_ends else []
    return " · ".join(parts)


def subtitle(entry: Entry) -> str:
    """Themes, phase, time and money in one line."""
    intervention = entry.intervention
    return " · ".join(
        [*entry.themes, f"fase: {phase_text(intervention.phase)}", running_text(intervention), budget_text(intervention.budget)]
    )


def chosen_partner(agenda: Agenda, wanted: str) -> tuple[str, str]:
    """The id to filter on and what to say about it: an unknown partner filters nothing, and is said."""
    names = {each.id: each.name for each in agenda.partners}
    if not wanted or wanted in names:
        return wanted, ""
    return "", f"Er is geen partner ‘{wanted}’ in de agenda. U ziet alle interventies. Bekend zijn: {listing(sorted(names))}."
