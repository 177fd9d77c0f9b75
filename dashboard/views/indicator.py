"""One indicator: the answers, its course, comparable municipalities, its databoek, every figure and where it came from."""

from functools import partial

import streamlit as st

from dashboard import data, failures
from dashboard import kit as components
from dashboard.downloads import buttons as downloads
from dashboard.indicator import pieces as parts
from dashboard.indicator.trend.gather import offered_layers
from dashboard.overview import choices
from dashboard.overview import words as captions

book = data.databook(st.query_params.get("gemeente"))
wanted = st.query_params.get("indicator", "")
row = book.row(wanted)
if row is None:
    failures.unknown_indicator(wanted)
    for known in book.rows:
        components.indicator_link(known)
    st.stop()

name = row.indicator.id
lineage = data.lineage(name, book.code)

data.drawn(book, f"{name}: kop", partial(parts.head, book, row))
components.notices(book)
data.drawn(book, f"{name}: antwoorden", partial(parts.findings, book, row))

with components.card("verloop", captions.latest(row)):
    if row.last is None:
        components.lead(captions.no_figures(row))
    else:
        chosen = choices.layers(offered_layers(data.picture(book, row)))
        data.drawn(book, f"{name}: verloop {sorted(chosen)}", partial(parts.course, book, row, lineage, chosen))

data.drawn(book, f"{name}: omgeving", partial(parts.surroundings, book, row))

if row.last is not None:
    left, right = st.columns(2)
    with left, components.card("cijfers", "Alle cijfers"):
        data.drawn(book, f"{name}: cijfers", partial(components.figures_table, row))
        downloads.of_indicator(book, row, lineage, chosen)
    with right:
        data.drawn(book, f"{name}: herkomst", partial(parts.origin, book, row, lineage))

data.drawn(book, f"{name}: buren", partial(choices.neighbours, book, row))
