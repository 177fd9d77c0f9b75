"""How the municipality's own files are read: notations, encodings, Excel, and that nothing unclear gets through."""

import hashlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.files import fingerprint, read_division, read_own_file
from etl.own_files.import_files import FILES, extract
from etl.store.terms import MEASUREMENT_COLUMNS
from indicators.agenda.model import FileSource

SHIPPED = Path(__file__).parents[2] / "config" / "bestanden"


def a_source(**changes):
    settings = {
        "file": "bestanden/eigen.csv",
        "region_column": "gemeente",
        "period_column": "jaar",
        "holder": "H",
        "licence": "L",
    }
    return FileSource(**(settings | changes))


@pytest.fixture
def read(tmp_path):
    """Read a text or bytes as own file with the columns gemeente, jaar and a."""

    def _read(content, columns=("a",), encoding="utf-8", **changes):
        path = tmp_path / "eigen.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return read_own_file(path, a_source(**changes), columns)

    return _read


@pytest.fixture
def read_excel(tmp_path):
    """Read rows as the first sheet of a workbook; `formats` maps a cell's address to its number format."""

    def _read(rows, formats=None):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for address, number_format in (formats or {}).items():
            book.active[address].number_format = number_format
        book.create_sheet("Toelichting").append(["hier staat tekst"])
        book.save(tmp_path / "eigen.xlsx")
        return read_own_file(tmp_path / "eigen.xlsx", a_source(), ["a"])

    return _read


def values(table):
    return [tuple(row) for row in table[["region", "year", "value"]].itertuples(index=False)]


def test_a_figure_keeps_its_whole_address(read):
    table = read("gemeente;jaar;a;b\nGM0479;2018/'19;12,5;\n", columns=("a", "b"))
    assert tuple(table.columns) == MEASUREMENT_COLUMNS
    assert [tuple(row) for row in table.itertuples(index=False)] == [
        ("bestand", "bestanden/eigen.csv", "a", "gebied=gemeente;periode=jaar", "GM0479", "2018/'19", 2018, "a", 12.5, "")
    ]


def test_a_file_about_one_year_needs_no_column_for_it(read):
    table = read("gemeente;a\nGM0479;12,5\n", period_column=None, year=2024)
    assert list(zip(table["period"], table["year"], strict=True)) == [("2024", 2024)]


@pytest.mark.parametrize(
    "content",
    [
        "gemeente;jaar;a\nGM0479;2024;12,5\n",
        "gemeente;jaar;a\r\nGM0479;2024;12,5\r\n",
        "\n\ngemeente ; jaar ; a\n\n GM0479 ; 2024 ; 12,5 \n;;\n",
        "gemeente\tjaar\ta\nGM0479\t2024\t12.5\n",
        'gemeente,jaar,a\nGM0479,2024,"12,5"\n',
        "gemeente,jaar,a\nGM0479,2024,12.5\n",
        '"naam, in woorden";gemeente;jaar;a\n"Zaanstad, stad";GM0479;2024;12,5\n',
        "jaar;opmerking;a;gemeente\n2024;geen;12,5;479;;\n",
    ],
    ids=[
        "semicolon",
        "Windows lines",
        "blanks",
        "tab",
        "comma, quoted decimals",
        "comma, points",
        "commas in names",
        "any order",
    ],
)
def test_a_csv_is_read_whatever_its_separator(read, content):
    assert values(read(content)) == [("GM0479", 2024, 12.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_with_accents_are_read_in_every_usual_encoding(read, tmp_path, encoding):
    assert values(read("gemeente;jaar;coöperaties\nGM1900;2024;3\n", columns=["coöperaties"], encoding=encoding))
    path = tmp_path / "gebieden.csv"
    path.write_bytes("gemeente;naam;provincie\nGM1900;Súdwest-Fryslân;Fryslân\n".encode(encoding))
    assert list(read_division(path).itertuples(index=False, name=None)) == [("GM1900", "Súdwest-Fryslân", "Fryslân")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GM0479", "GM0479"),
        ("gm0479", "GM0479"),
        ("0479", "GM0479"),
        ("479", "GM0479"),
        ("479.0", "GM0479"),
        (479.0, "GM0479"),
        ("3", "GM0003"),
        ("NL", "NL"),
        ("NL01", "NL"),
    ],
)
def test_a_municipality_may_be_written_in_several_ways(written, code):
    assert notation.region(written) == code


@pytest.mark.parametrize("written", ["Zaanstad", "", "GM0000", "0", "0.0", "GM04791", "PV27", "WK047901", "479,5", 479.5])
def test_a_name_or_another_code_is_no_municipality(written):
    with pytest.raises(ValueError, match="is geen gemeentecode; schrijf GM en vier cijfers"):
        notation.region(written)


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2024", 2024),
        (2024.0, 2024),
        ("2024.0", 2024),
        ("2024JJ00", 2024),
        ("2018SJ00", 2018),
        ("2018/'19", 2018),
        ("2018/’19", 2018),
        ("2018/19", 2018),
        ("2018/2019", 2018),
        ("2018-2019", 2018),
        ("1999/'00", 1999),
        ("2024-12-31", 2024),
        ("31-12-2024", 2024),
        ("1/1/2024", 2024),
    ],
)
def test_a_year_may_be_written_in_several_ways(written, year):
    assert notation.year(written) == year


