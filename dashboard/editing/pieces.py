"""Shows the desk of who changes the agenda; who may save anything, only the door decides."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import actor, data, kit, once
from dashboard.editing import words
from dashboard.editing.saving import hand_in
from dashboard.frame.pieces import way_in
from dashboard.look.notation import moment
from dashboard.once import Slip
from dashboard.pages import ACCOUNTABILITY, ADD, EDIT, EDITING, PARTNER, REVIEW, Link, Links, Page, Visit, trail
from dashboard.render import render
from etl.door.actors import Actor
from etl.door.changes import SaveField
from etl.door.desk import Desk
from etl.door.drafts import Draft, State
from etl.door.rights import is_of_partner
from etl.door.things import Kind, Thing, all_things, things_of

_PARAMETERS = {
    Kind.INDICATOR: "indicator",
    Kind.AMBITION: "ambitie",
    Kind.INTERVENTION: "interventie",
    Kind.PARTNER: "partner",
    Kind.SOURCE: "bron",
}
_NEW = {
    Kind.AMBITION: "Nieuwe ambitie",
    Kind.INTERVENTION: "Nieuwe interventie",
    Kind.PARTNER: "Nieuwe partner",
}
_NAME = "nieuwe-naam"
_NO_LETTER = "In deze naam staat geen letter of cijfer. Kies een andere naam."


def writer(page: Page) -> Actor | None:
    """Who may change something; None when the page has told that this person may not."""
    who = actor.asking()
    if who.role.may_write:
        return who
    closed(page)
    return None


def closed(page: Page) -> None:
    """What somebody sees who may do nothing here: why, and where to go on."""
    who, links = actor.asking(), kit.visit().links
    kit.title(page.title)
    kit.notices(data.databook(), links)
    kit.lead(words.closed_to(page, who))
    if who.partner:
        kit.link(links.to(PARTNER, "Wat er van u wordt gevraagd", partner=who.partner))
    elif who.role.may_write:
        kit.link(links.to(ACCOUNTABILITY, "Bekijk hoe nieuw de cijfers van elke bron zijn", open="bronnen"))
    way_in(page)


def stored(page: Page) -> Desk | None:
    """The agenda and the drafts; None when the page has told that the file has mistakes."""
    desk = data.desk()
    if desk.problem is None:
        return desk
    kit.title(page.title)
    kit.remark("Agenda.", "In het bestand van de agenda staat een fout. Herstel die eerst; daarna kunt u hier weer wijzigen.")
    kit.show(render("editing/mistakes.html", texts=[str(each) for each in desk.problem.problems]))
    if actor.asking().role.may_edit:
        kit.link(kit.visit().links.to(REVIEW, "Herstel het bestand", open="bestand"))
    return None


def to_thing(links: Links, thing: Thing, text: str) -> Link:
    """To the form of this thing."""
    parameter = _PARAMETERS.get(thing.kind)
    return links.to(EDIT, text, **({parameter: thing.id} if parameter else {}))


def offer(links: Links, thing: Thing) -> None:
    """On a page that everybody reads: the way to change what it shows, for who may; never within a part that is kept for all."""
    who = actor.asking()
    may = who.role.may_edit or (who.role.may_write and is_of_partner(data.desk().data, thing, who.partner))
    if may:
        kit.link(to_thing(links, thing, "Wijzigen"))


def thing_of(visit: Visit) -> Thing:
    """Which one the address asks for; without a name: the agenda's own part."""
    asked = ((kind, visit.wanted(name)) for kind, name in _PARAMETERS.items())
    return next((Thing(kind, id_) for kind, id_ in asked if id_), Thing(Kind.AGENDA))


def may_change(desk: Desk, actor: Actor, thing: Thing | None) -> bool:
    """Whether there is anything for this person in its form; None: something new. What is saved, the door decides."""
    return actor.role.may_edit or (thing is not None and is_of_partner(desk.data, thing, actor.partner))


def not_theirs(actor: Actor, links: Links) -> None:
    """What a partner sees of what is another's."""
    kit.top(EDIT.title, "Dit is niet van uw organisatie. Wat wel van u is, staat op uw eigen pagina.")
    kit.link(links.to(PARTNER, "Wat er van u wordt gevraagd", partner=actor.partner))


