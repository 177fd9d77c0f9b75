"""Finds tables by words as people say them, best first; it looks only at titles that are kept here."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from etl.catalogue.titles import HasMunicipalities, Title, Titles
from etl.catalogue.words import SHORTEST_PART, asked_of, folded, stem, stems_of

MOST_FOUND = 50
LONGEST_QUESTION = 200
_MOST_WORDS = 12
_SAME, _BEGIN, _PART, _OTHER = 1.0, 0.8, 0.6, 0.45
"""How well a word of a question fits one of a title: the same stem, how it begins, a part of it, another word for it."""
_TITLE, _SUMMARY, _CONTENTS = 1.0, 0.4, 0.75
"""What it counts where the word stands: somebody who looks for `mantelzorg` means the measure, whatever the table is called."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A table that was found; matched: how many words of the question it has, of asked."""

    table: Title
    matched: int
    asked: int

    @property
    def can_be_used(self) -> bool | None:
        """Whether it has figures of municipalities; None while nobody looked into it."""
        known = self.table.has_municipalities
        return None if known is HasMunicipalities.UNKNOWN else known is HasMunicipalities.YES


def search(titles: Titles, question: str) -> tuple[Hit, ...]:
    """At most MOST_FOUND tables, best first; the id of a table finds it too. Nothing for a question without a word.

    Those with every word come before those with some; what is replaced or has no municipalities comes last.
    """
    asked = asked_of(question[:LONGEST_QUESTION])[:_MOST_WORDS]
    if not asked:
        return ()
    index = _index_of(titles)
    scores: dict[int, float] = {}
    matched: Counter[int] = Counter()
    for word, others in asked:
        found = index.found(word, others)
        weight = math.log(1 + len(titles.tables) / (len(found) or 1))
        for place, fit in found.items():
            scores[place] = scores.get(place, 0.0) + fit * weight
            matched[place] += 1
    most = max(matched.values(), default=0)
    enough = {place for place in scores if matched[place] == most or matched[place] * 2 > len(asked)}
    hits = sorted(enough, key=lambda place: _rank(titles.tables[place], matched[place], scores[place], index.lengths[place]))
    return tuple(Hit(table=titles.tables[place], matched=matched[place], asked=len(asked)) for place in hits[:MOST_FOUND])


def _rank(table: Title, matched: int, score: float, length: int) -> tuple[object, ...]:
    is_last = table.is_replaced or table.has_municipalities is HasMunicipalities.NO
    likely = table.has_municipalities is HasMunicipalities.YES or _names_areas(table)
    return is_last, -matched, -round(score * (1.15 if likely else 1.0), 6), length, _backwards(table.modified), table.table


def _names_areas(table: Title) -> bool:
    """Whether the title speaks of areas, so that it may well have municipalities."""
    said = folded(f"{table.title} {table.summary}")
    return any(word in said for word in ("gemeente", "regio", "wijk", "buurt"))


def _backwards(text: str) -> tuple[int, ...]:
    """Sorts the newest moment first."""
    return tuple(-ord(sign) for sign in text[:19])


@dataclass(frozen=True)
class _Index:
    """Which stem stands in which tables, and how much that counts; ids of tables are words too."""

    of_stem: dict[str, dict[int, float]]
    ids: dict[str, list[int]]
    lengths: tuple[int, ...]

    def found(self, word: str, others: Iterable[str]) -> dict[int, float]:
        """Table -> how well this word fits it."""
        found: dict[int, float] = dict.fromkeys(self.ids.get(word, ()), 10 * _SAME)
        wanted = stem(word)
        for known, places in self.of_stem.items():
            if fit := max(_fit(wanted, known), _fit(word, known) if len(word) >= SHORTEST_PART else 0.0):
                _take(found, places, fit)
        for other in others:
            _take(found, self.of_stem.get(other, {}), _OTHER)
        return found


def _take(found: dict[int, float], places: dict[int, float], fit: float) -> None:
    for place, counts in places.items():
        found[place] = max(found.get(place, 0.0), fit * counts)


def _fit(wanted: str, known: str) -> float:
    if wanted == known:
        return _SAME
    if len(wanted) < SHORTEST_PART:
        return 0.0
    if known.startswith(wanted):
        return _BEGIN
    return _PART if wanted in known or (len(known) > SHORTEST_PART and known in wanted) else 0.0


@lru_cache(maxsize=4)
def _index_of(titles: Titles) -> _Index:
    of_stem: dict[str, dict[int, float]] = {}
    ids: dict[str, list[int]] = {}
    for place, table in enumerate(titles.tables):
        ids.setdefault(table.table.casefold(), []).append(place)
        for text, counts in ((table.title, _TITLE), (table.contents, _CONTENTS), (table.summary, _SUMMARY)):
            for each in set(stems_of(text)):
                of_stem.setdefault(each, {}).setdefault(place, counts)
    return _Index(of_stem, ids, tuple(len(table.title) for table in titles.tables))
