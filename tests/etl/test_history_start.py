"""Beginning to keep who changes the agenda: only when asked, and never in a repository of somebody else."""

import shutil

import pytest
from dulwich.repo import Repo
from support.shipped import AGENDA
from typer.testing import CliRunner

from etl.__main__ import app
from etl.door.history import History


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABOEK_GESCHIEDENIS", raising=False)
    shutil.copytree(AGENDA.parent, tmp_path / "project" / "config")
    return tmp_path / "project" / "config" / "agenda.yaml"


def asked(at, *more):
    found = CliRunner().invoke(app, ["history", "--agenda", str(at), *more])
    return found.exit_code, " ".join(found.output.split())


def test_it_begins_once_with_the_agenda_as_it_is(at):
    assert asked(at) == (1, "Er is nog geen geschiedenis. Typ: python -m etl history --start")
    assert not (at.parent / ".git").exists()
    code, said = asked(at, "--start")
    assert (code, said.startswith("Vanaf nu wordt bewaard wie de agenda wijzigt")) == (0, True)
    history = History.of(at)
    (first,) = history.entries()
    assert (first.what, history.text_at(first.id)) == ("Begin van de geschiedenis", at.read_text(encoding="utf-8"))
    code, said = asked(at, "--start")
    assert (code, said.startswith("De geschiedenis was er al.")) == (0, True)
    assert len(list(history.entries())) == 1
    code, said = asked(at)
    assert (code, "heeft 1 versie." in said) == (0, True)


def test_in_a_repository_around_it_only_when_that_is_said(at, monkeypatch):
    around = Repo.init(str(at.parent.parent))
    code, said = asked(at, "--start")
    assert (code, "DATABOEK_GESCHIEDENIS=omringend" in said, str(at.parent.parent) in said) == (1, True, True)
    assert not (at.parent / ".git").exists()
    assert not around.refs.allkeys() - {b"HEAD"}
    monkeypatch.setenv("DATABOEK_GESCHIEDENIS", "omringend")
    assert asked(at, "--start")[0] == 0
    assert not (at.parent / ".git").exists()
    assert [each.what for each in History.of(at).entries()] == ["Begin van de geschiedenis"]


def test_not_with_an_agenda_that_cannot_be_used(at):
    at.write_text("ambities: [", encoding="utf-8")
    code, said = asked(at, "--start")
    assert (code, "agenda.yaml" in said) == (1, True)
    assert not (at.parent / ".git").exists()