@pytest.mark.parametrize(
    "written", ["", "2024KW01", "2024MM12", "2024-12", "2018/'20", "2018/2020", "24", "vorig jaar", "1066", "2204", 2024.5]
)
def test_what_is_not_a_year_is_refused(written):
    with pytest.raises(ValueError, match="jaar"):
        notation.year(written)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["12,5", "1.234"], [12.5, 1234.0]),
        (["12.5", "1,234"], [12.5, 1234.0]),
        (["1.234,5", "1.234"], [1234.5, 1234.0]),
        (["1,234.5", "1,234"], [1234.5, 1234.0]),
        (["1.234.567", "1,234"], [1234567.0, 1.234]),
        (["0.123", "1.234"], [0.123, 1.234]),
        (["1234,567", "1,234"], [1234.567, 1.234]),
        (["1234", "-12", "−3", "+4", "0"], [1234.0, -12.0, -3.0, 4.0, 0.0]),
        ([1.234, "12,5"], [1.234, 12.5]),
    ],
)
def test_the_file_proves_what_a_point_and_a_comma_mean(cells, expected):
    sign = notation.decimal_sign(cells)
    assert [notation.number(cell, sign) for cell in cells] == expected


@pytest.mark.parametrize(
    ("text", "remedy"), [("1.234", "kan 1234 zijn of 1,234; schrijf 1234 of 1,2340"), ("12,345", "schrijf 12345 of 12,3450")]
)
def test_a_number_that_may_be_a_thousand_times_another_is_asked_about(read, text, remedy):
    with pytest.raises(SourceError, match=rf"eigen\.csv:2  kolom 'a': '{text}' .*{remedy}"):
        read(f"gemeente;jaar;a\nGM0479;2024;{text}\nGM0014;2024;950\n")


def test_following_the_remedy_gives_the_meant_number(read):
    assert values(read("gemeente;jaar;a\n1;2024;1,2340\n2;2024;1234\n")) == [("GM0001", 2024, 1.234), ("GM0002", 2024, 1234.0)]


def test_two_notations_in_one_file_are_refused(read):
    with pytest.raises(SourceError, match=r"eigen\.csv:4 .*'12\.5' past niet .* decimalen na een komma"):
        read("gemeente;jaar;a\n1;2024;12,5\n2;2024;13,5\n3;2024;12.5\n")


@pytest.mark.parametrize("text", ["x", "nan", "inf", "1e5", "12%", "€ 5", "1 234", "12,", ",5", "1.23.456", "--", "#N/B"])
def test_any_other_text_is_refused_with_place_value_and_remedy(read, text):
    with pytest.raises(SourceError) as error:
        read(f"gemeente;jaar;a\nGM0014;2024;3\nGM0479;2024;{text}\n")
    assert f"eigen.csv:3  kolom 'a': '{text}' is geen getal; schrijf alleen cijfers" in str(error.value)


@pytest.mark.parametrize("text", ["", ".", "-", "  "])
def test_a_missing_figure_is_absent_and_a_zero_is_a_figure(read, text):
    assert values(read(f"gemeente;jaar;a\nGM0479;2023;{text}\nGM0479;2024;0\n")) == [("GM0479", 2024, 0.0)]


NUMBERS = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2)


def english(value, grouped):
    return f"{value:,.2f}" if grouped else f"{value:.2f}"


def dutch(value, grouped):
    return english(value, grouped).translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize("write", [dutch, english])
