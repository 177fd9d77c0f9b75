"""How ambitions, interventions, indicators and money hang together, and where a link is missing; pure, it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.book.databook import Row
from dashboard.interventions.money import NO_BUDGET, Money, budget_text, money_of
from dashboard.look.notation import amount, count, point_period
from indicators.agenda.model import Agenda, Ambition, BudgetPer, Direction, Indicator, IndicatorKind, Intervention
from indicators.wording.numbers import listing

ARROWS = {Direction.UP: "omhoog", Direction.DOWN: "omlaag"}
NONE = "–"


@dataclass(frozen=True, kw_only=True)
class Twig:
    """An intervention under an ambition, with the indicators of that ambition it wants to move and which way."""

    intervention: Intervention
    partner: str
    indicators: tuple[tuple[Indicator, str], ...]
    elsewhere: int
    """How many indicators of other ambitions it aims at."""

    @property
    def money(self) -> str:
        """Whose it is and what it may cost."""
        return f"{self.partner} · {budget_text(self.intervention.budget)}"

    @property
    def nothing(self) -> str:
        """What to say when it wants to move no indicator of this ambition."""
        return f"geen indicator van de{'ze ambitie' if self.elsewhere else ' agenda'}"


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One ambition: its interventions, the indicators nobody works on, and the figures about money."""

    ambition: Ambition
    twigs: tuple[Twig, ...]
    loose: tuple[Indicator, ...]
    costs: tuple[Indicator, ...]
    money: Money


def grow(agenda: Agenda) -> tuple[Branch, ...]:
    """The tree, a branch per ambition in the order of the agenda. An intervention stands under every ambition it serves."""
    partners = {each.id: each.name for each in agenda.partners}
    return tuple(_branch(ambition, agenda, partners) for ambition in agenda.ambitions)


def _branch(ambition: Ambition, agenda: Agenda, partners: dict[str, str]) -> Branch:
    known = {indicator.id: indicator for indicator in ambition.indicators}
    twigs = tuple(
        _twig(each, known, partners)
        for each in agenda.interventions
        if each.ambition == ambition.id or any(aim.indicator in known for aim in each.aims)
    )
    aimed = {indicator.id for twig in twigs for indicator, _ in twig.indicators}
    costs = tuple(each for each in ambition.indicators if each.kind is IndicatorKind.INPUT)
    return Branch(
        ambition=ambition,
        twigs=twigs,
        loose=tuple(each for each in ambition.indicators if each.id not in aimed and each not in costs),
        costs=costs,
        money=money_of([twig.intervention for twig in twigs]),
    )


def _twig(intervention: Intervention, known: dict[str, Indicator], partners: dict[str, str]) -> Twig:
    mine = [(known[aim.indicator], _way(aim.direction)) for aim in intervention.aims if aim.indicator in known]
    return Twig(
        intervention=intervention,
        partner=partners.get(intervention.partner, intervention.partner),
        indicators=tuple(mine),
        elsewhere=len(intervention.aims) - len(mine),
    )


def _way(direction: Direction | None) -> str:
    return ARROWS.get(direction, "richting niet vermeld") if direction else "richting niet vermeld"


def missing_links(branches: Sequence[Branch]) -> list[str]:
    """What stands alone, each as a sentence; empty when everything is connected."""
    bare = [branch.ambition.theme for branch in branches if not branch.twigs]
    idle = {twig.intervention.name for branch in branches for twig in branch.twigs if not twig.intervention.aims}
    loose = sum(len(branch.loose) for branch in branches)
    told = [f"Ambities zonder interventie: {listing(bare)}."] if bare else ["Elke ambitie heeft minstens één interventie."]
    told += (
        [f"Interventies die geen indicator van de agenda bewegen: {listing(sorted(idle))}."]
        if idle
        else ["Elke interventie wil een indicator van de agenda bewegen."]
    )
    told += [f"Aan {count(loose, 'indicator', 'indicatoren')} werkt nog geen interventie."] if loose else []
    return told


def together(branch: Branch) -> str:
    """The budgets of its interventions, in words; figures about money stand below it."""
    return f"Geld bij deze ambitie. Interventies samen: {branch.money.text or NO_BUDGET}."


def largest_budget(branches: Sequence[Branch]) -> float:
    """The scale of the bars, in euros a year; 0 when nobody states one."""
    return max((_yearly(twig.intervention) for branch in branches for twig in branch.twigs), default=0.0)


def budget_share(intervention: Intervention, largest: float) -> float:
    """Length of the bar (0–1); 0 for money once, which is not on the same scale."""
    return _yearly(intervention) / largest if largest else 0.0


def _yearly(intervention: Intervention) -> float:
    budget = intervention.budget
    return budget.amount if budget and budget.per is BudgetPer.YEAR else 0.0


def cost_lines(branch: Branch, rows: Sequence[Row]) -> list[tuple[Indicator, str]]:
    """The figures about money of this ambition, the newest of each; beside the interventions, never divided by an effect."""
    by_id = {row.indicator.id: row for row in rows}
    return [(indicator, f"{indicator.name}: {_newest(indicator, by_id.get(indicator.id))}") for indicator in branch.costs]


def _newest(indicator: Indicator, row: Row | None) -> str:
    last = row.last if row else None
    return f"{amount(last.value, indicator)} ({point_period(last)})" if last else "nog geen cijfer"


def branch_of(agenda: Agenda, ambition: str) -> Branch:
    """The branch of one ambition; KeyError when there is none."""
    return {branch.ambition.id: branch for branch in grow(agenda)}[ambition]


def table_lines(branches: Sequence[Branch]) -> tuple[list[str], list[list[str]]]:
    """The tree as a table: a line for every connection, and for everything that stands alone."""
    headers = ["Ambitie", "Interventie", "Partner", "Indicator", "Geld"]
    return headers, [line for branch in branches for line in _lines(branch)]


def _lines(branch: Branch) -> list[list[str]]:
    theme = branch.ambition.theme
    lines = []
    for twig in branch.twigs:
        names = [f"{indicator.name} ({way})" for indicator, way in twig.indicators] or ["geen indicator van de agenda"]
        lines += [[theme, twig.intervention.name, twig.partner, name, budget_text(twig.intervention.budget)] for name in names]
    if not branch.twigs:
        lines.append([theme, "geen interventie", NONE, NONE, NONE])
    lines += [[theme, "geen interventie", NONE, indicator.name, NONE] for indicator in branch.loose]
    return lines + [[theme, NONE, NONE, f"{indicator.name} (middelen)", NONE] for indicator in branch.costs]
