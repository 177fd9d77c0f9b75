"""A publication in Dutch: what became what, in which fields, and why; pure, it reads no history."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.look.notation import moment
from dashboard.review.waiting.words import label
from dashboard.review.words import Told, in_words
from etl.door.history import NOBODY_KNOWN
from etl.door.past import Publication
from etl.door.things import Field, Kind, Thing
from indicators.agenda.differences import NORM_TOPICS, Topic
from indicators.wording.numbers import listing

FIRST = "De eerste versie van de agenda die is bewaard."
BROKEN = "Het bestand had voor of na deze wijziging een fout. Daarom is niet te zeggen wat er veranderde."
NO_HISTORY = "Van deze agenda wordt nog niet bewaard wie wat wijzigde."
START = "De beheerder zet dat aan met één opdracht in de map van het project:"
COMMAND = "python -m etl history --start"


@dataclass(frozen=True, kw_only=True)
class Published:
    """One publication. who: empty for who may not know. told: what became what; rest: what else was written otherwise."""

    commit: str
    when: str
    who: str
    reason: str
    told: tuple[Told, ...]
    rest: tuple[str, ...]
    can_go_back: bool


def published(found: Publication, *, with_names: bool, indicator: str = "") -> Published:
    """As a reader reads it; indicator: what is told of this one alone."""
    names, units = dict(found.names), dict(found.units)
    chosen = [each for each in found.differences if indicator in {"", each.id}]
    who = f"{found.entry.who} (geschreven door {found.writers})" if found.writers else found.entry.who
    who = "door wie is niet bekend" if who == NOBODY_KNOWN else who
    return Published(
        commit=found.entry.id,
        when=moment(found.entry.at),
        who=who if with_names else "",
        reason=found.reason,
        told=tuple(in_words(each, names, units) for each in chosen),
        rest=tuple(_rest(found, names, indicator)),
        can_go_back=not found.is_first and not found.is_broken,
    )


def is_about(found: Publication, indicator: str) -> bool:
    """Whether something of this indicator was published; of everything when none is meant."""
    return not indicator or any(thing == Thing(Kind.INDICATOR, indicator) for thing, _ in found.fields)


def _rest(found: Publication, names: dict[str, str], indicator: str) -> Iterator[str]:
    """What is no agreement, and so no difference: remarks, reasons, texts that explain."""
    if found.is_first or found.is_broken:
        yield FIRST if found.is_first else BROKEN
        return
    for thing, paths in found.fields:
        if indicator not in {"", thing.id}:
            continue
        topics = {str(each.topic) for each in found.differences if each.id == thing.id}
        others = [path for path in paths if not _is_told(path, topics)]
        if others:
            name = names.get(thing.id, thing.id)
            whole = "nieuw of weggehaald" if () in others else ""
            yield f"{_kind(thing)}{name}: {whole or listing(list(dict.fromkeys(label(thing.kind, each) for each in others)))}"


def _is_told(path: Field, topics: set[str]) -> bool:
    if Topic.WHOLE in topics or (path[:1] and path[0] in topics):
        return True
    return path[:1] == ("norm",) and bool(topics & NORM_TOPICS)


def _kind(thing: Thing) -> str:
    return "De agenda zelf" if thing.kind is Kind.AGENDA else f"{str(thing.kind).capitalize()} "
