"""Says in Dutch why a text is not YAML at all; it repairs nothing."""

import re

import yaml

from indicators.agenda.problems import Finding

_QUOTE = ("een aanhalingsteken wordt niet gesloten", "zet het tweede aanhalingsteken erbij.")
_TAB = ("er staat een tab aan het begin van de regel", "spring in met spaties.")
_INDENT = (
    "het inspringen klopt niet",
    "laat velden die bij elkaar horen op dezelfde plaats beginnen; na een tekst tussen aanhalingstekens kan niets meer.",
)
CURLY = "“”„‟‘’‚‛«»"
_CURLY_VALUE = re.compile(rf"(?:^|[:,-]\s|[\[{{])\s*[{CURLY}]")
_OPENING = "“„‟‘‚‛«"
_CURLED = ("gekrulde aanhalingstekens (“ ”) zijn hier geen aanhalingstekens", 'typ rechte: "...".')
_STAR = ("een waarde kan niet met * of & beginnen", "zet de tekst tussen aanhalingstekens.")
_REASONS = {  # by a part of libyaml's or PyYAML's own reason
    "mapping values are not allowed": (
        "hier staat een dubbele punt die niet kan",
        "kijk naar het inspringen, of zet een tekst met een dubbele punt tussen aanhalingstekens.",
    ),
    "could not find expected ':'": ("na de veldnaam ontbreekt een dubbele punt", "schrijf 'veld: waarde'."),
    "expected <block end>": _INDENT,
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "expected alphabetic or numeric": _STAR,
    "undefined alias": _STAR,
    "expected ',' or": (
        "een rij tussen haakjes is niet gesloten of mist een komma",
        "zet komma's tussen de onderdelen en sluit af met ] of }.",
    ),
    "cannot start any token": (
        "hier staat een teken waarmee een waarde niet kan beginnen",
        "zet de tekst tussen aanhalingstekens.",
    ),
    "unknown escape": ("een \\ tussen dubbele aanhalingstekens kan niet", "gebruik enkele aanhalingstekens."),
}
_OTHER = ("deze regel is niet te lezen", "kijk naar inspringen, dubbele punten en aanhalingstekens, ook op de regel ervoor.")


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> tuple[int, Finding]:
    """The line to look at and the reason; an unclosed quote is shown where it opens."""
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines() or [""]
    line = min(mark.line + 1, len(lines)) if mark else 1
    typed = lines[line - 1]
    if "\t" in typed[: len(typed) - len(typed.lstrip())]:
        return line, Finding((), *_TAB)
    if error.context and "quoted scalar" in error.context and "escape" not in (error.problem or ""):
        opened = error.context_mark.line + 1 if error.context_mark else line
        return opened, Finding((), *_QUOTE)
    if _CURLY_VALUE.search(typed):
        return line, Finding((), *_CURLED)
    reason = next((known for start, known in _REASONS.items() if start in (error.problem or "")), _OTHER)
    return line, Finding((), *reason)


def explain_curly(typed: str) -> tuple[str, str] | None:
    """What is wrong with a text that has curly quotes around it, as a word processor makes them; None when it has not."""
    if len(typed) > 1 and typed[0] in CURLY and typed[-1] in CURLY and (typed[0] in _OPENING or typed[0] == typed[-1]):
        return _CURLED[0], f'typ rechte: "{typed[1:-1]}".'
    return None


def explain_character(text: str, position: int) -> tuple[int, Finding]:
    """A character that YAML does not allow anywhere, such as a NUL."""
    line = text.count("\n", 0, position) + 1
    what = f"er staat een onzichtbaar teken in de tekst (U+{ord(text[position]):04X})"
    return line, Finding((), what, "haal dat weg; typ de regel zo nodig opnieuw.")
