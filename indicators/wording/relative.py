"""A norm relative to others in plain Dutch: whom it looks at, where they stood, and the answer; it judges nothing.

"Beter" and "slechter" are in the desired direction, so that a norm reads alike for figures that should rise and that should fall.
"""

from collections.abc import Iterator

from indicators.agenda.model import Against, Indicator, Norm, Place, Relative
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.reference import Reference
from indicators.methods.series import Point
from indicators.wording.numbers import decimals_apart, plural, quantity, short_number, size
from indicators.wording.sides import before_norm


def say_relative(relative: Relative) -> str:
    """What is asked: 'beter dan de middelste van 20 gemeenten', 'hoogstens 5% slechter dan Nederland'."""
    if relative.place is Place.BEST_THIRD:
        return f"in het beste derde van {_group(relative)}"
    others = _others(relative)
    if relative.at_most_worse is not None:
        return f"hoogstens {short_number(relative.at_most_worse)}% slechter dan {others}"
    if relative.at_least_better is not None:
        return f"minstens {short_number(relative.at_least_better)}% beter dan {others}"
    return f"beter dan {others}"


def say_where(indicator: Indicator, relative: Relative, reference: Reference, decimals: int | None = None) -> str:
    """Where the others stood: 'Nederland had 4,0, dus de grens was 4,2'."""
    shown = indicator.decimals if decimals is None else decimals
    value, limit = (quantity(each, shown, indicator.unit) for each in (reference.value, reference.limit))
    if relative.place is Place.BEST_THIRD:
        return f"de grens van het beste derde was {limit}"
    had = f"{_others(relative)} had {value}"
    has_percentage = relative.at_most_worse is not None or relative.at_least_better is not None
    return f"{had}, dus de grens was {limit}" if has_percentage else had


def say_against_others(indicator: Indicator, norm: Norm, relative: Relative, judged: NormJudgement) -> str:
    """The answer of a judgement that rests on a figure with others beside it; empty for any other."""
    figure, reference = judged.figure, judged.reference
    if figure is None or reference is None:
        return ""
    goal = say_relative(relative) + (f" in {norm.year}" if norm.year else "")
    facts = say_beside(indicator, norm, relative, figure, reference)
    meets = "voldeed" if judged.is_over else "voldoet"
    if judged.status is NormStatus.MET:
        return f"De norm is {goal}, en daar {meets} het cijfer aan: {facts}."
    if judged.status is NormStatus.AROUND:
        return f"Rond de norm ({goal}): {facts}. {_why_around(indicator, judged)}"
    if judged.status is NormStatus.NOT_MET:
        return f"De norm is {goal}, en daar {meets} het cijfer niet aan: {facts}."
    ahead = f"Of dat in {norm.year} anders is, hangt ook van de anderen af. Daarover geven we geen verwachting."
    return f"Te vroeg om te zeggen. De norm is {goal}, en nu voldoet het cijfer er niet aan: {facts}. {ahead}"


def say_beside(indicator: Indicator, norm: Norm, relative: Relative, figure: Point, reference: Reference) -> str:
    """The figure with its year and where the others stood, with the decimals it takes to see them apart."""
    decimals = decimals_apart(figure.value, reference.limit, indicator.decimals)
    shown = f"{quantity(figure.value, decimals, indicator.unit)} in {figure.year}{before_norm(norm, figure)}"
    return f"{shown}; {say_where(indicator, relative, reference, decimals)}"


def say_relative_remarks(relative: Relative, judged: NormJudgement) -> Iterator[str]:
    """Who of the group has no figure, a figure nobody can be held beside yet, and a swing that is not known."""
    reference, figure, latest = judged.reference, judged.figure, judged.latest
    missing = len(relative.municipalities) - reference.count if reference and reference.count is not None else 0
    if missing and figure is not None:
        verb = "heeft" if missing == 1 else "hebben"
        yield f"Van de {len(relative.municipalities)} gemeenten {verb} er {missing} geen cijfer over {figure.year}."
    if figure is not None and latest is not None and latest.year > figure.year and not judged.is_over:
        yield f"Over {latest.year} zijn er nog geen cijfers om mee te vergelijken."
    if reference is not None and judged.margin is None and judged.swing is None:
        yield "Hoe sterk dit cijfer gewoonlijk schommelt, weten we niet."


def _why_around(indicator: Indicator, judged: NormJudgement) -> str:
    if judged.reason is NormReason.SWING and judged.swing:
        usual = size(judged.swing, indicator.decimals, indicator.unit)
        return f"Het verschil is niet groter dan de gewone schommeling ({usual})."
    if judged.margin is None:
        return "Er is geen verschil."
    low, high = (quantity(bound, indicator.decimals, indicator.unit) for bound in judged.margin)
    return f"Het verschil valt binnen de marge ({low} tot {high})."


def _group(relative: Relative) -> str:
    return plural(len(relative.municipalities), "gemeente", "gemeenten")


def _others(relative: Relative) -> str:
    return "Nederland" if relative.against is Against.NATION else f"de middelste van {_group(relative)}"
