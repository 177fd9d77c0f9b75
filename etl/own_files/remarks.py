"""What is said of a file whose figures are used: which rows and cells were left out; it leaves out none."""

from collections import Counter
from collections.abc import Iterator, Sequence

from etl.own_files import notation
from etl.own_files.notation import Content
from etl.own_files.places import Elsewhere

_NAMED = 5
"""Codes or names in a remark; the rest is a number."""
_WORDS = {
    Elsewhere.OTHER_REGION: ("gaat niet over een gemeente", "gaan niet over een gemeente"),
    Elsewhere.NEVER_EXISTED: ("heeft een code die nooit van een gemeente was", "hebben een code die nooit van een gemeente was"),
}


def region_remarks(file: str, cells: Sequence[Content], regions: Sequence[str | Elsewhere | None]) -> Iterator[str]:
    """A sentence for each reason why rows are about no municipality."""
    for why, (one, many) in _WORDS.items():
        texts = [notation.as_text(cell) for cell, region in zip(cells, regions, strict=True) if region is why]
        if texts:
            count = f"1 regel {one} en telt" if len(texts) == 1 else f"{len(texts)} regels {many} en tellen"
            yield f"{file}: {count} niet mee: {_listed(list(dict.fromkeys(texts)))}."


def no_municipality(column: str, cells: Sequence[Content]) -> str:
    """The problem that no row at all is about a municipality: most often another column says which one."""
    written = _listed(list(dict.fromkeys(map(notation.as_text, cells))))
    return (
        f"geen enkele regel gaat over een gemeente; in kolom '{column}' staat {written}; noem bij 'gebied' de kolom met gemeenten"
    )


def coded_remark(file: str, cells: Sequence[Content]) -> Iterator[str]:
    """A sentence when numbers stood for "no figure", since somebody may have meant the number."""
    codes: Counter[str] = Counter()
    for cell, times in Counter(cells).items():  # each distinct cell once: a long file has few
        if notation.is_code_for_missing(cell):
            codes[notation.as_text(cell)] += times
    if codes:
        count = "1 cel" if codes.total() == 1 else f"{codes.total()} cellen"
        yield f"{file}: {count} met {_listed(list(codes))} gelezen als 'geen cijfer'."


def _listed(names: Sequence[str]) -> str:
    rest = f" en nog {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + rest
