"""Municipalities that became another area while their code stayed are told from their number of inhabitants."""

import pytest

from indicators.effects.mergers import find_mergers


@pytest.mark.parametrize(
    ("what", "known", "is_merged"),
    [
        ("Purmerend took in Beemster in 2022 (CBS 70072ned)", {2021: 81_683, 2022: 92_240, 2023: 93_992}, True),
        ("Aalsmeer built houses in 2009 (CBS 70072ned)", {2008: 26_386, 2009: 28_006}, False),
        ("a large part went to neighbours", {2018: 30_000, 2019: 27_000}, True),
        ("twelve per cent in four years without figures between", {2014: 30_000, 2018: 33_600}, False),
        ("a village with a new street", {2022: 1_200, 2023: 1_300}, False),
        ("before the first year that counts", {2009: 20_000, 2010: 40_000, 2024: 41_000}, False),
        ("in the first year itself, when the figures are of the new area already", {2011: 20_000, 2012: 40_000}, False),
        ("after the last year", {2024: 20_000, 2025: 40_000}, False),
        ("a year with nobody", {2018: 0, 2019: 20_000}, False),
    ],
)
def test_a_jump_in_inhabitants_is_another_area(what: str, known: dict[int, float], is_merged: bool) -> None:
    assert ("GM0001" in find_mergers({"GM0001": known, "GM0002": {}}, 2012 if 2008 not in known else 2005, 2024)) is is_merged, (
        what
    )
