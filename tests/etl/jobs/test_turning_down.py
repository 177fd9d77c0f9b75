"""Refusing figures that were kept out, on the command line: as the page does, and only what waits for a look."""

import shutil
from datetime import UTC, datetime

import pytest
from support.shipped import AGENDA
from typer.testing import CliRunner

from etl.__main__ import app
from etl.door import turned_down
from etl.door.job_folder import Asked, new_folder
from etl.door.questions import Refresh, Refreshed, Suspect

SUSPECT = Suspect(label="CBS 47018NED", accept="47018NED", reasons=("Alles keer tien.",))


@pytest.fixture
def agenda(tmp_path):
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    return tmp_path / "config" / "agenda.yaml"


def refuse(agenda, source="47018NED", reason="Klopt niet."):
    data = agenda.parent.parent / "data"
    typed = ["refuse", source, "--reason", reason, "--agenda", str(agenda), "--data", str(data)]
    return CliRunner().invoke(app, typed)


def test_it_is_written_down_for_the_page_with_who_said_so(agenda):
    asked = Asked(question=Refresh(), by="Bram", subject="x", at=datetime.now(UTC), agenda=agenda)
    brought = Refreshed(sources=1, failed=1, has_figures=True, remarks=(), suspects=(SUSPECT,))
    new_folder(agenda.parent.parent / "data", asked, None).finish(brought)
    done = refuse(agenda)
    assert (done.exit_code, "47018NED: geweigerd. De cijfers die er stonden, blijven staan." in done.output) == (0, True)
    found = turned_down.known(agenda)[turned_down.mark_of(SUSPECT)]
    assert found.reason == "Klopt niet."
    assert found.by.endswith("opdrachtregel)") or found.by == "opdrachtregel"
    for wrong in (refuse(agenda, source="ander"), refuse(agenda, reason=" ")):
        assert wrong.exit_code == 1
    assert len(turned_down.known(agenda)) == 1


def test_when_nothing_waits_it_says_that_the_old_figures_stay(agenda):
    done = refuse(agenda)
    assert done.exit_code == 1
    assert "de cijfers die er stonden, staan er nog" in done.output
    assert not (agenda.parent / turned_down.FILE).exists()
