"""Write the recording that ships with the project: what the catalogues deliver for the agenda, in our own format."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from etl.delivery import SourceError
from etl.run.mishaps import logged, one_source
from etl.run.plan import TablePlan, plan_sources
from etl.run.refresh import TABLES_AT_A_TIME
from etl.run.run import Outcome, Run, Watch
from etl.saved import save_delivery
from etl.store.publication import Reading


def record(run: Run, watch: Watch) -> Sequence[Reading]:
    """Fetch every table of the agenda live and save it in run.recording_dir; one that fails keeps its previous recording."""
    run.data_dir.mkdir(parents=True, exist_ok=True)
    with logged(run.data_dir), ThreadPoolExecutor(TABLES_AT_A_TIME) as pool:
        return tuple(pool.map(lambda plan: _record(run, watch, plan), plan_sources(run.agenda).tables))


def _record(run: Run, watch: Watch, plan: TablePlan) -> Reading:
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
