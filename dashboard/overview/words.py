"""What a picture shows, in words: for who cannot see it and as key to its marks; plain values in, Dutch text out."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.book.databook import Row
from dashboard.look.notation import amount, count, day, listing, number, point_period, unit_in_words, with_unit
from etl.store.rows import HeldSource, Measured, rows_of


def spark_alt(row: Row) -> str:
    """The small picture in one sentence."""
    indicator, points = row.indicator, row.series.points
    if not points:
        return ""
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"Eén cijfer: {amount(last.value, indicator)} in {point_period(last)}."
    course = f"Verloop van {number(first.value, indicator.decimals)} in {point_period(first)}"
    return f"{course} naar {number(last.value, indicator.decimals)} in {point_period(last)}."


def latest(row: Row) -> str:
    """The newest figure with its unit and period."""
    if row.last is None:
        return f"Niet te beoordelen: {row.short_reason}"
    return f"{with_unit(number(row.last.value, row.indicator.decimals), row.indicator.unit)} ({point_period(row.last)})"


def whose(name: str, province: str) -> str:
    """Above the title: whose databoek this is."""
    return f"Databoek · Gemeente {name}" + (f" · {province}" if province else "")


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


def fetched_of(sources: pd.DataFrame) -> str:
    """`7 van de 12 bronnen zijn opgehaald`."""
    return f"{int((sources['rows'] > 0).sum())} van de {len(sources)} bronnen zijn opgehaald"


def indicators(total: int) -> str:
    """`1 indicator`, `3 indicatoren`."""
    return count(total, "indicator", "indicatoren")


def overview_key() -> str:
    """The marks of the small pictures, in words."""
    words = "Streepjeslijn: de norm. Dicht rondje: laatste cijfer. Open rondje en sterretje (*): voorlopig cijfer."
    return f'<p class="klein">{words} Alle lijntjes lopen over dezelfde jaren.</p>'


def subtitle(row: Row, partners: Mapping[str, str]) -> str:
    """Definition, direction and owner in one line."""
    indicator = row.indicator
    parts = [indicator.definition.rstrip(".")]
    parts += [] if indicator.unit in indicator.definition else [f"eenheid: {unit_in_words(indicator.unit)}"]
    parts.append(f"gewenste richting: {indicator.desired_direction}")
    parts += [f"eigenaar: {partners.get(indicator.owner, indicator.owner)}"] if indicator.owner else []
    return " · ".join(parts)


def why_missing(row: Row) -> str:
    """The full reason, as a sentence."""
    return f"{row.reason[:1].upper()}{row.reason[1:].rstrip('.')}."


def no_figures(row: Row) -> str:
    """Why there is no picture, and what will happen."""
    agreed = "Hieronder staat wel wat er in de agenda is afgesproken."
    return f"{why_missing(row)} {agreed} Op de pagina Verantwoording ziet u hoe het ophalen ging."


def source_line(lineage: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Holder and table of everything behind a picture."""
    holders = {(row.catalogue, row.table_id): row.holder for row in rows_of(HeldSource, sources)}
    used = dict.fromkeys((row.catalogue, row.table_id) for row in rows_of(Measured, lineage))
    words = [f"{holders[address]} ({address[1]})" for address in used if address in holders]
    return f"Bron: {listing(words)}."
