"""The pages for who has a role, on a phone and at a desk, as the administrator of this computer: accessible and in Dutch."""

import shutil
from datetime import date

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.addresses import WORKING
from support.english import SAID, english_on
from support.plain_words import hard_words
from support.seeing import hard_to_see
from support.serving import serve
from support.settled import open_list, settle
from support.shipped import AGENDA, copy_of

from indicators.agenda.load import load_agenda

PLANNED = "      - {datum: 2027-06-01}                       # nog te komen\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, filled):
    """An agenda with a decision that is late and a file of the partner's own, and figures that may change."""
    folder = tmp_path_factory.mktemp("werk")
    shutil.copytree(AGENDA.parent, folder / "config")
    copy_of(filled, folder / "data")
    agenda = folder / "config" / "agenda.yaml"
    text = agenda.read_text(encoding="utf-8").replace(PLANNED, PLANNED.replace("2027", "2026"), 1)
    own = "    proces: {bestand: bestanden/bezoeken.csv, kolom: bezoeken}\n"
    agenda.write_text(text.replace("    budget: {bedrag: 240000", f"{own}    budget: {{bedrag: 240000", 1), encoding="utf-8")
    (folder / "config" / "bestanden" / "bezoeken.csv").write_text("periode;bezoeken\n2026-K2;11\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder):
    settings = {"DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"), "DATABOEK_LOKAAL_BEWERKEN": "1"}
    with serve(folder, folder / "data", settings) as serving:
        yield serving.address


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", WORKING)
def test_every_working_page_is_accessible_and_in_dutch(visit, name):
    page = visit(WORKING[name], width=360)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Voor wie meewerkt")).to_be_visible()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        check_fits(page)
        check_access(page)
    assert english_on(page) == []
    assert hard_words(" ".join(page.evaluate(SAID))) == []
    assert hard_to_see(page) == []


def test_a_partner_does_what_is_asked_with_the_keyboard_alone(visit, folder):
    page = visit("/partner?partner=politie", width=360)
    field = page.get_by_role("combobox", name="Wat is besloten?")
    open_list(page, field)
    page.keyboard.type("bij")
    page.keyboard.press("Enter")
    expect(field).to_have_value("bijstellen")
    page.get_by_label("Waarom?").focus()
    page.keyboard.type("Minder bijeenkomsten.")
    page.keyboard.press("Tab")
    page.keyboard.type("1 juni 2028")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main").get_by_text("Het besluit staat in de agenda.")).to_be_visible()
    found = next(each for each in load_agenda(folder / "config" / "agenda.yaml").interventions if each.id == "buurtpreventie")
    *_, decided, planned = found.checkpoints
    assert (decided.decision, decided.note, decided.by) == ("bijstellen", "Minder bijeenkomsten.", "Deze computer")
    assert (decided.on, planned.on) == (date(2026, 6, 1), date(2028, 6, 1))
    page.get_by_label("Waarover gaat het cijfer?").fill("2026-K3")
    page.get_by_label("Het cijfer, zoals").fill("12,5")
    page.get_by_role("button", name="Cijfer toevoegen").press("Enter")
    expect(page.locator("main").get_by_text("Het cijfer staat in uw bestand.")).to_be_visible()
    new = folder / "bezoeken.csv"
    new.write_text("periode;bezoeken\n2026-K2;12\n2026-K3;13\n", encoding="utf-8")
    page.get_by_label("Een nieuwe versie van bezoeken.csv").set_input_files(new)
    page.get_by_role("button", name="Bestand sturen").press("Enter")
    page.get_by_role("button", name="in de plaats van bezoeken.csv").press("Enter")
    expect(page.locator("main").get_by_text("Uw bestand is vervangen.")).to_be_visible()
    assert (folder / "config" / "bestanden" / "bezoeken.csv").read_bytes() == new.read_bytes()


def test_figures_are_fetched_anew_while_somebody_looks_or_not(visit):
    page = visit("/verversen", width=1280)
    page.get_by_role("button", name="Ververs de cijfers nu").press("Enter")
    expect(page.get_by_role("button", name="Kijk of er nieuws is")).to_be_visible()
    page.context.close()
    again = visit("/verversen", width=360)
    expect(again.locator("main").get_by_text("bronnen gelezen").first).to_be_visible(timeout=120_000)
    expect(again.get_by_role("cell", name="bestanden/kiesraad-tweede-kamer.csv")).to_be_visible()
    check_fits(again)
    check_access(again)
