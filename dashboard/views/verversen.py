"""Fetching the figures anew: for administrators, who see what each source gives and what was kept out."""

import streamlit as st

from dashboard import actor, data, kit
from dashboard.editing.pieces import closed
from dashboard.pages import ACCOUNTABILITY, REFRESHING
from dashboard.refreshing import pieces
from etl.door.actors import Role

visit = kit.visit()
if actor.asking().role is not Role.ADMINISTRATOR:
    closed(REFRESHING)
    st.stop()

known, jobs = data.known(), pieces.last_refreshes()
is_running = bool(jobs) and not jobs[0].has_ended
with kit.head():
    kit.title("Cijfers verversen")
    kit.lead("We vragen elke bron van de agenda of er iets nieuws is. Dat duurt een paar minuten; lezers merken er niets van.")
    kit.link(visit.links.to(ACCOUNTABILITY, "Bekijk wat elke bron eerder gaf", open="bronnen"))
pieces.start(is_running=is_running)
if jobs:
    with kit.card("stand", "De laatste verversing"):
        pieces.state(jobs[0])
    pieces.suspects(jobs[0])
else:
    kit.lead("Vanaf deze pagina is nog niet ververst.")
