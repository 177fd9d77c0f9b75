"""What is said of the norms is kept after a refresh or a new agenda, as pages say it, and is no part of a refresh."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.command import as_process, call
from support.shipped import AGENDA

from dashboard import data
from etl.answers.log import log_answers
from etl.run.saying import log_now
from etl.store.agendas import in_force_now, open_kept
from etl.store.statements import FILE, read_said
from etl.store.store import open_store
from indicators.agenda.load import load_agenda

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
A = load_agenda(AGENDA)
WITH_NORM = [each.id for each in A.indicators if each.norm]


def changed(value):
    """The agenda with another norm for its second indicator."""
    first, *rest = A.ambitions
    before, indicator, *others = first.indicators
    moved = indicator.model_copy(update={"norm": indicator.norm.model_copy(update={"value": value})})
    ambition = first.model_copy(update={"indicators": (before, moved, *others)})
    return A.model_copy(update={"ambitions": (ambition, *rest)})


@pytest.fixture
def folder(filled, tmp_path):
    return Path(shutil.copytree(filled, tmp_path / "data"))


def test_every_norm_is_kept_with_the_figures_the_agenda_and_the_run(folder):
    assert log_answers(folder, A, NOW) == len(WITH_NORM)
    said, store = read_said(folder).said, open_store(folder)
    assert [each.indicator for each in said] == WITH_NORM
    assert {each.version for each in said} == {store.version}
    assert {each.run for each in said} == {1}
    (kept,) = {each.agenda for each in said}
    assert kept == in_force_now(folder, "GM0479").id
    assert open_kept(folder, kept) == A
    assert {each.municipality for each in said} == {"GM0479"}
    store.close()


def test_it_says_what_the_pages_say(folder, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(folder))
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    log_answers(folder, A, datetime.now(UTC))
    book, said = data.databook(), {each.indicator: each for each in read_said(folder).said}
    assert list(said) == WITH_NORM
    for name, each in said.items():
        shown = book.row(name).assessment
        assert (each.verdict, each.chance, each.reason) == (shown.norm.status, shown.norm.chance, shown.norm.reason)
        assert (each.trend, each.change, each.comparison) == (shown.trend.status, shown.change.status, shown.comparison.status)
        assert each.latest == getattr(shown.usable.definitive().last, "year", None)
        assert each.year == A.indicator(name).norm.year


def test_a_new_agenda_is_kept_beside_the_old_and_nothing_twice(folder):
    assert log_now(folder, A, NOW) == [f"{len(WITH_NORM)} uitspraken over normen bewaard in {folder / FILE}."]
    assert log_now(folder, A, NOW) == ["Niets nieuws: wat we met deze agenda en deze cijfers zeggen, was al bewaard."]
    assert log_answers(folder, changed(1.0), NOW) == len(WITH_NORM)
    moved = [each for each in read_said(folder).said if each.indicator == A.indicators[1].id]
    assert [each.upper for each in moved] == [A.indicators[1].norm.value, 1.0]
    assert log_answers(folder, A, NOW) == 0, "back to the first agenda: that was said already of these figures"


def test_an_agenda_without_norms_has_nothing_to_keep(folder):
    bare = A.model_copy(
        update={
            "ambitions": tuple(
                each.model_copy(update={"indicators": tuple(one.model_copy(update={"norm": None}) for one in each.indicators)})
                for each in A.ambitions
            )
        }
    )
    assert log_now(folder, bare, NOW) == ["In de agenda staat geen norm. Er is niets te bewaren."]
    assert not (folder / FILE).exists()


def test_lines_that_cannot_be_read_are_told(folder):
    log_answers(folder, A, NOW)
    with (folder / FILE).open("ab") as handle:
        handle.write(b"half\n")
    assert log_now(folder, A, NOW)[1] == f"{folder / FILE}: 1 regel is niet te lezen en telt niet mee."


def test_a_folder_that_takes_no_file_is_told(folder):
    (folder / FILE).mkdir()
    done = call("log", "--data", folder)
    assert done.returncode == 1
    assert "kan niet worden beschreven" in done.stderr


def test_a_refresh_leaves_it_to_the_step_after_it(tmp_path):
    folder = tmp_path / "data"
    assert call("refresh", "--source", "recording", "--data", folder).returncode == 0
    assert not (folder / FILE).exists()
    done = as_process("log", "--data", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert [each.indicator for each in read_said(folder).said] == WITH_NORM


def test_without_figures_there_is_nothing_to_say(tmp_path):
    done = call("log", "--data", tmp_path / "leeg")
    assert done.returncode == 3
    assert "nog geen cijfers" in done.stderr
