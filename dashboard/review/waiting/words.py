"""A draft before and after in Dutch, and what a reviewer fills in read back; pure, it asks and decides nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.changed.since import parse_day
from dashboard.editing.naming import shape_at, words_at
from dashboard.interventions.moments import PHASES
from dashboard.look.notation import day, moment, with_unit
from etl.door.changes import Adopted
from etl.door.desk import Desk
from etl.door.drafts import Draft, State
from etl.door.merging import Clash
from etl.door.refusals import NO_PLACE
from etl.door.things import Field, Kind, Thing, find, things_of
from indicators.agenda.problems import enumerate_nl
from indicators.wording.numbers import listing, short_number

NOTHING = "niets"
NO_REASON = "Schrijf in een paar woorden waarom u dit publiceert."
NOT_YET = "Er is nog niets gepubliceerd. Wat er mist, staat hierboven bij het veld."
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAMES = {Kind.AMBITION: "thema"}
_LEVELS = frozenset({"waarde", "onder", "boven"})
_YEARS = range(1900, 2101)
"""A whole number between these is a year, which has no point in it."""
_BODIES = ("gemeenteraad", "college")


@dataclass(frozen=True)
class Before:
    """A field with what stands in the agenda and what is to come."""

    label: str
    before: str
    after: str


class FilledInWrong(Exception):  # noqa: N818  an answer to who filled it in
    """What stands in a field cannot be read; field: which one; the text says what to write."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def name_of(data: Mapping[str, Any], thing: Thing, draft: Draft | None = None) -> str:
    """What a thing is called, also while it is only in a draft."""
    if thing.kind is Kind.AGENDA:
        return "De agenda zelf"
    key = _NAMES.get(thing.kind, "naam")
    written = draft.change_of((key,)) if draft else None
    stored = (find(data, thing) or {}).get(key)
    return str((written and written.after) or stored or thing.id)


def about(data: Mapping[str, Any], draft: Draft) -> str:
    """`Indicator Overgewicht`, and that it is new or goes."""
    whole = draft.change_of(())
    kind = "" if draft.thing.kind is Kind.AGENDA else f"{str(draft.thing.kind).capitalize()} "
    more = " (nieuw)" if draft.is_new else " (weghalen)" if whole and whole.after is None else ""
    return f"{kind}{name_of(data, draft.thing, draft)}{more}"


def who(draft: Draft) -> str:
    """Who wrote it, since when and how far it is."""
    state = {
        State.DRAFT: "nog een concept",
        State.SUBMITTED: "ter beoordeling",
        State.SENT_BACK: "teruggestuurd",
    }[draft.state]
    return f"{draft.name}, begonnen op {moment(draft.opened_at)}, gewijzigd op {moment(draft.changed_at)}; {state}"


def fields(data: Mapping[str, Any], draft: Draft) -> list[Before]:
    """Each field of a draft, before and after, as a reader writes it."""
    kind = draft.thing.kind
    unit = str((find(data, draft.thing) or {}).get("eenheid", "")) if kind is Kind.INDICATOR else ""
    return [
        Before(label(kind, each.path), *(say_at(kind, each.path, value, unit) for value in (each.before, each.after)))
        for each in draft.fields
    ]


def label(kind: Kind, path: Field) -> str:
    """Where it is, from far to near and as the form calls it: `Norm, waarde`; an item of a list is not named."""
    return "Vaste naam" if path == ("id",) else words_at(kind, path).replace("?, ", ", ") or "Alles"


def say_at(kind: Kind, place: Field, value: Any, unit: str = "") -> str:
    """What stands at a place below a thing, in which each part is called as the form does; unit: of the indicator."""
    if isinstance(value, Mapping):
        return "; ".join(f"{_part(kind, (*place, str(key)))}: {say_at(kind, (*place, str(key)), each, unit)}"
                         for key, each in value.items()) or NOTHING  # fmt: skip
    if isinstance(value, list | tuple):
        return " · ".join(say_at(kind, place, each, unit) for each in value) or NOTHING
    shape = shape_at(kind, place)
    chosen = PHASES.get(value, value) if shape and value in shape.choices else value
    return say(chosen, unit if place[:1] == ("norm",) and place[-1] in _LEVELS else "")


def _part(kind: Kind, place: Field) -> str:
    shape = shape_at(kind, place)
    name = shape.words.label if shape else place[-1].replace("_", " ")
    return name[:1].lower() + name[1:].rstrip("?")


