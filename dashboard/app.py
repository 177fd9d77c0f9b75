"""The router: which pages there are; every page reads its own figures."""

import logging
import sys
from pathlib import Path

if str(Path(__file__).resolve().parents[1]) not in sys.path:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `streamlit run` does not put the repository root there

import streamlit as st

from dashboard import data, failures, kit
from dashboard.comparison import pieces as council
from dashboard.interventions import pieces as intervention_cards
from etl.store.versions import StoreMissingError
from indicators.agenda.problems import AgendaError

st.set_page_config(
    page_title="Databoek", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide", initial_sidebar_state="collapsed"
)
page = st.navigation(
    [
        st.Page(kit.OVERVIEW, title="Overzicht", default=True),
        st.Page(kit.INDICATOR, title="Indicator", url_path="indicator", visibility="hidden"),
        *intervention_cards.pages(),
        *council.pages(),
    ],
    position="top",
)
kit.stylesheet()
try:
    kit.keep_municipality(data.own_municipality())
    page.run()
except StoreMissingError:
    failures.no_store()
except AgendaError as error:
    failures.no_agenda(error)
except Exception:
    logging.getLogger("databoek").exception("page %s failed", page.title)
    failures.unexpected()
