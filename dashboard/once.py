"""Hands what was pressed on a page to the door, once: by who saw it, in the window they saw it in, on what they saw.

A slip goes with each form and button that does something. What it is good for is signed, and its mark is in the name of the form
or button, so that a message that was sent before is about nothing that is there. Who may do it, only the door decides.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import streamlit as st

from dashboard import actor, agendas
from dashboard.form_tokens import take_in, token_for
from etl.door.actors import Actor
from etl.door.changes import Change, OfDrafts, Together
from etl.door.refusals import Refused
from etl.door.tokens import LASTS, TokenError

if TYPE_CHECKING:
    from etl.door.door import Written

_KEPT, _SHOWN, _SAID, _OUTSIDE = "formulieren", "getoond", "gezegd", "verstuurd-buiten-de-pagina"
_MARK = 8
"""Letters of a token that tell it from others; nothing can be sent with those alone."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """name: of the form or button on its page, a word and what tells it from others. base: version of the agenda that was seen.

    about: what else was. before: what this window showed under this name until now, when that was something else.
    """

    name: str
    base: str
    about: str = ""
    token: str
    before: str = ""

    @property
    def key(self) -> str:
        """Of the form or button, as long as this slip goes with it; short, for no message has room for more."""
        return f"{self.name.partition(' ')[0]} {self.token[:_MARK]}"

    @property
    def seen(self) -> str:
        """What it is bound to."""
        return _bound_to(self.name, self.base, self.about)


def slip(name: str, who: Actor, base: str, about: str = "") -> Slip:
    """The one that this window has for this, as long as the same person sees the same; otherwise a new one."""
    known: dict[str, tuple[str, Slip]] = st.session_state.setdefault(_KEPT, {})
    subject, kept = known.get(name, ("", None))
    seen = _bound_to(name, base, about)
    if kept is not None and (subject, kept.seen) == (who.subject, seen):
        known[name] = (subject, Slip(name=name, base=base, about=about, token=kept.token))
    else:
        token = token_for(who, actor.window(), seen)
        before = kept.seen if kept is not None and subject == who.subject else ""
        known[name] = (who.subject, Slip(name=name, base=base, about=about, token=token, before=before))
    return known[name][1]


def hand_in(given: Slip, *changes: Change) -> "Written":
    """Do it, as who this is at this moment; when it is several changes of drafts: all of them or none.

    Refused with a sentence and its kin, as the door says them; AgendaError with every mistake there would be.
    """
    from etl.door.door import write  # noqa: PLC0415  it brings dulwich, which readers do not need

    wanted = changes[0] if len(changes) == 1 else Together(changes=cast("tuple[OfDrafts, ...]", changes))
    return write(spend(given), wanted, given.base, place=agendas.here())


def spend(given: Slip) -> Actor:
    """Who hands it in, for what takes more than one change; Refused when it is another's, of another window, or was used."""
    who = actor.asking()
    st.session_state.get(_KEPT, {}).pop(given.name, None)
    try:
        take_in(given.token, who, actor.window(), given.seen)
    except TokenError as problem:
        raise Refused(str(problem)) from problem
    return who


def token_outside(back: str, who: Actor) -> str:
    """Of a form that the browser sends itself, and that comes back to this address.

    The same for as long as the form stands: with another one it would be made anew, and the file that was chosen would be gone.
    """
    known: dict[str, tuple[tuple[str, str], datetime, str]] = st.session_state.setdefault(_OUTSIDE, {})
    bound, now = (who.subject, actor.login()), datetime.now(UTC)
    if back not in known or known[back][0] != bound or now - known[back][1] > LASTS / 2:
        known[back] = (bound, now, token_for(who, bound[1], back))
    return known[back][2]


def _bound_to(name: str, base: str, about: str) -> str:
    return f"{name} {base} {about}"


def show(what: str, mark: str) -> None:
    """This window shows this, as the mark tells it: what is pressed from here on is about that."""
    st.session_state.setdefault(_SHOWN, {})[what] = mark


def shown(what: str) -> str:
    """How this window showed it; empty when it did not."""
    return str(st.session_state.get(_SHOWN, {}).get(what, ""))


def say(text: str) -> None:
    """What the door said of what was pressed, for the page to tell."""
    st.session_state[_SAID] = text


def said() -> str:
    """The same, once; empty when there is nothing to tell."""
    return str(st.session_state.pop(_SAID, ""))
