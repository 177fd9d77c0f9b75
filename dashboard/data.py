"""What pages read, cached: the agenda per version of its file, the figures per published version; it shows nothing.

Frames and rows from here are shared between readers: never change them.
"""

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.book.databook import Row, gather_rows
from dashboard.book.guest import for_guest
from dashboard.book.judged import Figures, Judged, Peers, judge_all
from dashboard.changed.changes import Changes, find_changes, first_seen
from dashboard.changed.earlier import Earlier, Moment, look_back, moment_of
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.gather import full_picture, interventions_of
from dashboard.indicator.trend.layers import Layer
from dashboard.indicator.trend.picture import TrendPicture
from dashboard.interventions.effects import Effects, find_peers, judge_interventions
from dashboard.look.notation import CLOCK
from etl.own_files.process import ProcessReading, read_process
from etl.store.coverage import cover
from etl.store.store import open_store
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda, Intervention, ProcessFigures
from indicators.agenda.problems import AgendaError

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
    held = _held(folder=str(data_folder()), published=_published())
    code = municipality if municipality and municipality in held.figures.current else state.agenda.info.municipality
    return _databook(state=state, held=held, code=code, today=datetime.now(CLOCK).date())


def own_municipality() -> str:
    """The code of the municipality whose agenda this is; AgendaError when there is no agenda to read."""
    return _agenda_state().agenda.info.municipality


def lineage(indicator_id: str, municipality: str) -> pd.DataFrame:
    """Every delivered measurement behind an indicator, with its address."""
    return _lineage(folder=str(data_folder()), published=_published(), indicator_id=indicator_id, municipality=municipality)


def earlier(book: Databook, since: date) -> Earlier:
    """What this databook would have said at the end of a day, or at the first publication when that came later."""
    return _earlier(book.version, str(data_folder()), moment_of(since, book.runs), book)


def changes(book: Databook, before: Earlier, since: date) -> Changes:
    """What changed from then until now; norms count when they were adopted after `since`."""
    ids = [indicator.id for indicator in book.agenda.indicators]
    series = {name: (before.figures.series(name, book.code), book.figures.series(name, book.code)) for name in ids}
    judged = {name: (before.judged[name], book.judged[name]) for name in ids}
    seen = {name: first_seen(lineage(name, book.code)) for name, (then, now) in series.items() if then != now}
    return find_changes(book.agenda, series=series, judged=judged, seen=seen, since=since)


def picture(book: Databook, row: Row, shown: Collection[Layer] = tuple(Layer)) -> TrendPicture:
    """What the large chart shows of an indicator that has figures; `shown`: the layers a reader wants."""
    about = f"{row.indicator.id} {sorted(shown)}"
    return _picture(version=book.version, today=book.today, name=about, _book=book, _row=row, _shown=shown)


def trend_spec(book: Databook, row: Row, shown: Collection[Layer] = tuple(Layer)) -> dict[str, Any]:
    """The Vega-Lite specification of the large chart; building one takes longer than the rest of a page."""
    return chart_spec(book, f"verloop {row.indicator.id} {sorted(shown)}", lambda: trend_chart(picture(book, row, shown)))


def effects(book: Databook) -> Effects:
    """What the figures say of every intervention; once per agenda, published version, municipality and day."""
    now = _held(folder=str(data_folder()), published=_published())
    return _effects(book.version, book.today, book, now)


def process_figures(intervention: Intervention) -> ProcessReading | None:
    """The partner's own figures as they stand in its file now; None when the agenda names none."""
    if intervention.process is None:
        return None
    path = agenda_path().parent / intervention.process.file
    return _process_figures(path, path.stat().st_mtime_ns if path.is_file() else 0, intervention.process)


def chart_spec(book: Databook, name: str, make: Callable[[], alt.LayerChart]) -> dict[str, Any]:
    """The Vega-Lite specification of a chart that is the same as long as figures, agenda and day are; `name` says which."""
    return _chart_spec(version=book.version, today=book.today, name=name, _make=make)


