"""Shows what waits to be published and asks what publishing needs; whether it may be done, only the door decides."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import data, kit, once, render
from dashboard.editing.pieces import to_thing
from dashboard.once import Slip
from dashboard.pages import EDITING, HISTORY, INDICATOR, INTERVENTION, REVIEW, Link, Links, Visit
from dashboard.review.pieces import show_effects, why_closed
from dashboard.review.waiting import words
from etl.door.actors import Actor
from etl.door.changes import Adopted, Change, DropDraft, Publish, SendBack, Submit
from etl.door.desk import Desk
from etl.door.drafts import Draft, State, mark_of
from etl.door.proposal import Proposal
from etl.door.refusals import Conflict, Refused
from etl.door.things import Kind
from indicators.agenda.problems import AgendaError

_DONE, _WRONG = "review: done", "review: wrong"
_REASON = "reden"
"""The field, beside those of each norm, in which something can be wrong."""
_PAGES = {Kind.INDICATOR: (INDICATOR, "indicator"), Kind.INTERVENTION: (INTERVENTION, "interventie")}


def show(desk: Desk, who: Actor, visit: Visit) -> None:
    """What was just done or refused, what waits, and the drafts that are looked at."""
    _told(visit.links)
    wrong: dict[str, str] = st.session_state.pop(_WRONG, {})
    if said := wrong.get(""):
        kit.outcome("Niet gelukt.", said)
    waits = words.apart(desk, tuple(words.waiting(desk)))
    opened = words.apart(desk, words.asked(desk, visit.wanted("concept"))) or (waits if len(waits) == 1 else ())
    shown = [*waits, *(each for each in opened if each not in waits)]
    with kit.card("wachtrij", "Wat op u wacht"):
        if shown:
            kit.show(render.render("review/waiting.html", drafts=[_line(desk, visit.links, each, opened) for each in shown]))
        else:
            kit.lead("Er wacht niets. Wie een concept ter beoordeling geeft, ziet het hier staan.")
            kit.link(visit.links.to(EDITING, EDITING.title))
    if opened:
        _look_at(desk, who, words.together(desk, opened), wrong, visit.links)


def _line(desk: Desk, links: Links, draft: Draft, opened: Sequence[Draft]) -> tuple[Link, str, bool]:
    return links.to(REVIEW, words.about(desk.data, draft), concept=draft.id), words.who(draft), draft in opened


def _told(links: Links) -> None:
    """What was done in the run before, once."""
    done: tuple[str, str, list[tuple[Kind, str, str]]] | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    opening, text, things = done
    kit.outcome(opening, text)
    for kind, id_, name in things:
        if kind in _PAGES:
            page, parameter = _PAGES[kind]
            kit.link(links.to(page, f"Bekijk {name}", **{parameter: id_}))
    if things:
        kit.link(links.to(HISTORY, "Bekijk de geschiedenis"))


def _look_at(desk: Desk, who: Actor, drafts: tuple[Draft, ...], wrong: Mapping[str, str], links: Links) -> None:
    proposal = data.proposal(desk, drafts)
    for draft in drafts:
        with kit.card(f"concept-{draft.id.replace('.', '-')}", words.about(desk.data, draft)):
            kit.small(words.who(draft))
            kit.show(render.render("review/fields.html", fields=words.fields(desk.data, draft)))
            if others := words.overlapping(desk, draft):
                kit.show(render.notice("Let op.", " ".join(others)))
    for clash in proposal.clashes:
        kit.remark("Nog niet af." if clash.needs_place else "Intussen gewijzigd.", words.clash(clash))
    show_effects(proposal)
    with kit.two_columns("beoordelen"):
        with kit.card("publiceren", "Publiceren"):
            _publish(desk, who, drafts, proposal, wrong)
        with kit.card("terugsturen", "Terugsturen"):
            _send_back(desk, who, drafts, links)


def _publish(desk: Desk, who: Actor, drafts: tuple[Draft, ...], proposal: Proposal, wrong: Mapping[str, str]) -> None:
    if why := why_closed(Publish(drafts=(), reason=""), desk, who, drafts):
        kit.lead(why)
        _give(desk, who, drafts)
        return
    if proposal.agenda is None:
        kit.lead("Publiceren kan pas als hierboven alles klopt.")
        return
    if not proposal.lines:
        kit.lead("Dit staat al zo in de agenda. U kunt het concept weggooien.")
        given, mark = once.slip("weggooien", who, desk.version, mark_of(drafts[:1])), mark_of(drafts[:1])
        if st.button("Concept weggooien", key=given.key):
            _done(given, [DropDraft(draft=drafts[0].id, seen=mark)], "Weggegooid.", "Het concept is weg.")
            st.rerun()
        return
    names = {each.id: each.name for each in proposal.agenda.indicators}
    ids = ",".join(each.id for each in drafts)
    given = once.slip(f"publiceren {ids}", who, desk.version, mark_of(drafts))
    if given.before:
        kit.announced("Dit is intussen gewijzigd. Bekijk het opnieuw voordat u publiceert.")
    with st.form(given.key, border=False):  # what was pressed on another version is not this
        asked = "bijvoorbeeld: besluit van de raad van 20 november"
        reason = st.text_area("Waarom wijzigt u dit?", key=f"waarom {drafts[0].id}", placeholder=asked)
        _at_field(wrong, _REASON)
        filled = {id_: _ask_adopted(names[id_], id_, wrong, is_needed=id_ in proposal.undecided) for id_ in proposal.norms}
        if st.form_submit_button("Publiceren", type="primary"):
            _publish_now(given, desk, drafts, reason, filled, proposal)
            st.rerun()
        if any(wrong):
            kit.small(words.NOT_YET)


def _give(desk: Desk, who: Actor, drafts: tuple[Draft, ...]) -> None:
    """One's own, as after putting something back: from here it goes to somebody else."""
    heads = [each for each in words.apart(desk, drafts) if each.subject == who.subject]
    for draft in heads:
        rest = [each for each in reversed(desk.with_sources(draft)) if each.state is not State.SUBMITTED]
        more = f": {words.about(desk.data, draft)}" if len(heads) > 1 else ""
        given = once.slip(f"geven {draft.id}", who, desk.version, mark_of(rest))
        if rest and st.button(kit.plain(f"Ter beoordeling geven{more}"), key=given.key, type="primary"):
            told = f"{words.names_of(desk.data, rest[::-1])}. Een ander bekijkt het en publiceert."
            _done(given, [Submit(draft=each.id, seen=mark_of([each])) for each in rest], "Ter beoordeling gegeven.", told)
            st.rerun()


