"""Asks what to call a new indicator, and keeps it as a draft when somebody says so; what may be, the door decides."""

from collections.abc import Mapping

import streamlit as st

from dashboard import actor, kit, once
from dashboard.adding.asked.pieces import answer_to
from dashboard.adding.naming import described
from dashboard.adding.naming.described import Basis
from dashboard.adding.naming.saving import Kept, NewIndicator, keep, taken_ids
from dashboard.agendas import here
from dashboard.once import Slip
from dashboard.pages import EDIT, REVIEW, Links
from dashboard.render import render
from etl.catalogue.offered import FoundFigures
from etl.door.desk import Desk
from etl.door.questions import LookUp
from etl.door.refusals import Refused
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError
from indicators.wording.numbers import listing

_WIDTH = 640
_SAID, _KEPT = "toevoegen-ingevuld", "toevoegen-bewaard"
_WAITS, _WRONG = "toevoegen-wacht", "toevoegen-niet-bewaard"
"""What was pressed and waits until its figures are checked, and why it is not kept."""


def naming(basis: Basis, desk: Desk, agenda: Agenda, links: Links, file: tuple[str, bytes] | None = None) -> None:
    """A few fields with an example each, the fixed name, and the button that keeps it."""
    asks_holder = described.needs_holder(basis.chosen, agenda)
    _begin(basis)
    said = basis.starts() | _said()
    before: Kept | None = st.session_state.get(_KEPT)
    with kit.card("naam", "Geef het een naam"):
        kit.lead(f"In de bron heet dit: {basis.name}. Lezers zien uw woorden.")
        _fields(said, {each.id: each.theme for each in agenda.ambitions}, asks_holder=asks_holder)
        made = described.id_for(said.get(described.NAME, ""), taken_ids(desk, before))
        if made:
            kit.small(f"De vaste naam in de agenda wordt: {made}. Die verandert later niet, de naam wel.")
        given = once.slip("bewaar-concept", actor.asking(), desk.version)
        if st.button("Bewaar als concept", type="primary", key=given.key):
            problem = _not_yet(said, made, asks_holder=asks_holder)
            st.session_state[_WAITS], st.session_state[_WRONG] = (None if problem else given), problem
        if wrong := st.session_state.pop(_WRONG, ""):
            kit.outcome("Nog niet bewaard.", wrong)
        waiting: Slip | None = st.session_state.get(_WAITS)
        if waiting:
            _keep(waiting, basis, said, made, agenda, file)
        _outcome(links)


def _begin(basis: Basis) -> None:
    """Another table or file, after something was kept, is another indicator: nothing of the one before goes with it."""
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept and described.origin_of(kept.chosen) != described.origin_of(basis.chosen):
        for key in (_SAID, _KEPT, _WAITS, _WRONG):
            st.session_state.pop(key, None)


def _fields(said: Mapping[str, str], ambitions: Mapping[str, str], *, asks_holder: bool) -> None:
    for name in described.TEXTS:
        _text(name, said)
    if asks_holder:
        _text(described.HOLDER, said)
        _text(described.LICENCE, said)
    with st.container(horizontal=True, key="naam-keuzes", gap="small", vertical_alignment="bottom"):
        _list(described.AMBITION, ambitions, said)
        _list(described.DECIMALS, {each: each for each in described.DECIMAL_CHOICES}, said)
        _list(described.KIND, described.KINDS, said)
    key = _key(described.DIRECTION)
    kit.put_in_field(key, said[described.DIRECTION] or None)
    st.segmented_control(
        described.LABELS[described.DIRECTION],
        list(described.DIRECTIONS),
        format_func=described.DIRECTIONS.__getitem__,
        key=key,
        on_change=_remember,
        args=(described.DIRECTION, key),
    )


def _text(name: str, said: Mapping[str, str]) -> None:
    key = _key(name)
    kit.put_in_field(key, said.get(name, ""))
    st.text_input(described.LABELS[name], key=key, on_change=_remember, args=(name, key), max_chars=600, width=_WIDTH)


def _list(name: str, texts: Mapping[str, str], said: Mapping[str, str]) -> None:
    key, chosen = _key(name), said.get(name, "")
    kit.put_in_field(key, chosen if chosen in texts else None)
    st.selectbox(
        described.LABELS[name],
        list(texts),
        index=None,
        format_func=texts.__getitem__,
        key=key,
        on_change=_remember,
        args=(name, key),
        placeholder="Kies",
        width=300,
    )


def _key(name: str) -> str:
    return f"nieuw-{name}"


def _said() -> dict[str, str]:
    """What was filled in on this page so far; it stays while somebody chooses other figures."""
    said: dict[str, str] = st.session_state.setdefault(_SAID, {})
    return said


def _remember(name: str, key: str) -> None:
    _said()[name] = st.session_state.get(key) or ""


def _not_yet(said: Mapping[str, str], made: str, *, asks_holder: bool) -> str:
    """What has to be filled in first; empty when nothing is left."""
    if left := described.missing(said, asks_holder=asks_holder):
        return f"Vul nog in: {listing(left)}."
    return "" if made else "In deze naam staat geen letter of cijfer. Kies een andere naam."


def _keep(given: Slip, basis: Basis, said: Mapping[str, str], made: str, agenda: Agenda, file: tuple[str, bytes] | None) -> None:
    """Once its figures passed the check of a refresh, with the unit that it has by now: the unit tells what a figure can be."""
    asked = LookUp(chosen=basis.chosen, unit=said.get(described.UNIT, "").strip(), file_of=basis.file_of)
    state = answer_to(asked, what="De cijfers worden nagekeken.")
    if state is None:
        return
    del st.session_state[_WAITS]
    if isinstance(state.answer, FoundFigures) and state.answer.refusals:
        st.session_state[_WRONG] = " ".join((*state.answer.refusals, "Kies andere cijfers, of een eenheid die erbij past."))
        st.rerun()
    chosen = described.with_holder(basis.chosen, said.get(described.HOLDER, ""), said.get(described.LICENCE, ""))
    new = NewIndicator(chosen=chosen, described=described.described(said, made), within=said[described.AMBITION], file=file)
    try:
        st.session_state[_KEPT] = keep(new, agenda, once.spend(given), here(), st.session_state.get(_KEPT))
    except (Refused, AgendaError) as refused:
        st.session_state[_WRONG] = str(refused)
    st.rerun()


def _outcome(links: Links) -> None:
    """Where to go from here, once it is kept."""
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None:
        return
    ways = [
        links.to(REVIEW, "Bekijk wat er verandert en publiceer", concept=",".join(kept.drafts)),
        links.to(EDIT, "Vul eerst een norm en een nulmeting in", indicator=kept.id),
    ]
    kit.show(render("adding/kept.html", text=f"Bewaard als concept: {kept.id}.", ways=ways))
