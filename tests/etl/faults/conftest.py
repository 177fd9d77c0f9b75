"""The world that is attacked: after a good run, with news to fetch, and the figures that are right before and after it."""

import pytest
from support.attacked.tables import write_world
from support.attacked.world import PAGE_SIZE, World, figures_in, of_source
from support.replay import Replay


@pytest.fixture(scope="session")
def good(once):
    """The folder of the world after a first good run, and its figures before and after the news when nothing goes wrong."""

    def make(folder):
        served = Replay(write_world(folder / "before") / "catalogue", page_size=PAGE_SIZE)
        with served as replay, pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABOEK_CBS_BASE", replay.base)
            world = World(folder / "before", replay)
            assert world.run().failed == ()
            after = world.copy(folder / "after", replay)
            after.tell()
            assert after.run().failed == ()

    folder = once("attacked", make)
    old, new = figures_in(folder / "before"), figures_in(folder / "after")
    for name in ("misdrijven", "inwoners", "cohesie"):
        assert not of_source(old, name).equals(of_source(new, name))
    return folder / "before", old, new


@pytest.fixture
def old(good):
    return good[1]


@pytest.fixture
def new(good):
    return good[2]


@pytest.fixture
def world(good, tmp_path, monkeypatch):
    """The world in which there is news to fetch."""
    with Replay(good[0] / "catalogue", page_size=PAGE_SIZE) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        found = World(good[0], replay).copy(tmp_path / "world", replay)
        found.tell()
        yield found
