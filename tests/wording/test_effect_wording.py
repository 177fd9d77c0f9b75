"""The sentences of the evidence ladder, whole, and the words that may never stand in them."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from support.small_figures import an_indicator
from support.small_panel import HYPOTHESIS, OWN, TODAY_YEAR, a_panel, an_intervention, judged, levels, peers_of, series

from indicators.agenda.model import Direction
from indicators.effects.guards import DATA_GUARDS, Guard
from indicators.effects.hypothesis import Missing
from indicators.effects.judge import judge_effects
from indicators.effects.result import EffectNumbers, EffectReason, EffectResult, EffectStatus
from indicators.wording.answers import FORBIDDEN
from indicators.wording.effect import (
    EXPECTED,
    NEEDS,
    POWER,
    amount,
    describe_effect,
    say_difference,
    say_expectation,
    say_guard,
)

NAMES = {"sloten": "Sloten", "lampen": "Lampen"}
NOT_PROOF = "Dat betekent niet dat de aanpak niet werkt"


def text(result: EffectResult, **changes: Any) -> str:
    return describe_effect(result, an_indicator(**changes), NAMES).text


def answer_at(after: float, direction: Direction = Direction.DOWN) -> EffectResult:
    return judged(series(after=after), levels(0.1), replace(HYPOTHESIS, direction=direction))


def intervened(*changes: dict[str, Any]) -> tuple[EffectResult, ...]:
    panel = a_panel(series(after=-5.86), levels(0.1))
    return judge_effects([an_intervention(**each) for each in changes], panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)


def test_step_0() -> None:
    (result,) = intervened({"start": None, "effect": None})
    assert text(result) == (
        "Deze aanpak is nog niet te toetsen: er ontbreekt een startdatum en een verwachte grootte van het effect."
    )


def test_step_1() -> None:
    result = judged(series(), levels(0.1), replace(HYPOTHESIS, visible_from=2022))
    assert text(result) == "Te vroeg. De eerste meting waarin we iets kunnen zien, verwachten we in 2022."


def test_step_1_with_one_figure_of_two() -> None:
    result = judged(series(), levels(0.1), replace(HYPOTHESIS, visible_from=2020))
    assert text(result) == (
        "Te vroeg. Er is 1 meting waarin we iets kunnen zien; nodig zijn er 2. De volgende verwachten we in 2021."
    )


def test_step_1_with_a_late_source_and_a_short_series() -> None:
    result = judged(series(), levels(0.1), replace(HYPOTHESIS, start=2015, visible_from=2021))
    assert text(replace(result, is_late=True)) == (
        "Te vroeg. De eerste meting waarin we iets kunnen zien, verwachten we in 2021. "
        "Let op: er zijn te weinig metingen van vóór de start (3 van de 5 die nodig zijn). "
        "Daarom kunnen we ook later geen uitspraak doen. Het cijfer over 2021 is er nog niet."
    )


UNSEEN = f"We zien geen apart effect. {NOT_PROOF}: een effect kleiner dan 5,7 procentpunt kunnen we met deze cijfers niet zien."


@pytest.mark.parametrize(
    ("what", "own_before", "opening"),
    [
        ("the margin is a tenth of the figure", 57.0, f"Het cijfer veranderde ongeveer even veel als {EXPECTED}. "),
        ("the same below zero", -57.0, f"Het cijfer veranderde ongeveer even veel als {EXPECTED}. "),
        ("it is more", 56.9, f"Het is te onzeker om te zeggen of het cijfer anders veranderde dan {EXPECTED}. "),
        ("a figure of nothing", 0.0, f"Het is te onzeker om te zeggen of het cijfer anders veranderde dan {EXPECTED}. "),
    ],
)
def test_step_2(what: str, own_before: float, opening: str) -> None:
    result = answer_at(0.0)
    assert result.numbers is not None
    shown = replace(result, numbers=replace(result.numbers, own_before=own_before, visible_effect=5.7))
    assert text(shown, eenheid="%") == opening + UNSEEN, what


@pytest.mark.parametrize(
    ("what", "kept", "said"),
    [
        ("gaps shrink", 0.42, "Bij andere gemeenten wordt een verschil van 1,0 gewoonlijk 0,4. Daarmee vergelijken we."),
        ("gaps grow", 1.26, "Bij andere gemeenten wordt een verschil van 1,0 gewoonlijk 1,3. Daarmee vergelijken we."),
        ("they go", 0.0, "Bij andere gemeenten wordt een verschil van 1,0 gewoonlijk 0,0. Daarmee vergelijken we."),
        ("they stay, as shown", 0.96, ""),
        ("nobody can say", None, ""),
    ],
)
@pytest.mark.parametrize(("after", "direction"), [(0.0, Direction.DOWN), (-5.86, Direction.DOWN), (-5.86, Direction.UP)])
def test_what_is_compared_with_is_said_when_it_can_be(
    what: str, kept: float | None, said: str, after: float, direction: Direction
) -> None:
    result = answer_at(after, direction)
    assert result.numbers is not None
    told = text(replace(result, numbers=replace(result.numbers, kept=kept)))
    assert ("Bij andere gemeenten" in told) == bool(said), what
    assert said in told, what


def test_what_is_compared_with_stands_before_the_checks_that_stop_a_statement() -> None:
    result = answer_at(-5.86)
    assert result.numbers is not None
    numbers = replace(result.numbers, kept=0.4)
    stopped = replace(
        result,
        numbers=numbers,
        status=EffectStatus.NO_STATEMENT,
        reason=EffectReason.DIFFERENCE_GUARD,
        failing=(Guard.PRE_TREND,),
    )
    assert "met vergelijkbare gemeenten. Bij andere gemeenten wordt een verschil van 1,0 gewoonlijk 0,4." in text(stopped)


@pytest.mark.parametrize(
    ("after", "direction", "sentence"),
    [
        (
            -5.86,
            Direction.DOWN,
            f"Het cijfer daalde 5,9 per 1.000 inwoners meer dan {EXPECTED} (marge 0,2 tot 11,6).",
        ),
        (
            5.86,
            Direction.UP,
            f"Het cijfer steeg 5,9 per 1.000 inwoners meer dan {EXPECTED} (marge 0,2 tot 11,6).",
        ),
    ],
)
def test_step_3(after: float, direction: Direction, sentence: str) -> None:
    assert text(answer_at(after, direction)) == (
        f"Er is een aanwijzing. {sentence} Dat verschil is groter dan je door toeval verwacht. "
        "Of het door deze aanpak komt, is hiermee niet bewezen."
    )


@pytest.mark.parametrize(
    ("what", "wanted", "expected", "after", "opening"),
    [
        ("down is better, it went up", "omlaag", Direction.DOWN, 5.86, f"ontwikkelde zich minder gunstig dan {EXPECTED}"),
        ("up is better, it went down", "omhoog", Direction.UP, -5.86, f"ontwikkelde zich minder gunstig dan {EXPECTED}"),
        (
            "no side is better",
            "neutraal",
            Direction.DOWN,
            5.86,
            "ging een andere kant op dan verwacht, vergeleken met vergelijkbare gemeenten",
        ),
        (
            "better, though not as expected",
            "omlaag",
            Direction.UP,
            -5.86,
            "ging een andere kant op dan verwacht, vergeleken met vergelijkbare gemeenten",
        ),
    ],
)
def test_step_3_minus(what: str, wanted: str, expected: Direction, after: float, opening: str) -> None:
    assert text(answer_at(after, expected), gewenste_richting=wanted) == (
        f"Het cijfer {opening}. De oorzaak is niet bekend. Bespreek dit bij het toetsmoment."
    ), what


def test_several_interventions_are_named_in_one_statement() -> None:
    (result,) = intervened({"name": "sloten"}, {"name": "lampen"})
    assert text(result) == (
        "Deze uitspraak gaat over Sloten en Lampen samen, vanaf de eerste start (2018). Er is een aanwijzing. Het cijfer daalde "
        "5,9 per 1.000 inwoners meer dan we op grond van vergelijkbare gemeenten verwachten (marge 0,2 tot 11,6). Dat verschil "
        "is groter dan je door toeval verwacht. Of het door deze aanpakken komt, is hiermee niet bewezen."
    )


def test_opposite_expectations_cannot_be_told_apart() -> None:
    (result,) = intervened({"name": "sloten"}, {"name": "lampen", "richting": "omhoog"})
    assert text(result).endswith(
        "Deze aanpakken zijn samen nog niet te toetsen: er ontbreekt één verwachte richting, want de aanpakken verwachten iets "
        "anders van dit cijfer."
    )


GUARD_WORDS = {
    Guard.OWN_FIGURES: "geen definitieve cijfers van de gemeente zelf",
    Guard.PRE_YEARS: "te weinig metingen van vóór de start (4 van de 5",
    Guard.GROUP: "te weinig vergelijkbare gemeenten",
    Guard.PLACEBOS: "te weinig andere gemeenten om te zien wat toeval is (39 van de 40",
    Guard.SWING: "verandert bij de meeste gemeenten niet",
    Guard.LEVEL: "geen andere gemeenten die vóór de start zo ver",
    Guard.PRE_TREND: "al vóór de start",
    Guard.ALL_MUNICIPALITIES: "met alle gemeenten samen",
    Guard.LAST_PRE_YEAR: "zonder het laatste jaar vóór de start",
    Guard.GROUP_MEMBER: "zonder één van de vergelijkbare gemeenten",
    Guard.FAKE_START: "met een verzonnen start",
    Guard.ADOPTER: "zonder één van de gemeenten met deze aanpak",
}


@pytest.mark.parametrize("guard", Guard, ids=lambda guard: guard.name)
def test_the_sentence_says_which_guard_it_was(guard: Guard) -> None:
    is_data = guard in DATA_GUARDS
    reason = EffectReason.DATA_GUARD if is_data else EffectReason.DIFFERENCE_GUARD
    result = replace(answer_at(-5.86), status=EffectStatus.NO_STATEMENT, reason=reason, failing=(guard,))
    said = text(replace(result, pre_figures=4, placebos=39, numbers=None if is_data else result.numbers))
    assert [other for other, words in GUARD_WORDS.items() if words in said] == [guard]
    assert said.startswith("Geen uitspraak")
    assert NOT_PROOF in said


def test_a_guard_after_a_difference_does_not_call_it_equal() -> None:
    result = replace(
        answer_at(-5.86), status=EffectStatus.NO_STATEMENT, reason=EffectReason.DIFFERENCE_GUARD, failing=(Guard.PRE_TREND,)
    )
    assert text(result) == (
        f"Geen uitspraak. Het cijfer veranderde anders dan {EXPECTED}, maar één controle klopt niet: al vóór de "
        "start groeide of kromp het verschil met vergelijkbare gemeenten. Daarom noemen we dit geen aanwijzing. "
        f"{NOT_PROOF}. Een effect kleiner dan 5,7 per 1.000 inwoners kunnen we met deze cijfers niet zien."
    )
    both = text(replace(result, failing=(Guard.PRE_TREND, Guard.FAKE_START)))
    assert "maar 2 controles kloppen niet: al vóór de start groeide" in both
    assert "gemeenten; ook met een verzonnen start" in both


@pytest.mark.parametrize(
    ("what", "own_change", "difference", "said"),
    [
        ("fell, and more than elsewhere", -2.0, -0.5, "daalde 0,5 per 1.000 inwoners meer"),
        ("fell, but less than elsewhere", -2.0, 0.5, "daalde 0,5 per 1.000 inwoners minder"),
        ("rose, and more than elsewhere", 2.0, 0.5, "steeg 0,5 per 1.000 inwoners meer"),
        ("rose, but less than elsewhere", 2.0, -0.5, "steeg 0,5 per 1.000 inwoners minder"),
        ("stood still where others rose", 0.0, -0.5, "steeg 0,5 per 1.000 inwoners minder"),
        ("stood still where others fell", 0.0, 0.5, "daalde 0,5 per 1.000 inwoners minder"),
    ],
)
def test_the_verb_is_what_the_figure_did(what: str, own_change: float, difference: float, said: str) -> None:
    numbers = answer_at(-5.86).numbers
    assert numbers is not None
    assert say_difference(replace(numbers, own_change=own_change, difference=difference), an_indicator()) == said, what


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ((-1.0, -0.04), "(marge 0,04 tot 1,00)"),
        ((-1.0, -0.0001), "(marge net boven 0 tot 1,00)"),
        ((-1.2, -0.5), "(marge 0,5 tot 1,2)"),
    ],
)
def test_a_margin_that_excludes_zero_never_reads_as_zero(interval: tuple[float, float], said: str) -> None:
    result = answer_at(-5.86)
    assert result.numbers is not None
    assert said in text(replace(result, numbers=replace(result.numbers, interval=interval)))


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.5, "%", "0,5 procentpunt"),
        (1250.0, "euro", "1.250,0 euro"),
        (-0.04, "per 1.000 inwoners", "0,04 per 1.000 inwoners"),
        (0.2, "schaalscore", "0,2 punt"),
    ],
)
def test_amounts_in_dutch_notation(value: float, unit: str, said: str) -> None:
    assert amount(value, an_indicator(eenheid=unit)) == said


def test_whether_the_hoped_for_effect_could_be_seen() -> None:
    numbers = answer_at(-5.86).numbers
    assert numbers is not None
    small = say_expectation(HYPOTHESIS, numbers, an_indicator())
    assert small == (
        "Verwacht was een effect van 0,5 per 1.000 inwoners. "
        "Dat is kleiner dan wat we met deze cijfers kunnen zien (5,7 per 1.000 inwoners)."
    )
    assert "groot genoeg" in say_expectation(replace(HYPOTHESIS, size=6.0), numbers, an_indicator())
    together = replace(HYPOTHESIS, interventions=("sloten", "lampen"))
    assert say_expectation(together, numbers, an_indicator()).startswith("Samen verwacht was"), "the sizes were added up"


def test_a_different_answer_with_provisional_figures_is_told() -> None:
    result = replace(answer_at(0.0), with_provisional=answer_at(-5.86))
    assert text(result).endswith("Met de voorlopige cijfers erbij: aanwijzing.")


def _all_texts() -> list[str]:
    numbers = answer_at(-5.86).numbers
    assert isinstance(numbers, EffectNumbers)
    base = replace(answer_at(-5.86), missing=tuple(Missing), awaited_year=2020, post_figures=1)
    results = [
        replace(base, status=status, reason=reason, failing=failing, numbers=replace(numbers, difference=difference))
        for status, reason, failing, difference in product(EffectStatus, EffectReason, [(), tuple(Guard)], [-1.0, 1.0])
    ]
    shown = [replace(result, interventions=names) for result in results for names in [("sloten",), ("sloten", "lampen")]]
    answers = [
        describe_effect(replace(result, with_provisional=base), an_indicator(gewenste_richting=wanted), NAMES)
        for result, wanted in product(shown, ["omhoog", "omlaag", "neutraal"])
    ]
    said = [part for answer in answers for part in (answer.status, answer.text, answer.needed)]
    return [*said, *NEEDS.values(), POWER, *(say_guard(guard, base) for guard in Guard)]


def test_no_text_claims_a_cause() -> None:
    texts = _all_texts()
    assert len(texts) > 500
    assert [(word, said) for said in texts for word in FORBIDDEN if word in said.lower()] == []
