"""What a change of the agenda would do, in Dutch: answers, norms, lines of the file; pure, it works nothing out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.book.databook import Databook, Row
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from dashboard.review.effects import Effects, NormToBe
from dashboard.review.tried import Tried
from etl.door.proposal import Line, Side
from indicators.agenda.differences import Difference, Topic
from indicators.methods.base_rates import BaseRates
from indicators.wording.answers import Answer
from indicators.wording.base_rates import say_base_rates, say_lack
from indicators.wording.differences import say_difference
from indicators.wording.norm_terms import norms_apart
from indicators.wording.numbers import listing

HEADING = "Dit verandert er"
NOTHING_ELSE = "Geen enkel oordeel verandert."
OTHER_MUNICIPALITY = (
    "De agenda gaat dan over een andere gemeente. Wat dat verandert, is te zien na het publiceren en de volgende verversing."
)
CANNOT_BE_USED = "Zo kan de agenda nog niet worden gebruikt. Dit moet eerst anders:"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One of the four questions, with the answer of now and the one to come; has_moved: its status is another one."""

    question: str
    before: tuple[Status, str]
    after: tuple[Status, str]

    @property
    def has_moved(self) -> bool:
        """Whether another thing is said."""
        return self.before[0] is not self.after[0]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What another agenda says otherwise; before is empty where there is nothing to cross out."""

    name: str
    label: str
    before: str
    after: str


def headline(effects: Effects, tried: Sequence[Tried] = ()) -> str:
    """How many answers become another one, of indicators and of interventions."""
    found = len(effects.judgements) + sum(each.has_moved for each in tried)
    if not found:
        return NOTHING_ELSE
    return "1 oordeel verandert." if found == 1 else f"{found} oordelen veranderen."


def answers(effects: Effects, before: Databook, after: Databook) -> list[tuple[str, list[Answered]]]:
    """By the name of each indicator of which an answer moves: the four questions, with both answers."""
    found = []
    for indicator, _ in groupby(effects.judgements, key=lambda each: each.indicator):
        rows = before.row(indicator.id), after.row(indicator.id)
        if rows[0] and rows[1]:
            found.append((indicator.name, _four(rows[0], rows[1])))
    return found


def _four(then: Row, now: Row) -> list[Answered]:
    return [Answered(question=each.text, before=_answer(then, each.kind), after=_answer(now, each.kind)) for each in QUESTIONS]


def _answer(row: Row, kind: str) -> tuple[Status, str]:
    said: Answer = getattr(row.judged.answers, kind)
    return getattr(row.assessment, kind).status, said.text


def remarks(effects: Effects) -> list[str]:
    """What can only be known later, and what goes."""
    fresh = {each.id for each in effects.differences if each.topic is Topic.WHOLE}
    new = [row.indicator.name for row in effects.unseen if row.indicator.id in fresh]
    moved = [row.indicator.name for row in effects.unseen if row.indicator.id not in fresh]
    said = [f"Nieuw: {listing(new)}. Na de volgende verversing staan de cijfers erbij."] if new else []
    said += [f"Uit een andere bron: {listing(moved)}. Wat dat doet, is te zien na de volgende verversing."] if moved else []
    said += [f"Niet meer in de agenda: {listing(list(effects.gone))}. De cijfers blijven bewaard."] if effects.gone else []
    return said


def quiet(effects: Effects) -> list[str]:
    """Norms that ask something else while the decision beside them is that of before."""
    moved = [each for each in effects.norms if each.is_quiet]
    names = {each.row.indicator.id: each.row.indicator for each in moved}
    found = [each for each in effects.differences if each.topic is Topic.NORM and each.id in names]
    return [_quiet(each, names[each.id].unit) for each in found]


def _quiet(difference: Difference, unit: str) -> str:
    before, after = norms_apart(difference.before, difference.after, unit)
    return f"De norm van {difference.name} was {before} en wordt {after}. Er staat geen nieuw besluit bij."


def norm_lines(norm: NormToBe) -> list[str]:
    """What a court of audit would ask of a norm, and how usual the step to it is."""
    rates = norm.rates
    said = say_base_rates(norm.row.indicator, rates) if isinstance(rates, BaseRates) else (say_lack(rates),)
    return [*(each.text for each in norm.warnings), *said]


def more_pictures(others: int) -> str:
    """That there are more charts than are shown."""
    return f"Van nog {others} {'indicator' if others == 1 else 'indicatoren'} verandert de grafiek ook."


def in_words(difference: Difference, names: Mapping[str, str], units: Mapping[str, str]) -> Told:
    """One difference of two agendas; names: of indicators and partners, units: of indicators, by their id."""
    if difference.topic is Topic.NORM:
        before, after = norms_apart(difference.before, difference.after, units.get(difference.id, ""))
        return Told(name=difference.name, label="norm", before=before, after=after)
    told = say_difference(difference, names)
    return Told(name=difference.name or "De hele agenda", label=told.label, before=told.before, after=told.after)


def differences(found: Sequence[Difference], book: Databook) -> list[Told]:
    """Those of an agenda to come; book: with that agenda."""
    names = dict(book.partners) | {each.id: each.name for each in book.agenda.indicators}
    units = {each.id: each.unit for each in book.agenda.indicators}
    return [in_words(each, names, units) for each in found]


def line(each: Line) -> tuple[str, str, str]:
    """A line of the file: what happens to it, for who hears it; its class; and the line itself with its number."""
    if each.side is Side.LEFT_OUT:
        return "", "gat", "…"
    return {Side.GOES: "weg", Side.COMES: "nieuw"}.get(each.side, ""), str(each.side), f"{each.number:>4}  {each.text}"
