"""The process of one job: waits for room, does what was asked, and always leaves an answer or a sentence."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from etl.delivery import SourceError
from etl.door.job_folder import Asked, JobFolder, NoJobError, folder_of
from etl.door.questions import Answer, FetchTitles, LookUp, OpenTable, Refresh, Understand
from etl.run.jobs.told import BUSY, on_a_page
from etl.run.mishaps import unforeseen
from etl.store.disk import DiskError
from etl.store.versions import BusyError, StoreMissingError
from indicators.agenda.problems import AgendaError

AT_ONCE = 2
"""Jobs at work in one data folder; a third waits its turn, so that pages keep most of the machine."""
_SECONDS_A_LOOK = 0.2
_NICE = 3
"""Readers go before what nobody sits waiting for."""
_LONGEST, _LONGEST_REFRESH = 30 * 60, 2 * 60 * 60
"""Seconds; far beyond CBS at its slowest."""


def work_on(path: Path) -> int:
    """Do the job of this folder; 0 when it has an answer, 1 when it has a sentence instead."""
    folder = folder_of(path.absolute().parent.parent, path.name)
    if folder.result() is not None:
        return 1
    question = folder.asked().question
    if isinstance(question, Refresh | FetchTitles):
        os.nice(_NICE)
    with _room(folder.data_dir):
        _end_in_time(folder, _LONGEST_REFRESH if isinstance(question, Refresh) else _LONGEST)
        is_answered = work(folder)
        signal.alarm(0)
    return 0 if is_answered else 1


def work(folder: JobFolder) -> bool:
    """Do what was asked, here and now; whether there is an answer."""
    folder.step(started=datetime.now(UTC).isoformat())
    answer, failed = _tried(folder, folder.asked())
    folder.finish(answer, failed)
    return answer is not None


def sentence_of(error: AgendaError) -> str:
    """What is wrong with a choice, without the place in a file that nobody sees."""
    return " ".join(f"{problem.text[:1].upper()}{problem.text[1:]}; {problem.remedy}" for problem in error.problems)


def _tried(folder: JobFolder, asked: Asked) -> tuple[Answer | None, str]:
    try:
        return _worker_of(asked)(folder, asked), ""
    except AgendaError as error:
        return None, sentence_of(error)
    except BusyError:
        return None, BUSY
    except (SourceError, DiskError, StoreMissingError, NoJobError) as error:
        return None, on_a_page(str(error))
    except Exception as error:  # noqa: BLE001  whoever asked has to hear that nothing comes
        return None, unforeseen(error, folder.data_dir)


def _worker_of(asked: Asked) -> Callable[[JobFolder, Asked], Answer]:
    """Each brings its own world, so only what is needed is loaded."""
    match asked.question:
        case Refresh():
            from etl.run.jobs.refreshing import refresh_all  # noqa: PLC0415

            return refresh_all
        case FetchTitles():
            from etl.run.jobs.titles import fetch_titles  # noqa: PLC0415

            return fetch_titles
        case OpenTable():
            from etl.run.jobs.table import open_table  # noqa: PLC0415

            return open_table
        case LookUp():
            from etl.run.jobs.figures import look_up  # noqa: PLC0415

            return look_up
        case Understand():
            from etl.run.jobs.file import understand  # noqa: PLC0415

            return understand


@contextmanager
def _room(data_dir: Path) -> Iterator[None]:
    """One of the places to work at, as soon as there is one; the system gives it back when this process ends, however it ends."""
    handles = [(data_dir / "opdrachten" / f"plaats-{number}.lock").open("ab") for number in range(AT_ONCE)]
    try:
        while not any(map(_taken, handles)):
            time.sleep(_SECONDS_A_LOOK)
        yield
    finally:
        for handle in handles:
            handle.close()


def _taken(handle: object) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]  # a file
    except OSError:
        return False
    return True


def _end_in_time(folder: JobFolder, seconds: int) -> None:
    def stop(*_: object) -> None:
        folder.finish(None, "Deze opdracht duurde te lang en is gestopt. Probeer het later nog eens.")
        os._exit(1)

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
