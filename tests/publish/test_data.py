"""Open data say what the databook says: every figure of every year, every answer, and of the agenda what is for everybody."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date

import frictionless
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from support.shipped import AGENDA as AGENDA_FILE
from support.stopped_clock import showing

from dashboard import data
from dashboard.downloads.tables import FIGURES, indicator_export
from dashboard.look.notation import day
from dashboard.look.questions import NORM, QUESTIONS
from dashboard.publish.opendata.agenda import PUBLIC, agenda_data
from dashboard.publish.opendata.asked import AGENDA, PACKAGE, data_file, data_paths
from dashboard.publish.opendata.table import Field, Kind, Table
from dashboard.publish.opendata.written import to_csv, to_json, to_parquet
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda, Ambition, Checkpoint, Commentary, Evaluation, Indicator, Intervention, Norm

GUEST = "GM0363"
LEFT_OUT = {
    Agenda: {"sources"},
    Indicator: {"quantity"},
    Commentary: {"author"},
    Checkpoint: {"by"},
    Evaluation: {"by"},
    Intervention: {"process", "same_elsewhere"},
    Ambition: set(),
    Norm: set(),
}
"""What each part of the agenda keeps to itself: names of people, and what only a refresh needs."""


@pytest.fixture
def book(shown):
    return data.databook()


@pytest.fixture
def few(book):
    """Three indicators, of which one has margins and one no figures."""
    names = ("mishandeling", "ervaren-gezondheid")
    rows = (*map(book.row, names), next(row for row in book.rows if row.last is None))
    return replace(book, rows=rows, version="enkele")


def content(book, path, root=""):
    return data_file(book, path, root).make(book)


def in_json(book, path):
    return json.loads(content(book, path))


@pytest.mark.parametrize("code", ["", GUEST])
def test_every_figure_of_every_year_is_the_one_of_the_databook(shown, code):
    book = data.databook(code)
    rows = in_json(book, "cijfers.json")
    told = {(row["indicator_id"], row["jaar"]): row for row in rows}
    known = {(row.indicator.id, point.year): (row, point) for row in book.rows for point in row.series.points}
    assert len(rows) == len(told) > 100
    assert told.keys() == known.keys()
    for key, (row, point) in known.items():
        found, indicator = told[key], row.indicator
        assert (found["waarde"], found["ondergrens"], found["bovengrens"]) == (point.value, point.lower, point.upper), key
        assert (found["eenheid"], found["decimalen"], found["indicator"]) == (indicator.unit, indicator.decimals, indicator.name)
        assert (found["gemeentecode"], found["gemeente"]) == (book.code, book.name)
        assert found["status"] == ("voorlopig" if point.is_provisional else "definitief")


def test_each_file_of_an_indicator_says_what_its_download_says(book):
    """Period, unit, status, source, table, measure, filter, origin and licence, which the download takes from the same places."""
    names = [each for each in FIGURES if each not in {"waarde", "opgehaald_op"}]
    everything = in_json(book, "cijfers.json")
    for row in book.rows:
        export = indicator_export(book, row, data.lineage(row.indicator.id, book.code))
        lines = [dict(zip(export.headers, line, strict=True)) for line in export.lines]
        rows = in_json(book, f"indicator/{row.indicator.id}.json")
        assert [[line[name] for name in names] for line in lines] == [[each[name] or "" for name in names] for each in rows]
        assert [line["waarde"].value for line in lines] == [each["waarde"] for each in rows]
        assert all(
            day(date.fromisoformat(each["opgehaald_op"])) in line["opgehaald_op"] for line, each in zip(lines, rows, strict=True)
        )
        assert rows == [each for each in everything if each["indicator_id"] == row.indicator.id]


@pytest.mark.parametrize("path", ["cijfers", "overzicht", "oordelen", "indicator/mishandeling"])
def test_csv_and_parquet_say_what_json_says(book, path):
    rows = in_json(book, f"{path}.json")
    lines = list(csv.DictReader(io.StringIO(content(book, f"{path}.csv").decode(), newline=""), delimiter=";"))
    assert [list(line) for line in lines] == [list(row) for row in rows]
    for line, row in zip(lines, rows, strict=True):
        for name, text in line.items():
            value = row[name]
            if isinstance(value, float):
                assert float(text.replace(",", ".")) == value
                assert "." not in text
            else:
                assert text == ("" if value is None else str(value))
    if path == "cijfers":
        table = pq.read_table(io.BytesIO(content(book, "cijfers.parquet")))
        found = [{name: str(cell) if name == "opgehaald_op" else cell for name, cell in row.items()} for row in table.to_pylist()]
        assert found == rows
        assert "niet afgerond" in table.schema.field("waarde").metadata[b"description"].decode()


def test_the_workbook_has_a_column_an_indicator_with_its_unit_and_real_numbers(book):
    sheets = load_workbook(io.BytesIO(content(book, "cijfers.xlsx")))
    assert sheets.sheetnames == ["cijfers", "alle cijfers", "overzicht", "herkomst"]
    _, _, _, _, heads, *lines = sheets["cijfers"].iter_rows(values_only=True)
    rows = [row for row in book.rows if row.last]
    assert heads == ("jaar", *(f"{row.indicator.name} ({row.indicator.unit.replace('%', 'procent')})" for row in rows))
    for year, *figures in lines:
        for figure, row in zip(figures, rows, strict=True):
            point = row.series.at(year)
            assert figure == (pytest.approx(point.value, rel=1e-14) if point else None)
    told = list(sheets["alle cijfers"].iter_rows(min_row=5, values_only=True))
    for line, row in zip(told[1:], in_json(book, "cijfers.json"), strict=True):
        for name, cell in zip(told[0], line, strict=True):
            assert cell == (pytest.approx(row[name], rel=1e-14) if isinstance(row[name], float) else row[name])


def test_the_overview_has_the_newest_figure_with_its_answers_and_each_answer_its_sentence(book):
    overview = {row["indicator_id"]: row for row in in_json(book, "overzicht.json")}
    answers = {(row["indicator_id"], row["vraag"]): row for row in in_json(book, "oordelen.json")}
    assert len(answers) == len(book.rows) * len(QUESTIONS)
    for row in book.rows:
        found, said = overview[row.indicator.id], row.judged.answers
        assert (found["jaar"], found["waarde"]) == ((row.last.year, row.last.value) if row.last else (None, None))
        assert (found["reden"] is None) is (row.last is not None)
        assert found["nulmeting"] == row.baseline.value
        assert found["oordeel_norm"] == said.norm.status
        assert found["bron"]
        assert found["licentie"]
        for question in QUESTIONS:
            answer = answers[row.indicator.id, question.text]
            assert (answer["antwoord"], answer["zin"]) == (
                getattr(said, question.kind).status,
                getattr(said, question.kind).text,
            )


def test_of_a_guest_there_are_figures_and_nothing_that_was_agreed_with_others(shown):
    book = data.databook(GUEST)
    paths = list(data_paths(book))
    assert AGENDA not in paths
    assert data_file(book, AGENDA) is None
    assert data_file(book, "catalog.ttl", "https://cijfers.example.org") is None
    assert {"norm", "nulmeting", "oordeel_norm"}.isdisjoint(in_json(book, "overzicht.json")[0])
    assert NORM.text not in {row["vraag"] for row in in_json(book, "oordelen.json")}
    assert AGENDA not in {each["path"] for each in in_json(book, PACKAGE)["resources"]}


def test_the_agenda_is_given_away_without_names_of_people(rich):
    agenda = load_agenda(rich.agenda)
    text = json.dumps(agenda_data(agenda), ensure_ascii=False)
    people = {each.author for row in agenda.indicators for each in row.commentaries}
    people |= {each.by for intervention in agenda.interventions for each in intervention.checkpoints if each.by}
    people |= {agenda.info.contact.name} if agenda.info.contact else set()
    assert people
    assert [name for name in people if name in text] == []
    told = agenda_data(agenda)
    by_id = {each["id"]: each for ambition in told["ambities"] for each in ambition["indicatoren"]}
    assert by_id.keys() == {each.id for each in agenda.indicators}
    for each in agenda.indicators:
        assert ("norm" in by_id[each.id]) is (each.norm is not None)
    assert len(told["interventies"]) == len(agenda.interventions)
    decided = [
        each for intervention in told["interventies"] for each in intervention.get("toetsmomenten", []) if "besluit" in each
    ]
    assert decided


def test_what_the_agenda_can_say_is_given_away_or_kept_on_purpose():
    """A new key of the agenda is nobody's until somebody says whose."""
    within = PUBLIC["ambitions"]["__all__"]
    indicator, intervention = within["indicators"]["__all__"], PUBLIC["interventions"]["__all__"]
    said = [
        (Agenda, PUBLIC),
        (Ambition, within),
        (Indicator, indicator),
        (Commentary, indicator["commentaries"]["__all__"]),
        (Norm, indicator["norm"]),
        (Intervention, intervention),
        (Checkpoint, intervention["checkpoints"]["__all__"]),
        (Evaluation, intervention["evaluations"]["__all__"]),
    ]
    for model, public in said:
        assert set(model.model_fields) - set(public) == LEFT_OUT[model], model.__name__


