"""Compare municipalities on one indicator, and choose another municipality for the whole databook."""

import streamlit as st

from dashboard import data, failures
from dashboard import kit as components
from dashboard import render as markup
from dashboard.book.databook import merge_breaks
from dashboard.comparison import lines as comparing
from dashboard.comparison import pieces as council
from dashboard.comparison.chart import compare_chart
from dashboard.downloads import buttons as downloads
from dashboard.downloads.tables import comparison_export

book = data.databook(st.query_params.get("gemeente"))
wanted = st.query_params.get("indicator") or next(row.indicator.id for row in book.rows if row.last or row is book.rows[-1])
row = book.row(wanted)
if row is None:
    failures.unknown_indicator(wanted)
    for known in book.rows:
        components.indicator_link(known)
    st.stop()

indicator, judged = row.indicator, book.judged[row.indicator.id]
names = comparing.choices(book.figures, book.code, len(book.peers.codes))
chosen = comparing.read_choice(st.query_params.get("gemeenten"), book.code, names)
lines = comparing.gather_lines(indicator, (book.code, book.name), chosen.codes, book.figures, judged)
band = judged.band if comparing.GROUP in chosen.codes else ()
title = f"{indicator.name}: gemeenten vergeleken"

with st.container(key="paginakop", gap="xsmall"):
    components.title("Vergelijken")
    components.lead(f"{book.name} naast andere gemeenten, op één indicator.")
components.notices(book)
council.comparison_choice(book, indicator, chosen.codes, names)
if chosen.problem:
    council.remark("Let op.", chosen.problem)

with components.card("vergelijking", indicator.name):
    components.lead(downloads.what_is_counted(indicator))
    if any(line.series.points for line in lines):
        restarts = [cut.first for cut in merge_breaks(indicator.breaks) if not cut.is_special]
        key = f"vergelijken {indicator.id} {chosen.codes}"
        spec = data.chart_spec(book, key, lambda: compare_chart(lines, band, indicator, restarts))
        st.vega_lite_chart(spec=spec, theme=None, alt=comparing.describe(lines, indicator))
        about = downloads.caption(book, indicator, title=title, key=council.comparison_key(band, lines), shows_norm=False)
        components.small(about.key, about.source)
        headers, figures = comparing.figures_table(lines, indicator)
        table = markup.table(headers, figures, caption=f"{indicator.name}, {indicator.unit}")
        st.html(markup.folded("Cijfers als tabel", table))
        compared = [(line.name, "" if line.code == comparing.GROUP else line.code, line.series) for line in lines]
        name = f"vergelijking-{indicator.id}"
        downloads.buttons(name, lambda: comparison_export(book, indicator, compared), lambda: spec, lambda: about)
    if missing := comparing.without_figures(lines):
        components.lead(missing)
    components.small(comparing.norm_remark(indicator, book.figures.names.get(book.agenda.info.municipality, "")))

council.municipality_choice(book)
