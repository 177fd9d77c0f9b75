"""What a document is made of, as plain values: who writes it down decides how it looks; it knows no page and no file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.look.statuses import Status, look


class Tone(StrEnum):
    """How a sentence stands on the paper."""

    PLAIN = "gewoon"
    LEAD = "groot"
    SOFT = "zacht"
    SMALL = "klein"


@dataclass(frozen=True)
class Heading:
    """level: 1 for a part of the document; is_listed: in the contents and among the bookmarks."""

    text: str
    level: int
    starts_page: bool = False
    is_listed: bool = True


@dataclass(frozen=True)
class Sentences:
    """Running text, each a paragraph."""

    texts: tuple[str, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Listed:
    """Sentences as a list, with numbers or without."""

    texts: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their text; line breaks in a text are kept."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """numeric: the columns with figures. shares: how wide the columns are beside each other; none: as wide as they need."""

    caption: str
    headers: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, and what it shows in words for who cannot see it."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Seen:
    """A status as it looks everywhere: the word says what the icon and the colour do."""

    icon: str
    word: str
    colour: str

    @classmethod
    def of(cls, status: Status) -> "Seen":
        """The look of this status."""
        seen = look(status)
        return cls(seen.icon, seen.word, seen.colour)


@dataclass(frozen=True, kw_only=True)
class Found:
    """What was found, on a line of its own: the icon of its status, and a sentence that says the word."""

    seen: Seen
    text: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A thing with its status: name and what is said of it; beside: a word or two after the status."""

    name: str
    seen: Seen
    texts: tuple[str, ...]
    beside: str = ""
    level: int = 0
    """Of the heading that its name is; 0: its name is no heading."""


@dataclass(frozen=True)
class Several:
    """Things with a status: in two columns, or below each other."""

    things: tuple[Judged, ...]
    in_columns: bool = False


@dataclass(frozen=True)
class Notice:
    """A calm bar with a bold opening."""

    opening: str
    text: str


@dataclass(frozen=True)
class Contents:
    """A list of the headings with their pages."""

    title: str


@dataclass(frozen=True)
class Beside:
    """Two columns, that are read one after the other: the right one as wide as it needs."""

    left: "tuple[Part, ...]"
    right: "tuple[Part, ...]"


Part = Heading | Sentences | Listed | Facts | Table | Picture | Found | Several | Notice | Contents | Beside


@dataclass(frozen=True, kw_only=True)
class Document:
    """above and subtitle: around its title, on top. about: at the foot of every page. made_on: also its date."""

    title: str
    above: str
    subtitle: str
    about: str
    publisher: str
    made_on: date
    parts: tuple[Part, ...]
    has_cover: bool = False
    """Its title, and the parts up to the first heading, have a page of their own."""
