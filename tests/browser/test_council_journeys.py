"""A council member looks up what changed, and somebody else opens exactly the view that was shared."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from support.access import check_access, check_fits
from support.settled import open_list, settle

SHARED = "/vergelijken?indicator=mishandeling&gemeenten=GM0479,GM0344,groep"


@pytest.fixture(scope="module")
def address(serving_twice) -> str:
    return serving_twice.address


def chart_in_words(page: Page) -> str:
    return page.locator("[data-testid=stVegaLiteChart]").first.get_attribute("aria-label") or ""


def test_a_council_member_reads_what_changed_since_the_previous_meeting(visit):
    page = visit("/veranderd", width=360)
    expect(page.get_by_text("Sinds de raadsvergadering van 15 oktober 2026, in Zaanstad")).to_be_visible()
    expect(page.get_by_role("heading", name="Gewijzigde oordelen")).to_be_visible()
    counts = page.get_by_role("list", name="Wat er veranderde, geteld").get_by_role("listitem")
    of_figures, of_agenda = (
        ["4 nieuwe cijfers", "3 herziene cijfers"],
        ["0 gewijzigde normen", "0 andere wijzigingen in de agenda"],
    )
    expect(counts).to_have_text(["2 gewijzigde oordelen", *of_figures, *of_agenda])
    expect(page.get_by_text("Te vroeg om te zeggen: er zijn 4 metingen, het laatst 66,1% in 2022.")).to_be_visible()
    page.get_by_role("textbox", name="Of sinds een andere dag").fill("1 november 2023")
    page.get_by_role("button", name="Bekijk").click()
    expect(page.get_by_text("We bewaren cijfers sinds 1 oktober 2026")).to_be_visible()
    expect(page).to_have_url(re.compile("sinds=2023-11-01"))
    expect(page.get_by_role("heading", name="Gewijzigde normen")).to_be_visible()
    settle(page)
    check_fits(page)
    check_access(page)
    page.get_by_role("link", name="Mishandeling").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")


@pytest.mark.parametrize("part", [".toen-nu", ".wijzigingen"])
def test_a_link_among_the_changes_opens_without_loading_the_page_anew(visit, part):
    page = visit("/veranderd?gemeente=GM0344", width=1280)
    page.evaluate("window.stillHere = true")
    link = page.locator(part).get_by_role("link").first
    name = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/indicator\?indicator=[a-z-]+&gemeente=GM0344$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.evaluate("window.stillHere")


def test_a_shared_link_shows_the_same_view_in_a_fresh_browser(visit):
    mine = visit("/vergelijken?indicator=mishandeling", width=1280)
    open_list(mine, mine.get_by_role("combobox", name="Naast Zaanstad"))
    mine.keyboard.type("Utrecht")
    mine.get_by_role("option", name="Utrecht", exact=True).click()
    mine.keyboard.press("Escape")
    expect(mine.locator("[aria-label*='Utrecht']").first).to_be_attached()
    settle(mine)
    assert "gemeenten=GM0479" in mine.url
    theirs = visit("/" + mine.url.split("/", 3)[3], width=1280)
    assert theirs.url == mine.url
    assert chart_in_words(theirs) == chart_in_words(mine) != ""


def test_figures_taken_along_say_their_unit_source_and_date(visit):
    page = visit(SHARED, width=1280)
    book = load_workbook(io.BytesIO(taken(page, "Download als Excel")))
    top = [row[0].value for row in book["cijfers"].iter_rows(max_row=3)]
    assert top[0] == "Mishandeling (per 1.000 inwoners): gemeenten vergeleken"
    assert top[1] == "Bron: Politie (CC0), CBS (CC BY 4.0)"
    assert str(top[2]).startswith("Gemaakt op ")
    drawing = taken(page, "Grafiek als SVG").decode()
    for part in ("Mishandeling: gemeenten vergeleken", "Bron: Politie (47018NED) en CBS (70072ned). Gemaakt op ", "Utrecht"):
        assert part in drawing
    assert taken(page, "Grafiek als PNG").startswith(b"\x89PNG")


def taken(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=button).click()
    return Path(download.value.path()).read_bytes()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says exactly this."""
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || ''")
        if name.strip() == words:
            return
    raise AssertionError(f"‘{words}’ is not reached with Tab")


def test_an_indicator_and_what_changed_are_found_with_the_keyboard_alone(visit):
    page = visit("/", width=1280)
    tab_to(page, "Mishandeling")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    page = visit("/veranderd", width=1280)
    tab_to(page, "Of sinds een andere dag")
    page.keyboard.type("1 november 2023")
    tab_to(page, "Bekijk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gewijzigde normen")).to_be_visible()
    expect(page).to_have_url(re.compile("sinds=2023-11-01"))
