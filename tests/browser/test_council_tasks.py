"""What a council member comes to do, on a phone and on a desk: see what is off the norm, read why, ask about it and share it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from support.access import check_access, check_fits
from support.settled import open_list, settle

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
QUESTIONS = [
    "Wordt de norm gehaald?",
    "Is er een duidelijke lijn?",
    "Is het laatste cijfer opvallend?",
    "En vergelijkbare gemeenten?",
]
OFF_COURSE = "/indicator?indicator=vrijwilligerswerk"
ROWS = ".indicatoren a"
MOST_TABS = 60
SEEN_FOCUS = """() => {
    const shows = part => {
        const style = getComputedStyle(part);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const inSight = part => {
        const box = part.getClientRects()[0] ?? part.getBoundingClientRect();
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const there = left < right && top < bottom && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return Boolean(there) && (part.contains(there) || there.contains(part));
    };
    const part = document.activeElement;
    const name = (part.getAttribute("aria-label") || part.innerText || part.tagName).trim();
    return [name, part === document.body || (shows(part) && inSight(part))];
}"""
"""The name of what has the focus, and whether a reader sees that: it is on the screen, under nothing else, with an outline or a
shadow around it. The body has it when the focus is past the last link, with the browser itself."""


def check(page: Page) -> None:
    """It stands still, nothing scrolls sideways, and axe finds nothing."""
    settle(page)
    check_fits(page)
    check_access(page)


def attention(page: Page) -> Locator:
    return page.locator(".st-key-kaart-aandacht")


def answers(page: Page) -> Locator:
    return page.locator(".antwoorden section")


def chart(page: Page) -> Locator:
    return page.locator("[data-testid=stVegaLiteChart]").first


def address_of(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


@WIDTHS
def test_one_tap_from_what_asks_attention_to_how_sure_that_is(visit, width):
    page = visit("/", width=width)
    expect(page.get_by_role("heading", name="Dit vraagt aandacht")).to_be_visible()
    expect(attention(page).get_by_text("De kans dat het lukt, is klein (ongeveer 1 op 30).")).to_be_visible()
    attention(page).get_by_role("link", name="Vrijwilligerswerk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vrijwilligerswerk")
    norm = answers(page).first
    expect(norm).to_contain_text("achter")
    expect(norm).to_contain_text("is de kans klein (ongeveer 1 op 30) dat de norm van 45% in 2026 wordt gehaald")
    check(page)


@WIDTHS
def test_four_answers_come_in_one_order_and_then_the_chart_that_names_the_norm(visit, width):
    page = visit(OFF_COURSE, width=width)
    expect(answers(page).locator("h2")).to_have_text(QUESTIONS)
    words = answers(page).locator(".status").all_inner_texts()
    assert len(words) == len(QUESTIONS)
    assert all(word.strip() for word in words), "every answer has a word, not only a colour"
    expect(chart(page)).to_be_visible()
    places = [box["y"] + box["height"] for box in (answer.bounding_box() for answer in answers(page).all())]
    assert chart(page).bounding_box()["y"] > max(places)
    said = chart(page).get_attribute("aria-label")
    assert "Lijngrafiek: Vrijwilligerswerk in Zaanstad, 2013 tot en met 2022" in said
    assert "Norm: ≥ 45% in 2026." in said


@WIDTHS
def test_an_indicator_that_is_off_course_gives_questions_to_ask(visit, width):
    page = visit(OFF_COURSE, width=width)
    expect(page.get_by_role("heading", name="Vragen om te stellen")).to_be_visible()
    asked = page.locator(".st-key-kaart-vragen").get_by_role("listitem").all_inner_texts()
    assert 2 <= len(asked) <= 3
    assert all(question.endswith("?") for question in asked)
    assert "1,8 procentpunt meer per jaar" in " ".join(asked), "the question starts from a figure on this page"


def test_an_indicator_that_meets_its_norm_gives_none(visit):
    page = visit("/indicator?indicator=woninginbraken", width=360)
    expect(answers(page).first).to_contain_text("behaald")
    expect(page.get_by_role("heading", name="Vragen om te stellen")).to_have_count(0)


def indicators_shown(page: Page) -> list[str]:
    """The names in the rows of the overview, in their order."""
    return page.locator(ROWS).all_inner_texts()


@WIDTHS
def test_a_status_that_is_chosen_by_hand_is_the_same_view_in_a_fresh_browser(visit, width):
    mine = visit("/", width=width)
    expect(mine.locator(ROWS)).to_have_count(28)
    mine.get_by_text("Zoeken en kiezen").click()
    open_list(mine, mine.get_by_role("combobox", name="Oordeel"))
    mine.get_by_role("option", name="achter", exact=True).click()
    expect(mine.get_by_text("U ziet 3 van de 28 indicatoren.")).to_be_visible()
    expect(mine).to_have_url(re.compile(r"[?&]status=achter\b"))
    settle(mine)
    check(mine)
    theirs = visit(address_of(mine), width=width)
    expect(theirs.get_by_text("U ziet 3 van de 28 indicatoren.")).to_be_visible()
    assert theirs.url == mine.url
    expect(mine.locator(ROWS)).to_have_count(3)
    assert indicators_shown(theirs) == indicators_shown(mine)
    expect(theirs.get_by_role("combobox", name="Oordeel")).to_have_value("achter")
    check(theirs)
    theirs.get_by_role("button", name="Toon alles").click()
    expect(theirs.locator(ROWS)).to_have_count(28)
    expect(theirs).not_to_have_url(re.compile("status="))


def layers_on(page: Page) -> list[str]:
    return page.locator("button[data-variant=pills][aria-pressed=true]").all_inner_texts()


@WIDTHS
def test_chosen_layers_are_the_same_chart_in_a_fresh_browser(visit, width):
    mine = visit(OFF_COURSE, width=width)
    expect(chart(mine)).to_have_attribute("aria-label", re.compile("Verwachting voor 2026"))
    mine.get_by_role("button", name="verwachting", exact=True).click()
    expect(chart(mine)).not_to_have_attribute("aria-label", re.compile("Verwachting voor 2026"))
    settle(mine)
    theirs = visit(address_of(mine), width=width)
    assert "lagen=" in theirs.url
    assert theirs.url == mine.url
    assert layers_on(theirs) == layers_on(mine)
    assert layers_on(theirs)
    assert "verwachting" not in layers_on(theirs)
    assert chart(theirs).get_attribute("aria-label") == chart(mine).get_attribute("aria-label")
    check(theirs)


def tab_to(page: Page, words: str) -> list[str]:
    """Press Tab until what has the focus says this, after an icon's name perhaps; what had the focus without showing it."""
    unseen = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        page.wait_for_timeout(60)
        name, shows = page.evaluate(SEEN_FOCUS)
        unseen += [] if shows else [name]
        if name.endswith(words):
            return unseen
    raise AssertionError(f"‘{words}’ is not reached with Tab")


@WIDTHS
def test_what_is_off_the_norm_is_found_and_read_with_tab_and_enter_alone(visit, width):
    page = visit("/", width=width)
    assert tab_to(page, "Vrijwilligerswerk") == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vrijwilligerswerk")
    settle(page)
    assert tab_to(page, "Hoe komen we hieraan?") == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kans dat de norm wordt gehaald")).to_be_visible()
    settle(page)
    assert tab_to(page, "norm en pad") == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("lagen="))
    expect(chart(page)).to_be_visible()
    check(page)
