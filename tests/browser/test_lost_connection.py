"""The server goes away and comes back with a page open; and a reader whom the connection never reaches."""

import re

import pytest
from playwright.sync_api import Page, expect
from support.access import check_access
from support.english import english_on
from support.serving import Serving, free_port, serve
from support.settled import settle

LOST = "De verbinding is even weg. We proberen het opnieuw; u kunt blijven lezen."
COVERED = "document.querySelectorAll('[inert], [role=dialog], [aria-modal=true]').length"


@pytest.fixture
def port() -> int:
    return free_port()


def line(page: Page):
    return page.locator("#verbinding")


def test_a_page_stays_to_be_read_while_the_server_is_away_and_heals_by_itself(browser, filled, tmp_path, port):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    page = context.new_page()
    with serve(tmp_path, filled, port=port) as first:
        page.goto(f"{first.address}/indicator?indicator=mishandeling")
        settle(page)
        read = page.get_by_role("main").inner_text()
        folded = page.evaluate(COVERED)  # what is folded is out of reach, with a connection too
    page.get_by_role("heading", level=1).evaluate("heading => scrollTo(0, 600)")
    expect(line(page)).to_have_text(LOST)
    expect(line(page)).to_be_in_viewport()
    page.wait_for_timeout(4000)  # Streamlit's own box came after a few attempts
    assert page.get_by_role("main").inner_text() == read
    assert page.evaluate(COVERED) == folded
    assert english_on(page) == []
    check_access(page)
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    menu.get_by_role("link", name="Interventies").click()
    expect(line(page)).to_have_text("De verbinding is even weg. We openen de pagina zodra die er weer is.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    with serve(tmp_path, filled, port=port):
        expect(page.get_by_role("heading", level=1)).to_have_text("Interventies")
        expect(line(page)).to_be_empty()
        assert page.url.endswith("/interventies")
        settle(page)
        page.get_by_role("link", name=re.compile("Politie Zaanstad")).first.click()
        expect(page).to_have_url(re.compile("partner=politie"))
    context.close()


def test_who_gets_no_connection_at_all_reads_what_to_do_and_nothing_covers_the_page(browser, serving: Serving):
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL")
    page = context.new_page()
    page.clock.install()
    page.route("**/_stcore/**", lambda route: route.abort())
    page.goto(serving.address)
    page.clock.run_for(8000)
    expect(line(page)).to_contain_text("Kijk of u internet hebt en laad de pagina opnieuw.")
    expect(page.get_by_role("banner")).to_contain_text("Gemeente Zaanstad")
    assert page.evaluate(COVERED) == 0
    page.unroute("**/_stcore/**")
    page.clock.resume()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(line(page)).to_be_empty()
    context.close()
