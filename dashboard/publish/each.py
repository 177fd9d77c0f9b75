"""Makes what is asked for one agenda or for many: each by itself, so that one that fails keeps no other from being made."""

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import typer

from dashboard import agendas, data
from dashboard.book.databook import Databook
from dashboard.charts.drawing import draw_at_once
from dashboard.publish.whose import Exit, NotMadeError, Wanted, stop
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

NOT_FORESEEN = "dit was niet voorzien ({}); in het log staat waarom"
ENDED = "het proces is afgebroken, misschien omdat er te weinig geheugen was; probeer het met een lager getal bij --jobs"
AT_ONCE = min(2, os.cpu_count() or 1)
"""Charts drawn at the same time where one agenda is made at a time; more would wait for the pages they are for."""
log = logging.getLogger("databoek")


@dataclass(frozen=True)
class Made:
    """lines: what there is to say of it. files: how many were made."""

    lines: tuple[str, ...]
    files: int = 1


@dataclass(frozen=True)
class Outcome:
    """Of one agenda: what was made, or the reason why nothing was, with what that answers to the shell."""

    wanted: Wanted
    made: Made = Made((), 0)
    problem: str = ""
    code: Exit = Exit.WELL


Make = Callable[[Databook, Path], Made]
"""A function of a module, or a partial of one: it may be called in another process. NotMadeError when it cannot be made."""


def make_each(make: Make, wanted: Sequence[Wanted], *, are_many: bool, jobs: int = 1) -> list[Outcome]:
    """Make it of each, and tell so as it comes; of a single agenda that fails it ends the command."""
    at_once = min(jobs, len(wanted))
    draw_at_once(AT_ONCE if at_once == 1 else 1)
    if not are_many:
        done = _one(make, wanted[0])
        if done.code:
            stop(done.problem, done.code)
        _tell(done)
        return [done]
    found = []
    for done in _by_many(make, wanted, at_once):
        found.append(done)
        _tell(done, f"({len(found)} van {len(wanted)}) ")
    return found


def finish(found: Sequence[Outcome]) -> None:
    """Say how many of many were made; it ends the command when some were not."""
    if len(found) == 1 and not found[0].code:
        return
    failed = sorted(each.wanted.name for each in found if each.code)
    typer.echo(f"Klaar: {len(found) - len(failed)} van {len(found)} gemeenten.")
    if failed:
        codes = {each.code for each in found}
        told = f"Niet gemaakt: {', '.join(failed)}. Hierboven staat waarom. Maak ze opnieuw met --gemeente en de naam."
        stop(told, codes.pop() if len(codes) == 1 else Exit.SOME_FAILED)


def _tell(done: Outcome, where: str = "") -> None:
    for line in done.made.lines:
        typer.echo(f"{where}{line}")
    if done.code:
        typer.echo(f"{where}{done.wanted.name}: niet gemaakt. {done.problem}", err=True)


def _one(make: Make, wanted: Wanted) -> Outcome:
    agendas.enter(wanted.name)
    try:
        return Outcome(wanted, make(data.databook(), wanted.folder))
    except AgendaError as problem:
        return Outcome(wanted, problem=str(problem), code=Exit.AGENDA_WRONG)
    except (StoreMissingError, StoreNewerError) as problem:
        return Outcome(wanted, problem=str(problem), code=Exit.NOTHING)
    except NotMadeError as problem:
        return Outcome(wanted, problem=str(problem), code=problem.code)


def _one_of_many(make: Make, wanted: Wanted) -> Outcome:
    """The same; what nobody foresaw keeps no other from being made."""
    try:
        return _one(make, wanted)
    except Exception as error:
        log.exception("%s failed", wanted.name)
        return Outcome(wanted, problem=NOT_FORESEEN.format(type(error).__name__), code=Exit.SOME_FAILED)


def _by_many(make: Make, wanted: Sequence[Wanted], jobs: int) -> Iterator[Outcome]:
    """As they come; a process that died takes others along, which are then made one by one."""
    if jobs == 1:
        yield from (_one_of_many(make, each) for each in wanted)
        return
    lost = []
    with _workers(jobs) as pool:
        waiting = {pool.submit(_one_of_many, make, each): each for each in wanted}
        for done in as_completed(waiting):
            try:
                yield done.result()
            except BrokenProcessPool:
                lost.append(waiting[done])
    yield from (_alone(make, each) for each in lost)


def _alone(make: Make, wanted: Wanted) -> Outcome:
    with _workers(1) as pool:
        try:
            return pool.submit(_one_of_many, make, wanted).result()
        except BrokenProcessPool:
            return Outcome(wanted, problem=ENDED, code=Exit.SOME_FAILED)


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _end_with_who_asks)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_who_asks() -> None:
    """Without this, a worker would wait forever for work from a command that was killed."""
    asking = multiprocessing.parent_process()

    def wait() -> None:
        if asking is not None:
            asking.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
