"""The pieces every page is built of, and the reader's address; it shows what it is given and looks nothing up.

It alone knows on what a page is written: on a screen by Streamlit, or on a sheet of paper that gathers HTML (sheet.py).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Literal, NamedTuple, NoReturn

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import agendas, render, sheet
from dashboard.book.databook import Databook
from dashboard.book.known import Known
from dashboard.charts.inline import drawings
from dashboard.look.notation import count, day
from dashboard.look.notices import ANOTHER, EXAMPLE, invented, of_another
from dashboard.look.terms import TERMS
from dashboard.pages import MUNICIPALITY, ON_PAPER, OVERVIEW, TO_WRITE, UPLOAD, Link, Links, Page, Visit
from dashboard.settings import public_address

BUTTON, NO_CHOICES = "Bekijk", "Hier kunt u niets kiezen: dit is een vaste uitgave van het databoek."
"""What leads to what was chosen, and what is said where nobody answers a choice."""
FRAMED = "X-Databoek-Frame"
"""What our own server adds to the way in of every reader, and no proxy has to pass on."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!:$~|<>])")
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=@)(?=\w)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where an address of a website or of mail would become a link: an example in a label is nothing to press."""
_APART = "\u2060"
"""Stands there: nobody sees or hears it."""
_VISIT: ContextVar[Visit] = ContextVar("visit")


def arrive(known: Known) -> None:
    """Read the address, once a run, before the page does anything.

    The municipality that a reader chose stands in the address of every page and every link, and nowhere else, so that Back leads
    back to before the choice. Our own one is what an address without one means: choosing it ends the choice. A code that none of
    the municipalities has is no choice.
    """
    if known.own and st.query_params.get(MUNICIPALITY) == known.own:
        del st.query_params[MUNICIPALITY]
    address = st.query_params.to_dict().items()
    said = {name: value for name, value in address if name != MUNICIPALITY or value in known.municipalities}
    base_path = agendas.below(str(st.get_option("server.baseUrlPath") or ""))
    _VISIT.set(Visit.at(said, base_path, is_apart=known.is_read_first))


def arrive_on_paper(known: Known, parameters: Mapping[str, str], base_path: str) -> Visit:
    """The same for an address that a server or a publication was asked for."""
    said = {name: value for name, value in parameters.items() if name != MUNICIPALITY or value in known.municipalities}
    if known.own and said.get(MUNICIPALITY) == known.own:
        del said[MUNICIPALITY]
    _VISIT.set(Visit.at(said, base_path, ON_PAPER, is_apart=known.is_read_first))
    return visit()


def is_on_paper() -> bool:
    """Whether this page is written as HTML, for nobody in particular."""
    return sheet.now() is not None


def is_fixed() -> bool:
    """Whether nobody answers what is asked on this page: it is a file among others."""
    paper = sheet.now()
    return paper is not None and not paper.has_forms


def whole(address: str) -> str:
    """One of our addresses with the name of the host before it; empty when nobody said under which name readers come."""
    paper = sheet.now()
    if paper and not paper.has_forms:
        return paper.whole(address) if paper.whole else ""
    root = public_address()
    return f"{root}{address}" if root else ""


def agenda_asked() -> str | None:
    """The name of the agenda that came with the reader's way in; None where there is no reader, or only one agenda."""
    return st.context.headers.get(agendas.HEADER) if get_script_run_ctx(suppress_warning=True) else None


def visit() -> Visit:
    """The address as it was at the start of this run; LookupError outside a run of app.py."""
    return _VISIT.get()


def links() -> Links:
    """Links that keep what the reader chose, also of a run that went wrong before its address was read."""
    return _VISIT.get(Visit()).links


def in_address(name: str) -> str:
    """What the address says of this at this moment, also in a callback, which runs before there is a visit."""
    return str(st.query_params.get(name, ""))


def put_in_address(**parameters: str) -> None:
    """Write these into the address of the page; an empty one is taken out.

    Also when nothing differs: after a link to the page itself the browser still shows the address from before.
    """
    if is_on_paper():
        return
    known = st.query_params.to_dict() | parameters
    st.query_params.from_dict({name: value for name, value in known.items() if value})


def put_in_field(key: str, value: object) -> None:
    """What the field with this key shows; said again only when it is something else.

    Saying it at every run would take away what somebody is typing there at that moment: the browser shows what is said to it.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def page(about: Page) -> StreamlitPage:
    """A page for the router; one that the menu leaves out is reached by a link."""
    shown: Literal["visible", "hidden"] = "visible" if about.in_menu else "hidden"
    return st.Page(about.file, title=about.title, url_path=about.path or None, default=about == OVERVIEW, visibility=shown)


def stylesheet() -> None:
    """What the theme cannot say."""
    show(render.style())


def is_framed() -> bool:
    """Whether our own server puts the bar and the footer around the page; under plain `streamlit run` nobody else does."""
    return is_on_paper() or FRAMED in st.context.headers


def stop() -> NoReturn:
    """The page has said all there is; below it stands what words mean, as below any page."""
    if is_on_paper():
        raise sheet.Stopped
    show(render.explained(TERMS))
    st.stop()


def not_there() -> None:
    """What the address asks for is not there; on paper the answer says so too."""
    if paper := sheet.now():
        paper.status = 404


def announced(text: str) -> None:
    """A line that is also read aloud when a choice on this page made it another one, such as how many rows are shown."""
    show(render.render("_announced.html", text=text))


def plain(text: str) -> str:
    """Text from the agenda or a source as itself, where Streamlit would read markdown."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_APART, text))


