"""What a council member comes to do, on a phone and on a desk: see what is off the norm, read why, ask about it and share it."""

import re
from itertools import pairwise
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
ROWS = ".indicatoren th[scope=row] a"
AT_THEIR_ENDS = """() => [...document.querySelectorAll(".tegels li")].every(tile => {
    tile.scrollIntoView({block: "center"});
    const box = tile.getBoundingClientRect();
    const ends = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
    return ends.every(([x, y]) => document.elementFromPoint(x, y)?.closest("a") === tile.querySelector("a"));
})"""
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


def off_norm(page: Page) -> Locator:
    """What the overview finds to be off the norm."""
    return page.locator(".afwijkend")


def answers(page: Page) -> Locator:
    return page.locator(".antwoorden section")


def chart(page: Page) -> Locator:
    return page.locator("[data-testid=stVegaLiteChart]").first


def address_of(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}"


@pytest.mark.sampled(1)
@WIDTHS
def test_which_are_off_the_norm_is_answered_in_the_first_screen_and_how_sure_that_is_one_tap_on(visit, width):
    page = visit("/", width=width, height=740 if width == 360 else 900)
    expect(page.get_by_role("heading", level=1)).to_have_text("4 van 28 cijfers wijken af van de norm")
    names = off_norm(page).get_by_role("link")
    expect(names).to_have_text(
        [
            "Huisartsenpraktijken binnen 3 km",
            "Vrijwilligerswerk",
            "Contact met familie, vrienden of buren",
            "Sociale cohesie in de buurt",
        ]
    )
    ends = [box["y"] + box["height"] for box in (each.bounding_box() for each in off_norm(page).get_by_role("listitem").all())]
    assert len(ends) == 4
    fifth = max(end - start for start, end in pairwise(ends))
    assert max(ends) + fifth <= page.viewport_size["height"], "without scrolling, and there is room for a fifth"
    expect(off_norm(page).locator(".status")).to_contain_text(["niet behaald", *["achter"] * 3])
    for each in off_norm(page).locator("img").all() if width == 1280 else ():
        expect(each).to_be_visible()
    table = page.get_by_role("table", name="Cijfers met hun norm en oordeel")
    expect(table.get_by_role("rowheader")).to_have_count(28 + 5)
    expect(table.get_by_role("columnheader")).to_have_count(7)
    if width == 1280:
        assert table.bounding_box()["height"] <= 2 * 900, "all figures on two screens"
    assert page.evaluate(AT_THEIR_ENDS) is True, "a tile is a link as a whole"
    check(page)
    names.filter(has_text="Vrijwilligerswerk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vrijwilligerswerk")
    norm = answers(page).first
    expect(norm).to_contain_text("achter")
    expect(norm).to_contain_text("is de kans klein (ongeveer 1 op 30) dat de norm van 45% in 2026 wordt gehaald")
    check(page)


@pytest.mark.sampled(1)
@WIDTHS
def test_what_was_found_stands_above_the_chart_that_names_the_norm_and_four_answers_below_it_in_one_order(visit, width):
    page = visit(OFF_COURSE, width=width)
    expect(answers(page).locator("h2")).to_have_text(QUESTIONS)
    words = answers(page).locator(".status").all_inner_texts()
    assert len(words) == len(QUESTIONS)
    assert all(word.strip() for word in words), "every answer has a word, not only a colour"
    expect(chart(page)).to_be_visible()
    places = [box["y"] for box in (answer.bounding_box() for answer in answers(page).all())]
    finding = page.get_by_role("heading", level=2).first
    expect(finding).to_have_text(re.compile(r"^\S?Achter: .* in \d{4}, de norm is .* in \d{4}; kans "))
    assert finding.bounding_box()["height"] < 120, "its icon and words in one text of three lines at most"
    assert finding.bounding_box()["y"] < chart(page).bounding_box()["y"] < min(places)
    said = chart(page).get_attribute("aria-label")
    assert "Lijngrafiek: Vrijwilligerswerk in Zaanstad, 2013 tot en met 2022" in said
    assert "Norm: ≥ 45% in 2026." in said


@pytest.mark.sampled(1)
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


@pytest.mark.sampled(1)
@WIDTHS
def test_a_status_that_is_chosen_by_hand_is_the_same_view_in_a_fresh_browser(visit, width):
    mine = visit("/", width=width)
    expect(mine.locator(ROWS)).to_have_count(28)
    mine.get_by_role("radio", name="wijkt af (4)").or_(mine.get_by_role("button", name="wijkt af (4)")).click()
    expect(mine.locator(ROWS)).to_have_count(4)
    expect(mine).to_have_url(re.compile(r"[?&]toon=afwijkend\b"))
    settle(mine)
    mine.go_back()
    expect(mine.locator(ROWS)).to_have_count(28)
    settle(mine)
    mine.get_by_text("Meer keuzes").click()
    open_list(mine, mine.get_by_role("combobox", name="Oordeel"))
    mine.get_by_role("option", name="achter", exact=True).click()
    expect(mine.locator("[data-meldt]")).to_have_text("U ziet 3 van de 28 cijfers.")
    expect(mine).to_have_url(re.compile(r"[?&]status=achter\b"))
    settle(mine)
    check(mine)
    theirs = visit(address_of(mine), width=width)
    expect(theirs.locator("[data-meldt]")).to_have_text("U ziet 3 van de 28 cijfers.")
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


@pytest.mark.sampled(1)
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


@pytest.mark.sampled(1)
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


def test_a_part_that_is_open_is_in_the_address_and_open_for_who_gets_the_link(visit):
    page = visit("/indicator?indicator=mishandeling", width=1280)
    parts = page.locator("[class*='st-key-vouw-'] [data-testid=stExpander] > details")
    assert parts.evaluate_all("all => all.filter(part => part.open).length") == 0
    page.get_by_role("link", name="Waar komt dit cijfer vandaan?").press("Enter")
    expect(page.get_by_role("heading", level=2, name="Waar komt dit cijfer vandaan?")).to_be_attached()
    expect(page).to_have_url(re.compile("open=herkomst"))
    expect(page.locator("summary", has_text="Waar komt dit cijfer vandaan?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("open="))
    page.locator("summary", has_text="Vergelijken met andere gemeenten").press("Enter")
    expect(page).to_have_url(re.compile("open=vergelijken"))
    theirs = visit(page.url.removeprefix(page.evaluate("location.origin")), width=360)
    expect(theirs.get_by_role("heading", name="Vergelijkbare gemeenten, gemiddelde van 2021–2023")).to_be_visible()
    check(theirs)
