"""A partner steers along: its own interventions, how sure the figures are, and the next decision on paper."""

import re

import pytest
from playwright.sync_api import expect
from support.settled import settle
from support.shipped import AGENDA

from indicators.agenda.load import load_agenda

INTERVENTIONS = tuple(each.id for each in load_agenda(AGENDA).interventions)
A4_POINTS = (595, 842)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_partner_sees_its_own_interventions_and_how_sure_the_figures_are(visit, width):
    page = visit("/interventies", width=width)
    page.get_by_role("link", name="Politie Zaanstad (1)").click()
    expect(page.get_by_text("Gekozen: Politie Zaanstad (1)")).to_be_visible()
    settle(page)
    assert "partner=politie" in page.url
    expect(page.get_by_role("link", name="Werkleerbedrijf", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Buurtpreventie en hang- en sluitwerk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buurtpreventie en hang- en sluitwerk")
    settle(page)
    expect(page.get_by_text("≈ Geen apart effect te zien", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile(r"[Ee]en effect kleiner dan \d"))).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(2)
    page.get_by_role("link", name="Politie Zaanstad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interventies")
    expect(page).to_have_url(re.compile("partner=politie"))
    page.get_by_role("link", name="Alle partners").click()
    expect(page).not_to_have_url(re.compile("partner="))


def test_a_partner_prepares_the_next_checkpoint_and_takes_it_along_on_paper(visit):
    page = visit("/interventies", width=1280)
    expect(page.get_by_text("2 maanden te laat").or_(page.get_by_text(re.compile("te laat"))).first).to_be_visible()
    page.get_by_role("link", name="Werkleerbedrijf", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkleerbedrijf")
    page.get_by_role("link", name=re.compile("^Toetsmoment voorbereiden")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Toetsmoment Werkleerbedrijf")
    settle(page)
    expect(page.get_by_role("heading", name="Vragen om te bespreken")).to_be_visible()
    expect(page.get_by_text("besluit: nog te kiezen").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("heading", name="Zo legt u het besluit vast")).to_be_hidden()
    expect(page.get_by_role("heading", name="Besluit", exact=True)).to_be_visible()
    ground = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert ground == "rgb(255, 255, 255)"


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", INTERVENTIONS)
def test_every_checkpoint_fits_on_one_sheet_of_a4(visit, name):
    page = visit(f"/toetsmoment?interventie={name}", width=1280)
    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)
    size = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert size
    assert (round(float(size[1])), round(float(size[2]))) == A4_POINTS
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
