"""Streamlit pieces of the pages on ambitions, changes, comparing and accountability; every choice stands in the link."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import kit as components
from dashboard import render as markup
from dashboard.book.databook import Row
from dashboard.changed.since import Since, parse_day, read_since
from dashboard.changed.words import since_in_words
from dashboard.comparison import lines as comparing
from dashboard.data import Databook
from dashboard.downloads import buttons as downloads
from dashboard.downloads.tables import overview_export
from dashboard.interventions import markup as intervention_markup
from dashboard.look.notation import day
from indicators.agenda.model import Ambition, Indicator
from indicators.methods.comparison import GroupYear

CHANGED, COMPARE = "views/veranderd.py", "views/vergelijken.py"


def pages() -> list[StreamlitPage]:
    """These pages for the router; an ambition is reached by a link."""
    return [
        st.Page(CHANGED, title="Veranderd", url_path="veranderd"),
        st.Page(COMPARE, title="Vergelijken", url_path="vergelijken"),
        st.Page(components.AMBITION, title="Ambitie", url_path="ambitie", visibility="hidden"),
        st.Page(components.SOURCES, title="Verantwoording", url_path="verantwoording"),
    ]


def remark(opening: str, text: str) -> None:
    """A calm bar about what is shown here."""
    st.html(markup.notice(opening, text, tone="rustig"))


def overview_download(book: Databook, rows: Sequence[Row]) -> None:
    """The latest figures and answers of these indicators."""
    downloads.buttons(f"overzicht-{book.code}", lambda: overview_export(book, rows))


def ambition_links(book: Databook, current: Ambition) -> None:
    """To the other ambitions."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="andere-ambities"):
        st.html(markup.paragraph("Andere ambities:"), width="content")
        for ambition in book.agenda.ambitions:
            if ambition.id != current.id:
                components.ambition_link(ambition)


def unknown_ambition(book: Databook, wanted: str) -> None:
    """A link to an ambition that is not in the agenda (any more)."""
    components.title("Deze ambitie staat niet in de agenda")
    said = f"Er is geen ambitie met de naam ‘{wanted}’." if wanted else "In de link staat niet welke ambitie u zoekt."
    components.lead(f"{said} Dit zijn de ambities die er wel zijn.")
    for ambition in book.agenda.ambitions:
        components.ambition_link(ambition)


def changes_link(book: Databook) -> None:
    """From the overview to what changed since the previous council meeting, or to that page when there was none."""
    since = read_since("", book.agenda.info.council_meetings, book.today)
    words = since_in_words(since.on, book.agenda.info.council_meetings)
    st.page_link(CHANGED, label=components.plain(f"Wat is er veranderd sinds {words}?"), query_params=components.kept())


def since_choice(since: Since, meetings: Sequence[date]) -> None:
    """The council meetings as links, and any other day to type."""
    with st.container(border=True, key="kaart-sinds"):
        if meetings:
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key="vergaderingen"):
                st.html(markup.paragraph("Sinds de raadsvergadering van:"), width="content")
                for meeting in sorted(meetings, reverse=True):
                    _since_link(meeting, is_chosen=meeting == since.on)
        with st.form("andere-datum", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            typed = st.text_input("Of sinds een andere dag", placeholder="bijvoorbeeld 1 september 2026", width=320)
            if st.form_submit_button("Bekijk") and typed.strip():
                found = parse_day(typed)
                st.query_params["sinds"] = found.isoformat() if found else typed.strip()
                st.rerun()
    if since.problem:
        remark("Let op.", f"{since.problem} Hieronder staat wat er sinds {day(since.on)} veranderde.")


def _since_link(meeting: date, *, is_chosen: bool) -> None:
    if is_chosen:
        st.html(intervention_markup.chosen(day(meeting)), width="content")
    else:
        st.page_link(CHANGED, label=day(meeting), query_params=components.kept(sinds=meeting.isoformat()), width="content")


def comparison_choice(book: Databook, indicator: Indicator, codes: Sequence[str], names: Mapping[str, str]) -> None:
    """Which indicator and which municipalities; the link is the memory, so it is put into the fields at every run."""
    ids = [row.indicator.id for row in book.rows]
    st.session_state["vergelijk-indicator"], st.session_state["vergelijk-met"] = indicator.id, list(codes)
    with st.container(border=True, key="kaart-keuze"):
        st.selectbox(
            "Indicator",
            ids,
            format_func=lambda name: book.agenda.indicator(name).name,
            key="vergelijk-indicator",
            on_change=partial(_remember, book.code),
        )
        st.multiselect(
            f"Naast {book.name} (ten hoogste {comparing.MOST_OTHERS})",
            list(names),
            format_func=lambda code: names[code],
            key="vergelijk-met",
            placeholder="Kies gemeenten, de groep of Nederland",
            select_all=False,
            on_change=partial(_remember, book.code),
        )


def _remember(own: str) -> None:
    st.query_params["indicator"] = st.session_state["vergelijk-indicator"]
    st.query_params["gemeenten"] = comparing.write_choice(own, st.session_state["vergelijk-met"])


def comparison_key(band: Sequence[GroupYear], lines: Sequence[comparing.Line]) -> str:
    """Which mark means what; only marks that are in the picture."""
    words = ["Open teken: voorlopig cijfer."] if any(line.series.has_provisional for line in lines) else []
    if band:
        words.append("Grijsgroene band: de middelste helft van de vergelijkbare gemeenten; de lijn erin is hun midden.")
    return " ".join(words)


def municipality_choice(book: Databook) -> None:
    """The whole databook for another municipality, with whose norms it shows."""
    own = book.agenda.info.municipality
    own_name = book.figures.names.get(own, own)
    others = sorted((code for code in book.figures.current if code != own), key=lambda code: book.figures.names[code])
    with components.card("gemeente", "Een andere gemeente voor het hele databoek"):
        components.lead(f"U ziet dan alle cijfers van die gemeente. De normen blijven die van {own_name}; ze gelden niet daar.")
        chosen = st.selectbox(
            "Gemeente", others, index=None, format_func=lambda code: book.figures.names[code], placeholder="Kies een gemeente"
        )
        if chosen:
            label = f"Bekijk het databoek met de cijfers van {book.figures.names[chosen]}"
            st.page_link(components.OVERVIEW, label=components.plain(label), query_params={"gemeente": chosen})
