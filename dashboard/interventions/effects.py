"""What can be said of every intervention of the agenda, from frames as the store gives them; pure, kept elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.book.databook import Databook
from dashboard.book.figures import Figures
from etl.store.terms import features_of
from indicators.agenda.model import Agenda, Aim, BreakKind, Indicator, Intervention
from indicators.effects.hypothesis import Hypothesis, find_frozen
from indicators.effects.judge import judge_effects
from indicators.effects.mergers import find_mergers
from indicators.effects.placebo import Peers
from indicators.effects.result import EffectResult
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel, build_panel
from indicators.wording.answers import Answer
from indicators.wording.effect import describe_effect

SIZE = "inwoners"
"""The feature that tells which municipalities are of the same size; without it nobody can say what chance is."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One indicator an intervention wants to move: what it expects, and what the figures say of it."""

    indicator: Indicator
    aim: Aim
    result: EffectResult
    answer: Answer


Effects = Mapping[str, tuple[Effect, ...]]
"""Per intervention id, in the order of its aims."""


def of_book(book: Databook) -> Effects:
    """Of the municipality of this databook, as it stands on its day."""
    peers = find_peers(book.agenda, book.figures, book.code)
    return judge_interventions(book.agenda, peers, book.figures.observations, book.figures.current, book.code, book.today)


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
    agenda: Agenda, peers: Peers, observations: pd.DataFrame, current: frozenset[str], own: str, today: date
) -> Effects:
    """Every intervention against the figures; those that aim at the same indicator share one statement."""
    held = observations[observations["region"].isin(current)]
    inhabitants = _inhabitants(held)
    names = {each.id: each.name for each in agenda.interventions}
    found: dict[tuple[str, str], Effect] = {}
    for indicator in agenda.indicators:
        aims = _aims_at(agenda, indicator)
        if not aims:
            continue
        rows = _since_break(held[held["indicator"] == indicator.id], indicator, today)
        is_provisional = rows["status"].fillna("").str.contains("voorlopig")
        results = judge_effects(
            list(aims.values()),
            _panel(rows[~is_provisional]),
            peers,
            own=own,
            today_year=today.year,
            excluded=_excluded(aims, inhabitants, rows["year"]),
            frozen=_frozen(aims),
            provisional_too=_panel(rows) if is_provisional.any() else None,
        )
        for result in results:
            answer = describe_effect(result, indicator, names)
            for each in result.interventions:
                found[each, indicator.id] = Effect(indicator=indicator, aim=aims[each][1], result=result, answer=answer)
    return {each.id: tuple(found[each.id, aim.indicator] for aim in each.aims) for each in agenda.interventions}


def _aims_at(agenda: Agenda, indicator: Indicator) -> dict[str, tuple[Intervention, Aim]]:
    return {each.id: (each, aim) for each in agenda.interventions for aim in each.aims if aim.indicator == indicator.id}


def _inhabitants(held: pd.DataFrame) -> Mapping[str, Mapping[int, float]]:
    features = features_of(held)
    rows = features[features["feature"] == SIZE]
    found: dict[str, dict[int, float]] = {}
    for region, year, value in zip(rows["region"], rows["year"], rows["value"], strict=True):
        found.setdefault(str(region), {})[int(year)] = float(value)
    return found


def _excluded(
    aims: Mapping[str, tuple[Intervention, Aim]], inhabitants: Mapping[str, Mapping[int, float]], years: pd.Series
) -> frozenset[str]:
    """Those with the same intervention, as far as the agenda names them, and those that became another area meanwhile."""
    same = frozenset(code for each, _ in aims.values() for code in each.same_elsewhere)
    return same if years.empty else same | find_mergers(inhabitants, int(years.min()), int(years.max()))


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
