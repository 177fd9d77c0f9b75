"""Whatever CBS delivers: a wrong figure is never published, no right one is lost, and the next good delivery heals all."""

import re
import subprocess
import sys

import pandas as pd
import pytest
from support.attacked.changed import KEPT_OUT, REFUSED
from support.attacked.deliveries import DELIVERIES
from support.attacked.tables import FILE_INDICATORS, LABEL, OTHER_INDICATORS, STRUCK, STRUCK_INDICATORS, agenda_text
from support.attacked.told import what_lacks
from support.attacked.world import of_source
from support.shipped import ROOT

ADDRESS = ["indicator", "region", "period"]
CORRECTED = "2026-10-20T02:00:00"


def values(figures):
    return figures.set_index(ADDRESS)["value"].to_dict()


def is_right(found, right):
    """Each figure, value and status, is the one of this frame."""
    pd.testing.assert_frame_equal(found, right)


@pytest.mark.sampled(8)
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
        told = " ".join(reading.message for reading in result.readings if reading.label == LABEL)
        assert bool(told) or case.outcome != KEPT_OUT, "what is kept out is told"
    assert "Traceback" not in world.log()
    world.tell(CORRECTED)
    assert world.run().failed == ()
    is_right(world.figures(), new)


ACCEPTED = [
    "alles keer 99",
    "cijfers staan één gemeente verder",
    "keer 1000 in 45 % van de gemeenten",
    "een andere eenheid, dezelfde cijfers",
]


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_advised_after_a_look_works(world, old, name):
    world.replay.fault(STRUCK, DELIVERIES[name].fault)
    text = world.run().failed[0].message
    advised = re.search(r"Typ: python -m etl refresh --force --accept (\S+)", text)
    assert advised, text
    assert advised[1].strip(".") == STRUCK
    result = world.run(STRUCK)
    assert [reading.label for reading in result.failed] in ([], [LABEL])
    is_used = not of_source(world.figures(), *STRUCK_INDICATORS).equals(of_source(old, *STRUCK_INDICATORS))
    assert is_used is (result.failed == ())


@pytest.mark.parametrize("name", ["de tabel is leeg", "alle cijfers zijn leeg"])
def test_an_empty_delivery_can_never_be_accepted(world, old, name):
    world.replay.fault(STRUCK, DELIVERIES[name].fault)
    assert "--accept" not in world.run().failed[0].message
    result = world.run(STRUCK)
    assert [reading.label for reading in result.failed] == [LABEL]
    is_right(of_source(world.figures(), *STRUCK_INDICATORS), of_source(old, *STRUCK_INDICATORS))


def test_a_remark_does_not_change_what_the_command_answers(world):
    world.replay.fault(STRUCK, DELIVERIES["ons nieuwste cijfer is negatief"].fault)
    (world.folder / "agenda.yaml").write_text(agenda_text(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "etl", "refresh", "--agenda", world.folder / "agenda.yaml", "--data", world.data],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert f"{LABEL}: " in done.stdout


def test_there_are_enough():
    assert len(DELIVERIES) >= 40