def desk_page(desk: Desk, actor: Actor, links: Links) -> None:
    """One's drafts, those of others, and everything that can be changed."""
    mine = [each for each in desk.drafts if each.subject == actor.subject]
    others = [each for each in desk.drafts if each.subject != actor.subject]
    waiting = sum(each.state is State.SUBMITTED for each in desk.drafts)
    with kit.card("concepten", "Uw concepten"):
        if mine:
            kit.show(render("editing/drafts.html", drafts=[_line(desk, links, each) for each in mine]))
        else:
            kit.lead("U hebt geen concepten. Kies hieronder wat u wilt wijzigen.")
        if waiting and actor.role.may_edit:
            kit.link(links.to(REVIEW, f"Ter beoordeling: {waiting}"))
    if others and actor.role.may_edit:
        with kit.card("anderen", "Waar anderen aan werken"):
            kit.show(render("editing/drafts.html", drafts=[_line(desk, links, each) | {"who": each.name} for each in others]))
    with kit.card("onderdelen", "Wat wilt u wijzigen?"):
        with kit.asked("zoek-rij"):
            sought = st.text_input("Zoek op naam", key="zoek-onderdeel", width=words.WIDE).strip().lower()
        if actor.role.may_edit:
            new = [links.to(EDIT, name, nieuw=str(kind)) for kind, name in _NEW.items()]
            kit.show(render("editing/new.html", links=[links.to(ADD, "Nieuwe indicator"), *new]))
        kit.show(render("editing/things.html", groups=_groups(desk, actor, links, sought)))


def _line(desk: Desk, links: Links, draft: Draft) -> dict[str, Any]:
    note = f"{draft.note_by}: {draft.note}" if draft.note else ""
    name = words.name_of(desk.data, draft.thing, draft)
    said = f"{words.STATES[draft.state]}, {moment(draft.changed_at)}"
    return {"link": to_thing(links, draft.thing, name), "said": said, "note": note, "who": ""}


def _groups(desk: Desk, actor: Actor, links: Links, sought: str) -> list[Mapping[str, Any]]:
    things = [each for each in all_things(desk.data) if actor.role.may_edit or is_of_partner(desk.data, each, actor.partner)]
    named = [(each, words.name_of(desk.data, each)) for each in things]
    found = [(each, name) for each, name in named if sought in name.lower()]
    shown = ((kind, [to_thing(links, each, name) for each, name in found if each.kind is kind]) for kind in words.KINDS)
    return [{"title": words.KINDS[kind], "links": links_} for kind, links_ in shown if links_]


def new_thing(desk: Desk, who: Actor, kind: Kind) -> None:
    """Its name, of which the fixed name is made that it keeps; what comes of what is typed stands below the button."""
    kit.show(trail(kit.visit().links.to(EDITING, EDITING.title), _NEW[kind]))
    kit.title(_NEW[kind])
    kit.lead(f"Hoe heet deze {words.ONE_OF[kind]}? Daarna vult u de rest in. Het wordt eerst een concept.")
    name = st.text_input("Naam", key=_NAME).strip()
    given = once.slip("maak", who, desk.version)
    st.button("Maak een concept", key=given.key, type="primary", on_click=_begin, args=(given, kind))
    if said := once.said():
        kit.outcome("Niet gelukt.", said)
    elif made := _fixed_name(desk, kind, name):
        kit.announced(f"De vaste naam in de agenda wordt: {made}. Die verandert later niet, de naam wel.")
    elif name:
        kit.announced(_NO_LETTER)


def _fixed_name(desk: Desk, kind: Kind, name: str) -> str:
    taken = [each.get("id", "") for each in things_of(desk.data, kind)]
    return words.id_for(name, [*taken, *(each.thing.id for each in desk.drafts if each.thing.kind is kind)])


def _begin(given: Slip, kind: Kind) -> None:
    name = str(st.session_state.get(_NAME, "")).strip()
    made = _fixed_name(data.desk(), kind, name)
    if not made:
        once.say(_NO_LETTER if name else "Vul eerst een naam in.")
        return
    key = words.NAME_KEYS.get(kind, "naam")
    if hand_in(given, SaveField(thing=Thing(kind, made), path=(key,), value=name, seen=None, within="-")):
        kit.put_in_address(nieuw="", **{_PARAMETERS[kind]: made})


def new_kind(visit: Visit) -> Kind | None:
    """Of which kind the address asks a new one."""
    return next((kind for kind in _NEW if visit.wanted("nieuw") == kind), None)
