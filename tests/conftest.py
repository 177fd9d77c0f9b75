"""What more than one module of tests starts from: stores that are made once a run, for all its processes, and are only read."""

import fcntl
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.history import publish_twice
from support.rich_agenda import Rich, publish_rich
from support.shipped import AGENDA, copy_of, fill
from support.small_store import three

if TYPE_CHECKING:
    from dashboard.paper.page import Written

pytest_plugins = ("support.sizes", "support.tools")
MakeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id) -> Iterator[MakeOnce]:
    """Make a folder with this name, unless a process of this run did; who comes at the same time waits for it.

    A test that wrote in a version, which others share, is told of at the end: theirs failed for no reason of their own.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    seen: dict[Path, tuple[int, int]] = {}

    def make(name: str, maker: Callable[[Path], object]) -> Path:
        folder, made = shared / name, shared / f"{name}.made"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                folder.mkdir()
                maker(folder)
                made.touch()
        seen.update({path: _mark(path) for path in folder.rglob("*.duckdb")})
        return folder

    yield make
    changed = [str(path) for path, mark in seen.items() if path.exists() and _mark(path) != mark]
    assert changed == [], "somebody wrote in a version that all share: unlink it in your copy first"


def _mark(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_size, about.st_mtime_ns


@pytest.fixture(scope="session")
def filled(once) -> Path:
    """The shipped figures, published once; a test that changes something in it takes a copy."""
    return once("shipped", fill)


@pytest.fixture(scope="session")
def versions(once) -> Path:
    """Three small versions of a figure, 1, 2 and 3; who damages one takes a copy of its bytes first."""
    return once("versions", three)


@pytest.fixture(scope="session")
def twice(once, filled) -> Path:
    """Published on 1 October and on 10 November 2026, with figures that came in or were revised in between."""
    return once("twice", lambda folder: publish_twice(folder, shipped=filled)) / "data"


@pytest.fixture(scope="session")
def rich(once) -> Rich:
    """An agenda and a store with everything that the shipped ones lack."""
    return Rich.below(once("rich", publish_rich))


@pytest.fixture(scope="session")
def at(once, filled) -> datetime:
    """One moment of this run, after the shipped figures came: at midnight it does not become another day."""
    folder = once("moment", lambda folder: (folder / "at").write_text(datetime.now(UTC).isoformat(), encoding="utf-8"))
    return datetime.fromisoformat((folder / "at").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def paper(once, filled, at) -> "Mapping[str, Written]":
    """Every page on paper of the shipped figures at that moment, by its address; its charts are empty."""
    from support.reading_pages import keep_all_pages, kept_pages  # noqa: PLC0415  most tests do without the dashboard
    from support.stopped_clock import showing  # noqa: PLC0415

    def make(folder: Path) -> None:
        with showing(AGENDA, filled, at):
            keep_all_pages(folder / "pages.json")

    return kept_pages(once("paper", make) / "pages.json")


@pytest.fixture(scope="session")
def whole_pdf(once, filled, at) -> bytes:
    """The whole databook of the shipped figures at that moment, as a PDF."""
    from support.stopped_clock import showing  # noqa: PLC0415  most tests do without the dashboard

    from dashboard import data  # noqa: PLC0415
    from dashboard.documents import databook  # noqa: PLC0415
    from dashboard.documents.pdf import to_pdf  # noqa: PLC0415

    def make(folder: Path) -> None:
        with showing(AGENDA, filled, at):
            (folder / "databoek.pdf").write_bytes(to_pdf(databook.whole(data.databook())))

    return (once("whole-pdf", make) / "databoek.pdf").read_bytes()


@pytest.fixture
def shown(filled, monkeypatch):
    """What the dashboard's pages show."""
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(filled))


@pytest.fixture
def agenda(tmp_path, filled, monkeypatch):
    """A copy of the shipped agenda, shown, that a test may edit; with figures of its own, for agendas are kept beside them."""
    folder = tmp_path / "config"
    shutil.copytree(AGENDA.parent, folder)
    monkeypatch.setenv("DATABOEK_AGENDA", str(folder / "agenda.yaml"))
    monkeypatch.setenv("DATABOEK_DATA", str(copy_of(filled, tmp_path / "figures")))
    return folder / "agenda.yaml"