def say(value: Any, unit: str = "") -> str:
    """One value of the file as a Dutch reader writes it: 2,5 and 30 juni 2022."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float):
        is_year = isinstance(value, int) and not unit and value in _YEARS
        return str(value) if is_year else with_unit(short_number(value), unit) if unit else short_number(value)
    text = str(value)
    return _day(text) if _ISO.fullmatch(text) else text


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def overlapping(desk: Desk, draft: Draft) -> list[str]:
    """What others have in draft on the same fields."""
    kind = draft.thing.kind
    return [
        f"{other.name} heeft ook een concept van ‘{label(kind, each.path)}’: {say_at(kind, each.path, each.after)}."
        for other in desk.others_of(draft.thing, draft.subject)
        for each in other.fields
        if any(_is_within(each.path, mine.path) and each.after != mine.after for mine in draft.fields)
    ]


def _is_within(one: Sequence[str], other: Sequence[str]) -> bool:
    shortest = min(len(one), len(other))
    return tuple(one[:shortest]) == tuple(other[:shortest])


def adopters(data: Mapping[str, Any]) -> dict[str, str]:
    """Who can adopt a norm: ids by what a person may write of them, in small letters."""
    partners = {str(each.get("naam", "")).lower(): each["id"] for each in things_of(data, Kind.PARTNER)}
    return {**{each: each for each in (*_BODIES, *partners.values())}, **partners}


def read_adopted(data: Mapping[str, Any], by: str, on: str, decision: str, id_: str = "") -> Adopted:
    """Who adopted the norm of this indicator, when and in which decision; FilledInWrong with what to write."""
    known = adopters(data)
    names = [each.strip() for each in re.split(r"[,;]| en ", by) if each.strip()]
    unknown = [each for each in names if each.lower() not in known]
    if unknown or not names:
        partners = [str(each.get("naam", "")) for each in things_of(data, Kind.PARTNER)]
        what = f"‘{unknown[0]}’ staat niet in de agenda" if unknown else "Hier staat nog niets"
        raise FilledInWrong("door", f"{what}. Schrijf bijvoorbeeld {enumerate_nl([*_BODIES, *partners[:2]])}.")
    found = parse_day(on.strip())
    if found is None:
        raise FilledInWrong("datum", "Dit is geen dag. Schrijf bijvoorbeeld 30 juni 2022.")
    held = _held_since(data, id_)
    if held is not None and found < held:
        raise FilledInWrong("datum", f"De norm van nu is van {day(held)}. Wat daarna komt, is van die dag of later.")
    return Adopted(by=tuple(known[each.lower()] for each in names), on=found.isoformat(), decision=decision.strip())


def _held_since(data: Mapping[str, Any], id_: str) -> date | None:
    """The day on which the norm of now was adopted, when that is known."""
    norm = (find(data, Thing(Kind.INDICATOR, id_)) or {}).get("norm") or {}
    return parse_day(str((norm.get("vastgesteld") or {}).get("datum", "")))


def clash(found: Clash) -> str:
    """Both values of a field that somebody else changed."""
    if found.needs_place:
        return NO_PLACE
    kind, path = found.thing.kind, found.path
    mine, theirs = (say_at(kind, path, each) for each in (found.mine, found.theirs))
    return f"{label(kind, path)}: u schreef {mine}, er staat nu {theirs}."


def names_of(data: Mapping[str, Any], drafts: Sequence[Draft]) -> str:
    """What these drafts are about."""
    return listing([about(data, each) for each in drafts])


def waiting(desk: Desk) -> Iterator[Draft]:
    """Drafts that their writer gave to who reviews, the oldest first."""
    return (each for each in desk.drafts if each.state is State.SUBMITTED)


def apart(desk: Desk, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Without the new sources that another one of them needs: those are looked at together with it."""
    needed = {each.id for draft in drafts for each in desk.with_sources(draft)[1:]}
    return tuple(each for each in drafts if each.id not in needed)


def together(desk: Desk, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """With the new sources that they need, each once."""
    return tuple({each.id: each for draft in drafts for each in desk.with_sources(draft)}.values())


def asked(desk: Desk, ids: str) -> tuple[Draft, ...]:
    """The drafts that an address names, as far as they are there."""
    wanted = ids.split(",") if ids else []
    return tuple(each for each in desk.drafts if each.id in wanted)
