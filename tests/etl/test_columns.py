"""Rows of JSON as columns: what is a code, what is a figure, and what is refused with the column and the value."""

import pytest

from etl.cbs.columns import to_table
from etl.delivery import SourceError


def table(*pages):
    return to_table(pages, dimensions=("Soort", "Jaar"), columns=("Aantal",), label="CBS T")


def row(kind="A", year="2020JJ00", value=1, **more):
    return {"Soort": kind, "Jaar": year, "Aantal": value, **more}


def test_pages_become_one_table_with_padding_and_nulls_as_they_came():
    found = table([row("A  ", value=None), row("B", value=2)], [row("A  ", "2021JJ00", 2.5, Meer="x")], [])
    assert found.to_pydict() == {
        "Soort": ["A  ", "B", "A  "],
        "Jaar": ["2020JJ00", "2020JJ00", "2021JJ00"],
        "Aantal": [None, 2.0, 2.5],
    }
    assert found["Soort"].num_chunks == 1


def test_no_page_at_all_is_a_table_without_rows():
    assert table().num_rows == 0


@pytest.mark.parametrize("value", [2**53 + 1, 10**300, 2**64], ids=["2**53 + 1", "1e300", "2**64"])
def test_a_whole_number_that_a_double_only_comes_near_is_a_figure(value):
    assert table([row(value=value)])["Aantal"].to_pylist() == [float(value)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "bevat true"),
        ("12", 'bevat "12"'),
        ([1], r"bevat \[1\]"),
        ({}, r"bevat \{\}"),
        (float("nan"), "bevat NaN"),
        (float("inf"), "bevat Infinity"),
        (float("-inf"), "bevat -Infinity"),
        (10**400, r"bevat 10+…"),
        (10**5000, "bevat een getal van duizenden cijfers"),
    ],
    ids=["bool", "text", "list", "object", "nan", "inf", "-inf", "401 digits", "5001 digits"],
)
@pytest.mark.parametrize("others", [(), (2.5, None, 3)], ids=["alone", "among figures"])
def test_what_is_no_figure_is_refused_with_column_and_value(value, shown, others):
    rows = [row(year=f"20{n}JJ00", value=other) for n, other in enumerate((*others, value), start=10)]
    with pytest.raises(SourceError, match=rf"CBS T: kolom 'Aantal' {shown}, dat past daar niet"):
        table(rows)


@pytest.mark.parametrize("code", [None, 2020, True, ["A"]])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(SourceError, match="kolom 'Soort' bevat"):
        table([row(), row(code)])


@pytest.mark.parametrize("name", ["Soort", "Jaar", "Aantal"])
def test_a_column_that_one_row_lacks_is_missing(name):
    short = {key: value for key, value in row("B").items() if key != name}
    with pytest.raises(SourceError, match=f"kolom '{name}' ontbreekt"):
        table([row()], [short])


def test_a_row_that_comes_twice_is_refused_also_in_another_order_and_with_another_figure():
    with pytest.raises(SourceError, match="dezelfde rijen twee keer"):
        table([row("A"), row("B")], [row("C"), row("A", value=3)])
