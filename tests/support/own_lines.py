"""On which lines of a YAML text one value stands, as another library reads it: all others have to stay."""

from functools import lru_cache
from typing import Any

import yaml


@lru_cache(maxsize=4)
def _composed(text: str) -> yaml.Node:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def flow_lines(text: str, path: tuple[Any, ...]) -> set[int]:
    """The lines of the fields at this path, when they stand between { }: what comes among them comes on those lines."""
    node = _composed(text)
    for step in path:
        node = next(v for k, v in node.value if str(k.value) == step) if isinstance(step, str) else node.value[step]
    return set(range(node.start_mark.line, node.end_mark.line + 1)) if node.flow_style else set()


def own_lines(text: str, path: tuple[Any, ...]) -> set[int]:
    """The lines on which what stands at this path, or stands right before it in its list or fields, is written."""
    node, key = _composed(text), None
    around = node
    for step in path:
        around = node
        key, node = (
            next((k, v) for k, v in node.value if str(k.value) == str(step)) if isinstance(step, str) else (node.value[step],) * 2
        )
    lines = set(range(key.start_mark.line, node.end_mark.line + 1))
    if around.flow_style:
        lines |= set(range(around.start_mark.line, around.end_mark.line + 1))
    if text.splitlines()[key.start_mark.line][: key.start_mark.column].strip():
        lines.add(max(lines) + 1)  # behind a dash: what came next now stands there
    before = key.start_mark.line - 1  # the empty line that went with an item
    return lines | ({before} if not text.splitlines()[before].strip() else set())
