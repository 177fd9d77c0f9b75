"""What nobody foresaw in one source is the failure of that source alone: the others are published, a traceback is logged."""

import pytest
from support.replay import Replay
from support.small_agenda import small_agenda
from support.small_catalogue import build

from etl.cbs.client import Catalogues
from etl.delivery import SourceError
from etl.run import reading, refresh
from etl.run.mishaps import LOG, one_source
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("tables"))


def run(tmp_path):
    run = Run(
        agenda=small_agenda(tmp_path),
        files_dir=tmp_path,
        data_dir=tmp_path / "data",
        mode=Mode.LIVE,
        catalogues=Catalogues(first_wait=0.01),
    )
    return refresh.refresh(run, Unwatched())


KINDS = [
    RecursionError("deep"),
    OverflowError("large"),
    AttributeError("gone"),
    UnicodeError("odd"),
    MemoryError(),
    KeyError("x"),
]


@pytest.mark.parametrize("error", KINDS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("where", ["shape", "read_own_file", "own_file"])
def test_a_mishap_in_one_source_stops_no_other(folder, tmp_path, monkeypatch, where, error):
    usual = getattr(reading, where)

    def mishap(first, *args, **kwargs):
        if where == "shape" and first.table != "47018NED":
            return usual(first, *args, **kwargs)
        raise error

    monkeypatch.setattr(reading, where, mishap)
    with Replay(folder) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        result = run(tmp_path)
    failed = result.failed
    assert len(failed) == 1
    kind = type(error).__name__
    assert f"er ging iets mis dat niet was voorzien ({kind})" in failed[0].message
    assert "Van deze bron zijn er nog geen cijfers." in failed[0].message
    store = open_store(tmp_path / "data")
    held = store.sources().set_index("table_id")["rows"]
    store.close()
    assert (held.drop(failed[0].table_id) > 0).all()
    logged = (tmp_path / "data" / LOG).read_text(encoding="utf-8")
    assert "Traceback" in logged
    assert kind in logged


def test_a_failure_that_was_foreseen_keeps_its_own_sentence():
    with pytest.raises(SourceError, match="dit is bekend"), one_source("een bron"):
        raise SourceError("dit is bekend")


def test_who_stops_a_run_stops_it():
    with pytest.raises(KeyboardInterrupt), one_source("een bron"):
        raise KeyboardInterrupt
