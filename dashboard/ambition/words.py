"""One ambition as its page tells it: what, why, who, its interventions and what was said; it judges nothing."""

from collections.abc import Iterable, Mapping

from dashboard.interventions.moments import NO_CHECKPOINT
from dashboard.interventions.served import interventions_of
from dashboard.overview.words import counts_in_words
from indicators.agenda.model import Agenda, Ambition, Commentary, Indicator, Intervention, Phase
from indicators.methods.assessment import Assessment
from indicators.methods.attention import count_statuses
from indicators.wording.numbers import listing

Remark = tuple[Indicator, Commentary]


def facts(ambition: Ambition, agenda: Agenda, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Why, who carries it out, who owns the indicators, and for how long; what the agenda leaves out is left out.

    names: of partners by their id.
    """
    doing = dict.fromkeys(names.get(each.partner, each.partner) for each in interventions_of(agenda, ambition))
    owning = dict.fromkeys(names.get(each.owner, each.owner) for each in ambition.indicators if each.owner)
    term = agenda.info.term
    pairs = [
        ("Waarom", ambition.explanation or ""),
        ("Wie er iets doet", listing(list(doing) or [""])),
        ("Eigenaren van de cijfers", listing(list(owning) or [""])),
        ("Looptijd van de agenda", f"{term.first} tot en met {term.last}"),
    ]
    return [(label, text) for label, text in pairs if text]


def stand(judged: Iterable[Assessment]) -> str:
    """The counts per status in words; never one score."""
    return f"Stand: {counts_in_words(count_statuses(judged))}. We tellen de indicatoren niet op tot één cijfer."


def no_moment(intervention: Intervention) -> str:
    """Why there is no next checkpoint."""
    return "geen: de aanpak is gestopt" if intervention.phase is Phase.STOPPED else NO_CHECKPOINT


def commentaries(ambition: Ambition) -> list[Remark]:
    """Everything that was said about its indicators, newest first."""
    found = [(indicator, remark) for indicator in ambition.indicators for remark in indicator.commentaries]
    return sorted(found, key=lambda each: each[1].on, reverse=True)
