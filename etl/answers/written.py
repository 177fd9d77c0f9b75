"""All answers of one version as plain values, for who wants to recompute them or to work on with them; it judges nothing itself.

Every municipality is answered for as if the agenda were its own, norms and interventions included.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from etl.answers.adopters import Adopters, find_adopters
from etl.answers.areas import with_area_breaks
from etl.answers.around import look_around_all
from etl.answers.chain import with_source_breaks
from etl.answers.effects import Effects, find_peers, judge_interventions
from etl.answers.everyone import Everyone
from etl.answers.figures import Figures
from etl.answers.judged import assess_one
from etl.answers.peers import find_group
from etl.store.store import Store
from indicators.agenda.model import Agenda, Indicator
from indicators.methods.assessment import Assessment
from indicators.methods.base_rates import find_base_rates
from indicators.methods.condition import Condition, ConditionLack, find_condition, horizon_of, same_kind
from indicators.methods.lesson import Lesson, learn
from indicators.methods.panel import Panel
from indicators.methods.reference_class import find_reference_class
from indicators.methods.series import Point, Series
from indicators.methods.surroundings import UNKNOWN

Plain = dict[str, Any]


class UnknownMunicipalityError(Exception):
    """A code that is no municipality of today; the text says which."""


class Answering:
    """The answers from one version on one day."""

    def __init__(self, store: Store, agenda: Agenda, today: date) -> None:
        self._figures = Figures(store.observations(in_categories=True), store.regions())
        self._agenda = with_source_breaks(agenda, self._figures.table)
        self._today = today
        self._around = look_around_all(self._agenda, self._figures, today)
        self._rows = dict(iter(self._figures.observations.groupby("region", sort=False)))
        self._adopters: Mapping[str, Adopters] = {each.id: find_adopters(each, store.process()) for each in agenda.interventions}
        self._learn = lru_cache(maxsize=None)(self._lesson)
        self._peers = find_peers(agenda, self._figures, agenda.info.municipality)
        self._everyone = Everyone(self._figures.table, self._figures.current)

    def write(self, codes: Sequence[str] = ()) -> Iterator[Plain]:
        """A first line with the day, then one for each indicator of these municipalities (none given: all of today).

        UnknownMunicipalityError for a code that is none of them.
        """
        if unknown := sorted(set(codes) - self._figures.current):
            raise UnknownMunicipalityError(f"Geen gemeente van nu: {', '.join(unknown)}. Een code is bijvoorbeeld GM0479.")
        yield {"today": self._today.isoformat()}
        for code in codes or sorted(self._figures.current):
            yield from self._of(code)

    def _of(self, code: str) -> Iterator[Plain]:
        info = self._agenda.info.model_copy(update={"municipality": code})
        whose = self._agenda.model_copy(update={"info": info})
        agenda = with_area_breaks(whose, self._rows.get(code, self._figures.observations[:0]), code)
        group = find_group(agenda, self._figures, code)
        effects = self._effects(agenda, code)
        for indicator in agenda.indicators:
            around = self._around.get(indicator.id, UNKNOWN)
            found = assess_one(agenda, indicator, self._figures, group, code, around, self._today)
            yield {
                "municipality": code,
                "indicator": indicator.id,
                "group": list(group.codes),
                **_plain(found),
                **self._ahead(indicator, found, code),
                "effects": _effects_on(indicator, effects),
            }

    def _ahead(self, indicator: Indicator, found: Assessment, code: str) -> Plain:
        panel = self._around.get(indicator.id, UNKNOWN).panel
        horizon = horizon_of(indicator, found.norm)
        condition: Condition | ConditionLack = ConditionLack.NOT_AHEAD
        if horizon is not None:
            condition = find_condition(indicator, found.norm, panel, code, self._learn(indicator.id, horizon))
        return {
            "base_rates": _plain(find_base_rates(indicator, found.series, panel, today=self._today)),
            "condition": _plain(condition),
            "reference_class": _plain(find_reference_class(indicator, found.norm, panel, code)),
        }

    def _lesson(self, name: str, horizon: int) -> Lesson:
        everyone = ((each, self._around.get(each.id, UNKNOWN).panel) for each in self._agenda.indicators)
        return learn(same_kind(self._agenda.indicator(name), everyone), horizon)

    def _effects(self, agenda: Agenda, code: str) -> Effects:
        return judge_interventions(agenda, self._peers, self._everyone, code, self._today, self._adopters)


def _effects_on(indicator: Indicator, effects: Effects) -> list[Plain]:
    return [
        {"intervention": name, "together": _plain(each.together), **_plain(each.result)}
        for name, found in effects.items()
        for each in found
        if each.indicator.id == indicator.id
    ]


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries without what is not known, a figure as its year and value, a reason why not as `lack`."""
    if isinstance(value, Point):
        return {"year": value.year, "value": value.value}
    if is_dataclass(value):
        held = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: _part(each) for name, each in held if each is not None and not isinstance(each, Series | Panel)}
    return {"lack": value.value} if isinstance(value, Enum) else value


def _part(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return [_part(each) for each in value] if isinstance(value, list | tuple) else _plain(value)
