"""Whatever goes wrong between CBS and a refresh: no figure lost, none wrong, a sentence in Dutch, and healed by the next run."""

import pandas as pd
import pytest
from support.attacked.damage import COMES_THROUGH
from support.attacked.line import NETWORK
from support.attacked.tables import FILE_INDICATORS, LABEL, OTHER, OTHER_INDICATORS, STRUCK, STRUCK_INDICATORS
from support.attacked.told import what_lacks
from support.attacked.world import of_source

from etl.run.run import Mode


def same(found, wanted, *indicators):
    pd.testing.assert_frame_equal(of_source(found, *indicators), of_source(wanted, *indicators))


@pytest.mark.sampled(10)
@pytest.mark.parametrize("name", NETWORK)
def test_a_fault_of_the_network_loses_nothing_and_heals(world, old, new, name):
    case = NETWORK[name]
    world.replay.fault(STRUCK, case.fault)
    result = world.run()
    found = world.figures()
    same(found, new, *OTHER_INDICATORS, *FILE_INDICATORS)
    if case.outcome == COMES_THROUGH:
        assert result.failed == ()
        same(found, new, *STRUCK_INDICATORS)
    else:
        same(found, old, *STRUCK_INDICATORS)
        assert [reading.label for reading in result.failed] == [LABEL]
        assert what_lacks(result.failed[0].message) == []
    assert "Traceback" not in world.log()
    world.tell()
    assert world.run().failed == ()
    pd.testing.assert_frame_equal(world.figures(), new)


OUT_OF_REACH = {
    "nobody listens": "http://127.0.0.1:9",
    "a name that does not exist": "http://nergens.invalid",
    "no encryption where it is asked": "https://127.0.0.1:{port}",
}


@pytest.mark.parametrize("mode", [Mode.AUTO, Mode.LIVE])
@pytest.mark.parametrize("where", OUT_OF_REACH)
def test_a_catalogue_that_is_out_of_reach_fails_all_its_tables_and_no_file(world, old, new, monkeypatch, where, mode):
    reached = world.replay.base
    monkeypatch.setenv("DATABOEK_CBS_BASE", OUT_OF_REACH[where].format(port=reached.rpartition(":")[2]))
    result = world.run(mode=mode)
    found = world.figures()
    same(found, new, *FILE_INDICATORS)
    same(found, old, *OTHER_INDICATORS, *STRUCK_INDICATORS)
    assert {reading.table_id for reading in result.failed} == {STRUCK, OTHER}
    assert what_lacks(next(reading.message for reading in result.failed if reading.table_id == STRUCK)) == []
    assert "Traceback" not in world.log()
    monkeypatch.setenv("DATABOEK_CBS_BASE", reached)
    assert world.run(mode=mode).failed == ()
    pd.testing.assert_frame_equal(world.figures(), new)


def test_there_are_at_least_sixty():
    assert len(NETWORK) >= 60