class _Html(NamedTuple):
    """HTML as it is to be sent: of a plain text Streamlit takes the indentation out, line by line, a tenth of making a page."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html.strip())


def show(html: Markup, **how: Any) -> None:
    """HTML that came from a template."""
    if paper := sheet.now():
        paper.add(_of_html(html))
        return
    st.html(_Html(html), **how)


def _of_html(html: Markup) -> sheet.Box:
    part = sheet.element("div", "stHtml")
    part.inside.append(html)
    return part


def box(key: str = "", **how: Any) -> AbstractContextManager[Any]:
    """What belongs together, to fill in a with block; how: as Streamlit's container has it."""
    if paper := sheet.now():
        return paper.open(sheet.element("div", _laid_out(how), f"st-key-{key}" if key else ""))
    return st.container(key=key or None, **how)


def _laid_out(how: Mapping[str, Any]) -> str:
    """The classes of a part in which the others stand below each other, or beside each other."""
    words = ["rij" if how.get("horizontal") else "stapel", "kaart" if how.get("border") else ""]
    gap = how.get("gap", "small")
    return " ".join(filter(None, [*words, {"xsmall": "dicht", None: "dicht"}.get(gap, "")]))


def columns(widths: int | Sequence[float], **how: Any) -> Sequence[AbstractContextManager[Any]]:
    """Parts beside each other, each to fill in a with block; on a small screen they stand below each other."""
    paper = sheet.now()
    if paper is None:
        return st.columns(widths, **how)
    columns = [sheet.element("div", "stapel") for _ in (range(widths) if isinstance(widths, int) else widths)]
    with paper.open(sheet.element("div", "zuilen" if isinstance(widths, int) else "zuilen smal-breed")):
        for each in columns:
            paper.add(each)
    return [paper.within(each) for each in columns]


def waiting(text: str) -> AbstractContextManager[Any]:
    """What a reader sees while the with block runs."""
    return nullcontext() if is_on_paper() else st.spinner(text)


def code(text: str, language: str | None = None, label: str = "Regels om over te nemen", **how: Any) -> None:
    """Lines to copy; label: what they are called where they are read aloud."""
    if paper := sheet.now():
        paper.add(render.render("paper/code.html", text=text, label=label))
    else:
        st.code(text, language=language, **how)


def head() -> AbstractContextManager[Any]:
    """The top of a page, to fill in a with block."""
    return box("paginakop", gap="xsmall")


def top(name: str, text: str) -> None:
    """The top of a page that is a heading and a line below it."""
    with head():
        title(name)
        lead(text)


def upload(*, token: str, back: str, label: str, button: str, kind: str = "") -> None:
    """A control to send files with, that comes back to the page `back` with the word `aangeleverd` in its address.

    kind: how the name of the one file ends that is asked for; empty for a few of any kind that can be read.
    """
    action = f"/{agendas.below(str(st.get_option('server.baseUrlPath') or ''))}".rstrip("/") + UPLOAD
    mark = hashlib.sha256(back.encode("utf-8")).hexdigest()[:8]  # a page can have more than one
    said = {"action": action, "token": token, "back": back, "label": label, "button": button, "kind": kind, "mark": mark}
    show(render.render("_upload.html", **said))


@contextmanager
def asked(key: str) -> Iterator[None]:
    """Around a field to search with, for a button beside it: not everybody knows that a field waits for Enter."""
    with st.container(horizontal=True, key=key, vertical_alignment="bottom", gap="small"):
        yield
        st.button("Zoek", key=f"{key}-zoek")  # to press it is to leave the field, and that searches


def again() -> None:
    """For a page that shows something that is still being made: it looks again by itself every few seconds, or when asked to."""
    st.button("Kijk of er nieuws is", key="opnieuw")


def title(text: str) -> None:
    """The one main heading of a page."""
    if paper := sheet.now():
        _headed(paper, "h1", text)
    else:
        st.title(plain(text), anchor=False)


def heading(text: str) -> None:
    """A heading of a part of the page."""
    if paper := sheet.now():
        _headed(paper, "h2", text)
    else:
        st.header(plain(text), anchor=False)


def _headed(paper: sheet.Sheet, tag: str, text: str) -> None:
    part = sheet.element(tag)
    part.inside.append(text)
    paper.add(part)


def lead(text: str) -> None:
    """Running text in secondary ink under a heading."""
    show(render.paragraph(text))


def small(*texts: str) -> None:
    """Key and source lines."""
    show(render.paragraph(*texts, style="klein"))


def remark(opening: str, text: str) -> None:
    """A calm bar about what is shown here."""
    show(render.notice(opening, text, tone="rustig"))


