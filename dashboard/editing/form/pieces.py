"""Shows the form of one thing: what stands around the fields, the fields in their order, and what can be done with the draft."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from dashboard import agendas, kit, once
from dashboard.editing import words
from dashboard.editing.checking import Checked, check
from dashboard.editing.field import pieces
from dashboard.editing.field_words import FOR_PARTNERS
from dashboard.editing.leaf.pieces import Editor, clash
from dashboard.editing.naming import shape_at
from dashboard.editing.places import Form
from dashboard.editing.saving import ask, form_of, hand_in_drafts, press, see
from dashboard.editing.shapes import Shape, Sort, fields_of, source_shape
from dashboard.pages import EDITING, REVIEW, Links, trail
from dashboard.render import bullets, render
from etl.door.actors import Actor, Role
from etl.door.changes import BeHere, DropDraft, SaveField, Submit
from etl.door.desk import Desk, who_is_here
from etl.door.drafts import Draft, State
from etl.door.things import Kind, Thing, find

_SECONDS_OF_PRESENCE = 60
_IN_SIGHT = frozenset({Sort.GROUP, Sort.ITEMS, Sort.EITHER})


def thing_form(desk: Desk, actor: Actor, links: Links, thing: Thing) -> Draft | None:
    """The whole page of a thing; the draft that somebody has of it, when nothing in it is wrong."""
    form = form_of(desk, thing, actor.subject)
    _note_presence(desk, thing)
    if form.stored is None and form.draft is None:
        kit.top("Niet gevonden", words.NOT_KNOWN)
        kit.link(links.to(EDITING, "Kies wat u wilt wijzigen"))
        return None
    with kit.head():
        kit.show(trail(links.to(EDITING, EDITING.title), words.name_of(desk.data, thing, form.draft)))
        kit.title(f"{words.name_of(desk.data, thing, form.draft)} wijzigen")
        kit.announced(words.state(form.draft))
    checked = _checked(desk, form)
    _around(desk, actor, form, checked)
    if form.draft and form.draft.change_of(()):
        kit.outcome("Weghalen.", "U haalt dit weg uit de agenda. Gooi het concept weg om dat ongedaan te maken.")
    else:
        _fields(desk, actor, form, checked)
    _deeds(desk, actor, links, form, checked)
    if form.stored is not None and thing.kind is not Kind.AGENDA and actor.role.may_edit:
        _removal(desk, actor, form)
    return form.draft if checked.is_good else None


def _checked(desk: Desk, form: Form) -> Checked:
    """Looked through once for every change: it takes longer than all the rest of the page."""
    known, drafts = st.session_state.get("nagekeken"), desk.with_sources(form.draft) if form.draft else ()
    if known is None or known[:2] != (desk.version, drafts):
        known = (desk.version, drafts, check(desk, form, agendas.agenda_path().name))
        st.session_state["nagekeken"] = known
    found: Checked = known[2]
    return found


def _note_presence(desk: Desk, thing: Thing) -> None:
    """Once a minute: others see it for ten."""
    now = datetime.now(UTC)
    key = f"hier {thing}"
    if (now - st.session_state.get(key, datetime.fromtimestamp(0, UTC))).total_seconds() > _SECONDS_OF_PRESENCE:
        st.session_state[key] = now
        ask(BeHere(thing=thing), desk.version)


def _around(desk: Desk, actor: Actor, form: Form, checked: Checked) -> None:
    """Who else works on it, what the reviewer said, and what is wrong that belongs to no field."""
    here = words.presence(who_is_here(agendas.here(), form.thing, actor.subject, datetime.now(UTC)))
    if told := [*here, *words.others(desk.others_of(form.thing, actor.subject))]:
        kit.show(bullets(told))
    if note := words.sent_back(form.draft):
        kit.remark("Teruggestuurd.", note)
    no_field = [text for place, texts in checked.at.items() if shape_at(form.thing.kind, place) is None for text in texts]
    if checked.elsewhere or no_field:
        kit.show(render("editing/mistakes.html", texts=[*checked.elsewhere, *no_field]))


def _fields(desk: Desk, actor: Actor, form: Form, checked: Checked) -> None:
    """A few in sight, the rest folded; what has a mistake is open."""
    editor = Editor(form=form, checked=checked, names=words.names(desk.data), begins=_begins(desk, actor))
    for found in checked.clashes:
        clash(editor, found, shape_at(form.thing.kind, found.path))
    if form.thing.kind is Kind.SOURCE:
        shapes = source_shape().variant_of({key: form.shown((key,)) for key in ("bestand",) if form.shown((key,))}).fields
    else:
        shapes = fields_of(form.thing.kind)
    if actor.role is Role.PARTNER:
        shapes = tuple(each for each in shapes if each.key in FOR_PARTNERS.get(form.thing.kind, ()))
    first = [each for each in shapes if each.is_first and each.sort not in _IN_SIGHT]
    parts = [each for each in shapes if each.sort in _IN_SIGHT]
    rest = [each for each in shapes if each not in first and each not in parts]
    for each in (each for each in parts if each.key == "norm"):
        _part(editor, each)
    if first:
        with kit.card("velden", "Het belangrijkste"):
            if form.needs_place:
                _ambition(form, editor.names[Kind.AMBITION], desk.version)
            if form.thing.id:
                kit.small(f"De vaste naam is ‘{form.thing.id}’. Die verandert niet.")
            pieces.fields(editor, (), tuple(first))
    for each in (each for each in parts if each.key != "norm"):
        _part(editor, each)
    if rest:
        has_mistake = any((each.key,) in checked.at for each in rest)
        with kit.fold("meer", "Meer velden", _opened(form.thing, "meer", is_wanted=has_mistake)):
            pieces.fields(editor, (), tuple(rest))


def _ambition(form: Form, names: Mapping[str, str], version: str) -> None:
    """Below which one a new indicator comes."""
    key = f"ambitie van {form.thing.id}"
    kit.put_in_field(key, form.within if form.within in names else None)
    st.selectbox("**Bij welke ambitie?**", list(names), index=None, format_func=names.__getitem__, placeholder="Kies", key=key,
                 width=words.WIDE, on_change=_move, args=(form, key, version))  # fmt: skip


def _move(form: Form, key: str, version: str) -> None:
    name = form.shown(("naam",))
    within = st.session_state[key] or form.within
    once.say(ask(SaveField(thing=form.thing, path=("naam",), value=name, seen=name, within=within), version))


def _opened(thing: Thing, key: str, *, is_wanted: bool) -> str:
    """The key when this part is open. What was opened once stays so: a part never closes around who is at work in it."""
    known: set[str] = st.session_state.setdefault(f"open {thing}", {"norm"})
    if is_wanted or kit.visit().wanted("open") == key:
        known.add(key)
    return key if key in known else ""


def _part(editor: Editor, shape: Shape) -> None:
    wrong = editor.checked.below((shape.key,))
    told = words.in_the_way(wrong)
    name = f"{shape.words.label}: {told[:1].lower()}{told[1:]}" if wrong else shape.words.label
    with kit.fold(shape.key, name, _opened(editor.form.thing, shape.key, is_wanted=bool(wrong))):
        if shape.words.hint:
            kit.small(shape.words.hint)
        pieces.show(editor, (shape.key,), shape)


def _begins(desk: Desk, actor: Actor) -> dict[str, Any]:
    """A commentary is of today and of who writes it."""
    partner = find(desk.data, Thing(Kind.PARTNER, actor.partner)) or {}
    return {"toelichtingen": {"datum": date.today().isoformat(), "auteur": str(partner.get("naam") or actor.name)}}


def _deeds(desk: Desk, actor: Actor, links: Links, form: Form, checked: Checked) -> None:
    """What can be done with the draft."""
    draft = form.draft
    if draft is None:
        return
    needed = desk.with_sources(draft)
    for each in needed:
        see(each)
    given, dropped = (once.slip(name, actor, desk.version) for name in ("ter-beoordeling", "weggooien"))
    with st.container(horizontal=True, key="concept-knoppen", vertical_alignment="center"):
        if draft.state is not State.SUBMITTED and checked.is_good:
            args = (given, Submit, [each.id for each in reversed(needed) if each.state is not State.SUBMITTED])
            st.button("Ter beoordeling geven", key=given.key, type="primary", on_click=hand_in_drafts, args=args)
        if actor.role.may_edit and checked.is_good:
            kit.link(links.to(REVIEW, "Bekijken en publiceren", concept=draft.id))
        away = (dropped, DropDraft, [each.id for each in (desk.with_own_sources(draft) if draft.is_new else (draft,))])
        st.button("Concept weggooien", key=dropped.key, on_click=hand_in_drafts, args=away)
    if needed[1:]:
        kit.small(words.goes_along([each.thing.id for each in needed[1:]]))
    if not checked.is_good:
        kit.announced(words.in_the_way(sum(map(len, checked.at.values())) + len(checked.elsewhere) + len(checked.clashes)))
    if said := once.said():
        kit.outcome("Niet gelukt.", said)


def _removal(desk: Desk, actor: Actor, form: Form) -> None:
    given = once.slip("weghalen", actor, desk.version)
    with kit.fold("weghalen", "Weghalen uit de agenda", ""):
        kit.lead("Dit wordt een concept, net als elke andere wijziging. Pas na publiceren is het weg.")
        if told := words.goes_with(desk.data, form.thing):
            kit.show(bullets(told))
        removed = SaveField(thing=form.thing, path=(), value=None, seen=form.shown(()))
        st.button("Haal dit weg uit de agenda", key=given.key, on_click=press, args=(given, removed))
