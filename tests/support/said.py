"""All that a page says, on a screen and on paper, each sentence, heading, link and alternative text once, to be compared."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest
from support.reading_pages import Read

from dashboard.paper.page import Written

OF_A_SCREEN = r"Leesversie van deze pagina|Dit is de leesversie\.|Deze pagina in het dashboard"
OF_PAPER = r"Niet in de grafiek op een klein scherm: "
"""On a small screen the buttons for the layers say it: only there a browser can tell which screen it is."""
FOLDED_ON_A_SCREEN = "Meer keuzes"
Said = tuple[set[str], set[str]]
"""Texts, and what charts show in words."""


def said_on_screen(app: AppTest) -> Said:
    """A page in Streamlit without bar and footer."""
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    texts = [text for body in bodies if 'class="kader' not in body for text in Read(_without_style(body)).texts]
    texts += [each.value.replace("\\", "") for each in (*app.title, *app.header)]
    texts += [each.label.replace("\\", "") for each in app.expander if each.label != FOLDED_ON_A_SCREEN]
    texts += [each.proto.label.replace("\\", "") for each in app.get("page_link")]
    texts += [each.proto.label for each in app.get("download_button")]
    texts += [each.value for each in app.code]
    return {_spaced(each) for each in texts}, {chart.proto.alt for chart in app.get("vega_lite_chart")}


def said_on_paper(page: Written) -> Said:
    """The same of a page on paper, without its frame and its forms."""
    html = str(page.html)
    main = html[html.index("<main") : html.index("</main>") + len("</main>")]
    alts = {unescape(each) for each in re.findall(r'role="img" aria-label="([^"]*)"', main)}
    texts = Read(re.sub(r"<form.*?</form>", "", main, flags=re.DOTALL)).texts
    return {_spaced(each) for each in texts if not re.search(rf"{OF_A_SCREEN}|^{OF_PAPER}", each)}, alts


def _without_style(body: str) -> str:
    return re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
