"""What municipalities with the same approach show together, whole, and the words that may never stand in it."""

from dataclasses import replace
from itertools import product

import pytest
from support.small_figures import an_indicator

from indicators.effects.guards import DATA_GUARDS, Guard
from indicators.effects.result import EffectStatus, LeftOut, PooledNumbers, PooledResult
from indicators.wording.answers import FORBIDDEN
from indicators.wording.pooled import describe_pooled, say_adopters, say_left_out, say_sureness, say_visible

NUMBERS = PooledNumbers(difference=-0.52, interval=(-0.9, -0.14), p=4 / 400, visible_effect=0.38)
FOUND = PooledResult(
    status=EffectStatus.INDICATION, adopters=(("GM0034", 2018), ("GM0392", 2017), ("GM0479", 2019)), numbers=NUMBERS
)
OPENING = "3 gemeenten met deze aanpak samen."
LOWER = "Na de start lag het cijfer gemiddeld 0,5 per 1.000 inwoners lager dan we op grond van vergelijkbare gemeenten verwachten"
NAMES = {"GM0034": "Almere", "GM0392": "Haarlem", "GM0439": "Purmerend"}


def text(**changes) -> str:
    return describe_pooled(replace(FOUND, **changes), an_indicator())


def test_an_indication_has_its_margin_and_names_no_cause():
    assert text() == (
        f"{OPENING} Er is een aanwijzing. {LOWER} (marge 0,1 tot 0,9). Dat verschil is groter dan je door toeval verwacht. "
        "Of het door deze aanpak komt, is hiermee niet bewezen."
    )


def test_seeing_nothing_says_what_could_not_be_seen():
    assert text(status=EffectStatus.NONE_SEEN) == (
        f"{OPENING} We zien geen apart effect. Dat betekent niet dat de aanpak niet werkt. Een effect kleiner dan 0,4 per 1.000 "
        "inwoners kunnen we ook met deze gemeenten samen niet zien."
    )


def test_a_check_that_fails_is_told():
    assert text(status=EffectStatus.NO_STATEMENT, failing=(Guard.ADOPTER,)) == (
        f"{OPENING} Geen uitspraak. {LOWER}, maar één controle klopt niet: zonder één van de gemeenten met deze aanpak gaat het "
        "verschil niet dezelfde kant op. Daarom noemen we dit geen aanwijzing."
    )


def test_the_other_way_is_less_favourable_only_where_a_side_is_better():
    other = replace(FOUND, status=EffectStatus.ADVERSE)
    assert describe_pooled(other, an_indicator(gewenste_richting="omhoog")).endswith(
        "Dat is minder gunstig. De oorzaak is niet bekend. Bespreek dit bij het toetsmoment."
    )
    assert "Dat is een andere kant op dan verwacht." in describe_pooled(other, an_indicator(gewenste_richting="neutraal"))


@pytest.mark.parametrize(("count", "usable"), [(0, "geen gemeenten"), (1, "1 gemeente")])
def test_too_few_is_told(count, usable):
    assert text(status=EffectStatus.NO_STATEMENT, adopters=FOUND.adopters[:count], numbers=None) == (
        f"Geen uitspraak over de gemeenten met deze aanpak samen: {usable} met genoeg cijfers, nodig zijn er 2."
    )


def test_how_sure_and_the_smallest_effect():
    assert say_sureness(NUMBERS, 3) == "Bij 3 van de 399 groepjes van 3 andere gemeenten was het verschil minstens zo groot."
    assert say_sureness(replace(NUMBERS, p=1 / 400), 3).startswith("Bij geen van de 399 groepjes")
    assert say_visible(NUMBERS, an_indicator()) == "ongeveer 0,4 per 1.000 inwoners, als het in al die gemeenten even groot is"
    assert say_adopters(FOUND, NAMES) == "Almere (2018), GM0479 (2019) en Haarlem (2017)"


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        (LeftOut(code="GM0439", start=2018, is_merged=True), "Purmerend (in deze jaren samengevoegd)"),
        (LeftOut(code="GM0034", start=2025), "Almere (nog geen 2 metingen sinds een effect te zien kan zijn)"),
        (LeftOut(code="GM0034", start=2008, guard=Guard.PRE_YEARS), "Almere (te weinig metingen vóór de start)"),
    ],
)
def test_who_takes_no_part_is_named_with_the_reason(left_out, said):
    assert say_left_out(left_out, NAMES) == said


def test_every_reason_has_words_and_none_names_a_cause():
    reasons = [say_left_out(LeftOut(code="GM0034", start=2018, guard=guard), NAMES) for guard in DATA_GUARDS]
    statuses = (EffectStatus.INDICATION, EffectStatus.NONE_SEEN, EffectStatus.NO_STATEMENT, EffectStatus.ADVERSE)
    said = [
        describe_pooled(replace(FOUND, status=status, failing=failing), an_indicator(gewenste_richting=wanted))
        for status, failing, wanted in product(statuses, [(), tuple(Guard)[6:]], ["omhoog", "omlaag", "neutraal"])
    ]
    assert [(word, text) for text in [*said, *reasons] for word in FORBIDDEN if word in text.lower()] == []
