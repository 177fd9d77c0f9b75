"""A window on the real server without a browser: a real login, a real connection, and messages as any program can send them."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

SECONDS = 120
_KINDS = ("button", "text_input", "text_area", "selectbox", "multiselect", "button_group")


class Widget(NamedTuple):
    """What a page offers to fill in or to press."""

    kind: str
    id: str
    label: str
    form: str


def log_in(at: str, who: str, below: str = "") -> dict[str, str]:
    """The cookies of somebody who logged in at the provider, and the one that guards a connection. at: where the server is.

    below, here and elsewhere: the part of the address that names an agenda.
    """
    with requests.Session() as browser:
        asked = browser.get(f"{at}/auth/login", timeout=SECONDS)
        answer = browser.post(asked.url, data={"sub": who}, timeout=SECONDS)
        assert urlsplit(answer.url).netloc == urlsplit(at).netloc, f"{who} did not come back"
        browser.get(f"{at}{below}/_stcore/health", timeout=SECONDS)
        cookies = dict(browser.cookies.items())
    assert {"_streamlit_user", "_streamlit_xsrf"} <= set(cookies), f"{who} is not logged in: {set(cookies)}"
    return cookies


class Window:
    """One connection. session: of an earlier one, to go on with."""

    def __init__(self, at: str, cookies: Mapping[str, str] = {}, *, below: str = "", session: str = "") -> None:
        said = "; ".join(f"{name}={value}" for name, value in cookies.items())
        guard = [cookies.get("_streamlit_xsrf", ""), session]
        self._open = ExitStack()
        line = connect(
            f"{at.replace('http', 'ws', 1)}{below}/_stcore/stream",
            origin=at,  # type: ignore[arg-type]  # an address
            subprotocols=["streamlit", *(each for each in guard if each)],  # type: ignore[list-item]
            proxy=None,
            max_size=None,
            additional_headers={"Cookie": said} if said else {},
        )
        self._line = self._open.enter_context(line)
        self.session, self.page, self.query = "", "", ""
        self.widgets: list[Widget] = []
        self.text = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with suppress(ConnectionClosed):
            self._open.close()

    def visit(self, page: str, query: str = "") -> Self:
        """Open a page, as somebody does who types its address."""
        self.page, self.query = page, query
        return self.send()

    def send(self, *states: WidgetState) -> Self:
        """The page again with this filled in or pressed, whether it is there or not."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name, asked.query_string = self.page, self.query
        asked.widget_states.widgets.extend(states)
        self._line.send(message.SerializeToString())
        return self._read()

    def _read(self) -> Self:
        found: dict[tuple[int, ...], Widget] = {}
        got: list[bytes] = []
        while True:
            raw = self._line.recv(timeout=SECONDS)
            message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            elif kind == "delta":
                got.append(message.delta.SerializeToString())
                found |= {tuple(message.metadata.delta_path): each for each in _widgets(message.delta)}
            elif kind == "script_finished" and _is_last(message):
                break
        self.widgets = list(found.values())
        self.text = b"\n".join(got).decode("utf-8", "replace")
        return self

    def the(self, label: str) -> Widget:
        """What is called so, or begins so; AssertionError with what there is."""
        plain = [(each, each.label.replace("\\", "").replace("**", "")) for each in self.widgets]
        found = next((each for each, said in plain if said.startswith(label)), None)
        assert found is not None, f"nothing is called '{label}': {[said for _, said in plain]} {self.text[-600:]}"
        return found


def _is_last(message: ForwardMsg) -> bool:
    """Whether nothing follows: a run that is broken off for another one is followed by that."""
    return message.script_finished in {
        ForwardMsg.FINISHED_SUCCESSFULLY,
        ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
    }


def _widgets(delta: Any) -> Iterator[Widget]:
    if delta.WhichOneof("type") != "new_element":
        return
    element = delta.new_element
    kind = element.WhichOneof("type")
    if kind in _KINDS:
        about = getattr(element, kind)
        yield Widget(kind, about.id, about.label, about.form_id)


def pressed(widget: Widget) -> WidgetState:
    """A button that is pressed."""
    return WidgetState(id=widget.id, trigger_value=True)


def filled(widget: Widget, said: str | list[str]) -> WidgetState:
    """A field that says this."""
    state = WidgetState(id=widget.id)
    if isinstance(said, list):
        state.string_array_value.data.extend(said)
    else:
        state.string_value = said
    return state
