"""Where a table stands in a file: titles, footnotes, headers of several rows, years as columns, StatLine's own exports."""

import pytest
from support.own_files import figures, read_bytes

from etl.delivery import SourceError
from indicators.agenda.model import YearsIn

TITLED = "Tabel 3. Jeugdhulp\n\ngemeente;jaar;a\nGM0479;2021;10,5\nGM0344;2022;21,5\nBron: gemeente\n"
STATLINE = (
    '"Bevolking; geslacht, leeftijd, regio"\r\n"";"";"Bevolking op 1 januari";"Huishoudens"\r\n'
    '"Regio\'s";"Perioden";"aantal";"aantal"\r\n"Zaanstad";"2022";"158585";"70000"\r\n'
    '"Utrecht (gemeente)";"2023*";"361699";"190000"\r\n"Noord-Holland (PV)";"2022";"2909827";"1"\r\n"Bron: CBS"\r\n'
)


@pytest.fixture
def read(tmp_path):
    def _read(text, columns=("a",), encoding="utf-8", **changes):
        return read_bytes(tmp_path, text.encode(encoding), columns, **changes)

    return _read


def refusal(read, text, columns=("a",), **changes):
    with pytest.raises(SourceError) as error:
        read(text, columns, **changes)
    return str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["Unix", "Windows", "old Mac"])
def test_a_title_is_passed_by_with_the_line_that_the_message_says(read, encoding, end):
    text = TITLED.replace("\n", end)
    assert refusal(read, text, encoding=encoding).endswith("eigen.csv: de kop staat op regel 3: zet kop: 3 bij de bron.")
    assert figures(read(text, encoding=encoding, header_row=3)) == [("GM0479", 2021, 10.5), ("GM0344", 2022, 21.5)]


