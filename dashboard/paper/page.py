"""One page as complete HTML: the same view as on a screen, on a sheet, with its frame around it; it keeps nothing."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from markupsafe import Markup

from dashboard import data, failures, kit
from dashboard.book.known import Known
from dashboard.frame.around import bar, footer
from dashboard.frame.names import name_of
from dashboard.look.terms import TERMS
from dashboard.pages import Link, Page, Visit
from dashboard.paper.style import icon
from dashboard.render import explained, render
from dashboard.sheet import Sheet, writing
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

_FOLDER = Path(__file__).resolve().parents[1]
_NOT_NOW, _WRONG = 503, 500
log = logging.getLogger("databoek")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A page as a browser is given it; status: as HTTP has it."""

    html: Markup
    status: int


def write(page: Page | None, parameters: Mapping[str, str], base_path: str, style: str, *, has_forms: bool = True) -> Written:
    """The page with these parameters of its address, of the agenda that is meant; page: None for one that there is not.

    base_path: where the dashboard is served. style: the address of the style sheet. has_forms: whether choices are answered.
    """
    known, sheet = data.known(), Sheet(has_forms=has_forms)
    visit = kit.arrive_on_paper(known, parameters, base_path)
    with writing(sheet):
        _fill(sheet, page, visit)
    return Written(html=_framed(page, visit, known, sheet, style), status=sheet.status)


def _fill(sheet: Sheet, page: Page | None, visit: Visit) -> None:
    """What happened in calm words, where there is nothing to show; as app.py says it."""
    try:
        if page is None:
            failures.no_page(visit.links)
            return
        with writing(sheet):
            data.in_turn(partial(_run, page), is_guest=bool(visit.municipality), is_earlier=bool(visit.asked("sinds")))
        kit.show(explained(TERMS))
    except StoreNewerError:
        _instead(sheet, failures.newer_store)
    except StoreMissingError:
        _instead(sheet, failures.no_store)
    except AgendaError:
        _instead(sheet, failures.no_agenda)
    except Exception:
        log.exception("page %s failed on paper", page.title if page else "")
        _instead(sheet, failures.unexpected, _WRONG)


def _instead(sheet: Sheet, tell: Callable[[], None], status: int = _NOT_NOW) -> None:
    sheet.start_again(status)
    tell()


def _run(page: Page) -> None:
    """The view as Python keeps it, read anew: a view is a script that shows its page when it is run."""
    about = spec_from_file_location(f"dashboard.views.{page.name}", _FOLDER / page.file)
    if about is None or about.loader is None:
        raise ImportError(page.file)
    about.loader.exec_module(module_from_spec(about))


def _framed(page: Page | None, visit: Visit, known: Known, sheet: Sheet, style: str) -> Markup:
    on_screen = Link(page=page, words="", parameters=visit.parameters, base_path=visit.base_path).href if page else ""
    return render(
        "paper/page.html",
        name=name_of(page, visit, known),
        style=style,
        icon=icon(),
        bar=bar(known, page, visit.links),
        footer=footer(known, visit.links),
        content=sheet.html(),
        on_screen=on_screen if sheet.has_forms else "",
    )
