"""All HTML that we hand out is valid: two validators find no error in pages on paper, in the site, and where something is wrong.

What is within a chart is drawn for a page of each kind only, and for all of them in the long run.
"""

from unittest.mock import Mock
from urllib.parse import urljoin, urlsplit

import pytest
from support.addresses import ADDRESSES
from support.links import Seen, broken_links
from support.reading_pages import ROOT, STYLE, empty_charts, written
from support.serving import serve
from support.shipped import AGENDA
from support.stopped_clock import showing
from support.valid_html import faults
from typer.testing import CliRunner

from dashboard import data
from dashboard.changed.last_refresh import last_refresh
from dashboard.changed.pieces import changes_since
from dashboard.documents.letter import letters
from dashboard.documents.sent import to_html
from dashboard.pages import DATA, FILES, ON_PAPER, OVERVIEW
from dashboard.paper.page import write
from dashboard.publish.__main__ import app
from dashboard.publish.site.addresses import file_of
from dashboard.render import frame_style, render
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

pytestmark = pytest.mark.needs("java", "npm")

WRONG = '<!doctype html><html lang="nl"><title>Fout</title><body><p><div id="a"></div><p id="a"><img src="x"></body></html>'
ASKED = (
    "?toon=afwijkend&volgorde=kans",
    "?soort=effect&status=achter&zoek=%22%3E%3Cscript%3E&volgorde=naam",
    "?gemeente=GM0344",
    "indicator?indicator=mishandeling&gemeente=GM0344&open=cijfers",
    "indicator?indicator=mishandeling&lagen=geen",
    "indicator?indicator=mishandeling&weergave=ingesloten",
    "indicator?indicator=%3Cb%3E",
    "ambitie?ambitie=gezondheid&gemeente=GM0344",
    "interventies?partner=bestaat-niet",
    "toetsmoment?interventie=werkleerbedrijf&datum=gisteren",
    "vergelijken?indicator=mishandeling&gemeenten=GM0479,GM0344,GM0363,groep",
    "vergelijken?indicator=mishandeling&gemeenten=GM9999&gemeente=GM0344",
    "veranderd?sinds=gisteren",
    "veranderd?sinds=2026-06-25",
    "verantwoording?gemeente=GM0344",
)
"""Below /lezen: what readers choose, other municipalities, and what is not there."""
NOT_THERE = {
    "indicator?indicator=%3Cb%3E",
    "toetsmoment?interventie=werkleerbedrijf&datum=gisteren",
}
"""Of those what is answered with a page that says so."""
DRAWN = ("indicator", "interventie", "vergelijken")
"""Pages with a chart, by their name."""
OURS = (f"/{ON_PAPER}/", f"/{FILES}/", f"/{DATA}/")
"""Where the reading version and what it offers are."""


def put(folder, name, html):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(str(html), encoding="utf-8")


def only_the_wrong_one(folder):
    """What is wrong in this folder, but for a page that shows that both look."""
    put(folder, "fout.html", WRONG)
    found = faults(folder)
    told = " ".join(found.pop("fout.html"))
    assert "vnu" in told
    assert "html-validate" in told
    return found


def instead_of_pages(monkeypatch):
    """By its name what stands where a page or an answer cannot be."""
    yield "geen-pagina", write(None, {}, "", STYLE).html
    for error in (StoreMissingError(""), StoreNewerError(""), AgendaError([]), RuntimeError("")):
        with monkeypatch.context() as patch:
            patch.setattr(data, "in_turn", Mock(side_effect=error))
            found = write(OVERVIEW, {}, "", STYLE)
        assert found.status in {500, 503}
        yield type(error).__name__, found.html
    links = [("/a", "Zaanstad"), ("/b", "'s-Hertogenbosch")]
    yield "gemeenten", render("frame/agendas.html", links=links, is_asked=False, style=frame_style())
    yield "geweigerd", render("frame/refused.html", reason="Dit is geen bestand.", home="/", style=frame_style())
    for what in ("failed", "away", "elsewhere"):
        yield what, render("frame/told.html", what=what, home="/", login="/auth/login", style=frame_style())


def test_every_page_is_valid(filled, twice, at, paper, monkeypatch, tmp_path):
    for address, page in paper.items():
        put(tmp_path, file_of(address), page.html)
    with showing(AGENDA, filled, at):
        for name in DRAWN:
            put(tmp_path, f"getekend/{name}.html", written(f"{ROOT}{ADDRESSES[name].removeprefix('/')}").html)
        for name, html in instead_of_pages(monkeypatch):
            put(tmp_path, f"anders/{name}.html", html)
    with showing(AGENDA, twice, at), empty_charts():
        for number, asked in enumerate(ASKED):
            put(tmp_path, f"gekozen/{number}.html", written(f"{ROOT}{asked}").html)
        book = data.databook()
        for name, letter in letters(book, changes_since(book, last_refresh(book.runs).before), book.today).items():
            put(tmp_path, f"brief/{name}.html", to_html(letter).decode())
    assert len(list(tmp_path.rglob("brief/*.html"))) > 0
    assert only_the_wrong_one(tmp_path) == {}


@pytest.mark.attack
@pytest.mark.parametrize("whose", ["shipped", "rich"])
def test_the_whole_site_is_valid_and_leads_nowhere_but_to_itself(request, filled, at, whose, tmp_path):
    agenda, figures = request.getfixturevalue("rich") if whose == "rich" else (AGENDA, filled)
    with showing(agenda, figures, at):
        done = CliRunner().invoke(app, ["site", "--out", str(tmp_path / "site")])
        count = len(data.databook().rows)
    assert done.exit_code == 0, done.output
    assert len(list(tmp_path.rglob("*.html"))) > 2 * count
    assert broken_links(tmp_path / "site") == []
    assert only_the_wrong_one(tmp_path) == {}


@pytest.mark.attack
def test_all_that_a_server_answers_below_lezen_is_valid_and_every_link_is_answered(twice, tmp_path):
    """Every page, file and feed, from the first page and from what readers choose, of the own municipality and of a guest."""
    with serve(tmp_path, twice) as serving:
        found, wrong = {}, []
        waiting = [ROOT, *(f"{ROOT}{asked}" for asked in ASKED)]
        while waiting:
            address = waiting.pop()
            if address in found:
                continue
            answer = serving.ask(address)
            is_page = answer.headers["content-type"].startswith("text/html")
            found[address] = Seen(answer.body.decode()) if is_page and address.startswith(ROOT) else None
            wrong += [] if answer.status == 200 or address.removeprefix(ROOT) in NOT_THERE else [f"{answer.status} {address}"]
            if found[address] is None:
                continue
            put(tmp_path / "pages", f"{len(found)}.html", answer.body.decode())
            wrong += [f"{address} fetches {each}" for each in found[address].fetched if not each.startswith(("/", "data:"))]
            links = (urljoin(address, link).partition("#")[0] for link in found[address].links)
            mine = [link for link in links if link.startswith("/") and urlsplit(link).path.startswith(OURS)]
            waiting += [link for link in mine if "gemeente=" not in link or "gemeente=GM0344" in link]
    places = {address: page.names for address, page in found.items() if page}
    for address, page in found.items():
        for there, _, place in (urljoin(address, link).partition("#") for link in page.links) if page else ():
            if place and there.startswith(ROOT) and place not in places.get(there, ()):
                wrong.append(f"{address}: no place {there}#{place}")
    assert wrong == []
    assert len(found) > 300
    assert only_the_wrong_one(tmp_path / "pages") == {}
