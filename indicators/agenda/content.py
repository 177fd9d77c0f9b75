"""What an agenda says, as one text and the id of that text; comments and the order of keys do not count. It reads no files.

Values that are what they would be anyway are left out, so that a key that a later Databoek knows does not make another agenda.
"""

import hashlib
import json

from indicators.agenda.model import Agenda


def to_text(agenda: Agenda) -> str:
    """JSON with the Dutch keys of the file, in order of the alphabet; the same agenda always gives the same text."""
    said = agenda.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def from_text(text: str) -> Agenda:
    """The agenda that gave this text; ValueError when it is none that this Databoek knows.

    The rules across objects are not asked again: it was in force.
    """
    return Agenda.model_validate_json(text, by_alias=True, by_name=False)


def id_of_text(text: str) -> str:
    """The id of a text of `to_text`: its SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def id_of(agenda: Agenda) -> str:
    """The id of what an agenda says."""
    return id_of_text(to_text(agenda))
