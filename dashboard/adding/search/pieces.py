"""Shows the field to search tables with and what was found; it asks for newer titles when they are due."""

from datetime import UTC, datetime

import streamlit as st

from dashboard import kit
from dashboard.adding.asked.pieces import ask, has_asked_lately, look_again
from dashboard.adding.search import rows
from dashboard.agendas import here
from dashboard.look.notation import count
from dashboard.pages import Links
from dashboard.render import render
from etl.catalogue.search import search
from etl.catalogue.titles import Titles, are_due, titles_in
from etl.door.jobs import JobState, Status
from etl.door.questions import FetchTitles, TitlesFetched

_FIELD = "zoek-tabel"
SILENT = "Het CBS antwoordt nu niet. U kunt verder met de tabellen die hier al bekend zijn, of met een eigen bestand."


def tables(links: Links) -> None:
    """The field, which list it searches, and the tables that were found."""
    question = kit.visit().wanted("zoek")
    state = _titles_asked()
    titles = titles_in(here().data)
    with kit.card("zoeken", "Zoek een tabel in woorden"):
        kit.put_in_field(_FIELD, question)
        label = "Waar gaat het cijfer over? Bijvoorbeeld: eenzaamheid ouderen"
        with kit.asked("zoek-tabellen"):
            st.text_input(label, key=_FIELD, on_change=_remember, max_chars=200, width=640)
        kit.small(rows.which_list(titles), *_told(state))
        if question:
            is_waiting = state is not None and not state.has_ended
            _found(titles, question, links, is_waiting=is_waiting)


def _found(titles: Titles, question: str, links: Links, *, is_waiting: bool) -> None:
    hits = search(titles, question)
    shown = rows.rows(hits, question, links)
    first, rest = shown[: rows.MOST_IN_SIGHT], shown[rows.MOST_IN_SIGHT :]
    more = f"Nog {count(len(rest), 'tabel', 'tabellen')}"
    kit.show(render("adding/hits.html", told=rows.found(hits, titles, question), first=first, rest=rest, more=more))
    if is_waiting and not hits:
        look_again()


def _titles_asked() -> JobState | None:
    """Titles older than a week are fetched, at most once an hour; the page does not wait for it."""
    if not are_due(here().data, datetime.now(UTC)):
        return None
    asked = has_asked_lately(FetchTitles())
    if asked is None and not ask(FetchTitles()):
        asked = has_asked_lately(FetchTitles())
    return asked


def _told(state: JobState | None) -> list[str]:
    if state is None:
        return []
    if not state.has_ended:
        return ["De titels van alle tabellen worden nu opgehaald. Zoek straks nog eens als u niet vindt wat u zoekt."]
    problems = state.answer.problems if isinstance(state.answer, TitlesFetched) else ()
    return [SILENT] if state.status is Status.FAILED or problems else []


def _remember() -> None:
    asked = "".join(letter for letter in st.session_state[_FIELD] if letter.isprintable())
    kit.put_in_address(zoek=asked.strip(), bron="", keuze="", aangeleverd="")
