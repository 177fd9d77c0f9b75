"""What is expected of an intervention, what of that was laid down and what moved since, in Dutch; it judges nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dashboard.interventions.moments import month
from dashboard.look.notation import day, exact
from etl.answers.effects import Effect
from indicators.agenda.model import Aim, Direction, Indicator, Intervention
from indicators.effects.hypothesis import find_missing
from indicators.wording.effect import unit_of_size
from indicators.wording.numbers import listing

VERBS = {Direction.UP: "stijgt", Direction.DOWN: "daalt", Direction.NEUTRAL: "verandert"}
WILL_BE_TOLD = "Verandert dit later in de agenda, dan staat dat hier als wijziging."
COUNTS_AS_FROZEN = "De toets rekent met wat is vastgelegd."


def hypothesis_sentence(intervention: Intervention, effects: Sequence[Effect]) -> str:
    """For whom, which figure should change, by how much, from when it can show; or what of that is missing."""
    whom = _in_sentence(intervention.target_group)
    if not effects:
        return f"Voor {whom} is er nog geen verwachting: er is geen indicator van de agenda gekozen."
    told = [_expectation(each.aim, each.indicator) for each in effects if not find_missing(intervention, each.aim)]
    unknown = [f"‘{each.indicator.name}’" for each in effects if find_missing(intervention, each.aim)]
    if not told:
        return f"Voor {whom} is de verwachting over {listing(unknown)} nog niet compleet."
    rest = f" Over {listing(unknown)} is de verwachting nog niet compleet." if unknown else ""
    return f"Voor {whom} verwachten we dat {'; en dat '.join(told)}.{rest}"


def _expectation(aim: Aim, indicator: Indicator) -> str:
    verb = VERBS[aim.direction or Direction.NEUTRAL]
    return f"het cijfer ‘{indicator.name}’ {verb} met {hoped_size(aim, indicator)}, te zien vanaf {aim.visible_from}"


def hoped_size(aim: Aim, indicator: Indicator) -> str:
    """The expected size as the agenda states it: `0,5 per 1.000 inwoners`, `2 procentpunt`."""
    return f"{exact(aim.size or 0.0)} {unit_of_size(indicator)}"


def because_text(intervention: Intervention) -> str:
    """Why it would work, as the agenda says it; empty when it does not."""
    return f"Waarom dit zou werken: {intervention.because}" if intervention.because else ""


def _in_sentence(text: str) -> str:
    words = text.strip().rstrip(".")
    first = words.split(" ", 1)[0]
    return words[0].lower() + words[1:] if first[1:].islower() or len(first) == 1 else words


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


def fixed_text(intervention: Intervention, names: Mapping[str, str]) -> str:
    """The same, with what will happen when the agenda changes after all."""
    return f"{frozen_text(intervention, names)} {WILL_BE_TOLD if intervention.frozen else ''}".strip()


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
