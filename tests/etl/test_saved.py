"""The project's own format: what was read is written back with the same bytes, so that a recording changes only where CBS did."""

import json

import pytest

from etl.delivery import SourceError
from etl.run.run import RECORDING
from etl.saved import read_delivery, save_delivery

TABLES = sorted(path.relative_to(RECORDING).with_suffix("") for path in RECORDING.glob("*/*.json"))


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_shipped_recording_is_written_back_with_the_same_bytes(table, tmp_path):
    origin = json.loads((RECORDING / table).with_suffix(".json").read_text(encoding="utf-8"))["origin"]
    save_delivery(read_delivery(RECORDING, table.parent.name, table.name, origin=origin), tmp_path)
    for ending in (".json", ".csv.gz"):
        assert (tmp_path / table).with_suffix(ending).read_bytes() == (RECORDING / table).with_suffix(ending).read_bytes()


def test_there_are_shipped_recordings():
    assert TABLES


def test_a_table_that_was_not_recorded_is_told(tmp_path):
    with pytest.raises(SourceError, match="10001NED: niet in de meegeleverde opname"):
        read_delivery(tmp_path, "opendata.cbs.nl", "10001NED", origin="opname")
