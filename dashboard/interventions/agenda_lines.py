"""The lines of the agenda with which a decision is recorded, ready to be copied and filled in; it writes no file."""

from datetime import date

from dashboard.interventions.moments import next_checkpoint
from dashboard.interventions.portfolio import Entry
from indicators.agenda.model import Aim, Checkpoint, Decision, Intervention, Phase
from indicators.agenda.problems import enumerate_nl
from indicators.agenda.unfilled import NO_DECISION, NO_REASON
from indicators.effects.hypothesis import find_missing

LAST_DAY_OF_ANY_MONTH = 28


def agenda_lines(entry: Entry, checkpoint: Checkpoint, today: date) -> str:
    """All checkpoints with a place for this decision, and what is laid down with the first one; to go under the intervention."""
    intervention = entry.intervention
    lines = ["    toetsmomenten:"]
    for each in sorted(intervention.checkpoints, key=lambda one: one.on):
        lines += _to_decide(each) if each is checkpoint and each.decision is None else [f"      - {_entry(each)}"]
    if again := _next_day(intervention, checkpoint, today):
        lines.append(f"      - datum: {again.isoformat()}           # het volgende toetsmoment; kies zelf een dag")
    return "\n".join([*lines, *_frozen(intervention, checkpoint)])


def _to_decide(checkpoint: Checkpoint) -> list[str]:
    return [
        f"      - datum: {checkpoint.on.isoformat()}",
        f"        besluit: {NO_DECISION}       # {enumerate_nl(Decision)}",
        f'        toelichting: "{NO_REASON}"',
    ]


def _entry(checkpoint: Checkpoint) -> str:
    parts = [f"datum: {checkpoint.on.isoformat()}"]
    parts += [f"besluit: {checkpoint.decision}"] if checkpoint.decision else []
    parts += [f"toelichting: {_quoted(checkpoint.note)}"] if checkpoint.note else []
    return "{" + ", ".join(parts) + "}"


def _next_day(intervention: Intervention, checkpoint: Checkpoint, today: date) -> date | None:
    """The same day in the first year that is ahead; None when another checkpoint is planned, or no more will come."""
    is_planned = any(each.decision is None and each.on > checkpoint.on for each in intervention.checkpoints)
    if intervention.phase is Phase.STOPPED or next_checkpoint(intervention) is not checkpoint or is_planned:
        return None
    day = min(checkpoint.on.day, LAST_DAY_OF_ANY_MONTH)
    again = checkpoint.on.replace(year=max(checkpoint.on.year, today.year) + 1, day=day)
    earlier = again.replace(year=again.year - 1)
    return earlier if earlier > max(checkpoint.on, today) else again


def _frozen(intervention: Intervention, checkpoint: Checkpoint) -> list[str]:
    """What stands from the first decision on: nothing when it is there already, or while the expectation is incomplete."""
    complete = [each for each in intervention.aims if not find_missing(intervention, each)]
    if intervention.frozen or not complete:
        return []
    first = min((each.on for each in intervention.checkpoints if each.decision is not None), default=checkpoint.on)
    return [
        "    vastgelegd:                       # de verwachting bij het eerste toetsmoment; verander dit later niet",
        f"      datum: {first.isoformat()}",
        f'      start: "{intervention.start}"',
        "      indicatoren:",
        *(f"        - {_aim(each)}" for each in complete),
    ]


def _aim(aim: Aim) -> str:
    size = f"{aim.size:g}"
    return f"{{indicator: {aim.indicator}, richting: {aim.direction}, effect: {size}, zichtbaar_vanaf: {aim.visible_from}}}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
