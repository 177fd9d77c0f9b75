"""The manual for administrators: every command in it is typed, in a clean folder, and every file it names is there."""

import re
from contextlib import ExitStack

import pytest
from support.manual import UnknownWordError, blocks_in, chapters, terminal
from support.postgres import serving
from support.shipped import ROOT, copy_of
from support.tools import require

MANUAL = (ROOT / "docs" / "beheer.md").read_text(encoding="utf-8")
IN_ORDER = (
    "Installeren",
    "Achter een proxy",
    "Container",
    "Aanmelden en rollen",
    "Back-up en terugzetten",
    "Bijwerken en terug",
    "Bewaken",
    "Verversen op een rooster",
    "Meer gemeenten",
    "Meer machines",
    "Capaciteit",
    "Wat te doen als",
)
"""What an administrator looks for, in this order. A chapter is there once it has something to say."""
CHAPTERS = chapters(MANUAL)
START_CLEAN = frozenset({"Installeren"})
"""Chapters that make their own figures; the others find the shipped ones in data/, and the packages in .venv/."""

WITH_DATABASE = frozenset({"Meer machines"})
"""Chapters that find PostgreSQL at db.voorbeeldstad.nl, without a password and with nothing in it."""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("chapter", [name for name, blocks in CHAPTERS.items() if blocks])
def test_every_command_of_a_chapter_works_as_it_is_typed(chapter: str, tmp_path, filled) -> None:
    for name in {name for block in CHAPTERS[chapter] for name in block.needs}:
        require(name)
    with ExitStack() as started:
        typing = started.enter_context(terminal(tmp_path))
        if chapter in WITH_DATABASE:
            typing.environment = {**typing.environment, "PGPORT": str(started.enter_context(serving()).port)}
        if chapter not in START_CLEAN:
            copy_of(filled, typing.home / "data")
            typing.link_environment()
        for block in CHAPTERS[chapter]:
            typing.type(block)


def test_chapters_stand_in_the_order_in_which_they_are_looked_for() -> None:
    assert list(CHAPTERS) == [name for name in IN_ORDER if name in CHAPTERS]


def test_no_chapter_is_empty() -> None:
    parts = re.split(r"^## .+$", MANUAL, flags=re.MULTILINE)[1:]
    assert [part for part in parts if len(part.split()) < 20] == []


def test_every_file_it_names_exists() -> None:
    text = re.sub(r"^```.*?^```$", "", MANUAL, flags=re.DOTALL | re.MULTILINE)
    named = {name for name in re.findall(r"`([\w.][\w./-]*)`", text) if "/" in name and not name.startswith("data/")}
    linked = {target for target in re.findall(r"\]\(([^)#]+)", text) if not target.startswith("http")}
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [name for name in linked if not (ROOT / "docs" / name).exists()] == []


def test_a_command_that_fails_is_seen(tmp_path) -> None:
    with terminal(tmp_path) as typing, pytest.raises(AssertionError, match="no such command as this one"):
        typing.type(blocks_in("```sh\necho no such command as this one\nfalse\necho done\n```\n")[0])


def test_another_exit_code_than_was_told_is_seen(tmp_path) -> None:
    with terminal(tmp_path) as typing:
        typing.type(blocks_in("```sh antwoord=3\nexit 3\n```\n")[0])
        with pytest.raises(AssertionError, match="ended with 0"):
            typing.type(blocks_in("```sh antwoord=3\ntrue\n```\n")[0])


def test_a_word_that_means_nothing_is_seen() -> None:
    with pytest.raises(UnknownWordError, match="overslaan"):
        blocks_in("```sh overslaan\nfalse\n```\n")
