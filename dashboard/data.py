"""What pages read, kept: the agenda per version of its file, the figures per published version; it shows nothing.

Who reads a valid agenda first keeps it (etl/store/agendas.py), so that no norm moves quietly.

The only cache of the dashboard. Frames and rows from here are shared between readers: never change them.
"""

import logging
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pandas as pd
import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import reading, sheet
from dashboard.agendas import agenda_path, data_folder, here
from dashboard.book.databook import Databook, for_guest, gather_rows
from dashboard.book.known import Known
from dashboard.book.silence import silent_since
from dashboard.book.what_if import with_agenda
from dashboard.keeping import MEGABYTE, Lanes, RightOfWay, Shelf
from dashboard.look.notation import CLOCK
from dashboard.reading import AgendaState, Held
from dashboard.settings import MAX_AGE_DAYS, calibration_path, is_history_around, max_age_days
from etl.answers.figures import Figures
from etl.answers.municipality import answer_all, around_everyone
from etl.door.changes import Adopted
from etl.door.desk import Desk, desk_of
from etl.door.drafts import Draft
from etl.door.proposal import Proposal, proposal_of
from etl.installation import Place
from etl.store.agenda_history import history_until
from etl.store.agenda_keeper import Keeper
from etl.store.agendas import KeptAgendaError, open_kept, state_of_agendas
from etl.store.homes import state_of
from etl.store.rows import ProcessReading
from etl.store.statements import Said, read_said, say_odd, state_of_said
from etl.store.store import open_store
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.content import id_of
from indicators.agenda.history import NO_HISTORY, AgendaHistory
from indicators.agenda.load import load_agenda
from indicators.agenda.logo import LogoError, read_logo
from indicators.agenda.model import Agenda, Intervention
from indicators.agenda.problems import AgendaError
from indicators.methods.surroundings import Surroundings

if TYPE_CHECKING:
    from etl.door.past import Past

Found = TypeVar("Found")
Parameters = tuple[tuple[str, str], ...]
log = logging.getLogger("databoek")
_OWN, _GUESTS, _EARLIER, _FILES, _PAPERS, _WHAT_IF = "own", "guests", "earlier", "files", "papers", "what if"
_lanes = Lanes(_OWN, _GUESTS, _EARLIER, _FILES, _PAPERS, _WHAT_IF)
"""Who asks for another municipality, another day or a picture waits for others who do."""
_way = RightOfWay()
going_first, let_by = _way.first, _way.let_by
"""Around the making of a page, and between pieces of long work: whoever does it for one reader alone lets by what all read."""
_worked_out, _files = Shelf(12 * MEGABYTE, shared=(Figures, Agenda)), Shelf(6 * MEGABYTE)
_guests, _addresses = Shelf(8 * MEGABYTE, shared=(Figures,), alike=lambda key: key[:-2]), Shelf(4 * MEGABYTE)
_what_if = Shelf(6, each=1)
"""Each shares nearly all it holds with the databook of now, and weighing that takes longer than judging."""
_proposals = Shelf(16, each=1)
_pasts = Shelf(6, each=1)
_earlier_figures = Shelf(80 * MEGABYTE, each=40 * MEGABYTE)
"""All but the last together are less than what 300 municipalities may add to the memory: 50 MB."""
_pages, _pages_asked = Shelf(12 * MEGABYTE), Shelf(6 * MEGABYTE)
"""Pages on paper: some 15 kB each, for 200 pages of each of four agendas."""
_FEW = frozenset({"indicator", "ambitie", "interventie", "datum", "open"})
"""Parameters of which the agenda says all that they can be."""
_MOST_DRAWN = 1024
"""Parts; how many bytes they may take together is said in .streamlit/config.toml."""


def databook(municipality: str | None = None) -> Databook:
    """What holds now, for the agenda's municipality or another one of today (an unknown code gives the agenda's own).

    StoreMissingError before the first refresh, AgendaError when there never was a good agenda.
    """
    state = _agenda_state()
    held = _held(folder=str(data_folder()), published=_published())
    code = municipality if municipality and municipality in held.figures.current else state.agenda.info.municipality
    is_own, now = code == state.agenda.info.municipality, datetime.now(UTC)
    history = history_until(data_folder(), state.agenda, state.id, state.seen_at, now) if is_own else NO_HISTORY
    today = now.astimezone(CLOCK).date()
    key = (state.stamp, str(state.problem), held.published, history.key, code, today)
    work_out = partial(_databook, state=state, held=held, history=history, code=code, today=today)
    if is_own:
        return _in_turn(_OWN, _of_agenda().books, key, work_out)
    return _in_turn(_GUESTS, _guests, key, work_out)


