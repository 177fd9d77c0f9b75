"""One indicator on a page: what was found, its course, the answers, what was agreed, who works on it; it judges nothing."""

from collections.abc import Iterator, Mapping

from dashboard import data
from dashboard.ambition.words import no_moment
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import source_line
from dashboard.documents import names
from dashboard.documents.chart import Course
from dashboard.documents.parts import Beside, Facts, Found, Heading, Judged, Listed, Part, Seen, Sentences, Several, Table, Tone
from dashboard.indicator import words
from dashboard.indicator.ahead import look_ahead
from dashboard.indicator.findings import aimed_at, asked_of, cards_of
from dashboard.interventions import effects, portfolio
from dashboard.interventions.cells import COLUMNS, Cells, cells_of
from dashboard.interventions.portfolio import Entry
from dashboard.look.statuses import look
from indicators.wording.rekenkamer import check_norm

NEWEST = 8
"""Figures on the page; the workbook has them all."""
ABOVE = frozenset({"Definitie", "Gewenste richting", "Eigenaar"})
"""Facts that the line below the name says."""


def page(book: Databook, row: Row, drawn: Mapping[str, Course], level: int = 2) -> Iterator[Part]:
    """Everything about one indicator. drawn: charts by id, its own among them. level: of the heading that its name is."""
    yield Heading(row.indicator.name, level, starts_page=level > 1)
    yield Sentences((words.subtitle(row, book.partners),), Tone.SOFT)
    yield from _course(book, row, drawn)
    yield from _answers(book, row, level + 1)
    if asked := tuple(asked_of(book, row)):
        yield Heading(words.ASKED, level + 1, is_listed=False)
        yield Listed(asked, is_numbered=True)
    agreed, newest = tuple(_agreed(book, row, level + 1)), tuple(figures(row, level + 1))
    yield from (Beside(agreed, newest),) if newest else agreed
    yield from workers(book, row, level + 1)


def _course(book: Databook, row: Row, drawn: Mapping[str, Course]) -> Iterator[Part]:
    yield Found(seen=Seen.of(words.verdict(row)), text=words.finding(row))
    if row.last is None:
        yield Sentences((words.no_figures(row),))
        return
    picture, key = drawn[row.indicator.id]
    yield Sentences(tuple(text for text in (words.newest(row), words.earlier(row)) if text), Tone.SMALL)
    yield picture
    yield Sentences((key, source_line(data.lineage(row.indicator.id, book.code), book.sources)), Tone.SMALL)


def _answers(book: Databook, row: Row, level: int) -> Iterator[Part]:
    cards = cards_of(book, row, data.kept(book, look_ahead, row.indicator.id))
    yield Several(
        tuple(
            Judged(
                name=each.question.text,
                seen=Seen.of(each.status),
                beside=each.about,
                texts=(each.answer.text, *each.below),
                level=level,
            )
            for each in cards
        ),
        in_columns=True,
    )


def _agreed(book: Databook, row: Row, level: int) -> Iterator[Part]:
    remarks = () if book.is_guest else tuple(each.text for each in check_norm(row.indicator, row.series, today=book.today))
    facts = words.databook_facts(row, book.partners, remarks)
    yield Heading(words.FOLDS[words.DATABOOK], level, is_listed=False)
    yield Facts(tuple((label, text) for label, text in facts if label not in ABOVE))


def workers(book: Databook, row: Row, level: int) -> Iterator[Part]:
    """Who works on it, and what the figures say of that; nothing when nobody does."""
    if not aimed_at(book, row):
        return
    entries = portfolio.gather(book.agenda, data.kept(book, effects.of_book), book.today)
    mine = [each for each in entries if each.aims_at(row.indicator.id)]
    yield Heading(words.FOLDS[words.WORKERS], level, is_listed=False)
    lines = tuple(_worker(each, cells_of(each, book.today, row.indicator.id)) for each in mine)
    yield Table(caption="", headers=(words.WORKER, *COLUMNS), lines=lines, shares=(4, 3, 3, 3))


def _worker(entry: Entry, cells: Cells) -> tuple[str, ...]:
    seen = [look(status) for status, _ in cells.steps]
    moment = [cells.badge.on, cells.badge.said] if cells.badge else [no_moment(entry.intervention)]
    return (
        f"{entry.intervention.name}\n{entry.partner}",
        "\n".join(f"{each.icon} {each.word}" for each in seen),
        f"{cells.phase}, {cells.running}\n{cells.budget}",
        "\n".join(moment),
    )


def figures(row: Row, level: int) -> Iterator[Part]:
    """The newest figures; nothing without any."""
    if row.last is None:
        return
    headers, lines = words.figures(row)
    yield Heading(names.LATEST_FIGURES, level, is_listed=False)
    yield Table(
        caption=words.figures_caption(row),
        headers=tuple(headers),
        lines=tuple(map(tuple, lines[:NEWEST])),
        numeric=tuple(words.numeric_columns(row, headers)),
    )
