"""What a spreadsheet makes of a download: text stays text, numbers stay numbers, whatever a source or an agenda says."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dashboard.downloads.cells import is_calculated, neutral
from dashboard.downloads.files import Export, Figure, to_csv, to_workbook
from dashboard.look.plain_text import plain

CALCULATED = {
    "a formula": "=1+1",
    "a call": "@SUM(A1)",
    "a plus": "+31 75",
    "a minus": "-2+3+cmd|' /C calc'!A0",
    "a minus alone": "-",
    "behind a space": " =1+1",
    "behind more": "\u00a0 \u3000=1+1",
    "full-width": "＝1+1",
    "full-width plus": "＋1",
    "full-width minus": "－1",
    "full-width at": "＠SUM(A1)",
    "small": "﹦1+1",
    "behind a tab": "\t=1+1",
    "behind a return": "\r=1+1",
    "behind a new line": "\n=1+1",
    "behind both": "\r\n\t =1+1",
    "behind what is not seen": "\u200b\u202e=1+1",
    "behind a null": "\0=1+1",
    "behind a mark": "\ufeff=1+1",
}
TEXT = ("Mishandeling", "2019–2022", "minstens 80%", "'s-Hertogenbosch", "n.v.t. (=)", "−0,9", "", "a=b", "é", "3 = 3", '"x"; y')


def an_export(text, *cells):
    return Export(
        title=text,
        headers=[text, "waarde", "jaar"],
        lines=[[text, *cells]],
        origins=[[text] * 8],
        made_on=date(2026, 11, 21),
    )


def in_csv(export):
    return list(csv.reader(io.StringIO(to_csv(export).decode("utf-8-sig"), newline=""), delimiter=";"))


def in_workbook(export):
    return load_workbook(io.BytesIO(to_workbook(export)))


@pytest.mark.parametrize("text", CALCULATED.values(), ids=CALCULATED)
def test_text_is_never_a_formula(text):
    export = an_export(text, Figure(-1.5, 1), 2026)
    shown = plain(text)
    headers, line = in_csv(export)
    assert headers[0] == line[0] == f"'{shown}"
    assert line[1:] == ["-1,5", "2026"], "numbers stay numbers"
    book = in_workbook(export)
    for cell in (book["cijfers"]["A1"], book["cijfers"]["A5"], book["cijfers"]["A6"], book["herkomst"]["C6"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (shown, "s", True)
    assert (book["cijfers"]["B6"].value, book["cijfers"]["B6"].data_type, book["cijfers"]["C6"].value) == (-1.5, "n", 2026)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(to_workbook(export))).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", TEXT)
def test_text_that_no_spreadsheet_calculates_stays_as_it_is(text):
    export = an_export(text, Figure(1.0, 0), 1)
    assert in_csv(export)[1] == [text, "1", "1"]
    cell = in_workbook(export)["cijfers"]["A6"]
    assert (cell.value or "", bool(cell.quotePrefix)) == (text, False)


@given(st.text())
def test_any_text_is_one_cell_on_one_line_that_nothing_calculates(text):
    shown = neutral(text)
    assert not is_calculated(shown)
    assert neutral(shown) == shown
    assert shown.encode("utf-8").splitlines() in ([shown.encode("utf-8")], [])
    assert in_csv(an_export(text, 1, 2)) == [[shown, "waarde", "jaar"], [shown, "1", "2"]]
    assert not any(ord(each) < 32 or 0x202A <= ord(each) <= 0x202E for each in shown)


def test_a_control_character_breaks_no_workbook():
    cell = in_workbook(an_export("Jeugd\x0b\x00\x1fzorg\ud800\ufffe", 1, 2))["cijfers"]["A6"]
    assert cell.value == "Jeugd zorg"


def test_a_workbook_has_the_day_of_its_figures_and_no_clock_in_it():
    file = to_workbook(an_export("Jeugdzorg", Figure(1.5, 1), 2026))
    assert {each.date_time for each in zipfile.ZipFile(io.BytesIO(file)).infolist()} == {(2026, 11, 21, 0, 0, 0)}
    about = load_workbook(io.BytesIO(file)).properties
    assert about.created == about.modified == datetime(2026, 11, 21)
