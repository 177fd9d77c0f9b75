"""How usual the step to a norm is, as lines, a table and words for a chart; in Dutch, it counts nothing itself."""

from dashboard.book.databook import Row
from indicators.methods.base_rates import BaseRates, Window
from indicators.wording.base_rates import count_of_hundred, say_size, say_window
from indicators.wording.numbers import number

ALL, BEYOND = "alle stappen", "bovenop de landelijke beweging"
CAPTION = (
    "Hoeveel van de 100 gemeenten de stap zetten, per periode. Aantal: de gemeenten die we volgden. Alle: alle stappen."
    " Boven het land: bovenop de landelijke beweging."
)
Sheet = tuple[list[str], list[list[str]]]
"""Headers and lines."""


def key(rates: BaseRates) -> str:
    """What the two lines of the chart are."""
    return (
        f"Per periode van {rates.step.years} jaar, bij het jaar waarin die eindigt: hoeveel van de 100 gemeenten de stap zetten."
        f" Dichte rondjes: {ALL}. Open rondjes: {BEYOND}. De perioden overlappen elkaar."
    )


def alt(row: Row, rates: BaseRates) -> str:
    """The chart as a reader would describe it."""
    first, last = rates.windows[0], rates.windows[-1]
    return (
        f"Lijngrafiek: van de 100 gemeenten het aantal dat bij {row.indicator.name} een stap zette van"
        f" {say_size(row.indicator, rates.step)} in {rates.step.years} jaar. In {say_window(first)} {_made(first)}, in"
        f" {say_window(last)} {_made(last)}. {BEYOND.capitalize()}: in {say_window(first)} {_beyond(first)}, in"
        f" {say_window(last)} {_beyond(last)}."
    )


def table(rates: BaseRates) -> Sheet:
    """Every period with the municipalities followed, and of a hundred of them how many made the step."""
    lines = [
        [say_window(window), number(window.municipalities, 0), _made(window), _beyond(window)]
        for window in reversed(rates.windows)
    ]
    return ["Periode", "Aantal", "Alle", "Boven het land"], lines


def _made(window: Window) -> str:
    return count_of_hundred(window.made / window.municipalities)


def _beyond(window: Window) -> str:
    return count_of_hundred(window.made_beyond / window.municipalities)
