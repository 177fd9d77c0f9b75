"""One ambition as its page tells it: what, why, who, its interventions and what was said; it judges nothing."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from dashboard.indicator.words import partner_names
from dashboard.interventions.effects import Effect
from dashboard.interventions.markup import checkpoint_badge, step_line
from dashboard.interventions.moments import NO_CHECKPOINT, next_checkpoint, running_text
from dashboard.look.notation import day, listing
from dashboard.look.tags import counts_in_words
from indicators.agenda.model import Agenda, Ambition, Commentary, Indicator, Intervention, Phase
from indicators.methods.assessment import Assessment
from indicators.methods.attention import count_statuses

Remark = tuple[Indicator, Commentary]


def statement(ambition: str) -> str:
    """The ambition itself, as the sentence the page is about."""
    return f'<p class="ambitie">{escape(ambition)}</p>'


def facts(ambition: Ambition, agenda: Agenda) -> list[tuple[str, str]]:
    """Why, who carries it out, who owns the indicators, and for how long; what the agenda leaves out is left out."""
    names = partner_names(agenda)
    doing = dict.fromkeys(names.get(each.partner, each.partner) for each in interventions_of(ambition, agenda))
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


def interventions_of(ambition: Ambition, agenda: Agenda) -> list[Intervention]:
    """Those that aim at an indicator of the ambition, or name the ambition itself."""
    own = {indicator.id for indicator in ambition.indicators}
    return [
        each for each in agenda.interventions if each.ambition == ambition.id or any(aim.indicator in own for aim in each.aims)
    ]


def intervention_line(intervention: Intervention, agenda: Agenda, today: date, effects: Iterable[Effect] = ()) -> str:
    """Partner, whom it is for and what the figures say; phase and start; the next checkpoint."""
    partner = partner_names(agenda).get(intervention.partner, intervention.partner)
    upcoming = next_checkpoint(intervention)
    moment = checkpoint_badge(upcoming, today) if upcoming else f"<small>{_no_moment(intervention)}</small>"
    steps = "".join(map(step_line, effects))
    return (
        f'<div class="doen"><span>{escape(partner)}<small>{escape(intervention.target_group)}</small>{steps}</span>'
        f"<span><b>{escape(intervention.phase)}</b><small>{escape(running_text(intervention))}</small></span>"
        f"<span><small>Volgend toetsmoment</small>{moment}</span></div>"
    )


def _no_moment(intervention: Intervention) -> str:
    return "geen: de aanpak is gestopt" if intervention.phase is Phase.STOPPED else NO_CHECKPOINT


def commentaries(ambition: Ambition) -> list[Remark]:
    """Everything that was said about its indicators, newest first."""
    found = [(indicator, remark) for indicator in ambition.indicators for remark in indicator.commentaries]
    return sorted(found, key=lambda each: each[1].on, reverse=True)


def commentary_list(remarks: Sequence[Remark]) -> str:
    """Per remark its text, the figure it is about, and who wrote it when."""
    items = "".join(
        f"<li><p>{escape(remark.text)}</p><small>Over {escape(indicator.name)}, {remark.year} · {escape(remark.author)},"
        f" {day(remark.on)}</small></li>"
        for indicator, remark in remarks
    )
    return f'<ul class="gezegd">{items}</ul>'
