"""Shows the whole file for who knows how it is written, what is wrong in it at which line, and what it would change."""

import streamlit as st

from dashboard import agendas, kit, once, render
from dashboard.once import Slip
from dashboard.pages import EDITING, HISTORY, REVIEW, Links
from dashboard.review.pieces import show_effects, why_closed
from dashboard.review.whole.words import keys_by_part
from etl.door.actors import Actor
from etl.door.changes import SaveWhole
from etl.door.desk import Desk
from etl.door.proposal import proposal_of_text
from etl.door.refusals import Refused
from indicators.agenda.problems import AgendaError

OPEN = "bestand"
"""What the address says when somebody wants to see it: a page does not bring a whole file for nothing."""
_SAID = "file: said"


def whole_file(desk: Desk, who: Actor, links: Links) -> None:
    """The text in a form of its own, with the keys there are; what it changes when that is asked."""
    why = _why_closed(desk, who)
    told = "Wat u hier bewaart, geldt meteen; bekijk eerst wat het verandert."
    kit.top("Het bestand zelf", why or f"Voor wie weet hoe het is geschreven. {told}")
    if said := st.session_state.pop(_SAID, ""):
        kit.outcome("Niet gelukt." if said != "Bewaard." else said, "Lezers zien het nu." if said == "Bewaard." else said)
        kit.link(links.to(HISTORY, "Bekijk de geschiedenis"))
    if desk.problem:
        kit.lead("In het bestand staat een fout. Zolang die er is, blijft de vorige versie te zien.")
        kit.show(render.bullets(map(str, desk.problem.problems)))
    if why:
        kit.link(links.to(EDITING, EDITING.title))
        return
    kit.show(render.folded("Welke velden zijn er?", render.facts(keys_by_part())))
    given = once.slip("bestand", who, desk.version)
    with st.form(given.key, border=False):  # what was pressed on another version is not this
        text = st.text_area("Het bestand van de agenda", value=desk.text, key=f"tekst {desk.version}", height=600)
        asked = "bijvoorbeeld: tikfout hersteld"
        reason = st.text_input("Waarom wijzigt u dit?", key=f"reden {desk.version}", placeholder=asked)
        is_looked_at = st.form_submit_button("Bekijk wat het verandert")
        is_saved = st.form_submit_button("Bewaren en publiceren", type="primary")
    if is_saved:
        _save(given, text, reason)
        st.rerun()
    if is_looked_at and text == desk.text:
        kit.announced("Er is niets veranderd.")
    elif is_looked_at:
        show_effects(proposal_of_text(desk, text, agendas.agenda_path().name))


def way_to_file(desk: Desk, who: Actor, links: Links, text: str, *, or_else: str = "") -> None:
    """A link for who may change the whole file; for who may not, what to do instead."""
    if not _why_closed(desk, who):
        kit.link(links.to(REVIEW, text, open=OPEN))
    elif or_else:
        kit.lead(or_else)


def _why_closed(desk: Desk, who: Actor) -> str:
    return why_closed(SaveWhole(text="", reason=""), desk, who)


def _save(given: Slip, text: str, reason: str) -> None:
    try:
        once.hand_in(given, SaveWhole(text=text, reason=reason))
    except (Refused, AgendaError) as refused:
        st.session_state[_SAID] = str(refused)
    else:
        st.session_state[_SAID] = "Bewaard."
