"""What changed since a date: judgements then and now, new and revised figures, and norms."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.changed import pieces as markup_changes
from dashboard.changed import words as change_words
from dashboard.changed.since import read_since
from dashboard.comparison import pieces as council
from dashboard.downloads import buttons as downloads
from dashboard.downloads.tables import changes_export
from dashboard.indicator import words as sheets

book = data.databook(st.query_params.get("gemeente"))
meetings = book.agenda.info.council_meetings
since = read_since(st.query_params.get("sinds", ""), meetings, book.today)
name = change_words.since_in_words(since.on, meetings)
carried = components.kept()

with st.container(key="paginakop", gap="xsmall"):
    components.title("Wat is er veranderd?")
    components.lead(f"Sinds {name}, in {book.name}")
components.notices(book)
council.since_choice(since, [day for day in meetings if day < book.today])

with st.spinner("We beoordelen opnieuw de cijfers van toen…"):
    earlier = data.earlier(book, since.on)
changes = data.changes(book, earlier, since.on)
if limits := change_words.how_far_back(earlier.moment, since.on, book.today):
    council.remark("Let op.", limits)
if changes.are_none:
    components.lead(change_words.nothing(name))
    st.stop()

st.html(markup_changes.counted(changes))
if changes.judgements:
    with components.card("oordelen", "Gewijzigde oordelen"):
        st.html(markup_changes.judgements(changes.judgements, carried))
        components.small(change_words.SAME_AGENDA)
if changes.new:
    with components.card("nieuw", "Nieuwe cijfers"):
        st.html(markup_changes.new_figures(changes.new, carried))
if changes.revised:
    with components.card("herzien", "Herziene cijfers"):
        st.html(markup_changes.revised_figures(changes.revised, carried))
if changes.norms:
    with components.card("normen", "Gewijzigde normen"):
        st.html(markup_changes.changed_norms(changes.norms, sheets.partner_names(book.agenda), carried))
downloads.buttons(f"veranderd-{book.code}", lambda: changes_export(book, changes, name))
