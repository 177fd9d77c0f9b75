"""The shipped agenda written otherwise by people: remarks, quotes, another order, other line ends, sixty indicators."""

import random
import re
from bisect import bisect
from collections.abc import Callable

import yaml

from indicators.agenda.load import parse_agenda

_FIELD = re.compile(r"( +)([a-z_]+): (?=\S)([^#\n'\"\[\]{}>|&*!%@`]+?)\n")
_INDICATOR = re.compile(r"(?m)^      - id: ([a-z-]+)\n(?:(?!      - id: |  - id: |\S).*\n)+")
MOST_INDICATORS = 60


def odd_agenda(text: str, draw: random.Random) -> str:
    """The same agenda in another hand; AgendaError when this would break it, which is a fault of this maker."""
    wanted = draw.sample(_CHANGES, draw.randrange(1, len(_CHANGES) + 1))
    for change in (each for each in _CHANGES if each in wanted):
        text = change(text, draw)
    parse_agenda(text, "agenda.yaml")
    for end in draw.sample([_dos, _marked, _unended], draw.randrange(3)):
        text = end(text)
    return text


def _remarks(text: str, draw: random.Random) -> str:
    """Between lines, at any depth, and behind values."""
    made, within = [], _within(text)
    for at, line in enumerate(text.splitlines(keepends=True)):
        if draw.random() < 0.06 and at not in within:
            made.append(" " * draw.randrange(9) + f"# opmerking {draw.randrange(99)}: let op 'dit', en {{dat}}\n")
        is_plain = _FIELD.fullmatch(line) and draw.random() < 0.06 and not {at, at + 1} & within
        made.append(line[:-1] + " " * draw.randrange(1, 6) + "# staat er niet voor niets\n" if is_plain else line)
    return "".join(made)


def _within(text: str) -> set[int]:
    """Lines that go on with what began on an earlier one."""
    found: set[int] = set()
    waiting: list[yaml.Node] = [yaml.compose(text, Loader=yaml.CSafeLoader)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode) or node.flow_style:
            found |= set(range(node.start_mark.line + 1, node.end_mark.line + 1))
        elif isinstance(node, yaml.MappingNode):
            waiting += [each for pair in node.value for each in pair]
        else:
            waiting += node.value
    return found


def _quotes(text: str, draw: random.Random) -> str:
    """Around texts that need none."""

    within, lines = _within(text), [0, *(at.end() for at in re.finditer("\n", text))]

    def quoted(found: re.Match[str]) -> str:
        indent, key, said = found.groups()
        at = bisect(lines, found.start()) - 1
        if (
            {at, at + 1} & within
            or draw.random() > 0.2
            or key not in {"naam", "thema", "eenheid", "houder", "omdat", "doelgroep", "reden", "id"}
        ):
            return found[0]
        mark = draw.choice("'\"")
        return f"{indent}{key}: {mark}{said}{mark}\n"

    return re.sub(rf"(?m)^{_FIELD.pattern}", quoted, text)


def _order(text: str, draw: random.Random) -> str:
    """Fields of indicators in any order, the id first."""

    def shuffled(found: re.Match[str]) -> str:
        head, *rest = re.split(r"(?m)^(?=        [a-z_]+:)", found[0])
        if draw.random() < 0.5 or "#" in found[0]:
            return found[0]
        *others, last = rest
        body, blank = re.fullmatch(r"(?s)(.*?\n)(\n*)", last).groups()  # type: ignore[union-attr]
        parts = [*others, body]
        draw.shuffle(parts)
        return head + "".join(parts) + blank

    return _INDICATOR.sub(shuffled, text)


def _many(text: str, draw: random.Random) -> str:
    """As many indicators as a large municipality has, each a copy of one that is there."""
    known = list(_INDICATOR.finditer(text))
    for number in range(MOST_INDICATORS - len(known)):
        one = draw.choice(known)
        text = text.replace(one[0], one[0] + one[0].replace(f"id: {one[1]}\n", f"id: {one[1]}-{number}\n", 1), 1)
    return text


def _bare(text: str, _: random.Random) -> str:
    """Without empty lines."""
    return re.sub(r"\n{2,}", "\n", text)


def _dos(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _marked(text: str) -> str:
    return "\ufeff" + text


def _unended(text: str) -> str:
    return text.rstrip("\r\n")


_CHANGES: list[Callable[[str, random.Random], str]] = [_many, _order, _quotes, _bare, _remarks]
"""In this order: remarks stand anywhere, also where the others look for an end."""