def _ask_adopted(name: str, id_: str, wrong: Mapping[str, str], *, is_needed: bool) -> tuple[str, str, str]:
    may = "" if is_needed else " (mag leeg)"
    by = st.text_input(f"Wie stelde de norm van {kit.plain(name)} vast?{may}", key=f"door {id_}", placeholder="gemeenteraad")
    _at_field(wrong, f"door {id_}")
    on = st.text_input(f"Op welke dag?{may}", key=f"datum {id_}", placeholder="20 november 2026")
    _at_field(wrong, f"datum {id_}")
    decision = st.text_input("Nummer van het besluit (mag leeg)", key=f"besluit {id_}", placeholder="RB-2026-100")
    return by, on, decision


def _at_field(wrong: Mapping[str, str], field: str) -> None:
    if said := wrong.get(field):
        kit.show(render.render("editing/mistakes.html", texts=[said]))


def _publish_now(
    given: Slip,
    desk: Desk,
    drafts: tuple[Draft, ...],
    reason: str,
    filled: dict[str, tuple[str, str, str]],
    proposal: Proposal,
) -> None:
    adopted: dict[str, Adopted] = {}
    wrong: dict[str, str] = {} if reason.strip() else {_REASON: words.NO_REASON}
    for id_, (by, on, decision) in filled.items():
        if not (by.strip() or on.strip() or id_ in proposal.undecided):
            continue
        try:
            adopted[id_] = words.read_adopted(desk.data, by, on, decision, id_)
        except words.FilledInWrong as odd:
            wrong[f"{odd.field} {id_}"] = str(odd)
    if wrong:
        st.session_state[_WRONG] = wrong
        return
    asked = Publish(drafts=tuple(each.id for each in drafts), reason=reason, adopted=adopted, seen=mark_of(drafts))
    told = f"{words.names_of(desk.data, drafts)}. Lezers zien het nu."
    things = [(each.thing.kind, each.thing.id, words.name_of(desk.data, each.thing, each)) for each in drafts]
    _done(given, [asked], "Gepubliceerd.", told, things=things)


def _send_back(desk: Desk, who: Actor, drafts: tuple[Draft, ...], links: Links) -> None:
    draft = drafts[0]
    if draft.subject == who.subject:
        kit.lead("Dit is uw eigen concept. U kunt het zelf wijzigen.")
        kit.link(to_thing(links, draft.thing, "Wijzig het concept"))
        return
    back = desk.with_own_sources(draft)
    given = once.slip(f"terugsturen {draft.id}", who, desk.version, mark_of(back))
    with st.form(given.key, border=False):
        asked = "bijvoorbeeld: welk besluit hoort hierbij?"
        note = st.text_area("Wat moet de schrijver veranderen?", key=f"opmerking {draft.id}", placeholder=asked)
        sent = st.form_submit_button(f"Terugsturen naar {kit.plain(draft.name)}")
    if sent:
        told = f"{draft.name} ziet uw opmerking bij het concept."
        changes = [SendBack(draft=each.id, note=note, seen=mark_of([each])) for each in back]
        _done(given, changes, "Teruggestuurd.", told)
        st.rerun()


def _done(
    given: Slip, changes: Sequence[Change], opening: str, told: str, *, things: Sequence[tuple[Kind, str, str]] = ()
) -> None:
    """Ask the door; what it says is told in the next run."""
    try:
        written = once.hand_in(given, *changes)
    except Conflict as conflict:
        said = " ".join([str(conflict), *map(words.clash, conflict.clashes)])
    except (Refused, AgendaError) as refused:
        said = str(refused)
    else:
        st.session_state[_DONE] = (opening, f"{told} {written.told}".strip(), list(things))
        return
    st.session_state[_WRONG] = {"": said}
