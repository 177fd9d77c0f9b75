"""A page as Streamlit runs it, without a browser, and all the text on it."""

import re
from datetime import datetime
from html import unescape

from streamlit.testing.v1 import AppTest
from support.shipped import ROOT

from dashboard import data, pages

OVERVIEW, INDICATOR, AMBITION, CHANGED, COMPARE, SOURCES, PORTFOLIO, INTERVENTION, CHECKPOINT, COHERENCE = (
    page.file
    for page in (
        pages.OVERVIEW,
        pages.INDICATOR,
        pages.AMBITION,
        pages.CHANGED,
        pages.COMPARISON,
        pages.ACCOUNTABILITY,
        pages.PORTFOLIO,
        pages.INTERVENTION,
        pages.CHECKPOINT,
        pages.COHERENCE,
    )
)
BROKEN = "Deze pagina is nu niet te tonen"


def stop_clock(monkeypatch, moment):
    """Pages take this for now. What a page says of its first day is asked then: a run of tests may pass midnight."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(data, "datetime", Stopped)


def visit(page=OVERVIEW, **params):
    """A reader who comes in by the address of a page."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60)
    if page != OVERVIEW:
        app.switch_page(page)
    app.query_params.update(params)
    return app.run()


def go(app, page, **params):
    """The same reader, to another page."""
    app.switch_page(page)
    app.query_params.update(params)
    return app.run()


def press(app, label):
    """The button that is called so, as its reader sees it."""
    return next(each for each in app.button if each.label.replace("\\", "") == label).click().run()


def links(app):
    """(words, address) of every link in the text of a page, first Streamlit's own, each kind in the order of the page."""
    own = [(link.proto.label.replace("\\", ""), f"{link.proto.page}?{link.proto.query_string}") for link in app.get("page_link")]
    found = (re.findall(r'<a href="(/[^"]*)">(.*?)</a>', element.proto.body) for element in app.get("html"))
    return own + [(unescape(label), unescape(address)) for each in found for address, label in each]


def link_words(app):
    """What the links say."""
    return [label for label, _ in links(app)]


def words(app):
    """All the text on a page, without the tags; alternative texts of charts included."""
    parts = [*(title.value for title in app.title), *(header.value for header in app.header)]
    parts += [element.proto.body for element in app.get("html")]
    parts += [element.proto.label for element in app.get("page_link")]
    parts += [part.label for part in app.expander]
    parts += [code.value for code in app.code]
    parts += [chart.proto.alt for chart in app.get("vega_lite_chart")]
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(parts), flags=re.DOTALL)
    assert not app.exception
    assert BROKEN not in text
    return re.sub(r"\s+", " ", text.replace("\\", ""))
