"""What a PDF says, as who reads it or has it read aloud gets it."""

import io
import re
from collections.abc import Iterable, Iterator
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


def under(content: bytes, names: Iterable[str]) -> dict[str, str]:
    """By its bookmark the text on the pages of each of these parts, without white space: up to the next bookmark of its level."""
    read = PdfReader(io.BytesIO(content))
    texts = [squeezed(page.extract_text()) for page in read.pages]

    def flat(entries: list[Any], depth: int = 0) -> Iterator[tuple[int, str, int]]:
        for each in entries:
            if isinstance(each, list):
                yield from flat(each, depth + 1)
            else:
                yield depth, str(each.title), read.get_destination_page_number(each) or 0

    found, wanted = list(flat(read.outline)), set(names)
    told = {}
    for place, (depth, title, page) in enumerate(found):
        if title in wanted:
            following = next((at for deep, _, at in found[place + 1 :] if deep <= depth), len(texts))
            told[title] = "".join(texts[page : max(page + 1, following)])
    return told


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
