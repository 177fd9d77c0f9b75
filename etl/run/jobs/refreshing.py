"""A refresh that was asked from the dashboard: the same run as on the command line, with its progress in the job's folder."""

from collections.abc import Mapping
from datetime import datetime

from etl.door.job_folder import Asked, JobFolder
from etl.door.questions import Compared, Refresh, Refreshed
from etl.door.questions import Suspect as ToldSuspect
from etl.run.jobs.told import on_a_page
from etl.run.jobs.watch import FolderWatch
from etl.run.mishaps import log
from etl.run.plan import plan_sources
from etl.run.refresh import Result, refresh
from etl.run.renewed_titles import keep_up
from etl.run.report import told_once
from etl.run.run import Run, Suspect
from etl.run.saying import log_now
from etl.store.light_arrow import light_arrow
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.periods import period_in_words

_MOST_COMPARED = 12
"""Figures beside each other for one source: the newest tell most."""


def refresh_all(folder: JobFolder, asked: Asked) -> Refreshed:
    """Refresh, keep what is then said of the norms, and tell what waits for somebody's eye. BusyError when another run is on."""
    question = asked.question
    accepted = question.accepted if isinstance(question, Refresh) else ()
    agenda = load_agenda(asked.agenda)
    run = Run(
        agenda=agenda,
        files_dir=asked.agenda.parent,
        data_dir=folder.data_dir,
        is_forced=bool(accepted),
        accepted=accepted,
    )
    with light_arrow():
        result = refresh(run, FolderWatch(folder))
    keep_up(folder.data_dir, result.readings)
    if result.store is not None:
        _say(folder, agenda)
    return Refreshed(
        sources=len(result.readings),
        failed=len(result.failed),
        has_figures=result.store is not None,
        remarks=tuple(map(on_a_page, (*result.remarks, *told_once(result.readings)))),
        suspects=tuple(suspects_of(result, agenda)),
    )


def suspects_of(result: Result, agenda: Agenda) -> list[ToldSuspect]:
    """What was kept out, an entry for each indicator that it is about, with the municipality's figures beside each other."""
    names = {each.id: each.name for each in agenda.indicators}
    of_cell: dict[tuple[str, str], list[str]] = {}
    for part in plan_sources(agenda).parts:
        if part.indicator in names:
            of_cell.setdefault((part.topic, part.filters), []).append(names[part.indicator])
    return [told for suspect in result.suspects for told in _told(suspect, of_cell)]


def _told(suspect: Suspect, of_cell: Mapping[tuple[str, str], list[str]]) -> list[ToldSuspect]:
    cells = list(dict.fromkeys((topic, filters) for topic, filters, _ in suspect.figures)) or [("", "")]
    found = []
    for cell in cells:
        figures = [(period, both) for (topic, filters, period), both in suspect.figures.items() if (topic, filters) == cell]
        figures.sort(reverse=True)
        found.append(
            ToldSuspect(
                label=suspect.label,
                accept=suspect.accept,
                reasons=suspect.reasons,
                measure=", ".join(dict.fromkeys(of_cell.get(cell, ()))) or cell[0],
                figures=tuple(
                    Compared(period=period_in_words(period, _year(period)), held=held, came=came)
                    for period, (held, came) in figures[:_MOST_COMPARED]
                ),
            )
        )
    return found


def _year(period: str) -> int:
    return int(period[:4]) if period[:4].isdecimal() else 0


def _say(folder: JobFolder, agenda: Agenda) -> None:
    """As `make refresh` does next; whatever becomes of it, the figures are there."""
    try:
        log_now(folder.data_dir, agenda, datetime.now().astimezone())
    except Exception:  # noqa: BLE001  the figures were asked for, and they came
        log.exception("uitspraken na een verversing")
