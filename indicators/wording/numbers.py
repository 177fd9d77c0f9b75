"""Numbers, units and chances as Dutch readers write them; pure text, no judgement and no colour."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import floor, isfinite, log10

MINUS = "−"
MOST_DECIMALS = 6
MOST_APART = 12
"""A figure is beyond a norm from a billionth of it on (zone.py), and two figures are equal or not: this many decimals show it."""
UNSURE = (
    (0.25, "1 op 4"),
    (1 / 3, "1 op 3"),
    (0.4, "2 op 5"),
    (0.5, "1 op 2"),
    (0.6, "3 op 5"),
    (2 / 3, "2 op 3"),
    (0.75, "3 op 4"),
)
LIKELY = ((0.8, "4 op 5"), (5 / 6, "5 op 6"), (0.9, "9 op 10"), (0.95, "19 op 20"), (0.98, "49 op 50"))
RARE, SMALL, LARGE, NEAR_CERTAIN = 0.01, 0.2, 0.8, 0.99
NAMED_DIFFERENCES = {"%": "procentpunt", "euro": "euro", "€": "euro"}
"""Units of which a difference has a name of its own; of other units only the number is given."""


def number(value: float, decimals: int) -> str:
    """1234.5 with 1 decimal → '1.234,5'; −0.04 with 1 decimal → '0,0'; halves go up, as readers expect: 6.25 → '6,3'."""
    rounded = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    is_negative = value < 0 and any(digit in text for digit in "123456789")
    return MINUS + text if is_negative else text


def short_number(value: float, decimals: int = MOST_DECIMALS) -> str:
    """Without zeros at the end: 2.50 → '2,5', 40.0 → '40'."""
    text = number(value, decimals)
    return text.rstrip("0").rstrip(",") if "," in text else text


def with_spoken_unit(text: str, unit: str) -> str:
    """'38,0' in % → '38,0%'; in euros → '38,0 euro'; other units stand with the name of the indicator."""
    if unit == "%":
        return f"{text}%"
    return f"{text} euro" if unit in {"euro", "€"} else text


def quantity(value: float, decimals: int, unit: str) -> str:
    """A figure with its unit."""
    return with_spoken_unit(number(value, decimals), unit)


def quantity_apart(value: float, other: float, decimals: int, unit: str) -> str:
    """A figure with as many decimals more as it takes to see on which side of the other it lies (2,504 against 2,5)."""
    side = _side(value, other)
    return quantity(value, _enough(decimals, lambda tried: _side(_rounded_to(value, tried), other) == side), unit)


def quantity_beside(value: float, other: float, decimals: int, unit: str) -> str:
    """A figure with as many decimals more as it takes not to see it on the wrong side of the other; equal may be seen."""
    side = _side(value, other)
    return quantity(value, _enough(decimals, lambda tried: _side(_rounded_to(value, tried), other) in {0, side}), unit)


def decimals_apart(one: float, other: float, decimals: int) -> int:
    """As many decimals as it takes to write two values as different ones; the usual number when they are equal."""
    if one == other:
        return decimals
    return _enough(decimals, lambda tried: _rounded_to(one, tried) != _rounded_to(other, tried))


def _enough(decimals: int, is_told: Callable[[int], bool]) -> int:
    return next((tried for tried in range(decimals, MOST_APART) if is_told(tried)), MOST_APART)


def _side(value: float, other: float) -> int:
    return (value > other) - (value < other)


def _rounded_to(value: float, decimals: int) -> float:
    rounded = Decimal(repr(abs(float(value)))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return float(rounded) if value >= 0 else -float(rounded)


def level(value: float, unit: str) -> str:
    """A norm as people say it: 45.0 in % → '45%'."""
    return with_spoken_unit(short_number(value), unit)


def difference(value: float, decimals: int, unit: str) -> str:
    """The size of a difference with 'meer' or 'minder', never rounded away: −0.04 with 1 decimal → '0,04 minder'."""
    if value == 0 or not isfinite(value):
        return "geen verschil"
    return f"{size(value, decimals, unit)} {'meer' if value > 0 else 'minder'}"


def size(value: float, decimals: int, unit: str) -> str:
    """How large a difference is, with its name, never rounded away: −0.04 with 1 decimal → '0,04'; value is finite, not 0."""
    first_digit = -floor(log10(abs(value)))
    shown = number(abs(value), max(decimals, min(first_digit, MOST_APART)))
    return f"{shown} {NAMED_DIFFERENCES[unit]}" if unit in NAMED_DIFFERENCES else shown


def chance(probability: float) -> str:
    """A chance (0–1) without false precision: 0.12 → 'klein (ongeveer 1 op 8)'."""
    size = "klein" if probability <= SMALL else "groot" if probability >= LARGE else ""
    if not RARE <= probability <= NEAR_CERTAIN:
        size = f"heel {size}"
    return f"{size} ({about(probability)})" if size else about(probability)


def about(probability: float) -> str:
    """A chance (0–1) as 'ongeveer 1 op 8', and at its ends 'minder dan 1 op 100' or 'meer dan 99 op 100'.

    Just above the limit of a small chance it is 'iets meer dan 1 op 5', because 'ongeveer 1 op 5' is small.
    """
    if probability < RARE:
        return "minder dan 1 op 100"
    if SMALL < probability < SMALL + 0.025:
        return f"iets meer dan {odds(SMALL)}"
    return "meer dan 99 op 100" if probability > NEAR_CERTAIN else f"ongeveer {odds(probability)}"


def odds(probability: float) -> str:
    """The nearest simple ratio for a chance (0–1), '1 op 8'."""
    if probability < SMALL + 0.025:
        return f"1 op {_rounded(1 / max(probability, RARE))}"
    known = LIKELY if probability >= LARGE else UNSURE
    return min(known, key=lambda pair: abs(pair[0] - probability))[1]


def _rounded(count: float) -> int:
    """Whole up to 10, then in steps of 5 to 30, then of 10."""
    step = 1 if count < 10.5 else 5 if count < 32.5 else 10  # noqa: PLR2004  # where the steps change
    return round(count / step) * step


def plural(count: int, one: str, more: str) -> str:
    """'1 meting', '2 metingen', 'geen metingen'."""
    return f"{count} {one}" if count == 1 else f"{count or 'geen'} {more}"


def period(first: int, last: int) -> str:
    """'2019', or '2017–2019' for more than one year."""
    return str(first) if first == last else f"{first}–{last}"


def listing(parts: list[str]) -> str:
    """'a', 'a en b', 'a, b en c'."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}" if parts else ""
