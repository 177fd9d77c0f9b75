"""Numbers, units and chances in Dutch notation."""

import pytest

from indicators.wording.numbers import (
    chance,
    difference,
    level,
    listing,
    number,
    odds,
    plural,
    quantity,
    quantity_apart,
    short_number,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0.867, 2, "0,87"),
        (-0.5, 1, "−0,5"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
        (-1234.5, 2, "−1.234,50"),
        (6.25, 1, "6,3"),
        (0.5, 0, "1"),
        (1.005, 2, "1,01"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(2.5, "2,5"), (40.0, "40"), (1000.0, "1.000"), (0.125, "0,125"), (-2.0, "−2")])
def test_short_number(value: float, text: str) -> None:
    assert short_number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"), [(38, "%", "38,0%"), (2.87, "per 1.000 inwoners", "2,9"), (1500, "euro", "1.500,0 euro")]
)
def test_quantity(value: float, unit: str, text: str) -> None:
    assert quantity(value, 1, unit) == text


def test_level_leaves_zeros_out() -> None:
    assert level(45.0, "%") == "45%"


@pytest.mark.parametrize(("value", "text"), [(2.504, "2,504"), (2.4, "2,4"), (2.5, "2,5")])
def test_a_figure_next_to_the_norm_is_seen_to_differ_from_it(value: float, text: str) -> None:
    assert quantity_apart(value, 2.5, 1, "cijfer") == text


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (-0.074, 2, "per 1.000 inwoners", "0,07 minder"),
        (0.35, 1, "%", "0,4 procentpunt meer"),
        (-0.02, 1, "per 1.000 inwoners", "0,02 minder"),
        (-1200, 0, "euro", "1.200 euro minder"),
        (0, 1, "%", "geen verschil"),
        (12.0, 1, "aantal", "12,0 meer"),
    ],
)
def test_a_difference_is_never_rounded_away(value: float, decimals: int, unit: str, text: str) -> None:
    assert difference(value, decimals, unit) == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "heel klein (minder dan 1 op 100)"),
        (0.009, "heel klein (minder dan 1 op 100)"),
        (0.01, "klein (ongeveer 1 op 100)"),
        (0.04, "klein (ongeveer 1 op 25)"),
        (0.125, "klein (ongeveer 1 op 8)"),
        (0.2, "klein (ongeveer 1 op 5)"),
        (0.24, "ongeveer 1 op 4"),
        (0.48, "ongeveer 1 op 2"),
        (0.7, "ongeveer 2 op 3"),
        (0.8, "groot (ongeveer 4 op 5)"),
        (0.93, "groot (ongeveer 19 op 20)"),
        (1.0, "heel groot (meer dan 99 op 100)"),
    ],
)
def test_chances_have_no_false_precision(probability: float, text: str) -> None:
    assert chance(probability) == text


def test_a_larger_chance_never_reads_as_a_smaller_one() -> None:
    def value(text: str) -> float:
        part, whole = text.split(" op ")
        return int(part) / int(whole)

    steps = [value(odds(n / 1000)) for n in range(10, 991)]
    assert steps == sorted(steps)


@pytest.mark.parametrize(("count", "text"), [(0, "geen metingen"), (1, "1 meting"), (2, "2 metingen")])
def test_plural(count: int, text: str) -> None:
    assert plural(count, "meting", "metingen") == text


@pytest.mark.parametrize(("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")])
def test_listing(parts: list[str], text: str) -> None:
    assert listing(parts) == text
