"""For comparison only: an overview of 28 separate Altair charts, built at every rerun; benchmarks/speed/load.py serves it."""

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import data

CHARTS = 28
END = "einde van 28 grafieken"


def overview() -> None:
    """Every indicator's course as a chart of its own; those without figures are replaced by another's."""
    st.title("Overzicht")
    with_figures = [row for row in data.databook().rows if row.last]
    for number in range(CHARTS):
        row = with_figures[number % len(with_figures)]
        name, picture = st.columns([0.3, 0.7])
        name.write(row.indicator.name)
        frame = pd.DataFrame(
            {"jaar": [point.year for point in row.series.points], "waarde": [point.value for point in row.series.points]}
        )
        chart = (
            alt.Chart(frame, height=60).mark_line(point=True).encode(x="jaar:Q", y=alt.Y("waarde:Q", scale=alt.Scale(zero=False)))
        )
        picture.altair_chart(chart, key=f"grafiek-{number}")
    st.caption(END)  # the charts themselves are sent by hash from the second time on, so a reader could not see them come


def begin() -> None:
    """Somewhere to click from."""
    st.title("Begin")
    st.page_link(_overview, label="Naar het overzicht")


st.set_page_config(page_title="28 grafieken", layout="wide")
_overview = st.Page(overview, title="Overzicht", default=True)
st.navigation([_overview, st.Page(begin, title="Begin", url_path="begin")], position="hidden").run()
