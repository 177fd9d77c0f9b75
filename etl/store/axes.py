"""The codes of a delivered table as whole numbers and back: where each stands among its dimension's, and what it is stored as."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from etl.store.terms import NATION

_NATIONS = {"NL00", "NL01"}
_REGION = re.compile(r"(?!GM(?:0+|099[89]|[3-9]\d*)$)[A-Z]{2}(?!0+$)[0-9A-Z]+")
"""`GM0000` holds what could not be placed, `GM0998` and `GM0999` people elsewhere; numbers of municipalities are below 2000."""
_LENGTHS = {"GM": 6}
"""What a code of a kind of region is long: `GM04791` is no municipality."""


class Axis(NamedTuple):
    """One dimension: its codes without padding, each once, and per row the place of its code among them."""

    codes: tuple[str, ...]
    places: pa.Array

    def at(self, code: str) -> int:
        """The place of a code; -1 when no row has it."""
        return self.codes.index(code) if code in self.codes else -1


def axis_of(column: pa.ChunkedArray) -> Axis:
    """A column of padded codes."""
    whole = column.combine_chunks()
    raw = [code.strip() for code in whole.dictionary.to_pylist()]
    codes = tuple(dict.fromkeys(raw))
    if len(codes) == len(raw):
        return Axis(codes, whole.indices)
    rank = {code: place for place, code in enumerate(codes)}
    return Axis(codes, pc.take(pa.array([rank[code] for code in raw], pa.int32()), whole.indices))


def stored_regions(codes: Sequence[str], wanted: Collection[str]) -> list[str | None]:
    """Per delivered code the region as it is stored, None when it is not wanted or no place; wanted: how such codes begin."""
    named = [NATION if code in _NATIONS else code for code in codes]
    return [code if code[:2] in wanted and (code == NATION or _is_place(code)) else None for code in named]


def _is_place(code: str) -> bool:
    return _REGION.fullmatch(code) is not None and len(code) == _LENGTHS.get(code[:2], len(code))


def texts(places: pa.ChunkedArray, words: Sequence[str]) -> pa.ChunkedArray:
    """Each place as its word; words that occur twice are one."""
    unique = list(dict.fromkeys(words))
    rank = {word: number for number, word in enumerate(unique)}
    at = pa.array([rank[word] for word in words], pa.int32())
    chunks = [pa.DictionaryArray.from_arrays(pc.take(at, chunk), pa.array(unique, pa.string())) for chunk in places.chunks]
    return pa.chunked_array(chunks, pa.dictionary(pa.int32(), pa.string()))
