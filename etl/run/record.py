"""Write the recording that ships with the project: what the catalogues deliver for the agenda, in our own format."""

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from etl.catalogue.offered import Origin
from etl.catalogue.titles import HasMunicipalities, Title, keep_titles, told_contents
from etl.cbs.client import CATALOGUES
from etl.cbs.topics import resolve_topics
from etl.delivery import SourceError, TableRequest, Topic
from etl.run.jobs.offering import measures_of, told_contents_of
from etl.run.jobs.table import recorded_metadata
from etl.run.mishaps import log, logged, one_source
from etl.run.plan import TablePlan, plan_sources
from etl.run.refresh import TABLES_AT_A_TIME
from etl.run.run import Outcome, Run, Watch
from etl.saved import read_delivery, save_delivery
from etl.store.publication import Reading


def record(run: Run, watch: Watch, *, whole: Collection[str] = ()) -> Sequence[Reading]:
    """Fetch every table of the agenda live and save it in run.recording_dir; one that fails keeps its previous recording.

    With the titles of every catalogue that answers. whole: tables of which all measures go along, for who adds an indicator.
    """
    run.data_dir.mkdir(parents=True, exist_ok=True)
    with logged(run.data_dir), ThreadPoolExecutor(TABLES_AT_A_TIME) as pool:
        readings = tuple(pool.map(lambda plan: _record(run, watch, plan, whole), plan_sources(run.agenda).tables))
        _record_titles(run)
    return readings


def _record_titles(run: Run) -> None:
    """The titles as the catalogues tell them, with what the recorded tables hold: by that they are found without network."""
    found: list[Title] = []
    for catalogue in CATALOGUES:
        try:
            found += run.catalogues.titles(catalogue)
        except SourceError as error:
            log.warning("%s", error)
    if found:
        keep_titles(run.recording_dir, [_with_contents(run, title) for title in found], None)


def _with_contents(run: Run, title: Title) -> Title:
    if not (run.recording_dir / title.catalogue / f"{title.table}.json").exists():
        return title
    delivery = read_delivery(run.recording_dir, title.catalogue, title.table, origin="opname")
    request = TableRequest(catalogue=title.catalogue, table=title.table, topics=())
    contents = told_contents_of(request, recorded_metadata(delivery), Origin.RECORDING, run.agenda.info.municipality)
    has = HasMunicipalities.YES if contents.has_municipalities else HasMunicipalities.NO
    return replace(title, contents=told_contents(contents), has_municipalities=has)


def _record(run: Run, watch: Watch, plan: TablePlan, whole: Collection[str]) -> Reading:
    request = plan.request
    watch.started(request.label)
    reading = Reading(
        label=request.label,
        catalogue=request.catalogue,
        table_id=request.table,
        holder=plan.holder,
        licence=plan.licence,
        variant=request.variant,
        outcome=Outcome.CHANGED,
    )
    try:
        with one_source(request.label):
            if request.table in whole:
                request = replace(request, topics=_all_topics(run, plan))
            delivery = run.catalogues.fetch(
                request, licence=plan.licence, progress=lambda rows: watch.advanced(request.label, rows)
            )
            save_delivery(replace(delivery, source=plan.holder), run.recording_dir, name=request.file_name)
        reading = replace(
            reading,
            title=delivery.title,
            modified=delivery.modified,
            frequency=delivery.frequency,
            has_failed=bool(delivery.problems),
            message=" ".join((f"{request.label}:", *delivery.problems)) if delivery.problems else "",
        )
    except SourceError as error:
        reading = replace(reading, outcome=Outcome.FAILED, has_failed=True, message=str(error))
    watch.finished(reading)
    return reading


def _all_topics(run: Run, plan: TablePlan) -> tuple[Topic, ...]:
    """What the agenda asks, and after that every other measure of the table that can be told apart."""
    properties = run.catalogues.properties(plan.request)
    asked = resolve_topics(plan.request.topics, properties)[0].values()
    others = (measure for measure in measures_of(properties) if not measure.problem and measure.key not in asked)
    return (
        *plan.request.topics,
        *(Topic(stem=each.topic, group=each.told_group, unit=each.told_unit) for each in others),
    )
