"""What a PDF says, as who reads it or has it read aloud gets it."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def squeezed(text: str) -> str:
    """Without white space: where a line ends on paper says nothing."""
    return re.sub(r"\s+", "", text)


def text_of(content: bytes) -> str:
    """All of its text, without white space."""
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def bookmarks(content: bytes) -> list[str]:
    """In their order."""

    def flat(entries: list[Any]) -> Iterator[str]:
        for each in entries:
            if isinstance(each, list):
                yield from flat(each)
            else:
                yield str(each.title)

    return list(flat(PdfReader(io.BytesIO(content)).outline))


def tags(content: bytes) -> list[tuple[str, str]]:
    """Every element of its structure by its kind, with its alternative text where it has one, in the order of reading."""
    root = PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]

    def below(element: Any) -> Iterator[tuple[str, str]]:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for each in element:
                yield from below(each)
        elif isinstance(element, dict):
            if "/S" in element:
                yield str(element["/S"]).removeprefix("/"), str(element.get("/Alt", ""))
            yield from below(element.get("/K", []))

    return list(below(root["/K"]))
