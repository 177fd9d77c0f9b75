"""Whatever goes wrong between CBS and a refresh: no figure lost, none wrong, a sentence in Dutch, and healed by the next run."""

import pandas as pd
import pytest
from support.attacked.damage import COMES_THROUGH
from support.attacked.line import NETWORK
from support.attacked.tables import FILE_INDICATORS, LABEL, OTHER_INDICATORS, STRUCK, STRUCK_INDICATORS
from support.attacked.told import what_lacks
from support.attacked.world import of_source


def same(found, wanted, *indicators):
    pd.testing.assert_frame_equal(of_source(found, *indicators), of_source(wanted, *indicators))


@pytest.mark.sampled(24)
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


def test_there_are_at_least_sixty():
    assert len(NETWORK) >= 60
