"""The sentences of the forms and the desk; plain values in, text out."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dashboard.editing.field_words import ONE
from dashboard.editing.reading import Meaning
from dashboard.editing.shapes import Shape, Sort
from dashboard.look.notation import CLOCK, count, moment
from dashboard.pages import ADD, EDIT, EDITING, PARTNER, REFRESHING, REVIEW, Page
from etl.door.actors import Actor
from etl.door.desk import Present
from etl.door.drafts import Draft, State
from etl.door.things import Kind, Thing, find, things_of
from indicators.wording.numbers import listing

NAME_KEYS = {Kind.AMBITION: "thema"}
"""Of a kind of thing, the field that is its name; 'naam' of the others."""
KINDS = {
    Kind.AGENDA: "De agenda zelf",
    Kind.AMBITION: "Ambities",
    Kind.INDICATOR: "Indicatoren",
    Kind.INTERVENTION: "Interventies",
    Kind.PARTNER: "Partners",
    Kind.SOURCE: "Bronnen",
}
ONE_OF = {
    Kind.AMBITION: "ambitie",
    Kind.INDICATOR: "indicator",
    Kind.INTERVENTION: "interventie",
    Kind.PARTNER: "partner",
    Kind.SOURCE: "bron",
}
GOOD = "Dit concept is in orde. U kunt het ter beoordeling geven."
OPENING = "Wat u invult, wordt meteen bewaard als concept. Lezers zien het pas als het is gepubliceerd."
NOT_KNOWN = "Dit staat niet (meer) in de agenda, en u hebt er geen concept van."
FOR_WHOM = "Op deze pagina werken medewerkers van de gemeente aan de agenda."
FOR_PARTNERS_TOO = "Op deze pagina werken medewerkers van de gemeente en partners aan de agenda."
ASK = "Hebt u dit nodig voor uw werk? Vraag het de beheerder van het databoek."
NOT_FOR_YOUR_ROLE = {
    ADD: "Een indicator toevoegen doet de gemeente. Vraag haar om het cijfer dat u mist.",
    REVIEW: "Beoordelen en publiceren doet de gemeente. Wat u voorstelde, staat op uw eigen pagina.",
    REFRESHING: "De beheerder ververst de cijfers. Mist u nieuwe cijfers? Vraag het de beheerder.",
}
"""For who has a role, but not the one that this page is for."""
STATES = {
    State.DRAFT: "concept",
    State.SUBMITTED: "ter beoordeling",
    State.SENT_BACK: "teruggestuurd",
}
_LONGEST_ID = 60
SHORT, WIDE = 320, 720
_SHORT_SORTS = frozenset({Sort.NUMBER, Sort.WHOLE, Sort.YEAR, Sort.DATE, Sort.PERIOD, Sort.MONTH, Sort.CHOICE, Sort.YES_NO})


def closed_to(page: Page, who: Actor) -> str:
    """Why somebody may do nothing on this page, whom it is for, and what they can do."""
    if who.role.may_write:
        return NOT_FOR_YOUR_ROLE.get(page, FOR_WHOM)
    whom = FOR_PARTNERS_TOO if page in {EDITING, EDIT, PARTNER} else FOR_WHOM
    return " ".join([who.reason, whom, *([ASK] if who.subject else [])])


def is_short(shape: Shape) -> bool:
    """Whether it can stand beside another one."""
    return shape.sort in _SHORT_SORTS


def width(shape: Shape) -> int:
    """Pixels of a field: what is short looks short. A small screen gives all it has."""
    return SHORT if is_short(shape) else WIDE


def item_name(shape: Shape, number: int) -> str:
    """`Mijlpaal 2`."""
    return f"{ONE.get(shape.key, shape.words.label)} {number}"


def add_name(shape: Shape) -> str:
    """On the button with which one comes."""
    return f"{ONE.get(shape.key, shape.words.label)} toevoegen"


def which(typed: str, options: Sequence[Meaning]) -> str:
    """The question when what was filled in can mean several things."""
    return f"Wat bedoelt u met ‘{typed}’: {' of '.join(each.words for each in options)}?"


def clash(shape: Shape | None, mine: str, theirs: str) -> str:
    """A field that the agenda says something else of by now."""
    name = f"‘{shape.words.label}’" if shape else "een onderdeel"
    return f"De agenda is bij {name} intussen gewijzigd. U schreef: {mine}. Er staat nu: {theirs}. Kies wat er moet staan."


def name_of(data: Mapping[str, Any], thing: Thing, draft: Draft | None = None) -> str:
    """What a thing is called, also while it is only in a draft."""
    if thing.kind is Kind.AGENDA:
        return KINDS[thing.kind]
    key = NAME_KEYS.get(thing.kind, "naam")
    written = draft.change_of((key,)) if draft else None
    stored = (find(data, thing) or {}).get(key)
    return str((written and written.after) or stored or thing.id)


def names(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What fields can refer to: by kind the ids, each with its name."""
    found = {
        str(kind): {each["id"]: str(each.get(NAME_KEYS.get(kind, "naam"), each["id"])) for each in things_of(data, kind)}
        for kind in (Kind.PARTNER, Kind.AMBITION, Kind.INDICATOR)
    }
    sources = {name: name for name in data.get("bronnen") or {}}
    adopters = {"gemeenteraad": "gemeenteraad", "college": "college"} | found[str(Kind.PARTNER)]
    return found | {str(Kind.SOURCE): sources, "vaststeller": adopters}


