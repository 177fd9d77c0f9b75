"""One run: per source fetch, shape, check and collect; then publish what came in. It judges nothing and prints nothing."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from etl.own_files.places import Places
from etl.run.mishaps import log, logged
from etl.run.plan import Plan, plan_sources
from etl.run.process import read_processes
from etl.run.raw import prune_raw
from etl.run.reading import read_file, read_table
from etl.run.run import Mode, Run, Session, Suspect, Watch
from etl.run.today import read_today
from etl.store.agendas import FOLDER, keep_agenda
from etl.store.connections import to_work
from etl.store.disk import told_in_dutch
from etl.store.healing import Found, heal, next_run
from etl.store.homes import one_run_at_a_time
from etl.store.publication import Publication, Reading
from etl.store.regions import merge_regions
from etl.store.run_end import keep_run
from etl.store.store import Store

TABLES_AT_A_TIME = 3
"""CBS's fair use."""


@dataclass(frozen=True)
class Result:
    """What a run did.

    store: the version readers have now, None when there is none; remarks: what was put right, in Dutch; suspects: deliveries
    that were kept out as a whole.
    """

    readings: tuple[Reading, ...]
    store: Path | None
    remarks: tuple[str, ...] = ()
    suspects: tuple[Suspect, ...] = ()

    @property
    def failed(self) -> tuple[Reading, ...]:
        """Sources that were tried and gave nothing new."""
        return tuple(reading for reading in self.readings if reading.has_failed)


def refresh(run: Run, watch: Watch) -> Result:
    """Read every source of the agenda and publish what came in; a source that fails keeps its previous figures.

    DiskError when the disk does not take it: what was published stays.
    """
    with told_in_dutch(run.data_dir), one_run_at_a_time(run.data_dir):
        found = heal(run.data_dir)
        with logged(run.data_dir, next_run(run.data_dir)):
            log.info("verversing begonnen (%s)", run.mode)
            remarks = _keep_agenda(run)
            store = Store(found.version) if found.version else None
            try:
                result = _refresh(run, watch, store, found)
            finally:
                if store:
                    store.close()
            _log_result(result)
        return replace(result, remarks=(*remarks, *result.remarks))


def _log_result(result: Result) -> None:
    for reading in result.readings:
        about = {"source": reading.label, "outcome": str(reading.outcome)}
        if reading.message:  # with cells and paths: for who keeps the databook, and for no page
            log.warning("%s", reading.message, extra=about)
        else:
            log.info("%s: %s", reading.label, reading.outcome, extra=about)
    log.info("verversing klaar: %d van %d bronnen mislukt", len(result.failed), len(result.readings))


def _keep_agenda(run: Run) -> tuple[str, ...]:
    """What to say when the agenda could not be kept: figures come all the same."""
    try:
        keep_agenda(run.data_dir, run.agenda, datetime.now(UTC))
    except OSError as error:
        return (f"De agenda kon niet worden bewaard in {run.data_dir / FOLDER} ({error.strerror}). De cijfers komen er wel.",)
    return ()


def _refresh(run: Run, watch: Watch, store: Store | None, found: Found) -> Result:
    plan = plan_sources(run.agenda)
    known = store.known_regions() if store else ()
    division = read_today(run, known)
    today = [region for region in known if region.is_current] if division.regions is None else division.regions
    places = Places((region.code, region.name, region.province) for region in today)
    session = Session(run, watch, store, _probe(run, plan), datetime.now(UTC), [], plan, places, division.inhabitants)
    # Own files are read while CBS is waited for; each kind in its own pool, so that neither keeps the other waiting.
    with to_work(), ThreadPoolExecutor(TABLES_AT_A_TIME) as tables, ThreadPoolExecutor(1) as files:
        of_files = files.map(lambda item: read_file(session, item), plan.files)
        readings = [*tables.map(lambda item: read_table(session, item), plan.tables), *of_files, *division.failed]
    with_figures = _regions_with_figures(readings) | {region.code for region in known}
    held = store.process() if store else ()
    process, process_failed = read_processes(run.agenda, run.files_dir, held, session.started_at, places, run.accepted)
    told = tuple(reading.without_figures() for reading in readings)
    publication = Publication(
        started_at=session.started_at,
        now=datetime.now(UTC),
        mode=run.mode,
        municipality=run.agenda.info.municipality,
        readings=readings,
        parts=plan.parts,
        process=process,
        bounds=plan.bounds,
        regions=merge_regions(
            known=known, delivered=session.delivered_regions, division=division.regions, with_figures=with_figures
        ),
        next_at=run.next_at,
    )
    prune_raw(run.data_dir)
    kept = keep_run(run.data_dir, publication, found, store.describe() if store else None)
    return Result(
        readings=told + process_failed,
        store=kept.version.path if kept.version else None,
        remarks=kept.remarks,
        suspects=(*session.suspects, *division.suspects),
    )


def _probe(run: Run, plan: Plan) -> dict[str, bool]:
    """One short question per catalogue, at once: one that does not answer is not tried table by table."""
    catalogues = {table.request.catalogue for table in plan.tables}
    if run.mode is not Mode.AUTO:
        return dict.fromkeys(catalogues, run.mode is Mode.LIVE)
    with ThreadPoolExecutor() as pool:
        return dict(zip(catalogues, pool.map(run.catalogues.answers, catalogues), strict=True))


def _regions_with_figures(readings: Sequence[Reading]) -> set[str]:
    return {
        code for reading in readings if reading.figures is not None for code in reading.figures["region"].unique().to_pylist()
    }
