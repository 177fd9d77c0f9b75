"""What the lines of a decision leave to be filled in, and whether someone did; it looks at plain data and loads nothing."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from indicators.agenda.model import Decision
from indicators.agenda.problems import Finding, Path, enumerate_nl

NO_DECISION = "nog te kiezen"
"""Stands where a decision must come; no decision is called so."""
NO_REASON = "Waarom dit besluit, in één of twee zinnen."
"""Stands where the reason must come."""


def find_unfilled(data: Any) -> Iterator[Finding]:
    """Decisions and reasons that were copied or begun and never written; tolerant of data in any shape.

    Of the agenda as it is typed now alone: one that was in force with such a line stays what it was.
    """
    for path, checkpoint in _checkpoints(data):
        if "besluit" in checkpoint and checkpoint["besluit"] is None:
            remedy = f"kies {enumerate_nl(Decision)}, of haal deze regel weg zolang er geen besluit is."
            yield Finding((*path, "besluit"), "besluit is leeg", remedy)
        if "toelichting" in checkpoint:
            yield from _reason(checkpoint["toelichting"], (*path, "toelichting"))


def _reason(written: Any, place: Path) -> Iterator[Finding]:
    if not isinstance(written, str | None):
        return
    words, unwritten = _words(written or ""), _words(NO_REASON)
    if not words:
        yield Finding(place, "toelichting is leeg", "schrijf waarom dit is besloten, of haal deze regel weg.")
    elif unwritten in words or unwritten.startswith(f"{words} "):
        left = NO_REASON if unwritten in words else written
        remedy = "schrijf in plaats daarvan waarom dit is besloten."
        yield Finding(place, f"toelichting is nog niet ingevuld: er staat nog '{left}'", remedy)


def _words(text: str) -> str:
    """Without what someone changes by accident: case, accents, signs, and how wide the spaces are."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))


def _checkpoints(data: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    for at, intervention in _items(data, "interventies"):
        for number, checkpoint in _items(intervention, "toetsmomenten"):
            if isinstance(checkpoint, dict):
                yield ("interventies", at, "toetsmomenten", number), checkpoint


def _items(data: Any, key: str) -> Iterator[tuple[int, Any]]:
    found = data.get(key) if isinstance(data, dict) else None
    yield from enumerate(found if isinstance(found, list) else [])
