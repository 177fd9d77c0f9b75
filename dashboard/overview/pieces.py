"""The Streamlit pieces of the overview: its head, the stand, what asks attention, the rows and the fields to choose with."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import kit
from dashboard.book.databook import Databook, Row, year_span
from dashboard.changed.since import read_since
from dashboard.changed.words import since_in_words
from dashboard.overview import words
from dashboard.overview.filters import PARAMETERS, Filters, read_filters, write_filters
from dashboard.overview.rows import COLUMNS, GUEST_COLUMNS, row_line
from dashboard.pages import ACCOUNTABILITY, AMBITION, CHANGED, INDICATOR, Links, Visit
from dashboard.render import render
from indicators.agenda.model import IndicatorKind
from indicators.methods.attention import ORDER, by_attention, count_statuses, most_urgent
from indicators.methods.change import count_flags
from indicators.methods.many_looks import count_lines, count_places
from indicators.wording.attention import say_attention
from indicators.wording.change import say_flags
from indicators.wording.many_looks import say_lines, say_places

EVERY = "alles"


def top(book: Databook, links: Links) -> None:
    """Whose databoek, its name, how fresh it is, and the way to what changed."""
    with st.container(key="paginakop", gap="xsmall"):
        kit.lead(words.whose(book.name, book.province))
        kit.title(book.agenda.info.title)
        kit.lead(words.freshness(book.sources, book.rows))
        if missing := words.not_fetched(book.sources):
            kit.link(links.to(ACCOUNTABILITY, missing))
        meetings = book.agenda.info.council_meetings
        since = since_in_words(read_since("", meetings, book.today).on, meetings)
        kit.link(links.to(CHANGED, f"Wat is er veranderd sinds {since}?"))


def stand(book: Databook, links: Links) -> None:
    """Per ambition how many indicators have each status, never one score; and what asks attention. A guest has no norms."""
    if book.is_guest:
        with kit.card("toeval", "Wie naar veel cijfers kijkt"):
            _many_looks(book)
        return
    counted = [(each.theme, count_statuses(row.assessment for row in book.rows_of(each.id))) for each in book.agenda.ambitions]
    cards = [{"theme": theme, "counts": counts, "in_words": words.counts_in_words(counts)} for theme, counts in counted]
    kit.show(render("overview/stand.html", cards=cards))
    with kit.card("aandacht", "Dit vraagt aandacht"):
        _attention(book, links)


def _attention(book: Databook, links: Links) -> None:
    """Up to three indicators that are off the norm, with the facts, and how many changes stand out."""
    urgent = most_urgent([row.assessment for row in book.rows])
    for assessment in urgent:
        row = book.row(assessment.indicator)
        if row is not None:
            to = links.to(INDICATOR, row.indicator.name, indicator=row.indicator.id)
            kit.show(render("overview/attention.html", link=to, said=say_attention(row.indicator, assessment)))
    if not urgent:
        kit.lead(words.NONE_BEHIND)
    _many_looks(book)


def _many_looks(book: Databook) -> None:
    """How much stands out, beside what would if there were nothing to see."""
    found = [row.assessment for row in book.rows]
    flags = count_flags(each.change for each in found)
    lines, places = count_lines(each.trend for each in found), count_places(each.comparison for each in found)
    said = [say_flags(flags) if flags.notable else "", say_lines(lines), say_places(places)]
    kit.small(*(text for text in said if text))


def ambitions(book: Databook, links: Links, ids: tuple[str, ...]) -> None:
    """Per ambition the indicators that were asked for, and the key to their pictures."""
    for ambition in book.agenda.ambitions:
        rows = [row for row in book.rows_of(ambition.id) if row.indicator.id in ids]
        if rows:
            with st.container(gap=None, key=f"kop-{ambition.id}"):
                kit.heading(ambition.theme)
                to = links.to(AMBITION, f"Meer over {ambition.theme}", ambitie=ambition.id)
                kit.show(render("overview/ambition_head.html", ambition=ambition.ambition, link=to))
            indicator_rows(book, links, rows)
    kit.small(words.GUEST_KEY if book.is_guest else words.KEY)


def indicator_rows(book: Databook, links: Links, rows: Sequence[Row]) -> None:
    """A line for each indicator, what asks attention first on top: name, latest figure, small picture, norm and answer."""
    by_id = {row.indicator.id: row for row in rows}
    in_order = [by_id[each.indicator] for each in by_attention(row.assessment for row in rows)]
    years = year_span(book.rows)
    lines = [row_line(row, years, links) for row in in_order]
    kit.show(render("overview/rows.html", columns=GUEST_COLUMNS if book.is_guest else COLUMNS, lines=lines))


def filtered(book: Databook, visit: Visit) -> tuple[Row, ...]:
    """The fields to search and filter with, and the rows that are asked for."""
    chosen = read_filters(dict(visit.parameters))
    with st.expander("Zoeken en kiezen", expanded=not chosen.is_empty):
        _fields(book, chosen)
    found = tuple(row for row in book.rows if chosen.holds(row.ambition, row.indicator, row.assessment))
    if not chosen.is_empty:
        kit.announced(words.found_of(len(found), len(book.rows)))
        st.button("Toon alles", on_click=_forget)
    return found


def _fields(book: Databook, chosen: Filters) -> None:
    owners = {each.owner: book.partners[each.owner] for each in book.agenda.indicators if each.owner}
    options = {
        "ambition": ("Ambitie", {each.id: each.theme for each in book.agenda.ambitions}),
        "status": ("Oordeel", {str(status): str(status) for status in ORDER}),
        "owner": ("Eigenaar", owners),
        "kind": ("Soort cijfer", {str(kind): str(kind) for kind in IndicatorKind}),
    }
    st.session_state["filter-search"] = chosen.search
    st.text_input("Zoek in naam en definitie", key="filter-search", on_change=_remember)
    if book.is_guest:
        options = {name: options[name] for name in ("ambition", "kind")}
    for column, (name, (label, known)) in zip(st.columns(len(options)), options.items(), strict=True):
        with column:
            _field(name, label, known, getattr(chosen, name))


def _field(name: str, label: str, known: Mapping[str, str], wanted: str) -> None:
    def word(value: str) -> str:
        return known.get(value, EVERY)

    st.session_state[f"filter-{name}"] = wanted if wanted in known else ""
    st.selectbox(label, ["", *known], format_func=word, key=f"filter-{name}", on_change=_remember)


def _remember() -> None:
    chosen = Filters(**{name: st.session_state.get(f"filter-{name}") or "" for name in PARAMETERS})
    kit.put_in_address(**(dict.fromkeys(PARAMETERS.values(), "") | write_filters(chosen)))


def _forget() -> None:
    kit.put_in_address(**dict.fromkeys(PARAMETERS.values(), ""))
