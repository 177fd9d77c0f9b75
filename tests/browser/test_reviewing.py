"""A norm from draft to published and back, in a browser: what it does, why, who adopted it, and the history of it."""

import shutil

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.serving import serve
from support.shipped import AGENDA, copy_of

from etl.door.desk import desk_of
from etl.door.history import History
from etl.installation import Place

MOST_CLICKS = 5


@pytest.fixture
def place(tmp_path, filled):
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    place = Place(agenda=tmp_path / "config" / "agenda.yaml", data=copy_of(filled, tmp_path / "data"))
    History.start(place.agenda)
    return place


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_norm_is_changed_looked_at_published_in_few_clicks_and_put_back(browser, place, tmp_path, width):
    environment, clicks = {"DATABOEK_AGENDA": str(place.agenda), "DATABOEK_LOKAAL_BEWERKEN": "1"}, []
    with serve(tmp_path, place.data, environment) as serving:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.expose_function("clicked", lambda: clicks.append(1))
        page.add_init_script("addEventListener('pointerdown', () => window.clicked(), true)")
        page.goto(f"{serving.address}/indicator?indicator=mishandeling")
        page.get_by_role("link", name="Wijzigen", exact=True).click(timeout=30_000)
        page.locator(".st-key-vouw-norm").get_by_role("textbox", name="Waarde").first.click(timeout=20_000)
        page.keyboard.press("Control+A")
        page.keyboard.type("2,2")
        page.keyboard.press("Tab")
        page.get_by_role("link", name="Bekijken en publiceren").click(timeout=20_000)
        expect(page.locator("main").get_by_text("Geen enkel oordeel verandert.")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("button", name="Publiceren")).to_be_visible()
        check_access(page)
        check_fits(page)
        page.get_by_label("Waarom wijzigt u dit?").click()
        for text in ("Besluit van de raad.", "gemeenteraad", "20 november 2026"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.get_by_role("button", name="Publiceren").click()
        expect(page.locator("main").get_by_text("Gepubliceerd.")).to_be_visible(timeout=20_000)
        assert len(clicks) <= MOST_CLICKS, f"{len(clicks)} clicks"
        page.get_by_role("link", name="Bekijk de geschiedenis").click()
        expect(page.locator("main").get_by_text("Waarom: Besluit van de raad.")).to_be_visible(timeout=20_000)
        check_access(page)
        check_fits(page)
        page.get_by_role("link", name="Dit terugzetten").first.click()
        page.get_by_role("button", name="Maak een concept om dit terug te zetten").click(timeout=20_000)
        page.get_by_role("link", name="Bekijk en publiceer").click(timeout=20_000)
        expect(page.locator("main").get_by_text("2,5 per 1.000 inwoners").first).to_be_visible(timeout=20_000)
        page.close()
    assert [each.fields[0].after for each in desk_of(place).drafts] == [2.5]
