"""Changing the agenda in a real browser, with the keyboard alone: a norm in five steps, and forms that everybody can use."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from support.access import check_access, check_fits
from support.english import SAID, english_on
from support.plain_words import hard_words
from support.seeing import hard_to_see
from support.serving import Serving, serve
from support.settled import settle
from support.shipped import AGENDA, copy_of

MOST_STEPS = 5
"""From the page of an indicator to a norm that somebody else can look at."""


@pytest.fixture(scope="module")
def editing(filled, tmp_path_factory) -> Iterator[tuple[Serving, Path]]:
    """A dashboard of which who sits at the computer may change the agenda, and the folder of that agenda."""
    folder = tmp_path_factory.mktemp("forms")
    shutil.copytree(AGENDA.parent, folder / "config")
    settings = {"DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"), "DATABOEK_LOKAAL_BEWERKEN": "1"}
    with serve(folder, copy_of(filled, folder / "data"), settings) as serving:
        yield serving, folder / "config"


class Hands:
    """Somebody without a mouse, who counts what they do."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def _to(self, what: Locator) -> None:
        expect(what).to_be_visible()
        what.focus()
        expect(what).to_be_focused()
        self.steps += 1

    def press(self, what: Locator) -> None:
        self._to(what)
        self.page.keyboard.press("Enter")
        settle(self.page)

    def fill(self, what: Locator, text: str) -> None:
        self._to(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")
        settle(self.page)


def drafts(config: Path) -> dict[str, dict[str, object]]:
    """What is kept, by the thing it is about: the value of each field."""
    said = [json.loads(path.read_text("utf-8")) for path in (config / "concepten").glob("*.json")]
    return {each["over"][1]: {"/".join(field["veld"]): field["wordt"] for field in each["velden"]} for each in said}


def test_a_norm_is_given_for_review_in_five_steps_without_a_mouse(visit, editing):
    serving, config = editing
    page = visit("/indicator?indicator=mishandeling", width=1280, at=serving.address)
    hands = Hands(page)
    hands.press(page.get_by_role("link", name="Wijzigen", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling wijzigen")
    norm = page.locator(".st-key-vouw-norm")
    hands.fill(norm.get_by_role("textbox", name="Waarde").first, "2,4")
    hands.fill(norm.get_by_role("textbox", name="Jaar").first, "2029")
    expect(page.locator("main").get_by_text("Uw concept: 2 velden gewijzigd")).to_be_visible()
    hands.press(page.get_by_role("button", name="Ter beoordeling geven"))
    expect(page.locator("main").get_by_text("Het ligt ter beoordeling.")).to_be_visible()
    assert hands.steps <= MOST_STEPS
    assert drafts(config)["mishandeling"] == {"norm/waarde": 2.4, "norm/jaar": 2029}
    assert (config / "agenda.yaml").read_bytes() == AGENDA.read_bytes()
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Agenda bewerken").click()
    expect(page.locator("main").get_by_text("ter beoordeling, ")).to_be_visible()
    _look(page)


def test_a_form_with_mistakes_and_questions_fits_is_accessible_and_speaks_dutch(visit, editing):
    serving, config = editing
    page = visit("/wijzigen?indicator=vernieling", width=360, at=serving.address)
    hands = Hands(page)
    norm = page.locator(".st-key-vouw-norm")
    hands.press(norm.get_by_role("button", name="Mijlpaal toevoegen"))
    expect(norm.get_by_role("heading", name="Mijlpaal 2")).to_be_visible()
    hands.fill(norm.get_by_role("textbox", name="Jaar").first, "ooit")
    expect(page.locator("main").get_by_text("Jaar is 'ooit'; schrijf een heel getal.")).to_be_visible()
    expect(norm.get_by_role("textbox", name="dit klopt nog niet.").first).to_have_value("ooit")
    hands.fill(norm.get_by_role("textbox", name="Waarde").first, "1.250")
    expect(page.locator("main").get_by_text("Wat bedoelt u met ‘1.250’: 1250 of 1,25?")).to_be_visible()
    expect(page.locator("main").get_by_text("‘Waarde’ ontbreekt; vul dit in.")).to_be_visible()
    expect(page.get_by_role("link", name="Bekijken en publiceren")).to_have_count(0)
    _look(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        check_fits(page)
    check_access(page)
    hands.press(page.get_by_role("button", name="1,25", exact=True))
    expect(norm.get_by_role("textbox", name="Waarde").first).to_have_value("1,25")
    assert drafts(config)["vernieling"]["norm/waarde"] == 1.25
    hands.press(page.get_by_role("button", name="Concept weggooien"))
    expect(page.locator("main").get_by_text("Wat u invult, wordt meteen bewaard")).to_be_visible()
    assert "vernieling" not in drafts(config)


def test_an_example_of_an_address_in_a_label_is_nothing_to_press(visit, editing):
    serving, _ = editing
    page = visit("/wijzigen", width=1280, at=serving.address)
    for part in page.locator("main details:not([open]) > summary:visible").element_handles():
        part.click()
    settle(page)
    expect(page.locator("label").filter(has_text="gemeente.nl")).to_have_count(1)
    expect(page.locator("label").filter(has_text="zaanstad.nl")).to_have_count(1)
    expect(page.locator("label a")).to_have_count(0)


def _look(page: Page) -> None:
    """With everything open."""
    for part in page.locator("details:not([open]) > summary:visible").element_handles():
        part.click()
    settle(page)
    check_fits(page)
    check_access(page)
    assert english_on(page) == []
    assert hard_words(" ".join(page.evaluate(SAID))) == []
    assert hard_to_see(page) == []
