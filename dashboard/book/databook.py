"""All the pages need of one municipality on one day: agenda, figures, answers and their origin; pure, it judges nothing.

What a page shows of an indicator's series, baseline and path comes from its judged answer, so that page and answer agree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from etl.answers.areas import area_notes
from etl.answers.chain import EarlierSource, earlier_sources
from etl.answers.figures import Figures
from etl.answers.judged import Judged
from etl.answers.peers import ComparisonGroup
from etl.answers.publications import Published, Source
from etl.store.rows import ProcessReading
from indicators.agenda.history import NO_HISTORY, AgendaHistory
from indicators.agenda.model import Agenda, Ambition, Indicator
from indicators.agenda.norm_history import NormStep, norm_steps, quiet_step
from indicators.agenda.problems import AgendaError
from indicators.methods.assessment import Assessment
from indicators.methods.baseline import Baseline
from indicators.methods.series import Point, Series

FIRST_YEAR_SHOWN = 2010
"""Small pictures start here, so that recent years stay readable."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One indicator with its answers; `reason` says why it has no figures, in short before the colon.

    is_guest: of another municipality than the agenda's, with which nothing was agreed. norm_steps: how its norm moved;
    quiet_step: the step that changed the norm of now without another decision.
    """

    indicator: Indicator
    ambition: Ambition
    judged: Judged
    reason: str
    earlier_sources: tuple[EarlierSource, ...] = ()
    area_notes: tuple[str, ...] = ()
    is_guest: bool = False
    norm_steps: tuple[NormStep, ...] = ()
    quiet_step: NormStep | None = None

    @property
    def assessment(self) -> Assessment:
        """The answers, without their words."""
        return self.judged.assessment

    @property
    def series(self) -> Series:
        """Every figure of the municipality."""
        return self.assessment.series

    @property
    def baseline(self) -> Baseline:
        """The baseline the answers reckon with."""
        return self.assessment.baseline

    @property
    def short_reason(self) -> str:
        """Why there are no figures, in a few words."""
        return self.reason.split(":")[0].rstrip(".")

    @property
    def last(self) -> Point | None:
        """The newest figure."""
        return self.series.last

    @property
    def moving_norm(self) -> tuple[tuple[int, float], ...]:
        """Year and limit of a relative norm, as far as there are figures of the others; empty for any other norm."""
        return tuple((reference.year, reference.limit) for reference in self.assessment.references)

    @property
    def norm_levels(self) -> tuple[float, ...]:
        """The values of the norm: one, or two for a band; none without a norm."""
        norm = self.indicator.norm
        return tuple(level for level in (norm.value, norm.lower, norm.upper) if level is not None) if norm else ()


@dataclass(frozen=True, kw_only=True)
class Databook:
    """version: another one when agenda, published figures or municipality are others. figures: of every municipality.

    files_beside: what the last refresh read of the files beside interventions. silent_since: the last day on which a source
    answered, when that is too long ago; next_refresh: when the next one is planned, None when nobody said so; published: what
    was seen of publications, by catalogue, table and variant of a source.
    """

    version: str
    agenda: Agenda
    problem: AgendaError | None
    code: str
    name: str
    province: str
    rows: tuple[Row, ...]
    group: ComparisonGroup
    figures: Figures
    observations: pd.DataFrame
    sources: pd.DataFrame
    runs: pd.DataFrame
    published_at: datetime
    today: date
    files_beside: tuple[ProcessReading, ...] = ()
    silent_since: date | None = None
    next_refresh: datetime | None = None
    published: Mapping[Source, Published] = field(default_factory=dict)
    history: AgendaHistory = NO_HISTORY
    """Every agenda that was in force; empty for a guest."""

    @property
    def is_guest(self) -> bool:
        """Another municipality than the agenda's: it gets figures, lines, changes, comparisons, nothing that was agreed."""
        return self.code != self.agenda.info.municipality

    @property
    def owner(self) -> str:
        """The name of the municipality whose agenda this is."""
        own = self.agenda.info.municipality
        return self.figures.names.get(own, own)

    @cached_property
    def partners(self) -> Mapping[str, str]:
        """Names of the partners by their id."""
        return {partner.id: partner.name for partner in self.agenda.partners}

    def row(self, indicator_id: str) -> Row | None:
        """The indicator with this id, or None."""
        return next((row for row in self.rows if row.indicator.id == indicator_id), None)

    def rows_of(self, ambition_id: str) -> tuple[Row, ...]:
        """The indicators of one ambition, in the order of the agenda."""
        return tuple(row for row in self.rows if row.ambition.id == ambition_id)

    def observations_of(self, indicator_id: str) -> pd.DataFrame:
        """The municipality's figures of one indicator, a row a year."""
        return self.observations[self.observations["indicator"] == indicator_id]


def gather_rows(
    agenda: Agenda, judged: Mapping[str, Judged], reasons: Mapping[str, str], code: str, history: AgendaHistory
) -> tuple[Row, ...]:
    """One row per indicator of the municipality with this code, in the order of the agenda."""
    return tuple(
        _row(indicator, ambition, judged[indicator.id], reasons.get(indicator.id, ""), agenda, code, history)
        for ambition in agenda.ambitions
        for indicator in ambition.indicators
    )


def _row(
    indicator: Indicator, ambition: Ambition, judged: Judged, reason: str, agenda: Agenda, code: str, history: AgendaHistory
) -> Row:
    series, kept = judged.assessment.series, history.norms_of(indicator.id)
    steps = norm_steps(indicator.norm, kept)
    return Row(
        indicator=indicator,
        ambition=ambition,
        judged=judged,
        reason=reason,
        earlier_sources=earlier_sources(series, indicator, agenda),
        area_notes=area_notes(series, code),
        is_guest=code != agenda.info.municipality,
        norm_steps=steps,
        quiet_step=quiet_step(steps, indicator.norm, kept),
    )


def year_span(rows: Sequence[Row]) -> tuple[int, int]:
    """First and last year of the small pictures of a page, the same for all."""
    years = [point.year for row in rows for point in row.series.points if point.year >= FIRST_YEAR_SHOWN]
    return (min(years), max(years)) if years else (FIRST_YEAR_SHOWN, FIRST_YEAR_SHOWN + 1)


def for_guest(agenda: Agenda) -> Agenda:
    """What is of every municipality: without norms, baselines, owners, commentaries and interventions, which are of one."""
    ambitions = tuple(_ambition(ambition) for ambition in agenda.ambitions)
    return agenda.model_copy(update={"ambitions": ambitions, "interventions": ()})


def _ambition(ambition: Ambition) -> Ambition:
    return ambition.model_copy(update={"indicators": tuple(_indicator(indicator) for indicator in ambition.indicators)})


def _indicator(indicator: Indicator) -> Indicator:
    return indicator.model_copy(update={"norm": None, "baseline": None, "owner": None, "commentaries": ()})
