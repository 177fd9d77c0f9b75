"""What changed in the agenda about one indicator, as far as it was kept, in Dutch; pure, it judges nothing."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime

from dashboard.book.databook import Databook, Row
from dashboard.look.notation import day
from indicators.agenda.differences import NORM_TOPICS, About, Difference, Topic
from indicators.agenda.history import AgendaHistory
from indicators.agenda.model import Adoption
from indicators.agenda.norm_history import NormStep
from indicators.wording.differences import say_difference
from indicators.wording.norm_terms import norm_in_words, norms_apart
from indicators.wording.numbers import listing

HEADERS = ["Gezien op", "Wat", "Was", "Is nu"]


def quietly_changed(row: Row) -> str:
    """That the norm of now differs from what was kept under its decision; empty when it does not."""
    step = row.quiet_step
    if step is None or step.on is None:
        return ""
    before, after = norms_apart(step.before, step.after, row.indicator.unit)
    decision = "nieuw besluit" if step.adoption else "besluit"
    return f"Gewijzigd op {day(step.on)} zonder {decision}: de norm was {before} en is nu {after}."


def decided(row: Row, names: Mapping[str, str]) -> str:
    """Who adopted the norm of now; of a norm that moved without a decision, whose decision still stands beside it."""
    norm = row.indicator.norm
    if norm is None or norm.adoption is None:
        return ""
    adopted = _adopted(norm.adoption, names)
    if row.quiet_step is None:
        return adopted
    return f"Erbij staat nog: {adopted[0].lower()}{adopted[1:]}. Dat besluit ging over een andere norm."


def _adopted(adoption: Adoption, names: Mapping[str, str]) -> str:
    by = listing([names.get(each, each) for each in adoption.by])
    decision = f", besluit {adoption.decision}" if adoption.decision else ""
    return f"Vastgesteld door {by} op {day(adoption.on)}{decision}"


def past_norms(row: Row, names: Mapping[str, str]) -> str:
    """The norms that held before, a line each, with who adopted them and why they were changed."""
    return "\n".join(_past_norm(step, row.indicator.unit, names) for step in row.norm_steps if step.before and step.moves)


def _past_norm(step: NormStep, unit: str, names: Mapping[str, str]) -> str:
    adoption = getattr(step.before, "adoption", None)
    decided = [_adopted(adoption, names)] if adoption else []
    parts = [norm_in_words(step.before, unit), *(decided if step.was_decided else ["Zonder eigen besluit"])]
    parts += [f"Gewijzigd op {day(step.on)} zonder nieuw besluit"] if step.is_quiet and step.on else []
    return ". ".join([*parts, f"Gewijzigd omdat: {step.reason}"]) if step.reason else f"{'. '.join(parts)}."


def how_far(row: Row, history: AgendaHistory) -> str:
    """Since when we can know, and that nothing is known of before."""
    if history.began is None:
        return "Eerdere agenda’s zijn hier niet bewaard. Of er iets aan is gewijzigd, weten we niet."
    is_told = any(step.before and step.seen_at is None for step in row.norm_steps)
    known = ", behalve wat hierboven bij ‘Eerdere normen’ staat" if is_told else ""
    return f"We bewaren de agenda sinds {day(history.began)}. Wat er voor die tijd aan is gewijzigd, weten we niet{known}."


def changes(book: Databook, row: Row) -> list[list[str]]:
    """A line for every difference that was seen, newest first, also in interventions that aimed at this indicator."""
    names = dict(book.partners) | {each.indicator.id: each.indicator.name for each in book.rows}
    aimed = {each.id for each in book.agenda.aimed_at(row.indicator.id)}
    found = [*_norm_changes(row), *_differences(book.history, row, aimed, names)]
    return [line for _, line in sorted(found, key=lambda each: each[0], reverse=True)]


def _norm_changes(row: Row) -> Iterator[tuple[datetime, list[str]]]:
    for step in row.norm_steps:
        if step.seen_at is None:
            continue
        before, after = norms_apart(step.before, step.after, row.indicator.unit)
        what = "norm, zonder nieuw besluit" if step.is_quiet else "norm" if step.moves else "norm, opnieuw vastgesteld"
        yield step.seen_at, [day(step.seen_at), what, before, after]


def _differences(
    history: AgendaHistory, row: Row, aimed: Set[str], names: Mapping[str, str]
) -> Iterator[tuple[datetime, list[str]]]:
    for step in history.steps:
        for each in step.differences:
            if each.topic in NORM_TOPICS - {Topic.PAST_NORMS} or not _is_about(each, row.indicator.id, aimed):
                continue
            told = say_difference(each, names)
            what = told.label if each.about is About.INDICATOR else f"‘{each.name}’: {told.label}"
            yield step.since, [day(step.since), what.removesuffix(": "), told.before, told.after]


def _is_about(difference: Difference, indicator: str, aimed: Set[str]) -> bool:
    if difference.about is About.INDICATOR:
        return difference.id == indicator
    sides = (difference.before, difference.after)
    aims = [aim for side in sides for aim in (side if isinstance(side, tuple) else getattr(side, "aims", ()))]
    return difference.id in aimed or any(getattr(aim, "indicator", "") == indicator for aim in aims)
