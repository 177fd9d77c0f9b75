"""Buttons that hand out the figures and the picture of a view; a file is only made when somebody asks for it, and then kept."""

from functools import partial

import streamlit as st

from dashboard import agendas, kit, render
from dashboard.book.databook import Databook
from dashboard.downloads.asked import OF, TYPES, Files
from dashboard.pages import Page, Visit

QUICK = frozenset({"csv", "xlsx", "svg"})
"""What a fixed edition brings along: a picture in dots takes a quarter of a second, for each of all indicators."""


def offer(page: Page, book: Databook, visit: Visit) -> None:
    """The files of this page as it is now; nothing when there are none.

    With our own server these are links, so that a file comes whatever the app is doing: Streamlit's own buttons ask for it over
    the line that pages come over, and drop a file that other readers' pages have meanwhile passed twice.
    """
    found = OF[page](book, visit)
    if found is None:
        return
    if kit.is_framed():
        kinds = [kind for kind in found.kinds if kind in QUICK or not kit.is_fixed()]
        others = [(other, files) for other in found.beside if not kit.is_fixed() and (files := OF[other](book, visit))]
        links = [(found.words(kind), visit.links.file(page, kind, visit)) for kind in kinds]
        links += [(files.words("pdf"), visit.links.file(other, "pdf", visit)) for other, files in others]
        kit.show(render.render("_files.html", links=links))
    else:
        _streamlits_own(found, book)


def _streamlits_own(found: Files, book: Databook) -> None:
    """Even the table is only put together on a click: on the overview that took two thirds of the time of the page."""
    with st.container(horizontal=True, gap="small", key=f"downloads-{found.name}"):
        for kind in found.kinds:
            name, words = found.file(kind), found.words(kind)
            make = agendas.for_this(partial(found.make, book, kind))
            st.download_button(words, make, file_name=name, mime=TYPES[kind], on_click="ignore", key=f"bestand-{name}")
