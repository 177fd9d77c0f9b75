"""How the municipality's own files are read: notations, encodings, Excel, and that nothing unclear gets through."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.own_files import PLACES, a_source, figures, read_bytes

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.division import read_division
from etl.own_files.files import read_own_file
from etl.own_files.import_files import FILES, extract
from etl.own_files.opening import own_file
from etl.own_files.periods import year_of
from etl.own_files.places import Places
from etl.store.terms import HOW_IT_IS_READ, MEASUREMENT_COLUMNS, variant_of
from indicators.agenda.model import FileSource

SHIPPED = Path(__file__).parents[3] / "config" / "bestanden"


@pytest.fixture
def read(tmp_path):
    """Read a text or bytes as own file with the columns gemeente, jaar and a."""

    def _read(content, columns=("a",), encoding="utf-8", **changes):
        raw = content if isinstance(content, bytes) else content.encode(encoding)
        return read_bytes(tmp_path, raw, columns, **changes)

    return _read


def test_a_figure_keeps_its_whole_address(read):
    table = read("gemeente;jaar;a;b\nGM0479;2018/'19;12,5;\n", columns=("a", "b")).figures
    assert tuple(table.column_names) == MEASUREMENT_COLUMNS
    assert [tuple(row.values()) for row in table.to_pylist()] == [
        ("bestand", "eigen.csv", "a", "gebied=gemeente;periode=jaar", "GM0479", "2018/'19", 2018, "a", 12.5, "")
    ]


def test_the_address_tells_how_the_file_was_read(read):
    one = read("Tabel 3\ngemeente;a\nGM0479;12,5\n", period_column=None, year=2024, header_row=2).figures
    assert one["filters"].to_pylist() == ["gebied=gemeente;jaar=2024;kop=2"]
    assert one["filters"].to_pylist() == [variant_of(a_source(period_column=None, year=2024, header_row=2))]


def test_every_key_of_a_file_says_whether_another_value_is_another_series():
    about_the_file = {"file", "holder", "licence", "margin", "years_together"}
    assert set(FileSource.model_fields) == HOW_IT_IS_READ | about_the_file
    changed = {"sheet": "B", "header_row": 3, "region_column": "g", "period_column": "p", "status_column": "s"}
    assert {key for key in changed if variant_of(a_source(**{key: changed[key]})) != variant_of(a_source())} == set(changed)
    kept = {"holder": "Iemand", "licence": "CC BY", "margin": 2.0, "years_together": 3}
    assert variant_of(a_source(**kept)) == variant_of(a_source())


def test_a_file_about_one_year_needs_no_column_for_it(read):
    (row,) = read("gemeente;a\nGM0479;12,5\n", period_column=None, year=2024).figures.to_pylist()
    assert (row["period"], row["year"]) == ("2024", 2024)


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
    assert figures(read(content)) == [("GM0479", 2024, 12.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_names_with_accents_are_read_in_every_usual_encoding(read, tmp_path, encoding):
    assert figures(read("gemeente;jaar;coöperaties\nGM1900;2024;3\n", columns=["coöperaties"], encoding=encoding))
    (tmp_path / "gebieden.csv").write_bytes("gemeente;naam;provincie\nGM1900;Súdwest-Fryslân;Fryslân\n".encode(encoding))
    (row,) = read_division(own_file(tmp_path, "gebieden.csv")).to_pylist()
    assert row == {"code": "GM1900", "name": "Súdwest-Fryslân", "province": "Fryslân", "inhabitants": None}


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
    assert year_of(written) == year


@pytest.mark.parametrize(
    "written", ["", "2024KW01", "2024MM12", "2024-12", "2018/'20", "2018/2020", "24", "vorig jaar", "1066", "2204", 2024.5]
)
def test_what_is_not_a_year_is_refused(written):
    with pytest.raises(ValueError, match="jaar"):
        year_of(written)


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
    assert figures(read("gemeente;jaar;a\n1;2024;1,2340\n2;2024;1234\n")) == [("GM0001", 2024, 1.234), ("GM0002", 2024, 1234.0)]


def test_two_notations_in_one_file_are_refused(read):
    with pytest.raises(SourceError, match=r"eigen\.csv:4 .*'12\.5' past niet .* decimalen na een komma"):
        read("gemeente;jaar;a\n1;2024;12,5\n2;2024;13,5\n3;2024;12.5\n")


@pytest.mark.parametrize(
    "text", ["n", "nan", "inf", "1e", "e5", "12%%", "€ 5", "1 23", "12,", ",5", "1.23.456", "--", "#N/B", "1" * 60]
)
def test_any_other_text_is_refused_with_place_value_and_remedy(read, text):
    with pytest.raises(SourceError) as error:
        read(f"gemeente;jaar;a\nGM0014;2024;3\nGM0479;2024;{text}\n")
    assert f"eigen.csv:3  kolom 'a': '{text}' is geen getal; schrijf alleen cijfers" in str(error.value)


@pytest.mark.parametrize("text", ["1e999", "-1e400", "9e308e1"])
def test_what_is_too_large_to_be_a_number_is_refused(read, text):
    with pytest.raises(SourceError, match=r"eigen\.csv:2  kolom 'a': '.*' is geen getal"):
        read(f"gemeente;jaar;a\nGM0479;2024;{text}\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e+05", 100000.0),
        ("1e5", 100000.0),
        ("1,5e+05", 150000.0),
        ("2.5E-1", 0.25),
        ("1 234", 1234.0),
        ("1\u00a0234,5", 1234.5),
        ("158\u202f585", 158585.0),
        ("12,5%", 12.5),
        ("12,5 %", 12.5),
        ("  12,5\u00a0", 12.5),
    ],
)
def test_numbers_are_read_as_programs_write_them(read, text, value):
    assert figures(read(f"gemeente;jaar;a\nGM0479;2024;{text}\n")) == [("GM0479", 2024, value)]


@pytest.mark.parametrize(
    "code", ["-99999", "-99998", "-99997", "-99996", "-99995", "−99996", "-99996,0", "-99.996,0", "-99996.0"]
)
def test_a_code_for_suppressed_is_no_figure_and_is_told(read, code):
    found = read(f"gemeente;jaar;a\nGM0479;2022;{code}\nGM0479;2024;0\n")
    assert figures(found) == [("GM0479", 2024, 0.0)]
    assert found.remarks == (f"eigen.csv: 1 cel met {code} gelezen als 'geen cijfer'.",)


@pytest.mark.parametrize("figure", [-99994.0, -100000.0, 99996.0])
def test_a_number_beside_the_codes_is_a_figure(read, figure):
    assert figures(read(f"gemeente;jaar;a\nGM0479;2022;{figure:.0f}\n")) == [("GM0479", 2022, figure)]


@pytest.mark.parametrize("text", ["", ".", "..", "-", "–", "x", "X", "NA", "n.b.", "N.B.", "n.v.t.", "  "])
def test_a_missing_figure_is_absent_and_a_zero_is_a_figure(read, text):
    assert figures(read(f"gemeente;jaar;a\nGM0479;2023;{text}\nGM0479;2024;0\n")) == [("GM0479", 2024, 0.0)]


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
        read("gemeente;jaar;a\nZaanstat;2024;n\nGM0014;gisteren;3\n479;2024;1\nGM0479;2024JJ00;2\n")
    lines = str(error.value).splitlines()
    places = [line.split("  ")[0].rsplit(":")[-1] for line in lines[:-1]]
    assert places == ["2", "2", "3", "5"]
    assert "GM0479 in 2024 staat ook op regel 4; houd er één over" in lines[3]
    assert lines[-1] == "4 fouten. Het bestand is niet ingelezen."


def test_a_long_list_of_problems_is_cut_but_counted(read):
    with pytest.raises(SourceError) as error:
        read("gemeente;jaar;a\n" + "".join(f"{code};2024;n\n" for code in range(1, 31)))
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
        ("oud.xls", "Bewaar het als .xlsx of als .csv"),
        ("kapot.xlsx", "dit is geen Excelbestand dat te lezen is"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named(tmp_path, name, message):
    for other in ("oud.xls", "kapot.xlsx"):
        (tmp_path / other).write_bytes(b"geen werkmap")
    with pytest.raises(SourceError) as error:
        read_own_file(own_file(tmp_path, name), a_source(file=name), ["a"], PLACES)
    assert str(error.value).startswith(f"{tmp_path / name}: ")
    assert message in str(error.value)


def test_a_file_with_only_a_header_has_no_figures(read):
    table = read("gemeente;jaar;a\n").figures
    assert table.num_rows == 0
    assert tuple(table.column_names) == MEASUREMENT_COLUMNS


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
    (tmp_path / "gebieden.csv").write_text(f"gemeente;naam;provincie\nGM0014;Groningen;Groningen\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_division(own_file(tmp_path, "gebieden.csv"))


def test_a_fingerprint_is_the_sha256_of_the_bytes(tmp_path):
    (tmp_path / "eigen.csv").write_bytes(b"gemeente;jaar;a\n")
    assert own_file(tmp_path, "eigen.csv").fingerprint == hashlib.sha256(b"gemeente;jaar;a\n").hexdigest()


def test_an_extract_keeps_the_used_columns_and_the_lines_with_figures(tmp_path):
    original = tmp_path / "kiesraad-tweede-kamer.csv"
    original.write_text(
        "gemeente;jaar;kiesgerechtigden;opkomst;opkomstpercentage\nGM0014;2023;;;\nGM0479;2023;115180,0;;\n"
        "GM0479;2012;110988,0;79905,0;71,99\n",
        encoding="utf-8",
    )
    text, count = extract(tmp_path, "kiesraad-tweede-kamer", FILES["kiesraad-tweede-kamer"])
    assert text == "gemeente;jaar;kiesgerechtigden;opkomst\nGM0479;2012;110988;79905\nGM0479;2023;115180;\n"
    assert count == 2


@pytest.mark.parametrize(
    ("name", "column", "year", "expected"),
    [
        ("regionale-monitor-brede-welvaart", "vrijwilligerswerk", 2022, (235, 38.0)),
        ("kiesraad-tweede-kamer", "opkomst", 2012, (415, 79905.0)),
        ("kiesraad-tweede-kamer", "kiesgerechtigden", 2023, (341, 115180.0)),
    ],
)
def test_the_files_that_ship_are_read(name, column, year, expected):
    """Zaanstad in 2012: 110.988 entitled, 79.905 votes, 71,99 % (Kiesraad)."""
    read = read_own_file(own_file(SHIPPED, f"{name}.csv"), a_source(file=f"{name}.csv"), FILES[name].figures, Places())
    found = [row for row in read.figures.to_pylist() if (row["topic"], row["year"]) == (column, year)]
    assert (len(found), *(row["value"] for row in found if row["region"] == "GM0479")) == expected


def test_the_election_file_has_islands_that_are_no_municipalities():
    """Bonaire, Saba and Sint Eustatius have codes of the Kiesraad's own; those of abolished municipalities are history."""
    source = a_source(file="kiesraad-tweede-kamer.csv")
    read = read_own_file(own_file(SHIPPED, source.file), source, ["opkomst"], Places())
    (remark,) = read.remarks
    assert remark.endswith("nooit van een gemeente was en tellen niet mee: GM9001, GM9002, GM9003, GM9999.")


def test_the_division_that_ships_has_342_municipalities():
    division = read_division(own_file(SHIPPED, "gebieden-2024.csv")).to_pylist()
    assert len(division) == 342
    assert {"code": "GM0479", "name": "Zaanstad", "province": "Noord-Holland", "inhabitants": 159618} in division


@pytest.mark.parametrize(("written", "read"), [("1500", 1500), ("1 500", 1500), ("", None), ("veel", None), ("1.500", None)])
def test_inhabitants_in_a_division_are_read_when_it_says_how_many(tmp_path, written, read):
    (tmp_path / "gebieden.csv").write_text(
        f"gemeente;naam;provincie;inwoners\nGM0014;Groningen;Groningen;{written}\n", encoding="utf-8"
    )
    (row,) = read_division(own_file(tmp_path, "gebieden.csv")).to_pylist()
    assert row["inhabitants"] == read
