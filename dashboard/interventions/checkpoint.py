"""The one-page summary for a checkpoint: the facts and the questions to discuss; pure."""

from datetime import date

from dashboard.interventions.expectation import changes_since, frozen_text, hoped_size, hypothesis_sentence
from dashboard.interventions.moments import Turn, decision_text, next_checkpoint, phase_text, running_text, turn, when
from dashboard.interventions.money import budget_text
from dashboard.interventions.portfolio import Entry
from dashboard.look.notation import day, exact
from etl.store.rows import ProcessReading
from indicators.agenda.model import Checkpoint, Intervention
from indicators.effects.result import EffectStatus, NeedKind
from indicators.wording.effect import amount
from indicators.wording.pooled import describe_pooled

QUESTIONS = {
    EffectStatus.NOT_TESTABLE: "Wat moet er van ‘{name}’ veranderen, hoeveel, en vanaf wanneer is dat te zien? Leg het nu vast.",
    EffectStatus.TOO_EARLY: "Over ‘{name}’ is nog niets te zeggen. Aan welke eigen cijfers zien we eerder of het goed gaat?",
    EffectStatus.NO_STATEMENT: "‘{name}’ kan geen antwoord geven. Willen we een ander cijfer, of een onderzoek bij deelnemers?",
    EffectStatus.NONE_SEEN: "Bij ‘{name}’ zien we geen apart effect. Was de aanpak groot genoeg om het in dit cijfer te zien?",
    EffectStatus.INDICATION: "Bij ‘{name}’ is er een aanwijzing. Wat kan er in dezelfde tijd nog meer veranderd zijn?",
    EffectStatus.ADVERSE: "‘{name}’ ging een andere kant op dan verwacht. Welke verklaringen zijn er, en hoe gaan we dat na?",
}
DECIDED = "Eerdere besluiten"
ALWAYS = "Wat hebben we sinds de vorige keer gedaan, en bereikten we de mensen voor wie het bedoeld is?"
DECISIONS = ("doorgaan: zoals het nu gaat", "bijstellen: anders verder", "opschalen: groter maken", "stoppen")
LAST = "Wat is nodig om bij het volgende toetsmoment meer te weten, en wanneer is dat?"


def find_checkpoint(intervention: Intervention, wanted: str) -> Checkpoint | None:
    """The checkpoint of this date (2027-03-01); without a date the next one, or else the latest. None for another date."""
    if wanted:
        return next((each for each in intervention.checkpoints if each.on.isoformat() == wanted), None)
    return next_checkpoint(intervention) or max(intervention.checkpoints, key=lambda each: each.on, default=None)


def not_found(intervention: Intervention, wanted: str) -> str:
    """Why there is nothing to prepare: not on this day, or no day was agreed at all."""
    return f"Bij {intervention.name} is geen toetsmoment op ‘{wanted}’." if wanted else "Er is nog geen toetsmoment gepland."


def heading(checkpoint: Checkpoint, today: date) -> str:
    """The date, and whether it is ahead, has passed, or was decided."""
    state = turn(checkpoint, today)
    if state is Turn.DECIDED:
        return f"Toetsmoment van {day(checkpoint.on)}. Besluit: {decision_text(checkpoint.decision)}."
    return f"Toetsmoment op {day(checkpoint.on)}, {when(checkpoint, today)}."


def facts(entry: Entry, checkpoint: Checkpoint, reading: ProcessReading | None = None) -> list[tuple[str, str]]:
    """What is known, in the order in which it is discussed, and what was decided before; reading: the partner's own figures."""
    earlier = sorted((each for each in entry.intervention.checkpoints if each.on < checkpoint.on), key=lambda each: each.on)
    decided = "\n".join(map(decision_line, earlier)) or "Dit is het eerste toetsmoment."
    return [*known(entry, reading), (DECIDED, decided)]


