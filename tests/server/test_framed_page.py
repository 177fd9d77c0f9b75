"""The page that is sent for an address: title, description, link preview, bar and footer, without a figure being judged."""

import re
from html import unescape

import pytest
from support.addresses import ADDRESSES, WORKING
from support.pages import visit

from dashboard import data
from dashboard.pages import MENU, PAGES
from dashboard.server.dutch_page import read_page
from dashboard.server.framed_page import FramedPages

TITLES = {
    "/": "Overzicht · Databoek Zaanstad",
    "/indicator?indicator=mishandeling": "Mishandeling · Databoek Zaanstad",
    "/indicator?indicator=mishandeling&gemeente=GM0344": "Mishandeling · Databoek Utrecht",
    "/indicator?indicator=mishandeling&gemeente=GM9999": "Mishandeling · Databoek Zaanstad",
    "/ambitie?ambitie=gezondheid": "Gezondheid · Databoek Zaanstad",
    "/interventie?interventie=buurtpreventie": "Buurtpreventie en hang- en sluitwerk · Databoek Zaanstad",
    "/toetsmoment?interventie=werkleerbedrijf": "Toetsmoment Werkleerbedrijf · Databoek Zaanstad",
    "/samenhang?gemeente=GM0344": "Geld en interventies · Databoek Zaanstad",
    "/veranderd?gemeente=GM0344&sinds=2026-10-01": "Wat is er veranderd · Databoek Utrecht",
    "/gelijk": "Hoe vaak hadden we gelijk? · Databoek Zaanstad",
    "/indicator?indicator=weg": "Databoek Zaanstad",
    "/indicator": "Databoek Zaanstad",
    "/indicator?indicator=%3Cscript%3Ealert(1)%3C/script%3E": "Databoek Zaanstad",
    "/bestaat-niet": "Databoek Zaanstad",
    "/overzicht": "Databoek Zaanstad",
}


@pytest.fixture(scope="module")
def pages() -> FramedPages:
    return FramedPages(read_page())


def sent(pages: FramedPages, address: str) -> str:
    path, _, query = address.partition("?")
    return pages.at(path, query.encode()).body.decode()


def said(page: str, name: str) -> str:
    found = re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', page)
    assert len(found) == 1
    return unescape(found[0])


@pytest.mark.parametrize("address", TITLES)
def test_the_page_is_called_by_what_its_address_asks_for(shown, pages, address):
    page = sent(pages, address)
    assert [unescape(title) for title in re.findall("<title>(.*?)</title>", page)] == [TITLES[address]]
    assert said(page, "og:title") == TITLES[address]
    assert said(page, "og:description") == said(page, "description")
    assert 30 < len(said(page, "description")) < 300
    assert "<script>alert" not in page


def test_every_page_says_something_of_its_own_and_where_the_reader_is(shown, pages):
    found = {name: sent(pages, address) for name, address in (ADDRESSES | WORKING).items()}
    assert len({said(page, "description") for page in found.values()}) == len(PAGES)
    for page in PAGES:
        ((mark, words),) = re.findall(r'aria-current="(\w+)">(.*?)</a>', found[page.name], re.DOTALL)
        assert mark == ("true" if page.under else "page")
        assert re.sub("<[^>]+>", "", words).strip() == (page.under or page).title
    assert "aria-current" not in sent(pages, "/bestaat-niet").partition("<header>")[2]


@pytest.mark.parametrize("name", ["overzicht", "indicator", "interventie"])
def test_the_app_gives_a_page_the_same_title(shown, pages, name, monkeypatch):
    given = []
    monkeypatch.setattr("streamlit.set_page_config", lambda **said: given.append(said.get("page_title")))
    page = next(page for page in PAGES if page.name == name)
    asked = dict(each.split("=") for each in ADDRESSES[name].partition("?")[2].split("&") if each)
    visit(page.file, **asked)
    assert given[-1:] == re.findall("<title>(.*?)</title>", sent(pages, ADDRESSES[name]))


def test_at_the_root_the_server_is_there_too(shown, pages):
    assert '<meta name="databoek-pad" content="/">' in sent(pages, "/indicator?indicator=mishandeling")


def test_below_a_path_the_address_and_the_links_count_from_there(shown):
    pages = FramedPages(read_page(), "/sociaal/")
    page = sent(pages, "/sociaal/indicator?indicator=mishandeling&gemeente=GM0344")
    assert "<title>Mishandeling · Databoek Utrecht</title>" in page
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', page)
    parts = {f"/sociaal/verantwoording?open={part}&amp;gemeente=GM0344" for part in ("toegankelijk", "privacy", "bronnen")}
    reading = "/sociaal/lezen/indicator?indicator=mishandeling&amp;gemeente=GM0344"
    assert {f"/sociaal/{each.path}?gemeente=GM0344" for each in MENU} | parts | {reading} == set(links)
    assert f'<a href="{reading}">' in page[page.index("<noscript>") : page.index("</noscript>")]
    assert "<title>Overzicht · Databoek Zaanstad</title>" in sent(pages, "/sociaal/")
    assert 'document.querySelector("meta[name=databoek-pad]").content' in page, "where the browser looks for the server"
    assert re.findall(r'<meta name="databoek-pad" content="([^"]*)">', page) == ["/sociaal/"]
    assert "<title>Databoek Zaanstad</title>" in sent(pages, "/sociaalpagina/indicator?indicator=mishandeling")


