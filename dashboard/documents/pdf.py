"""A document as PDF/UA-1: tagged, in Dutch, twice the same bytes; it decides nothing of what is in it.

Nothing of a document is ever read as markup: template.typ is the only typst there is, and it gets all values as data.
"""

import json
import re
import shutil
import tempfile
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.documents.parts import Document
from dashboard.look import colours
from dashboard.look.plain_text import plain

PDF = "application/pdf"
_TEMPLATE = Path(__file__).with_name("template.typ")
_LETTERS = ("SourceSansPro", "SourceSansProBold")
_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
_WITHOUT_LETTER = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_LAST_OF_LATIN = "\u017f"
"""Up to here a font of ours has all letters."""


def to_pdf(document: Document) -> bytes:
    """The file; its moment is the day of the document, so that the same document gives the same bytes.

    A letter that none of the fonts has becomes a mark that says so: PDF/UA allows none that cannot be seen.
    """
    import typst  # noqa: PLC0415  only who makes a PDF needs it

    values = json.dumps({"colours": colours.BY_NAME, "document": as_data(document)}, ensure_ascii=False)
    moment = datetime.combine(document.made_on, time(), UTC)
    while True:
        try:
            return bytes(
                typst.compile(
                    _TEMPLATE.read_bytes(),
                    sys_inputs={"values": values},
                    font_paths=_fonts().known,
                    ignore_system_fonts=True,
                    pdf_standards=["ua-1"],
                    timestamp=moment,
                )
            )
        except typst.TypstError as error:
            lacking = _lacking(f"{error.message} {error.diagnostic}") & set(values)
            if not lacking:
                raise
            values = values.translate(dict.fromkeys(map(ord, lacking), _NO_LETTER))


class _Fonts:
    """Two files of a package, in a folder of their own, and what typst has in itself: the same on every computer.

    The package has every letter twice, and which of the two typst takes differs from disk to disk.
    """

    def __init__(self) -> None:
        import font_source_sans_pro as package  # noqa: PLC0415  only who makes a PDF needs it
        import typst  # noqa: PLC0415

        self._folder = tempfile.TemporaryDirectory(prefix="databoek-letters-")
        for name in _LETTERS:
            shutil.copy(package.font_files_ttf[name], self._folder.name)
        self.known = typst.Fonts(include_system_fonts=False, font_paths=[self._folder.name])


@cache
def _fonts() -> _Fonts:
    return _Fonts()


def _lacking(told: str) -> set[str]:
    found = "".join(_WITHOUT_LETTER.findall(told))
    return {each for each in _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found) if each > _LAST_OF_LATIN} - {_NO_LETTER}


def as_data(value: Any) -> Any:
    """Texts, numbers, lists and the names of what holds them; each text a line of text, or more where it has line breaks."""
    if is_dataclass(value):
        return {"kind": type(value).__name__} | {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if isinstance(value, str):
        return "\n".join(plain(line) for line in value.split("\n"))
    return value if isinstance(value, int) else value.isoformat()
