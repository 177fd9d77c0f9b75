"""Shows who changed what in the agenda, when and why, and puts something back as a draft; whether it may, the door decides."""

import streamlit as st

from dashboard import data, kit, once, render
from dashboard.once import Slip
from dashboard.pages import HISTORY, REVIEW, Links, Visit
from dashboard.review.past import words
from etl.door.actors import Actor
from etl.door.changes import PutBack
from etl.door.refusals import Refused
from indicators.agenda.problems import AgendaError

SHOWN, ALL = 15, 200
"""Publications that are read at once: each takes a moment, and all of them are one press away."""
_SAID = "past: said"


def show(who: Actor, visit: Visit) -> None:
    """The newest publications, of everything or of one indicator; with names for who works on the agenda."""
    links, indicator = visit.links, visit.wanted("indicator")
    _said(links)
    past = data.past(ALL if visit.wanted("toon") == "alles" else SHOWN)
    if past is None:
        kit.lead(words.NO_HISTORY)
        if who.role.may_edit:
            kit.lead(words.START)
            st.code(words.COMMAND, language=None)
        return
    with_names = who.role.may_write
    found = [words.published(each, with_names=with_names, indicator=indicator)
             for each in past.publications if words.is_about(each, indicator)]  # fmt: skip
    if chosen := next((each for each in found if each.commit == visit.wanted("open") and each.can_go_back), None):
        _put_back(who, chosen)
    with kit.card("geschiedenis", "Wat er is gepubliceerd"):
        if not found:
            kit.lead("Hier is nog niets aan gewijzigd, zover als het is bewaard.")
        backs = [
            links.to(HISTORY, "Dit terugzetten", indicator=indicator, open=each.commit)
            if who.role.may_edit and each.can_go_back
            else None
            for each in found
        ]
        kit.show(render.render("review/past.html", publications=list(zip(found, backs, strict=True))))
        if past.has_more:
            kit.link(links.to(HISTORY, "Toon alles", indicator=indicator, toon="alles"))


def _put_back(who: Actor, chosen: words.Published) -> None:
    with kit.card("terugzetten", "Terugzetten"):
        kit.lead(
            f"U zet terug wat op {chosen.when} is gepubliceerd. Dat wordt eerst een concept; u bekijkt het voordat het geldt."
        )
        given = once.slip(f"terugzetten {chosen.commit}", who, data.desk().version)
        name = "Maak een concept om dit terug te zetten"
        if st.button(name, key=given.key, type="primary", disabled=not who.role.may_edit):
            _put_back_now(given, chosen.commit)
            st.rerun()


def _put_back_now(given: Slip, commit: str) -> None:
    try:
        written = once.hand_in(given, PutBack(commit=commit))
    except (Refused, AgendaError) as refused:
        st.session_state[_SAID] = (str(refused), "")
    else:
        st.session_state[_SAID] = ("", ",".join(written.drafts))
        kit.put_in_address(open="")


def _said(links: Links) -> None:
    """What putting back did in the run before, once."""
    said: tuple[str, str] | None = st.session_state.pop(_SAID, None)
    if said is None:
        return
    problem, drafts = said
    if problem:
        kit.outcome("Niet gelukt.", problem)
        return
    kit.outcome("Concept gemaakt.", "Bekijk wat het verandert; na publiceren is het teruggezet.")
    kit.link(links.to(REVIEW, "Bekijk en publiceer", concept=drafts))
