"""One source in one run: fetch, shape, check, or keep what there is and say why; it publishes nothing."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pyarrow as pa

from etl.cbs.topics import resolve_topics
from etl.delivery import Delivery, SourceError, TableRequest
from etl.own_files.files import read_own_file
from etl.own_files.opening import own_file
from etl.run.mishaps import one_source
from etl.run.missing import NOT_ALL, without_missing
from etl.run.plan import FilePlan, TablePlan
from etl.run.raw import keep_raw
from etl.run.run import Mode, Outcome, Session, Suspect
from etl.saved import read_delivery
from etl.store.gate.terms import Expected, Verdict
from etl.store.judging import Address, held_figures, judge, own_figures
from etl.store.publication import Reading
from etl.store.regions import named_regions
from etl.store.shaping import shape
from etl.store.store import Store
from etl.store.terms import OWN_FILE


@dataclass(frozen=True)
class _Held:
    """What the published version holds of one source."""

    modified: str
    selection: str
    origin: str
    fetched_at: datetime
    title: str
    frequency: str
    units: str
    message: str
    topics: frozenset[str]

    @property
    def is_part(self) -> bool:
        """Whether not all that was asked was there."""
        return self.selection.endswith(NOT_ALL)

    def answers(self, selection: str) -> bool:
        """Whether this was asked, with or without all of it in the answer."""
        return self.selection.removesuffix(NOT_ALL) == selection

    @property
    def told_units(self) -> dict[str, str]:
        """Per topic the unit that the source wrote when what is held came in; empty when that was not kept."""
        return dict(json.loads(self.units)) if self.units else {}


@dataclass(frozen=True)
class _About:
    """What a source says of its figures: the unit of each topic, and when regions began and ceased to exist."""

    units: dict[str, str] = field(default_factory=dict)
    formed: dict[str, date] = field(default_factory=dict)
    abolished: dict[str, date] = field(default_factory=dict)


def read_table(session: Session, plan: TablePlan) -> Reading:
    """One table, from CBS or the recording as the mode says; a failure keeps the previous figures and says why."""
    request = plan.request
    session.watch.started(request.label)
    reading = Reading(
        label=request.label,
        catalogue=request.catalogue,
        table_id=request.table,
        holder=plan.holder,
        licence=plan.licence,
        outcome=Outcome.NOT_YET,
        selection=_selection(plan),
        variant=request.variant,
        cells=tuple((cell.topic.name, cell.filter_text) for cell in plan.cells),
    )
    held = _held(session.store, reading)
    try:
        with one_source(request.label):
            reading = _try_table(session, plan, reading, held)
    except SourceError as error:
        reading = replace(reading, outcome=Outcome.FAILED, has_failed=True, cells=(), message=_with_what_stays(str(error), held))
    session.watch.finished(reading)
    return reading


def _try_table(session: Session, plan: TablePlan, reading: Reading, held: _Held | None) -> Reading:
    if session.run.mode is Mode.RECORDING:
        return _from_recording(session, plan, reading, held)
    try:
        return _live(session, plan, reading, held)
    except SourceError as error:
        if session.run.mode is Mode.LIVE or held:
            raise
        fallback = _from_recording(session, plan, reading, held)
        if fallback.outcome is Outcome.NOT_YET:
            raise
        since = _in_words(fallback.fetched_at)
        return replace(
            fallback, has_failed=True, message=f"{error} Tot het wel lukt: cijfers uit de meegeleverde opname van {since}."
        )


def _live(session: Session, plan: TablePlan, reading: Reading, held: _Held | None) -> Reading:
    request = plan.request
    if not session.online[request.catalogue]:
        raise SourceError(
            f"{request.label}: {request.catalogue} geeft geen antwoord. Controleer het netwerk, of probeer het later."
        )
    can_skip = held and held.origin == "live" and held.answers(reading.selection) and not session.run.is_forced
    if held and can_skip:
        info = session.run.catalogues.table_info(request)
        if str(info.get("Modified", "")) == held.modified:
            return replace(_unchanged(reading, held), frequency=str(info.get("Frequency") or "").strip())
    catalogues, watch = session.run.catalogues, session.watch
    return _shaped(  # the only one that holds it, so that its rows can go
        session,
        plan,
        reading,
        held,
        catalogues.fetch(request, licence=plan.licence, progress=lambda rows: watch.advanced(request.label, rows)),
    )


def _from_recording(session: Session, plan: TablePlan, reading: Reading, held: _Held | None) -> Reading:
    request = plan.request
    if not (session.run.recording_dir / request.catalogue / f"{request.file_name}.json").exists():
        if held:
            return _unchanged(reading, held)
        return replace(reading, cells=())
    delivery = _with_topics(
        read_delivery(session.run.recording_dir, request.catalogue, request.file_name, origin="opname"), request
    )
    if held and not session.run.is_forced:
        is_same = held.modified == delivery.modified and held.answers(reading.selection)
        if is_same or held.modified > delivery.modified:
            return _unchanged(reading, held)
    return _shaped(session, plan, reading, held, delivery)


def _with_topics(delivery: Delivery, request: TableRequest) -> Delivery:
    """The recording with measures by the names that are asked now: it was made for another agenda."""
    asked = tuple(topic for topic in request.topics if topic.name not in delivery.measures)
    found, problems = resolve_topics(asked, delivery.properties)
    if problems and len(problems) == len(request.topics):
        raise SourceError(f"{request.label}: {' '.join(problems)}")
    return replace(delivery, measures={**delivery.measures, **found}) if found else delivery


def _shaped(session: Session, plan: TablePlan, reading: Reading, held: _Held | None, delivery: Delivery) -> Reading:
    if delivery.origin == "live":
        run = f"{session.started_at:%Y%m%dT%H%M%SZ}"
        keep_raw(delivery, session.run.data_dir, run=run, name=plan.request.file_name)
    reading, cells = without_missing(reading, plan.cells, delivery, held_topics=held.topics if held else frozenset())
    figures = shape(delivery, cells=cells)
    delivery = replace(delivery, rows=delivery.rows.schema.empty_table())  # millions of rows, beside the figures made of them
    regions = named_regions(delivery)
    about = _About(
        units=delivery.units,
        formed={region.code: region.formed_on for region in regions if region.formed_on},
        abolished={region.code: region.abolished_on for region in regions if region.abolished_on},
    )
    judged = _judged(session, reading, held, figures, about)
    session.delivered_regions.append(regions)
    return replace(
        judged,
        title=delivery.title,
        modified=delivery.modified,
        frequency=delivery.frequency,
        fetched_at=delivery.fetched_at,
        origin=delivery.origin,
    )


def read_file(session: Session, plan: FilePlan) -> Reading:
    """One own file; a failure keeps the previous figures and says why."""
    source = plan.source
    session.watch.started(plan.label)
    reading = Reading(
        label=plan.label,
        catalogue=OWN_FILE,
        table_id=source.file,
        title=source.holder,
        holder=source.holder,
        licence=source.licence,
        outcome=Outcome.NOT_YET,
        origin=OWN_FILE,
        selection=f"{','.join(plan.columns)}|{session.places.mark}",
        variant=plan.variant,
        cells=tuple((column, plan.variant) for column in plan.columns),
    )
    held = _held(session.store, reading)
    try:
        with one_source(plan.label):
            reading = _try_file(session, plan, reading, held)
    except SourceError as error:
        reading = replace(reading, outcome=Outcome.FAILED, has_failed=True, cells=(), message=_with_what_stays(str(error), held))
    session.watch.finished(reading)
    return reading


def _try_file(session: Session, plan: FilePlan, reading: Reading, held: _Held | None) -> Reading:
    file = own_file(session.run.files_dir, plan.source.file)
    if held and held.modified == file.fingerprint and held.selection == reading.selection and not session.run.is_forced:
        return _unchanged(reading, held)
    found = read_own_file(file, plan.source, plan.columns, session.places)
    judged = _judged(session, reading, held, found.figures, _About(units=dict(found.units)))
    return replace(
        judged,
        message=" ".join(filter(None, (*found.remarks, judged.message))),
        modified=file.fingerprint,
        fetched_at=session.started_at,
    )


def _judged(session: Session, reading: Reading, held: _Held | None, figures: pa.Table, about: _About) -> Reading:
    """The reading with what the gate lets through of these figures; SourceError when it refuses them."""
    source = (reading.catalogue, reading.table_id)
    names = {reading.table_id, reading.label}
    clock = session.started_at.astimezone().date()
    expected = Expected(
        label=reading.label,
        municipality=session.run.agenda.info.municipality,
        today=max(clock, held.fetched_at.date()) if held else clock,
        is_own_file=reading.catalogue == OWN_FILE,
        is_accepted=bool(names & set(session.run.accepted)),
        bounds=session.plan.limits.get(source, {}),
        units=session.plan.units.get(source, {}),
        delivered_units=about.units,
        held_units=held.told_units if held else {},
        formed=about.formed,
        abolished=about.abolished,
        inhabitants=session.inhabitants,
    )
    judged = judge(session.store, Address(*source, reading.cells), figures, expected)
    verdict = judged.verdict
    if verdict.refusals and not (expected.is_accepted and verdict.can_be_accepted):
        session.suspects.append(_suspect(session, reading, figures, verdict))
        raise SourceError(verdict.refusal(_typed(reading)))
    return replace(
        reading,
        outcome=Outcome.CHANGED if judged.is_news else Outcome.UNCHANGED,
        message=" ".join(dict.fromkeys(filter(None, (reading.message, *verdict.refusals, *verdict.remarks)))),
        figures=judged.figures if judged.is_news else None,
        kept_out=verdict.kept_out if verdict.kept_out.num_rows else None,
        units=json.dumps(about.units, ensure_ascii=False, sort_keys=True) if about.units else "",
    )


def _suspect(session: Session, reading: Reading, figures: pa.Table, verdict: Verdict) -> Suspect:
    own = session.run.agenda.info.municipality
    came = own_figures(figures, own)
    held = held_figures(session.store, Address(reading.catalogue, reading.table_id, reading.cells), own)
    return Suspect(
        label=reading.label,
        accept=_typed(reading) if verdict.can_be_accepted else "",
        reasons=verdict.refusals,
        figures={key: (held.get(key), came.get(key)) for key in sorted({*held, *came})},
    )


def _unchanged(reading: Reading, held: _Held) -> Reading:
    return replace(
        reading,
        outcome=Outcome.UNCHANGED,
        title=held.title,
        modified=held.modified,
        fetched_at=held.fetched_at,
        origin=held.origin,
        frequency=held.frequency,
        units=held.units,
        selection=held.selection if held.answers(reading.selection) else reading.selection,
        message=held.message if held.is_part else "",
        has_failed=held.is_part and held.origin == "live",
        figures=None,
    )


def _typed(reading: Reading) -> str:
    """What to type after --accept: the table or file, or this one reading of it."""
    is_one_of_several = reading.label.startswith(f"{reading.table_id} (") or reading.label.endswith(f"({reading.variant})")
    return reading.label if is_one_of_several else reading.table_id


def _held(store: Store | None, reading: Reading) -> _Held | None:
    if store is None:
        return None
    good = store.last_good(reading.catalogue, reading.table_id, reading.variant)
    if good is None:
        return None
    return _Held(**good)


def _with_what_stays(text: str, held: _Held | None) -> str:
    if held is None:
        return f"{text} Van deze bron zijn er nog geen cijfers."
    return f"{text} De cijfers van {_in_words(held.fetched_at)} blijven staan."


def _in_words(moment: datetime | None) -> str:
    """`21 november 2026`."""
    from babel.dates import format_date  # noqa: PLC0415  # only what fails needs it, and it takes a tenth of a second

    return str(format_date(moment, "d MMMM y", locale="nl"))


def _selection(plan: TablePlan) -> str:
    """Short mark of what was asked: an agenda that asks something else must fetch, even when CBS changed nothing."""
    asked = sorted(f"{cell.topic.name}|{cell.filter_text}" for cell in plan.cells)
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]
