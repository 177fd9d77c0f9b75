"""What was delivered for each year of an indicator, once for every table that is taken along; pure, it writes no table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboard.book.databook import Databook
from dashboard.book.origins import origin_in_words
from dashboard.look.notation import CLOCK
from etl.store.rows import HeldSource, Measured, rows_of


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """Where the figure of a year came from: each fact once, in the order of the measurements behind it."""

    holders: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    fetched: tuple[datetime, ...] = ()

    @property
    def whole_on(self) -> datetime | None:
        """When the last part of it was fetched."""
        return max(self.fetched, default=None)


NOT_DELIVERED = Delivered()


def delivered_by_year(lineage: pd.DataFrame, book: Databook) -> Mapping[int, Delivered]:
    """Of the measurements that now hold; lineage: as the store gives it of one indicator."""
    holding = defaultdict(list)
    for each in rows_of(Measured, lineage):
        if each.superseded_at is None:
            holding[each.year].append(each)
    held: dict[tuple[str, str], HeldSource] = {}
    for source in rows_of(HeldSource, book.sources):
        held.setdefault((source.catalogue, source.table_id), source)
    return {year: _delivered(parts, held) for year, parts in holding.items()}


def _delivered(parts: list[Measured], held: Mapping[tuple[str, str], HeldSource]) -> Delivered:
    sources = [source for each in parts if (source := held.get((each.catalogue, each.table_id)))]
    return Delivered(
        holders=_once(source.holder for source in sources),
        tables=_once(each.table_id for each in parts),
        titles=_once(each.title or "" for each in parts if not each.is_own_file),
        measures=_once(each.measure for each in parts),
        filters=_once(each.filters for each in parts),
        licences=_once(source.licence for source in sources),
        origins=_once(origin_in_words(each.origin) for each in parts),
        fetched=tuple(dict.fromkeys(each.fetched_at.astimezone(CLOCK) for each in parts)),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def one_cell(texts: Iterable[str]) -> str:
    """All of them in one cell."""
    return " / ".join(dict.fromkeys(texts))
