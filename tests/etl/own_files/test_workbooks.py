"""Excel files as people have them: sheets, titles, percentages, dates that are no dates, sizes that are lies, broken parts."""

import io
import re
import zipfile
from datetime import date

import pytest
from support.own_files import figures, read_bytes, workbook

from etl.delivery import SourceError
from indicators.agenda.model import YearsIn

ROWS = [["gemeente", "jaar", "a"], ["GM0479", 2021, 10.5], ["GM0344", 2022, 21.5]]
FIGURES = [("GM0479", 2021, 10.5), ("GM0344", 2022, 21.5)]


@pytest.fixture
def read(tmp_path):
    def _read(content, columns=("a",), **changes):
        raw = content if isinstance(content, bytes) else workbook(content)
        return read_bytes(tmp_path, raw, columns, file="eigen.xlsx", **changes)

    return _read


def refusal(read, content, **changes):
    with pytest.raises(SourceError) as error:
        read(content, **changes)
    return str(error.value)


def edited(raw: bytes, part: str, edit) -> bytes:
    """The workbook with one of its parts (a pattern) changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, edit(content) if re.fullmatch(part, info.filename) else content)
    return changed.getvalue()


def broken_styles(raw: bytes) -> bytes:
    return edited(raw, "xl/styles.xml", lambda xml: re.sub(rb"<fill>.*?</fill>", b"<fill/>", xml, count=1))


def strict(raw: bytes) -> bytes:
    """As Excel saves it when asked for Strict Open XML: other namespaces."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def rename(xml: bytes) -> bytes:
        for old, new in names.items():
            xml = xml.replace(old, new)
        return xml

    return edited(raw, r".*\.(xml|rels)", rename)


def test_the_first_sheet_of_a_workbook_is_read(read):
    rows = [["gemeente", "jaar", "a"], ["GM0479", 2023, 12.5], [479, date(2024, 12, 31), 1234], ["0014", "2018/'19", "12,25"]]
    found = read([*rows, ["NL", 2024.0, None]])
    assert figures(found) == [("GM0479", 2023, 12.5), ("GM0479", 2024, 1234.0), ("GM0014", 2018, 12.25)]
    assert found.figures["period"].to_pylist() == ["2023", "2024-12-31", "2018/'19"]


def test_another_sheet_is_read_with_the_line_that_the_message_says(read):
    raw = workbook(ROWS, title="Cijfers 2022", before=["Toelichting", "Meer"])
    assert refusal(read, raw).endswith("de kolommen staan op blad 'Cijfers 2022': zet blad: Cijfers 2022 bij de bron.")
    assert figures(read(raw, sheet="Cijfers 2022")) == FIGURES
    assert figures(read(raw, sheet="cijfers  2022")) == FIGURES
    said = refusal(read, raw, sheet="Cijfers")
    assert "er is geen blad 'Cijfers'. Bladen in dit bestand: Toelichting, Meer, Cijfers 2022" in said


def test_a_title_on_another_sheet_asks_for_both_lines(read):
    raw = workbook([["Tabel 3"], [], *ROWS, ["Bron: gemeente"]], title="Data", before=["Toelichting"])
    assert "zet blad: Data en zet kop: 3 bij de bron." in refusal(read, raw)
    assert figures(read(raw, sheet="Data", header_row=3)) == FIGURES


def test_numbers_in_the_header_are_names(read):
    rows = [["gemeente", 2021, 2022], ["GM0479", 10.5, 11.5]]
    assert figures(read(rows, ["2022"], period_column=None, year=2022)) == [("GM0479", 2022, 11.5)]
    wide = read(rows, ["a"], period_column=None, years_in=YearsIn.COLUMNS)
    assert figures(wide) == [("GM0479", 2021, 10.5), ("GM0479", 2022, 11.5)]


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.00 %", "0.0%;[Red]-0.0%"])
def test_a_percentage_is_read_as_it_is_shown(read, number_format):
    rows = [["gemeente", "jaar", "a"], ["GM0479", 2021, 0.105], ["GM0344", 2022, 0.07], ["GM0014", 2022, 0]]
    found = read(workbook(rows, dict.fromkeys(("C2", "C3", "C4"), number_format)))
    assert figures(found) == [("GM0479", 2021, 10.5), ("GM0344", 2022, 7.0), ("GM0014", 2022, 0.0)]
    assert found.units == (("a", "%"),)


def test_a_percent_sign_that_is_only_a_word_changes_nothing(read):
    found = read(workbook(ROWS, {"C2": '0.0" %"', "C3": '0.0" %"'}))
    assert (figures(found), found.units) == (FIGURES, ())


def test_a_column_with_percentages_and_other_numbers_is_refused(read):
    rows = [["gemeente", "jaar", "a"], ["GM0479", 2021, 0.105], ["GM0344", 2022, 0.115], ["GM0014", 2022, 0.125]]
    said = refusal(read, workbook(rows, {"C2": "0.0%", "C4": "0.0%"}))
    assert "eigen.xlsx:3  kolom 'a': '0.115' is geen procent, en andere cellen wel; geef de hele kolom dezelfde opmaak" in said


@pytest.mark.parametrize("number_format", ["dd-mm-yyyy", "d-m-yy", "mmm-yy", "yyyy"])
def test_a_year_that_is_shown_as_a_date_is_refused_for_what_is_wrong_with_the_cell(read, number_format):
    said = refusal(read, workbook(ROWS, {"B2": number_format, "B3": number_format}))
    assert "eigen.xlsx:2  kolom 'jaar': '1905-07-13' is een datum uit 1905: de cel heeft een datumopmaak" in said
    assert "Het getal erin is 2021. Geef de cel de opmaak Standaard en vul het jaar in." in said


