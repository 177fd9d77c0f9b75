"""The Streamlit pieces of the page on refreshing; what is pressed goes to the door, and a process of its own does the work."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard import actor, agendas, kit, once
from dashboard.once import Slip
from dashboard.refreshing import words
from dashboard.render import bullets, subheading, table
from etl.door.changes import AskJob, Change, RefuseDelivery
from etl.door.filled_in import LONGEST_REASON
from etl.door.jobs import JobState, Status, recent
from etl.door.questions import Refresh, Refreshed, Suspect
from etl.door.refusals import Refused
from etl.door.turned_down import known, mark_of
from indicators.agenda.problems import AgendaError

_SAID = "verversen-gezegd"
_WIDTH = 640


def last_refreshes() -> list[JobState]:
    """Those that were asked for on this page, the newest first."""
    return [each for each in recent(agendas.here()) if isinstance(each.question, Refresh)]


def start(*, is_running: bool) -> None:
    """The button that fetches the figures anew, and what came of what was pressed before."""
    if is_running:
        kit.again()
    else:
        _button("Ververs de cijfers nu", "verversen", Refresh(), type="primary")
    if told := st.session_state.pop(_SAID, None):
        kit.outcome(*told)


def _button(text: str, name: str, question: Refresh, **how: Any) -> None:
    """Asks it through the door; what that says when it may not be, stands on the page afterwards."""
    given = once.slip(name, actor.asking(), "")
    if st.button(text, key=given.key, **how):
        _do(given, AskJob(question=question))


def _do(given: Slip, change: Change, done: tuple[str, str] | None = None) -> None:
    try:
        once.hand_in(given, change)
        st.session_state[_SAID] = done
    except (Refused, AgendaError) as no:
        st.session_state[_SAID] = ("Niet gelukt.", str(no))
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
    for number, each in enumerate(words.together(found)):
        with kit.card(f"tegengehouden-{number}", f"Tegengehouden: {each[0].label}"):
            _delivery(each, job.id, number)


def _delivery(suspects: Sequence[Suspect], job: str, number: int) -> None:
    """One of them: why, the figures of each indicator that it is about, and what can be done with all of it."""
    each = suspects[0]
    reasons = dict.fromkeys(reason for one in suspects for reason in one.reasons)
    kit.show(bullets(words.without_label(reason, each.label) for reason in reasons))
    for one in (one for one in suspects if one.figures):
        kit.show(subheading(one.measure or "De cijfers van de gemeente"))
        kit.show(table(words.FIGURES, words.compared(one), caption="Wat er staat en wat er binnenkwam", numeric=(1, 2)))
    if not each.accept:
        kit.lead("Deze levering kunt u niet gebruiken. Wat er stond, staat er nog.")
        return
    if turned_down := known(agendas.here().agenda).get(mark_of(each)):
        kit.lead(words.turned_down(turned_down))
    else:
        kit.lead("Kijk eerst of dit klopt, bijvoorbeeld op StatLine. Doet u niets, dan blijft staan wat er stond.")
        _refusal(each, job, number)
    _button("Deze cijfers toch gebruiken", f"toch {job}-{number}", Refresh(accepted=(each.accept,)))


def _refusal(each: Suspect, job: str, number: int) -> None:
    """To say that somebody looked, and that it stays out."""
    given = once.slip(f"weiger {job}-{number}", actor.asking(), "")
    with st.form(given.key, border=False, width=_WIDTH):
        reason = st.text_input("Waarom weigert u deze cijfers?", key=f"waarom-{job}-{number}", max_chars=LONGEST_REASON)
        if st.form_submit_button("Deze cijfers weigeren"):
            told = f"{each.label}: de cijfers die er stonden, blijven staan."
            _do(given, RefuseDelivery(job=job, accept=each.accept, reason=reason), ("Geweigerd.", told))
