"""What is in the downloads of each view: tables complete in themselves, with unit, source, licence and date; pure."""

from collections.abc import Sequence

import pandas as pd

from dashboard.book.databook import Databook, Row
from dashboard.book.origins import joined, origin_lines, origins_of
from dashboard.changed.changes import Changes, RevisedFigure
from dashboard.downloads.delivered import NOT_DELIVERED, Delivered, delivered_by_year, one_cell
from dashboard.downloads.files import Cell, Export, Figure
from dashboard.look.notation import day, norm_text, period, point_period, unlike
from indicators.agenda.model import Indicator
from indicators.methods.series import Point, Series
from indicators.wording.differences import say_difference
from indicators.wording.norm_terms import norms_apart

PROVISIONAL, DEFINITIVE = "voorlopig", "definitief"
LINK = "reeks"
"""Whether the figure is of the source and the area of now, or in what it differs."""
SOURCE = ("bron", "tabel", "licentie", "opgehaald_op")
OVERVIEW = (
    "gemeente", "gemeentecode", "ambitie", "indicator", "soort", "jaar", "periode", "waarde", "eenheid", "status", LINK, "norm",
    "nulmeting", "oordeel_norm", "trend", "laatste_verandering", "vergelijking", *SOURCE,
)  # fmt: skip
AGREED = frozenset({"norm", "nulmeting", "oordeel_norm"})
"""Columns about what one municipality agreed."""
FIGURES = (
    "gemeente", "gemeentecode", "indicator", "jaar", "periode", "waarde", "eenheid", "status", LINK,
    "bron", "tabel", "meetwaarde", "filter", "opgehaald_op", "herkomst", "licentie",
)  # fmt: skip
COMPARED = ("gemeente", "gemeentecode", "indicator", "jaar", "periode", "waarde", "eenheid", "status", LINK, *SOURCE)
CHANGED = ("soort", "indicator", "periode", "eerst", "nu", "eenheid", "sinds", *SOURCE)
Compared = tuple[str, str, Series]
"""Name, code (empty for a group) and series of one line."""


def overview_export(book: Databook, rows: Sequence[Row]) -> Export:
    """The latest figure of each indicator with its norm, baseline and the four answers; of a guest only what is its own."""
    kept = [at for at, name in enumerate(OVERVIEW) if not (book.is_guest and name in AGREED)]
    return Export(
        title=f"{book.agenda.info.title}, {book.name}: overzicht",
        headers=tuple(OVERVIEW[at] for at in kept),
        lines=[[line[at] for at in kept] for line in (_overview_line(book, row) for row in rows)],
        origins=origin_lines([row.indicator for row in rows], book),
        made_on=book.today,
    )


def indicator_export(book: Databook, row: Row, lineage: pd.DataFrame) -> Export:
    """Every figure of an indicator, a line a year, with the address it was read at."""
    indicator, by_year = row.indicator, delivered_by_year(lineage, book)
    return Export(
        title=f"{indicator.name} in {book.name} ({indicator.unit})",
        headers=FIGURES,
        lines=[[book.name, book.code, indicator.name, *_point(point, indicator), *_read(by_year.get(point.year, NOT_DELIVERED))]
               for point in row.series.points],
        origins=origin_lines([indicator], book),
        made_on=book.today,
    )  # fmt: skip


def comparison_export(book: Databook, indicator: Indicator, compared: Sequence[Compared]) -> Export:
    """The lines of a comparison, a line per municipality and year."""
    return Export(
        title=f"{indicator.name} ({indicator.unit}): gemeenten vergeleken",
        headers=COMPARED,
        lines=[[name, code, indicator.name, *_point(point, indicator), *joined(origins_of(indicator, book, point))]
               for name, code, series in compared for point in series.points],
        origins=origin_lines([indicator], book),
        made_on=book.today,
    )  # fmt: skip


def changes_export(book: Databook, changes: Changes, since: str) -> Export:
    """Everything that changed, a line each; `since` in words."""
    about = _changed_figures(changes) + _changed_words(changes)
    indicators = list({each.id: each for each, _ in about}.values())
    sources = {each.id: joined(origins_of(each, book)) for each in indicators}
    lines = [[*line, *sources[indicator.id]] for indicator, line in about]
    return Export(
        title=f"{book.agenda.info.title}, {book.name}: veranderd sinds {since}",
        headers=CHANGED,
        lines=[*lines, *_changed_agenda(book, changes)],
        origins=origin_lines(indicators, book),
        made_on=book.today,
    )


