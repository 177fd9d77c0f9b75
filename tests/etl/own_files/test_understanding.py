"""What is understood of a file as people have it: which sheet, header and columns, what was left out and why."""

import pytest
from support.own_files import PLACES, TODAY, workbook

from etl.own_files.guessing import ALONE, Hints
from etl.own_files.opening import own_file
from etl.own_files.understanding import understand

LONG = "gemeente;jaar;klanten;toelichting\n" + "".join(
    f"{code};{year};{10 + year % 7 + place},5;tekst\n" for place, (code, *_) in enumerate(TODAY) for year in (2022, 2023)
)
SWING = (
    "Wijkteam Zaanstad\nPeildatum;31-12\n\ngeolevel;geoitem;naam;2022;2023*\n"
    "gemeente;0479;Zaanstad;12,5;13,5\ngemeente;0164;Hengelo;9,5;10\nprovincie;27;Noord-Holland;8;9\nBron: wijkteam\n"
)


def understood(folder, raw, name="klanten.csv", **hints):
    kept = folder / f"bijlage.{name.rpartition('.')[2]}"
    kept.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return understand(own_file(folder, kept.name), name, Hints(**hints), PLACES, "GM0479")


def own(found):
    return [(each.year, each.value) for each in found.figures]


def test_a_plain_file_is_understood_without_a_word(tmp_path):
    found = understood(tmp_path, LONG)
    assert found.problems == ()
    assert (found.region_column, found.period_column, found.column) == ("gemeente", "jaar", "klanten")
    assert found.measures == ("klanten",)
    assert own(found) == [(2022, 20.5), (2023, 14.5)]
    assert (found.with_figures, found.rows, found.left_out) == (len(TODAY), 2 * len(TODAY), ())
    assert [each.name for each in found.columns] == ["gemeente", "jaar", "klanten", "toelichting"]
    assert found.columns[2].numbers == 2 * len(TODAY)


def test_figures_are_those_of_the_own_municipality(tmp_path):
    found = understood(tmp_path, "gemeente;jaar;w\nZaanstad;2022;1,5\nUtrecht;2022;2,5\nZaanstad;2023*;3\n")
    assert [(each.year, each.value, each.status) for each in found.figures] == [(2022, 1.5, ""), (2023, 3.0, "voorlopig")]


def test_titles_above_years_as_columns_and_rows_of_other_areas_are_seen(tmp_path):
    found = understood(tmp_path, SWING)
    assert found.problems == ()
    assert (found.header_row, found.has_years_as_columns, found.column) == (4, True, ALONE)
    assert found.region_column in {"geoitem", "naam"}
    assert own(found) == [(2022, 12.5), (2023, 13.5)]
    assert [(each.line, each.reason) for each in found.left_out] == [
        (7, "deze regel gaat niet over een gemeente"),
        (8, "op deze regel staat alleen tekst"),
    ]
    assert found.left_out_count == 2


def test_the_sheet_with_the_figures_is_found_and_percentages_keep_their_sign(tmp_path):
    rows = [["Cijfers wijkteam"], [], ["Gemeente", "Jaar", "Bereik"], ["Zaanstad", 2023.0, 0.105], ["Utrecht", 2023.0, 0.2]]
    found = understood(tmp_path, workbook(rows, {"C4": "0.0%", "C5": "0.0%"}, before=("Uitleg",), title="Cijfers"), "a.xlsx")
    assert found.problems == ()
    assert (found.sheets, found.sheet, found.header_row) == (("Uitleg", "Cijfers", "Toelichting"), "Cijfers", 3)
    assert (own(found), found.unit) == ([(2023, 10.5)], "%")


def test_the_year_is_read_from_the_name_or_the_title_when_no_column_has_it(tmp_path):
    raw = "code;klanten\nGM0479;12\nGM0344;13\n"
    assert understood(tmp_path, raw, "klanten 2024.csv").year == 2024
    assert own(understood(tmp_path, f"Klanten in 2023\n{raw}")) == [(2023, 12.0)]
    without = understood(tmp_path, raw)
    assert "Er is geen jaar gevonden" in without.problems[0]
    assert own(understood(tmp_path, raw, year=2021)) == [(2021, 12.0)]


def test_every_choice_can_be_corrected(tmp_path):
    raw = "woonplaats;gemeente;jaar;peiljaar;a;b\n" + "".join(
        f"{town};Zaanstad;{year};{year - 1};{year % 10};{year % 10 + 50}\n"
        for town, year in (("Utrecht", 2022), ("Utrecht", 2023))
    )
    guessed = understood(tmp_path, raw)
    assert set(guessed.measures) >= {"a", "b"}
    chosen = understood(tmp_path, raw, region_column="gemeente", period_column="peiljaar", column="b")
    assert own(chosen) == [(2021, 52.0), (2022, 53.0)]
    other = understood(tmp_path, SWING, header_row=4, region_column="naam")
    assert (other.region_column, own(other)) == ("naam", [(2022, 12.5), (2023, 13.5)])
    book = workbook([["gemeente", "jaar", "w"], ["Zaanstad", 2022.0, 1.0]], before=("Oud",), title="Nieuw")
    assert understood(tmp_path, book, "a.xlsx", sheet="Oud").problems
    assert own(understood(tmp_path, book, "a.xlsx", sheet="Nieuw")) == [(2022, 1.0)]


def test_what_is_wrong_names_the_line_and_the_file_as_its_maker_calls_it(tmp_path):
    found = understood(tmp_path, "gemeente;jaar;w\nZaanstad;2022;1,5\nZaanstad;2022;2,5\nUtrecht;2022;veel\nUtrecht;2023;3\n")
    assert any(problem.startswith("klanten.csv:3  GM0479 in 2022 staat ook op regel 2") for problem in found.problems)
    assert any("klanten.csv:4" in problem and "veel" in problem for problem in found.problems)
    assert not any(str(tmp_path) in problem for problem in found.problems)
    assert found.columns  # what was understood is shown beside it, so that it can be corrected


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04kapot",
        b"%PDF-1.7",
        b"alleen wat tekst",
        b"a;b\n1;2\n",
        b"gemeente\nZaanstad\n",
        b"gemeente;jaar;w\n" + b"Zaanstad;2022;1\n" * 3 + b'"',
        ("a;" * 2000 + "\n").encode(),
        b"\xff\xfe\x00\xd8",
    ],
    ids=range(10),
)
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_what_cannot_be_understood_says_why(tmp_path, raw, name):
    found = understood(tmp_path, raw, name)
    assert found.problems
    assert not found.figures
    assert str(tmp_path) not in " ".join(found.problems)


def test_cells_that_mean_harm_are_shown_as_the_text_they_are(tmp_path):
    hostile = '=HYPERLINK("http://x"),<script>alert(1)</script>,\u202egnp'
    raw = f'gemeente;jaar;w;opmerking\nZaanstad;2022;1;"{hostile.replace(chr(34), chr(34) * 2)}"\nElders;2022;3;x\n'
    found = understood(tmp_path, raw, "<b>x</b>.csv")
    shown = found.columns[3].examples[0]
    assert "<script>" in shown
    assert "\u202e" not in shown
    assert found.name == "<b>x</b>.csv"
    assert own(found) == [(2022, 1.0)]
    assert [each.reason for each in found.left_out] == ["deze regel gaat niet over een gemeente"]
