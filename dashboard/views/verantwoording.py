"""Where the figures come from and how that went, how we judge, what we cannot say, and how accessible and private this is."""

from itertools import groupby

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard import render as markup
from dashboard.accountability import words as about
from dashboard.overview import words as captions

book = data.databook(st.query_params.get("gemeente"))
report = data.calibration()

with st.container(key="paginakop", gap="xsmall"):
    components.title("Verantwoording")
    components.lead("Waar de cijfers vandaan komen, hoe we oordelen en wat dit databoek niet kan zeggen.")
components.notices(book)

with components.card("bronnen", captions.fetched_of(book.sources)):
    components.sources_table(book.sources)

if missing := sorted((row for row in book.rows if row.last is None), key=captions.why_missing):
    with components.card("zonder", f"Nog zonder cijfers: {captions.indicators(len(missing))}"):
        for reason, rows in groupby(missing, key=captions.why_missing):
            components.lead(reason)
            with st.container(gap="xsmall"):
                for row in rows:
                    components.indicator_link(row)

with components.card("runs", "Wanneer er is opgehaald"):
    components.runs_table(book.runs)

with components.card("methoden", "Hoe we oordelen"):
    components.lead("Elk antwoord staat op zichzelf; we tellen ze nooit op tot één cijfer.")
    for question, texts in about.ANSWERS:
        st.html(markup.subheading(question) + markup.paragraph(*texts, style="uitleg"))
    if figures := about.key_figures(report):
        table = markup.table(["Wat", "Gemeten"], figures, caption="Kerncijfers uit docs/calibratie.md", numeric=[1])
        label = f"Hoe goed kloppen de methoden? Gemeten op {about.measured_on(report)}"
        st.html(markup.folded(label, markup.paragraph(about.CALIBRATED) + table))

with components.card("grenzen", "Wat dit databoek niet kan zeggen"):
    st.html(markup.bullets(about.LIMITS))

with components.card("toegankelijk", "Toegankelijkheid"):
    components.lead(about.access_statement())
    st.html(markup.subheading("Wat nog niet goed is") + markup.bullets(about.ACCESS_GAPS))

with components.card("privacy", "Privacy"):
    components.lead(about.PRIVACY)

with components.card("contact", "Vragen of een fout gezien?"):
    if contact := about.contact_facts(book.agenda.info.contact):
        st.html(markup.facts(contact))
    else:
        components.lead(about.NO_CONTACT)