def id_for(name: str, taken: Collection[str]) -> str:
    """The short fixed name that is made of a name, other than those there are; empty when nothing of it is left."""
    plainly = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    made = re.sub(r"[^a-z0-9]+", "-", plainly).strip("-")[:_LONGEST_ID].rstrip("-")
    if made not in taken or not made:
        return made
    return next(each for number in range(2, len(taken) + 3) if (each := f"{made}-{number}") not in taken)


def presence(people: Iterable[Present]) -> list[str]:
    """Who else has it open, since when."""
    return [f"{each.name} heeft dit open sinds {each.since.astimezone(CLOCK):%H.%M} uur." for each in people]


def others(drafts: Iterable[Draft]) -> list[str]:
    """What others have in draft of it."""
    return [
        f"{each.name} heeft hiervan ook een concept, van {moment(each.changed_at)} ({STATES[each.state]})." for each in drafts
    ]


def state(draft: Draft | None) -> str:
    """How far one's own draft is."""
    if draft is None:
        return OPENING
    many = count(len(draft.fields), "veld", "velden")
    said = f"Uw concept: {many} gewijzigd, bewaard op {moment(draft.changed_at)}."
    if draft.state is State.SUBMITTED:
        return f"{said} Het ligt ter beoordeling. Wijzigt u nog iets, dan is het weer uw concept."
    return f"{said} Lezers zien het pas als het is gepubliceerd."


def sent_back(draft: Draft | None) -> str:
    """The note of who sent it back, if it was."""
    if draft is None or draft.state is not State.SENT_BACK:
        return ""
    return f"{draft.note_by or 'De beoordelaar'} stuurde dit terug: {draft.note}"


def in_the_way(total: int) -> str:
    """How much is still to be filled in before it can be published."""
    return f"Er {'klopt nog 1 ding' if total == 1 else f'kloppen nog {total} dingen'} niet. Het staat bij de velden."


def goes_along(sources: list[str]) -> str:
    """Which new sources belong to a draft."""
    one, more = f"de nieuwe bron {listing(sources)}", f"de nieuwe bronnen {listing(sources)}"
    return f"Hierbij hoort {one}. Die gaat mee." if len(sources) == 1 else f"Hierbij horen {more}. Die gaan mee."


def goes_with(data: Mapping[str, Any], thing: Thing) -> list[str]:
    """What is lost with a thing that is taken away, and what refers to it and would not be right any more."""
    moved = [each for each in things_of(data, Kind.INTERVENTION) if _aims_at(each, thing)]
    names_ = [str(each.get("naam")) for each in moved]
    told: list[str] = []
    if thing.kind is Kind.AMBITION:
        inside = [str(each.get("naam")) for each in (find(data, thing) or {}).get("indicatoren") or []]
        go = count(len(inside), "indicator", "indicatoren")
        told += [f"Met de ambitie {'gaat' if len(inside) == 1 else 'gaan'} {go} weg: {listing(inside)}."] if inside else []
    if thing.kind is Kind.INDICATOR:
        told.append("De norm, de toelichtingen en de nulmeting gaan mee weg.")
        told += [f"Deze interventies noemen dit cijfer; wijzig die ook: {listing(names_)}."] if names_ else []
    if thing.kind is Kind.PARTNER:
        owned = [str(each.get("naam")) for each in things_of(data, Kind.INDICATOR) if each.get("eigenaar") == thing.id]
        led = [str(each.get("naam")) for each in things_of(data, Kind.INTERVENTION) if each.get("partner") == thing.id]
        named = [*owned, *led]
        told += [f"Deze onderdelen noemen de partner; wijzig die ook: {listing(named)}."] if named else []
    if thing.kind is Kind.SOURCE:
        used = [str(each.get("naam")) for each in things_of(data, Kind.INDICATOR) if _mentions(each.get("bron"), thing.id)]
        told += [f"Deze indicatoren gebruiken de bron; wijzig die ook: {listing(used)}."] if used else []
    if thing.kind is Kind.INTERVENTION:
        told.append(
            "De toetsmomenten en hun besluiten gaan mee weg. Is de interventie gestopt? Kies dan liever de fase ‘gestopt’."
        )
    return told


def _aims_at(intervention: Mapping[str, Any], thing: Thing) -> bool:
    return any(each.get("indicator") == thing.id for each in intervention.get("indicatoren") or [])


def _mentions(value: Any, name: str) -> bool:
    if isinstance(value, Mapping):
        return value.get("bron") == name or any(_mentions(each, name) for each in value.values())
    return isinstance(value, list) and any(_mentions(each, name) for each in value)
