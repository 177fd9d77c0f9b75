"""What was laid down at the first checkpoint, and what the agenda says differently since, in Dutch; it judges nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.interventions.moments import month
from dashboard.look.notation import day
from indicators.agenda.model import Aim, Intervention

WILL_BE_TOLD = "Verandert dit later in de agenda, dan staat dat hier als wijziging."
COUNTS_AS_FROZEN = "De toets rekent met wat is vastgelegd."


def frozen_on(intervention: Intervention) -> date | None:
    """The first checkpoint with a decision; None before it."""
    if intervention.frozen:
        return intervention.frozen.on
    return min((each.on for each in intervention.checkpoints if each.decision is not None), default=None)


def frozen_text(intervention: Intervention, names: Mapping[str, str]) -> str:
    """What may not move any more, and since when; empty before the first decision. names: of indicators, by id."""
    on, frozen = frozen_on(intervention), intervention.frozen
    if on is None:
        return ""
    if frozen is None:
        return (
            f"Sinds het eerste toetsmoment, op {day(on)}, ligt de verwachting vast. Zet haar in de agenda bij ‘vastgelegd’: "
            "dan is een latere wijziging hier te zien."
        )
    told = [f"start {month(frozen.start or intervention.start)}", *(_told(each, names) for each in frozen.aims)]
    return f"Vastgelegd bij het eerste toetsmoment, op {day(on)}: {'; '.join(told)}."


def _told(aim: Aim, names: Mapping[str, str]) -> str:
    parts = [f"‘{names.get(aim.indicator, aim.indicator)}’"]
    parts += [str(aim.direction)] if aim.direction else []
    parts += [f"te zien vanaf {aim.visible_from}"] if aim.visible_from else []
    return " ".join(parts)


def changes_since(intervention: Intervention, names: Mapping[str, str]) -> tuple[str, ...]:
    """Every difference between what was laid down and the agenda of now, as a sentence; empty when nothing moved."""
    found = tuple(_changes(intervention, names))
    return (*found, COUNTS_AS_FROZEN) if found else ()


def _changes(intervention: Intervention, names: Mapping[str, str]) -> Iterator[str]:
    frozen = intervention.frozen
    if frozen is None:
        return
    if frozen.start and frozen.start != intervention.start:
        yield f"Gewijzigd: de start was {month(frozen.start)} en is nu {month(intervention.start)}."
    then, now = ({each.indicator: each for each in aims} for aims in (frozen.aims, intervention.aims))
    for indicator, was in then.items():
        name = names.get(indicator, indicator)
        yield from _moved(name, was, now[indicator]) if indicator in now else [f"Gewijzigd: ‘{name}’ hoort er niet meer bij."]
    for indicator in now:
        if indicator not in then:
            yield f"Gewijzigd: ‘{names.get(indicator, indicator)}’ is er later bij gekomen."


def _moved(name: str, was: Aim, now: Aim) -> Iterator[str]:
    if was.direction is not now.direction:
        yield f"Gewijzigd: ‘{name}’ moest {was.direction or 'nog geen kant op'} en nu {now.direction or 'geen kant meer op'}."
    if was.visible_from != now.visible_from:
        yield f"Gewijzigd: ‘{name}’ was te zien vanaf {was.visible_from or '–'} en is dat nu vanaf {now.visible_from or '–'}."
