"""The world that is attacked: after a good run, with news to fetch, and the figures that are right before and after it."""

import pytest
from support.attacked.tables import write_world
from support.attacked.world import PAGE_SIZE, World, of_source
from support.replay import Replay


@pytest.fixture(scope="session")
def good(tmp_path_factory):
    """The world after a first good run, and its figures before and after the news when nothing goes wrong."""
    folder = write_world(tmp_path_factory.mktemp("good"))
    with Replay(folder / "catalogue", page_size=PAGE_SIZE) as replay, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_CBS_BASE", replay.base)
        world = World(folder, replay)
        assert world.run().failed == ()
        after = world.copy(tmp_path_factory.mktemp("after"), replay)
        after.tell()
        assert after.run().failed == ()
    old, new = world.figures(), after.figures()
    for name in ("misdrijven", "inwoners", "cohesie"):
        assert not of_source(old, name).equals(of_source(new, name))
    return world, old, new


@pytest.fixture
def old(good):
    return good[1]


@pytest.fixture
def new(good):
    return good[2]


@pytest.fixture
def world(good, tmp_path, monkeypatch):
    """The world in which there is news to fetch."""
    with Replay(good[0].folder / "catalogue", page_size=PAGE_SIZE) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        found = good[0].copy(tmp_path / "world", replay)
        found.tell()
        yield found
