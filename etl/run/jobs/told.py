"""What a run tells at a terminal, for who reads it on a page: without commands to type; it adds nothing."""

import re

_COMMANDS = (
    (re.compile(r" Klopt het zo\? Typ: python -m etl refresh (?:--force )?--accept (?:'[^']*'|\S+)"), ""),
    (re.compile(r"; klopt het wel, ververs dan met --force --accept"), ""),
    (re.compile(r"Zoek een andere met 'python -m etl tables WOORDEN'"), "Zoek een andere tabel"),
    (re.compile(r" Typ: python -m etl [a-z ]+"), ""),
)
BUSY = "Er loopt al een verversing. Wacht tot die klaar is; daarna ziet u de nieuwe cijfers."


def on_a_page(text: str) -> str:
    """The same text without what only somebody at a terminal can do."""
    for command, instead in _COMMANDS:
        text = command.sub(instead, text)
    return text
