"""How usual the step to a norm is, in plain Dutch; it counts the past of all municipalities and promises nothing."""

from indicators.agenda.model import Indicator
from indicators.methods.base_rates import (
    LEAST_MUNICIPALITIES,
    LEAST_WINDOWS,
    BaseRateLack,
    BaseRates,
    Step,
    StepKind,
    Window,
)
from indicators.wording.numbers import difference, level, number, quantity_apart

NO_CHANCE = "Dit is geen kans voor één gemeente. Het laat zien hoe gewoon zo'n stap is."
LACKS = {
    BaseRateLack.NO_NORM: "Er is geen norm, dus geen stap om te vergelijken.",
    BaseRateLack.RELATIVE: "De norm beweegt mee met andere gemeenten. Daarom is er geen vaste stap om te vergelijken.",
    BaseRateLack.UNCLEAR_NORM: "De norm zegt niet welke waarden goed zijn. Daarom is er geen stap om te vergelijken.",
    BaseRateLack.NO_YEAR: "De norm noemt geen jaar. Daarom is niet te zeggen in hoeveel jaar de stap gezet moet worden.",
    BaseRateLack.NO_FIGURE: "Er is geen definitief cijfer om de stap vanaf te rekenen.",
    BaseRateLack.NO_YEARS: "Het jaar van de norm ligt niet na het cijfer waar de stap begint.",
    BaseRateLack.MEETS: "Het cijfer waar de stap begint, voldoet al aan de norm.",
    BaseRateLack.CURRENT_PRICES: "De bedragen zijn niet voor inflatie gecorrigeerd. Een stap van toen is dan geen stap van nu.",
    BaseRateLack.TOO_FEW_MUNICIPALITIES: (
        f"Minder dan {LEAST_MUNICIPALITIES} gemeenten hebben cijfers die zo veel jaren uit elkaar liggen. Dat is te weinig."
    ),
    BaseRateLack.TOO_FEW_WINDOWS: (
        f"Cijfers die zo veel jaren uit elkaar liggen, zijn er nog geen {LEAST_WINDOWS} keer. Dat is te weinig, want hoe vaak"
        " een stap lukt, verschilt per periode."
    ),
}
LEAST_SHOWN = 0.005
"""Smaller shares round to nothing of a hundred."""
WHOLE_PERCENTS_FROM = 0.02
"""Smaller steps are told with a decimal."""


def say_lack(lack: BaseRateLack) -> str:
    """Why nothing can be told."""
    return LACKS[lack]


def say_step(indicator: Indicator, step: Step) -> str:
    """As 'Van 4,09 (2023) naar 4 (2027): 2% minder in 4 jaar'."""
    start = quantity_apart(step.start, step.level, indicator.decimals, indicator.unit)
    since = f"nulmeting {step.from_year}" if step.from_baseline else str(step.from_year)
    size = f"{say_size(indicator, step)} in {step.years} jaar"
    return f"Van {start} ({since}) naar {level(step.level, indicator.unit)} ({step.year}): {size}."


def say_size(indicator: Indicator, step: Step) -> str:
    """The step alone: '13% minder', '2,7 procentpunt meer'."""
    if step.kind is StepKind.ABSOLUTE:
        return difference(step.size, indicator.decimals, indicator.unit)
    shown = number(abs(100 * step.size), 0 if abs(step.size) >= WHOLE_PERCENTS_FROM else 2)
    return f"{shown}% {'meer' if step.size > 0 else 'minder'}"


def say_base_rates(indicator: Indicator, rates: BaseRates) -> tuple[str, ...]:
    """The step, how often it was made, how often on top of the national movement, and how that differs per period."""
    earlier, later = rates.halves
    years = f"{rates.windows[0].first}–{rates.windows[-1].last}"
    return (
        say_step(indicator, rates.step),
        (
            f"Zo'n stap, of een grotere, zagen we {of_hundred(rates.made)} dat we een gemeente {rates.step.years} jaar volgden"
            f" ({years}). Per periode: eindigde die in {_ends(earlier)}, dan {of_hundred(earlier.made)}; eindigde die in"
            f" {_ends(later)}, dan {of_hundred(later.made)}."
        ),
        (
            f"Bovenop de landelijke beweging (die van de gemeente in het midden) zagen we zo'n stap"
            f" {of_hundred(rates.made_beyond)}."
        ),
        NO_CHANCE,
    )


def say_in_short(indicator: Indicator, rates: BaseRates) -> str:
    """In one line, for a list of norms."""
    earlier, later = rates.halves
    return (
        f"{say_step(indicator, rates.step)} Zo'n stap zagen we bij alle gemeenten {of_hundred(rates.made)}"
        f" (tot en met {earlier.windows[-1].last}: {count_of_hundred(earlier.made)}; daarna:"
        f" {count_of_hundred(later.made)}), en bovenop de landelijke beweging {of_hundred(rates.made_beyond)}."
    )


def of_hundred(share: float) -> str:
    """A share (0–1) as a count: '63 van de 100 keer', 'geen enkele keer'; its ends are not rounded away."""
    if share in {0, 1}:
        return "elke keer" if share else "geen enkele keer"
    return f"{count_of_hundred(share)} van de 100 keer"


def count_of_hundred(share: float) -> str:
    """'63'; 'minder dan 1' and 'meer dan 99' for what would round to an end that it is not."""
    if 0 < share < LEAST_SHOWN:
        return "minder dan 1"
    return "meer dan 99" if 1 - LEAST_SHOWN < share < 1 else number(100 * share, 0)


def say_window(window: Window) -> str:
    """Its years: '2012–2016'."""
    return f"{window.first}–{window.last}"


def _ends(rates: BaseRates) -> str:
    first, last = rates.windows[0].last, rates.windows[-1].last
    return str(first) if first == last else f"{first}–{last}"
