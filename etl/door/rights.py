"""Who may ask for which change, of the things as they are stored; it reads no file and does nothing.

Everything that is not said here may not be done.
"""

from collections.abc import Mapping
from typing import Any

from etl.door.actors import Actor, Role
from etl.door.changes import (
    AddFigure,
    AskJob,
    BeHere,
    Change,
    Decide,
    DropDraft,
    KeepFile,
    Publish,
    RefuseDelivery,
    SaveField,
    SaveWhole,
    Submit,
)
from etl.door.drafts import Draft
from etl.door.questions import FetchTitles, LookUp, OpenTable, Understand
from etl.door.things import Kind, Thing, find, things_of

NEVER_OF_A_PARTNER = frozenset(
    {"bestand", "proces", "link", "tabel", "bron", "partner", "id", "evaluaties", "logo", "vastgelegd"}
)
"""Fields by which somebody could have a file opened, lead readers elsewhere, or take what is of another."""
OF_AN_EDITOR = (FetchTitles, OpenTable, LookUp, Understand)
"""What an editor may ask of a job: nothing that changes what readers see."""
_NO_ROLE = "U mag hier niets wijzigen."
_NOT_YOURS = "Dit is niet van {who}. U kunt alleen wijzigen wat van uw eigen organisatie is."


def why_not(actor: Actor, change: Change, data: Mapping[str, Any], draft: Draft | None, *, may_all: bool) -> str:
    """Why this person may not do this, a sentence; empty when they may.

    data: the agenda as it is stored. draft: the one that the change is about. may_all: one person may do all steps.
    """
    if actor.role is Role.PARTNER:
        return _why_not_a_partner(actor, change, data, draft)
    if not actor.role.may_edit:
        return actor.reason or _NO_ROLE
    return _why_not_an_editor(actor, change, draft, may_all=may_all)


def _why_not_an_editor(actor: Actor, change: Change, draft: Draft | None, *, may_all: bool) -> str:
    if isinstance(change, AskJob) and not isinstance(change.question, OF_AN_EDITOR) and actor.role is not Role.ADMINISTRATOR:
        return "Alleen een beheerder mag de cijfers verversen."
    if isinstance(change, RefuseDelivery) and actor.role is not Role.ADMINISTRATOR:
        return "Alleen een beheerder mag cijfers weigeren."
    if isinstance(change, Submit) and draft and draft.subject != actor.subject:
        return "Alleen wie het concept schreef, kan het ter beoordeling geven."
    if isinstance(change, Publish) and draft and draft.subject == actor.subject and not may_all:
        return "Een ander dan de schrijver publiceert. Geef het concept ter beoordeling."
    if isinstance(change, SaveWhole) and not may_all:
        return "Hier kijkt eerst een ander mee, en dit zou meteen gelden. Wijzig een onderdeel, en geef dat ter beoordeling."
    return ""


def may_publish_own(actor: Actor, *, may_all: bool) -> bool:
    """Whether nobody else has to look first."""
    return actor.role.may_edit and may_all


def _why_not_a_partner(actor: Actor, change: Change, data: Mapping[str, Any], draft: Draft | None) -> str:
    if isinstance(change, DropDraft | Submit):
        return "" if draft and draft.subject == actor.subject else _NOT_YOURS.format(who="u")
    if isinstance(change, BeHere):
        return "" if is_of_partner(data, change.thing, actor.partner) else _not_of(data, actor)
    if isinstance(change, Decide | AddFigure):
        return "" if is_of_partner(data, Thing(Kind.INTERVENTION, change.intervention), actor.partner) else _not_of(data, actor)
    if isinstance(change, KeepFile):
        return _why_no_file(actor, change, data)
    if isinstance(change, SaveField):
        return _why_no_field(actor, change, data)
    return "Dit doet de gemeente. Geef uw concept ter beoordeling."


def is_of_partner(data: Mapping[str, Any], thing: Thing, partner: str) -> bool:
    """Whether it is theirs: their intervention; an indicator that they look after or want to move."""
    fields = find(data, thing)
    if not partner or fields is None:
        return False
    if thing.kind is Kind.INTERVENTION:
        return fields.get("partner") == partner
    if thing.kind is not Kind.INDICATOR:
        return False
    moved = [
        aim.get("indicator")
        for each in things_of(data, Kind.INTERVENTION)
        if each.get("partner") == partner
        for aim in each.get("indicatoren") or []
    ]
    return fields.get("eigenaar") == partner or thing.id in moved


def _why_no_field(actor: Actor, change: SaveField, data: Mapping[str, Any]) -> str:
    if change.within or not is_of_partner(data, change.thing, actor.partner):
        return _not_of(data, actor)
    if not change.path or not NEVER_OF_A_PARTNER.isdisjoint({*change.path, *_keys(change.value)}):
        return "Dit veld vult de gemeente in."
    if change.thing.kind is Kind.INDICATOR and change.path[0] not in {"norm", "toelichtingen"}:
        return "Van een indicator kunt u een norm voorstellen en een toelichting schrijven."
    if change.path[0] == "toelichtingen" and not change.path[1:2]:
        return "Schrijf een eigen toelichting; die van anderen blijven staan."
    if change.path[0] == "toelichtingen":
        return _why_no_commentary(actor, change, data)
    return ""


def _why_no_commentary(actor: Actor, change: SaveField, data: Mapping[str, Any]) -> str:
    """Only one's own, under the name of one's own organisation."""
    own, said = _name_of(data, actor.partner), change.value if isinstance(change.value, Mapping) else {}
    is_new = change.path[1].startswith("+") and not change.path[2:]
    return (
        ""
        if is_new and (change.value is None or said.get("auteur") == own)
        else f"Schrijf een eigen toelichting, met als auteur: {own}."
    )


def _why_no_file(actor: Actor, change: KeepFile, data: Mapping[str, Any]) -> str:
    """Only in place of the file that the agenda already names for an intervention of theirs."""
    intervention = find(data, Thing(Kind.INTERVENTION, change.intervention)) or {}
    named = (intervention.get("proces") or {}).get("bestand", "")
    if intervention.get("partner") == actor.partner and named and named.rpartition("/")[2] == change.name:
        return ""
    return "U kunt alleen het bestand vervangen dat de agenda bij uw eigen interventie noemt."


def _not_of(data: Mapping[str, Any], actor: Actor) -> str:
    return _NOT_YOURS.format(who=_name_of(data, actor.partner) or "uw organisatie")


def _name_of(data: Mapping[str, Any], partner: str) -> str:
    return str((find(data, Thing(Kind.PARTNER, partner)) or {}).get("naam", ""))


def _keys(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {*map(str, value), *(key for each in value.values() for key in _keys(each))}
    if isinstance(value, list | tuple):
        return {key for each in value for key in _keys(each)}
    return set()
