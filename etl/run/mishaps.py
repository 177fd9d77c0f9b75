"""What nobody foresaw in one source stays the failure of that source: a sentence for people, the traceback for the log file."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from etl.delivery import SourceError

LOG = "databoek.log"
"""In the data folder; cell contents and tracebacks go there and to no page."""
_LARGEST, _KEPT = 1_000_000, 3
log = logging.getLogger("databoek.etl")


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
        raise SourceError(f"{label}: {what}. In {LOG} staat wat er gebeurde; meld het bij de beheerder.") from error


@contextmanager
def logged(data_dir: Path) -> Iterator[None]:
    """What is logged within goes to the log file of this data folder, which is kept small."""
    handler = RotatingFileHandler(data_dir / LOG, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    was, log.propagate = log.propagate, False
    try:
        yield
    finally:
        log.propagate = was
        log.removeHandler(handler)
        handler.close()
