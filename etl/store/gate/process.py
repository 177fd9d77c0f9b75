"""Which figures of a partner's own cannot be, or hardly: for who fills one in, and for who reads the file; it knows no store."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from etl.store.gate.possible import SUPPRESSED
from etl.store.gate.terms import USUAL
from etl.store.gate.words import decimal

JUMP, ENOUGH = 10, 3
"""So many times the most, or one part in so many of the least, of at least so many others: a slip of the keyboard."""
FACTOR, ALIKE = 5, 0.02
"""All figures so many times what they were, but for two per cent: another unit, as the gate has it for what is judged."""


def cannot_be(period: str, value: float, today: date) -> str:
    """Why this figure cannot exist, as the end of a sentence with what to do; empty when it can."""
    if not math.isfinite(value):
        return "dat is geen getal; schrijf een getal zoals 2,5"
    if SUPPRESSED[0] <= value <= SUPPRESSED[1] and value == math.floor(value):
        return f"{decimal(value)} is een code voor 'geheim' of 'onbekend'; laat het cijfer weg"
    if USUAL.lowest is not None and value < USUAL.lowest:
        return f"{decimal(value)} is minder dan nul; schrijf hoeveel het er zijn"
    year = re.match(r"\d{4}(?!\d)", period.strip())
    if year and int(year[0]) > today.year:
        return f"{period.strip()} moet nog komen; schrijf een cijfer op als het er is"
    return ""


def hardly(value: float, others: Sequence[float]) -> str:
    """How far it is from the others, a sentence; empty when it is not far, or when there are too few to tell."""
    known = [each for each in others if math.isfinite(each) and each > 0]
    if len(known) < ENOUGH or value == 0:
        return ""
    if value > JUMP * max(known):
        return f"{decimal(value)} is meer dan {JUMP} keer zo veel als het hoogste cijfer dat er staat ({decimal(max(known))})."
    if value * JUMP < min(known):
        return f"{decimal(value)} is minder dan een tiende van het laagste cijfer dat er staat ({decimal(min(known))})."
    return ""


def another_unit(held: Mapping[str, float], came: Mapping[str, float]) -> str:
    """What happened when all figures that were there are another number of times what they were; empty when that is not so."""
    both = [came[period] / held[period] for period in held.keys() & came.keys() if held[period] > 0 and came[period] > 0]
    if len(both) < ENOUGH:
        return ""
    middle = median(both)
    is_far = middle >= FACTOR or middle <= 1 / FACTOR
    if not is_far or any(abs(each / middle - 1) > ALIKE for each in both):
        return ""
    return f"alle cijfers zijn {decimal(round(middle, 3))} keer wat ze waren; waarschijnlijk is de eenheid veranderd"