def what_if(agenda: Agenda) -> Databook:
    """What would hold now with this agenda: the figures of now, judged anew where it says something else.

    ValueError for an agenda of another municipality, of which everything would be something else.
    """
    state, book = _agenda_state(), databook()
    version = f"{book.version} als {id_of(agenda)}"
    parts = _held(folder=str(data_folder()), published=_published()).parts
    work_out = partial(with_agenda, book, state.agenda, agenda, parts=parts, version=version)
    return _in_turn(_WHAT_IF, _what_if, (version, book.today), work_out)


def desk() -> Desk:
    """The agenda's file and its drafts as they are stored at this moment; the file is understood once a version."""
    last = _last_desk(place=here())
    last[:] = [desk_of(here(), last[0] if last else None)]
    return last[0]


@st.cache_resource(max_entries=8, show_spinner=False)
def _last_desk(*, place: Place) -> list[Desk]:  # noqa: ARG001  key
    return []


def has_past() -> bool:
    """Whether somebody began to keep who changed what."""
    return (agenda_path().parent / ".git").exists() or is_history_around()


def past(most: int) -> "Past | None":
    """What was published of the agenda, the newest first; None when nobody began to keep that."""
    if not has_past():
        return None
    from etl.door.past import head_of, past_of  # noqa: PLC0415  it brings dulwich, which most readers do not need

    head = head_of(agenda_path())
    if head is None:
        return None
    return _in_turn(_EARLIER, _pasts, (here(), head, most), partial(past_of, agenda_path(), most))


def proposal(desk: Desk, drafts: Sequence[Draft], adopted: Mapping[str, Adopted] | None = None) -> Proposal:
    """What the agenda's file would become with these drafts; kept while file and drafts are what they are."""
    given = adopted or {}
    key = (here(), desk.version, *((each.id, each.changed_at) for each in drafts), tuple(sorted(given.items())))
    work_out = partial(proposal_of, desk, drafts, given, "", here().agenda.name)
    return _in_turn(_WHAT_IF, _proposals, key, work_out)


def known() -> Known:
    """What there is, without judging anything: no error when agenda or figures cannot be had, but less."""
    try:
        agenda = _agenda_state().agenda
    except AgendaError:
        agenda = None
    try:
        held = _held(folder=str(data_folder()), published=_published())
    except (StoreMissingError, StoreNewerError):
        return Known(agenda=agenda, logo=_logo(agenda))
    return Known(agenda=agenda, municipalities=held.municipalities, published_at=held.published_at, logo=_logo(agenda))


def owner_of(place: Place) -> str:
    """Whose agenda this is, by the name its figures give; the name of its address before there are any. It loads no figures."""
    return _owner(place=place, published=state_of(place.data)) or place.name


@st.cache_resource(max_entries=512, show_spinner=False)
def _owner(*, place: Place, published: str) -> str:  # noqa: ARG001  key
    try:
        store = open_store(place.data)
    except StoreMissingError:
        return ""
    try:
        return {region.code: region.name for region in store.known_regions()}.get(store.municipality, "")
    finally:
        store.close()


def _logo(agenda: Agenda | None) -> str:
    """The picture of the agenda as it is now; empty when it names none or it cannot be used."""
    if agenda is None or agenda.info.logo is None:
        return ""
    path = agenda_path().parent / agenda.info.logo
    try:
        about = path.stat()
    except (OSError, ValueError):
        return _read_logo(folder=str(agenda_path().parent), name=agenda.info.logo, stamp="ontbreekt")
    return _read_logo(folder=str(agenda_path().parent), name=agenda.info.logo, stamp=f"{about.st_mtime_ns} {about.st_size}")


@st.cache_resource(max_entries=4, show_spinner=False)
def _read_logo(*, folder: str, name: str, stamp: str) -> str:  # noqa: ARG001  key
    try:
        return read_logo(Path(folder), name)
    except LogoError as problem:
        log.warning("%s", problem)
        return ""


