"""One page as complete HTML: the same view as on a screen, on a sheet, with its frame around it; it keeps nothing."""

import base64
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from markupsafe import Markup

from dashboard import data, failures, kit
from dashboard.book.known import Known
from dashboard.frame.around import bar, footer, version
from dashboard.frame.followed import feeds_of
from dashboard.frame.names import name_of
from dashboard.indicator.embedded.pieces import show_embedded
from dashboard.indicator.embedded.words import sites_of
from dashboard.look.terms import TERMS
from dashboard.pages import Page, Visit
from dashboard.paper.style import icon
from dashboard.render import explained, render
from dashboard.settings import public_address
from dashboard.sheet import Sheet, writing
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

_FOLDER = Path(__file__).resolve().parents[1]
_NOT_NOW, _WRONG = 503, 500
log = logging.getLogger("databoek")


@dataclass(frozen=True, kw_only=True)
class Written:
    """A page as a browser is given it; status: as HTTP has it. sites: on which websites it may stand within a page."""

    html: Markup
    status: int
    sites: tuple[str, ...] = ()


def write(
    page: Page | None,
    parameters: Mapping[str, str],
    base_path: str,
    style: str,
    *,
    has_forms: bool = True,
    whole: Callable[[str], str] | None = None,
) -> Written:
    """The page with these parameters of its address, of the agenda that is meant; page: None for one that there is not.

    base_path: where the dashboard is served. style: the address of the style sheet. has_forms: whether choices are answered.
    whole: as a sheet has it.
    """
    known, sheet = data.known(), Sheet(has_forms=has_forms, whole=whole)
    visit = kit.arrive_on_paper(known, parameters, base_path)
    sites = sites_of(known.agenda) if visit.is_embedded else ()
    with writing(sheet):
        _fill(sheet, page, visit, sites)
    framed = (
        _embedded(page, visit, known, sheet, style, sites) if visit.is_embedded else _framed(page, visit, known, sheet, style)
    )
    return Written(html=framed, status=sheet.status, sites=sites)


def _fill(sheet: Sheet, page: Page | None, visit: Visit, sites: tuple[str, ...]) -> None:
    """What happened in calm words, where there is nothing to show; as app.py says it."""
    try:
        if visit.is_embedded:
            with writing(sheet):
                data.in_turn(partial(show_embedded, page, visit, sites), is_guest=bool(visit.municipality), is_earlier=False)
            return
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


def _embedded(page: Page | None, visit: Visit, known: Known, sheet: Sheet, style: str, sites: tuple[str, ...]) -> Markup:
    name = name_of(page, visit, known)
    return render("paper/embedded.html", name=name, style=style, icon=icon(), content=sheet.html(), sites=sites)


@cache
def script_hash() -> str:
    """Of the only script on paper, as a policy names it."""
    digest = hashlib.sha256(render("paper/embedded.js").encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _framed(page: Page | None, visit: Visit, known: Known, sheet: Sheet, style: str) -> Markup:
    name = name_of(page, visit, known)
    on_screen = visit.on_screen.exactly(page, "", **dict(visit.parameters)).href if page else ""
    has_feeds = sheet.has_forms or sheet.whole is not None
    return render(
        "paper/page.html",
        name=name,
        under=_as_css(" · ".join(filter(None, (name.title, version(known), _address(page, visit) if sheet.has_forms else "")))),
        style=style,
        icon=icon(),
        feeds=feeds_of(page, visit, known, visit.links) if has_feeds else (),
        bar=bar(known, page, visit.links),
        footer=footer(known, visit.links),
        content=sheet.html(),
        on_screen=on_screen if sheet.has_forms else "",
    )


def _address(page: Page | None, visit: Visit) -> str:
    """Where this page can be found again, where the keeper of the server said at which address it is."""
    root = public_address()
    return f"{root}{visit.links.exactly(page, '', **dict(visit.parameters)).href}" if root and page else ""


def _as_css(text: str) -> str:
    """As the style sheet has it: what stands at the foot of every sheet."""
    marked = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{marked}"'
