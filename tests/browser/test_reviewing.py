"""A norm from draft to published and back, in a browser: what it does, why, who adopted it, and the history of it."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.serving import serve
from support.shipped import AGENDA, copy_of

from etl.door.actors import Actor, Role
from etl.door.changes import SaveField, Submit
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.history import History
from etl.door.things import Kind, Thing
from etl.installation import Place

ANNA = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=datetime.now(UTC) + timedelta(hours=4))


@pytest.fixture
def place(tmp_path, filled):
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    place = Place(agenda=tmp_path / "config" / "agenda.yaml", data=copy_of(filled, tmp_path / "data"))
    History.start(place.agenda)
    change = SaveField(thing=Thing(Kind.INDICATOR, "mishandeling"), path=("norm", "waarde"), value=2.2, seen=2.5)
    draft = write(ANNA, change, "", place=place).draft
    write(ANNA, Submit(draft=draft), "", place=place)
    return place


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_norm_is_looked_at_published_and_put_back(browser, place, tmp_path, width):
    environment = {"DATABOEK_AGENDA": str(place.agenda), "DATABOEK_LOKAAL_BEWERKEN": "1"}
    with serve(tmp_path, place.data, environment) as serving:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{serving.address}/beoordelen")
        expect(page.locator("main").get_by_text("Geen enkel oordeel verandert.")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("button", name="Publiceren")).to_be_visible()
        check_access(page)
        check_fits(page)
        page.get_by_label("Waarom wijzigt u dit?").fill("Besluit van de raad.")
        page.get_by_label("Wie stelde de norm van Mishandeling vast?").fill("gemeenteraad")
        page.get_by_label("Op welke dag?").fill("20 november 2026")
        page.get_by_role("button", name="Publiceren").focus()
        page.keyboard.press("Enter")
        expect(page.locator("main").get_by_text("Gepubliceerd.")).to_be_visible(timeout=20_000)
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
