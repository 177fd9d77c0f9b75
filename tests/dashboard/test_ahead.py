"""What may be said of the future besides the chance, where readers see it: at the answer, and with how it was reached."""

import re
from html import unescape

import pytest
from support.pages import INDICATOR, visit, words

CONDITION = re.compile(
    r"Als het landelijke cijfer \(de gemeente in het midden\) van 2023 tot 2027 met minstens 0,\d\d per jaar daalt, is de kans"
    r" groot \(4 op 5\) dat Zaanstad de norm haalt\. De laatste drie jaar \(2020–2023\) daalde het landelijk 0,\d\d per jaar\."
)
COUNTED = re.compile(
    r"Van de 100 keer dat een gemeente even ver van zo'n norm stond en even hard ging, werd die \d+ keer gehaald"
)
LIMIT = "Tot en met 20% zeggen we ‘achter’, daarboven ‘onzeker’"


def answers_and_reasons(indicator: str, **params: str) -> tuple[str, str]:
    before, after = unescape(words(visit(INDICATOR, indicator=indicator, **params))).split("Hoe komen we hieraan?")
    return before, after


def test_an_uncertain_norm_names_the_pace_of_the_country_once_and_with_it_how_often_that_held(shown) -> None:
    card, reasons = answers_and_reasons("vernieling")
    assert CONDITION.search(card)
    assert not COUNTED.search(card), "one of the two is enough there"
    assert CONDITION.search(reasons)
    assert COUNTED.search(reasons)
    assert "Het is een voorwaarde, geen belofte." in reasons


def test_where_that_could_not_be_tested_the_count_stands_there_and_the_reason_below(shown) -> None:
    card, reasons = answers_and_reasons("mishandeling")
    assert COUNTED.search(card)
    assert "Als het landelijke cijfer" not in card + reasons
    assert "zo ver vooruit zijn er te weinig oude cijfers om het op na te rekenen" in reasons


def test_a_survey_is_not_counted_and_a_word_that_hangs_on_the_limit_says_so(shown) -> None:
    card, reasons = answers_and_reasons("tevreden-met-leven")
    assert LIMIT in card
    assert "Van de 100 keer" not in card + reasons
    assert "het cijfer kan uit een enquête komen" in reasons


@pytest.mark.parametrize(
    ("indicator", "params"), [("woninginbraken", {}), ("wmo-clienten", {}), ("vernieling", {"gemeente": "GM0344"})]
)
def test_nothing_is_said_of_a_norm_that_is_met_absent_or_not_theirs(shown, indicator: str, params: dict[str, str]) -> None:
    text = "".join(answers_and_reasons(indicator, **params))
    assert "Als het landelijke cijfer" not in text
    assert "even ver van zo'n norm" not in text
    assert LIMIT not in text
