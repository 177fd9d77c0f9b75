"""What stands in the store and in the agenda's file, read anew each time; it keeps nothing and judges nothing (data.py keeps)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.answers.figures import Figures
from etl.answers.publications import Published, Source, published_of
from etl.store.answered import Answers, answers_of
from etl.store.rows import ProcessReading
from etl.store.store import open_store
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError


@dataclass(frozen=True, kw_only=True)
class AgendaState:
    """The agenda in use, since when this process sees it, and what is wrong with the file when that is an earlier version."""

    agenda: Agenda
    stamp: str
    id: str
    seen_at: datetime
    problem: AgendaError | None = None


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a publication holds that every page may need; the figures of every municipality."""

    published: str
    figures: Figures
    parts: pd.DataFrame
    sources: pd.DataFrame
    runs: pd.DataFrame
    process: tuple[ProcessReading, ...]
    answers: Answers
    published_by_source: Mapping[Source, Published]
    next_refresh: datetime | None
    published_at: datetime

    @cached_property
    def municipalities(self) -> Mapping[str, str]:
        """Names of those of today, by code."""
        return {code: self.figures.names[code] for code in sorted(self.figures.current)}


def held(folder: Path, published: str) -> Held:
    """Of the publication of now; published: what tells it from another."""
    store = open_store(folder)
    try:
        readings = store.past_readings()
        return Held(
            published=published,
            figures=Figures(store.observations(in_categories=True), store.regions()),
            parts=store.parts(),
            sources=store.sources().drop(columns="message"),  # it may hold cells and paths of a partner's file
            runs=store.runs(),
            process=store.process(),
            answers=answers_of(readings, datetime.now(UTC)),
            published_by_source=published_of(readings, store.first_seen()),
            next_refresh=store.next_refresh,
            published_at=store.refreshed_at,
        )
    finally:
        store.close()


def addresses(folder: str, indicator_id: str, municipality: str) -> pd.DataFrame:
    """Every delivered measurement behind an indicator."""
    store = open_store(Path(folder))
    try:
        return store.lineage(indicator_id, municipality)
    finally:
        store.close()


def figures_at(folder: str, moment: datetime) -> Figures:
    """All figures as they were known at a moment."""
    store = open_store(Path(folder))
    try:
        return Figures(store.observations(as_of=moment, in_categories=True), store.regions())
    finally:
        store.close()
