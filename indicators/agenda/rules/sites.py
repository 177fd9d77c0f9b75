"""Rules about websites of others that an agenda names; whether they are there is for who opens them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from indicators.agenda.model import Agenda
from indicators.agenda.problems import Finding

SITE = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")
"""A website as a browser tells it from others: without a page, and without a star for many of them."""
_EXAMPLE = "schrijf het adres van de website, zoals https://www.zaanstad.nl."


def sites_are_whole_and_no_more(agenda: Agenda) -> Iterator[Finding]:
    """Who may show a figure is told to browsers, which take nothing else for a website."""
    for at, site in enumerate(agenda.info.embedded_in):
        if not SITE.fullmatch(site):
            yield Finding(("agenda", "ingesloten_op", at), f"nr. {at + 1} is '{site}'", _remedy(site))


def _remedy(site: str) -> str:
    """What was probably meant, where that can be told."""
    try:
        parts = urlsplit(site if "://" in site else f"https://{site}")
        meant = f"{parts.scheme}://{parts.netloc.lower()}"
    except ValueError:
        return _EXAMPLE
    is_name = SITE.fullmatch(meant) and "." in parts.netloc.strip(".")
    return f"schrijf alleen de website, zonder pagina: {meant}" if is_name else _EXAMPLE
