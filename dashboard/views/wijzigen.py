"""One thing of the agenda, to change field by field, or the name of a new one."""

import streamlit as st

from dashboard import data, kit
from dashboard.editing import pieces
from dashboard.editing.form.pieces import thing_form
from dashboard.pages import EDIT
from dashboard.review.pieces import show_effects

visit = kit.visit()
actor = pieces.writer(EDIT)
desk = pieces.stored(EDIT) if actor else None
if actor and desk:
    new = pieces.new_kind(visit)
    if not pieces.may_change(desk, actor, None if new else pieces.thing_of(visit)):
        pieces.not_theirs(actor, visit.links)
    elif new:
        pieces.new_thing(desk, actor, new)
    else:
        draft = thing_form(desk, actor, visit.links, pieces.thing_of(visit))
        if draft and st.button("Laat zien wat dit verandert", key="verandert"):
            show_effects(data.proposal(desk, desk.with_sources(draft)))