@given(numbers=st.lists(NUMBERS, min_size=1), grouped=st.booleans())
def test_numbers_come_back_as_they_were_written(write, numbers, grouped):
    cells = [write(number, grouped) for number in numbers]
    sign = notation.decimal_sign(cells)
    assert [notation.number(cell, sign) for cell in cells] == [float(number) for number in numbers]


@given(number=st.integers(1000, 999_999), sign=st.sampled_from([None, ",", "."]), mark=st.sampled_from([",", "."]))
def test_a_grouped_whole_number_is_never_silently_a_thousand_times_too_small(number, sign, mark):
    """Without proof it is refused; with proof it is read in the one way the rest of the file is."""
    text = f"{number:,}".replace(",", mark)
    if sign is None:
        with pytest.raises(ValueError, match=r"kan .* zijn of"):
            notation.number(text, sign)
    else:
        assert notation.number(text, sign) == (number if mark != sign else number / 1000)


def test_every_problem_is_reported_at_once(read):
    with pytest.raises(SourceError) as error:
        read("gemeente;jaar;a\nZaanstad;2024;x\nGM0014;gisteren;3\n479;2024;1\nGM0479;2024JJ00;2\n")
    lines = str(error.value).splitlines()
    places = [line.split("  ")[0].rsplit(":")[-1] for line in lines[:-1]]
    assert places == ["2", "2", "3", "5"]
    assert "GM0479 in 2024 staat ook op regel 4; houd er één over" in lines[3]
    assert lines[-1] == "4 fouten. Het bestand is niet ingelezen."


