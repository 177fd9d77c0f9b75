"""What was laid down at the first checkpoint holds, and every later change of the agenda is told."""

from typing import Any

import pytest

from dashboard.interventions.expectation import COUNTS_AS_FROZEN, changes_since, frozen_text
from indicators.agenda.model import Intervention
from indicators.effects.hypothesis import find_frozen, find_hypothesis

NAMES = {"inbraken": "Inbraken", "vernieling": "Vernieling"}
AIM = {"indicator": "inbraken", "richting": "omlaag", "effect": 0.5, "zichtbaar_vanaf": 2020}
FROZEN = {"datum": "2021-06-01", "start": "2019-02", "indicatoren": [AIM]}


def intervention(**changes: Any) -> Intervention:
    entry = {
        "id": "sloten",
        "naam": "Sloten",
        "partner": "politie",
        "doelgroep": "Bewoners.",
        "fase": "pilot",
        "start": "2019-02",
        "indicatoren": [AIM],
        "vastgelegd": FROZEN,
    }
    return Intervention.model_validate(
        {key: value for key, value in (entry | changes).items() if value is not None}, strict=False
    )


def test_it_says_what_was_laid_down_and_what_happens_after() -> None:
    assert frozen_text(intervention(), NAMES) == (
        "Vastgelegd bij het eerste toetsmoment, op 1 juni 2021: start februari 2019; ‘Inbraken’ omlaag te zien vanaf 2020."
    )
    assert changes_since(intervention(), NAMES) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "2020-03"}, "Gewijzigd: de start was februari 2019 en is nu maart 2020."),
        ({"indicatoren": [AIM | {"richting": "omhoog"}]}, "Gewijzigd: ‘Inbraken’ moest omlaag en nu omhoog."),
        (
            {"indicatoren": [AIM | {"zichtbaar_vanaf": 2022}]},
            "Gewijzigd: ‘Inbraken’ was te zien vanaf 2020 en is dat nu vanaf 2022.",
        ),
        ({"indicatoren": [AIM, AIM | {"indicator": "vernieling"}]}, "Gewijzigd: ‘Vernieling’ is er later bij gekomen."),
        ({"indicatoren": []}, "Gewijzigd: ‘Inbraken’ hoort er niet meer bij."),
    ],
)
def test_every_later_change_is_told(changes: dict[str, Any], said: str) -> None:
    assert changes_since(intervention(**changes), NAMES) == (said, COUNTS_AS_FROZEN)


def test_the_size_may_move() -> None:
    assert changes_since(intervention(indicatoren=[AIM | {"effect": 0.2}]), NAMES) == ()


def test_the_test_reckons_with_what_was_laid_down() -> None:
    moved = intervention(start="2022", indicatoren=[AIM | {"richting": "omhoog", "zichtbaar_vanaf": 2024}])
    assert find_frozen(moved, "inbraken") == find_hypothesis(intervention(), intervention().aims[0])
    assert find_frozen(intervention(vastgelegd=None), "inbraken") is None
    assert find_frozen(moved, "vernieling") is None


def test_without_a_size_of_its_own_the_size_of_now_counts() -> None:
    bare = {key: value for key, value in AIM.items() if key != "effect"}
    found = find_frozen(intervention(vastgelegd=FROZEN | {"indicatoren": [bare]}), "inbraken")
    assert found is not None
    assert found.size == 0.5
