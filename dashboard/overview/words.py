"""What the overview says in words: whose figures, until when, and how the small pictures are read; plain values in, text out."""

from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.book.databook import Databook, Row
from dashboard.look.notation import count, day
from dashboard.look.statuses import look
from indicators.methods.norm_status import NormStatus

KEY = (
    "Streepjeslijn: de norm. Dicht rondje: laatste cijfer. Open rondje en sterretje (*): voorlopig cijfer. "
    "Kruisje (✚): cijfer uit een andere bron dan nu. "
    "Alle lijntjes lopen over dezelfde jaren."
)
GUEST_KEY = KEY.removeprefix("Streepjeslijn: de norm. ")
GUEST_REST = "Normen zijn er hier niet. Wel per cijfer de lijn, de laatste verandering en hoe het is bij vergelijkbare gemeenten."


def guest_headline(book: Databook) -> str:
    """Of another municipality there is nothing to be off."""
    return f"{count(sum(row.last is not None for row in book.rows), 'cijfer', 'cijfers')} van {book.name}"


def freshness(sources: pd.DataFrame, rows: Sequence[Row]) -> str:
    """Until when the figures run, and when and how they were obtained."""
    years = [row.last.year for row in rows if row.last]
    until = f"Cijfers tot en met {max(years)}" if years else "Nog geen cijfers"
    words = [f"{_how(origin)} {day(moment)}" for origin, moment in _newest_fetches(sources)]
    return " · ".join([until, *words])


def _how(origin: str) -> str:
    return "opgehaald op" if origin == "live" else "uit de meegeleverde opname van"


def _newest_fetches(sources: pd.DataFrame) -> list[tuple[str, pd.Timestamp]]:
    held = sources[sources["fetched_at"].notna() & sources["origin"].isin(["live", "opname"])]
    newest = held.groupby("origin")["fetched_at"].max()
    return [(origin, newest[origin]) for origin in ("live", "opname") if origin in newest.index]


def not_fetched(sources: pd.DataFrame) -> str:
    """`3 bronnen nog niet opgehaald · 1 bron niet ververst`, or nothing."""
    is_empty = sources["rows"] == 0
    empty, stale = int(is_empty.sum()), int((~is_empty & (sources["outcome"] == "mislukt")).sum())
    words = [f"{count(empty, 'bron', 'bronnen')} nog niet opgehaald"] if empty else []
    words += [f"{count(stale, 'bron', 'bronnen')} niet ververst"] if stale else []
    return " · ".join(words)


def counts_in_words(counts: Iterable[tuple[NormStatus, int]]) -> str:
    """`1 achter · 4 onzeker · 1 behaald`."""
    return " · ".join(f"{total} {look(status).word}" for status, total in counts)


def found_of(found: int, total: int) -> str:
    """How many of all indicators a choice leaves."""
    if not found:
        return "Geen cijfer past bij deze keuze."
    return f"U ziet alle {count(total, 'cijfer', 'cijfers')}." if found == total else f"U ziet {found} van de {total} cijfers."
