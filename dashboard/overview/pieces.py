"""Streamlit pieces that show the answers: on the overview, and of one indicator with the numbers and the method behind them."""

from collections.abc import Sequence

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard import render as markup
from dashboard.book.databook import Row
from dashboard.data import Databook
from dashboard.indicator import reasoning
from dashboard.indicator import words as sheets
from dashboard.indicator.group_chart import group_chart, group_picture
from dashboard.indicator.trend import told as chart_captions
from dashboard.indicator.trend.gather import interventions_of
from dashboard.look import questions as methods
from dashboard.look import tags as markup_answers
from indicators.methods.assessment import Assessment
from indicators.methods.attention import by_attention, count_statuses, most_urgent
from indicators.methods.change import ChangeStatus, count_flags
from indicators.wording.answers import say_flags
from indicators.wording.attention import say_attention
from indicators.wording.questions import ask

NORM, TREND = "Wordt de norm gehaald?", "Is er een duidelijke lijn?"
CHANGE, COMPARISON = "Is het laatste cijfer opvallend?", "En vergelijkbare gemeenten?"


def stand(book: Databook) -> None:
    """Per ambition how many indicators have each status; never one score."""
    cards = []
    for ambition in book.agenda.ambitions:
        judged = [book.judged[indicator.id].assessment for indicator in ambition.indicators]
        cards.append((ambition.theme, count_statuses(judged)))
    st.html(markup_answers.stand_cards(cards))


def attention(book: Databook) -> None:
    """Up to three indicators that are off the norm, with the facts, and how many changes stand out."""
    with components.card("aandacht", "Dit vraagt aandacht"):
        urgent = most_urgent(_assessments(book))
        for assessment in urgent:
            row = book.row(assessment.indicator)
            if row is not None:
                said = markup.paragraph(say_attention(row.indicator, assessment), style="feit")
                st.html(f"<p>{components.indicator_words(row)}</p>{said}")
        if not urgent:
            components.lead("Van de indicatoren die we kunnen beoordelen, ligt er nu geen achter op de norm.")
        if flags := _flags(book):
            components.small(flags)


def sorted_rows(rows: Sequence[Row], book: Databook) -> list[Row]:
    """What asks attention first on top."""
    by_id = {row.indicator.id: row for row in rows}
    return [by_id[assessment.indicator] for assessment in by_attention(book.judged[each].assessment for each in by_id)]


def cards(book: Databook, row: Row) -> None:
    """The four answers, each with its status, its sentences and what would be needed to say more."""
    judged = book.judged[row.indicator.id]
    found, said = judged.assessment, judged.answers
    flags = _flags(book) if found.change.status is ChangeStatus.NOTABLE else ""
    st.html(
        markup_answers.answer_cards(
            [
                (NORM, found.norm.status, said.norm, ""),
                (TREND, found.trend.status, said.trend, ""),
                (CHANGE, found.change.status, said.change, flags),
                (COMPARISON, found.comparison.status, said.comparison, ""),
            ]
        )
    )


def method(book: Databook, row: Row) -> None:
    """The numbers behind each answer and how it was reached, for who wants to check it."""
    judged = book.judged[row.indicator.id]
    parts = (
        (NORM, reasoning.norm_facts(row, judged), methods.NORM),
        (TREND, reasoning.trend_facts(row, judged.assessment.trend), methods.TREND),
        (CHANGE, reasoning.change_facts(row, judged.assessment.change), methods.CHANGE),
        (COMPARISON, reasoning.comparison_facts(row, judged), methods.COMPARISON),
    )
    said = (
        markup.subheading(question) + markup.facts(facts) + markup.paragraph(*texts, style="uitleg")
        for question, facts, texts in parts
    )
    st.html(markup.folded("Hoe komen we hieraan?", "".join(said)))


def comparable(book: Databook, row: Row) -> None:
    """The comparable municipalities in one year: a dot for each, and who they are and why."""
    judged, indicator = book.judged[row.indicator.id], row.indicator
    picture = group_picture(
        judged.assessment.comparison, judged.members, book.name, unit=indicator.unit, decimals=indicator.decimals
    )
    year = f", {picture.year}" if picture else ""
    with components.card("groep", f"Vergelijkbare gemeenten{year}"):
        if picture is None:
            components.lead(judged.answers.comparison.text)
        else:
            spec = data.chart_spec(book, f"groep {indicator.id}", lambda: group_chart(picture))
            st.vega_lite_chart(spec=spec, theme=None, alt=chart_captions.group_alt(picture, indicator))
        components.small(chart_captions.chosen_on(book.peers, book.figures.names))
        if picture is not None:
            headers, lines = sheets.group_figures(picture)
            table = markup.table(headers, lines, caption=f"{indicator.name} in {picture.year}", numeric=[1])
            st.html(markup.folded("Cijfers per gemeente", table))


def questions(book: Databook, row: Row) -> None:
    """Two or three questions worth asking, when the indicator is off course or has no figures."""
    aimed = () if book.is_guest else interventions_of(book.agenda, row.indicator)
    asked = ask(row.indicator, book.judged[row.indicator.id].assessment, aimed, book.today)
    if asked:
        with components.card("vragen", "Vragen om te stellen"):
            st.html(markup_answers.numbered(asked))


def _assessments(book: Databook) -> list[Assessment]:
    return [judged.assessment for judged in book.judged.values()]


def _flags(book: Databook) -> str:
    """How many changes stand out next to what chance gives; empty when none stands out."""
    counted = count_flags(assessment.change for assessment in _assessments(book))
    return say_flags(counted) if counted.notable else ""
