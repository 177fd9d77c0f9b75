"""What can be said of every intervention of the agenda, from frames as the store gives them; pure, kept elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.answers.adopters import Adopters
from etl.answers.figures import Figures
from etl.store.terms import features_of
from indicators.agenda.model import Agenda, Aim, BreakKind, Indicator, Intervention
from indicators.effects.hypothesis import Hypothesis, find_frozen, find_hypothesis
from indicators.effects.judge import judge_effects
from indicators.effects.mergers import find_mergers
from indicators.effects.placebo import Peers
from indicators.effects.pooled import judge_together
from indicators.effects.result import EffectResult, PooledResult
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel, build_panel
from indicators.wording.answers import Answer
from indicators.wording.effect import describe_effect

SIZE = "inwoners"
"""The feature that tells which municipalities are of the same size; without it nobody can say what chance is."""


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
    observations: pd.DataFrame,
    current: frozenset[str],
    own: str,
    today: date,
    adopters: Mapping[str, Adopters],
) -> Effects:
    """Every intervention against the figures; those that aim at the same indicator share one statement.

    adopters: by intervention; each intervention is also judged together with those of a known start.
    """
    held = observations[observations["region"].isin(current)]
    inhabitants = _inhabitants(held)
    names = {each.id: each.name for each in agenda.interventions}
    found: dict[tuple[str, str], Effect] = {}
    for indicator in agenda.indicators:
        if aims := _aims_at(agenda, indicator):
            rows = _since_break(held[held["indicator"] == indicator.id], indicator, today)
            asked = _Asked(indicator, aims, rows, _merged(inhabitants, rows["year"]), {each: adopters[each] for each in aims})
            found |= {(name, indicator.id): effect for name, effect in asked.judge(peers, own, today.year, names)}
    return {each.id: tuple(found[each.id, aim.indicator] for aim in each.aims) for each in agenda.interventions}


@dataclass(frozen=True)
class _Asked:
    """All interventions that aim at one indicator, its figures, and who cannot take part or does the same."""

    indicator: Indicator
    aims: Mapping[str, tuple[Intervention, Aim]]
    rows: pd.DataFrame
    merged: frozenset[str]
    adopters: Mapping[str, Adopters]

    def judge(self, peers: Peers, own: str, today_year: int, names: Mapping[str, str]) -> Iterator[tuple[str, Effect]]:
        """What the figures say of each of them, by id."""
        is_provisional = self.rows["status"].fillna("").str.contains("voorlopig")
        panel, frozen = _panel(self.rows[~is_provisional]), _frozen(self.aims)
        same = frozenset(code for each in self.adopters.values() for code in each.codes)
        results = judge_effects(
            list(self.aims.values()),
            panel,
            peers,
            own=own,
            today_year=today_year,
            excluded=same | self.merged,
            frozen=frozen,
            provisional_too=_panel(self.rows) if is_provisional.any() else None,
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
        return judge_together(hypothesis, starts, panel, peers, own=own, excluded=same, merged=self.merged)


def _aims_at(agenda: Agenda, indicator: Indicator) -> dict[str, tuple[Intervention, Aim]]:
    return {each.id: (each, aim) for each in agenda.interventions for aim in each.aims if aim.indicator == indicator.id}


def _inhabitants(held: pd.DataFrame) -> Mapping[str, Mapping[int, float]]:
    features = features_of(held)
    rows = features[features["feature"] == SIZE]
    found: dict[str, dict[int, float]] = {}
    for region, year, value in zip(rows["region"], rows["year"], rows["value"], strict=True):
        found.setdefault(str(region), {})[int(year)] = float(value)
    return found


def _merged(inhabitants: Mapping[str, Mapping[int, float]], years: pd.Series) -> frozenset[str]:
    """Those that became another area in these years."""
    return frozenset() if years.empty else find_mergers(inhabitants, int(years.min()), int(years.max()))


def _frozen(aims: Mapping[str, tuple[Intervention, Aim]]) -> dict[str, Hypothesis]:
    found = {name: find_frozen(each, aim.indicator) for name, (each, aim) in aims.items()}
    return {name: hypothesis for name, hypothesis in found.items() if hypothesis is not None}


def _since_break(rows: pd.DataFrame, indicator: Indicator, today: date) -> pd.DataFrame:
    """After a new definition, or from another source, the figures are others: only those of now are compared."""
    begun = [cut.year for cut in indicator.breaks if cut.kind is BreakKind.DEFINITION and cut.year <= today.year]
    spoken = rows[["year", "segment"]].drop_duplicates().sort_values("year")
    begun += spoken["year"][spoken["segment"].diff().fillna(0) != 0].tolist()
    return rows[rows["year"] >= max(begun)] if begun else rows


def _panel(rows: pd.DataFrame) -> Panel:
    return build_panel(rows["region"].tolist(), rows["year"].tolist(), rows["value"].tolist())
