"""Streamlit pieces with the figures of an intervention: charts, tables and a partner's own; they judge nothing."""

from functools import partial

import streamlit as st

from dashboard import data
from dashboard.data import Databook
from dashboard.interventions import effect_chart as effect_charts
from dashboard.interventions import effect_picture as pictures
from dashboard.interventions import markup as pieces
from dashboard.interventions.effect_facts import found_facts, method_facts
from dashboard.interventions.effects import Effect
from dashboard.interventions.pieces import indicator_link
from dashboard.interventions.portfolio import Entry
from dashboard.kit import lead, small
from dashboard.look.notation import unit_in_words
from dashboard.overview.words import source_line
from dashboard.render import facts, folded, subheading, table
from etl.own_files.process import ProcessReading
from indicators.agenda.model import Indicator

FIGURES_ON_PAPER = 5


def effect(book: Databook, entry: Entry, found: Effect) -> None:
    """What the figures say about one indicator, with both charts and the figures behind them."""
    st.html(pieces.answer(found))
    if pairs := found_facts(found):
        st.html(facts(pairs))
    row = book.row(found.indicator.id)
    own = row.series if row else book.figures.series(found.indicator.id, book.code)
    picture = pictures.effect_picture(entry.intervention, found, own, book.judged[found.indicator.id], book.name)
    if picture is None:
        small(f"Er zijn nog geen cijfers van {book.name} over dit onderwerp, dus ook geen grafiek.")
    else:
        _charts(book, f"{entry.intervention.id} {found.indicator.id}", picture)
        headers, lines = pictures.figure_lines(picture)
        caption = f"{found.indicator.name}, {unit_in_words(found.indicator.unit)}; * is voorlopig"
        st.html(folded("De cijfers in een tabel", table(headers, lines, caption=caption, numeric=range(1, len(headers)))))
    if pairs := method_facts(found, {each.id: each for each in book.agenda.interventions}, book.figures.names):
        st.html(folded("Hoe we dit hebben uitgerekend", facts(pairs)))
    small(_source(book, found.indicator))
    indicator_link(found.indicator, f"Alles over het cijfer {found.indicator.name}")


def _source(book: Databook, indicator: Indicator) -> str:
    lineage = data.lineage(indicator.id, book.code)
    return source_line(lineage, book.sources) if len(lineage) else ""


def _charts(book: Databook, name: str, picture: pictures.EffectPicture) -> None:
    course = data.chart_spec(book, f"verloop {name}", partial(effect_charts.course_chart, picture))
    st.vega_lite_chart(spec=course, theme=None, alt=pictures.course_alt(picture))
    small(pictures.course_key(picture))
    if picture.gaps:
        st.html(subheading("Het verschil met vergelijkbare gemeenten"))
        gap = data.chart_spec(book, f"verschil {name}", partial(effect_charts.gap_chart, picture))
        st.vega_lite_chart(spec=gap, theme=None, alt=pictures.gap_alt(picture))
        small(pictures.gap_key(picture))


def process(entry: Entry, reading: ProcessReading | None) -> None:
    """A partner's own figures on their own chart; they say what was done, not what changed for residents."""
    if reading is None or entry.intervention.process is None:
        lead("Er zijn nog geen eigen cijfers toegevoegd. Jaarcijfers zeggen niets over een kwartaal; deelnemers of bezoeken wel.")
        return
    name = entry.intervention.process.column
    if reading.problem or not reading.figures:
        lead(reading.problem or "In het bestand staan nog geen cijfers.")
        return
    spec = effect_charts.process_chart(reading.figures, name).to_dict()
    st.html(subheading(f"{name[0].upper()}{name[1:]}"))
    st.vega_lite_chart(spec=spec, theme=None, alt=pictures.process_alt(name, reading.figures))
    small(f"Bron: {entry.intervention.process.file}, van {entry.partner}. Deze cijfers tellen niet mee in het oordeel.")


def latest_figures(book: Databook, entry: Entry) -> None:
    """The newest figures of every indicator of the intervention, own and of comparable municipalities."""
    if not entry.effects:
        lead("Deze interventie heeft nog geen indicator van de agenda.")
    for found in entry.effects:
        own = book.figures.series(found.indicator.id, book.code)
        picture = pictures.effect_picture(entry.intervention, found, own, book.judged[found.indicator.id], book.name)
        if picture is None:
            small(f"{found.indicator.name}: er zijn nog geen cijfers van {book.name}.")
            continue
        headers, lines = pictures.figure_lines(picture)
        shown = lines[:FIGURES_ON_PAPER]
        star = "; * is voorlopig" if any("*" in line[0] for line in shown) else ""
        caption = f"{found.indicator.name}, {unit_in_words(found.indicator.unit)}{star}. {_source(book, found.indicator)}"
        st.html(table(headers, shown, caption=caption, numeric=range(1, len(headers))))
