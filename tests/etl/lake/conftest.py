"""PostgreSQL for a process of tests, and a new database in it for each that asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.machines import Lake, restart
from support.postgres import Postgres, serving


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with serving() as server:
        yield server


@pytest.fixture
def lake(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lake]:
    """An empty lake that every data folder of this test shares."""
    yield Lake(postgres.database(), str(tmp_path / "meer")).use(monkeypatch)
    restart()