def known(entry: Entry, reading: ProcessReading | None = None) -> list[tuple[str, str]]:
    """What is agreed of an intervention, what the figures say of it and who studied it; reading: the partner's own figures."""
    intervention = entry.intervention
    lines = [("Partner", entry.partner), ("Fase", f"{phase_text(intervention.phase)}, {running_text(intervention)}")]
    lines += [("Budget", budget_text(intervention.budget)), ("Verwachting", _fixed(entry))]
    lines += [("Waarom", intervention.because or "")]
    for effect in entry.effects:
        lines.append((effect.indicator.name, effect.answer.text))
        if effect.together:
            told = f"{describe_pooled(effect.together, effect.indicator)} {effect.unread}".rstrip()
            lines.append((f"{effect.indicator.name}, gemeenten samen", told))
    lines += [("Eigen cijfers", _own_figures(entry.intervention, reading))]
    lines += [("Onderzoek", f"door {each.by} ({each.link})") for each in intervention.evaluations]
    return [(label, text) for label, text in lines if text]


def _fixed(entry: Entry) -> str:
    names = {each.indicator.id: each.indicator.name for each in entry.effects}
    intervention = entry.intervention
    told = (
        hypothesis_sentence(intervention, entry.effects),
        frozen_text(intervention, names),
        *changes_since(intervention, names),
    )
    return "\n".join(each for each in told if each)


def _own_figures(intervention: Intervention, reading: ProcessReading | None) -> str:
    """`deelnemers: 143 (2025-K4), begonnen met 80 (2024-K1)`; empty without a file, else also why there is nothing newer."""
    if reading is None or intervention.process is None:
        return ""
    if not reading.figures:
        return unread_text(reading) or "Nog geen cijfers."
    (first, low), (last, high) = reading.figures[0], reading.figures[-1]
    begun = f", begonnen met {exact(low)} ({first})" if len(reading.figures) > 1 else ""
    return "\n".join(filter(None, (f"{intervention.process.column}: {exact(high)} ({last}){begun}", unread_text(reading))))


def unread_text(reading: ProcessReading) -> str:
    """That a partner's file was not read the last time, without what is in it or where it stands; empty when it was."""
    if not reading.problem:
        return "" if reading.read_at else "De eigen cijfers zijn nog niet opgehaald."
    since = f" Dit zijn de cijfers van {day(reading.read_at)}." if reading.read_at else ""
    return f"Het bestand met eigen cijfers kon niet worden gelezen.{since}"


def decision_line(checkpoint: Checkpoint) -> str:
    """As in `1 juni 2021: bijstellen. Minder bijeenkomsten`."""
    reason = f". {checkpoint.note}" if checkpoint.note else ""
    return f"{day(checkpoint.on)}: {decision_text(checkpoint.decision)}{reason}"


def questions(entry: Entry, checkpoint: Checkpoint, today: date) -> list[str]:
    """What to talk about at this checkpoint, from the facts; never a verdict on people."""
    asked = [ALWAYS]
    asked += [QUESTIONS[each.result.status].format(name=each.indicator.name) for each in entry.effects]
    asked += [_too_small(entry)] if _too_small(entry) else []
    if any(each.result.needed.kind is NeedKind.STUDY for each in entry.effects):
        asked.append("Is het de moeite waard om de oorzaak te laten onderzoeken?")
    if entry.intervention.process is None:
        asked.append("Welke eigen cijfers (deelnemers, bezoeken) voegt de partner toe?")
    if turn(checkpoint, today) is Turn.OVERDUE:
        asked.append("Het toetsmoment is voorbij. Wat is er sindsdien zonder besluit doorgegaan?")
    return [*asked, LAST]


def _too_small(entry: Entry) -> str:
    for each in entry.effects:
        numbers, size = each.result.numbers, each.aim.size
        if numbers and size and size < numbers.visible_effect:
            hoped, seen = hoped_size(each.aim, each.indicator), amount(numbers.visible_effect, each.indicator)
            return f"We verwachten {hoped}, maar zien pas iets vanaf ongeveer {seen}. Houden we deze verwachting?"
    return ""
