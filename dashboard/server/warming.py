"""What the server does before the first reader comes, so that none waits for it; it serves nothing."""

import logging
import pkgutil
import re
from importlib import import_module

import dashboard
from dashboard import data
from dashboard.indicator.pieces import trend_spec
from dashboard.interventions import effects
from etl.store.versions import StoreMissingError
from indicators.agenda.problems import AgendaError

_RUN_BY_STREAMLIT = re.compile(r"dashboard\.(app|views|server)(\.|$)")
log = logging.getLogger("databoek")


def make_ready() -> None:
    """Everything that no reader should wait for."""
    import_pieces()
    warm_up()


def import_pieces() -> None:
    """Import all that pages are built of, so that no reader waits for it and garbage collection need not look through it."""
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        if not _RUN_BY_STREAMLIT.match(module.name):
            import_module(module.name)


def warm_up() -> None:
    """Read and judge the figures once and draw one chart; without figures the server starts as well."""
    try:
        book = data.databook()
        data.kept(book, effects.of_book)
        row = next((row for row in book.rows if row.last), None)
        if row:
            data.kept(book, trend_spec, row.indicator.id)
            data.lineage(row.indicator.id, book.code)
    except AgendaError:
        return  # who read it has told so
    except StoreMissingError as problem:
        log.warning("%s", problem)
    except Exception:
        log.exception("warm-up failed")
