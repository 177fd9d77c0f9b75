"""A document as PDF/UA-1: tagged, in Dutch, twice the same bytes; it decides nothing of what is in it."""

import json
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from dashboard.documents.parts import Document
from dashboard.look import colours
from dashboard.look.plain_text import plain

PDF = "application/pdf"
_TYPESET = Path(__file__).with_name("typeset.py")
_LONGEST = 120
"""Seconds; a hundred pages take one or two."""


class TypesettingError(Exception):
    """No PDF could be made; the text is what the process said of it."""


def to_pdf(document: Document) -> bytes:
    """The file; its moment is the day of the document, so that the same document gives the same bytes."""
    values = {"colours": colours.BY_NAME, "document": as_data(document)}
    asked = {"values": values, "moment": datetime.combine(document.made_on, time(), UTC).isoformat()}
    command = [sys.executable, "-I", str(_TYPESET)]
    done = subprocess.run(  # noqa: S603  our own Python and script, without a shell  # nosec B603
        command, input=json.dumps(asked).encode(), capture_output=True, timeout=_LONGEST, check=False
    )
    if done.returncode:
        raise TypesettingError(done.stderr.decode(errors="replace"))
    return done.stdout


def as_data(value: Any) -> Any:
    """Texts, numbers, lists and the names of what holds them; each text a line of text, or more where it has line breaks."""
    if is_dataclass(value):
        return {"kind": type(value).__name__} | {each.name: as_data(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if isinstance(value, str):
        return "\n".join(plain(line) for line in value.split("\n"))
    return value if isinstance(value, int) else value.isoformat()
