"""A partner's own figures: read as written, kept in the store, and kept as they were when the file cannot be read."""

import json
from datetime import UTC, datetime

import pytest
from support.own_files import PLACES, workbook
from support.small_agenda import agenda_data

from etl.delivery import SourceError
from etl.own_files.opening import own_file
from etl.own_files.process import read_process
from etl.run.process import read_processes
from etl.store.rows import ProcessReading
from indicators.agenda.model import Agenda, ProcessFigures

WANTED = {"bestand": "deelnemers.csv", "kolom": "deelnemers"}
QUARTERS = "periode;deelnemers\n2025-Q1;120\n2025-Q2;\n2025-Q3;1.250,5\n"
NOW = datetime(2026, 11, 26, tzinfo=UTC)


def read(folder, **changes):
    wanted = ProcessFigures.model_validate(WANTED | changes)
    return read_process(own_file(folder, wanted.file), wanted, NOW.date())


def test_process_figures_are_read_as_written(tmp_path):
    (tmp_path / "deelnemers.csv").write_text(QUARTERS, encoding="utf-8")
    assert read(tmp_path) == (("2025-Q1", 120.0), ("2025-Q3", 1250.5))


def test_process_figures_may_stand_on_another_sheet_below_a_title(tmp_path):
    rows = [["Deelnemers per kwartaal"], ["periode", "deelnemers"], ["2025-Q1", 120], [2026, 130]]
    (tmp_path / "deelnemers.xlsx").write_bytes(workbook(rows, title="Cijfers", before=["Uitleg"]))
    with pytest.raises(SourceError, match="zet blad: Cijfers en zet kop: 2 bij 'proces'"):
        read(tmp_path, bestand="deelnemers.xlsx")
    assert read(tmp_path, bestand="deelnemers.xlsx", blad="Cijfers", kop=2) == (("2025-Q1", 120.0), ("2026", 130.0))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "deelnemers.csv: dit bestand is er niet"),
        ("periode;anders\n2025;1\n", "kolom 'deelnemers' is er niet"),
        ("periode;deelnemers\n2025;veel\n", "deelnemers.csv:2  kolom 'deelnemers': 'veel' is geen getal"),
        ("periode;deelnemers\n2025;1\n2025;2\n", "deelnemers.csv:3  periode '2025' staat er al"),
        ("periode;deelnemers;x\n;1;n\n", "de periode ontbreekt"),
        ("periode;deelnemers\n2025;-3\n", "deelnemers.csv:2  -3 is minder dan nul"),
        ("periode;deelnemers\n2026-Q4;3\n2027-Q1;4\n", "deelnemers.csv:3  2027-Q1 moet nog komen"),
        ("periode;deelnemers\n2025;10%\n2026;0,1\n", "geef de hele kolom dezelfde opmaak"),
    ],
)
def test_process_figures_that_cannot_be_read_say_why(content, said, tmp_path):
    if content is not None:
        (tmp_path / "deelnemers.csv").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read(tmp_path)
    assert said in str(error.value)


def an_agenda(**process):
    entry = {
        "id": "sloten",
        "naam": "Sloten",
        "partner": "politie",
        "doelgroep": "Bewoners.",
        "fase": "pilot",
        "ambitie": "veilig",
        "proces": WANTED | process,
    }
    return Agenda.model_validate_json(json.dumps(agenda_data() | {"interventies": [entry]}))


def processes(folder, held=(), **process):
    return read_processes(an_agenda(**process), folder, held, NOW, PLACES)


def test_an_intervention_without_a_file_has_no_entry(tmp_path):
    assert read_processes(Agenda.model_validate_json(json.dumps(agenda_data())), tmp_path, (), NOW, PLACES) == ((), ())


def test_a_file_that_did_not_change_is_not_read_again(tmp_path):
    (tmp_path / "deelnemers.csv").write_text(QUARTERS, encoding="utf-8")
    (first,), failed = processes(tmp_path)
    assert (first.figures, first.read_at, failed) == ((("2025-Q1", 120.0), ("2025-Q3", 1250.5)), NOW, ())
    earlier = first._replace(figures=(("2025-Q1", 1.0),))
    assert processes(tmp_path, [earlier])[0] == (earlier,)


def test_a_file_that_cannot_be_read_keeps_its_last_figures_and_the_run_says_so(tmp_path):
    (tmp_path / "deelnemers.csv").write_text(QUARTERS, encoding="utf-8")
    held, _ = processes(tmp_path)
    (tmp_path / "deelnemers.csv").write_text("periode;deelnemers\n2025;veel\n", encoding="utf-8")
    (kept,), (failure,) = processes(tmp_path, held)
    assert kept._replace(problem="") == held[0]
    assert "'veel' is geen getal" in kept.problem
    assert failure.has_failed
    assert failure.message.startswith("Proces van 'sloten': ")
    assert failure.message.endswith("De vorige cijfers blijven staan.")
    (tmp_path / "deelnemers.csv").write_text(QUARTERS, encoding="utf-8")
    assert processes(tmp_path, [kept]) == (tuple(held), ())


@pytest.mark.parametrize(("times", "is_refused"), [(10, True), (1000, True), (0.01, True), (1, False), (3, False)])
def test_when_all_figures_are_of_another_unit_the_last_ones_stay_until_somebody_looked(times, is_refused, tmp_path):
    def write(factor):
        lines = [f"2025-K{each};{f'{each * factor:.10g}'.replace('.', ',')}" for each in range(1, 5)]
        (tmp_path / "deelnemers.csv").write_text("\n".join(["periode;deelnemers", *lines, ""]), encoding="utf-8")

    write(1)
    held, _ = processes(tmp_path)
    write(times)
    (found,), failed = processes(tmp_path, held)
    assert bool(failed) is is_refused
    if not is_refused:
        assert dict(found.figures) == {f"2025-K{each}": pytest.approx(each * times) for each in range(1, 5)}
        return
    assert found.figures == held[0].figures
    assert "waarschijnlijk is de eenheid veranderd" in found.problem
    assert "--accept deelnemers.csv" in found.problem
    (taken,), failed = read_processes(an_agenda(), tmp_path, held, NOW, PLACES, ["deelnemers.csv"])
    assert not failed
    assert dict(taken.figures)["2025-K4"] == pytest.approx(4 * times)


def test_another_column_does_not_get_the_figures_of_the_old_one(tmp_path):
    (tmp_path / "deelnemers.csv").write_text(QUARTERS, encoding="utf-8")
    held, _ = processes(tmp_path)
    (found,), (failure,) = processes(tmp_path, held, kolom="bezoeken")
    assert found == ProcessReading("sloten", "deelnemers.csv", "bezoeken", "periode=periode", problem=found.problem)
    assert failure.message.endswith("Er zijn nog geen cijfers.")
