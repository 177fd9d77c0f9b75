"""HTML of the pages about interventions where Streamlit has none that fits; everything that comes in as text is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

from dashboard.interventions.coherence import Twig
from dashboard.interventions.effects import Effect
from dashboard.interventions.ladder import LADDER, look
from dashboard.interventions.moments import NO_CHECKPOINT, Money, Turn, budget_text, decision_text, running_text, turn, when
from dashboard.interventions.portfolio import Entry, Load
from dashboard.look.notation import day, listing
from indicators.agenda.model import Checkpoint, Evaluation, Intervention
from indicators.effects.result import EffectStatus

COLUMNS = ("Wat de cijfers zeggen", "Fase en geld", "Volgend toetsmoment")
HEAD = f'<div class="ivrij kop" aria-hidden="true">{"".join(f"<span>{name}</span>" for name in COLUMNS)}</div>'
NEEDS_WORK = "○"
DECISIONS = ("doorgaan: zoals het nu gaat", "bijstellen: anders verder", "opschalen: groter maken", "stoppen")


def entry_cells(entry: Entry, today: date) -> str:
    """One intervention in the portfolio: what the figures say, phase and money, next checkpoint and what is missing."""
    intervention = entry.intervention
    told = "".join(step_line(each) for each in entry.effects) or _step(EffectStatus.NOT_TESTABLE, "")
    told += "".join(map(_study_line, intervention.evaluations))
    told += "".join(_gap(each) for each in entry.gaps if each != NO_CHECKPOINT)
    lines = f"<small>{escape(running_text(intervention))}</small><small>{escape(budget_text(intervention.budget))}</small>"
    plan = f"<b>{intervention.phase}</b>{lines}"
    moment = _moment(entry, today) + "".join(_gap(each) for each in entry.gaps if each == NO_CHECKPOINT)
    cells = zip(COLUMNS, (told, plan, moment or "<small>geen: de aanpak is gestopt</small>"), strict=True)
    return f'<div class="ivrij">{"".join(f"<span><em>{name}</em>{cell}</span>" for name, cell in cells)}</div>'


def entry_line(entry: Entry, indicator: str) -> str:
    """An intervention beside a figure: whose it is, its phase, and the step on the ladder for this figure."""
    found = "".join(step_line(each) for each in entry.effects if each.indicator.id == indicator)
    return (
        f'<div class="doen"><span>{escape(entry.partner)}<small>{escape(entry.intervention.target_group)}</small></span>'
        f"<span><b>{entry.intervention.phase}</b><small>{escape(running_text(entry.intervention))}</small></span><span>{found}</span></div>"
    )


def step_line(effect: Effect) -> str:
    """The step on the ladder for one indicator: icon, word, and which figure."""
    return _step(effect.result.status, f" · {effect.indicator.name}")


def _step(status: EffectStatus, figure: str) -> str:
    shown = look(status)
    return (
        f'<span class="trede"><b style="color:{shown.colour}"><i aria-hidden="true">{shown.icon}</i> {escape(shown.word)}</b>'
        f"<small>trede {status.step}{escape(figure)}</small></span>"
    )


def _study_line(evaluation: Evaluation) -> str:
    return (
        f'<span class="trede"><b><i aria-hidden="true">↗</i> onderzocht</b>'
        f"<small>trede {evaluation.step} · {escape(evaluation.by)}</small></span>"
    )


def _moment(entry: Entry, today: date) -> str:
    if entry.next is None:
        return ""
    return checkpoint_badge(entry.next, today)


def checkpoint_badge(checkpoint: Checkpoint, today: date) -> str:
    """The date, and how far away it is; an overdue one stands out in words and with a mark."""
    state = turn(checkpoint, today)
    if state is Turn.DECIDED:
        return f"<b>{day(checkpoint.on)}</b><small>{escape(decision_text(checkpoint.decision))}</small>"
    if state is Turn.OVERDUE:
        late = f'<small class="laat">{when(checkpoint, today)}</small>'
        return f'<b class="laat"><i aria-hidden="true">!</i> {day(checkpoint.on)}</b>{late}'
    return f"<b>{day(checkpoint.on)}</b><small>{when(checkpoint, today)}</small>"


def _gap(text: str) -> str:
    return f'<small class="gat"><i aria-hidden="true">{NEEDS_WORK}</i> {escape(text)}</small>'


def chosen(label: str) -> str:
    """The choice that holds now, as text between links."""
    return f'<span class="gekozen"><span class="voorlezen">Gekozen: </span>{escape(label)}</span>'


def capacity(loads: Sequence[Load], idle: Sequence[str]) -> str:
    """How many each partner has under way at once: a block per intervention, with the numbers in words."""
    rows = "".join(
        f'<li><span class="cap-naam">{escape(load.partner.name)}</span><span class="cap-blok" aria-hidden="true">'
        f"{'<b></b>' * load.running}{'<i></i>' * load.prepared}</span><span>{_under_way(load)}"
        f"<small>{escape(load.money.text or 'geen budget vermeld')}</small></span></li>"
        for load in loads
    )
    rest = f'<p class="klein">Zonder interventie: {escape(listing(list(idle)))}.</p>' if idle else ""
    return f'<ul class="capaciteit">{rows}</ul>{rest}'


def _under_way(load: Load) -> str:
    parts = [f"{load.running} {'loopt' if load.running == 1 else 'lopen'}"] if load.running else []
    parts += [f"{load.prepared} in voorbereiding"] if load.prepared else []
    return ", ".join(parts)


def expectation(
    intervention: Intervention, sentence: str, *, frozen: str = "", changed: Sequence[str] = (), gaps: Sequence[str] = ()
) -> str:
    """The hypothesis in one sentence, why it would work, what is fixed and what moved since, and what is missing."""
    why = f'<p class="zacht">Waarom dit zou werken: {escape(intervention.because)}</p>' if intervention.because else ""
    fixed = f'<p class="klein">{escape(frozen)}</p>' if frozen else ""
    moved = f'<ul class="lijst gewijzigd">{"".join(f"<li>{escape(each)}</li>" for each in changed)}</ul>' if changed else ""
    return f'<p class="hypothese">{escape(sentence)}</p>{why}{fixed}{moved}{"".join(map(alone, gaps))}'


def answer(effect: Effect) -> str:
    """The step, its sentence and what would be needed, in running text."""
    shown = look(effect.result.status)
    needed = f'<p class="zacht">{escape(effect.answer.needed)}</p>' if effect.answer.needed else ""
    return (
        f'<p class="oordeel" style="color:{shown.colour}"><span aria-hidden="true">{shown.icon}</span> '
        f"Trede {effect.result.step}: {escape(shown.word)}</p><p class='uitspraak'>{escape(effect.answer.text)}</p>{needed}"
    )


def ladder(here: Mapping[str, Sequence[str]]) -> str:
    """All steps with their meaning; `here`: which figures or studies stand on a step, marked in words as well."""
    rows = "".join(
        f"<li{' class=hier' if step in here else ''}><b>{step}</b><span>{escape(text)}{_stands(here.get(step, ()))}</span></li>"
        for step, text in LADDER
    )
    return f'<ol class="ladder">{rows}</ol>'


def _stands(names: Sequence[str]) -> str:
    return f" <em>Hier staat: {escape(listing(list(names)))}.</em>" if names else ""


def checkpoints(items: Sequence[Checkpoint], today: date) -> str:
    """Every checkpoint with its decision and reason, newest first."""
    rows = "".join(
        f"<li>{checkpoint_badge(each, today)}{_reason(each)}</li>" for each in sorted(items, key=lambda one: one.on, reverse=True)
    )
    return f'<ul class="toetsmomenten">{rows}</ul>'


def _reason(checkpoint: Checkpoint) -> str:
    return f"<span>{escape(checkpoint.note)}</span>" if checkpoint.note else ""


def studies(evaluations: Sequence[Evaluation]) -> str:
    """External studies, each with its link."""
    return f'<ul class="lijst">{"".join(map(_study, evaluations))}</ul>'


def _study(evaluation: Evaluation) -> str:
    link = escape(evaluation.link)
    told = escape(f"Trede {evaluation.step}, onderzocht door {evaluation.by}")
    return f'<li>{told}: <a href="{link}" rel="noopener noreferrer">{link}</a></li>'


def bullets(texts: Iterable[str], *, style: str = "lijst", is_ordered: bool = False) -> str:
    """A plain list."""
    tag = "ol" if is_ordered else "ul"
    return f'<{tag} class="{style}">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</{tag}>'


def decision_boxes(checkpoint: Checkpoint) -> str:
    """What was decided; or the choices to tick, and room to write on paper."""
    if checkpoint.decision:
        return f'<p class="hypothese">{decision_text(checkpoint.decision).capitalize()}</p>{_reason(checkpoint)}'
    boxes = "".join(f'<li><span aria-hidden="true">☐</span> {escape(name)}</li>' for name in DECISIONS)
    return f'<ul class="keuzes">{boxes}</ul><p class="zacht">Reden:</p><div class="schrijfregels" aria-hidden="true"></div>'


def money_bar(twig: Twig, share: float) -> str:
    """Partner and budget; a bar as long as the budget per year."""
    bar = f'<span class="geldbalk" aria-hidden="true"><b style="width:{round(100 * share, 1)}%"></b></span>' if share else ""
    text = f"{twig.partner} · {budget_text(twig.intervention.budget)}"
    return f'<p class="klein strak">{escape(text)}</p>{bar}'


def money_together(money: Money) -> str:
    """The budgets of the interventions of an ambition, in words; figures about money stand below it, never divided."""
    return f'<p class="klein strak">Geld bij deze ambitie. Interventies samen: {escape(money.text or "geen budget vermeld")}.</p>'


def alone(text: str) -> str:
    """Something that is connected to nothing, with a mark."""
    return f'<p class="gat"><i aria-hidden="true">{NEEDS_WORK}</i> {escape(text)}</p>'
