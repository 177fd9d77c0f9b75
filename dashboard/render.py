"""Values into the templates of templates/: HTML comes from there alone, and every value in it is escaped; it knows no page."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.look import colours
from dashboard.look.notation import day
from dashboard.look.statuses import look
from dashboard.look.terms import ASKED
from indicators.wording.numbers import listing, number

_HERE = Path(__file__).parent


def render(template: str, /, **values: Any) -> Markup:
    """A template with these values; jinja2's UndefinedError when the template asks for one that is not given."""
    escaped = _environment().get_template(template).render(**values)
    return Markup(escaped)  # noqa: S704  its values were escaped one by one  # nosec B704


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader([_HERE / "templates", _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"day": day, "listing": listing, "number": number}
    made.globals |= {"look": look}
    return made


@cache
def style() -> Markup:
    """The style sheet with the colours it names."""
    return render("_style.html", colours=colours.BY_NAME)


def frame_style() -> Markup:
    """That of the bar and the footer, which can stand outside the app."""
    return render("frame/style.html", colours=colours.BY_NAME)


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Labels with their text, as a description list; line breaks in a text are kept."""
    return render("_facts.html", facts=list(pairs))


def table(
    headers: Sequence[str], lines: Iterable[Sequence[str]], *, caption: str, numeric: Iterable[int] | None = None
) -> Markup:
    """A table of words, that becomes a list of cards on a small screen; or of figures (`numeric` columns), that stays a table."""
    right = set(numeric or ())
    kind = "tabel woorden" if numeric is None else "tabel"
    return render("_table.html", headers=headers, lines=list(lines), caption=caption, kind=kind, right=right)


def notice(lead: str, text: str, *, tone: str = "voorbeeld") -> Markup:
    """A calm bar with a bold first word."""
    return render("_notice.html", lead=lead, text=text, tone=tone)


def outcome(lead: str, text: str) -> Markup:
    """What came of what somebody did, with a bold first word."""
    return render("_outcome.html", lead=lead, text=text)


def bullets(texts: Iterable[str], *, style: str = "punten") -> Markup:
    """Sentences as a list."""
    return render("_list.html", texts=list(texts), style=style, is_ordered=False)


def numbered(texts: Iterable[str], *, style: str = "vragen") -> Markup:
    """Sentences as a numbered list."""
    return render("_list.html", texts=list(texts), style=style, is_ordered=True)


def folded(label: str, content: Markup) -> Markup:
    """Content that comes in sight when its label is pressed."""
    return render("_folded.html", label=label, content=content)


def explained(terms: Iterable[tuple[str, str]]) -> Markup:
    """What words mean, folded."""
    return folded(ASKED, render("_terms.html", terms=terms))


def key(signs: Iterable[tuple[str, str, str]]) -> Markup:
    """A sign and a word or two for each mark of a chart, and on which screen it is there: `breed`, `smal`, or any (empty)."""
    return render("_key.html", signs=list(signs))


def subheading(text: str) -> Markup:
    """A heading within a card."""
    return render("_subheading.html", text=text)


def paragraph(*texts: str, style: str = "zacht") -> Markup:
    """Running text, each text on a line of its own."""
    return render("_paragraph.html", texts=texts, style=style)


def chosen(words: str) -> Markup:
    """The choice that holds now, as text between links."""
    return render("_chosen.html", words=words)
