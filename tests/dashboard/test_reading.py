"""Pages on paper: whole HTML for every address that their links lead to, with the sentences of the screen, no more or less."""

import gzip
import re

import pytest
from markupsafe import Markup
from support.addresses import EXAMPLES
from support.pages import visit as on_screen
from support.reading_pages import ROOT, STYLE, Read, empty_charts, plain, written
from support.said import said_on_paper, said_on_screen
from support.stopped_clock import showing

from dashboard import data, kit
from dashboard.downloads.asked import OF
from dashboard.pages import DATA, FILES, INDICATOR, PAGES, TO_READ, Visit
from dashboard.paper.page import Written, write
from dashboard.publish.feeds.asked import feed_paths
from dashboard.publish.opendata.asked import PACKAGE, data_paths

MOST_BYTES, FEWEST_TEXTS = 150_000, 10


def faults(page, places=None):
    """Everything that is wrong with a page, in words; places: by address the names of the places that links may lead to."""
    read = Read(str(page.html))
    steps = zip(read.headings, read.headings[1:], strict=False)
    internal = [each for each in read.links if each.startswith(ROOT) and "gemeente=" not in each] if places else []
    inside = [each.removeprefix("#") for each in read.links if each.startswith("#")]
    return [
        *([] if page.status == 200 else [f"status {page.status}"]),
        *([] if read.headings.count(1) == 1 else [f"{read.headings.count(1)} h1"]),
        *(f"h{after} after h{before}" for before, after in steps if after > before + 1),
        *({f"id {each} twice" for each in read.ids if read.ids.count(each) > 1}),
        *(f"no page {each}" for each in internal if plain(each) not in places),
        *(f"no place {each}" for each in internal if not _is_there(each, places)),
        *(f"no place #{each}" for each in inside if each not in read.ids),
        *(f"from elsewhere: {each}" for each in read.sources if not each.startswith(("/", "data:"))),
        *(each for each in read.wrong),
        *(f"<{each}>" for each in read.tags & {"script", "iframe", "object", "embed"}),
        *([f"{len(read.open)} open: {read.open}"] if read.open else []),
    ]


def _is_there(address, places):
    page, _, place = address.partition("#")
    return not place or place in places.get(plain(page), ())


def test_every_page_is_whole_and_every_link_leads_to_one_and_to_a_place_on_it(paper):
    assert len(paper) > len(TO_READ)
    assert {each.partition("?")[0].removeprefix(ROOT) for each in paper} == {page.path for page in TO_READ}
    places = {address: set(Read(str(page.html)).ids) for address, page in paper.items()}
    found = {address: faults(page, places) for address, page in paper.items()}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("place", "is_there"), [("#bevinding-kop", True), ("#anders", False), ("/lezen/#weg", False)])
def test_a_link_to_a_place_that_is_not_there_is_seen(paper, place, is_there):
    odd = Markup(str(paper[ROOT].html).replace("</main>", f'<a href="{place}">x</a></main>'))
    found = faults(Written(html=odd, status=200), {ROOT: set(Read(str(odd)).ids)})
    assert (f"no place {place}" in found) is not is_there


def test_every_file_that_is_offered_is_there(shown, paper):
    book, names = data.databook(), {page.name: page for page in PAGES}
    data_there = {*data_paths(book), PACKAGE, *feed_paths(book)}
    offered = {
        link for page in paper.values() for link in Read(str(page.html)).links if link.startswith((f"/{FILES}/", f"/{DATA}/"))
    }
    of_data = {link.removeprefix(f"/{DATA}/") for link in offered if link.startswith(f"/{DATA}/")}
    assert of_data - data_there == set()
    of_pages = offered - {f"/{DATA}/{path}" for path in of_data}
    assert min(len(of_data), len(of_pages)) > len(book.rows)
    for link in of_pages:
        path, _, asked = link.partition("?")
        name, _, kind = path.removeprefix(f"/{FILES}/").partition(".")
        files = OF[names[name]](book, Visit.at(dict(each.split("=") for each in asked.split("&") if each)))
        assert files is not None, link
        assert kind in files.kinds, link


def cases():
    """Every page, also of a guest, and one that is not there; each indicator is compared in publish/test_same_everywhere.py."""
    each = [(page, EXAMPLES.get(page.name, {})) for page in TO_READ]
    each += [(page, parameters | {"gemeente": "GM0344"}) for page, parameters in each]
    return [*each, (INDICATOR, {"indicator": "bestaat-niet"})]


CASES = cases()


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("page", "parameters"), CASES, ids=[f"{page.name}-{'-'.join(said.values())}" for page, said in CASES])
def test_paper_says_what_the_screen_says(shown, monkeypatch, page, parameters):
    monkeypatch.setattr(kit, "is_framed", lambda: True)  # as our own server shows it, with links to files
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    found = written(f"{ROOT}{page.path}?{query}")
    assert len(gzip.compress(found.html.encode(), 6)) < MOST_BYTES
    assert [fault for fault in faults(found) if not fault.startswith("status 404")] == []
    on_paper, alts = said_on_paper(found)
    screen, screen_alts = said_on_screen(on_screen(page.file, **parameters))
    assert len(screen) > FEWEST_TEXTS
    assert alts == screen_alts
    assert on_paper == screen


@pytest.mark.parametrize(("has_forms", "button"), [(True, " Kies Bekijk om alles te zien."), (False, "")])
def test_what_a_small_screen_starts_without_is_said_with_the_button_where_there_is_one(shown, has_forms, button):
    with empty_charts():
        html = write(INDICATOR, {"indicator": "mishandeling"}, "", STYLE, has_forms=has_forms).html
    assert f'<p class="klein smal">Niet in de grafiek op een klein scherm: vergelijkbare gemeenten.{button}</p>' in html


def test_where_there_is_nothing_to_choose_there_is_no_button_for_it(rich, at):
    with showing(*rich, at), empty_charts():
        html = write(INDICATOR, {"indicator": "uitgaven"}, "", STYLE).html
    assert "Nieuwste cijfer: 4,9 miljoen euro" in html
    assert kit.BUTTON not in html


def test_the_sign_of_a_norm_stays_with_its_number(paper):
    short = re.findall(r'<p class="kort">(.*?)</p>', str(paper[ROOT].html))
    assert len(short) == 4
    assert [each for each in short if re.search(r"[≤≥] ", each) or not re.search(r"[≤≥]\u00a0\d", each)] == []
