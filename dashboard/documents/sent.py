"""A document as a page to send and as plain text, with what the PDF of it says; it decides nothing of what is in it.

For what a letter is made of: a heading, sentences, a list, a notice and answers.
"""

from collections.abc import Iterator

from dashboard.documents.parts import Document, Heading, Listed, Notice, Part, Sentences, Several
from dashboard.documents.pdf import as_data
from dashboard.look import colours
from dashboard.look.plain_text import plain
from dashboard.render import render

LETTER = (Heading, Sentences, Listed, Notice, Several)


def to_html(document: Document) -> bytes:
    """A page that stands by itself. TypeError for a part that no letter has."""
    _check(document)
    return str(render("documents/letter.html", document=as_data(document), colours=colours.BY_NAME)).encode()


def to_text(document: Document) -> bytes:
    """Lines of text. TypeError for a part that no letter has."""
    _check(document)
    blocks = [document.above, document.title, document.subtitle, *(block for part in document.parts for block in _blocks(part))]
    lines = "\n\n".join("\n".join(plain(line) for line in block.split("\n")) for block in (*blocks, document.about) if block)
    return f"{lines}\n".encode()


def _check(document: Document) -> None:
    for part in document.parts:
        if not isinstance(part, LETTER):
            raise TypeError(f"a letter has no {type(part).__name__}")


def _blocks(part: Part) -> Iterator[str]:
    match part:
        case Heading():
            yield f"{part.text}\n{'-' * len(part.text)}"
        case Sentences():
            yield from part.texts
        case Listed():
            yield "\n".join(f"- {text}" for text in part.texts)
        case Notice():
            yield f"{part.opening} {part.text}"
        case Several():
            for thing in part.things:
                yield "\n".join([f"{thing.name} {thing.seen.word} {thing.beside}".rstrip(), *thing.texts])
        case _:
            raise TypeError(f"a letter has no {type(part).__name__}")
