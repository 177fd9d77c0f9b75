"""Sends what stands around a page to the browser: its name in the tab always, bar and footer where our own server does not."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard import actor, data, kit
from dashboard.book.known import Known
from dashboard.frame.around import bar, footer, marks, who_is, work
from dashboard.frame.names import name_of
from dashboard.pages import LOG_IN, TO, Page
from dashboard.render import frame_style, render
from etl.door.actors import Actor


def above(page: Page) -> None:
    """What the page is called, and the bar."""
    visit, known = kit.visit(), data.known()
    st.set_page_config(page_title=name_of(page, visit, known).title)
    who = actor.asking()
    kit.show(_marks(known, who) if kit.is_framed() else frame_style() + bar(known, page, visit.links))
    if tools := work(who, known, page, visit.links):
        kit.show(tools)


def _marks(known: Known, who: Actor) -> Markup:
    """How new the figures are, and who is logged in where somebody can be."""
    if not actor.is_login_offered():
        return marks(known)
    return marks(known, who_is(who, known), who.reason)


def way_in(page: Page) -> None:
    """A link to log in with that comes back to this page, for who is not; nothing where nobody can."""
    if actor.is_login_offered() and not actor.asking().subject:
        here = kit.visit().on_screen.exactly(page, "", **dict(kit.visit().parameters)).href
        installation = str(st.get_option("server.baseUrlPath") or "").strip("/")
        there = f"/{installation}{LOG_IN}" if installation else LOG_IN
        kit.show(render("frame/way_in.html", href=f"{there}?{urlencode({TO: here})}"))


def below() -> None:
    """The footer."""
    if not kit.is_framed():
        kit.show(footer(data.known(), kit.visit().links))
