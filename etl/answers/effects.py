"""What can be said of every intervention of the agenda, from frames as the store gives them; pure, kept elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from etl.answers.adopters import Adopters
from etl.answers.everyone import SIZE, Everyone, Since
from etl.answers.figures import Figures
from indicators.agenda.model import Agenda, Aim, Indicator, Intervention
from indicators.effects.hypothesis import Hypothesis, find_frozen, find_hypothesis
from indicators.effects.judge import judge_effects
from indicators.effects.placebo import Peers
from indicators.effects.pooled import judge_together
from indicators.effects.result import EffectResult, PooledResult
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel
from indicators.methods.usable import last_begun
from indicators.wording.answers import Answer
from indicators.wording.effect import describe_effect


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One indicator an intervention wants to move: what it expects, and what the figures say of it.

    same_elsewhere: who does the same as it, or as another intervention that wants to move this indicator. unread: that their file
    was not read. together: with the others of a known start; None when there are none, or nothing is expected of it yet.
    """

    indicator: Indicator
    aim: Aim
    result: EffectResult
    answer: Answer
    same_elsewhere: frozenset[str] = frozenset()
    unread: str = ""
    together: PooledResult | None = None


Effects = Mapping[str, tuple[Effect, ...]]
"""Per intervention id, in the order of its aims."""


def find_peers(agenda: Agenda, figures: Figures, own: str) -> Peers:
    """Who is like whom, for all municipalities of today at once: the same features as the comparison group has."""
    settings = agenda.info.comparison
    features = figures.structure([feature.id for feature in settings.features])
    log_scaled = {feature.id for feature in settings.features if feature.is_log_scaled}
    return Peers(
        likeness=rank_by_likeness(features, log_scaled=log_scaled),
        inhabitants={code: known[SIZE] for code, known in features.items() if SIZE in known},
        group_size=settings.size,
        group_list=settings.municipalities if own == agenda.info.municipality else (),
    )


def judge_interventions(
    agenda: Agenda,
    peers: Peers,
    everyone: Everyone,
    own: str,
    today: date,
    adopters: Mapping[str, Adopters],
) -> Effects:
    """Every intervention against the figures; those that aim at the same indicator share one statement.

    adopters: by intervention; each intervention is also judged together with those of a known start.
    """
    names = {each.id: each.name for each in agenda.interventions}
    found: dict[tuple[str, str], Effect] = {}
    for indicator in agenda.indicators:
        if aims := _aims_at(agenda, indicator):
            figures = everyone.since(indicator.id, begun_for_everyone(everyone, indicator, today))
            asked = _Asked(indicator, aims, figures, {each: adopters[each] for each in aims})
            found |= {(name, indicator.id): effect for name, effect in asked.judge(peers, own, today.year, names)}
    return {each.id: tuple(found[each.id, aim.indicator] for aim in each.aims) for each in agenda.interventions}


@dataclass(frozen=True)
class _Asked:
    """All interventions that aim at one indicator, its figures, and who does the same."""

    indicator: Indicator
    aims: Mapping[str, tuple[Intervention, Aim]]
    figures: Since
    adopters: Mapping[str, Adopters]

    def judge(self, peers: Peers, own: str, today_year: int, names: Mapping[str, str]) -> Iterator[tuple[str, Effect]]:
        """What the figures say of each of them, by id."""
        panel, frozen = self.figures.definitive, _frozen(self.aims)
        same = frozenset(code for each in self.adopters.values() for code in each.codes)
        results = judge_effects(
            list(self.aims.values()),
            panel,
            peers,
            own=own,
            today_year=today_year,
            excluded=same | self.figures.merged,
            frozen=frozen,
            provisional_too=self.figures.with_provisional,
        )
        for result in results:
            answer = describe_effect(result, self.indicator, names)
            for each in result.interventions:
                hypothesis = frozen.get(each) or find_hypothesis(*self.aims[each])
                yield (
                    each,
                    Effect(
                        indicator=self.indicator,
                        aim=self.aims[each][1],
                        result=result,
                        answer=answer,
                        same_elsewhere=same,
                        unread=self.adopters[each].unread,
                        together=self._together(hypothesis, each, panel, peers, own, same),
                    ),
                )

    def _together(
        self, hypothesis: Hypothesis | None, name: str, panel: Panel, peers: Peers, own: str, same: frozenset[str]
    ) -> PooledResult | None:
        starts = {code: year for code, year in self.adopters[name].starts.items() if code != own}
        if hypothesis is None or not starts:
            return None
        return judge_together(hypothesis, starts, panel, peers, own=own, excluded=same, merged=self.figures.merged)


def _aims_at(agenda: Agenda, indicator: Indicator) -> dict[str, tuple[Intervention, Aim]]:
    return {each.id: (each, aim) for each in agenda.interventions for aim in each.aims if aim.indicator == indicator.id}


def _frozen(aims: Mapping[str, tuple[Intervention, Aim]]) -> dict[str, Hypothesis]:
    found = {name: find_frozen(each, aim.indicator) for name, (each, aim) in aims.items()}
    return {name: hypothesis for name, hypothesis in found.items() if hypothesis is not None}


def begun_for_everyone(everyone: Everyone, indicator: Indicator, today: date) -> int:
    """After a new definition, or from another source, the figures are others: only those of now are compared."""
    return max(last_begun(indicator.breaks, today), everyone.last_source(indicator.id))