def outcome(opening: str, text: str) -> None:
    """The same of what somebody just did: it is read aloud, and gets the focus when the button that was pressed is gone."""
    show(render.outcome(opening, text))


@contextmanager
def card(key: str, name: str | Markup) -> Iterator[None]:
    """A white card with a heading (as HTML, from a template, where it is more than words); fill it in a with block."""
    with _carded(key):
        if isinstance(name, Markup):
            show(name)
        else:
            heading(name)
        yield


def _carded(key: str) -> AbstractContextManager[Any]:
    if paper := sheet.now():
        return paper.open(sheet.element("section", "stapel kaart", f"st-key-kaart-{key}", id=key))
    return st.container(border=True, key=f"kaart-{key}")


@contextmanager
def fold(key: str, name: str, opened: str) -> Iterator[None]:
    """A part of a page that opens when its name is pressed, or by the address; opened: the key of the one in the address.

    Within it stands its heading for who goes from heading to heading: a summary cannot be one.
    """
    with _folded(key, name, is_open=key == opened):
        show(render.render("_heard_heading.html", text=name))
        yield


@contextmanager
def _folded(key: str, name: str, *, is_open: bool) -> Iterator[None]:
    if paper := sheet.now():
        values = {"classes": f"st-key-vouw-{key}", "id": key, "name": name, "is_open": is_open}
        with paper.open(sheet.Box("paper/fold.html", values)):
            yield
    else:
        with st.container(key=f"vouw-{key}"), st.expander(plain(name), expanded=is_open):
            yield


@contextmanager
def two_columns(key: str, *, is_uneven: bool = False) -> Iterator[None]:
    """What is put in it stands in two columns from 1100 px, one after the other below that; uneven: the first twice as wide."""
    with box(f"kolommen-breed-smal-{key}" if is_uneven else f"kolommen-{key}"):
        yield


def facts_card(key: str, name: str, pairs: Sequence[tuple[str, str]]) -> None:
    """A card with labelled facts."""
    with card(key, name):
        show(render.facts(pairs))


def link(to: Link, **how: Any) -> None:
    """A link to a page, within the app; on paper not to a page where somebody works, which only knows its reader on a screen."""
    if paper := sheet.now():
        if to.page not in TO_WRITE:
            paper.add(render.render("paper/link.html", href=to.href, words=to.words))
        return
    st.page_link(to.page.file, label=plain(to.words), query_params=dict(to.parameters), **how)


def chart(spec: dict[str, Any], alt: str) -> None:
    """A chart from its Vega-Lite specification, with what it shows in words for who cannot see it."""
    if paper := sheet.now():
        paper.charts += 1
        paper.add(render.render("paper/chart.html", drawings=drawings(spec, f"grafiek-{paper.charts}"), alt=alt))
        return
    st.vega_lite_chart(spec=spec, theme=None, alt=alt)


def form(key: str, to: Link, fields: Sequence[sheet.Field], rest: Sequence[sheet.Field] = (), *, more: str = "") -> None:
    """On paper: fields that lead to a page with what was chosen in its address; rest: those that are folded under `more`."""
    paper = sheet.now()
    if paper is None or not (fields or rest):
        return
    if not paper.has_forms:
        show(render.paragraph(NO_CHOICES, style="zacht geen-keuze"))
        return
    names = {field.name for field in (*fields, *rest)}
    is_open = any(value for field in rest for value in field.chosen)
    paper.add(
        render.render(
            "paper/form.html",
            action=replace(to, parameters=()).href,
            kept=[each for each in to.parameters if each[0] not in names],
            fields=fields,
            rest=rest,
            more=more,
            is_open=is_open,
            key=key,
            button=BUTTON,
        )
    )


def notices(book: Databook, links: Links) -> None:
    """What holds for every page: whose figures these are, an example, sources that are silent, an agenda with mistakes."""
    if book.is_guest:
        remark(ANOTHER, of_another(book.name, book.owner))
        _way_back(book, links)
    elif guest := _chosen(book):
        told = f"U koos {guest}. Alles op deze pagina is van {book.owner}: de interventies, de cijfers en het geld."
        remark(f"Van {book.owner}.", told)
        _way_back(book, links)
    if book.agenda.info.is_example:
        show(render.render("_example.html", opening=EXAMPLE, text=invented(book.owner)))
    if book.silent_since:
        remark("Geen nieuw antwoord.", f"Sinds {day(book.silent_since)} gaf geen bron antwoord. U ziet de cijfers van toen.")
    if book.problem:
        wrong = count(len(book.problem.problems), "fout", "fouten")
        remark("Agenda.", f"In de nieuwe versie van de agenda staat nog {wrong}. U ziet de vorige versie, tot dat is hersteld.")


def _chosen(book: Databook) -> str:
    """The name of another municipality that the reader chose, on a page that is of the agenda's own all the same."""
    code = visit().municipality
    known = code is not None and code in book.figures.current and code != book.code
    return book.figures.names.get(code, code) if known and code is not None else ""


def _way_back(book: Databook, links: Links) -> None:
    link(links.exactly(OVERVIEW, f"Terug naar {book.owner}", gemeente=book.agenda.info.municipality))
