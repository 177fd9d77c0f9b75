"""All judgements from a lake are those from files, also with the figures in S3."""

from datetime import date

import pytest
from support.bucket import bucket
from support.machines import Lake, everything, restart
from support.shipped import AGENDA
from support.small_store import run

from etl.answers.written import Answering
from etl.store import keeping
from etl.store.homes import one_run_at_a_time
from etl.store.lake.place import LakeError
from etl.store.store import open_store
from indicators.agenda.load import load_agenda

TODAY = date(2026, 11, 26)


def answers(folder, codes):
    store = open_store(folder)
    try:
        return list(Answering(store, load_agenda(AGENDA), TODAY).write(codes))
    finally:
        store.close()


def through(lake, filled, tmp_path, monkeypatch):
    """The shipped figures put in a lake by one machine; the folder of another one."""
    lake.use(monkeypatch)
    with one_run_at_a_time(tmp_path / "writer"):
        keeping.restore(tmp_path / "writer", filled)
    restart()
    return tmp_path / "reader"


@pytest.mark.parametrize("codes", [("GM0479", "GM0363"), pytest.param((), marks=pytest.mark.attack)], ids=["two", "all"])
def test_they_are_equal(lake, filled, tmp_path, monkeypatch, codes):
    reader = through(lake, filled, tmp_path, monkeypatch)
    found = answers(reader, codes)
    monkeypatch.delenv("DATABOEK_STORE")
    assert found == answers(filled, codes)
    assert len(found) >= 28 * max(len(codes), 1)


def test_every_row_is_the_same_with_the_figures_in_s3(postgres, filled, tmp_path, monkeypatch):
    with bucket(tmp_path) as settings:
        lake = Lake(postgres.database(), "s3://databoek/meer", **settings)
        reader = through(lake, filled, tmp_path, monkeypatch)
        found = everything(reader)
        assert keeping.verify(reader).lines[0].endswith("(cijfers in s3://databoek/meer/): 1 versie heel")
    monkeypatch.delenv("DATABOEK_STORE")
    asked = everything(filled)
    assert len(asked["measurement"]) > 10_000
    assert {name for name in asked if found[name] != asked[name]} == {"run"}, "putting it there is a run"
    restart()


@pytest.mark.attack
def test_a_bucket_that_is_not_there_is_told_and_nothing_is_put_in_force(postgres, tmp_path, monkeypatch):
    with bucket(tmp_path) as settings:
        Lake(postgres.database(), "s3://bestaat-niet/meer", **settings).use(monkeypatch)
        with pytest.raises(LakeError, match=r"s3://bestaat-niet/meer/\) geeft geen goed antwoord: .*(404|NoSuchBucket)"):
            run(tmp_path / "here", 1.0, years=100)
        assert not list((tmp_path / "here").glob("*.duckdb"))
        restart()
