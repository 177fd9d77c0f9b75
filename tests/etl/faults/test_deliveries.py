"""Whatever CBS delivers: a wrong figure is never published, no right one is lost, and the next good delivery heals all."""

import pandas as pd
import pytest
from support.attacked.changed import REFUSED
from support.attacked.deliveries import DELIVERIES
from support.attacked.tables import FILE_INDICATORS, LABEL, OTHER_INDICATORS, STRUCK, STRUCK_INDICATORS
from support.attacked.told import what_lacks
from support.attacked.world import of_source

ADDRESS = ["indicator", "region", "period"]
CORRECTED = "2026-10-20T02:00:00"


def values(figures):
    return figures.set_index(ADDRESS)["value"].to_dict()


def is_right(found, right):
    """Each figure, value and status, is the one of this frame."""
    pd.testing.assert_frame_equal(found, right)


@pytest.mark.sampled(16)
@pytest.mark.parametrize("name", DELIVERIES)
def test_a_wrong_delivery_publishes_nothing_wrong_loses_nothing_and_heals(world, old, new, name):
    case = DELIVERIES[name]
    world.replay.fault(STRUCK, case.fault)
    result = world.run()
    found = world.figures()
    others = (*OTHER_INDICATORS, *FILE_INDICATORS)
    is_right(of_source(found, *others), of_source(new, *others))
    was, right, now = (values(of_source(frame, *STRUCK_INDICATORS)) for frame in (old, new, found))
    wrong = {address: value for address, value in now.items() if value not in {was.get(address), right.get(address)}}
    assert wrong == {}
    assert set(was) - set(now) == case.withdrawn
    if case.outcome == REFUSED:
        is_right(of_source(found, *STRUCK_INDICATORS), of_source(old, *STRUCK_INDICATORS))
        assert [reading.label for reading in result.failed] == [LABEL]
        assert what_lacks(result.failed[0].message) == []
    else:
        assert result.failed == ()
    assert "Traceback" not in world.log()
    world.tell(CORRECTED)
    assert world.run().failed == ()
    is_right(world.figures(), new)


def test_there_are_enough():
    assert len(DELIVERIES) >= 40
