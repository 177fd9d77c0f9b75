"""One indicator: the answers, its course, comparable municipalities, its databoek, every figure and where it came from."""

import streamlit as st

from dashboard import data, failures, kit
from dashboard.downloads import buttons
from dashboard.indicator import pieces, words
from dashboard.pages import INDICATOR

visit = kit.visit()
book, links, name = data.databook(visit.municipality), visit.links, visit.wanted("indicator")
row = book.row(name)
if row is None:
    known = [links.to(INDICATOR, each.indicator.name, indicator=each.indicator.id) for each in book.rows]
    failures.unknown(failures.INDICATOR, name, known)
    st.stop()

data.drawn(book, pieces.top, links, name)
kit.notices(book, links)
data.drawn(book, pieces.findings, visit.links, name)

with kit.card("verloop", words.latest(row)):
    if row.last is None:
        kit.lead(words.no_figures(row))
    else:
        chosen = pieces.chosen_layers(book, name, visit)
        data.drawn(book, pieces.course, name, chosen)

data.drawn(book, pieces.surroundings, links, name)

if row.last is not None:
    left, right = st.columns(2)
    with left, kit.card("cijfers", "Alle cijfers"):
        data.drawn(book, pieces.figures, name)
        buttons.of_indicator(book, row, chosen)
    with right:
        data.drawn(book, pieces.origin, name)

data.drawn(book, pieces.beside, links, name)
