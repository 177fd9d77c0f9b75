"""The agenda's text with other values: only the lines that say something else change; comments, order and quotes stay. Pure.

The text is cut where the parser says that a value begins and ends, and what comes out is read back with the strict loader: when
that does not give exactly what was asked for, nothing comes out. (ruamel.yaml joins folded lines and moves comments elsewhere.)
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from etl.door import rendering
from etl.door.matching import added_fields, is_same, matched
from indicators.agenda.strict_yaml import LOADER, read_marked

_REMARK = re.compile(r"([]}]*)( {2,})(?=#)")
"""What may stand between a value and a remark that somebody lined up with others."""


class RewriteError(Exception):
    """The text cannot be changed piece by piece; the sentence says what to do."""


class _Cut(NamedTuple):
    """What comes in place of text[start:end]."""

    start: int
    end: int
    put: str


def rewrite(text: str, wanted: Any) -> str:
    """The text whose data is `wanted`; text: a whole document without mistakes. RewriteError when that is not possible."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    document = read_marked(plain)
    if not document.is_complete or document.findings:
        raise RewriteError("Het bestand van de agenda heeft een fout. Herstel die eerst in het bestand.")
    if document.data == wanted:
        return text
    is_dos = plain.count("\r\n") == plain.count("\n") > 0  # of both kinds in one file each line keeps its own
    plain = plain.replace("\r\n", "\n") if is_dos else plain
    writer = _Writer(plain)
    root = yaml.compose(plain, Loader=LOADER)
    if root is None:
        raise RewriteError("Het bestand van de agenda is leeg.")
    writer.value(root, document.data, wanted)
    changed = writer.done()
    read = read_marked(changed)
    if read.findings or not read.is_complete or not is_same(read.data, wanted):
        raise RewriteError("Deze wijziging is niet los in het bestand te zetten. Verander haar in het bestand zelf.")
    return mark + (changed.replace("\n", "\r\n") if is_dos else changed)


