"""HTML of the pages about interventions where Streamlit has none that fits; everything that comes in as text is escaped."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from dashboard.coherence import Twig
from dashboard.effects import Effect
from dashboard.format import day, listing
from dashboard.interventions import Money, Turn, budget_text, decision_text, frozen_text, month, turn, when
from dashboard.portfolio import Entry, Load
from dashboard.steps import LADDER, look, study_name
from indicators.model import Checkpoint, Evaluation, Intervention

COLUMNS = ("Wat de cijfers zeggen", "Fase en geld", "Volgend toetsmoment")
HEAD = f'<div class="ivrij kop" aria-hidden="true">{"".join(f"<span>{name}</span>" for name in COLUMNS)}</div>'
NEEDS_WORK = "○"
DECISIONS = ("doorgaan: zoals het nu gaat", "bijstellen: anders verder", "opschalen: groter maken", "stoppen")


def entry_cells(entry: Entry, today: date) -> str:
    """One intervention in the portfolio: what the figures say, phase and money, next checkpoint and what is missing."""
    intervention = entry.intervention
    told = "".join(step_line(each) for each in entry.effects)
    told += "".join(f'<span class="trede"><b>↗</b> {escape(study_name(each))}</span>' for each in intervention.evaluations)
    start = f"start {month(intervention.start)}" if intervention.start else "geen start vermeld"
    return (
        f'<div class="ivrij"><span>{told or _gap("geen indicator van de agenda")}</span>'
        f"<span><b>{intervention.phase}</b><small>{escape(start)}</small><small>{escape(budget_text(intervention.budget))}</small></span>"
        f"<span>{_moment(entry, today)}{''.join(map(_gap, entry.gaps))}</span></div>"
    )


def step_line(effect: Effect) -> str:
    """The step on the ladder for one indicator: icon, word, and which figure."""
    shown = look(effect.result.status)
    return (
        f'<span class="trede"><b style="color:{shown.colour}"><i aria-hidden="true">{shown.icon}</i> {escape(shown.word)}</b>'
        f"<small>trede {effect.result.step} · {escape(effect.indicator.name)}</small></span>"
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


def expectation(intervention: Intervention, sentence: str, gaps: Sequence[str]) -> str:
    """The hypothesis in one sentence, why it would work, since when it is fixed, and what is missing."""
    why = f'<p class="zacht">Waarom dit zou werken: {escape(intervention.because)}</p>' if intervention.because else ""
    frozen = frozen_text(intervention)
    fixed = f'<p class="klein">{escape(frozen)}</p>' if frozen else ""
    return f'<p class="hypothese">{escape(sentence)}</p>{why}{fixed}{"".join(map(_gap, gaps))}'


def answer(effect: Effect) -> str:
    """The step, its sentence and what would be needed, in running text."""
    shown = look(effect.result.status)
    needed = f'<p class="zacht">{escape(effect.answer.needed)}</p>' if effect.answer.needed else ""
    return (
        f'<p class="oordeel" style="color:{shown.colour}"><span aria-hidden="true">{shown.icon}</span> '
        f"Trede {effect.result.step}: {escape(shown.word)}</p><p class='uitspraak'>{escape(effect.answer.text)}</p>{needed}"
    )


def ladder(steps: Iterable[str]) -> str:
    """All steps with their meaning; those that apply here are marked, in words as well."""
    here = set(steps)
    rows = "".join(
        f"<li{' class=hier' if step in here else ''}><b>{step}</b><span>{escape(text)}"
        f"{' <em>Hier staat deze interventie.</em>' if step in here else ''}</span></li>"
        for step, text in LADDER
    )
    return f'<ol class="ladder">{rows}</ol>'


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
    rows = "".join(
        f'<li>{escape(study_name(each))}: <a href="{escape(each.link)}" rel="noopener noreferrer">{escape(each.link)}</a></li>'
        for each in evaluations
    )
    return f'<ul class="lijst">{rows}</ul>'


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


def money_beside(costs: Sequence[str], money: Money) -> str:
    """Figures about money with the budgets of the interventions; side by side, never divided."""
    total = f"<li>Interventies samen: {escape(money.text)}</li>" if money.text else ""
    figures = "".join(f"<li>{escape(each)}</li>" for each in costs)
    return f'<p class="klein">Geld bij deze ambitie</p><ul class="lijst">{total}{figures}</ul>'


def alone(text: str) -> str:
    """Something that is connected to nothing, with a mark."""
    return f'<p class="gat"><i aria-hidden="true">{NEEDS_WORK}</i> {escape(text)}</p>'
