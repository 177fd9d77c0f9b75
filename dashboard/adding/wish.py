"""What somebody chose on the page for a new indicator, as one word of its address; pure, it knows no table."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from etl.catalogue.titles import Title

PARAMETER = "keuze"
MEASURE, PERIOD, YEAR, PARTS_OF, TIMES = "meting", "periode", "jaar", "deel", "maal"
FILTER = "filter."
_CATALOGUES = frozenset({"opendata.cbs.nl", "dataderden.cbs.nl"})
_TABLE = re.compile(r"[A-Za-z0-9]{1,20}")
_MOST = 40


def read_wish(text: str) -> dict[str, str]:
    """What the address says, by its name; nothing for a text that says nothing."""
    try:
        return {name: value for name, value in parse_qsl(text, max_num_fields=_MOST) if value}
    except ValueError:
        return {}


def write_wish(wish: Mapping[str, str]) -> str:
    """For the address; what is empty is left out."""
    return urlencode([(name, value) for name, value in wish.items() if value])


def table_word(table: Title) -> str:
    """A table as the address says it."""
    return f"{table.catalogue}/{table.table}"


def read_table(word: str) -> tuple[str, str] | None:
    """Catalogue and table; None for what cannot be one."""
    catalogue, _, table = word.partition("/")
    return (catalogue, table) if catalogue in _CATALOGUES and _TABLE.fullmatch(table) else None
