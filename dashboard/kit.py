"""Small Streamlit pieces that pages are built of; they show what they are given and look nothing up."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import pages as links
from dashboard import render as markup
from dashboard.book.databook import Row
from dashboard.book.judged import Judged
from dashboard.data import Databook
from dashboard.indicator import provenance as origins
from dashboard.indicator import words as sheets
from dashboard.look.notation import count
from indicators.agenda.model import Ambition, Indicator
from indicators.agenda.problems import AgendaError

OVERVIEW, INDICATOR, SOURCES = "views/overzicht.py", "views/indicator.py", "views/verantwoording.py"
AMBITION = "views/ambitie.py"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!:$~|<>])")


def stylesheet() -> None:
    """What the theme cannot say."""
    st.html(Path(__file__).with_name("style.css"))


def plain(text: str) -> str:
    """Text from the agenda or a source as itself, where Streamlit would read markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def title(text: str) -> None:
    """The one main heading of a page."""
    st.title(plain(text), anchor=False)


def heading(text: str) -> None:
    """A heading of a part of the page."""
    st.header(plain(text), anchor=False)


def lead(text: str) -> None:
    """Running text in secondary ink under a heading."""
    st.html(markup.paragraph(text))


def notices(book: Databook) -> None:
    """What holds for every page: this is an example; the agenda on the disk has mistakes."""
    own = book.figures.names.get(book.agenda.info.municipality, book.agenda.info.municipality)
    if book.is_guest:
        guest_notice(book, own)
    if book.agenda.info.is_example:
        text = f"De cijfers zijn echt; de normen, partners en interventies zijn verzonnen en niet door {own} vastgesteld."
        st.html(markup.notice("Voorbeeld.", text))
    if book.problem:
        wrong = count(len(book.problem.problems), "fout", "fouten")
        text = f"In de nieuwe versie van de agenda staat nog {wrong}. U ziet de vorige versie, tot dat is hersteld."
        st.html(markup.notice("Agenda.", text, tone="rustig"))
        st.html(markup.folded("Wat er in de agenda niet klopt", problems(book.problem)))


def problems(error: AgendaError) -> str:
    """Every mistake with its line and remedy, as HTML."""
    lines = [[str(item.line or "–"), item.address or "–", item.text, item.remedy] for item in error.problems]
    return markup.table(["Regel", "Waar", "Wat", "Wat te doen"], lines, caption="Fouten in de agenda")


def indicator_link(row: Row) -> None:
    """Link to an indicator, within the app."""
    st.page_link(INDICATOR, label=plain(row.indicator.name), query_params=kept(indicator=row.indicator.id))


def indicator_words(row: Row, label: str = "{name}") -> str:
    """The same as HTML; `{name}` in the label stands for the name of the indicator."""
    return links.link(INDICATOR, label.format(name=row.indicator.name), kept(indicator=row.indicator.id))


def kept(**parameters: str) -> dict[str, str]:
    """Parameters of a link, with the municipality that the reader chose."""
    chosen = st.query_params.get("gemeente")
    return parameters | ({"gemeente": chosen} if chosen else {})


def keep_municipality(own: str) -> None:
    """The menu's links know no parameters: what was chosen in this visit comes back to the address on the next page.

    Our own municipality is what an address without one means: choosing it ends the choice.
    """
    chosen = st.query_params.get("gemeente")
    if chosen == own:
        del st.query_params["gemeente"]
        st.session_state.pop("gemeente", None)
    elif chosen:
        st.session_state["gemeente"] = chosen
    elif remembered := st.session_state.get("gemeente"):
        st.query_params["gemeente"] = remembered


def guest_notice(book: Databook, own: str) -> None:
    """Another municipality is shown: whose norms these are, and the way back."""
    text = f"U ziet de cijfers van {book.name}. De normen zijn van {own}, niet van {book.name}."
    st.html(markup.notice("Andere gemeente.", text, tone="rustig"))
    st.page_link(OVERVIEW, label=plain(f"Terug naar {own}"), query_params={"gemeente": book.agenda.info.municipality})


def ambition_link(ambition: Ambition, label: str = "") -> None:
    """Link to the page of an ambition, within the app."""
    st.page_link(AMBITION, label=plain(label or ambition.theme), query_params=kept(ambitie=ambition.id))


def breadcrumb(*steps: str) -> None:
    """The way back to the overview, past these steps as HTML."""
    st.html(links.trail(links.link(OVERVIEW, "Overzicht", kept()), *steps))


def ambition_words(ambition: Ambition, label: str = "") -> str:
    """HTML that leads to the page of an ambition."""
    return links.link(AMBITION, label or ambition.theme, kept(ambitie=ambition.id))


def ambition_card(ambition: Ambition, rows: Sequence[Row], years: tuple[int, int], judged: Mapping[str, Judged]) -> None:
    """An ambition with a line for each of its indicators."""
    with st.container(gap=None, key=f"kop-{ambition.id}"):
        heading(ambition.theme)
        more = ambition_words(ambition, f"Meer over {ambition.theme}")
        st.html(f"{markup.paragraph(ambition.ambition)}<p>{more}</p>")
    indicator_rows(rows, years, judged)


def indicator_rows(rows: Sequence[Row], years: tuple[int, int], judged: Mapping[str, Judged]) -> None:
    """A line for each indicator: name, latest figure, small picture, norm and answer."""
    cells = [markup.row_cells(row, years, judged[row.indicator.id].assessment) for row in rows]
    st.html(markup.rows(zip(map(indicator_words, rows), cells, strict=True)))


def small(*texts: str) -> None:
    """Key and source lines."""
    st.html(markup.paragraph(*texts, style="klein"))


@contextmanager
def card(key: str, name: str) -> Iterator[None]:
    """A white card with a heading; fill it in a with block."""
    with st.container(border=True, key=f"kaart-{key}"):
        heading(name)
        yield


def facts_card(key: str, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    """A card with labelled facts."""
    with card(key, name):
        st.html(markup.facts(pairs))


def figures_table(row: Row) -> None:
    """Every figure with its period and status, newest first."""
    headers, lines = sheets.figures(row)
    st.html(markup.table(headers, lines, caption=f"{row.indicator.name}, {row.indicator.unit}", numeric=[1, 2]))


def provenance(indicator: Indicator, lineage: pd.DataFrame, observations: pd.DataFrame) -> None:
    """The address of every figure: where it was read, how it was calculated, and what was revised."""
    for address in origins.addresses(lineage):
        st.html(markup.subheading(address.heading) + markup.facts(address.facts))
    if origins.is_calculated(indicator):
        headers, lines = origins.calculations(lineage, indicator, observations)
        st.html(markup.table(headers, lines, caption=origins.formula(indicator), numeric=range(1, len(headers))))
    else:
        small("Het cijfer staat zo in de bron; er is niets aan gerekend.")
    if earlier := origins.revisions(lineage):
        headers = ["Jaar", "Wat", "Eerder cijfer", "Gold tot"]
        st.html(markup.table(headers, earlier, caption="Door de bron herzien", numeric=[2]))


def sources_table(sources: pd.DataFrame) -> None:
    """All sources with how the last fetch went."""
    headers, lines = sheets.sources(sources)
    st.html(markup.table(headers, lines, caption="Bronnen van de agenda"))


def runs_table(runs: pd.DataFrame) -> None:
    """The latest refreshes."""
    headers, lines = sheets.runs(runs)
    st.html(markup.table(headers, lines, caption="Laatste verversingen"))
