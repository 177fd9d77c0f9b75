"""What pages read, cached: the agenda per version of its file, the figures per published version; it shows nothing.

Frames and rows from here are shared between readers: never change them.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import trend_chart
from dashboard.format import CLOCK
from dashboard.judging import Figures, Judged, Peers, judge_all
from dashboard.picture import TrendPicture
from dashboard.rows import Row, gather_rows, trend_picture
from etl.coverage import cover
from etl.store import open_store
from indicators.agenda import load_agenda
from indicators.model import Agenda
from indicators.problems import AgendaError

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, kw_only=True)
class AgendaState:
    """The agenda in use, and what is wrong with the file when that is an earlier version."""

    agenda: Agenda
    stamp: str
    problem: AgendaError | None = None


@dataclass(frozen=True, kw_only=True)
class Databook:
    """All the pages need: agenda, figures, answers and where they come from, of one municipality.

    judged: per indicator id the answers and what they were compared with; figures: the series of every municipality.
    """

    version: str
    agenda: Agenda
    problem: AgendaError | None
    code: str
    name: str
    province: str
    rows: tuple[Row, ...]
    judged: Mapping[str, Judged]
    peers: Peers
    figures: Figures
    observations: pd.DataFrame
    sources: pd.DataFrame
    runs: pd.DataFrame
    published_at: datetime
    today: date

    @property
    def is_guest(self) -> bool:
        """Another municipality than the agenda's: the norms shown are not its own."""
        return self.code != self.agenda.info.municipality

    def row(self, indicator_id: str) -> Row | None:
        """The indicator with this id, or None."""
        return next((row for row in self.rows if row.indicator.id == indicator_id), None)

    def observations_of(self, indicator_id: str) -> pd.DataFrame:
        """The municipality's figures of one indicator, a row a year."""
        return self.observations[self.observations["indicator"] == indicator_id]


def databook(municipality: str | None = None) -> Databook:
    """What holds now, for the agenda's municipality or another one of today (an unknown code gives the agenda's own).

    StoreMissingError before the first refresh, AgendaError when there never was a good agenda.
    """
    state = _agenda_state()
    held = _held(str(data_folder()), _published())
    code = municipality if municipality and municipality in held.figures.current else state.agenda.info.municipality
    return _databook(state, held, code, datetime.now(CLOCK).date())


def lineage(indicator_id: str, municipality: str) -> pd.DataFrame:
    """Every delivered measurement behind an indicator, with its address."""
    return _lineage(str(data_folder()), _published(), indicator_id, municipality)


def trend_spec(book: Databook, row: Row) -> dict[str, Any]:
    """The Vega-Lite specification of the large chart; building one takes longer than the rest of a page."""
    return _trend_spec(book.version, row.indicator.id, trend_picture(row, book.name))


def data_folder() -> Path:
    """Where store and pointer are."""
    return Path(os.environ.get("DATABOEK_DATA") or ROOT / "data")


def agenda_path() -> Path:
    """Where the agenda is."""
    return Path(os.environ.get("DATABOEK_AGENDA") or ROOT / "config" / "agenda.yaml")


def _published() -> str:
    """The pointer's text: another publication, another text. Empty before the first."""
    try:
        return (data_folder() / "current.json").read_text(encoding="utf-8")
    except OSError:
        return ""


def _agenda_state() -> AgendaState:
    path = agenda_path()
    try:
        about = path.stat()
        stamp = f"{path} {about.st_mtime_ns} {about.st_size}"
    except OSError:
        stamp = f"{path} ontbreekt"
    agenda, problem = _read_agenda(str(path), stamp)
    good = _last_good(str(path))
    if agenda is not None:
        good["state"] = AgendaState(agenda=agenda, stamp=stamp)
        return good["state"]
    if problem is not None and "state" not in good:
        raise problem
    return AgendaState(agenda=good["state"].agenda, stamp=good["state"].stamp, problem=problem)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read_agenda(path: str, stamp: str) -> tuple[Agenda | None, AgendaError | None]:  # noqa: ARG001  the stamp is the key
    try:
        return load_agenda(Path(path)), None
    except AgendaError as problem:
        return None, problem


@st.cache_resource(max_entries=4, show_spinner=False)
def _last_good(path: str) -> dict[str, AgendaState]:  # noqa: ARG001  one memory per agenda
    return {}


@dataclass(frozen=True, kw_only=True)
class _Held:
    published: str
    observations: pd.DataFrame
    figures: Figures
    parts: pd.DataFrame
    sources: pd.DataFrame
    runs: pd.DataFrame
    published_at: datetime


@st.cache_resource(max_entries=2, show_spinner=False)
def _held(folder: str, published: str) -> _Held:
    store = open_store(Path(folder))
    try:
        observations = store.observations()
        return _Held(
            published=published,
            observations=observations,
            figures=Figures(observations, store.regions()),
            parts=store.parts(),
            sources=store.sources(),
            runs=store.runs(),
            published_at=store.published_at,
        )
    finally:
        store.close()


@st.cache_resource(max_entries=64, show_spinner=False)
def _lineage(folder: str, published: str, indicator_id: str, municipality: str) -> pd.DataFrame:  # noqa: ARG001  key
    store = open_store(Path(folder))
    try:
        return store.lineage(indicator_id, municipality)
    finally:
        store.close()


@st.cache_resource(max_entries=128, show_spinner=False)
def _trend_spec(version: str, indicator_id: str, _picture: TrendPicture) -> dict[str, Any]:  # noqa: ARG001  key
    return trend_chart(_picture).to_dict()


@st.cache_resource(
    max_entries=16,
    show_spinner=False,
    hash_funcs={AgendaState: lambda state: (state.stamp, str(state.problem)), _Held: lambda held: held.published},
)
def _databook(state: AgendaState, held: _Held, code: str, today: date) -> Databook:
    agenda, figures = state.agenda, held.figures
    observations = held.observations[held.observations["region"] == code]
    ids = [indicator.id for indicator in agenda.indicators]
    coverage = cover(ids, observations=observations, parts=held.parts, sources=held.sources)
    reasons = {each.indicator: each.reason for each in coverage}
    peers, judged = judge_all(agenda, figures, code, reasons, today)
    return Databook(
        version=f"{state.stamp} {held.published} {code}",
        agenda=agenda,
        problem=state.problem,
        code=code,
        name=figures.names.get(code, code),
        province=figures.provinces.get(code, ""),
        rows=gather_rows(agenda, observations, reasons),
        judged=judged,
        peers=peers,
        figures=figures,
        observations=observations,
        sources=held.sources,
        runs=held.runs,
        published_at=held.published_at,
        today=today,
    )
