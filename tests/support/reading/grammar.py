"""How the pages write figures, years, chances and levels, as patterns to read them back with; it knows no wording code."""

import re
from dataclasses import dataclass
from decimal import Decimal

NUM = r"−?\d{1,3}(?:\.\d{3})*(?:,\d+)?|−?\d+(?:,\d+)?"
FIG = rf"(?:{NUM})(?:%| euro)?"
YEAR = r"\d{4}"
ODDS = r"(?:minder dan 1 op 100|meer dan 99 op 100|(?:ongeveer|iets meer dan) \d+ op \d+)"
CHANCE = rf"(?:(?:heel )?(?:klein|groot) \({ODDS}\)|{ODDS})"
LEVEL = rf"(?:(?:minstens|hoogstens) {FIG}|tussen {FIG} en {FIG})"
GOAL = rf"{LEVEL}(?: in {YEAR}| \([^)]*\))?"
DIFF = rf"(?:geen verschil|(?:{NUM})(?: procentpunt| euro)? (?:meer|minder))"
SHOWN = rf"{FIG} in {YEAR}(?:, van vóór de norm \({YEAR}\))?"
LINE = rf"(?P<line>; de lijn is ongunstig sinds {YEAR})?"
PERIOD = rf"{YEAR}(?:–{YEAR})?"
LARGEST_RATIO = 1.3
"""'1 op 4' may stand for 1 op 3,5, not for 1 op 3."""


@dataclass(frozen=True)
class Number:
    """A number as it is written: its value, and half of its last decimal."""

    value: float
    half: float

    def is_of(self, true: float) -> bool:
        """Whether the true number, rounded as written, reads like this."""
        return abs(self.value - true) <= self.half * (1 + 1e-6) + 1e-9 * abs(true)


def number(text: str) -> Number:
    """`−1.234,50%` → −1234.5, half a hundredth."""
    found = re.search(NUM, text)
    if found is None:
        raise ValueError(f"no number: {text}")
    exact = Decimal(found.group().replace(".", "").replace(",", ".").replace("−", "-"))
    return Number(float(exact), 0.5 * 10.0 ** int(exact.as_tuple().exponent))


def numbers(text: str) -> list[Number]:
    """All numbers in a text."""
    return [number(found) for found in re.findall(NUM, text)]


def years(text: str) -> list[int]:
    """All years after 'in', 'over' or within brackets."""
    return [int(found) for found in re.findall(rf"(?:in |over |\(){YEAR}", text) for found in re.findall(YEAR, found)]


def difference(text: str) -> Number:
    """'0,4 procentpunt minder' → −0.4; 'geen verschil' → 0."""
    if text == "geen verschil":
        return Number(0.0, 0.0)
    size = number(text)
    return Number(-size.value if text.endswith("minder") else size.value, size.half)


def is_odds_of(text: str, chance: float) -> bool:
    """Whether odds, or a chance with its odds, may stand for this probability."""
    if "minder dan 1 op 100" in text:
        return chance < 0.01
    if "meer dan 99 op 100" in text:
        return chance > 0.99
    first, last = re.findall(r"(\d+) op (\d+)", text)[0]
    said = int(first) / int(last)
    size = not re.search("klein|groot", text) or (("klein" in text) == (said <= 0.2) and ("groot" in text) == (said >= 0.8))
    near = max(said, chance) <= LARGEST_RATIO * min(said, chance) and max(1 - said, 1 - chance) <= 2 * min(1 - said, 1 - chance)
    return size and near and ("iets meer" not in text or chance > said)