def test_the_package_is_valid_and_tells_of_every_file_what_it_is(few, tmp_path):
    for path in (*data_paths(few), PACKAGE):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content(few, path))
    report = frictionless.validate(tmp_path / PACKAGE)
    assert report.valid, report.flatten(["name", "type", "message"])
    package = json.loads((tmp_path / PACKAGE).read_bytes())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert {each["name"] for each in package["licenses"]} == {"CC-BY-4.0", "CC0-1.0"}
    assert len(package["resources"]) == len(few.rows) + 5
    assert all("Licentie: " in each["title"] for each in package["sources"])
    for each in package["resources"]:
        content_of = (tmp_path / each["path"]).read_bytes()
        assert each["hash"] == f"sha256:{hashlib.sha256(content_of).hexdigest()}"
        assert each.get("bytes", len(content_of)) == len(content_of)
        assert all(field["description"].endswith((".", "?")) for field in each.get("schema", {}).get("fields", []))
    given = {each["name"]: [licence["name"] for licence in each.get("licenses", ())] for each in package["resources"]}
    assert (given["agenda-json"], given["oordelen"], given["overzicht"]) == ([], [], []), "the agenda says no licence"
    assert set(given["cijfers"]) == {"CC-BY-4.0", "CC0-1.0"}
    one = next(each for each in package["resources"] if each["name"] == "indicator-mishandeling")
    assert {field.get("unit") for field in one["schema"]["fields"] if field["type"] == "number"} == {"per 1.000 inwoners"}
    (tmp_path / "overzicht.csv").write_bytes(b"een;ander;bestand\r\n")
    assert not frictionless.validate(tmp_path / PACKAGE).valid


