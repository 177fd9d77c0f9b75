"""Words that readers trip over: some are on no page, others only where they are explained."""

import re

from dashboard.look.terms import TERMS

NEVER = {
    r"treden?\b": "the word of a step says what it means",
    r"geborgd\b": "vast aanbod",
    r"\(volgen\)": "geen norm",
    r"[23]−": "anders dan verwacht",
    r"vingerafdruk": "controlegetal",
    r"definitieve meting": "definitief cijfer",
    r"op toeval (?:te )?verwacht(?!\s+\d)": "door toeval",
    r"buitenste derde": "het hoogste of laagste derde",
    r"significan\w+": "duidelijk",
}
"""By what may not be read: what to say instead. A figure such as −3 is no step."""
EXPLAINED = {
    r"procentpunt": dict(TERMS)["procentpunt"],
    r"nulmeting": dict(TERMS)["nulmeting"],
    r"toetsmoment": dict(TERMS)["toetsmoment"],
    r"definitie(?:f|ve) cijfer": dict(TERMS)["definitief cijfer"],
    r"(?:hoogste|laagste|middelste) derde": dict(TERMS)["derde"],
    r"vast aanbod": dict(TERMS)["vast aanbod"],
    r"dataderden": "waar CBS cijfers van andere organisaties zet",
}
"""By a word: what has to stand on the same page."""


def hard_words(text: str) -> list[str]:
    """What a neighbour would not understand in the text of a page."""
    found = [word for word in NEVER if re.search(rf"(?<!\w){word}", text, re.IGNORECASE)]
    return found + [word for word, told in EXPLAINED.items() if re.search(word, text, re.IGNORECASE) and told not in text]
