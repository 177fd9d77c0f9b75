"""The kept agendas of a municipality as steps, each compared once with the one before; it writes nothing."""

import logging
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from etl.store.agendas import InForce, KeptAgendaError, logged_agendas, open_kept, state_of_agendas
from indicators.agenda.differences import Difference, compare
from indicators.agenda.history import AgendaHistory, Step
from indicators.agenda.model import Agenda

log = logging.getLogger("databoek")


def read_history(data_dir: Path, municipality: str, now: datetime) -> AgendaHistory:
    """The agendas of a municipality as steps; a file that cannot be read is passed by, with a line in the log.

    A clock that ran ahead is put right by what was seen after it: nothing can be seen later than the next one, or than now.
    """
    steps = _steps(data_dir, state_of_agendas(data_dir), municipality)
    latest, found = now, list[Step]()
    for step in reversed(steps.steps):
        latest = min(latest, step.since)
        found.append(Step(since=latest, id=step.id, differences=step.differences))
    return AgendaHistory(first=steps.first, steps=tuple(reversed(found)))


def history_until(data_dir: Path, agenda: Agenda, id_: str, seen_at: datetime, now: datetime) -> AgendaHistory:
    """The agendas that were in force until this one, which is in use since seen_at, also where it could not be kept."""
    return ending_with(read_history(data_dir, agenda.info.municipality, now), data_dir, agenda, id_, seen_at)


def ending_with(history: AgendaHistory, data_dir: Path, agenda: Agenda, id_: str, seen_at: datetime) -> AgendaHistory:
    """The same, ending with an agenda that could not be kept; without anything before it nothing is known of what changed."""
    if not history.steps or history.steps[-1].id == id_:
        return history
    try:
        differences = compare(_opened(data_dir, history.steps[-1].id), agenda)
    except KeptAgendaError:
        return history
    return replace(history, steps=(*history.steps, Step(since=seen_at, id=id_, differences=differences)))


@lru_cache(maxsize=8)
def _steps(data_dir: Path, _state: str, municipality: str) -> AgendaHistory:
    found: list[Step] = []
    for each in logged_agendas(data_dir):
        if each.municipality == municipality and not (found and each.id == found[-1].id):
            _add(found, data_dir, each)
    return AgendaHistory(first=_opened(data_dir, found[0].id) if found else None, steps=tuple(found))


def _add(found: list[Step], data_dir: Path, each: InForce) -> None:
    """A step from the last one that can be read; none when this one cannot."""
    try:
        differences = _differences(data_dir, found[-1].id if found else each.id, each.id)
    except KeptAgendaError as problem:
        log.warning("%s; deze bewaarde agenda telt niet mee.", problem)
        if found and _can_open(data_dir, each.id):  # then it is the last one that could be read before, and cannot any more
            found.pop()
            _add(found, data_dir, each)
        return
    found.append(Step(since=each.since, id=each.id, differences=differences))


def _can_open(data_dir: Path, id_: str) -> bool:
    try:
        _opened(data_dir, id_)
    except KeptAgendaError:
        return False
    return True


@lru_cache(maxsize=20_000)
def _differences(data_dir: Path, before: str, after: str) -> tuple[Difference, ...]:
    return compare(_opened(data_dir, before), _opened(data_dir, after))


@lru_cache(maxsize=4)
def _opened(data_dir: Path, id_: str) -> Agenda:
    """Each is compared with the one before it and the one after it."""
    return open_kept(data_dir, id_)
