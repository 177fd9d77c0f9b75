"""The Streamlit pieces of the overview: what it finds, what came of that since the council met, all figures and how to choose."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import data, kit
from dashboard.book.databook import Databook, Row, year_span
from dashboard.changed.earlier import moment_of
from dashboard.changed.pieces import changes, earlier
from dashboard.changed.since import Since, read_since
from dashboard.changed.words import Known, known_of
from dashboard.overview import finding, meeting, words
from dashboard.overview.fields import MORE, NAME_OF, fields_of, rest_of
from dashboard.overview.filters import (
    OF_A_GUEST,
    PARAMETERS,
    Filters,
    Order,
    in_order,
    read_filters,
    write_filters,
)
from dashboard.overview.rows import COLUMNS, GUEST_COLUMNS, SORTED_BY, row_line
from dashboard.pages import ACCOUNTABILITY, OVERVIEW, Links, Visit
from dashboard.render import render
from dashboard.sheet import Field
from indicators.agenda.model import Ambition

_ALL = "Toon alles"
Later = Callable[[], None]
"""What is done when the rest of the page is there."""


def found(book: Databook, links: Links) -> Later:
    """What is off the norm, every ambition in short, and what changed; whoever comes first sees that last part later."""
    if kit.is_on_paper():
        data.drawn(book, top, links, True)
        return lambda: None
    place, since = st.empty(), _since(book)
    is_known = not _can_look_back(book, since) or data.is_kept(book, changes, since.on)

    def show(*, looking_back: bool) -> None:
        with place.container():
            data.drawn(book, top, links, looking_back)

    show(looking_back=is_known)
    return lambda: None if is_known else show(looking_back=True)


def top(book: Databook, links: Links, looking_back: bool) -> None:
    """One piece of HTML; a guest has no norms to be off."""
    years, since = year_span(book.rows), _since(book)
    compared, known = None, Known()
    before: Mapping[str, str] = {}
    if looking_back and _can_look_back(book, since):
        compared, then = data.kept_aside(book, changes, since.on), earlier(book, since.on)
        known = known_of(book, then.moment, since.on)
        before = meeting.before(book.rows, then, known, f"sinds {meeting.short_day(since.on, book.today)}")
    box_title = meeting.title_of(since.on, () if book.is_guest else book.agenda.info.council_meetings)
    missing = words.not_fetched(book.sources)
    kit.show(
        render(
            "overview/top.html",
            headline=words.guest_headline(book) if book.is_guest else finding.headline(book.rows),
            rest=words.GUEST_REST if book.is_guest else finding.rest(book.rows),
            found=finding.found_of(book.rows, years, links, before),
            tiles=[finding.tile(each, book.rows_of(each.id), links) for each in book.agenda.ambitions],
            box=meeting.box_of(box_title, since.on, links, compared, known),
            fresh=words.freshness(book.sources, book.rows),
            missing=links.to(ACCOUNTABILITY, missing) if missing else None,
            looks=finding.many_looks(book.rows),
        )
    )


def _since(book: Databook) -> Since:
    return read_since("", book.agenda.info.council_meetings, book.today)


def _can_look_back(book: Databook, since: Since) -> bool:
    """There are figures of before today; of a guest only the page of changes tells."""
    return not book.is_guest and moment_of(since.on, book.runs).on < book.today


def everything(book: Databook, links: Links, ids: tuple[str, ...], order: Order) -> None:
    """The indicators that were asked for in one table, and the key to their pictures."""
    indicator_table(book, links, [row for row in book.rows if row.indicator.id in ids], order)
    kit.small(words.GUEST_KEY if book.is_guest else words.KEY)


def indicator_table(book: Databook, links: Links, rows: Sequence[Row], order: Order | None) -> None:
    """A line for each indicator: name, latest figure, picture, norm and answer. No order: of one ambition, without a head."""
    years = year_span(book.rows)
    groups = in_order(rows, order or Order.AMBITION)
    if groups:
        kit.show(
            render(
                "overview/table.html",
                columns=GUEST_COLUMNS if book.is_guest else COLUMNS,
                sorted_by=SORTED_BY.get(order, "") if order else "",
                groups=[_group(book, links, each, of, years, order) for each, of in groups],
                is_guest=book.is_guest,
            )
        )


def _group(
    book: Databook, links: Links, ambition: Ambition | None, rows: Iterable[Row], years: tuple[int, int], order: Order | None
) -> dict[str, Any]:
    lines = [row_line(row, years, links, with_theme=ambition is None) for row in rows]
    head = finding.tile(ambition, book.rows_of(ambition.id), links) if ambition and order else None
    return {"head": head, "sentence": ambition.ambition if ambition else "", "lines": lines}


def choices(book: Databook, visit: Visit) -> tuple[tuple[Row, ...], Order]:
    """The fields to choose with, how many are shown, and the rows that are asked for with their order."""
    chosen = read_filters(dict(visit.parameters))
    _fields(book, chosen)
    shown = asked_for(book, chosen)
    with kit.box("geteld", horizontal=True, vertical_alignment="center"):
        kit.announced(words.found_of(len(shown), len(book.rows)))
        if not chosen.is_empty:
            _show_all(visit)
    return shown, chosen.sorting if not book.is_guest or chosen.sorting in OF_A_GUEST else Order.AMBITION


def asked_for(book: Databook, chosen: Filters) -> tuple[Row, ...]:
    """The rows that are asked for, in the order of the agenda."""
    working = _working(book)
    return tuple(
        row for row in book.rows if chosen.holds(row.ambition, row.indicator, row.assessment, working.get(row.indicator.id, ()))
    )


def _working(book: Databook) -> Mapping[str, frozenset[str]]:
    """By indicator the partners with an intervention aimed at it."""
    aimed = [(aim.indicator, each.partner) for each in book.agenda.interventions for aim in each.aims]
    return {name: frozenset(partner for other, partner in aimed if other == name) for name, _ in aimed}


def _fields(book: Databook, chosen: Filters) -> None:
    """The usual ones in a row, the rest folded."""
    usual, rest = fields_of(book, chosen), rest_of(book, chosen)
    if kit.is_on_paper():
        kit.form("keuzes", kit.visit().links.to(OVERVIEW, ""), usual, rest, more=MORE)
        return
    with st.container(horizontal=True, key="keuzes", gap="small", vertical_alignment="bottom"):
        for field in usual:
            _field(field)
    is_open = any(getattr(chosen, NAME_OF[field.name]) for field in rest)
    with st.expander(MORE, expanded=is_open), st.container(horizontal=True, key="meer-keuzes", gap="small"):
        for field in rest:
            _field(field)


def _field(field: Field) -> None:
    """On a screen, where what is chosen stands in the address at once."""
    texts, key = dict(field.options), f"filter-{NAME_OF[field.name]}"
    st.session_state[key] = field.chosen[0]
    if field.kind == "text":
        st.text_input(field.label, key=key, on_change=_remember, width=220)
    elif field.kind == "one":
        st.segmented_control(
            field.label, list(texts), format_func=texts.__getitem__, key=key, on_change=_remember, width="content"
        )
    else:
        st.selectbox(field.label, list(texts), format_func=texts.__getitem__, key=key, on_change=_remember, width=220)


def _remember() -> None:
    wanted = {name: st.session_state.get(f"filter-{name}") or "" for name in PARAMETERS}
    wanted["order"] = wanted["order"].removeprefix(Order.AMBITION)
    kit.put_in_address(**(dict.fromkeys([*PARAMETERS.values(), "eigenaar"], "") | write_filters(Filters(**wanted))))


def _show_all(visit: Visit) -> None:
    if kit.is_on_paper():
        kit.link(visit.links.to(OVERVIEW, _ALL, volgorde=visit.wanted(PARAMETERS["order"])))
    else:
        st.button(_ALL, on_click=_forget)


def _forget() -> None:
    kit.put_in_address(**dict.fromkeys([*PARAMETERS.values(), "eigenaar"], ""))
