"""Adding an indicator in a real browser: from words to a published page against CBS on this machine, and from an own file."""

import re
import shutil

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.jobs import write_quarters
from support.replay import Replay
from support.serving import serve
from support.settled import settle
from support.shipped import AGENDA, copy_of
from support.small_catalogue import build

from indicators.agenda.load import load_agenda

MOST_CLICKS = 12
PATIENCE = 90_000
"""Milliseconds: a process of its own starts for what is asked, which takes long on a busy machine."""
OWN_FILE = "Klanten van het wijkteam;;\n;;\ngemeente;jaar;klanten\nZaanstad;2022;410\nZaanstad;2023;425\nNergenshuizen;2023;5\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, filled):
    folder = tmp_path_factory.mktemp("adding")
    shutil.copytree(AGENDA.parent, folder / "config")
    copy_of(filled, folder / "data")
    write_quarters(build(folder / "cbs"))
    return folder


@pytest.fixture(scope="module")
def address(folder):
    """A dashboard that who sits at this computer may edit, with CBS on this machine."""
    with Replay(folder / "cbs") as replay:
        settings = {
            "DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"),
            "DATABOEK_CBS_BASE": replay.base,
            "DATABOEK_LOKAAL_BEWERKEN": "1",
        }
        with serve(folder, folder / "data", settings) as serving:
            yield serving.address


def field(page, label):
    return page.get_by_label(label).first


def chart(page):
    return page.locator("[data-testid=stVegaLiteChart]").first


def test_from_words_to_a_published_page_in_few_clicks(visit, folder):
    page = visit("/toevoegen", width=1280)
    clicks = []
    page.expose_function("clicked", lambda: clicks.append(1))
    page.evaluate("addEventListener('pointerdown', () => window.clicked(), true)")
    field(page, "Waar gaat het cijfer over?").click()
    page.keyboard.insert_text("uitstroom klanten wijkteam")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Klanten van het <b>wijkteam</b>").click()
    field(page, "Wat wilt u laten zien?").click()
    page.get_by_role("option", name="Personen (Uitstroom, aantal)").click()
    field(page, "Welke perioden?").click()
    page.get_by_role("option", name="kwartaal 4: ").click()
    expect(chart(page)).to_have_attribute(
        "aria-label", re.compile(r"Lijngrafiek van Personen, aantal\. Laatste cijfers: Zaanstad"), timeout=PATIENCE
    )
    field(page, "Naam. Bijvoorbeeld").click()
    for text in ("Uitstroom wijkteam", "klanten die klaar zijn bij het wijkteam", "zo weten we of hulp eindigt"):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the unit is there already
    expect(field(page, "Bij welke ambitie?")).to_be_focused()
    page.keyboard.insert_text("gezondheid")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("De vaste naam in de agenda wordt: uitstroom-wijkteam.")
    settle(page)
    check_access(page)
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_role("link", name="Bekijk wat er verandert en publiceer").click()
    field(page, "Waarom wijzigt u dit?").click()
    page.keyboard.insert_text("De raad vroeg erom")
    page.get_by_role("button", name="Publiceren", exact=True).click()
    expect(page.locator("main")).to_contain_text("Gepubliceerd.")
    assert len(clicks) <= MOST_CLICKS, f"{len(clicks)} clicks"
    page.get_by_role("link", name="Bekijk Uitstroom wijkteam").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uitstroom wijkteam")
    found = next(each for each in load_agenda(folder / "config" / "agenda.yaml").indicators if each.id == "uitstroom-wijkteam")
    assert found.quantity.topic_group == "Uitstroom"


@pytest.mark.attack
def test_an_own_file_is_seen_and_kept_by_keyboard_on_a_phone(visit, folder):
    page = visit("/toevoegen", width=320)
    check_access(page)
    check_fits(page)
    file = {"name": "Klanten <2024>.csv", "mimeType": "text/csv", "buffer": OWN_FILE.encode()}
    field(page, "Kies een bestand met cijfers").set_input_files(file)
    field(page, "Kies een bestand met cijfers").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wat wij lezen in Klanten <2024>.csv")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text("De namen van de kolommen staan op regel 3.")
    page.get_by_text("1 regel telt niet mee").click()
    expect(page.locator("main")).to_contain_text("Nergenshuizen")
    expect(chart(page)).to_have_attribute("aria-label", re.compile("Lijngrafiek van klanten"))
    field(page, "Naam. Bijvoorbeeld").focus()
    for text in ("Klanten wijkteam", "klanten", "drukte", "klanten", "Gemeente Zaanstad", "CC0"):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
    page.keyboard.insert_text("gezondheid")
    page.keyboard.press("Enter")
    settle(page)
    check_access(page)
    check_fits(page)
    page.get_by_role("button", name="Bewaar als concept").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Bewaard als concept")).to_contain_text("klanten-wijkteam")
    assert (folder / "config" / "bestanden" / "klanten-2024.csv").read_bytes() == OWN_FILE.encode()
