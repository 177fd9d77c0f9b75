"""What many figures together give when there is nothing to see, in plain Dutch; beside what was seen."""

from indicators.methods.many_looks import Looks

FEWEST = 2
"""One look is no many looks."""


def say_lines(looks: Looks) -> str:
    """How many clear lines, beside how many there could be without any real one; empty when hardly any could be judged."""
    if looks.judged < FEWEST:
        return ""
    have = "heeft" if looks.seen <= 1 else "hebben"
    seen = f"Van {looks.judged} cijfers {have} er {looks.seen or 'geen'} een duidelijke lijn."
    by_chance = max(1, round(looks.expected))
    return f"{seen} Ook zonder echte lijn zou je er op {looks.judged} cijfers hooguit ongeveer {by_chance} zien."


def say_places(looks: Looks) -> str:
    """How many outer places, beside how many there always are; empty when hardly any figure was compared."""
    if looks.judged < FEWEST:
        return ""
    belong = "hoort" if looks.seen <= 1 else "horen"
    seen = (
        f"Van {looks.judged} cijfers die we vergeleken, {belong} er {looks.seen or 'geen'} bij het hoogste of het laagste derde."
    )
    always = f"Twee van de drie cijfers horen daar altijd bij: hier zijn dat er ongeveer {round(looks.expected)}."
    return f"{seen} {always}"
