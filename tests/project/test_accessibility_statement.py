"""The statement on accessibility names every criterion once, and tests that are there; what departs is told as the model asks."""

import re
from collections import Counter

import pytest
from support.shipped import ROOT

from dashboard.accountability.words import access_statement

STATEMENT = (ROOT / "docs" / "toegankelijkheid.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d\.\d\.\d+) ([^|]+) \| (A{1,2}) \| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", re.MULTILINE)
ROWS = ROW.findall(STATEMENT)
BY_GUIDELINE = {"1.1": 1, "1.2": 5, "1.3": 5, "1.4": 9, "2.1": 3, "2.2": 2, "2.3": 1} | {
    "2.4": 8, "2.5": 6, "3.1": 2, "3.2": 5, "3.3": 6, "4.1": 2
}  # fmt: skip
"""Criteria of level A and AA in WCAG 2.2; 4.1.1 was taken out of it."""


def test_every_criterion_of_a_and_aa_is_in_it_once():
    numbers = [number for number, *_ in ROWS]
    assert len(set(numbers)) == len(numbers) == 55
    assert Counter(number.rpartition(".")[0] for number in numbers) == BY_GUIDELINE
    assert Counter(level for _, _, level, *_ in ROWS) == {"A": 31, "AA": 24}


def test_the_page_says_the_same_of_how_many_are_not_met():
    assert sum(verdict == "voldoet niet" for _, _, _, verdict, *_ in ROWS) == 1
    assert "voldoet op één na aan alle eisen" in access_statement()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_met_has_a_test_and_what_is_not_is_told_in_full(row):
    number, _, _, verdict, why, tests = row
    named = re.findall(r"`([^`]+)`", tests)
    assert why
    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert bool(named) == (verdict != "niet van toepassing")
    assert verdict in {"voldoet", "niet van toepassing", "voldoet niet"}
    told = re.search(rf"^### {re.escape(number)} .*?(?=^### |\Z)", STATEMENT, re.MULTILINE | re.DOTALL)
    assert bool(told) == (verdict == "voldoet niet")
    if told:
        parts = ("Beschrijving", "Oorzaak", "Gevolg", "Alternatief", "Maatregel", "Planning")
        assert [part for part in parts if f"- **{part}.** " not in told[0]] == []