@pytest.mark.parametrize("sep", ["sep=;\n", "sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_a_line_that_names_the_separator_is_obeyed_and_no_header(read, sep):
    assert figures(read(f"{sep}gemeente;jaar;a\nGM0479;2021;1.234,5\n")) == [("GM0479", 2021, 1234.5)]


def test_the_named_separator_counts_also_when_another_seems_to_fit(read):
    assert figures(read("sep=|\ngemeente|jaar|a;b|a\nGM0479|2021|x;y|3\n")) == [("GM0479", 2021, 3.0)]


def test_lines_are_counted_as_they_stand_in_the_file(read):
    assert "eigen.csv:4  kolom 'a': 'veel' is geen getal" in refusal(read, "sep=;\n\ngemeente;jaar;a\nGM0479;2021;veel\n")
    assert "eigen.csv:4  kolom 'a': 'veel'" in refusal(
        read, 'gemeente;"jaar\nvan de enquete";a\nGM0014;2020;1\nGM0479;2021;veel\n', period_column="jaar van de enquete"
    )


def test_a_wrong_header_row_is_told_with_the_right_one(read):
    assert "de kop staat op regel 3: zet kop: 3 bij de bron." in refusal(read, TITLED, header_row=4)
    assert "eigen.csv:2  regel 2 is leeg of is er niet; verbeter 'kop' bij de bron." in refusal(read, TITLED, header_row=2)
    assert "eigen.csv:99  regel 99 is leeg of is er niet" in refusal(read, TITLED, header_row=99)


def test_a_column_that_is_nowhere_is_told_at_the_header(read):
    said = refusal(read, TITLED.replace("Tabel 3. Jeugdhulp\n\n", ""), ("b",))
    assert "eigen.csv:1  kolom 'b' is er niet." in said
    assert "Kolommen in dit bestand: gemeente, jaar, a." in said


def test_the_header_is_named_also_when_a_column_with_figures_is_missing_there(read):
    assert "zet kop: 3" in refusal(read, TITLED, ("b",))
    assert "eigen.csv:3  kolom 'b' is er niet." in refusal(read, TITLED, ("b",), header_row=3)


def test_a_table_of_statline_is_read_below_its_titles(read):
    columns = {"region_column": "Regio's", "period_column": "Perioden"}
    assert "zet kop: 3 bij de bron" in refusal(read, STATLINE, ("Bevolking op 1 januari",), **columns)
    found = read(STATLINE, ("Bevolking op 1 januari", "Huishoudens"), encoding="utf-8-sig", header_row=3, **columns)
    rows = [(row["topic"], row["region"], row["period"], row["value"], row["status"]) for row in found.figures.to_pylist()]
    assert rows == [
        ("Bevolking op 1 januari", "GM0479", "2022", 158585.0, ""),
        ("Bevolking op 1 januari", "GM0344", "2023", 361699.0, "voorlopig"),
        ("Huishoudens", "GM0479", "2022", 70000.0, ""),
        ("Huishoudens", "GM0344", "2023", 190000.0, "voorlopig"),
    ]
    assert found.remarks == ("eigen.csv: 1 regel gaat niet over een gemeente en telt niet mee: Noord-Holland (PV).",)


def test_a_column_that_two_columns_are_called_is_asked_about(read):
    said = refusal(read, STATLINE, ("aantal",), header_row=3, region_column="Regio's", period_column="Perioden")
    assert "kolom 'aantal' staat er twee keer; geef elke kolom een eigen naam" in said


@pytest.mark.parametrize(
    "footer", ["Bron: CBS", "© CBS", "Bron: CBS;2024", "Laatst gewijzigd;26-11-2026", "* voorlopig", "Bron: CBS\n\nNoot: x"]
)
def test_footnotes_are_no_figures(read, footer):
    assert figures(read(f"gemeente;jaar;a\nGM0479;2021;3\n\n{footer}\n")) == [("GM0479", 2021, 3.0)]
    comma = footer.replace(";", ",")
    assert figures(read(f"gemeente,jaar,a\nGM0479,2021,3\n{comma}\n")) == [("GM0479", 2021, 3.0)]


def test_a_lonely_number_below_the_table_is_no_footnote(read):
    assert "eigen.csv:3  kolom 'gemeente': '' is geen gemeentecode" in refusal(read, "gemeente;jaar;a\nGM0479;2021;3\n;;12\n")


WIDE = {"period_column": None, "years_in": YearsIn.COLUMNS}


@pytest.mark.parametrize(
    "header",
    ["2022;2023*", "a 2022;a 2023*", "a_2022;a_2023*", "2022 a;2023* a", "A 2022;A 2023*", "a (2022);a (2023*)", "a2022;a2023*"],
)
def test_a_wide_file_has_a_year_in_the_header(read, header):
    found = read(f"gemeente;naam;{header}\nGM0479;Zaanstad;12,5;13,5\nGM0344;Utrecht;;23,5\n", **WIDE)
    rows = [(row["topic"], row["region"], row["period"], row["value"], row["status"]) for row in found.figures.to_pylist()]
    assert rows == [
        ("a", "GM0479", "2022", 12.5, ""),
        ("a", "GM0479", "2023", 13.5, "voorlopig"),
        ("a", "GM0344", "2023", 23.5, "voorlopig"),
    ]


def test_two_columns_of_a_wide_file_are_told_apart_by_their_names(read):
    text = "gemeente;a 2022;b 2022;a 2023;b 2023\nGM0479;1;2;3;4\n"
    found = read(text, ("a", "b"), **WIDE).figures.to_pylist()
    assert [(row["topic"], row["year"], row["value"]) for row in found] == [
        ("a", 2022, 1.0),
        ("a", 2023, 3.0),
        ("b", 2022, 2.0),
        ("b", 2023, 4.0),
    ]


def test_years_below_a_name_over_several_columns_belong_to_that_name(read):
    text = "Titel\n;a;;b;\ngemeente;2022;2023;2022;2023\nGM0479;1;2;3;4\n"
    found = read(text, ("a", "b"), header_row=3, **WIDE).figures.to_pylist()
    assert [(row["topic"], row["year"], row["value"]) for row in found] == [
        ("a", 2022, 1.0),
        ("a", 2023, 2.0),
        ("b", 2022, 3.0),
        ("b", 2023, 4.0),
    ]


@pytest.mark.parametrize(
    ("text", "columns", "said"),
    [
        ("gemeente;2022;2023\nGM0479;1;2\n", ("a", "b"), "'b' en 'a' zouden dezelfde kolommen met jaren lezen"),
        ("gemeente;2022;2022\nGM0479;1;2\n", ("a",), "het jaar 2022 staat meer dan één keer in de kop"),
        ("gemeente;b 2022;b 2023\nGM0479;1;2\n", ("a",), "er zijn geen kolommen met een jaar, zoals '2022' of 'a 2022'"),
        ("gemeente;2022\nGM0479;1\nGM0479;2\n", ("a",), "GM0479 staat ook op regel 2"),
        ("gemeente;2022\nGM0479;veel\n", ("a",), "eigen.csv:2  kolom 'a 2022': 'veel' is geen getal"),
        ("Titel\ngemeente;2022\nGM0479;1\n", ("a",), "de kop staat op regel 2: zet kop: 2 bij de bron"),
    ],
)
def test_a_wide_file_that_is_unclear_is_refused(read, text, columns, said):
    assert said in refusal(read, text, columns, **WIDE)


@pytest.mark.parametrize(
    ("cells", "periods"),
    [
        (["2021*", "2022**"], [("2021", "voorlopig"), ("2022", "nader voorlopig")]),
        (["2021 *", "2022"], [("2021", "voorlopig"), ("2022", "")]),
        (["2021JJ00*", "2018/'19*"], [("2021JJ00", "voorlopig"), ("2018/'19", "voorlopig")]),
    ],
)
def test_stars_say_how_certain_a_figure_is(read, cells, periods):
    found = read("gemeente;jaar;a\n" + "".join(f"GM0479;{cell};1\n" for cell in cells)).figures.to_pylist()
    assert [(row["period"], row["status"]) for row in found] == periods


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("voorlopig", "voorlopig"),
        ("*", "voorlopig"),
        ("Nader voorlopig", "nader voorlopig"),
        ("**", "nader voorlopig"),
        ("Definitief", "definitief"),
        ("", ""),
    ],
)
def test_a_column_may_say_how_certain_a_figure_is(read, written, status):
    (row,) = read(f"gemeente;jaar;a;st\nGM0479;2021;1;{written}\n", status_column="st").figures.to_pylist()
    assert row["status"] == status


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "GM0479;2021;1;ongeveer",
            "kolom 'st': 'ongeveer' is geen status; schrijf voorlopig (*), nader voorlopig (**) of definitief",
        ),
        ("GM0479;2021*;1;definitief", "de status is 'definitief', maar het sterretje bij het jaar zegt 'voorlopig'"),
    ],
)
def test_a_status_that_is_unclear_is_refused(read, line, said):
    assert said in refusal(read, f"gemeente;jaar;a;st\n{line}\n", status_column="st")
