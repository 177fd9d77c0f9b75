"""What more than one module of tests starts from: the shipped agenda and figures, published once."""

import shutil

import pytest
from support.shipped import AGENDA, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The data folder; a test that changes something in it takes a copy."""
    return fill(tmp_path_factory.mktemp("data"))


@pytest.fixture
def shown(filled, monkeypatch):
    """What the dashboard's pages show."""
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(filled))


@pytest.fixture
def agenda(tmp_path, shown, monkeypatch):
    """A copy of the shipped agenda, shown, that a test may edit."""
    folder = tmp_path / "config"
    shutil.copytree(AGENDA.parent, folder)
    monkeypatch.setenv("DATABOEK_AGENDA", str(folder / "agenda.yaml"))
    return folder / "agenda.yaml"
