"""A page on paper: gathers as HTML, in order, what pieces show through kit.py; it knows no page and reads nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal, Union

from markupsafe import Markup

from dashboard.render import render

_NOW: ContextVar["Sheet | None"] = ContextVar("sheet", default=None)


class Stopped(Exception):  # noqa: N818  no error: the page has said all there is
    """The page says no more."""


@dataclass
class Box:
    """A part of the page: its template, what that is given, and what stands in it so far."""

    template: str
    values: dict[str, Any]
    inside: list[Union["Box", str]] = field(default_factory=list)

    def html(self) -> Markup:
        """As it is now; of what is no HTML yet every sign stands for itself."""
        inside = Markup("\n").join(each.html() if isinstance(each, Box) else each for each in self.inside)
        return render(self.template, inside=inside, **self.values)


@dataclass(frozen=True, kw_only=True)
class Field:
    """Something to choose in the address. name: the parameter. kind: a list, one of a few, many of a few, or words to type.

    options: what it can be, in words. chosen: what holds now. none: of many, what the address says when it is none of them.
    """

    name: str
    label: str
    kind: Literal["list", "one", "many", "text"] = "list"
    options: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()
    hint: str = ""
    none: str = ""


def element(tag: str, *classes: str, **values: Any) -> Box:
    """An element of HTML with these classes, empty as yet."""
    return Box("paper/element.html", {"tag": tag, "classes": " ".join(filter(None, classes)), "id": "", **values})


@dataclass
class Sheet:
    """What is written so far. has_forms: whether somebody answers a choice. status: as HTTP has it.

    whole: of a file among others, the whole address of what is at one of our addresses; None when nobody said where they will be.
    """

    has_forms: bool = True
    whole: Callable[[str], str] | None = None
    status: int = 200
    charts: int = 0
    _open: list[Box] = field(default_factory=lambda: [element("div", "inhoud")])

    def add(self, part: Box | str) -> None:
        """Below what is there, in the part that is open."""
        self._open[-1].inside.append(part)

    @contextmanager
    def within(self, box: Box) -> Iterator[None]:
        """What is added in a with block stands in this part; it was added, or is part of one that was."""
        self._open.append(box)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def open(self, box: Box) -> Iterator[None]:
        """Add a part and fill it in a with block."""
        self.add(box)
        with self.within(box):
            yield

    def start_again(self, status: int) -> None:
        """Throw away what is there: something else is to be said instead."""
        self._open[0].inside.clear()
        self.status = status

    def html(self) -> Markup:
        """All of it."""
        return self._open[0].html()


def now() -> Sheet | None:
    """The sheet that is being written; None on a screen."""
    return _NOW.get()


@contextmanager
def writing(sheet: Sheet) -> Iterator[None]:
    """What pieces show in a with block stands on this sheet, until all is said."""
    before = _NOW.set(sheet)
    try:
        yield
    except Stopped:
        pass
    finally:
        _NOW.reset(before)
