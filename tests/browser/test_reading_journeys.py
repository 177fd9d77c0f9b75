"""What council members and residents come to do, on pages without a script and without a mouse, on a phone and at a desk.

R is a council member, V a resident.
"""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from support.plain_hands import PlainHands
from support.shipped import AGENDA
from support.stopped_clock import showing
from typer.testing import CliRunner

from dashboard.kit import NO_CHOICES
from dashboard.publish.__main__ import app

PHONE, DESK = {"width": 320, "height": 720}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def address(serving_twice) -> str:
    return serving_twice.address


def on_both(*, first):
    """On one of both screens; on the other one too in the long run."""
    other = DESK if first is PHONE else PHONE
    sizes = (first, pytest.param(other, marks=pytest.mark.attack))
    return pytest.mark.parametrize("size", sizes, ids=["phone" if each is PHONE else "desk" for each in (first, other)])


@pytest.fixture
def hands(plain, size):
    plain.set_viewport_size(size)
    return PlainHands(plain)


@on_both(first=PHONE)
def test_r1_what_is_off_how_sure_that_is_and_what_changed_in_two_taps(hands, address):
    hands.come(f"{address}/lezen/")
    page = hands.page
    off = page.locator(".afwijkend li")
    assert off.count() > 1
    expect(page.get_by_role("heading", level=1)).to_contain_text("wijken af van de norm")
    assert off.first.bounding_box()["y"] < page.viewport_size["height"], "the first one is in sight at once"
    for each in off.all():
        expect(each.get_by_role("link")).to_have_count(1)
        expect(each.locator("b.status")).to_be_visible()
    expect(page.get_by_role("heading", name="Per ambitie")).to_be_visible()
    hands.follow(page.locator(".geteld").get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat is er veranderd?")
    expect(page.get_by_role("list", name="Wat er veranderde, geteld").get_by_role("listitem").first).to_be_visible()
    assert hands.presses == 1


@on_both(first=DESK)
def test_r2_and_r4_a_sentence_for_each_answer_then_the_course_and_what_to_ask(hands, address):
    hands.come(f"{address}/lezen/")
    page = hands.page
    first = page.locator(".afwijkend li").first
    name, sentence = first.get_by_role("link").inner_text(), first.locator("b.status").inner_text()
    hands.follow(first.get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("h2.gevonden")).to_be_visible()
    answers = page.locator(".antwoorden section")
    expect(answers).to_have_count(4)
    for each in answers.all():
        expect(each.locator("p").nth(1)).to_contain_text(re.compile(r"\w.*\.$"))
    assert sentence.split()[-1] in answers.first.inner_text()
    expect(page.get_by_role("img").locator("visible=true").first).to_have_accessible_name(
        re.compile(rf"{re.escape(name)}.*\d{{4}}")
    )
    assert page.get_by_role("heading", name="Vragen om te stellen").locator("xpath=..").get_by_role("listitem").count() >= 2
    for opened in ("Alle cijfers", "Databoek: wat is hierover afgesproken?", "Hoe komen we hieraan?"):
        hands.press(page.locator("summary", has_text=opened))
    expect(page.locator("#cijfers").get_by_role("table")).to_be_visible()
    expect(page.locator("#databoek").get_by_text("Nulmeting", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Is er een duidelijke lijn?").locator("visible=true").last).to_be_visible()
    hands.press(page.get_by_role("checkbox").last, "Space")
    hands.follow(page.get_by_role("button", name="Bekijk"))
    expect(page.get_by_role("checkbox").last).not_to_be_checked()


@on_both(first=PHONE)
def test_r3_what_changed_since_the_previous_meeting_or_any_other_day(hands, address):
    hands.come(f"{address}/lezen/")
    page = hands.page
    hands.follow(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="veranderd"))
    expect(page.get_by_text("Sinds de raadsvergadering van 15 oktober 2026, in Zaanstad")).to_be_visible()
    counts = page.get_by_role("list", name="Wat er veranderde, geteld").get_by_role("listitem")
    of_figures, of_agenda = (
        ["4 nieuwe cijfers", "3 herziene cijfers"],
        ["0 gewijzigde normen", "0 andere wijzigingen in de agenda"],
    )
    expect(counts).to_have_text(["2 gewijzigde oordelen", *of_figures, *of_agenda])
    expect(page.get_by_text("Te vroeg om te zeggen: er zijn 4 metingen, het laatst 66,1% in 2022.")).to_be_visible()
    hands.fill(page.get_by_label("Of sinds een andere dag"), "1 november 2023")
    hands.follow(page.get_by_role("button", name="Bekijk"))
    expect(page.get_by_text("We bewaren cijfers sinds 1 oktober 2026")).to_be_visible()
    expect(page.get_by_role("heading", name="Gewijzigde normen")).to_be_visible()
    hands.follow(page.locator("main").get_by_role("link", name="Mishandeling").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")


@on_both(first=DESK)
def test_r5_this_very_view_by_its_address_its_figures_as_a_file_and_its_page_for_the_meeting(hands, address, browser):
    hands.come(f"{address}/lezen/vergelijken?indicator=mishandeling")
    page = hands.page
    hands.fill(page.get_by_label("Naast Zaanstad (ten hoogste 5): 2"), "Utrecht")
    hands.follow(page.get_by_role("button", name="Bekijk").first)
    shown = page.locator("main").inner_text()
    assert "Utrecht" in shown
    other = browser.new_context(java_script_enabled=False, viewport=page.viewport_size, locale="nl-NL").new_page()
    other.goto(page.url)
    assert other.locator("main").inner_text() == shown
    other.context.close()
    lines = list(
        csv.reader(io.StringIO(hands.take(page.get_by_role("link", name="Download als CSV")).decode("utf-8-sig")), delimiter=";")
    )
    assert {"Zaanstad", "Utrecht"} <= {line[0] for line in lines}
    for name in ("eenheid", "bron", "opgehaald_op", "licentie"):
        assert all(line[lines[0].index(name)] for line in lines[1:]), name
    book = load_workbook(io.BytesIO(hands.take(page.get_by_role("link", name="Download als Excel"))))
    top = [row[0].value for row in book["cijfers"].iter_rows(max_row=3)]
    assert top[:2] == ["Mishandeling (per 1.000 inwoners): gemeenten vergeleken", "Bron: Politie (CC0), CBS (CC BY 4.0)"]
    assert str(top[2]).startswith("Gemaakt op ")
    hands.come(f"{address}/lezen/indicator?indicator=mishandeling&open=cijfers#cijfers")
    assert hands.take(page.get_by_role("link", name="als PDF")).startswith(b"%PDF")


@on_both(first=PHONE)
def test_v1_a_resident_of_anywhere_reads_all_of_it_without_an_account(hands, address):
    hands.come(f"{address}/lezen/")
    page = hands.page
    hands.follow(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vergelijken"))
    hands.fill(page.get_by_label("Gemeente", exact=True), "Utrecht")
    hands.follow(page.get_by_role("button", name="Bekijk").last)
    assert "gemeente=GM0344" in page.url
    expect(page.get_by_role("heading", level=1)).to_contain_text("Utrecht")
    hands.follow(page.get_by_role("table").get_by_role("link", name="Mishandeling"))
    assert "gemeente=GM0344" in page.url
    expect(page.locator(".antwoorden section")).to_have_count(3)
    hands.follow(page.get_by_role("link", name="Terug naar Zaanstad"))
    assert "GM0344" not in page.url
    hands.follow(page.get_by_role("contentinfo").get_by_role("link", name="Toegankelijkheid van dit databoek"))
    expect(page.locator("#toegankelijk")).to_be_in_viewport()


@pytest.mark.attack
def test_the_site_reads_the_same_from_a_folder_without_a_server(browser, twice, at, tmp_path):
    with showing(AGENDA, twice, at):
        done = CliRunner().invoke(app, ["site", "--out", str(tmp_path)])
    assert done.exit_code == 0, done.output
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="nl-NL")
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    hands = PlainHands(page)
    name = page.locator(".afwijkend").get_by_role("link").first.inner_text()
    hands.follow(page.locator(".afwijkend").get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("img").locator("visible=true").first).to_be_visible()
    assert page.locator("main").evaluate("part => getComputedStyle(part).paddingLeft") != "0px", "the style sheet is there"
    hands.press(page.locator("summary", has_text="Alle cijfers"))
    assert hands.take(page.get_by_role("link", name="Download als CSV")).startswith(b"\xef\xbb\xbfgemeente;")
    hands.follow(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="veranderd"))
    expect(page.get_by_role("list", name="Wat er veranderde, geteld")).to_be_visible()
    expect(page.get_by_text(NO_CHOICES)).to_be_visible()
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    context.close()