def _overview_line(book: Databook, row: Row) -> list[Cell]:
    indicator, answers = row.indicator, row.judged.answers
    last, norm, base = row.last, indicator.norm, row.baseline.value
    figure: list[Cell] = ["", "", "", indicator.unit, row.short_reason, ""] if last is None else [*_point(last, indicator)]
    return [
        book.name,
        book.code,
        row.ambition.theme,
        indicator.name,
        indicator.kind.value,
        *figure,
        norm_text(norm, indicator.desired_direction, indicator.unit) if norm else "geen norm",
        "" if base is None else Figure(base, indicator.decimals),
        *(str(answer.status) for answer in (answers.norm, answers.trend, answers.change, answers.comparison)),
        *joined(origins_of(indicator, book, last)),
    ]


def status_word(point: Point) -> str:
    """Whether the source may still change it."""
    return PROVISIONAL if point.is_provisional else DEFINITIVE


def link_words(point: Point) -> str:
    """Whether it is like the figures of now, or in what it differs."""
    return ", ".join(unlike(point)) or "van nu"


def _point(point: Point, indicator: Indicator) -> list[Cell]:
    value = Figure(point.value, indicator.decimals)
    return [point.year, period(point.period, point.year), value, indicator.unit, status_word(point), link_words(point)]


def _read(of: Delivered) -> list[str]:
    """Holder, table, measure, filter, day, origin and licence of what was delivered for one year."""
    days = map(day, of.fetched)
    return [one_cell(each) for each in (of.holders, of.tables, of.measures, of.filters, days, of.origins, of.licences)]


def revised_kind(revised: RevisedFigure) -> str:
    """In what way a figure is another one than before."""
    return "andere bron" if revised.has_other_source else "nu definitief" if revised.is_confirmed else "herzien cijfer"


def _changed_figures(changes: Changes) -> list[tuple[Indicator, list[Cell]]]:
    lines: list[tuple[Indicator, list[Cell]]] = []
    for new in changes.new:
        decimals, unit, seen = new.indicator.decimals, new.indicator.unit, day(new.seen_at) if new.seen_at else ""
        lines += [
            (
                new.indicator,
                ["nieuw cijfer", new.indicator.name, point_period(point), "", Figure(point.value, decimals), unit, seen],
            )
            for point in new.points
        ]
    for each in changes.revised:
        indicator, after = each.indicator, each.after
        now: Cell = Figure(after.value, indicator.decimals) if after else "vervallen"
        seen = day(each.seen_at) if each.seen_at else ""
        kind = revised_kind(each)
        before = Figure(each.before.value, indicator.decimals)
        lines.append((indicator, [kind, indicator.name, point_period(each.before), before, now, indicator.unit, seen]))
    return lines


def _changed_words(changes: Changes) -> list[tuple[Indicator, list[Cell]]]:
    lines: list[tuple[Indicator, list[Cell]]] = []
    for norm in changes.norms:
        unit, step = norm.indicator.unit, norm.step
        kind = "gewijzigde norm, zonder nieuw besluit" if step.is_quiet else "gewijzigde norm"
        cells: list[Cell] = [kind, norm.indicator.name, "", *norms_apart(step.before, step.after, unit), unit]
        lines.append((norm.indicator, [*cells, day(step.on) if step.on else ""]))
    for each in changes.judgements:
        cells = ["gewijzigd oordeel", each.indicator.name, each.kind, each.before.text, each.after.text]
        lines.append((each.indicator, [*cells, "", ""]))
    return lines


def _changed_agenda(book: Databook, changes: Changes) -> list[list[Cell]]:
    """What else the agenda says otherwise; no source gave that."""
    names = dict(book.partners) | {row.indicator.id: row.indicator.name for row in book.rows}
    told = [(at, each, say_difference(each, names)) for at, each in changes.agenda]
    return [
        [f"agenda: {said.label or each.about}", each.name, "", said.before, said.after, "", day(at), *[""] * len(SOURCE)]
        for at, each, said in told
    ]
