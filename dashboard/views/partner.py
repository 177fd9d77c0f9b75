"""What is asked of a partner, with a place to answer it: decisions, remarks, figures of its own, norms."""

import streamlit as st

from dashboard import actor, agendas, data, kit
from dashboard.editing.pieces import closed
from dashboard.interventions.pieces import entries_of
from dashboard.interventions.ways import to_intervention
from dashboard.pages import DELIVERED, PARTNER
from dashboard.partner import pieces, tasks
from dashboard.render import bullets
from etl.door.desk import desk_of

visit, who = kit.visit(), actor.asking()
book, links = data.databook(), visit.links
partner = who.partner or (visit.wanted("partner") if who.role.may_edit else "")
if not who.role.may_write or (not partner and who.partner):
    closed(PARTNER)
    st.stop()
if partner not in book.partners:
    kit.title("Welke partner?")
    for id_, name in book.partners.items():
        kit.link(links.to(PARTNER, name, partner=id_))
    st.stop()

desk, entries = desk_of(agendas.here()), entries_of(book, partner)
drafts = [each for each in desk.drafts if each.partner == partner]
asked, near = tasks.to_decide(entries, book.today), tasks.coming(entries, book.today)
mine = tasks.indicators_of(book.agenda, partner)

with kit.head():
    kit.title(book.partners[partner])
    kit.lead(tasks.summary(asked, drafts, near))
kit.notices(book, links)
pieces.said()

if asked:
    with kit.card("besluiten", "Besluiten die nog ontbreken"):
        for each in asked:
            pieces.decision_form(each, desk)
if near:
    with kit.card("binnenkort", "Binnenkort"):
        kit.show(bullets(near))
if drafts:
    with kit.card("voorstellen", "Uw voorstellen"):
        pieces.waiting(drafts, desk)
if mine:
    with kit.card("toelichting", "Een toelichting bij een cijfer"):
        pieces.commentary_form(mine, book.partners[partner], desk)
    with kit.card("normen", "Normen"):
        pieces.norms(mine, partner, links, desk)
with kit.card("interventies", "Uw interventies"):
    for entry in entries:
        kit.link(to_intervention(links, entry.intervention))
        if entry.intervention.process:
            pieces.figure_form(entry.intervention, data.process_figures(entry.intervention), desk)
            sent = visit.wanted(DELIVERED) if visit.wanted("interventie") == entry.intervention.id else ""
            pieces.file_form(entry.intervention, sent, desk)
