"""Sends what stands around a page to the browser: its name in the tab always, bar and footer where our own server does not."""

import streamlit as st

from dashboard import data, kit
from dashboard.frame.around import bar, footer, version_mark
from dashboard.frame.names import name_of
from dashboard.pages import Page
from dashboard.render import frame_style


def above(page: Page) -> None:
    """What the page is called, and the bar."""
    visit, known = kit.visit(), data.known()
    st.set_page_config(page_title=name_of(page, visit, known).title)
    kit.show(version_mark(known) if kit.is_framed() else frame_style() + bar(known, page, visit.links))


def below() -> None:
    """The footer."""
    if not kit.is_framed():
        kit.show(footer(data.known(), kit.visit().links))
