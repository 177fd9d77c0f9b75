"""Reads YAML strictly and remembers on which line everything stands; it knows nothing about agendas.

Plain values follow JSON's idea of a number and YAML 1.2's of true and false, so NO, ja, 0123, 12:30 and dates stay
text. Keys that occur twice are findings; so are anchors, aliases, merge keys and tags, because a reader of the agenda
should not have to know them.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml
from yaml.reader import Reader

from indicators.agenda.problems import Finding, Path
from indicators.agenda.yaml_syntax import explain_character, explain_curly, explain_syntax

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, ten times as fast where libyaml is present
MAX_DEPTH = 40
"""An agenda needs eight levels; past this a file is broken, and Python's own stack is in danger."""
MAX_DIGITS = 18
"""Longer digits are not a number anyone means; Python and JSON disagree about them."""

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"-?((0|[1-9]\d*)?\.\d+|(0|[1-9]\d*)(?=[eE]))([eE][-+]?\d+)?", re.ASCII)


class Mark(NamedTuple):
    """The line of a key or list item (from 1), and a single value exactly as it was typed."""

    line: int
    typed: str | None


@dataclass
class Document:
    """Plain data with its marks; unread are the places whose value could not be taken over.

    Only a complete document was read to its end; of another the data says nothing.
    """

    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    findings: list[tuple[int, Finding]] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    is_complete: bool = False

    def line(self, path: Path) -> int:
        """The line of this place, or of the nearest place around it that exists."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks[path].line if path in self.marks else 1

    def typed(self, path: Path) -> str | None:
        """A single value as it was typed, without quotes."""
        return self.marks[path].typed if path in self.marks else None


def read_marked(text: str) -> Document:
    """Read one YAML document; never raises, what is wrong is in the findings."""
    document = Document()
    strange = Reader.NON_PRINTABLE.search(text)
    if strange:
        document.findings.append(explain_character(text, strange.start()))
        return document
    try:
        _Builder(document, yaml.parse(text, Loader=LOADER)).build()
    except yaml.MarkedYAMLError as error:
        document.findings.append(explain_syntax(error, text))
    except _TooDeepError as error:
        where = Finding((), "er staan te veel lijsten of velden in elkaar", "sluit haakjes en kijk naar het inspringen.")
        document.findings.append((error.line, where))
    return document


def read_scalar(typed: str, *, is_plain: bool) -> str | int | float | bool | None:
    """What a single value means; quoted values are always text."""
    if not is_plain:
        return typed
    if typed in _CONSTANTS:
        return _CONSTANTS[typed]
    if _WHOLE.fullmatch(typed) and len(typed) <= MAX_DIGITS:
        return int(typed)
    if _DECIMAL.fullmatch(typed) and math.isfinite(float(typed)):
        return float(typed)
    return typed


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Builder:
    """Turns the parser's events into data, one level of the tree at a time."""

    def __init__(self, document: Document, events: Iterator[Any]) -> None:
        self._document = document
        self._events = events

    def build(self) -> None:
        next(self._events)  # start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._find(1, (), "het bestand is leeg", "begin met 'agenda:', of zet de vorige versie terug.")
            return
        self._document.data = self._value(next(self._events), (), 1)
        next(self._events)  # end of the document
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._find(_line(after), (), "hier begint een tweede document (---)", "haal deze regel weg.")
        else:
            self._document.is_complete = True

    def _value(self, event: Any, path: Path, line: int) -> Any:
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(_line(event))
        typed = event.value if isinstance(event, yaml.ScalarEvent) else None
        self._document.marks.setdefault(path, Mark(line, typed))
        self._refuse_extras(event, path)
        self._refuse_curly(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return read_scalar(typed, is_plain=not event.style) if typed is not None else None

    def _mapping(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._find(line, path, "een veldnaam kan hier geen lijst of verwijzing zijn", "schrijf 'veld: waarde'.")
                self._document.unread.add(path)
                self._value(event, (*path, "?"), line)
                self._value(next(self._events), (*path, "?"), line)
                continue
            place = (*path, event.value)
            self._refuse_extras(event, place)
            self._refuse_curly(event, place)
            self._refuse_repeat(result, place, line)
            value = self._value(next(self._events), place, line)
            result.setdefault(event.value, value)
        result.pop("<<", None)
        return result

    def _sequence(self, path: Path) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result)), _line(event)))
        return result

    def _refuse_repeat(self, result: dict[str, Any], place: Path, line: int) -> None:
        key = place[-1]
        if key == "<<":
            self._find(line, place, "'<<' (velden overnemen) kan hier niet", "schrijf de velden uit.")
            self._document.unread.add(place[:-1])
        elif key in result:
            first = self._document.marks[place].line
            self._find(line, place, f"veld '{key}' staat er twee keer (regel {first} en regel {line})", "laat er één staan.")

    def _refuse_extras(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._find(_line(event), path, f"verwijzing '*{event.anchor}' kan hier niet", "schrijf de waarde uit.")
            self._document.unread.add(path)
        elif event.anchor:
            remedy = "haal dat weg; begint de tekst met &, zet hem dan tussen aanhalingstekens."
            self._find(_line(event), path, f"anker '&{event.anchor}' kan hier niet", remedy)
        elif event.tag:
            remedy = "haal dat weg; begint de tekst met !, zet hem dan tussen aanhalingstekens."
            self._find(_line(event), path, f"label '{event.tag}' kan hier niet", remedy)

    def _refuse_curly(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.ScalarEvent) and not event.style and (wrong := explain_curly(event.value)):
            self._find(_line(event), path, *wrong)
            self._document.unread.add(path)

    def _find(self, line: int, path: Path, text: str, remedy: str) -> None:
        self._document.findings.append((line, Finding(path, text, remedy)))


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
