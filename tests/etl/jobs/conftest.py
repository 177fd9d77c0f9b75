"""A place with the small agenda and CBS on this machine, and jobs asked and waited for as a page does."""

import json

import pytest
import yaml
from support.jobs import wait_for, write_provinces, write_quarters, write_unmarked
from support.replay import Replay
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build

from etl.door import jobs
from etl.door.jobs import ask
from etl.installation import Place
from etl.run.jobs.process import work

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "agenda"
    folder.mkdir()
    small_agenda(folder)
    text = yaml.safe_dump(json.loads(json.dumps(agenda_data())), allow_unicode=True, sort_keys=False)
    (folder / "agenda.yaml").write_text(text, encoding="utf-8")
    return Place(agenda=folder / "agenda.yaml", data=tmp_path / "data")


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory):
    """The small catalogue, with tables of the kinds that somebody meets who searches."""
    folder = build(tmp_path_factory.mktemp("catalogue"))
    write_quarters(folder)
    write_provinces(folder)
    write_unmarked(folder)
    return folder


@pytest.fixture
def replay(catalogue, monkeypatch):
    with Replay(catalogue) as running:
        monkeypatch.setenv("DATABOEK_CBS_BASE", running.base)
        yield running


@pytest.fixture
def silent(monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", NOWHERE)


@pytest.fixture
def asked(place):
    """Ask and wait, as a page does that is looked at until the end."""

    def wait(question, *, file=None):
        job = ask(place, question, by="Beleid sociaal domein", subject="sub-1", file=file)
        return wait_for(place, job)

    return wait


@pytest.fixture
def worked_here(monkeypatch):
    """Jobs are done by this process, which has loaded all that they need; test_jobs.py has processes of their own."""
    monkeypatch.setattr(jobs, "_start", work)
