"""What nobody foresaw becomes a sentence for people and a traceback in the log; in one source it stays that source's failure."""

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from etl.delivery import SourceError
from etl.json_lines import JsonLines, wants_json

LOG = "databoek.log"
"""In the data folder; cell contents and tracebacks go there and to no page."""
_LARGEST, _KEPT = 1_000_000, 3
_REPORT = "meld het bij de beheerder"
log = logging.getLogger("databoek.etl")


class _LogFile(RotatingFileHandler):
    """A log that cannot be written (a full disk, a folder to read only) stops nothing, and is remembered."""

    problem = ""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802  logging's own name
        """Instead of a second traceback on the terminal."""
        error = sys.exc_info()[1]
        self.problem = getattr(error, "strerror", None) or type(error).__name__


@contextmanager
def one_source(label: str) -> Iterator[None]:
    """Whatever is raised within becomes a SourceError; one that already is passes as it was."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # whatever json, csv, the reader of workbooks or our own code raises
        log.exception("%s", label)
        what = f"er ging iets mis dat niet was voorzien ({type(error).__name__})"
        raise SourceError(f"{label}: {what}. {_told(error, LOG)}") from error


def unforeseen(error: Exception, data_dir: Path) -> str:
    """Write the traceback to the log of this folder; what to tell who typed the command."""
    what = f"Er ging iets mis dat niet was voorzien ({type(error).__name__})."
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        return f"{what} {_unwritten(error, problem.strerror or type(problem).__name__)}"
    with logged(data_dir):
        log.error("%s", what, exc_info=error)
        return f"{what} {_told(error, str(data_dir / LOG))}"


class _OfRun(logging.Filter):
    """Says with every record which run in which folder it is of, also of what the threads of that run tell."""

    def __init__(self, run: int | None, data_dir: Path) -> None:
        super().__init__()
        self._run = run
        self._folder = str(data_dir)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let all through."""
        record.run, record.folder = self._run, self._folder
        record.of_run = f" [verversing {self._run}]" if self._run else ""
        return True


@contextmanager
def logged(data_dir: Path, run: int | None = None) -> Iterator[None]:
    """What is logged within goes to the log file of this data folder, which is kept small; run: the number of a refresh.

    As JSON it also goes to the terminal, with what went well besides.
    """
    is_json, was = wants_json(), (log.propagate, log.level)
    form = JsonLines() if is_json else logging.Formatter("%(asctime)s %(levelname)s %(name)s%(of_run)s: %(message)s")
    handlers: list[logging.Handler] = [
        _LogFile(data_dir / LOG, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True),
        *([logging.StreamHandler()] if is_json else []),
    ]
    for handler in handlers:
        handler.setFormatter(form)
        handler.addFilter(_OfRun(run, data_dir))
        log.addHandler(handler)
    log.propagate = False
    log.setLevel(logging.INFO if is_json else log.level)
    try:
        yield
    finally:
        log.propagate = was[0]
        log.setLevel(was[1])
        for handler in handlers:
            log.removeHandler(handler)
            handler.close()


def _told(error: Exception, file: str) -> str:
    problem = next((handler.problem for handler in log.handlers if isinstance(handler, _LogFile) and handler.problem), "")
    return _unwritten(error, problem) if problem else f"In {file} staat wat er gebeurde; {_REPORT}."


def _unwritten(error: Exception, why: str) -> str:
    """With the place in the code: all that is left of a traceback that could not be kept."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    return f"Het logbestand is niet te schrijven ({why}). Noteer deze plek: {where}, en {_REPORT}."
