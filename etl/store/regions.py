"""Which regions there are, by name and province, and which of them is a municipality today; pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from etl.delivery import Delivery
from etl.store.terms import NATION

REGION_COLUMNS = ("code", "name", "province", "is_current")
_MUNICIPALITY = re.compile(r"GM(?!0000)\d{4}")  # GM0000 holds what could not be placed
_NAME_SUFFIX = re.compile(r" \([^()]+\)$")
_DESCRIBED_DATE = r"{word} per (\d\d)-(\d\d)-(\d{{4}})"


class Region(NamedTuple):
    """The Netherlands or a municipality, of today or of once."""

    code: str
    name: str
    province: str
    is_current: bool


class NamedRegion(NamedTuple):
    """A municipality as a table knows it, with the first day on which it existed and no longer existed, where it says so."""

    code: str
    name: str
    formed_on: date | None
    abolished_on: date | None


def named_regions(delivery: Delivery) -> tuple[NamedRegion, ...]:
    """All municipalities a table ever knew.

    A municipality that was only renamed has no abolished_on: which ones exist today is for the division (`gebiedsindeling`)
    to say. CBS's suffix is dropped (`Groningen (gemeente)`) unless two names would then be equal (`Bergen (L.)`).
    """
    members = [(code, row) for row in delivery.members[delivery.region_dimension] if _MUNICIPALITY.fullmatch(code := _key(row))]
    texts = {code: str(row.get("Description") or "") for code, row in members}
    gone = {code: _described_date(text, "Opgeheven") for code, text in texts.items()}
    bare = {code: _NAME_SUFFIX.sub("", str(row["Title"]).strip()) for code, row in members}
    in_use = Counter(name for code, name in bare.items() if not gone[code])
    return tuple(
        NamedRegion(
            code=code,
            name=bare[code] if not gone[code] and in_use[bare[code]] == 1 else str(row["Title"]).strip(),
            formed_on=_described_date(texts[code], "Ontstaan"),
            abolished_on=gone[code],
        )
        for code, row in members
    )


def _described_date(text: str, word: str) -> date | None:
    if word not in text:  # of most municipalities
        return None
    match = re.search(_DESCRIBED_DATE.format(word=word), text)
    return date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _key(row: Mapping[str, Any]) -> str:
    return str(row["Key"]).strip()


def merge_regions(
    *,
    known: Iterable[Region],
    delivered: Sequence[Sequence[NamedRegion]],
    division: Sequence[Region] | None,
    with_figures: set[str],
) -> tuple[Region, ...]:
    """Put together what tables and the agenda's division say about regions.

    known: the store's regions so far; delivered: per table; division: the municipalities of today, or None; with_figures: codes
    that have figures. Without a division, today's municipalities are those that no table calls abolished and that have figures
    (a table lists every code that ever existed).
    """
    found = {region.code: region for region in known}
    for each in (region for table in delivered for region in table):
        region = found.setdefault(each.code, Region(each.code, each.name, "", is_current=True))
        found[each.code] = region._replace(is_current=region.is_current and each.abolished_on is None)
    if division is not None:
        found = {code: region._replace(is_current=False) for code, region in found.items()}
        found |= {region.code: region._replace(is_current=True) for region in division}
    found[NATION] = Region(NATION, "Nederland", "", is_current=False)
    listed = with_figures | {NATION} | ({region.code for region in division} if division is not None else set())
    return tuple(sorted(region for code, region in found.items() if code in listed))