class _Writer:
    """Gathers the cuts; each place of the text is cut at most once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cuts: list[_Cut] = []

    def done(self) -> str:
        text = self._text
        for _, cut in sorted(enumerate(self._cuts), key=lambda each: (each[1].start, each[1].end, each[0]), reverse=True):
            rest = text[cut.end :]
            if cut.end and text[cut.end - 1] != "\n":
                rest = _with_remark_in_place(rest, len(cut.put) - (cut.end - cut.start), cut.put)
            text = text[: cut.start] + cut.put + rest
        return text

    def value(self, node: yaml.Node, old: Any, new: Any) -> None:
        """Make of this value the other one, as deep as they differ."""
        if is_same(old, new):
            return
        if isinstance(node, yaml.MappingNode) and isinstance(new, Mapping) and new and old:
            self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and isinstance(new, list | tuple) and new and old:
            self._sequence(node, old, list(new))
        else:
            raise RewriteError("Deze wijziging gaat over het hele bestand.")

    # fields

    def _mapping(self, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        pairs = {str(key.value): (key, value) for key, value in node.value}
        for name, (key, value) in pairs.items():
            if name in new:
                self._field(node, key, value, old[name], new[name])
        gone = [name for name in pairs if name not in new]
        if node.flow_style:
            places = {name: at for at, name in enumerate(pairs)}
            coming = [
                (None if before is None else places[before], (name, new[name])) for before, name in added_fields(pairs, new)
            ]
            self._flow([(*pairs[name], name in gone) for name in pairs], coming)
            return
        for name in gone:
            self._drop_entry(pairs[name][0], self._end_of(*pairs[name]))
        for before, name in added_fields(pairs, new):
            self._add_entry(node, pairs.get(before or ""), name, new[name])

    def _field(self, around: yaml.MappingNode, key: yaml.Node, node: yaml.Node, old: Any, new: Any) -> None:
        if is_same(old, new):
            return
        if _goes_deeper(node, old, new):
            self.value(node, old, new)
        else:
            self._replace(around, key, node, new)

    def _replace(self, around: yaml.MappingNode, key: yaml.Node, node: yaml.Node, new: Any) -> None:
        """Another value for a field, with what the reader wrote behind it left where it was."""
        colon = self._text.index(":", key.end_mark.index)
        end = max(self._end_of(key, node), colon + 1)
        if around.flow_style:
            self._cut(colon + 1, end, " " + rendering.inline(new, in_flow=True, style=_style(node)))
            return
        indent, room = key.start_mark.column, key.start_mark.column + len(str(key.value)) + 2
        lines = rendering.block(new, indent + rendering.STEP) if rendering.is_block(new, room) else None
        folded = None if lines else rendering.folded(new, indent, room)
        head = "" if lines else " " + (folded[0] if folded else rendering.inline(new, in_flow=False, style=_style(node)))
        below = lines or (folded or [""])[1:]
        key_line, is_below = self._line_end(colon), node.start_mark.index >= self._line_end(colon)
        sign = node.style if isinstance(node, yaml.ScalarNode) else None
        if is_below:
            self._cut(colon + 1, colon + 1, head)
            self._cut(key_line, self._line_end(end), "".join(f"{line}\n" for line in below))
        elif sign in {"|", ">"}:
            first = self._text.index(sign, colon)
            stop = next(at for at in range(first, len(self._text) + 1) if at == len(self._text) or self._text[at].isspace())
            self._cut(colon + 1, stop, head)
            self._cut(key_line, self._line_end(end), "".join(f"{line}\n" for line in below))
        else:
            self._cut(colon + 1, end, head)
            if below:
                self._insert_lines(self._line_end(end), below)

    def _add_entry(self, node: yaml.MappingNode, before: tuple[yaml.Node, yaml.Node] | None, name: str, new: Any) -> None:
        first = node.value[0][0]
        indent = first.start_mark.column
        lines = rendering.entry(name, new, indent)
        if before is None and not self._text[self._line_start(first.start_mark.index) : first.start_mark.index].strip():
            self._insert_lines(self._line_start(first.start_mark.index), lines)
            return
        if before is None:  # behind a dash
            pad = " " * indent
            body = "".join(f"{line}\n" for line in lines).removeprefix(pad) + pad
            self._cut(first.start_mark.index, first.start_mark.index, body)
            return
        spaced = indent == 0 and self._is_spaced([key.start_mark.index for key, _ in node.value])
        self._insert_lines(self._line_end(self._end_of(*before)), [*([""] if spaced else []), *lines])

    def _drop_entry(self, key: yaml.Node, end: int) -> None:
        start, after = self._line_start(key.start_mark.index), self._line_end(end)
        if not self._text[start : key.start_mark.index].strip():
            self._cut(start, after, "")
            return
        while after < len(self._text) and self._text[after] == " ":  # the first field behind a dash
            after += 1
        self._cut(key.start_mark.index, after, "")

    # lists

    def _sequence(self, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any]) -> None:
        kept, added, gone = matched(old, new)
        for here, there in kept:
            self._item(node, node.value[here], old[here], new[there])
        if node.flow_style:
            parts = [(each, each, at in gone) for at, each in enumerate(node.value)]
            self._flow(parts, [(before, rendering.inline(new[at], in_flow=True)) for before, at in added])
            return
        dashes = [self._text.rindex("-", 0, each.start_mark.index) for each in node.value]
        spaced = self._is_spaced(dashes)
        for at in gone:
            start = self._line_start(dashes[at])
            if self._text[start : dashes[at]].strip():
                raise RewriteError("Deze lijst staat in een lijst. Verander haar in het bestand zelf.")
            start -= 1 if spaced and self._text[:start].endswith("\n\n") else 0
            self._cut(start, self._line_end(self._end(node.value[at])), "")
        for before, at in added:
            beside = node.value[before if before is not None else 0]
            lines = rendering.item(new[at], dashes[0] - self._line_start(dashes[0]), on_one_line=_is_on_one_line(beside))
            where = self._line_start(dashes[0]) if before is None else self._line_end(self._end(beside))
            room = [""] if spaced else []
            self._insert_lines(where, [*lines, *room] if before is None else [*room, *lines])

    def _item(self, around: yaml.SequenceNode, node: yaml.Node, old: Any, new: Any) -> None:
        if is_same(old, new):
            return
        if _goes_deeper(node, old, new):
            self.value(node, old, new)
            return
        put = rendering.inline(new, in_flow=bool(around.flow_style), style=_style(node))
        self._cut(node.start_mark.index, self._end(node), put)

    def _flow(
        self, parts: Sequence[tuple[yaml.Node, yaml.Node, bool]], added: Sequence[tuple[int | None, tuple[str, Any] | str]]
    ) -> None:
        """Between brackets: what goes takes one comma along; what comes follows what it comes after."""
        starts = [first.start_mark.index for first, _, _ in parts]
        ends = [self._end_of(first, last) if first is not last else self._end(last) for first, last, _ in parts]
        kept = [at for at, (_, _, is_gone) in enumerate(parts) if not is_gone]
        texts = [rendering.inline(dict([what]), in_flow=True)[1:-1] if isinstance(what, tuple) else what for _, what in added]
        if not kept:
            self._cut(starts[0], ends[-1], ", ".join(texts))
            return
        for one, other in zip([-1, *kept], [*kept, len(parts)], strict=True):
            if other - one > 1:
                start, end = (starts[one + 1], starts[other]) if other < len(parts) else (ends[one], ends[other - 1])
                if "#" in self._text[start:end] and "\n" in self._text[start:end]:
                    raise RewriteError("Hier staat een opmerking tussen haakjes. Verander dit in het bestand zelf.")
                self._cut(start, end, "")
        for (before, _), put in zip(added, texts, strict=True):
            if before is None:
                self._cut(starts[kept[0]], starts[kept[0]], f"{put}, ")
            else:
                self._cut(ends[before], ends[before], f", {put}")

    # places in the text

    def _cut(self, start: int, end: int, put: str) -> None:
        self._cuts.append(_Cut(start, end, put))

    def _insert_lines(self, at: int, lines: Sequence[str]) -> None:
        glue = "" if at == 0 or self._text[at - 1] == "\n" else "\n"
        self._cut(at, at, glue + "".join(f"{line}\n" for line in lines))

    def _line_start(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self._text.find("\n", at)
        return len(self._text) if found < 0 else found + 1

    def _end_of(self, key: yaml.Node, value: yaml.Node) -> int:
        if isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
            return self._text.index(":", key.end_mark.index) + 1
        return self._end(value)

    def _end(self, node: yaml.Node) -> int:
        """Where its last character is, without the lines and remarks that follow."""
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            return self._end_of(*node.value[-1])
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            return self._end(node.value[-1])
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self._text[start:end].rstrip())

    def _is_spaced(self, starts: Sequence[int]) -> bool:
        """Whether these stand with an empty line between them."""
        lines = [self._line_start(each) for each in starts]
        return len(lines) > 1 and all("\n\n" in self._text[one:other] for one, other in itertools.pairwise(lines))


def _with_remark_in_place(rest: str, grown: int, put: str) -> str:
    """What follows a cut, with a remark at the end of that line where it stood, as far as there is room."""
    found = _REMARK.match(rest)
    if found is None or "\n" in put:
        return rest
    brackets, spaces = found.groups()
    return brackets + " " * max(len(spaces) - grown, 1) + rest[found.end() :]


def _style(node: yaml.Node) -> str | None:
    return node.style if isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'} else None


def _is_on_one_line(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _goes_deeper(node: yaml.Node, old: Any, new: Any) -> bool:
    """Whether parts of the value can stay as they were written."""
    if isinstance(node, yaml.MappingNode):
        return isinstance(new, Mapping) and not old.keys().isdisjoint(new)
    return isinstance(node, yaml.SequenceNode) and isinstance(new, list | tuple) and bool(old) and bool(new)
