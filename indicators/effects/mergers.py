"""Which municipalities became another area while their code stayed, told from their number of inhabitants; it judges nothing.

A municipality with a new code has figures since then only, and drops out by itself. One that took in a neighbour and kept
its code does not: its figures before and after are about other people.
"""

from collections.abc import Mapping
from itertools import pairwise
from math import log

MERGED_FROM = 1 / 16
"""Share by which inhabitants change from one year to the next only when the area does.

The fastest growing places since 2005 (Aalsmeer, Blaricum) stayed below 6.2% in a year. A smaller piece of land that changes
hands moves a figure per inhabitant little.
"""
FEWEST = 2_000
"""Below this a building site or a centre for refugees does the same: Vlieland grew by 8% in 2023."""


def find_mergers(inhabitants: Mapping[str, Mapping[int, float]], first: int, last: int) -> frozenset[str]:
    """Codes whose inhabitants (code → year → number on 1 January) jumped after `first`, up to and including `last`."""
    return frozenset(code for code, known in inhabitants.items() if _jumps(known, first, last))


def _jumps(known: Mapping[int, float], first: int, last: int) -> bool:
    return any(
        before > FEWEST and after > 0 and abs(log(after / before)) > (year - earlier) * log(1 + MERGED_FROM)
        for (earlier, before), (year, after) in pairwise(sorted(known.items()))
        if first < year <= last
    )
