"""A file that is given away: what it is made of, and that it is made once a version; it knows no kind of file."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from dashboard import data
from dashboard.book.databook import Databook


@dataclass(frozen=True, kw_only=True)
class File:
    """How to put a file together: write(source(book, *about))."""

    write: Callable[[Any], bytes]
    source: Callable[..., object]
    about: tuple[Hashable, ...] = ()

    def make(self, book: Databook) -> bytes:
        """Its content, once a version."""
        return data.made(book, self.write, self.source, *self.about)
