"""What one agenda says otherwise than another: norms, baselines, sources, breaks, interventions; pure, it words nothing.

Texts that only explain (why a figure counts, remarks, commentaries) are no agreements and are not compared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from indicators.agenda.model import Adoption, Agenda, Indicator, Intervention, Norm, NormLevel, Relative
from indicators.agenda.sourced import is_same, sourced


class About(StrEnum):
    """What a difference is about."""

    INDICATOR = "indicator"
    INTERVENTION = "interventie"
    AGENDA = "agenda"


class Topic(StrEnum):
    """What differs, by its key in the agenda; `whole`: it came or went."""

    WHOLE = "whole"
    NORM = "norm"
    ADOPTION = "vastgesteld"
    PAST_NORMS = "historie"
    BASELINE = "nulmeting"
    SOURCE = "bron"
    BREAKS = "trendbreuken"
    DIRECTION = "gewenste_richting"
    UNIT = "eenheid"
    DECIMALS = "decimalen"
    KIND = "soort"
    BOUNDS = "grenzen"
    CURRENT_PRICES = "lopende_prijzen"
    DEFINITION = "definitie"
    NAME = "naam"
    AMBITION = "ambitie"
    START = "start"
    END = "einde"
    AIMS = "indicatoren"
    FROZEN = "vastgelegd"
    SAME_ELSEWHERE = "zelfde_aanpak_in"
    PARTNER = "partner"
    TARGET_GROUP = "doelgroep"
    PHASE = "fase"
    BUDGET = "budget"
    COMPARISON = "vergelijken"


NORM_TOPICS = frozenset({Topic.NORM, Topic.ADOPTION, Topic.PAST_NORMS})
_OF_INDICATOR = {
    Topic.BASELINE: "baseline",
    Topic.BREAKS: "breaks",
    Topic.DIRECTION: "desired_direction",
    Topic.UNIT: "unit",
    Topic.DECIMALS: "decimals",
    Topic.KIND: "kind",
    Topic.BOUNDS: "bounds",
    Topic.CURRENT_PRICES: "is_current_prices",
    Topic.DEFINITION: "definition",
    Topic.NAME: "name",
}
_OF_INTERVENTION = {
    Topic.START: "start",
    Topic.END: "end",
    Topic.AIMS: "aims",
    Topic.FROZEN: "frozen",
    Topic.SAME_ELSEWHERE: "same_elsewhere",
    Topic.PARTNER: "partner",
    Topic.TARGET_GROUP: "target_group",
    Topic.PHASE: "phase",
    Topic.BUDGET: "budget",
    Topic.NAME: "name",
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that two agendas say otherwise.

    id and name: of the indicator or the intervention, as the newer agenda calls it; id is empty for the whole agenda. before and
    after: the parts of the models, None for what is not there. Of a norm they are the whole norms, whichever part differs.
    """

    topic: Topic
    about: About
    id: str = ""
    name: str = ""
    before: Any = None
    after: Any = None


def compare(before: Agenda, after: Agenda) -> tuple[Difference, ...]:
    """Every difference, in the order of the newer agenda; what only the older has comes last. Empty when they agree."""
    return (*_indicators(before, after), *_interventions(before, after), *_comparison(before, after))


def terms_of(norm: Norm | None) -> Norm | None:
    """What a norm asks, without who adopted it and what held before: equal terms ask the same."""
    return norm and norm.model_copy(update={"adoption": None, "history": ()})


def level_of(norm: NormLevel | None) -> tuple[float | int | Relative | None, ...] | None:
    """The part that a norm that held before has as well: value, lower, upper, year and what it is relative to."""
    return None if norm is None else (norm.value, norm.lower, norm.upper, norm.year, norm.relative)


def decision_of(adoption: Adoption | None) -> tuple[str, ...]:
    """What makes a decision another one: its number where there is one, else the day and by whom; empty when nothing is said."""
    if adoption is None:
        return ()
    return (adoption.decision.strip().casefold(),) if adoption.decision else (adoption.on.isoformat(), *adoption.by)


def _indicators(before: Agenda, after: Agenda) -> Iterator[Difference]:
    then, now = ({each.id: each for each in agenda.indicators} for agenda in (before, after))
    themes = [{each.id: place.theme for place in agenda.ambitions for each in place.indicators} for agenda in (before, after)]
    for id_, indicator in now.items():
        if id_ in then:
            yield from _indicator(then[id_], indicator, before, after)
            if themes[0][id_] != themes[1][id_]:
                yield _of(indicator, Topic.AMBITION, themes[0][id_], themes[1][id_])
        else:
            yield _of(indicator, Topic.WHOLE, None, indicator)
    yield from (_of(gone, Topic.WHOLE, gone, None) for id_, gone in then.items() if id_ not in now)


def _indicator(then: Indicator, now: Indicator, before: Agenda, after: Agenda) -> Iterator[Difference]:
    made = [sourced(each, agenda) for each, agenda in ((then, before), (now, after))]
    if then == now and made[0] == made[1]:
        return
    yield from (_of(now, topic, then.norm, now.norm) for topic in _norm_topics(then.norm, now.norm))
    if not is_same(*made):
        yield _of(now, Topic.SOURCE, *made)
    for topic, field in _OF_INDICATOR.items():
        was, is_ = getattr(then, field), getattr(now, field)
        if was != is_:
            yield _of(now, topic, _there(was), _there(is_))


def _norm_topics(then: Norm | None, now: Norm | None) -> Iterator[Topic]:
    if terms_of(then) != terms_of(now):
        yield Topic.NORM
    elif then and now and then.adoption != now.adoption:
        yield Topic.ADOPTION
    if then and now and _is_rewritten(then, now):
        yield Topic.PAST_NORMS


def _is_rewritten(then: Norm, now: Norm) -> bool:
    """More than the norm of then added to what held before: something was taken out, changed or written in between."""
    added = [past for past in now.history if past not in then.history]
    is_kept = all(past in now.history for past in then.history)
    replaced = (level_of(then), decision_of(then.adoption))
    return not is_kept or any((level_of(past), decision_of(past.adoption)) != replaced for past in added)


def _interventions(before: Agenda, after: Agenda) -> Iterator[Difference]:
    then, now = ({each.id: each for each in agenda.interventions} for agenda in (before, after))
    for id_, intervention in now.items():
        if id_ not in then:
            yield _of(intervention, Topic.WHOLE, None, intervention)
        elif then[id_] != intervention:
            for topic, field in _OF_INTERVENTION.items():
                was, is_ = getattr(then[id_], field), getattr(intervention, field)
                if was != is_:
                    yield _of(intervention, topic, _there(was), _there(is_))
    yield from (_of(gone, Topic.WHOLE, gone, None) for id_, gone in then.items() if id_ not in now)


def _comparison(before: Agenda, after: Agenda) -> Iterator[Difference]:
    then, now = before.info.comparison, after.info.comparison
    if then != now:
        yield Difference(topic=Topic.COMPARISON, about=About.AGENDA, before=then, after=now)


def _of(about: Indicator | Intervention, topic: Topic, before: object, after: object) -> Difference:
    kind = About.INDICATOR if isinstance(about, Indicator) else About.INTERVENTION
    return Difference(topic=topic, about=kind, id=about.id, name=about.name, before=before, after=after)


def _there(value: object) -> object:
    """None for an empty list, which says as much as no list."""
    return None if value == () else value