def drawn(book: Databook, name: str, draw: Callable[[], None]) -> None:
    """Send a part of a page that is the same for every reader, put together once per agenda, publication, municipality and day.

    Streamlit keeps what `draw` shows and sends it again. So `name` must say everything else that the part depends on, and it
    can hold nothing to choose or to download. The links in it keep the municipality that the reader chose.
    """
    linked = st.query_params.get("gemeente")
    _drawn(version=book.version, today=book.today, name=name, linked=linked, _draw=draw)


def calibration() -> str:
    """What `make calibrate` wrote about how well the methods work; empty when it has not been run."""
    path = ROOT / "docs" / "calibratie.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""


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
    agenda, problem = _read_agenda(path=str(path), stamp=stamp)
    good = _last_good(path=str(path))
    if agenda is not None:
        good["state"] = AgendaState(agenda=agenda, stamp=stamp)
        return good["state"]
    if problem is not None and "state" not in good:
        raise problem
    return AgendaState(agenda=good["state"].agenda, stamp=good["state"].stamp, problem=problem)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read_agenda(*, path: str, stamp: str) -> tuple[Agenda | None, AgendaError | None]:  # noqa: ARG001  the stamp is the key
    try:
        return load_agenda(Path(path)), None
    except AgendaError as problem:
        return None, problem


@st.cache_resource(max_entries=4, show_spinner=False)
def _last_good(*, path: str) -> dict[str, AgendaState]:  # noqa: ARG001  one memory per agenda
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
def _held(*, folder: str, published: str) -> _Held:
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
def _lineage(*, folder: str, published: str, indicator_id: str, municipality: str) -> pd.DataFrame:  # noqa: ARG001  key
    store = open_store(Path(folder))
    try:
        return store.lineage(indicator_id, municipality)
    finally:
        store.close()


@st.cache_resource(max_entries=8, show_spinner=False)
def _earlier(version: str, folder: str, moment: Moment, _book: Databook) -> Earlier:  # noqa: ARG001  key
    store = open_store(Path(folder))
    try:
        return look_back(_book.agenda, store.observations(as_of=moment.at), store.regions(), _book.code, moment)
    finally:
        store.close()


@st.cache_resource(max_entries=8, show_spinner=False)
def _effects(version: str, today: date, _book: Databook, _now: "_Held") -> Effects:  # noqa: ARG001  key
    peers = find_peers(_book.agenda, _book.figures, _book.code)
    return judge_interventions(_book.agenda, peers, _now.observations, _book.figures.current, _book.code, today)


@st.cache_resource(max_entries=64, show_spinner=False)
def _process_figures(path: Path, changed: int, figures: ProcessFigures) -> ProcessReading:  # noqa: ARG001  key
    return read_process(path, figures)


@st.cache_resource(max_entries=128, show_spinner=False)
def _picture(*, version: str, today: date, name: str, _book: Databook, _row: Row, _shown: Collection[Layer]) -> TrendPicture:  # noqa: ARG001  key
    aimed = () if _book.is_guest else interventions_of(_book.agenda, _row.indicator)
    names = {partner.id: partner.name for partner in _book.agenda.partners}
    judged = _book.judged[_row.indicator.id]
    return full_picture(_row, judged, _book.name, today, interventions=aimed, names=names, shown=_shown)


@st.cache_resource(max_entries=1024, show_spinner=False)
def _drawn(*, version: str, today: date, name: str, linked: str | None, _draw: Callable[[], None]) -> None:  # noqa: ARG001  key
    _draw()


@st.cache_resource(max_entries=128, show_spinner=False)
def _chart_spec(*, version: str, today: date, name: str, _make: Callable[[], alt.LayerChart]) -> dict[str, Any]:  # noqa: ARG001  key
    return _make().to_dict()


@st.cache_resource(
    max_entries=16,
    show_spinner=False,
    hash_funcs={AgendaState: lambda state: (state.stamp, str(state.problem)), _Held: lambda held: held.published},
)
def _databook(*, state: AgendaState, held: _Held, code: str, today: date) -> Databook:
    figures = held.figures
    agenda = state.agenda if code == state.agenda.info.municipality else for_guest(state.agenda)
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
