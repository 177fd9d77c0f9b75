"""Whether the latest change is larger than usual, in plain Dutch; never why it came."""

from indicators.agenda.model import Indicator
from indicators.methods.change import ChangeBasis, ChangeJudgement, ChangeStatus, FlagCount
from indicators.wording.numbers import difference, plural


def say_change(indicator: Indicator, change: ChangeJudgement) -> str:
    """How the latest change compares with what is usual, and what a provisional figure would change."""
    parts = [_change(indicator, change)]
    if change.with_provisional is not None:
        parts.append(f"Met het voorlopige cijfer erbij: {change.with_provisional.status}.")
    return " ".join(parts)


def _change(indicator: Indicator, change: ChangeJudgement) -> str:
    if change.change is None or change.basis is None:
        verb = "is" if change.points == 1 else "zijn"
        count = plural(change.points, "definitieve meting", "definitieve metingen")
        return f"Er {verb} {count}: te weinig om te weten hoe sterk het cijfer gewoonlijk schommelt."
    size = difference(change.change, indicator.decimals, indicator.unit)
    moved = f"{size} in {change.to_year} dan in {change.from_year}" if change.change else "geen verschil"
    has_margins = change.basis is ChangeBasis.MARGINS
    if change.status is ChangeStatus.NOTABLE and has_margins:
        return f"{'Duidelijk' if change.is_clear else 'Waarschijnlijk'} een echte verandering: {moved}. Dat is meer dan de marge."
    if change.status is ChangeStatus.NOTABLE:
        return f"Opvallend: {moved}. Zo groot is een verandering hier gewoonlijk niet."
    if not change.change:
        return f"Het cijfer is in {change.to_year} hetzelfde als in {change.from_year}."
    usual = "valt binnen de marge van het onderzoek" if has_margins else "past bij de gewone schommelingen"
    return f"De verandering ({moved}) {usual}."


def say_flags(flags: FlagCount) -> str:
    """How many latest changes stand out, next to what chance alone would give; empty when none could be judged."""
    if not flags.judged:
        return ""
    verb = "valt" if flags.notable == 1 else "vallen"
    judged = plural(flags.judged, "indicator", "indicatoren")
    expected = round(flags.expected)
    by_chance = f"ongeveer {expected}" if expected else "er hooguit 1"
    return f"Van {judged} {verb} er {flags.notable} op; op toeval verwacht je {'er ' if expected else ''}{by_chance}."
