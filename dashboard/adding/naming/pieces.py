"""Asks what to call a new indicator, and keeps it as a draft at every field; what may be, the door decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from dashboard import actor, kit, once
from dashboard.adding import words
from dashboard.adding.asked.pieces import answer_to
from dashboard.adding.naming import described
from dashboard.adding.naming.described import Basis
from dashboard.adding.naming.saving import ANYWHERE, Kept, NewIndicator, earlier, keep, taken_ids
from dashboard.agendas import here
from dashboard.once import Slip
from dashboard.pages import EDIT, REVIEW, Links
from dashboard.render import render
from etl.catalogue.choices import Chosen
from etl.catalogue.offered import FoundFigures
from etl.door.desk import Desk
from etl.door.questions import LookUp
from etl.door.refusals import Conflict, Refused
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError
from indicators.wording.numbers import listing

_WIDTH = 640
_PAGE = "toevoegen"


@dataclass
class _Window:
    """What this window knows of the one it is at, in one value: so a next press never comes between a write and its note.

    written: what was kept last; waits: what was pressed, until its figures are checked; wrong: why it is not done.
    """

    said: dict[str, str] = field(default_factory=dict)
    kept: Kept | None = None
    written: tuple[Chosen, dict[str, str]] | None = None
    waits: Slip | None = None
    wrong: str = ""
    is_done: bool = False


def naming(basis: Basis, desk: Desk, agenda: Agenda, links: Links, file: tuple[str, bytes] | None = None) -> None:
    """A few fields with an example each, kept at once, the fixed name, and the button that says that it is all there."""
    asks_holder = described.needs_holder(basis.chosen, agenda)
    window = _window(basis)
    has_resumed = _resume(window, basis, desk, agenda)
    said = basis.starts() | window.said
    with kit.card("naam", "Geef het een naam"):
        kit.lead(f"In de bron heet dit: {basis.name}. Lezers zien uw woorden.")
        if has_resumed:
            kit.announced(words.AGAIN)
        _fields(said, {each.id: each.theme for each in agenda.ambitions}, asks_holder=asks_holder)
        made = described.id_for(said.get(described.NAME, ""), taken_ids(desk, window.kept))
        if made:
            kit.small(f"De vaste naam in de agenda wordt: {made}. Die verandert later niet, de naam wel. {words.AT_ONCE}")
            _write(window, basis, said, made, agenda)
        given = once.slip("bewaar-concept", actor.asking(), desk.version)
        if st.button("Bewaar als concept", type="primary", key=given.key):
            window.wrong = _not_yet(said, made, asks_holder=asks_holder)
            window.waits = None if window.wrong else given
        if window.wrong:
            kit.outcome("Nog niet klaar.", window.wrong)
        window.wrong = ""
        if window.waits:
            _finish(window, window.waits, basis, _new(basis, said, made, file), agenda)
        _outcome(window, links)


def _window(basis: Basis) -> _Window:
    """Another table or file, after something was kept, is another indicator: nothing of the one before goes with it."""
    known: _Window = st.session_state.setdefault(_PAGE, _Window())
    if known.kept and described.origin_of(known.kept.chosen) != described.origin_of(basis.chosen):
        known = st.session_state[_PAGE] = _Window()
    return known


def _resume(window: _Window, basis: Basis, desk: Desk, agenda: Agenda) -> bool:
    """Take up what was filled in before the browser was closed, or the page was loaded again; whether there was anything."""
    if window.said or window.kept:
        return False
    found = earlier(basis.chosen, agenda, desk, actor.asking())
    if found:
        window.said, window.kept = found
        window.written = (basis.chosen, basis.starts() | window.said)
    return found is not None


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
    key, texts = _key(described.DIRECTION), described.DIRECTIONS
    kit.put_in_field(key, said[described.DIRECTION] or None)
    st.segmented_control(
        described.LABELS[described.DIRECTION],
        list(texts),
        format_func=texts.__getitem__,
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


def _remember(name: str, key: str) -> None:
    st.session_state[_PAGE].said[name] = st.session_state.get(key) or ""


def _not_yet(said: Mapping[str, str], made: str, *, asks_holder: bool) -> str:
    """What has to be filled in first; empty when nothing is left."""
    if left := described.missing(said, asks_holder=asks_holder):
        return f"Vul nog in: {listing(left)}."
    return "" if made else "In deze naam staat geen letter of cijfer. Kies een andere naam."


def _write(window: _Window, basis: Basis, said: Mapping[str, str], made: str, agenda: Agenda) -> None:
    """Keep what is new since the last time, once somebody filled in something; an own file waits until it is looked at."""
    now, kept = (basis.chosen, dict(said)), window.kept
    if not window.said or window.written == now:
        return
    if kept and window.is_done and kept.id == made and not described.is_same(kept.chosen, basis.chosen):
        return  # who looks at other figures after this one was done, changes nothing of it by looking
    who, place = actor.asking(), here()
    try:
        window.kept = keep(_new(basis, said, made, None), agenda, who, place, kept)
        window.written, window.is_done = now, False
    except Conflict as conflict:
        st.session_state[_PAGE] = _Window(wrong=f"{words.ELSEWHERE} U schreef: ‘{conflict.clashes[0].mine}’.")
        st.rerun()
    except (Refused, AgendaError) as refused:
        kit.outcome("Nog niet bewaard.", str(refused))


def _new(basis: Basis, said: Mapping[str, str], made: str, file: tuple[str, bytes] | None) -> NewIndicator:
    chosen = described.with_holder(basis.chosen, said.get(described.HOLDER, ""), said.get(described.LICENCE, ""))
    within = said.get(described.AMBITION) or ANYWHERE
    return NewIndicator(chosen=chosen, described=described.described(said, made), within=within, file=file)


def _finish(window: _Window, given: Slip, basis: Basis, new: NewIndicator, agenda: Agenda) -> None:
    """Once its figures passed the check of a refresh, with the unit that it has by now: the unit tells what a figure can be."""
    asked = LookUp(chosen=basis.chosen, unit=new.described.unit, file_of=basis.file_of)
    state = answer_to(asked, what="De cijfers worden nagekeken.")
    if state is None:
        return
    window.waits = None
    if isinstance(state.answer, FoundFigures) and state.answer.refusals:
        window.wrong = " ".join((*state.answer.refusals, "Kies andere cijfers, of een eenheid die erbij past."))
        st.rerun()
    try:
        who, place = once.spend(given), here()
        window.kept, window.is_done = keep(new, agenda, who, place, window.kept), True
    except (Refused, AgendaError) as refused:
        window.wrong = str(refused)
    st.rerun()


def _outcome(window: _Window, links: Links) -> None:
    """Where to go from here, once it is done."""
    if (kept := window.kept) is None or not window.is_done:
        return
    ways = [
        links.to(REVIEW, "Bekijk wat er verandert en publiceer", concept=",".join(kept.drafts)),
        links.to(EDIT, "Vul eerst een norm en een nulmeting in", indicator=kept.id),
    ]
    kit.show(render("adding/kept.html", text=f"Bewaard als concept: {kept.id}.", ways=ways))
