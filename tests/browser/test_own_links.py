"""Links in our own HTML open within the app, as Streamlit's do, and stay links: back, forward, and a tab of their own.

On our own server: under plain `streamlit run` these links load the page anew.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from support.settled import settle

SCROLLED = "scrollY"


@pytest.fixture
def page(visit) -> Page:
    page = visit("/?gemeente=GM0344", width=1280)
    page.evaluate("window.stillHere = true")
    return page


def leads_to(page: Page, heading: str | re.Pattern[str], address: str) -> None:
    """This page, without loading anew."""
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert page.url.endswith(address)
    assert page.evaluate("window.stillHere")


def test_a_row_far_down_opens_its_indicator_at_the_top_and_the_way_back_leads_back(page):
    row = page.locator(".indicatoren").get_by_role("link", name="Netto-arbeidsparticipatie")
    row.scroll_into_view_if_needed()
    assert page.evaluate(SCROLLED) > 0
    row.click()
    leads_to(page, "Netto-arbeidsparticipatie", "/indicator?indicator=netto-arbeidsparticipatie&gemeente=GM0344")
    assert page.evaluate(SCROLLED) == 0
    page.go_back()
    leads_to(page, re.compile("cijfers van Utrecht"), "/?gemeente=GM0344")
    page.go_forward()
    leads_to(page, "Netto-arbeidsparticipatie", "/indicator?indicator=netto-arbeidsparticipatie&gemeente=GM0344")


def test_by_the_keyboard_too(page):
    page.locator(".tegels").get_by_role("link", name="Gezondheid").press("Enter")
    leads_to(page, "Gezondheid", "/ambitie?ambitie=gezondheid&gemeente=GM0344")


def test_what_changed_leads_to_its_indicator(visit, serving_twice):
    page = visit("/veranderd", width=1280, at=serving_twice.address)
    page.evaluate("window.stillHere = true")
    page.locator("[data-testid=stMain]").get_by_role("link", name="Mishandeling").first.click()
    leads_to(page, "Mishandeling", "/indicator?indicator=mishandeling")


def test_who_asks_for_a_tab_gets_a_tab(page):
    link = page.locator(".indicatoren").get_by_role("link", name="Mishandeling")
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    settle(opened.value)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    leads_to(page, re.compile("cijfers van Utrecht"), "/?gemeente=GM0344")


def test_streamlits_own_link_to_the_overview_leads_there_from_another_page(visit):
    page = visit("/ambitie?ambitie=gezondheid&gemeente=GM0344", width=1280)
    page.evaluate("window.stillHere = true")
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="Terug naar Zaanstad").click()
    leads_to(page, re.compile("wijken af van de norm"), "/")
