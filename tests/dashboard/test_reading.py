"""Pages on paper: whole HTML for every address that their links lead to, with the sentences of the screen, no more or less."""

import gzip
import re
from html import unescape

import pytest
from markupsafe import Markup
from support.addresses import EXAMPLES
from support.pages import visit as on_screen
from support.reading_pages import ROOT, Read, all_pages, plain, written
from support.shipped import AGENDA

from dashboard import kit
from dashboard.charts.inline import Drawing
from dashboard.pages import INDICATOR, TO_READ
from indicators.agenda.load import load_agenda

MOST_BYTES, FEWEST_TEXTS = 150_000, 10
OF_A_SCREEN = r"Leesversie van deze pagina|Dit is de leesversie\.|Deze pagina in het dashboard"


@pytest.fixture(scope="module")
def module_shown(filled):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_AGENDA", str(AGENDA))
        patch.setenv("DATABOEK_DATA", str(filled))
        yield


@pytest.fixture(scope="module")
def pages(module_shown):
    """All of them, without what is within a chart: that takes most of the time, and is looked at below."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kit, "drawings", lambda _spec, name: (Drawing(name, "0 0 1 1", Markup("")),))
        yield all_pages()


def faults(page, known=()):
    """Everything that is wrong with a page, in words; known: the addresses that links may lead to, where that is looked at."""
    read = Read(str(page.html))
    steps = zip(read.headings, read.headings[1:], strict=False)
    internal = [plain(each) for each in read.links if each.startswith(ROOT) and "gemeente=" not in each] if known else []
    return [
        *([] if page.status == 200 else [f"status {page.status}"]),
        *([] if read.headings.count(1) == 1 else [f"{read.headings.count(1)} h1"]),
        *(f"h{after} after h{before}" for before, after in steps if after > before + 1),
        *({f"id {each} twice" for each in read.ids if read.ids.count(each) > 1}),
        *(f"no page {each}" for each in internal if each not in known),
        *(f"from elsewhere: {each}" for each in read.sources if not each.startswith(("/", "data:"))),
        *(each for each in read.wrong),
        *(f"<{each}>" for each in read.tags & {"script", "iframe", "object", "embed"}),
        *([f"{len(read.open)} open: {read.open}"] if read.open else []),
    ]


def test_every_page_is_whole_and_every_link_leads_to_one(pages):
    assert len(pages) > len(TO_READ)
    assert {each.partition("?")[0].removeprefix(ROOT) for each in pages} == {page.path for page in TO_READ}
    found = {address: faults(page, pages) for address, page in pages.items()}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def said_on_screen(page, parameters):
    """Every sentence, heading, link, alternative text and line of code of a page in Streamlit, without bar and footer."""
    app = on_screen(page.file, **parameters)
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    texts = [text for body in bodies if 'class="kader' not in body for text in Read(without_style(body)).texts]
    texts += [each.value.replace("\\", "") for each in (*app.title, *app.header)]
    texts += [each.label.replace("\\", "") for each in app.expander if each.label != "Meer keuzes"]
    texts += [each.proto.label.replace("\\", "") for each in app.get("page_link")]
    texts += [each.proto.label for each in app.get("download_button")]
    texts += [each.value for each in app.code]
    return {spaced(each) for each in texts}, {chart.proto.alt for chart in app.get("vega_lite_chart")}


def said_on_paper(page):
    """The same of a page on paper, without its frame and its forms."""
    html = str(page.html)
    main = html[html.index("<main") : html.index("</main>") + len("</main>")]
    alts = {unescape(each) for each in re.findall(r'role="img" aria-label="([^"]*)"', main)}
    texts = Read(re.sub(r"<form.*?</form>", "", main, flags=re.DOTALL)).texts
    return {spaced(each) for each in texts if not re.search(OF_A_SCREEN, each)}, alts


def without_style(body):
    return re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)


def spaced(text):
    return re.sub(r"\s+", " ", text).strip()


def cases():
    """Every page once, and every indicator."""

    agenda = load_agenda(AGENDA)
    each = [(page, EXAMPLES.get(page.name, {})) for page in TO_READ]
    each += [(page, parameters | {"gemeente": "GM0344"}) for page, parameters in each]
    each += [(INDICATOR, {"indicator": "bestaat-niet"})]
    return each + [(INDICATOR, {"indicator": indicator.id}) for indicator in agenda.indicators]


CASES = cases()


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("page", "parameters"), CASES, ids=[f"{page.name}-{'-'.join(said.values())}" for page, said in CASES])
def test_paper_says_what_the_screen_says(shown, monkeypatch, page, parameters):
    monkeypatch.setattr(kit, "is_framed", lambda: True)  # as our own server shows it, with links to files
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    found = written(f"{ROOT}{page.path}?{query}")
    assert len(gzip.compress(found.html.encode(), 6)) < MOST_BYTES
    assert [fault for fault in faults(found) if not fault.startswith("status 404")] == []
    on_paper, alts = said_on_paper(found)
    screen, screen_alts = said_on_screen(page, parameters)
    assert len(screen) > FEWEST_TEXTS
    assert alts == screen_alts
    assert on_paper == screen
