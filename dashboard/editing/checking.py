"""What is still wrong with a draft, at the field where it is: as who fills in the form reads it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.editing.mistakes import in_a_form
from dashboard.editing.places import Form
from etl.door.desk import Desk
from etl.door.drafts import Draft
from etl.door.merging import Clash, merge
from etl.door.refusals import NO_PLACE
from etl.door.rewriting import RewriteError, rewrite
from etl.door.things import Field, Kind, Thing, things_of
from indicators.agenda.load import parse_agenda
from indicators.agenda.problems import AgendaError, Path, Problem

_PLACES = {Kind.PARTNER: "partners", Kind.AMBITION: "ambities", Kind.INTERVENTION: "interventies"}


@dataclass(frozen=True)
class Checked:
    """By place what is wrong there; elsewhere: of no field of this form. clashes: the agenda says something else by now."""

    at: Mapping[Field, tuple[str, ...]]
    elsewhere: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether this could be published."""
        return not (self.at or self.elsewhere or self.clashes)

    def below(self, place: Field) -> int:
        """How many mistakes there are at this place and below it."""
        return sum(len(texts) for found, texts in self.at.items() if found[: len(place)] == place)


def check(desk: Desk, form: Form, file: str) -> Checked:
    """The agenda with this draft in it, and with the new sources that it needs, checked whole."""
    draft = form.draft
    if draft is None:
        return Checked({})
    merged = merge(desk.data, desk.with_sources(draft))
    if any(each.needs_place for each in merged.clashes):
        return Checked({}, (NO_PLACE,))
    if merged.clashes:
        return Checked({}, clashes=merged.clashes)
    problems, elsewhere = _problems(desk, merged.data, file)
    here = path_of(merged.data, draft.thing)
    found: dict[Field, tuple[str, ...]] = {}
    for each in problems:
        place = place_of(form, each.path[len(here) :]) if here is not None and each.path[: len(here)] == here else None
        if place is None:
            elsewhere += (_whole_sentence(each, form.thing.kind),)
        else:
            found[place] = (*found.get(place, ()), in_a_form(each.text, each.remedy, form.thing.kind, place))
    return Checked(found, elsewhere)


def _problems(desk: Desk, data: Mapping[str, Any], file: str) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    try:
        parse_agenda(rewrite(desk.text, data).removeprefix("\ufeff"), file)
    except RewriteError as problem:
        return (), (str(problem),)
    except AgendaError as error:
        return error.problems, ()
    return (), ()


def path_of(data: Mapping[str, Any], thing: Thing) -> Path | None:
    """Where this thing stands in the data of the file; None when it is not there."""
    if thing.kind is Kind.AGENDA:
        return ("agenda",)
    if thing.kind is Kind.SOURCE:
        return ("bronnen", thing.id)
    if thing.kind is Kind.INDICATOR:
        return next(
            (
                ("ambities", ambition, "indicatoren", at)
                for ambition, fields in enumerate(data.get("ambities") or [])
                for at, each in enumerate(fields.get("indicatoren") or [])
                if each.get("id") == thing.id
            ),
            None,
        )
    known = things_of(data, thing.kind)
    return next(((_PLACES[thing.kind], at) for at, each in enumerate(known) if each.get("id") == thing.id), None)


def place_of(form: Form, path: Path) -> Field | None:
    """The place in the form of what stands at this path below the thing; None when the form has no such place."""
    place: Field = ()
    for step in path:
        if isinstance(step, str):
            place = (*place, step)
            continue
        items = form.merged_items(place)
        if step >= len(items):
            return place or None
        place = (*place, items[step][0])
    return place


def _whole_sentence(problem: Problem, kind: Kind) -> str:
    said = in_a_form(problem.text, problem.remedy, kind, ())
    return f"{problem.address}: {said[:1].lower()}{said[1:]}" if problem.address else said


def others_on(desk: Desk, thing: Thing, subject: str) -> tuple[Draft, ...]:
    """What others have in draft of the same thing."""
    return desk.others_of(thing, subject)