@pytest.mark.attack
@pytest.mark.parametrize("whose", ["own", "guest", "rich"])
def test_the_whole_package_is_valid_whoever_it_is_of(filled, rich, at, tmp_path, whose):
    with showing(*(rich if whose == "rich" else (AGENDA_FILE, filled)), at):
        book = data.databook(GUEST if whose == "guest" else None)
        for path in (*data_paths(book), PACKAGE):
            file = tmp_path / path
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content(book, path))
    report = frictionless.validate(tmp_path / PACKAGE)
    assert report.valid, report.flatten(["name", "type", "message"])
    assert len(report.tasks) > len(book.rows)


def test_the_same_input_gives_the_same_bytes(few):
    for path in (*data_paths(few), PACKAGE):
        file = data_file(few, path)
        assert file.write(file.source(few, *file.about)) == file.write(file.source(few, *file.about)), path


FIELDS = (
    Field(name="naam", about="Een naam."),
    Field(name="waarde", about="Een getal.", kind=Kind.NUMBER),
    Field(name="jaar", about="Een jaar.", kind=Kind.WHOLE),
)


def a_table(*rows):
    return Table(name="t", title="T", about="Een tabel.", fields=FIELDS, rows=rows, key=("naam",))


@pytest.mark.parametrize("value", [0.1 + 0.2, -0.0, 1e-7, 1e16, 1234567.891, -3.5])
def test_a_number_is_whole_in_every_file(value):
    table = a_table(["x", value, 2024])
    text = to_csv(table).decode().splitlines()[1].split(";")[1]
    assert float(text.replace(",", ".")) == value
    assert set(text) <= set("-0123456789,")
    assert json.loads(to_json(table))[0]["waarde"] == value
    assert pq.read_table(io.BytesIO(to_parquet(table))).column("waarde").to_pylist() == [value]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+31", "-2+3", "\t=1", "＝1"])
def test_no_spreadsheet_calculates_a_text(text):
    line = to_csv(a_table([text, None, None])).decode().splitlines()[1]
    assert line.startswith("'")
    assert line.endswith(";;")


def test_without_any_row_every_file_still_has_its_columns():
    table = a_table()
    assert to_csv(table) == b"naam;waarde;jaar\r\n"
    assert json.loads(to_json(table)) == []
    assert pq.read_table(io.BytesIO(to_parquet(table))).column_names == ["naam", "waarde", "jaar"]


def test_without_a_single_figure_there_are_reasons(book):
    rows = tuple(row for row in book.rows if row.last is None)
    assert rows, "this test needs an indicator without figures"
    bare = replace(book, rows=rows, version="kaal")
    assert in_json(bare, "cijfers.json") == []
    assert all(row["reden"] and row["waarde"] is None for row in in_json(bare, "overzicht.json"))