def lineage(indicator_id: str, municipality: str) -> pd.DataFrame:
    """Every delivered measurement behind an indicator, with its address."""
    folder = str(data_folder())
    key = (folder, _published(), indicator_id, municipality)
    return _addresses.get(key, lambda: reading.addresses(folder, indicator_id, municipality))


def figures_at(moment: datetime) -> Figures:
    """All figures as they were known at a moment: one query for all moments until the next run."""
    folder, published = str(data_folder()), _published()
    runs = _held(folder=folder, published=published).runs["finished_at"]
    latest = runs[runs <= moment].max()
    key = (folder, published, moment if pd.isna(latest) else latest)
    return _earlier_figures.get(key, lambda: reading.figures_at(folder, moment))


def process_figures(intervention: Intervention) -> ProcessReading | None:
    """The partner's own figures as a refresh last read them; None when the agenda names no file of this intervention."""
    wanted = intervention.process
    if wanted is None:
        return None
    asked = ProcessReading(intervention.id, wanted.file, wanted.column, "")
    held = (
        each
        for each in _held(folder=str(data_folder()), published=_published()).process
        if each.intervention == asked.intervention
    )
    return next((each for each in held if (each.file, each.topic) == (asked.file, asked.topic)), asked)


def calibration() -> str:
    """What `make calibrate` wrote about how well the methods work; empty when it has not been run."""
    path = calibration_path()
    return path.read_text(encoding="utf-8") if path.exists() else ""


def said() -> tuple[Said, ...]:
    """Everything that was said of norms and kept, in order of its moment; a line that cannot be read is told in the log."""
    folder = data_folder()
    return _said(folder=str(folder), state=state_of_said(folder))


@st.cache_resource(max_entries=2, show_spinner=False)
def _said(*, folder: str, state: str) -> tuple[Said, ...]:  # noqa: ARG001  key
    found = read_said(Path(folder))
    for text in say_odd(Path(folder), found):
        log.warning("%s", text)
    return found.said


def kept(book: Databook, work_out: Callable[..., Found], *given: Hashable) -> Found:
    """`work_out(book, *given)`, worked out once per agenda, publication, municipality and day.

    Kept by the name of the function, so it must be one of a module, and by what it is given: texts, numbers, dates, and tuples
    or frozen dataclasses of those. TypeError for a lambda or a function within another one: it could hold more than that.
    """
    return _keep(_GUESTS if book.is_guest else _OWN, book, work_out, given)


def kept_aside(book: Databook, work_out: Callable[..., Found], *given: Hashable) -> Found:
    """The same of an earlier day: that takes seconds, of which no other reader has to wait."""
    return _keep(_EARLIER, book, work_out, given)


def _keep(lane: str, book: Databook, work_out: Callable[..., Found], given: tuple[Hashable, ...]) -> Found:
    key = _key(book, work_out, given)
    return _in_turn(lane, _worked_out, key, partial(work_out, book, *given))


def made(book: Databook, write: Callable[[Any], bytes], source: Callable[..., object], *given: Hashable) -> bytes:
    """`write(source(book, *given))`: a file to take along, made once like what is kept, and one at a time."""
    return _made(_FILES, book, write, source, given)


def printed(book: Databook, write: Callable[[Any], bytes], source: Callable[..., object], *given: Hashable) -> bytes:
    """The same of what takes seconds: who asks for a table does not wait for it."""
    return _made(_PAPERS, book, write, source, given)


def _made(
    lane: str, book: Databook, write: Callable[[Any], bytes], source: Callable[..., object], given: tuple[Hashable, ...]
) -> bytes:
    key = f"{write.__module__}.{write.__qualname__} {_key(book, source, given)}"
    return _in_turn(lane, _files, key, lambda: write(source(book, *given)))


def page_at_hand(page: Hashable, said: Parameters) -> object:
    """A page on paper that is kept, at once; None when it has to be made. said: what its address says."""
    return _shelf_of(said).at_hand((edition(), page, said))