@pytest.mark.parametrize(
    "query", [b"\xff\xfe", b"a=1&" * 5000, b"indicator=" + b"x" * 100_000, b"gemeente=%00", b"&&==", b"indicator[]=1"]
)
def test_an_odd_address_gets_the_calm_name_alone(shown, pages, query):
    page = pages.at("/indicator", query).body.decode()
    assert "<title>Databoek Zaanstad</title>" in page
    assert len(page) < 40_000


def test_no_figure_is_judged_for_it_and_what_is_kept_has_an_end(shown, pages, monkeypatch):
    monkeypatch.setattr(data, "_databook", lambda **_: pytest.fail("judged"))
    first = pages.at("/indicator", b"indicator=mishandeling")
    assert pages.at("/indicator", b"indicator=mishandeling&onbekend=1") is first
    kept = pages._put_together.cache_info()
    assert kept.maxsize is not None
    assert kept.currsize <= kept.maxsize


def test_without_figures_or_agenda_there_is_a_bar_and_no_error(tmp_path, monkeypatch, pages, shown):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    page = sent(pages, "/indicator?indicator=mishandeling")
    assert "<title>Mishandeling · Databoek</title>" in page
    assert "Er zijn nog geen cijfers" in page
    monkeypatch.setenv("DATABOEK_AGENDA", str(tmp_path / "weg.yaml"))
    page = sent(pages, "/indicator?indicator=mishandeling")
    assert "<title>Databoek</title>" in page
    assert "Geld en interventies" in page


def test_what_the_agenda_adds_stands_in_the_bar_and_the_footer(agenda, pages):
    added = (
        "agenda:\n  logo: bestanden/wapen.svg\n  toegankelijkheidsverklaring: https://zaanstad.example/toegankelijk\n"
        "  contact: {naam: Team <Onderzoek>, e-mail: onderzoek@zaanstad.example, telefoon: 14 075}\n"
    )
    agenda.write_text(agenda.read_text(encoding="utf-8").replace("agenda:\n", added, 1), encoding="utf-8")
    assert "<img" not in sent(pages, "/"), "the file is not there"
    (agenda.parent / "bestanden" / "wapen.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', encoding="utf-8"
    )
    page = sent(pages, "/")
    assert re.search(r'<img src="data:image/svg\+xml;base64,[\w+/=]+" alt="Logo van Zaanstad">', page)
    assert '<a href="https://zaanstad.example/toegankelijk">Toegankelijkheidsverklaring</a>' in page
    assert "Team &lt;Onderzoek&gt;" in page
    assert '<a href="mailto:onderzoek@zaanstad.example">' in page
    assert "staat nog niet wie vragen beantwoordt" not in page


def test_the_scripts_of_the_page_are_the_same_for_every_address(shown, pages):
    """The policy names them by their hash, once."""
    scripts = {tuple(re.findall("<script>.*?</script>", sent(pages, address), re.DOTALL)) for address in TITLES}
    assert len(scripts) == 1


@pytest.mark.parametrize(
    ("address", "feeds"),
    [
        ("/", ["nieuws"]),
        ("/indicator?indicator=mishandeling", ["nieuws", "indicator/mishandeling"]),
        ("/indicator?indicator=mishandeling&gemeente=GM0479", ["nieuws", "indicator/mishandeling"]),
        ("/indicator?indicator=weg", ["nieuws"]),
        ("/ambitie?ambitie=gezondheid", ["nieuws", "ambitie/gezondheid"]),
        ("/ambitie?ambitie=gezondheid&gemeente=GM0344", []),
    ],
)
def test_its_head_names_the_feeds_that_tell_of_what_is_on_it(shown, address, feeds):
    page = sent(FramedPages(read_page(), "sociaal"), f"/sociaal{address}")
    found = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', page)
    assert [href for _, href in found] == [f"/sociaal/data/{each}.atom" for each in feeds]
    assert len({title for title, _ in found}) == len(feeds)
    calendars = re.findall(r'<link rel="alternate" type="text/calendar" title="[^"]+" href="([^"]+)">', page)
    assert calendars == (["/sociaal/data/agenda.ics"] if feeds else [])


def test_where_people_come_to_read_the_overview_has_an_address_of_its_own(agenda):
    text = agenda.read_text(encoding="utf-8").replace("agenda:\n", "agenda:\n  publiek: lezen\n", 1)
    agenda.write_text(text, encoding="utf-8")
    for address in ("/?weergave=dashboard", "/indicator?indicator=mishandeling&gemeente=GM0344"):
        page = sent(FramedPages(read_page(), "sociaal"), f"/sociaal{address}")
        links = {unescape(each) for each in re.findall(r'href="(/sociaal/(?:\?[^"]*)?)"', page)}
        kept = "gemeente=GM0344&" if "GM0344" in address else ""
        assert links == {f"/sociaal/?{kept}weergave=dashboard"}
        assert "weergave" not in re.search(r'class="kader-lezen" href="([^"]*)"', page)[1]
