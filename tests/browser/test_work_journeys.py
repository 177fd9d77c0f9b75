"""What people with a role come to do, each logged in at a real provider, from start to end and without a mouse.

Here somebody does a whole job; that each working page is accessible as it comes, test_working_pages looks at.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.addresses import ADDRESSES, WORKING
from support.hands import Hands, look
from support.jobs import write_quarters
from support.provider import ROLES, provider
from support.replay import Replay
from support.replay_faults import modified_at, shrunk_to
from support.serving import free_port, serve
from support.settled import settle
from support.shipped import AGENDA, ROOT, copy_of

from etl.door.files import DRAFTS
from etl.door.history import History
from indicators.agenda.load import load_agenda

EDITOR, ADMINISTRATOR, PARTNER, READER = "u-redactie", "u-beheer", "u-ggd", "u-kijken"
WIDTHS = (360, 1280)
pytestmark = pytest.mark.attack
PATIENCE = 120_000
"""Milliseconds for what a process of its own does: it takes seconds, and minutes on a busy machine."""
MOST_PRESSES = 12
"""From words to a published page (issue 13)."""
PLANNED = "      - {datum: 2027-06-01}                       # nog te komen\n"
LATE = "      - {datum: 2026-03-03}\n      - {datum: 2026-06-01}\n"
BUDGET = "    budget: {bedrag: 240000"
OWN = "    proces: {bestand: bestanden/bezoeken.csv, kolom: bezoeken}\n"
OWN_FILE = "Klanten van het wijkteam;;\n;;\ngemeente;jaar;klanten\nZaanstad;2022;410\nZaanstad;2023;425\nNergenshuizen;2023;5\n"
VISITS = "periode;bezoeken\n2026-K1;11\n"


@dataclass(frozen=True)
class Desk:
    """A dashboard with people who can log in, its agenda with a history, and CBS on this machine."""

    address: str
    agenda: Path
    replay: Replay

    def said(self) -> tuple[bytes, str, list[str]]:
        """All that a write can change: the bytes of the agenda, the newest of the history, and the drafts there are."""
        history = History.of(self.agenda)
        assert history
        files = [each for each in self.agenda.parent.rglob("*") if each.is_file() and ".git" not in each.parts]
        return self.agenda.read_bytes(), history.head, sorted(f"{each.name} {each.stat().st_size}" for each in files)


@pytest.fixture(scope="module")
def desk(filled, tmp_path_factory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("werk")
    shutil.copytree(AGENDA.parent, folder / "config")
    shutil.copytree(ROOT / "etl" / "recording", folder / "cbs")
    write_quarters(folder / "cbs")
    copy_of(filled, folder / "data")
    agenda = folder / "config" / "agenda.yaml"
    text = agenda.read_text("utf-8").replace(PLANNED, LATE, 1)
    agenda.write_text(text.replace(BUDGET, f"{OWN}{BUDGET}", 1), encoding="utf-8")
    (folder / "config" / "bestanden" / "bezoeken.csv").write_text(VISITS, encoding="utf-8")
    History.start(agenda).catch_up(agenda.read_bytes(), datetime.now(UTC))
    port = free_port()
    here = f"http://localhost:{port}"
    with provider(folder) as known, Replay(folder / "cbs") as replay:
        known.write_access(folder / "config", {**ROLES, "ggd": "{partner: politie}"})
        settings = {"DATABOEK_AGENDA": str(agenda), "DATABOEK_CBS_BASE": replay.base, **known.settings(f"{here}/oauth2callback")}
        with serve(folder, folder / "data", settings, port=port):
            yield Desk(here, agenda, replay)


Come = Callable[..., Hands]


@pytest.fixture
def come(browser, desk) -> Iterator[Come]:
    """Somebody opens a page in a browser of their own, and logs in from there."""
    contexts = []

    def somebody(who: str, path: str, *, width: int) -> Hands:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.route(re.compile("^https:"), lambda route: route.abort())  # what the provider's own pages would fetch elsewhere
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.goto(desk.address + path)
        settle(page)
        hands = Hands(page)
        if who:
            log_in(hands, who)
        return hands

    yield somebody
    for context in contexts:
        context.close()


def log_in(hands: Hands, who: str) -> None:
    """With the link on the page, or else the one below every page."""
    page, back = hands.page, hands.page.url
    link = page.get_by_role("link", name="Aanmelden").first
    hands.leave(link)
    hands.leave(page.get_by_role("button", name=who, exact=True))
    page.wait_for_url(back)
    settle(page)
    hands.presses = 0


def button(hands: Hands, name: str):
    return hands.page.get_by_role("button", name=name, exact=True)


def link(hands: Hands, name: str):
    return hands.page.locator("main").get_by_role("link", name=name, exact=True).first


def field(hands: Hands, label: str):
    return hands.page.get_by_label(label).first


def main(hands: Hands):
    return hands.page.locator("main")


def published(hands: Hands, reason: str, *, adopted: tuple[str, str, str] = ("", "", ""), of: str = "") -> None:
    """Somebody who looks at what waits on the screen and finds it right."""
    expect(hands.page.get_by_role("heading", name="Dit verandert er")).to_be_visible()
    look(hands.page)
    hands.fill(field(hands, "Waarom wijzigt u dit?"), reason)
    if of:
        hands.fill(field(hands, f"Wie stelde de norm van {of} vast?"), adopted[0])
        hands.fill(field(hands, "Op welke dag?"), adopted[1])
        hands.fill(field(hands, "Nummer van het besluit"), adopted[2])
    hands.press(button(hands, "Publiceren"))
    expect(main(hands)).to_contain_text("Gepubliceerd.")
    assert "Gepubliceerd." in hands.focused(), "who pressed reads at once what came of it"
    look(hands.page)


def indicator_in(agenda: Path, name: str):
    return next(each for each in load_agenda(agenda).indicators if each.id == name)


@pytest.mark.parametrize(("width", "days"), [(360, (20, 21)), (1280, (22, 23))])
def test_an_editor_changes_a_norm_with_a_remark_another_publishes_it_and_it_is_put_back(come, desk, width, days):
    """B1, B2, B3, B5, B9."""
    was = desk.agenda.read_bytes()
    anna = come(EDITOR, "/indicator?indicator=mishandeling", width=width)
    anna.press(link(anna, "Wijzigen"))
    expect(anna.page.get_by_role("heading", level=1)).to_have_text("Mishandeling wijzigen")
    norm = anna.page.locator(".st-key-vouw-norm")
    anna.fill(norm.get_by_role("textbox", name="Jaar").first, "ooit")
    expect(norm).to_contain_text("Jaar is 'ooit'; schrijf een heel getal.")
    look(anna.page)
    anna.fill(norm.get_by_role("textbox", name="Jaar").first, "2029")
    anna.fill(norm.get_by_role("textbox", name="Waarde").first, "2,4")
    expect(main(anna)).to_contain_text("Uw concept: 2 velden gewijzigd")
    remarks = anna.page.locator(".st-key-vouw-toelichtingen")
    anna.open(remarks.locator("summary"))
    anna.press(remarks.get_by_role("button", name="Toelichting toevoegen"))
    anna.fill(remarks.get_by_role("textbox", name="Over welk jaar?"), "2025")
    anna.fill(remarks.get_by_role("textbox", name="Tekst"), "In het uitgaansgebied is het rustiger.")
    anna.press(button(anna, "Laat zien wat dit verandert"))
    expect(anna.page.get_by_role("heading", name="Dit verandert er")).to_be_visible()
    expect(main(anna)).to_contain_text("Er staat geen nieuw besluit bij.")
    look(anna.page)
    anna.press(button(anna, "Ter beoordeling geven"))
    expect(main(anna)).to_contain_text("Het ligt ter beoordeling.")
    assert desk.agenda.read_bytes() == was

    bram = come(ADMINISTRATOR, "/beoordelen", width=width)
    expect(main(bram)).to_contain_text("Anna Jansen, begonnen op")
    expect(main(bram)).to_contain_text("Norm, waarde")
    published(
        bram, "Besluit van de raad.", adopted=("gemeenteraad", f"{days[0]} november 2026", "RB-2026-100"), of="Mishandeling"
    )
    found = indicator_in(desk.agenda, "mishandeling")
    assert (found.norm.value, found.norm.year, found.norm.adoption.decision) == (2.4, 2029, "RB-2026-100")
    bram.press(link(bram, "Bekijk Mishandeling"))
    expect(main(bram)).to_contain_text("2,4 in 2029")
    expect(main(bram)).to_contain_text("In het uitgaansgebied is het rustiger.")
    bram.page.goto(f"{desk.address}/veranderd")
    expect(main(bram)).to_contain_text("2,4 in 2029")
    bram.page.goto(f"{desk.address}/geschiedenis")
    expect(main(bram)).to_contain_text("Waarom: Besluit van de raad.")
    look(bram.page)

    bram.press(link(bram, "Dit terugzetten"))
    bram.press(button(bram, "Maak een concept om dit terug te zetten"))
    bram.press(link(bram, "Bekijk en publiceer"))
    expect(main(bram)).to_contain_text("Een ander dan de schrijver publiceert.")
    bram.press(button(bram, "Ter beoordeling geven"))
    expect(main(bram)).to_contain_text("Ter beoordeling gegeven.")
    anna.page.goto(f"{desk.address}/beoordelen")
    settle(anna.page)
    published(anna, "Toch niet.", adopted=("gemeenteraad", f"{days[1]} november 2026", ""), of="Mishandeling")
    found = indicator_in(desk.agenda, "mishandeling")
    assert (found.norm.value, found.norm.year, found.commentaries) == (2.5, 2028, ())


@pytest.mark.parametrize("width", WIDTHS)
def test_an_editor_adds_an_indicator_from_words_and_another_publishes_it(come, desk, width):
    """B4, in few presses."""
    anna = come(EDITOR, "/toevoegen", width=width)
    look(anna.page)
    anna.reach(field(anna, "Waar gaat het cijfer over?"))
    anna.page.keyboard.type("uitstroom klanten wijkteam")
    anna.key("Enter")
    anna.press(anna.page.get_by_role("link", name="Klanten van het <b>wijkteam</b>"))
    expect(field(anna, "Wat wilt u laten zien?")).to_be_visible(timeout=PATIENCE)
    anna.choose(field(anna, "Wat wilt u laten zien?"), "Personen (Uitstroom")
    anna.choose(field(anna, "Welke perioden?"), "kwartaal 4")
    chart = anna.page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart).to_have_attribute("aria-label", re.compile("Laatste cijfers: Zaanstad"), timeout=PATIENCE)
    name = f"Uitstroom wijkteam {width}"
    anna.fill(field(anna, "Naam. Bijvoorbeeld"), name)
    anna.fill(field(anna, "Wat telt u precies?"), "klanten die klaar zijn bij het wijkteam")
    elsewhere = come(EDITOR, anna.page.url.removeprefix(desk.address), width=width)
    expect(field(elsewhere, "Wat telt u precies?")).to_have_value("klanten die klaar zijn bij het wijkteam", timeout=PATIENCE)
    expect(main(elsewhere)).to_contain_text("Wat u toen invulde, staat er weer.")
    look(elsewhere.page)
    anna.fill(field(anna, "Waarom telt dit?"), "zo weten we of hulp eindigt")
    anna.choose(field(anna, "Bij welke ambitie?"), "gezondheid")
    expect(main(anna)).to_contain_text(f"De vaste naam in de agenda wordt: uitstroom-wijkteam-{width}.")
    look(anna.page)
    anna.press(button(anna, "Bewaar als concept"))
    expect(main(anna)).to_contain_text(f"Bewaard als concept: uitstroom-wijkteam-{width}.", timeout=PATIENCE)
    settle(anna.page)
    anna.press(link(anna, "Bekijk wat er verandert en publiceer"))
    anna.press(button(anna, "Ter beoordeling geven"))
    expect(main(anna)).to_contain_text("Ter beoordeling gegeven.")
    bram = come(ADMINISTRATOR, "/beoordelen", width=width)
    published(bram, "De raad vroeg erom.")
    bram.press(link(bram, f"Bekijk {name}"))
    expect(bram.page.get_by_role("heading", level=1)).to_have_text(name)
    assert anna.presses + bram.presses <= MOST_PRESSES
    assert indicator_in(desk.agenda, f"uitstroom-wijkteam-{width}").quantity.topic_group == "Uitstroom"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_editor_brings_an_own_file(come, desk, width):
    """B4, of figures that nobody else has."""
    anna = come(EDITOR, "/toevoegen", width=width)
    file = {"name": f"Klanten <{width}>.csv", "mimeType": "text/csv", "buffer": OWN_FILE.encode()}
    anna.send(field(anna, "Kies een bestand met cijfers"), file, button(anna, "Bestand versturen"))
    expect(anna.page.get_by_role("heading", name=f"Wat wij lezen in Klanten <{width}>.csv")).to_be_visible(timeout=PATIENCE)
    expect(main(anna)).to_contain_text("De namen van de kolommen staan op regel 3.")
    anna.open(anna.page.locator("summary", has_text="1 regel telt niet mee"))
    expect(main(anna)).to_contain_text("Nergenshuizen")
    said = (f"Klanten {width}", "klanten", "drukte", "klanten", "Gemeente Zaanstad", "CC0")
    for label, text in zip(("Naam. ", "Wat telt u", "Waarom telt", "Eenheid", "Van wie zijn", "Wat mag een"), said, strict=True):
        anna.fill(field(anna, label), text)
    anna.choose(field(anna, "Bij welke ambitie?"), "gezondheid")
    look(anna.page)
    anna.press(button(anna, "Bewaar als concept"))
    expect(main(anna)).to_contain_text(f"Bewaard als concept: klanten-{width}.", timeout=PATIENCE)
    assert (desk.agenda.parent / "bestanden" / f"klanten-{width}.csv").read_bytes() == OWN_FILE.encode()


@pytest.mark.parametrize(("width", "table"), [(360, "85098NED"), (1280, "70072ned")])
def test_an_administrator_refreshes_and_looks_at_what_was_kept_out(come, desk, width, table):
    """B6: first refused, then taken after all."""
    desk.replay.fault(table, shrunk_to(0.2), modified_at("2030-01-01T00:00:00"))
    bram = come(ADMINISTRATOR, "/verversen", width=width)
    look(bram.page)
    bram.press(button(bram, "Ververs de cijfers nu"))
    expect(main(bram)).to_contain_text("Bram de Vries vroeg dit op")
    kept_out = bram.page.get_by_role("heading", name=re.compile(f"Tegengehouden: CBS {table}")).first
    expect(kept_out).to_be_visible(timeout=PATIENCE)
    settle(bram.page)
    assert bram.focused(), "the focus is lost when the refresh ends"
    expect(bram.page.get_by_role("columnheader", name="Kwam binnen").first).to_be_visible()
    look(bram.page)
    bram.fill(field(bram, "Waarom weigert u deze cijfers?"), "Eerst het CBS vragen.")
    bram.press(button(bram, "Deze cijfers weigeren").first)
    assert "Geweigerd." in bram.focused(), "who pressed reads at once what came of it"
    expect(main(bram)).to_contain_text("Geweigerd door Bram de Vries op")
    expect(main(bram)).to_contain_text("Waarom: Eerst het CBS vragen. De cijfers die er stonden, blijven staan.")
    look(bram.page)
    bram.press(button(bram, "Deze cijfers toch gebruiken").first)
    expect(main(bram)).to_contain_text("Klaar:", timeout=PATIENCE)
    expect(kept_out).to_have_count(0, timeout=PATIENCE)
    desk.replay.clear()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_partner_does_what_is_asked_and_touches_nothing_of_another(come, desk, width):
    """P3, P4."""
    chantal = come(PARTNER, "/partner", width=width)
    expect(chantal.page.get_by_role("heading", level=1)).to_have_text("Politie Zaanstad")
    first = main(chantal).get_by_role("heading", level=2).first
    expect(first).to_have_text("Besluiten die nog ontbreken")
    look(chantal.page)
    before = len([each for each in decided(desk.agenda) if each.decision])
    chantal.choose(field(chantal, "Wat is besloten?"), "bijstellen")
    chantal.fill(field(chantal, "Waarom?"), "Minder bijeenkomsten.")
    chantal.press(button(chantal, "Besluit vastleggen").first)
    done(chantal, "Het besluit staat in de agenda.")
    now = [each for each in decided(desk.agenda) if each.decision]
    assert len(now) == before + 1
    assert (now[-1].note, now[-1].by) == ("Minder bijeenkomsten.", "Chantal Bakker, Politie Zaanstad")
    look(chantal.page)

    quarter = f"2026-K{2 if width == 360 else 3}"
    chantal.fill(field(chantal, "Waarover gaat het cijfer?"), quarter)
    chantal.fill(field(chantal, "Het cijfer, zoals"), "12,5")
    chantal.press(button(chantal, "Cijfer toevoegen"))
    done(chantal, "Het cijfer staat in uw bestand.")
    expect(field(chantal, "Waarover gaat het cijfer?")).to_have_value("")
    expect(field(chantal, "Het cijfer, zoals")).to_have_value("")
    visits = desk.agenda.parent / "bestanden" / "bezoeken.csv"
    assert f"{quarter};12,5" in visits.read_text("utf-8").replace(".", ",")
    new = {"name": "nieuw.csv", "mimeType": "text/csv", "buffer": f"{VISITS}2026-K4;{width}\n".encode()}
    chantal.send(field(chantal, "Een nieuwe versie van bezoeken.csv"), new, button(chantal, "Bestand sturen"))
    assert "nieuw.csv" in chantal.focused(), "after sending a file it is said at once what came in"
    look(chantal.page)
    chantal.press(chantal.page.get_by_role("button", name="in de plaats van bezoeken.csv"))
    done(chantal, "Uw bestand is vervangen.")
    assert visits.read_bytes() == new["buffer"]

    chantal.press(button(chantal, "Zet onze naam onder de norm van Geregistreerde misdrijven"))
    done(chantal, "De gemeente kijkt dit na.")
    chantal.press(link(chantal, "Vernieling: stel een norm voor"))
    norm = chantal.page.locator(".st-key-vouw-norm")
    chantal.fill(norm.get_by_role("textbox", name="Waarde").first, "3,7")
    look(chantal.page)
    chantal.press(button(chantal, "Ter beoordeling geven"))
    expect(main(chantal)).to_contain_text("Het ligt ter beoordeling.")

    untouched = desk.said()
    chantal.page.goto(f"{desk.address}/wijzigen?indicator=roken")
    settle(chantal.page)
    assert controls(chantal.page) == []
    chantal.page.goto(f"{desk.address}/partner?partner=welzijn")
    expect(chantal.page.get_by_role("heading", level=1)).to_have_text("Politie Zaanstad")
    for path in ("/beoordelen", "/toevoegen", "/verversen", "/wijzigen?bron=politie"):
        chantal.page.goto(desk.address + path)
        settle(chantal.page)
        assert controls(chantal.page) == []
    assert desk.said() == untouched
    for draft in (desk.agenda.parent / DRAFTS).glob("*.json"):
        draft.unlink()  # the next width proposes the same


def done(hands: Hands, told: str) -> None:
    expect(main(hands)).to_contain_text(told)
    assert "Gedaan." in hands.focused(), "who pressed reads at once what came of it"


def decided(agenda: Path):
    return next(each for each in load_agenda(agenda).interventions if each.id == "buurtpreventie").checkpoints


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("who", [READER, ""], ids=["reader", "nobody"])
def test_who_has_no_role_reads_what_each_working_page_is_and_writes_nothing(come, desk, who, width):
    untouched = desk.said()
    els = come(who, "/bewerken", width=width)
    for path in WORKING.values():
        els.page.goto(desk.address + path)
        settle(els.page)
        expect(els.page.get_by_role("heading", level=1)).to_have_count(1)
        expect(main(els)).to_contain_text("Op deze pagina werken medewerkers van de gemeente")
        assert controls(els.page) == []
        look(els.page)
    els.page.goto(desk.address + ADDRESSES["indicator"])
    settle(els.page)
    expect(link(els, "Wijzigen")).to_have_count(0)
    assert desk.said() == untouched


def controls(page: Page) -> list[str]:
    """What can be pressed or filled in on a page, besides links."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main :is(button, input, textarea, select)')]"
        ".filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 80))"
    )
    return found
