"""How usual a step is, as people read it."""

import pytest
from support.small_figures import an_indicator, reach

from indicators.methods.base_rates import BaseRateLack, BaseRates, Step, StepKind, Window
from indicators.wording.answers import FORBIDDEN
from indicators.wording.base_rates import LACKS, of_hundred, say_base_rates, say_in_short, say_lack, say_step

STEP = Step(start=4.093, level=4.0, from_year=2023, year=2027, kind=StepKind.RELATIVE)
POINTS = Step(start=82.3, level=85.0, from_year=2022, year=2026, kind=StepKind.ABSOLUTE)


def windows(*made: tuple[int, int], of: int = 100, first: int = 2012) -> tuple[Window, ...]:
    return tuple(
        Window(first=first + place, last=first + place + 4, municipalities=of, made=all_, made_beyond=beyond)
        for place, (all_, beyond) in enumerate(made)
    )


def test_the_sentences_count_in_hundreds_and_say_that_it_moves() -> None:
    rates = BaseRates(step=STEP, windows=windows((95, 44), (97, 46), (50, 48), (30, 42)))
    assert say_base_rates(an_indicator(reach(4.0), decimalen=2), rates) == (
        "Van 4,09 (2023) naar 4 (2027): 2% minder in 4 jaar.",
        (
            "Zo'n stap, of een grotere, zagen we 68 van de 100 keer dat we een gemeente 4 jaar volgden (2012–2019). Per periode:"
            " eindigde die in 2016–2017, dan 96 van de 100 keer; eindigde die in 2018–2019, dan 40 van de 100 keer."
        ),
        "Bovenop de landelijke beweging (die van de gemeente in het midden) zagen we zo'n stap 45 van de 100 keer.",
        "Dit is geen kans voor één gemeente. Het laat zien hoe gewoon zo'n stap is.",
    )


def test_in_short_for_a_list_of_norms() -> None:
    rates = BaseRates(step=POINTS, windows=windows((33, 6), (0, 8), (0, 7)))
    assert say_in_short(an_indicator(reach(85), eenheid="%"), rates) == (
        "Van 82,3% (2022) naar 85% (2026): 2,7 procentpunt meer in 4 jaar. Zo'n stap zagen we bij alle gemeenten 11 van de 100"
        " keer (tot en met 2016: 33; daarna: 0), en bovenop de landelijke beweging 7 van de 100 keer."
    )


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(start=2.504, level=2.5, from_year=2023, year=2024, kind=StepKind.RELATIVE), "Van 2,504 (2023)"),
        (Step(start=2.504, level=2.5, from_year=2023, year=2024, kind=StepKind.RELATIVE), "0,16% minder in 1 jaar"),
        (Step(start=58.4, level=40, from_year=2015, year=2026, kind=StepKind.RELATIVE, from_baseline=True), "(nulmeting 2015)"),
        (Step(start=50, level=60, from_year=2015, year=2026, kind=StepKind.RELATIVE), "20% meer in 11 jaar"),
        (Step(start=6.2, level=6.4, from_year=2021, year=2026, kind=StepKind.ABSOLUTE), "0,2 meer in 5 jaar"),
    ],
)
def test_a_step_is_never_rounded_away(step: Step, words: str) -> None:
    assert words in say_step(an_indicator(reach(step.level)), step)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "geen enkele keer"),
        (0.001, "minder dan 1 van de 100 keer"),
        (0.006, "1 van de 100 keer"),
        (0.63, "63 van de 100 keer"),
        (0.994, "99 van de 100 keer"),
        (0.999, "meer dan 99 van de 100 keer"),
        (1.0, "elke keer"),
    ],
)
def test_never_and_always_are_only_said_when_they_are_so(share: float, words: str) -> None:
    assert of_hundred(share) == words


def test_every_reason_has_its_words() -> None:
    assert set(LACKS) == set(BaseRateLack)
    assert all(say_lack(lack).endswith(".") for lack in BaseRateLack)
    assert not [word for text in LACKS.values() for word in FORBIDDEN if word in text]
