"""What of a reader's message goes on to Streamlit: the kinds that our pages send, bounded; pure, it knows no connection.

Streamlit would also let any reader empty the caches of all (`clear_cache`) and answers developers' messages.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from dashboard.pages import LONGEST

_NAME, _ID, _MOST_CHOICES, _MOST_HASHES = 100, 300, 400, 200
_PLAIN = frozenset({"trigger_value", "bool_value", "string_value", "string_array_value"})
"""What the fields, choices and buttons of our pages say."""


@dataclass(frozen=True)
class Room:
    """How much one message may say: fields, and characters in all of them together."""

    fields: int
    characters: int


READING = Room(60, LONGEST)
"""For who reads: choices and a few words to search with."""
WRITING = Room(400, 400_000)
"""For who is logged in: a form, or the whole agenda as a text. What that may do is up to the door."""


class UnreadableError(Exception):
    """What came is no message at all."""


def passed(data: bytes, most: Room = READING) -> bytes | None:
    """The message as far as our pages send it; None for a kind that they never send. UnreadableError when it is none."""
    try:
        asked = BackMsg.FromString(data)
    except DecodeError as problem:
        raise UnreadableError from problem
    kind = asked.WhichOneof("type")
    if kind == "rerun_script":
        return bytes(BackMsg(rerun_script=_page(asked.rerun_script, most)).SerializeToString())
    if kind == "stop_script":
        return bytes(BackMsg(stop_script=True).SerializeToString())
    return None


def _page(asked: ClientState, most: Room) -> ClientState:
    """The page that is asked for, with what was filled in on it; our pages have no parts that run alone."""
    kept = ClientState(
        query_string=_short(asked.query_string, LONGEST),
        page_script_hash=_short(asked.page_script_hash),
        page_name=_short(asked.page_name),
        is_history_navigation=asked.is_history_navigation,
        cached_message_hashes=[each for each in asked.cached_message_hashes[:_MOST_HASHES] if len(each) <= _NAME],
    )
    if asked.HasField("widget_states"):
        kept.widget_states.CopyFrom(WidgetStates(widgets=_filled_in(asked.widget_states.widgets, most)))
    if asked.HasField("context_info"):
        about = asked.context_info
        kept.context_info.CopyFrom(
            ContextInfo(
                timezone=_short(about.timezone),
                timezone_offset=about.timezone_offset,
                locale=_short(about.locale),
                url=_short(about.url, LONGEST),
                is_embedded=about.is_embedded,
                color_scheme=_short(about.color_scheme),
            )
        )
    return kept


def _filled_in(widgets: Iterable[WidgetState], most: Room) -> list[WidgetState]:
    """What is in the fields, until it is too much."""
    kept: list[WidgetState] = []
    room = most.characters
    for widget in widgets:
        if len(kept) == most.fields:
            break
        kind = widget.WhichOneof("value")
        if kind not in _PLAIN or len(widget.id) > _ID:
            continue
        texts = widget.string_array_value.data if kind == "string_array_value" else [widget.string_value]
        length = sum(map(len, texts))
        if length > room or len(texts) > _MOST_CHOICES:
            continue
        room -= length
        kept.append(widget)
    return kept


def _short(text: str, longest: int = _NAME) -> str:
    """The text; empty when it is longer than any of ours."""
    return text if len(text) <= longest else ""
