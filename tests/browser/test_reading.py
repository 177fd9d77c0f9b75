"""Pages on paper in a browser with JavaScript off: whole, accessible, and no wider than the screen, on a phone and a desk."""

import pytest
from playwright.sync_api import expect
from support.access import check_access
from support.addresses import ADDRESSES
from support.paper import wrong_on_paper
from support.seeing import cut_off, hard_to_see, space_out, spilt_tables, torn_words, written_over

WIDTHS = (320, 1280)
DRAWN = {"indicator", "interventie", "vergelijken"}
"""Pages with a chart in sight."""


@pytest.fixture
def looked_at(browser, address):
    """The same page for who looks at it with a script: axe is one."""
    context = browser.new_context(bypass_csp=True, locale="nl-NL")
    yield context.new_page()
    context.close()


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ADDRESSES)
def test_every_page_is_whole_without_a_script_and_accessible(plain, looked_at, address, name):
    assert plain.goto(f"{address}/lezen{ADDRESSES[name]}").status == 200
    expect(plain.get_by_role("heading", level=1)).to_have_count(1)
    assert plain.locator("main").get_by_role("link").count() > 0
    if name in DRAWN:
        expect(plain.get_by_role("img").locator("visible=true").first).to_be_visible()
    looked_at.goto(f"{address}/lezen{ADDRESSES[name]}")
    assert wrong_on_paper(looked_at, is_reading=True) == []
    for width in WIDTHS:
        looked_at.set_viewport_size({"width": width, "height": 900})
        looked_at.evaluate(
            "isOpen => document.querySelectorAll('details').forEach(each => each.open = isOpen)", width == WIDTHS[0]
        )
        assert looked_at.evaluate("document.scrollingElement.scrollWidth") <= width
        check_access(looked_at)
        assert hard_to_see(looked_at) == []
        assert written_over(looked_at) == []
        assert spilt_tables(looked_at) == []
        assert torn_words(looked_at) == []
    assert cut_off(looked_at) == []
    looked_at.set_viewport_size({"width": WIDTHS[0], "height": 900})
    space_out(looked_at)
    assert written_over(looked_at) == []


@pytest.mark.parametrize("width", [320, 360])
def test_the_longest_name_stays_whole_on_a_phone_and_what_it_leaves_out_is_said(looked_at, address, width):
    looked_at.set_viewport_size({"width": width, "height": 720})
    for name in ("huisartsenpraktijken", "woninginbraken", "voortijdig-schoolverlaters", "vrijwilligerswerk"):
        looked_at.goto(f"{address}/lezen/indicator?indicator={name}")
        assert torn_words(looked_at) == []
    told = looked_at.get_by_text("Niet in de grafiek op een klein scherm: vergelijkbare gemeenten.")
    expect(told).to_be_visible()
    looked_at.get_by_role("button", name="Bekijk").click()
    expect(told).to_have_count(0)
    expect(looked_at.locator("ul.sleutel")).to_contain_text("vergelijkbare gemeenten")
    looked_at.goto(f"{address}/lezen/indicator?indicator=vrijwilligerswerk")
    looked_at.set_viewport_size({"width": 1280, "height": 720})
    expect(told).to_be_hidden()


def test_on_paper_no_sentence_is_about_addresses_that_are_not_printed(looked_at, address):
    looked_at.goto(f"{address}/lezen/indicator?indicator=mishandeling&open=cijfers")
    told = looked_at.get_by_text("Kopieer dan een van deze adressen")
    expect(told).to_be_visible()
    looked_at.emulate_media(media="print")
    expect(told).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_an_example_of_what_to_write_fits_its_field_and_choices_fit_one_row_of_a_desk(looked_at, address, width):
    looked_at.set_viewport_size({"width": width, "height": 900})
    looked_at.goto(f"{address}/lezen/veranderd")
    field = looked_at.get_by_label("Of sinds een andere dag")
    field.fill(field.get_attribute("placeholder"))
    assert field.evaluate("each => each.scrollWidth <= each.clientWidth")
    looked_at.goto(f"{address}/lezen/")
    tops = [looked_at.get_by_label("Zoek in naam").bounding_box(), looked_at.get_by_role("button", name="Bekijk").bounding_box()]
    assert (tops[0]["y"] == tops[1]["y"]) == (width == 1280)


def test_choices_and_links_work_without_a_script(plain, address):
    plain.goto(f"{address}/lezen/")
    plain.get_by_label("wijkt af").check()
    plain.get_by_role("button", name="Bekijk").click()
    expect(plain.get_by_text("van de 28 cijfers")).to_be_visible()
    assert "toon=afwijkend" in plain.url
    plain.get_by_role("table").get_by_role("link", name="Vrijwilligerswerk").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Vrijwilligerswerk")
    plain.get_by_role("checkbox").last.uncheck()
    plain.get_by_role("button", name="Bekijk").click()
    expect(plain.get_by_role("checkbox").last).not_to_be_checked()
    expect(plain.get_by_role("checkbox").first).to_be_checked()
    plain.get_by_role("link", name="Alle cijfers").click()
    expect(plain.get_by_role("table").first).to_be_visible()
    plain.get_by_role("link", name="Deze pagina in het dashboard").click()
    assert "/lezen" not in plain.url
    plain.get_by_role("link", name="Lees deze pagina zonder JavaScript").click()
    assert "/lezen/indicator?indicator=vrijwilligerswerk" in plain.url


def test_the_dashboard_leads_to_what_it_shows_now(visit):
    page = visit("/indicator?indicator=mishandeling&gemeente=GM0344", width=1280)
    page.get_by_role("link", name="Overzicht").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Mishandeling")
    expect(page.get_by_role("link", name="Leesversie van deze pagina")).to_have_attribute("href", "/lezen/?gemeente=GM0344")
    page.get_by_role("link", name="Leesversie van deze pagina").click()
    expect(page.get_by_role("link", name="Deze pagina in het dashboard")).to_have_attribute("href", "/?gemeente=GM0344")
