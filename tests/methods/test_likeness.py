"""Everyone's order of likeness at once is what choose_group gives one by one."""

import numpy as np
import pytest

from indicators.methods.group import choose_group
from indicators.methods.likeness import NOBODY, rank_by_likeness


def test_the_same_as_choosing_one_by_one() -> None:
    generator = np.random.default_rng(5)
    features = {
        f"GM{n:04}": {
            name: float(generator.lognormal()) for name in ("inwoners", "inkomen", "leeftijd") if generator.random() > 0.1
        }
        for n in range(60)
    }
    features["GM0000"] = {}
    features["GM0059"]["inwoners"] = 0.0
    ranked = rank_by_likeness(features, log_scaled={"inwoners"})
    for row, own in enumerate(ranked.municipalities):
        alone = choose_group(features, own, size=100, log_scaled={"inwoners"}).municipalities
        together = tuple(ranked.municipalities[place] for place in ranked.order[row] if place != NOBODY)
        assert together == alone, own


def test_equal_distances_in_order_of_code_and_a_feature_without_differences_says_nothing() -> None:
    features = {code: {"dichtheid": value, "zelfde": 1.0} for code, value in {"B": 1.0, "A": 1.0, "C": 1.0, "D": 9.0}.items()}
    ranked = rank_by_likeness(features)
    assert [ranked.municipalities[place] for place in ranked.order[2]] == ["A", "B", "D"]


@pytest.mark.parametrize("features", [{}, {"A": {}}, {"A": {}, "B": {}}, {"A": {"x": 1.0}, "B": {"x": 1.0}}])
def test_without_usable_features_nobody_is_alike(features: dict[str, dict[str, float]]) -> None:
    assert (rank_by_likeness(features).order == NOBODY).all()


def test_in_the_rows_of_another_list() -> None:
    ranked = rank_by_likeness({code: {"x": value} for code, value in {"A": 0.0, "B": 1.0, "C": 3.0, "D": 9.0}.items()})
    assert ranked.candidates(["D", "X", "A", "B"]).tolist() == [[NOBODY, 3, 2], [NOBODY] * 3, [3, NOBODY, 0], [2, NOBODY, 0]]
