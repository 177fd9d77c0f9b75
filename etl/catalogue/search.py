"""Finds tables by words as people say them, best first; it looks only at titles that are kept here."""

import math
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from etl.catalogue.titles import HasMunicipalities, Title, Titles
from etl.catalogue.words import SHORTEST_PART, asked_of, stem, stems_of

MOST_FOUND = 50
LONGEST_QUESTION = 200
_MOST_WORDS = 12
_AREAS = ("gemeente", "gemeenten", "regio", "regionale", "wijken", "wijk", "buurten")
_LIKELY = 1.15
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
    hits = sorted(enough, key=lambda place: index.about[place].rank(matched[place], scores[place]))
    return tuple(Hit(table=titles.tables[place], matched=matched[place], asked=len(asked)) for place in hits[:MOST_FOUND])


class _About(NamedTuple):
    """What ranks a table, whatever is asked; is_likely: its title speaks of areas, so that it may well have municipalities."""

    is_last: bool
    is_likely: bool
    rest: tuple[object, ...]

    def rank(self, matched: int, score: float) -> tuple[object, ...]:
        """Sorts the best first."""
        return self.is_last, -matched, -round(score * (_LIKELY if self.is_likely else 1.0), 6), self.rest


def _about(table: Title, words: Container[str]) -> _About:
    return _About(
        is_last=table.is_replaced or table.has_municipalities is HasMunicipalities.NO,
        is_likely=table.has_municipalities is HasMunicipalities.YES or any(stem(area) in words for area in _AREAS),
        rest=(len(table.title), tuple(-ord(sign) for sign in table.modified[:19]), table.table),
    )


@dataclass(frozen=True)
class _Index:
    """Which stem stands in which tables, and how much that counts; ids of tables are words too."""

    of_stem: dict[str, dict[int, float]]
    ids: dict[str, list[int]]
    about: tuple[_About, ...]

    def found(self, word: str, others: Iterable[str]) -> dict[int, float]:
        """Table -> how well this word fits it."""
        found: dict[int, float] = dict.fromkeys(self.ids.get(word, ()), 10 * _SAME)
        wanted = stem(word)
        _take(found, self.of_stem.get(wanted, {}), _SAME)
        if min(len(wanted), len(word)) >= SHORTEST_PART:
            for known, places in self.of_stem.items():
                if wanted in known or word in known:
                    _take(found, places, _BEGIN if known.startswith(wanted) else _PART)
                elif len(known) > SHORTEST_PART and known in wanted:
                    _take(found, places, _PART)
        for other in others:
            _take(found, self.of_stem.get(other, {}), _OTHER)
        return found


def _take(found: dict[int, float], places: dict[int, float], fit: float) -> None:
    for place, counts in places.items():
        found[place] = max(found.get(place, 0.0), fit * counts)


@lru_cache(maxsize=4)
def _index_of(titles: Titles) -> _Index:
    of_stem: dict[str, dict[int, float]] = {}
    ids: dict[str, list[int]] = {}
    about = []
    for place, table in enumerate(titles.tables):
        ids.setdefault(table.table.casefold(), []).append(place)
        words: set[str] = set()
        for text, counts in ((table.title, _TITLE), (table.contents, _CONTENTS), (table.summary, _SUMMARY)):
            found = stems_of(text) - words
            words |= found
            for each in found:
                of_stem.setdefault(each, {})[place] = counts
        about.append(_about(table, words))
    return _Index(of_stem, ids, tuple(about))