def page_kept(page: Hashable, said: Parameters, make: Callable[[], tuple[Found, bool]]) -> Found:
    """`make()[0]`, made once as long as nothing changes; kept when `make()[1]` says so. However many ask, one makes it."""

    def made_to_keep() -> Found:
        found, is_to_keep = make()
        if not is_to_keep:
            raise _NotKeptError(found)
        return found

    try:
        return _shelf_of(said).get((edition(), page, said), made_to_keep)
    except _NotKeptError as once:
        return cast("Found", once.args[0])


class _NotKeptError(Exception):
    """Carries what was made past the shelf."""


def _shelf_of(said: Parameters) -> Shelf:
    """What anybody can type, and other municipalities, push out nothing of what all readers ask for."""
    return _pages if {name for name, _ in said} <= _FEW else _pages_asked


def edition() -> Hashable:
    """What is on pages was made of this: agenda, figures, what was said, the logo and the day. Asking opens no file of them."""
    path, folder = agenda_path(), data_folder()
    good = _memories[str(path)].good
    logo = path.parent / good.agenda.info.logo if good and good.agenda.info.logo else None
    files = tuple(_stamp(each) for each in (path, logo) if each)
    said = (state_of_agendas(folder), state_of_said(folder))
    return str(path), files, _published(), said, datetime.now(UTC).astimezone(CLOCK).date()


