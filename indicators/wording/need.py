"""What would be needed to say more, in plain Dutch; one sentence per kind of need, no judgement."""

from indicators.methods.need import Need, NeedKind
from indicators.wording.numbers import plural

SENTENCES = {
    NeedKind.FIGURES: "Nodig om meer te zeggen: cijfers.",
    NeedKind.DEFINITIVE_FIGURE: "Nodig om meer te zeggen: een definitief cijfer.",
    NeedKind.NEWER_FIGURE: "Nodig om meer te zeggen: een nieuwer cijfer, of een andere bron.",
    NeedKind.FIGURE_AFTER_BREAK: "Nodig om meer te zeggen: een cijfer volgens de nieuwe definitie.",
    NeedKind.BASELINE: "Nodig om meer te zeggen: een nulmeting waarvoor een cijfer bestaat.",
    NeedKind.TARGET_YEAR: "Nodig om meer te zeggen: een jaar waarin de norm gehaald moet zijn.",
    NeedKind.DIRECTION_OR_LEVEL: "Nodig om meer te zeggen: een gewenste richting en een waarde bij de norm.",
    NeedKind.CONSTANT_PRICES: "Nodig om meer te zeggen: bedragen die voor inflatie zijn gecorrigeerd.",
    NeedKind.VARIATION: "Nodig om meer te zeggen: een reeks waarin te zien is hoe sterk het cijfer kan schommelen.",
    NeedKind.REFERENCE: "Nodig om meer te zeggen: cijfers van de anderen over dezelfde jaren.",
    NeedKind.LONGER_SERIES: "Nodig om meer te zeggen: een langere reeks, of een mijlpaal dichterbij.",
}


def say_need(need: Need | None) -> str:
    """The sentence for this need; empty when nothing is missing."""
    if need is None:
        return ""
    if need.kind is NeedKind.MORE_POINTS:
        return f"Nodig om meer te zeggen: nog {plural(need.amount, 'meting', 'metingen')}."
    if need.kind is NeedKind.FIGURE_FOR_YEAR:
        return f"Zeker weten we het pas met het cijfer over {need.amount}."
    if need.kind is NeedKind.FIGURE_SINCE:
        return f"Nodig om meer te zeggen: een cijfer over {need.amount} of later."
    if need.kind is NeedKind.GROUP_VALUES:
        return f"Nodig om meer te zeggen: cijfers van minstens {need.amount} vergelijkbare gemeenten."
    return SENTENCES[need.kind]
