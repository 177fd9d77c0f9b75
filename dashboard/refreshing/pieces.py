"""The Streamlit pieces of the page on refreshing; what is pressed goes to the door, and a process of its own does the work."""

import streamlit as st

from dashboard import actor, agendas, kit
from dashboard.refreshing import words
from dashboard.render import bullets, paragraph, subheading, table
from etl.door.changes import AskJob
from etl.door.door import write
from etl.door.jobs import JobState, Status, recent
from etl.door.questions import Refresh, Refreshed, Suspect
from etl.door.refusals import Refused


def last_refreshes() -> list[JobState]:
    """Those that were asked for on this page, the newest first."""
    return [each for each in recent(agendas.here()) if isinstance(each.question, Refresh)]


def start(*, is_running: bool) -> None:
    """The button that fetches the figures anew."""
    if is_running:
        kit.again()
    elif st.button("Ververs de cijfers nu", type="primary"):
        ask(Refresh())


def ask(question: Refresh) -> None:
    """Through the door; what it says when it may not be, stands on the page."""
    try:
        write(actor.asking(), AskJob(question=question), "", place=agendas.here())
    except Refused as no:
        kit.show(paragraph(str(no), style="fout"))
        return
    st.rerun()


def state(job: JobState) -> None:
    """How far it is, with a line a source."""
    kit.announced(words.heading(job))
    if job.steps:
        kit.show(table(words.HEADERS, words.lines(job.steps), caption="Wat elke bron gaf"))
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
    if st.button("Deze cijfers toch gebruiken", key=f"toch-{key}"):
        ask(Refresh(accepted=(each.accept,)))