def _stamp(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return f"{path} ontbreekt"
    return f"{path} {about.st_mtime_ns} {about.st_size}"


def _in_turn(lane: str, shelf: Shelf, key: Hashable, work_out: Callable[[], Found]) -> Found:
    """What stands on the shelf, at once; what does not, in its turn."""
    if key in shelf:
        return shelf.get(key, work_out)
    with _turn(lane):
        return shelf.get(key, work_out)


@contextmanager
def _turn(lane: str) -> Iterator[None]:
    """Wait for this lane; what is of the own municipality and of now is for everybody, and waits for no page."""
    with nullcontext() if lane == _OWN else _way.behind(), _lanes.turn(lane, _still_wanted):
        let_by()
        yield


def in_turn(run: Callable[[], None], *, is_guest: bool, is_earlier: bool) -> None:
    """Run a page: of other municipalities one at a time, and of days that were asked for, so that others do not wait."""
    lane = _EARLIER if is_earlier else _GUESTS if is_guest else ""
    with _turn(lane) if lane else nullcontext():
        run()


def _still_wanted() -> None:
    """Streamlit ends a run here whose reader has asked for another page."""
    if runtime.exists() and get_script_run_ctx(suppress_warning=True):
        st.session_state.get("in de rij")  # any question is such a moment


def is_kept(book: Databook, work_out: Callable[..., object], *given: Hashable) -> bool:
    """Whether `kept` answers this at once, so that a page need not let its reader wait before it shows the rest."""
    return _key(book, work_out, given) in _worked_out


def drawn(book: Databook, part: Callable[..., None], *given: Hashable) -> None:
    """Send what `part(book, *given)` shows, which is the same for every reader, put together once like what is kept.

    Streamlit keeps what the part shows and sends it again, so there can be nothing in it to choose or to download. A part with
    links is given the reader's `Links`. On paper the whole page is kept instead.
    """
    if sheet.now():
        part(book, *given)
        return
    key, draw = _key(book, part, given), partial(part, book, *given)
    if key in _drawn_before():
        _draws()(key, draw)
        return
    with _turn(_GUESTS if book.is_guest else _OWN):
        _draws()(key, draw)
    _drawn_before().append(key)


def _key(book: Databook, function: Callable[..., object], given: tuple[Hashable, ...]) -> str:
    """One text in which nothing can run together, so that no reader's address makes the key of something else."""
    name = f"{function.__module__}.{function.__qualname__}"
    if "<" in name:
        raise TypeError(f"{name} has no name of its own: make it a function of its module")
    hash(given)  # TypeError for what could change afterwards
    return repr((name, book.version, book.today, given))


@st.cache_resource(max_entries=1, show_spinner=False)
def _drawn_before() -> deque[str]:
    """Keys of the parts that were drawn last; fewer than are kept, so that what stands here nearly always is."""
    return deque(maxlen=_MOST_DRAWN // 4)


@cache
def _draws() -> Callable[[str, Callable[[], None]], None]:
    """Made when the first part is drawn: before there is a server Streamlit warns that there is none."""
    return st.cache_data(max_entries=_MOST_DRAWN, show_spinner=False)(_draw)


def _draw(key: str, _part: Callable[[], None]) -> None:  # noqa: ARG001  key
    _part()


def _published() -> str:
    """What readers can see of the store, in short: another publication or another run, another text."""
    return state_of(data_folder())


def _agenda_state() -> AgendaState:
    path = agenda_path()
    stamp = _stamp(path)
    read = _read_agenda(path=str(path), stamp=stamp)
    memory = _memories[str(path)]
    if isinstance(read, AgendaState):
        memory.good = read
        memory.keeper.keep(read.agenda, stamp, data_folder())
        return read
    if memory.good is None:
        raise read
    return replace(memory.good, problem=read)


@st.cache_resource(max_entries=128, show_spinner=False)
def _read_agenda(*, path: str, stamp: str) -> AgendaState | AgendaError:
    """Once a version of the file, so its mistakes come in the log once: readers are told only that there are some."""
    try:
        agenda = load_agenda(Path(path))
    except AgendaError as problem:
        log.error("%s", problem)  # noqa: TRY400  the mistakes are the message
        return problem
    return AgendaState(agenda=agenda, stamp=stamp, id=id_of(agenda), seen_at=datetime.now(UTC))


@dataclass
class _Memory:
    """Of one file: the last good agenda, and who keeps each that comes into use."""

    good: AgendaState | None = None
    keeper: Keeper = field(default_factory=Keeper)


_memories: defaultdict[str, _Memory] = defaultdict(_Memory)
"""One for each agenda that is served. No cache: nothing that empties one takes away the last good agenda."""


def kept_agenda(id_: str) -> Agenda | None:
    """An agenda that was in force, by its id; None when it can no longer be had."""
    try:
        return _kept_agenda(folder=str(data_folder()), id_=id_)
    except KeptAgendaError:
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _kept_agenda(*, folder: str, id_: str) -> Agenda:
    return open_kept(Path(folder), id_)


class _OfAgenda:
    """What is kept of one agenda, beside that of others: its figures of now and of before, and its own databook."""

    def __init__(self) -> None:
        self.publications = Shelf(2, each=1)
        self.books = Shelf(8 * MEGABYTE, shared=(Figures,))


_at_hand = Shelf(16, each=1)
"""Of the agendas that were looked at last, 30 MB each: fifty would be more than a small computer has."""


def _of_agenda() -> _OfAgenda:
    return _at_hand.get((data_folder(), agenda_path()), _OfAgenda)


def _held(*, folder: str, published: str) -> Held:
    return _of_agenda().publications.get((folder, published), partial(reading.held, Path(folder), published))


_KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    AgendaState: lambda state: (state.stamp, str(state.problem)),
    Held: lambda held: held.published,
}


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=_KEYS)
def _around(*, state: AgendaState, held: Held, today: date) -> Mapping[str, Surroundings]:
    """The same for every municipality of a publication."""
    return around_everyone(state.agenda, held.figures, today)


def _max_silent_days() -> float:
    """What /gereed tells of a setting that is no number is no reason to show readers nothing."""
    try:
        return max_age_days()
    except ValueError:
        return MAX_AGE_DAYS


def _databook(*, state: AgendaState, held: Held, history: AgendaHistory, code: str, today: date) -> Databook:
    figures = held.figures
    whose = state.agenda if code == state.agenda.info.municipality else for_guest(state.agenda)
    around = _around(state=state, held=held, today=today)
    found = answer_all(whose, figures, code, parts=held.parts, sources=held.sources, around=around, today=today, between=let_by)
    return Databook(
        version=f"{state.stamp} {held.published} {history.key} {code}",
        agenda=found.agenda,
        problem=state.problem,
        code=code,
        name=figures.names.get(code, code),
        province=figures.provinces.get(code, ""),
        rows=gather_rows(found.agenda, found.judged, found.reasons, code, history),
        history=history,
        group=found.group,
        figures=figures,
        observations=found.observations,
        sources=held.sources,
        runs=held.runs,
        published_at=held.published_at,
        today=today,
        files_beside=held.process,
        silent_since=silent_since(held.answers, today, _max_silent_days()),
        next_refresh=held.next_refresh,
        published=held.published_by_source,
    )
