"""What is said of the future besides the chance: a condition that stays true when rounded, a count with its years, the limit."""

from dataclasses import replace

import pytest
from support.small_figures import an_indicator, reach

from indicators.methods.condition import Condition, ConditionLack, Pace
from indicators.methods.lesson import HeldOut
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.reference_class import ReferenceClass, ReferenceLack
from indicators.wording.answers import FORBIDDEN
from indicators.wording.future import (
    CONDITION_LACKS,
    REFERENCE_LACKS,
    say_condition,
    say_limit,
    say_reference,
    say_tested,
)

CONDITION = Condition(
    from_year=2023,
    year=2028,
    yearly=-0.2,
    recent=Pace(first=2020, last=2023, yearly=-0.1),
    held_out=HeldOut(years=(2019, 2020, 2022), tried=1000, great=200, met=174),
)
DOWN, UP = an_indicator(reach(2.5)), an_indicator(reach(75), eenheid="%", gewenste_richting="omhoog")


def test_the_condition_names_the_pace_that_is_needed_and_the_pace_there_was() -> None:
    assert say_condition(DOWN, CONDITION, "Zaanstad") == (
        "Als het landelijke cijfer (de gemeente in het midden) van 2023 tot 2028 met minstens 0,2 per jaar daalt, is de kans"
        " groot (4 op 5) dat Zaanstad de norm haalt. De laatste drie jaar (2020–2023) daalde het landelijk 0,1 per jaar."
    )


@pytest.mark.parametrize(
    ("indicator", "yearly", "words"),
    [
        (DOWN, -0.201, "met minstens 0,3 per jaar daalt"),  # 0,2 would not be enough
        (DOWN, -0.01, "met minstens 0,1 per jaar daalt"),
        (DOWN, 0.19, "met hoogstens 0,1 per jaar stijgt"),  # 0,2 would be too much
        (DOWN, 0.04, "niet stijgt"),
        (DOWN, 0.0, "niet stijgt"),
        (DOWN, -0.3, "met minstens 0,3 per jaar daalt"),
        (UP, 0.71, "met minstens 0,8 procentpunt per jaar stijgt"),
        (UP, -0.25, "met hoogstens 0,2 procentpunt per jaar daalt"),
        (UP, -0.02, "niet daalt"),
    ],
)
def test_rounding_never_makes_the_condition_lighter(indicator, yearly: float, words: str) -> None:
    assert f"van 2023 tot 2028 {words}, is de kans groot" in say_condition(indicator, replace(CONDITION, yearly=yearly), "X")


@pytest.mark.parametrize(
    ("recent", "words"),
    [
        (Pace(first=2020, last=2023, yearly=0.1), "De laatste drie jaar (2020–2023) steeg het landelijk 0,1 per jaar."),
        (Pace(first=2019, last=2023, yearly=-0.004), "De laatste 4 jaar (2019–2023) daalde het landelijk 0,004 per jaar."),
        (Pace(first=2020, last=2023, yearly=0.0), "De laatste drie jaar (2020–2023) bleef het landelijk gelijk."),
    ],
)
def test_the_pace_there_was_is_not_rounded_away(recent: Pace, words: str) -> None:
    assert say_condition(DOWN, replace(CONDITION, recent=recent), "X").endswith(words)


def test_how_often_it_held_stands_with_how_it_was_reached() -> None:
    assert say_tested(CONDITION) == (
        "Op oude cijfers nagerekend: waar het land zo bewoog, werd de norm in 87 van de 100 gevallen gehaald (uitkomsten van 3"
        " jaren). Het is een voorwaarde, geen belofte."
    )


@pytest.mark.parametrize(("met", "times"), [(34, "34 keer"), (1, "1 keer"), (0, "geen enkele keer")])
def test_the_count_has_its_years(met: int, times: str) -> None:
    assert say_reference(ReferenceClass(cases=100, met=met, first=2016, last=2021)) == (
        f"Van de 100 keer dat een gemeente even ver van zo'n norm stond en even hard ging, werd die {times} gehaald (2016–2021)."
        " Dat is een telling van toen, niet de kans."
    )


@pytest.mark.parametrize(("chance", "shown"), [(0.2, "20%"), (0.204, "20,4%"), (0.21, "21%"), (0.154, "15%"), (0.1999, "19,99%")])
def test_a_chance_near_the_limit_says_that_the_word_hangs_on_it(chance: float, shown: str) -> None:
    judged = NormJudgement(status=NormStatus.UNCERTAIN, reason=NormReason.CHANCE, chance=chance)
    assert say_limit(judged, 0.2) == (
        f"De kans is hier {shown}. Tot en met 20% zeggen we ‘achter’, daarboven ‘onzeker’: dat scheelt hier weinig."
    )


def test_far_from_the_limit_or_without_a_chance_nothing_hangs_on_it() -> None:
    judged = NormJudgement(status=NormStatus.UNCERTAIN, reason=NormReason.CHANCE, chance=0.4)
    assert say_limit(judged, 0.2) == ""
    assert say_limit(replace(judged, chance=0.1), 0.2) == ""
    assert say_limit(replace(judged, chance=0.2, reason=NormReason.MEETS), 0.2) == ""


def test_every_reason_has_its_words_and_none_claims_a_cause() -> None:
    assert set(CONDITION_LACKS) == set(ConditionLack)
    assert set(REFERENCE_LACKS) == set(ReferenceLack)
    texts = [*CONDITION_LACKS.values(), *REFERENCE_LACKS.values(), say_condition(DOWN, CONDITION, "X"), say_tested(CONDITION)]
    assert [word for text in texts for word in (*FORBIDDEN, "op koers") if word in text] == []
