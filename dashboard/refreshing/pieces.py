"""The Streamlit pieces of the page on refreshing; what is pressed goes to the door, and a process of its own does the work."""

from typing import Any

import streamlit as st

from dashboard import actor, agendas, kit, once
from dashboard.refreshing import words
from dashboard.render import bullets, subheading, table
from etl.door.changes import AskJob
from etl.door.jobs import JobState, Status, recent
from etl.door.questions import Refresh, Refreshed, Suspect
from etl.door.refusals import Refused
from indicators.agenda.problems import AgendaError

_SAID = "verversen-gezegd"


def last_refreshes() -> list[JobState]:
    """Those that were asked for on this page, the newest first."""
    return [each for each in recent(agendas.here()) if isinstance(each.question, Refresh)]


def start(*, is_running: bool) -> None:
    """The button that fetches the figures anew."""
    if is_running:
        kit.again()
    else:
        _button("Ververs de cijfers nu", "verversen", Refresh(), type="primary")
    if said := st.session_state.pop(_SAID, ""):
        kit.outcome("Niet gelukt.", said)


def _button(text: str, name: str, question: Refresh, **how: Any) -> None:
    """Asks it through the door; what that says when it may not be, stands on the page afterwards."""
    given = once.slip(name, actor.asking(), "")
    if st.button(text, key=given.key, **how):
        try:
            once.hand_in(given, AskJob(question=question))
        except (Refused, AgendaError) as no:
            st.session_state[_SAID] = str(no)
        st.rerun()


def state(job: JobState) -> None:
    """How far it is, with a line a source."""
    kit.announced(words.heading(job))
    if job.steps:
        kit.show(table(words.HEADERS, words.lines(job.steps), caption="Wat elke bron gaf"))
        kit.small(words.OTHERS)
    if isinstance(job.answer, Refreshed) and (told := words.remarks(job.answer, job.steps)):
        kit.show(bullets(told))


def suspects(job: JobState) -> None:
    """What was kept out, with the figures in view, to take after all or to leave out."""
    found = job.answer.suspects if isinstance(job.answer, Refreshed) and job.status is Status.FINISHED else ()
    for number, each in enumerate(found):
        with kit.card(f"tegengehouden-{number}", f"Tegengehouden: {each.label}"):
            suspect(each, f"{job.id}-{number}")


def suspect(each: Suspect, key: str) -> None:
    """One of them."""
    kit.show(bullets(each.reasons))
    if each.figures:
        kit.show(subheading(each.measure or "De cijfers van de gemeente"))
        kit.show(table(words.FIGURES, words.compared(each), caption="Wat er staat en wat er binnenkwam", numeric=(1, 2)))
    if not each.accept:
        kit.lead("Deze levering kunt u niet gebruiken. Wat er stond, staat er nog.")
        return
    kit.lead("Kijk eerst of dit klopt, bijvoorbeeld op StatLine. Doet u niets, dan blijft staan wat er stond.")
    _button("Deze cijfers toch gebruiken", f"toch {key}", Refresh(accepted=(each.accept,)))
