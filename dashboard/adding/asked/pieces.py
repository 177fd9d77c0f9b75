"""Asks the door for what takes longer than a page, once, and shows that it is being worked on; it does none of the work."""

from collections.abc import Hashable
from datetime import UTC, datetime, timedelta

import streamlit as st

from dashboard import actor, kit
from dashboard.agendas import here
from dashboard.render import render
from etl.door.changes import AskJob
from etl.door.door import write
from etl.door.job_folder import NoJobError
from etl.door.jobs import JobState, Status, look, recent
from etl.door.questions import Question
from etl.door.refusals import Refused
from indicators.agenda.problems import AgendaError

_KEPT = "toevoegen-gevraagd"
_SECONDS = 1.0
"""Between two looks: a table comes in two to five seconds, and a look takes a third of a millisecond."""
_STILL_NEW = timedelta(hours=1)
"""An answer that somebody else got less than this ago is the answer."""
_LATE = timedelta(seconds=5)
"""Until then it is only about to begin."""
_GONE = "Dit was niet meer te vinden. Probeer het opnieuw."


def answer_to(question: Question, *, what: str, file: tuple[str, bytes] | None = None, of: Hashable = None) -> JobState | None:
    """What came of it once it has ended, also when it failed; until then a line that says so, and None.

    what: what is being done, in words; file: what to hand over; of: what tells this file from another one of the same name.
    """
    state = _state(question, file, of)
    if isinstance(state, str):
        _failed(state, question, of)
        return None
    if not state.has_ended:
        is_late = datetime.now(UTC) - state.at > _LATE
        _wait(what, state.sentence if is_late else "")
        return None
    if state.status is Status.FAILED:
        _failed(state.sentence, question, of)
        return None
    return state


def job_of(question: Question, of: Hashable = None) -> str:
    """The job that was asked for on this page; empty when there is none."""
    return str(_known().get((here().name, question, of), ""))


def has_asked_lately(question: Question) -> JobState | None:
    """The last time that anybody asked this, less than an hour ago."""
    now = datetime.now(UTC)
    return next((each for each in recent(here()) if each.question == question and now - each.at < _STILL_NEW), None)


def ask(question: Question, file: tuple[str, bytes] | None = None, of: Hashable = None) -> str:
    """Ask for it; a sentence when the door says no, else empty."""
    try:
        written = write(actor.asking(), AskJob(question=question, file=file), "", place=here())
    except (Refused, AgendaError) as refused:
        return str(refused)
    _known()[here().name, question, of] = written.job
    return ""


def _state(question: Question, file: tuple[str, bytes] | None, of: Hashable) -> JobState | str:
    """How far it is, asked for now when it was not yet; a sentence when that cannot be."""
    key = (here().name, question, of)
    if key not in _known():
        earlier = has_asked_lately(question) if file is None and of is None else None
        if earlier and earlier.status is not Status.FAILED:
            return earlier
        if refusal := ask(question, file, of):
            return refusal
    try:
        return look(here(), _known()[key])
    except NoJobError:
        return _GONE


def _known() -> dict[Hashable, str]:
    """Which job answers which question, in this session; who may ask was decided by the door."""
    known: dict[Hashable, str] = st.session_state.setdefault(_KEPT, {})
    return known


def _wait(what: str, sentence: str) -> None:
    kit.announced(" ".join(part for part in (what, sentence) if part))
    look_again()
    st.button("Kijk of het klaar is", key="kijk-opnieuw")


@st.fragment(run_every=_SECONDS)
def look_again() -> None:
    """Its timer runs the whole page: our server passes on no wish for a part of one."""
    kit.show(render("adding/waiting.html"))


def _failed(sentence: str, question: Question, of: Hashable) -> None:
    kit.outcome("Niet gelukt.", sentence)
    st.button("Probeer het opnieuw", key=f"opnieuw-{question.kind}", on_click=_forget, args=((here().name, question, of),))


def _forget(key: Hashable) -> None:
    _known().pop(key, None)
