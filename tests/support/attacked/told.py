"""What a sentence about a source that failed has to be: Dutch, with an address, what stays, and a remedy."""

import re

from support.attacked.tables import LABEL

REMEDY = re.compile(
    r"Probeer het later opnieuw|Kijk op StatLine|Controleer|[Pp]as .* aan|Zoek een andere|Vraag minder|[Kk]ies |Zet "
)
ENGLISH = re.compile(r"\b(the|error|failed|expected|invalid|cannot|not|Exception|Error|None|True|object)\b")


def what_lacks(text: str) -> list[str]:
    """What a message about the attacked table should have been and is not; empty when all is well."""
    asked = {
        "starts with the source": text.startswith(f"{LABEL}: "),
        "says what stays": bool(re.search(r"De cijfers van \d+ \w+ 20\d\d blijven staan\.$", text)),
        "has a remedy": bool(REMEDY.search(text)),
        "is Dutch": not ENGLISH.search(text),
        "was foreseen": "niet was voorzien" not in text,
        "is one line": "\n" not in text,
    }
    return [f"{name}: {text}" for name, is_so in asked.items() if not is_so]
