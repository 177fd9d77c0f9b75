"""A file somebody hands over: understood, corrected, looked up and added, and harmless whatever is in it."""

import json
from datetime import UTC, datetime

import pytest
import yaml
from support.own_files import workbook

from etl.catalogue.adding import indicator_of
from etl.catalogue.choices import Described, OfFile
from etl.catalogue.offered import Origin
from etl.door.changes import KeepFile
from etl.door.jobs import Status, attachment_of
from etl.door.own_files import keep
from etl.door.questions import LookUp, Refresh, Understand
from etl.store.store import open_store
from indicators.agenda.load import load_agenda

pytestmark = pytest.mark.usefixtures("worked_here")
RAW = b"Gemeente;Jaar;Klanten\nZaanstad;2022;12\nZaanstad;2023;13\nUtrecht;2023;40\nHaarlemmermeer Noord;2023;1\n"
CHOSEN = OfFile(
    file="bestanden/klanten.csv",
    column="Klanten",
    region_column="Gemeente",
    period_column="Jaar",
    holder="Wijkteams",
    licence="CC0",
)


def test_from_a_file_to_figures_on_the_page(place, asked):
    handed = asked(Understand(name="Klanten 2023.csv"), file=("Klanten 2023.csv", RAW))
    found = handed.answer
    assert (found.problems, found.region_column, found.period_column, found.column) == ((), "Gemeente", "Jaar", "Klanten")
    assert [(each.year, each.value) for each in found.figures] == [(2022, 12.0), (2023, 13.0)]
    assert [(each.line, each.reason) for each in found.left_out] == [(5, "deze regel gaat niet over een gemeente")]
    again = asked(Understand(name="Klanten 2023.csv", year=2020, file_of=handed.id))
    assert "Zaanstad" not in again.answer.problems
    assert any("staat ook op regel" in problem for problem in again.answer.problems)
    seen = asked(LookUp(chosen=CHOSEN, unit="klanten", file_of=handed.id)).answer
    assert ([each.value for each in seen.figures], seen.origin, seen.with_figures) == ([12.0, 13.0], Origin.FILE, 2)
    assert any("telt niet mee" in remark for remark in seen.remarks)
    assert not (place.agenda.parent / "bestanden").exists()  # nothing is kept before somebody says so
    assert attachment_of(place, handed.id) == (".csv", RAW)
    keep(place.agenda, KeepFile(name="klanten.csv", content=RAW), datetime.now(UTC))
    said = Described(name="Klanten", definition="Alle klanten.", rationale="Omdat.", unit="klanten", decimals=0)
    added = indicator_of(CHOSEN, said, load_agenda(place.agenda))
    data = yaml.safe_load(place.agenda.read_text())
    data["bronnen"] |= added.sources
    data["ambities"][0]["indicatoren"] = [added.indicator]
    place.agenda.write_text(yaml.safe_dump(json.loads(json.dumps(data, default=str)), allow_unicode=True, sort_keys=False))
    assert asked(Refresh()).answer.failed == 0
    observed = open_store(place.data).observations(indicators=["klanten"], regions=["GM0479"])
    assert list(observed["value"]) == [12.0, 13.0]


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("x.csv", b"PK\x03\x04" + b"\0" * 100, "Excelbestand"),
        ("x.xlsx", b"PK\x03\x04" + b"\0" * 100, "Excelbestand"),
        ("x.xlsx", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "Excelbestand"),
        ("x.csv", b"a;" * 5_000 + b"\n", "kolommen"),
        ("x.csv", b"gemeente;jaar;w\n" + b"Zaanstad;2022;" + b"9" * 40_000 + b"\n", "tekens"),
        ("x.csv", b"\x00\x01\x02\x03", ""),
    ],
    ids=range(6),
)
def test_a_file_that_means_harm_is_a_sentence(asked, name, raw, told):
    state = asked(Understand(name=name), file=(name, raw))
    assert state.status is Status.FINISHED, state.sentence
    assert state.answer.problems
    assert told in " ".join(state.answer.problems)
    assert state.answer.figures == ()
    assert "root:" not in str(state.answer)


def test_a_formula_is_what_its_maker_saw_or_a_text_and_never_worked_out(asked):
    rows = [["gemeente", "jaar", "w"], ["Zaanstad", 2022.0, '=WEBSERVICE("http://127.0.0.1:9/x")'], ["Utrecht", 2022.0, 2.0]]
    found = asked(Understand(name="x.xlsx"), file=("x.xlsx", workbook(rows))).answer
    assert found.figures == ()
    assert "=WEBSERVICE" in " ".join([*found.problems, *(text for each in found.columns for text in each.examples)])


@pytest.mark.parametrize("name", ["../buiten.csv", "/etc/passwd.csv", "bestanden/../../buiten.csv"])
def test_a_file_outside_the_folder_of_the_agenda_is_never_read_or_written(place, asked, name):
    (place.agenda.parent.parent / "buiten.csv").write_bytes(b"gemeente;jaar;Klanten\nZaanstad;2022;99\n")
    handed = asked(Understand(name="x.csv"), file=("x.csv", RAW))
    for question in (
        LookUp(chosen=OfFile(**{**vars(CHOSEN), "file": name}), file_of=handed.id),
        LookUp(chosen=OfFile(**{**vars(CHOSEN), "file": name})),
    ):
        state = asked(question)
        assert state.status is Status.FAILED
        assert "99" not in state.sentence
        assert "map van de agenda" in state.sentence


def test_a_file_that_is_not_kept_any_more_has_to_be_handed_again(asked):
    state = asked(Understand(name="x.csv", file_of="20261126T120000Z-0123456789ab"))
    assert (state.status, "er niet (meer)" in state.sentence) == (Status.FAILED, True)
    without = asked(Understand(name="x.csv"))
    assert "Kies het nog eens" in without.sentence
