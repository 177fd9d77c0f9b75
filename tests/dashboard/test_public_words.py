"""What pages say and do not say: no word that is hard and not explained; of a source that is wrong no cell, line or path."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from support.addresses import EXAMPLES
from support.pages import visit, words
from support.pdf_text import text_of
from support.plain_words import hard_words
from support.rich_agenda import Rich
from typer.testing import CliRunner

from dashboard import pages
from dashboard.downloads import buttons
from etl.__main__ import app
from etl.run.mishaps import LOG
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from indicators.agenda.load import load_agenda

MARKER = "Jansen-0612345678"
"""What may stand in a cell of a partner's file and nobody should read on a page."""
BESIDES = {
    pages.INDICATOR: ["gestegen", "uitgaven"],
    pages.INTERVENTION: ["lampen"],
    pages.CHECKPOINT: ["lampen"],
    pages.AMBITION: ["proef"],
    pages.COMPARISON: ["gestegen", "uitgaven"],
}
"""Per page what else it has to say about the files that are wrong."""
KEYS = {
    pages.INDICATOR: "indicator",
    pages.COMPARISON: "indicator",
    pages.INTERVENTION: "interventie",
    pages.CHECKPOINT: "interventie",
    pages.AMBITION: "ambitie",
}
VISITS = [(page, EXAMPLES.get(page.name, {})) for page in pages.PAGES]
WITH_DOWNLOADS = [(page, asked) for page, asked in VISITS if page in {pages.OVERVIEW, pages.INDICATOR, pages.COMPARISON}]
VISITS += [(page, {KEYS[page]: name}) for page, names in BESIDES.items() for name in names]


def spoil(path: Path) -> None:
    """Put the marker in the last cell of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[-1] = f"{lines[-1].rpartition(';')[0]};{MARKER}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def spoilt(rich, tmp_path_factory):
    """A store of which one own file was never read, another no longer is, and a partner's file cannot be read either."""
    folder = tmp_path_factory.mktemp("spoilt")
    shutil.copytree(rich.agenda.parent, folder / "config")
    found = Rich.below(folder)

    def run():
        return refresh(
            Run(agenda=load_agenda(found.agenda), files_dir=found.agenda.parent, mode=Mode.RECORDING, data_dir=found.data),
            Unwatched(),
        )

    spoil(found.agenda.parent / "bestanden" / "uitgaven.csv")
    run()
    spoil(found.agenda.parent / "bestanden" / "proef.csv")
    spoil(found.agenda.parent / "deelnemers.csv")
    return found, run()


@pytest.fixture
def seen(spoilt, monkeypatch):
    found, _ = spoilt
    monkeypatch.setenv("DATABOEK_AGENDA", str(found.agenda))
    monkeypatch.setenv("DATABOEK_DATA", str(found.data))
    return found


def everything(block):
    """All that reaches the browser."""
    for child in block.children.values():
        yield str(child.proto)
        if hasattr(child, "children"):
            yield from everything(child)


def told(text: str, folder: Path) -> list[str]:
    """What stands in this text that is not public."""
    return re.findall(rf"{MARKER}|{re.escape(str(folder))}|\w+\.csv:\d+|\.py\b|Traceback", text)


def test_the_marker_is_where_people_look_after_the_databook(spoilt):
    found, result = spoilt
    failed = {reading.label: reading.message for reading in result.failed}
    assert set(failed) == {"bestanden/uitgaven.csv", "bestanden/proef.csv", "deelnemers.csv"}
    assert all(MARKER in message for message in failed.values())
    assert MARKER in (found.data / LOG).read_text(encoding="utf-8")
    status = CliRunner().invoke(app, ["status", "--agenda", str(found.agenda), "--data", str(found.data)]).output
    assert status.count(MARKER) >= len(failed)


@pytest.mark.parametrize(("place", "asked"), VISITS, ids=lambda value: getattr(value, "name", None) or "-".join(value.values()))
def test_no_page_shows_it_and_no_download_holds_it(seen, monkeypatch, place, asked):
    made = []

    def offered(_label, make, *, file_name, **_):
        if not file_name.startswith("hele-databoek"):  # seconds of work, of the parts that the other papers have
            made.append((file_name, make()))

    monkeypatch.setattr(buttons.st, "download_button", offered)
    run = visit(place.file, **asked)
    text = words(run)
    assert len(text) > 100
    assert hard_words(text) == []
    assert told(" ".join(everything(run._tree)), seen.agenda.parent) == []
    assert made or (place, asked) not in WITH_DOWNLOADS
    for name, content in made:
        if name.endswith(".xlsx"):
            packed = zipfile.ZipFile(io.BytesIO(content))
            content = b" ".join(packed.read(part) for part in packed.namelist())  # noqa: PLW2901
        if name.endswith(".pdf"):
            content = text_of(content).encode()  # noqa: PLW2901
        assert told(content.decode("utf-8", errors="replace"), seen.agenda.parent) == [], name


def test_the_page_on_sources_says_that_it_could_not_be_read_and_what_stays(seen):
    text = words(visit(pages.ACCOUNTABILITY.file))
    assert re.search(r"kon niet worden gelezen; de cijfers van \d+ \w+ 20\d\d blijven staan", text)
    assert "bestanden/uitgaven.csv" in text
    assert "Nog niet opgehaald: de bron kon niet worden gelezen." in text


def test_a_partner_s_figures_that_cannot_be_read_are_told_in_one_sentence(seen):
    told_of_it = "Het bestand met eigen cijfers kon niet worden gelezen."
    assert told_of_it in words(visit(pages.INTERVENTION.file, interventie="lampen"))
    assert told_of_it in words(visit(pages.CHECKPOINT.file, interventie="lampen"))


def test_the_sources_that_pages_read_carry_no_message(seen):
    from dashboard import data  # noqa: PLC0415

    assert "message" not in data.databook().sources
