"""The router: which pages there are; every page reads its own figures."""

import logging
import sys
from pathlib import Path

if str(Path(__file__).resolve().parents[1]) not in sys.path:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # `streamlit run` does not put the repository root there

import streamlit as st

from dashboard import agendas, data, failures, kit, render
from dashboard.frame import pieces
from dashboard.look.terms import TERMS
from dashboard.pages import PAGES
from dashboard.reruns import RERUNS
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

st.set_page_config(page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide", initial_sidebar_state="collapsed")
agendas.enter_by(kit.agenda_asked)
router = st.navigation([kit.page(page) for page in PAGES], position="hidden")
with RERUNS.time(), data.going_first():
    kit.stylesheet()
    try:
        kit.arrive(data.known())
        pieces.above(next(page for page in PAGES if page.path == router.url_path))
        data.in_turn(router.run, is_guest=bool(kit.visit().municipality), is_earlier=bool(kit.visit().asked("sinds")))
        kit.show(render.explained(TERMS))
    except StoreNewerError:
        failures.newer_store()
    except StoreMissingError:
        failures.no_store()
    except AgendaError:
        failures.no_agenda()
    except Exception:
        logging.getLogger("databoek").exception("page %s failed", router.title)
        failures.unexpected()
    finally:
        pieces.below()
