"""Whether the latest change is larger than usual, in plain Dutch; never why it came."""

from indicators.agenda.model import Indicator
from indicators.methods.change import ChangeBasis, ChangeJudgement, ChangeStatus, FlagCount
from indicators.wording.numbers import difference, plural


def say_change(indicator: Indicator, change: ChangeJudgement) -> str:
    """How the latest change compares with what is usual, and what a provisional figure would change."""
    parts = [_change(indicator, change)]
    if change.with_provisional is not None:
        parts.append(f"Met het voorlopige cijfer erbij: {change.with_provisional.status}.")
        if change.with_provisional.status is ChangeStatus.NOTABLE and change.with_provisional.left_size is None:
            parts.append("Of dit in veel gemeenten gebeurde, weten we nog niet.")
    return " ".join(parts)


def _change(indicator: Indicator, change: ChangeJudgement) -> str:
    if change.change is None or change.status is ChangeStatus.TOO_FEW:
        verb = "is" if change.points == 1 else "zijn"
        count = plural(change.points, "definitief cijfer", "definitieve cijfers")
        return f"Er {verb} {count}: te weinig om te weten hoe sterk het cijfer gewoonlijk schommelt."
    size = _difference(indicator, change.change)
    moved = f"{size} in {change.to_year} dan in {change.from_year}" if change.change else "geen verschil"
    if change.status is ChangeStatus.NOT_ASSESSABLE:
        now = f"Nu is het {moved}." if change.change else "Ook nu niet."
        return f"Het cijfer veranderde eerder nooit. Daarom weten we niet hoe sterk het gewoonlijk schommelt. {now}"
    if change.status is ChangeStatus.NOTABLE:
        return f"{_notable(change, moved)} {_without_country(indicator, change)}"
    usual = "valt binnen de marge van het onderzoek" if _has_margins(change) else "past bij de gewone schommelingen"
    if change.status is ChangeStatus.WIDESPREAD:
        nation, left = _difference(indicator, change.national or 0.0), _difference(indicator, change.left or 0.0)
        happened = f"Dit gebeurde in veel gemeenten: in de middelste gemeente was het {nation}."
        return f"Groter dan gewoonlijk: {moved}. {happened} Wat dan overblijft ({left}), {usual}."
    if not change.change:
        return f"Het cijfer is in {change.to_year} hetzelfde als in {change.from_year}."
    return f"De verandering ({moved}) {usual}."


def _notable(change: ChangeJudgement, moved: str) -> str:
    if _has_margins(change):
        return f"{'Duidelijk' if change.is_clear else 'Waarschijnlijk'} een echte verandering: {moved}. Dat is meer dan de marge."
    return f"Opvallend: {moved}. Zo groot is een verandering hier gewoonlijk niet."


def _without_country(indicator: Indicator, change: ChangeJudgement) -> str:
    if change.left_size is None or change.national is None or change.left is None:
        return "Of dit in veel gemeenten gebeurde, weten we niet."
    nation, left = _difference(indicator, change.national), _difference(indicator, change.left)
    return f"In de middelste gemeente was het {nation}. Zonder dat blijft over: {left}. Ook dat is opvallend."


def _has_margins(change: ChangeJudgement) -> bool:
    return change.basis is ChangeBasis.MARGINS


def _difference(indicator: Indicator, value: float) -> str:
    return difference(value, indicator.decimals, indicator.unit)


def say_flags(flags: FlagCount) -> str:
    """How many latest changes stand out, next to what chance alone would give; empty when none could be judged."""
    if not flags.judged:
        return ""
    verb = "valt" if flags.notable == 1 else "vallen"
    judged = plural(flags.judged, "indicator", "indicatoren")
    expected = round(flags.expected)
    by_chance = f"ongeveer {expected}" if expected else "er hooguit 1"
    return f"Van {judged} {verb} er {flags.notable} op; door toeval verwacht je {'er ' if expected else ''}{by_chance}."
