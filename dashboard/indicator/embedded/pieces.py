"""The pieces of one indicator within a page of another website, and of the part of its own page that tells how to do that."""

from collections.abc import Sequence

from dashboard import data, failures, kit, render
from dashboard.book.databook import Databook
from dashboard.frame.around import version
from dashboard.indicator import pieces
from dashboard.indicator.ahead import look_ahead
from dashboard.indicator.embedded import words
from dashboard.indicator.findings import cards_of
from dashboard.indicator.trend.layers import ONLY_WIDE, SWITCHED
from dashboard.indicator.words import FIGURES, FOLDS, newest, verdict
from dashboard.look.questions import NORM, TREND
from dashboard.pages import EMBEDDED, INDICATOR, ON_PAPER, OVERVIEW, VIEW, Links, Page, Visit


def show_embedded(page: Page | None, visit: Visit, sites: Sequence[str]) -> None:
    """All of it: what is counted, the judgement with its reason, the chart, the figures, and the way on."""
    if page != INDICATOR:
        _nothing(visit.links, words.NO_PAGE, words.WHY_NO_PAGE)
        return
    book, name = data.databook(visit.municipality), visit.wanted("indicator")
    row = book.row(name)
    if row is None:
        _nothing(visit.links, failures.INDICATOR.title, words.GONE)
        return
    if not sites:
        kit.remark("Nog niet toegestaan.", words.NOT_ALLOWED)
    with kit.head():
        kit.title(row.indicator.name)
        kit.lead(row.indicator.definition)
    kit.notices(book, visit.links)
    _judgement(book, name)
    if row.last is None:
        kit.lead(words.no_figures(row))
    else:
        kit.small(newest(row), f"{version(data.known())}.")
        pieces.course(book, None, name, SWITCHED, ONLY_WIDE)
        with kit.fold(FIGURES, FOLDS[FIGURES], ""):
            pieces.figures(book, name)
    kit.link(visit.links.to(INDICATOR, words.way_on(row, book.name), indicator=name))
    kit.small(words.LEAVES)


def _nothing(links: Links, title: str, why: str) -> None:
    kit.not_there()
    kit.title(title)
    kit.lead(why)
    kit.link(links.to(OVERVIEW, words.TO_DATABOOK))


def _judgement(book: Databook, name: str) -> None:
    """The sentence on top of its page, and the answer from which it comes."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    kit.show(pieces.finding(book, name))
    asked = NORM if verdict(row) is row.assessment.norm.status else TREND
    for card in cards_of(book, row, data.kept(book, look_ahead, name)):
        if card.question is asked:
            kit.lead(card.answer.text)
            if card.below:
                kit.small(*card.below)


def is_embedding_offered(book: Databook) -> bool:
    """Whether there is a website for it, and a server of ours or a place to fetch it from; of a guest it is not ours to offer."""
    has_place = kit.is_framed() and (not kit.is_fixed() or kit.whole("/"))
    return bool(has_place and not book.is_guest and words.sites_of(book.agenda))


def offer_embedding(book: Databook, links: Links, name: str) -> None:
    """Where it may stand, and the lines to copy."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    there = Links(base_path=links.base_path, below=ON_PAPER)
    address = there.exactly(INDICATOR, "", indicator=name, **{VIEW: EMBEDDED}).href
    kit.lead(words.allowed_on(words.sites_of(book.agenda)))
    if whole := kit.whole(address):
        kit.small(words.TO_PASTE)
        kit.code(words.frame_line(row, book.name, whole), label=words.THE_LINE, language="html", wrap_lines=True)
        kit.small(words.TO_GROW)
        kit.code(words.growing_lines(whole), label=words.THE_SCRIPT, language="html", wrap_lines=True)
    else:
        kit.remark("Nog niet klaar.", words.NO_ADDRESS)
    kit.small(words.PRIVACY)
    kit.show(render.render("_addresses.html", files=[], feeds=[(words.LOOK, address)], pages=[], told=""))
