"""What the check says of the file, as who fills in a form reads it: fields by their labels, numbers and days in Dutch; pure.

Who writes the file adds a key to it and writes a point before the decimals. In a form there is no key to add.
"""

import re
from datetime import date

from babel.dates import format_date

from dashboard.editing.naming import shape_at
from dashboard.look.notation import LOCALE, day
from etl.door.things import Field, Kind

_IN_A_FORM = (
    (r"^veld '(\w+)' ontbreekt; .*$", r"'\1' ontbreekt; vul dit in."),
    (r"voeg '\w+: omhoog' of '\w+: omlaag' toe\.", "kies omhoog of omlaag."),
    (r"voeg '\w+: \.\.\.' toe, of in woorden '\w+: \.\.\.'", "vul dit in, of vul een moment in woorden in"),
    (r"voeg '\w+: \.\.\.' toe\.", "vul dit in."),
    ("met een punt voor de decimalen", "bijvoorbeeld 2,5"),
    (r"schrijf een datum als [\d-]+\.", "schrijf een dag, bijvoorbeeld 30 juni 2022."),
    (r"een jaar en maand \(2024-03\)", "een maand (maart 2024)"),
    (r"kies true \(ja\) of false \(nee\)\.", "kies ja of nee."),
    ("dat leest als een getal of ja/nee; zet het tussen aanhalingstekens: .*$", "schrijf er een woord bij."),
    (r"maak er een lijst van: .*$", "zet een komma tussen de onderdelen."),
    (r"zet hier velden onder elkaar: .*$", "vul de velden hieronder in."),
)
"""What is asked of who writes the file, and what of who fills in a form."""
_QUOTED = re.compile(r"(?<!\bis )'(\w+)(?:: ([^']+))?'")
"""A key of the file, alone or with its value; what was filled in stands behind `is`."""
_FIRST = re.compile(r"^(\w+)(?= is )")
_BARE = re.compile(r"(?<![\w'‘])[a-z]+(?:_[a-z]+)+(?![\w'’])")
_TYPED = re.compile(r"('[^']*'|‘[^’]*’)")
"""What somebody filled in and what a field is called: those stay as they are."""
_DAY, _MONTH = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII), re.compile(r"\b(\d{4})-(\d{2})\b(?!-)", re.ASCII)
_DECIMALS = re.compile(r"(?<![\w.])(-?\d+)\.(\d+)(?![\w.])", re.ASCII)


def in_a_form(text: str, remedy: str, kind: Kind, place: Field) -> str:
    """The mistake and what to do about it, at this place of a thing, as a sentence."""
    said = f"{text}; {remedy}"
    for found, told in _IN_A_FORM:
        said = re.sub(found, told, said)
    said = _FIRST.sub(lambda one: _subject(_label(kind, place, one[1])) or one[0], said)
    said = _QUOTED.sub(lambda one: _named(kind, place, one), said)
    said = _BARE.sub(lambda one: _quoted(_label(kind, place, one[0])) or one[0], said)
    parts = _TYPED.split(said)
    said = "".join(part if number % 2 else _in_dutch(part) for number, part in enumerate(parts))
    return said[:1].upper() + said[1:]


def _named(kind: Kind, place: Field, found: re.Match[str]) -> str:
    label = _label(kind, place, found[1])
    if not label:
        return found[0]
    return _quoted(label) if found[2] in {None, "..."} else f"‘{found[2]}’"


def _subject(label: str) -> str:
    return _quoted(label) if label.endswith("?") else label


def _quoted(label: str) -> str:
    return f"‘{label}’" if label else ""


def _label(kind: Kind, place: Field, key: str) -> str:
    """What the form calls this key of the file, at the place or around it; empty when it has no such field."""
    around = (shape_at(kind, (*place[:length], key)) for length in range(len(place), -1, -1))
    found = next((each for each in around if each is not None), None)
    return found.words.label if found else ""


def _in_dutch(text: str) -> str:
    said = _DAY.sub(_day, text)
    said = _MONTH.sub(_month, said)
    return _DECIMALS.sub(r"\1,\2", said)


def _day(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _month(found: re.Match[str]) -> str:
    try:
        return str(format_date(date(int(found[1]), int(found[2]), 1), "MMMM yyyy", locale=LOCALE))
    except ValueError:
        return found[0]
