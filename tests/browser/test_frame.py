"""The bar and the footer around every page: where the reader is, the menu by keyboard alone, and what a tab is called."""

import re

from playwright.sync_api import Page, expect
from support.access import check_access, check_fits
from support.settled import settle

from dashboard.pages import MENU

FIRST, REST = [page.title for page in MENU[:3]], [page.title for page in MENU[3:]]
SHOWS_FOCUS = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"


def menu(page: Page):
    return page.get_by_role("navigation", name="Hoofdmenu")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so; all that had it showed that."""
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS)
        if page.evaluate("document.activeElement.innerText").strip().endswith(words):
            return
    raise AssertionError(f"‘{words}’ is not reached with Tab")


def test_on_a_phone_three_pages_are_in_sight_and_the_others_behind_more_by_keyboard_alone(visit):
    page = visit("/", width=360)
    expect(page.get_by_role("banner")).to_contain_text("Gemeente Zaanstad")
    expect(menu(page).get_by_role("link")).to_have_text([re.compile(f"^{title}$") for title in FIRST])
    more = menu(page).get_by_role("button", name="Meer")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        places = [each.bounding_box() for each in (*menu(page).get_by_role("link").all(), more)]
        assert len({box["y"] for box in places}) == 1, "all on one line"
        assert all(box["height"] >= 24 and box["x"] + box["width"] <= width for box in places)
    tab_to(page, "Meer")
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(menu(page).get_by_role("link")).to_have_text(FIRST + REST)
    settle(page)
    check_fits(page)
    check_access(page)
    page.keyboard.press("Escape")
    expect(menu(page).get_by_role("link")).to_have_count(3)
    expect(more).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, "Verantwoording")
    page.keyboard.press("Tab")
    expect(more).to_have_attribute("aria-expanded", "false")  # who goes on leaves nothing open behind
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Verantwoording")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Verantwoording")
    expect(more).to_have_attribute("aria-expanded", "false")
    assert menu(page).locator("[aria-current=page]").all_text_contents() == ["Verantwoording"]


def test_with_room_the_whole_menu_is_in_sight_and_works_with_tab_and_enter(visit):
    page = visit("/", width=1280)
    expect(menu(page).get_by_role("link")).to_have_text(FIRST + REST)
    expect(menu(page).get_by_role("button")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.reload()
    settle(page)
    tab_to(page, "Geld en interventies")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Geld en interventies")
    expect(menu(page).locator("[aria-current]")).to_have_text("Geld en interventies")


def test_in_forced_colours_the_bar_still_says_where_the_reader_is(visit):
    page = visit("/interventies", width=1280)
    borders = "each => [...each].map(link => parseFloat(getComputedStyle(link).borderBottomWidth) > 0)"
    for colours in ("dark", "light"):
        page.emulate_media(forced_colors="active", color_scheme=colours)
        marked = menu(page).get_by_role("link").evaluate_all(borders)
        assert marked == [page.title == "Interventies" for page in MENU]


def test_the_footer_says_whom_to_ask_and_how_new_the_figures_are_and_stays_in_the_chosen_municipality(visit):
    page = visit("/?gemeente=GM0344", width=360)
    footer = page.get_by_role("contentinfo")
    expect(footer).to_contain_text("In de agenda staat nog niet wie vragen beantwoordt.")
    expect(footer).to_contain_text(re.compile(r"Cijfers van \d{1,2} \w+ 20\d\d"))
    page.evaluate("window.stillHere = true")
    footer.get_by_role("link", name="Wat we wel en niet bewaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verantwoording")
    assert page.url.endswith("/verantwoording?open=privacy&gemeente=GM0344")
    for words, part in ((None, "Privacy"), ("Bronnen en hoe we oordelen", "bronnen zijn opgehaald")):  # from elsewhere, and here
        if words:
            footer.get_by_role("link", name=words).click()
        heading = page.get_by_role("heading", level=2).filter(has_text=part)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport(ratio=1)
    assert page.evaluate("window.stillHere")