@pytest.mark.parametrize("year", ["13-7-1905", "1905-07-13", "14/7/1905"])
def test_the_same_mistake_saved_as_csv_is_refused_too(tmp_path, year):
    with pytest.raises(SourceError, match="is een datum uit 1905: de cel heeft een datumopmaak"):
        read_bytes(tmp_path, f"gemeente;jaar;a\nGM0479;{year};1\n".encode())


def test_a_year_in_the_header_of_a_wide_file_that_is_shown_as_a_date_is_refused(read):
    raw = workbook([["gemeente", 2021, 2022], ["GM0479", 10.5, 11.5]], {"C1": "dd-mm-yyyy"})
    said = refusal(read, raw, period_column=None, years_in=YearsIn.COLUMNS)
    assert "eigen.xlsx:1  is een datum uit 1905" in said


@pytest.mark.parametrize(
    ("cell", "number_format", "said"),
    [
        ("=A1+1", None, "'=A1+1' is geen getal"),
        (True, None, "'WAAR' is geen getal"),
        (date(2024, 5, 1), None, "'2024-05-01' is een datum: de cel heeft een datumopmaak, en het getal erin is 45413"),
        (12.5, "dd-mm-yyyy", "het getal erin is 12,5; kies de opmaak Standaard"),
        ("#N/A", None, "'#N/A' is geen getal"),
    ],
    ids=["formula never worked out", "yes or no", "date", "figure with a date format", "error"],
)
def test_a_cell_that_is_not_the_number_it_seems_is_refused(read, cell, number_format, said):
    raw = workbook([["gemeente", "jaar", "a"], ["GM0479", 2024, cell]], {"C2": number_format} if number_format else None)
    assert f"eigen.xlsx:2  kolom 'a': {said}" in refusal(read, raw) or said in refusal(read, raw)


@pytest.mark.parametrize("size", ["A1", "A1:A1", "A1:C2", "A1:XFD1048576", "B2:C3"])
def test_what_a_sheet_says_of_its_size_is_not_believed(read, size):
    lie = edited(
        workbook(ROWS),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{size}"'.encode(), xml),
    )
    assert f'ref="{size}"'.encode() in zipfile.ZipFile(io.BytesIO(lie)).read("xl/worksheets/sheet1.xml")
    assert figures(read(lie)) == FIGURES


@pytest.mark.parametrize("damage", [broken_styles, strict], ids=["broken styles", "Strict Open XML"])
def test_what_openpyxl_cannot_open_is_read(read, damage):
    assert figures(read(damage(workbook(ROWS)))) == FIGURES
    titled = damage(workbook([["Titel"], [], *ROWS], title="Data", before=["Toelichting"]))
    assert "zet blad: Data en zet kop: 3" in refusal(read, titled)
    assert figures(read(titled, sheet="Data", header_row=3)) == FIGURES


@pytest.mark.parametrize("damage", [broken_styles, strict], ids=["broken styles", "Strict Open XML"])
def test_what_openpyxl_cannot_open_is_refused_when_a_percentage_can_be_in_it(read, damage):
    rows = [["gemeente", "jaar", "a"], ["GM0479", 2021, 0.105]]
    for number_format in ("0.0%", "0%", "0.00%"):
        said = refusal(read, damage(workbook(rows, {"C2": number_format})))
        assert said.count("\n") == 0
        assert "in dit Excelbestand staan procenten, maar de opmaak is beschadigd of Strict Open XML" in said
    dated = damage(workbook(ROWS, {"B2": "dd-mm-yyyy"}))
    assert "is een datum uit 1905" in refusal(read, dated)


@pytest.mark.parametrize("damage", [broken_styles, strict], ids=["broken styles", "Strict Open XML"])
def test_what_openpyxl_cannot_open_is_refused_when_a_formula_was_never_worked_out(read, damage):
    whole = workbook([["gemeente", "jaar", "a"], ["GM0479", 2021, 1], ["GM0344", 2022, "=C2+1"]])
    for empty in (b"<v />", b"<v/>", b"<v></v>", b"<v> </v>", b'<v xml:space="preserve"></v>', b""):
        raw = edited(whole, "xl/worksheets/sheet1.xml", lambda xml, empty=empty: re.sub(rb"<v ?/>|<v></v>", empty, xml))
        assert "dit Excelbestand heeft formules zonder uitkomst" in refusal(read, damage(raw)), empty
        assert re.search(r"formules zonder uitkomst|'=C2\+1' is geen getal", refusal(read, raw)), empty


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "dit bestand heeft een wachtwoord of is een oud Excelbestand"),
        (b"gemeente;jaar;a\nGM0479;2021;1\n", "dit is geen Excelbestand dat te lezen is"),
        (b"PK\x03\x04 and then nothing", "dit is geen Excelbestand dat te lezen is"),
        (workbook(ROWS)[:-200], "dit is geen Excelbestand dat te lezen is"),
        (edited(workbook(ROWS), "xl/workbook.xml", lambda _: b""), "dit is geen Excelbestand dat te lezen is"),
        (edited(workbook(ROWS), "xl/worksheets/sheet1.xml", lambda xml: xml[:400]), "dit is geen Excelbestand dat te lezen is"),
    ],
    ids=["password or .xls", "CSV by another name", "nothing behind the mark", "cut off", "no workbook", "half a sheet"],
)
def test_a_file_that_is_no_workbook_is_refused_in_one_sentence(read, content, said):
    told = refusal(read, content)
    assert said in told
    assert told.count("\n") == 0


def test_a_workbook_by_the_name_of_a_csv_is_told(tmp_path):
    with pytest.raises(SourceError, match=r"dit is geen CSV maar een Excelbestand\. Geef het de naam \.xlsx"):
        read_bytes(tmp_path, workbook(ROWS))
