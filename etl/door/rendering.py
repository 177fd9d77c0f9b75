"""How a person would write a value in the agenda: short things on one line, long texts folded; it knows no agenda and no file.

What it writes is read back with the strict loader before it counts, so a text that YAML would read as something else gets quotes.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from indicators.agenda.strict_yaml import read_marked

WIDTH = 128
"""Where a line of the agenda ends."""
_LONG_TEXT, _MOST_KEYS, _MOST_DEPTH = 60, 5, 2
"""What still reads well between { and }: no texts, a few fields, and no more than one level below."""
STEP = 2
"""Spaces that a level stands further to the right."""


def inline(value: Any, *, in_flow: bool, style: str | None = None) -> str:
    """The value on one line; in_flow: it will stand between { } or [ ]; style: the quotes of the value it replaces."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {inline(each, in_flow=True)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(inline(each, in_flow=True) for each in value) + "]"
    return _scalar(value, in_flow=in_flow, style=style)


def entry(key: str, value: Any, indent: int) -> list[str]:
    """The lines of `key: value`, indented by so many spaces."""
    head = f"{' ' * indent}{_scalar(key)}:"
    return _after(head, value, indent)


def item(value: Any, indent: int, *, on_one_line: bool = False) -> list[str]:
    """The lines of one item of a list; indent: of its dash; on_one_line: as the items beside it are written."""
    if isinstance(value, Mapping) and value and not on_one_line:
        lines = block(value, indent + STEP)
        return [f"{' ' * indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{' ' * indent}- {inline(value, in_flow=False)}"]


def block(value: Any, indent: int) -> list[str]:
    """The lines of the fields or items themselves."""
    if isinstance(value, Mapping):
        return [line for key, each in value.items() for line in entry(key, each, indent)]
    return [line for each in value for line in item(each, indent, on_one_line=_is_short(each, indent + STEP))]


def is_block(value: Any, room: int) -> bool:
    """Whether this stands on lines of its own below its key; room: characters that are already on the line of the key."""
    return isinstance(value, Mapping | list | tuple) and bool(value) and not _is_short(value, room)


def folded(value: Any, indent: int, room: int) -> list[str] | None:
    """The head and the lines of a long text below its key; None for what is short or cannot be folded."""
    if not isinstance(value, str) or ("\n" not in value and len(value) + room <= WIDTH):
        return None
    pad = " " * (indent + STEP)
    if "\n" in value:
        lines = ["|-", *(f"{pad}{line}" if line else "" for line in value.split("\n"))]
    else:
        wrapped = textwrap.wrap(value, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False)
        lines = [">-", *(f"{pad}{line}" for line in wrapped)]
    body = "\n".join([f"{' ' * indent}x: {lines[0]}", *lines[1:]])
    return lines if _reads("", body + "\n", value) else None


def _after(head: str, value: Any, indent: int) -> list[str]:
    if is_block(value, len(head) + 1):
        return [head, *block(value, indent + STEP)]
    if lines := folded(value, indent, len(head) + 1):
        return [f"{head} {lines[0]}", *lines[1:]]
    return [f"{head} {inline(value, in_flow=False)}"]


def _is_short(value: Any, room: int) -> bool:
    if isinstance(value, Mapping):
        wide = len(value) > _MOST_KEYS or "id" in value
        if wide or any(isinstance(each, str) and len(each) > _LONG_TEXT for each in value.values()):
            return False
    if isinstance(value, list | tuple) and any(isinstance(each, Mapping) and not _is_short(each, room) for each in value):
        return False
    return _depth(value) <= _MOST_DEPTH and room + len(inline(value, in_flow=False)) <= WIDTH


def _depth(value: Any) -> int:
    if isinstance(value, Mapping):
        return 1 + max((_depth(each) for each in value.values()), default=0)
    if isinstance(value, list | tuple):
        return max((_depth(each) for each in value), default=0)
    return 0


def _scalar(value: Any, *, in_flow: bool = True, style: str | None = None) -> str:
    if not isinstance(value, str):
        return _number(value)
    single = "'" + value.replace("'", "''") + "'"
    tried = {"'": [single], '"': []}.get(style or "", [value])
    around = ("{x: ", "}") if in_flow else ("x: ", "")
    for written in tried:
        if "\n" not in written and _reads(around[0], f"{written}{around[1]}\n", value):
            return written
    return str(yaml.dump(value, default_style='"', allow_unicode=True, width=float("inf"))).strip()


def _number(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)


def _reads(before: str, rest: str, value: Any) -> bool:
    document = read_marked(before + rest)
    return document.is_complete and not document.findings and document.data == {"x": value}