def test_a_long_list_of_problems_is_cut_but_counted(read):
    with pytest.raises(SourceError) as error:
        read("gemeente;jaar;a\n" + "".join(f"{code};2024;x\n" for code in range(1, 31)))
    assert len(str(error.value).splitlines()) == 21
    assert str(error.value).endswith("30 fouten, de eerste 20 staan hierboven. Het bestand is niet ingelezen.")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("gemeente;jaar;opkomts\n", "kolom 'opkomst' is er niet; bedoelt u 'opkomts'?"),
        ("gemeente;jaar;Opkomst\n", "kolom 'opkomst' is er niet; bedoelt u 'Opkomst'?"),
        ("gemeente;jaar;b\n", "kolom 'opkomst' is er niet."),
        ("gemeente;jaar;b\n", "Kolommen in dit bestand: gemeente, jaar, b."),
        ("gebied;jaar;opkomst\n", "kolom 'gemeente' is er niet."),
        ("gemeente;jaar;opkomst;opkomst\n", "kolom 'opkomst' staat er twee keer"),
        ("", "het bestand is leeg"),
        ("\n;;\n", "het bestand is leeg"),
        (
            "gemeente,jaar,opkomst\nGM0479,2024,12,5\n",
            "eigen.csv:2  deze regel heeft 4 cellen, de kop heeft er 3. Staan er komma's",
        ),
        ("gemeente,jaar,opkomst,rest\nGM0479,2024,12\n", "eigen.csv:2  deze regel heeft 3 cellen, de kop heeft er 4."),
        ("gemeente;jaar;opkomst\nGM0479;2024;12;5\n", "eigen.csv:2  deze regel heeft 4 cellen, de kop heeft er 3."),
        ('gemeente;jaar;opkomst\nGM0479;2024;"12\n', "kijk of er een aanhalingsteken mist"),
        (b"gemeente;jaar;\x81\n", "de tekens zijn niet te lezen"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_a_remedy(read, content, message):
    with pytest.raises(SourceError) as error:
        read(content, columns=["opkomst"])
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("weg.csv", "dit bestand is er niet. Zet het daar neer"),
        ("oud.xls", "Sla het op als .xlsx of als .csv"),
        ("kapot.xlsx", "dit is geen Excelbestand dat te lezen is"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name, message):
    for other in ("oud.xls", "kapot.xlsx"):
        (tmp_path / other).write_bytes(b"geen werkmap")
    with pytest.raises(SourceError) as error:
        read_own_file(tmp_path / name, a_source(), ["a"])
    assert str(error.value).startswith(f"{tmp_path / name}: ")
    assert message in str(error.value)


def test_a_file_with_only_a_header_has_no_figures(read):
    table = read("gemeente;jaar;a\n")
    assert table.empty
    assert tuple(table.columns) == MEASUREMENT_COLUMNS


def test_the_first_sheet_of_a_workbook_is_read(read_excel):
    rows = [
        ["gemeente", "jaar", "a"],
        ["GM0479", 2023, 12.5],
        [479, date(2024, 12, 31), 1234],
        ["0014", "2018/'19", "12,25"],
        ["NL", 2024.0, None],
    ]
    table = read_excel(rows)
    assert values(table) == [("GM0479", 2023, 12.5), ("GM0479", 2024, 1234.0), ("GM0014", 2018, 12.25)]
    assert list(table["period"]) == ["2023", "2024-12-31", "2018/'19"]


@pytest.mark.parametrize(
    ("cell", "number_format", "shown"),
    [(0.125, "0.0%", "12.5%"), ("=A1+1", None, "=A1+1"), (True, None, "WAAR"), (date(2024, 5, 1), None, "2024-05-01")],
    ids=["percentage", "formula never worked out", "yes or no", "figure that Excel took for a date"],
)
def test_a_cell_that_is_not_the_number_it_seems_is_refused(read_excel, cell, number_format, shown):
    with pytest.raises(SourceError) as error:
        read_excel([["gemeente", "jaar", "a"], ["GM0479", 2024, cell]], {"C2": number_format} if number_format else None)
    assert f"eigen.xlsx:2  kolom 'a': '{shown}' is geen getal" in str(error.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Zaanstad;Zaanstad;Noord-Holland", "'Zaanstad' is geen gemeentecode"),
        ("NL;Nederland;Nederland", "'NL' is geen gemeentecode"),
        ("GM0479;;Noord-Holland", "kolom 'naam' is leeg"),
        ("GM0479;Zaanstad;", "kolom 'provincie' is leeg"),
        ("GM0014;Groningen;Groningen", "GM0014 staat ook op regel 2"),
    ],
)
def test_a_division_with_a_fault_is_refused(tmp_path, line, message):
    path = tmp_path / "gebieden.csv"
    path.write_text(f"gemeente;naam;provincie\nGM0014;Groningen;Groningen\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_division(path)


def test_a_fingerprint_is_the_sha256_of_the_bytes(tmp_path):
    path = tmp_path / "eigen.csv"
    path.write_bytes(b"gemeente;jaar;a\n")
    assert fingerprint(path) == hashlib.sha256(b"gemeente;jaar;a\n").hexdigest()
    with pytest.raises(SourceError, match="niet te openen"):
        fingerprint(tmp_path / "weg.csv")


def test_an_extract_keeps_the_used_columns_and_the_lines_with_figures(tmp_path):
    original = tmp_path / "kiesraad-tweede-kamer.csv"
    original.write_text(
        "gemeente;jaar;kiesgerechtigden;opkomst;opkomstpercentage\nGM0014;2023;;;\nGM0479;2023;115180,0;;\n"
        "GM0479;2012;110988,0;79905,0;71,99\n",
        encoding="utf-8",
    )
    text, count = extract(original, FILES["kiesraad-tweede-kamer"])
    assert text == "gemeente;jaar;kiesgerechtigden;opkomst\nGM0479;2012;110988;79905\nGM0479;2023;115180;\n"
    assert count == 2


@pytest.mark.parametrize(
    ("name", "column", "year", "expected"),
    [
        ("regionale-monitor-brede-welvaart", "vrijwilligerswerk", 2022, (235, 38.0)),
        ("kiesraad-tweede-kamer", "opkomst", 2012, (418, 79905.0)),
        ("kiesraad-tweede-kamer", "kiesgerechtigden", 2023, (341, 115180.0)),
    ],
)
def test_the_files_that_ship_are_read(name, column, year, expected):
    """Zaanstad in 2012: 110.988 entitled, 79.905 votes, 71,99 % (Kiesraad)."""
    table = read_own_file(SHIPPED / f"{name}.csv", a_source(file=f"bestanden/{name}.csv"), FILES[name].figures)
    found = table[(table["topic"] == column) & (table["year"] == year)]
    own = found.loc[found["region"] == "GM0479", "value"]
    assert (len(found), own.iloc[0]) == expected


def test_the_division_that_ships_has_342_municipalities():
    division = read_division(SHIPPED / "gebieden-2024.csv").set_index("code")
    assert len(division) == 342
    assert tuple(division.loc["GM0479"]) == ("Zaanstad", "Noord-Holland")
