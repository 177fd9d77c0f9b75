"""What to ask of a table: its dimensions, the members wanted and the $filter for them; it fetches nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, NamedTuple

from etl.cbs.topics import Property, is_dimension
from etl.delivery import SourceError, TableRequest
from indicators.agenda.periods import PeriodKind, absence_of

Member = dict[str, Any]
"""One row of a dimension set: Key (raw, padded), Title, Description and for periods Status."""

REGION_PREFIXES = ("GM", "NL")
REGION_NAMES = ("RegioS", "WijkenEnBuurten", "Wijken", "Regiokenmerken")
USUAL_PERIODS = "Perioden"
LONGEST_OR_LIST = 20
"""CBS answers very long or-lists with HTTP 500; above this length the rows are picked after fetching."""

_MEMBERS_SHOWN = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KEPT_FIELDS = ("Key", "Title", "Description", "Status")


class About(StrEnum):
    """Which key of the agenda asks for what a table does not have."""

    TOPIC = "onderwerp"
    REGION = "gebied"
    PERIOD = "periode"
    YEAR = "jaar"
    FILTER = "filter"


class Gap(NamedTuple):
    """Something that was asked and that a table does not have: a sentence with its remedy; name: the dimension, for a filter."""

    about: About
    text: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The key columns of a table, and which of them is the region and which the period ('' when it has no periods)."""

    dimensions: tuple[str, ...]
    region: str
    period: str


def layout_of(request: TableRequest, properties: Sequence[Property]) -> Layout:
    """Find the key columns in DataProperties; SourceError, with every problem in it, when a table cannot be read as asked."""
    layout, gaps = find_layout(request, properties)
    if layout is None or gaps:
        raise SourceError(told(request, gaps))
    return layout


def told(request: TableRequest, gaps: Sequence[Gap]) -> str:
    """All that is missing from a table as one text, each sentence once."""
    return f"{request.label}: {' '.join(dict.fromkeys(gap.text for gap in gaps))}"


def find_layout(request: TableRequest, properties: Sequence[Property]) -> tuple[Layout | None, list[Gap]]:
    """The key columns, None when no region is among them, and what is missing from them."""
    kinds = {str(row["Key"]): str(row.get("Type") or "") for row in properties if is_dimension(row)}
    listed = ", ".join(kinds) or "geen"
    gaps = [
        Gap(
            About.FILTER,
            f"filter op onbekende dimensie {name}; de dimensies zijn: {listed}. Pas het filter aan in de agenda.",
            name,
        )
        for name in request.filters
        if name not in kinds
    ]
    timed = [name for name, kind in kinds.items() if kind == "TimeDimension"]
    period = next(iter(timed), USUAL_PERIODS if USUAL_PERIODS in kinds else "")
    region = _region_dimension(request, kinds)
    if region is None:
        asked = f"dimensie '{request.region_dimension}' ontbreekt" if request.region_dimension else "geen gebied gevonden"
        remedy = "Zet de naam van de gebiedsdimensie bij de bron in de agenda."
        return None, [Gap(About.REGION, f"{asked}; de dimensies zijn: {listed}. {remedy}"), *gaps]
    return Layout(dimensions=tuple(kinds), region=region, period=period), gaps


def _region_dimension(request: TableRequest, kinds: Mapping[str, str]) -> str | None:
    if request.region_dimension:  # what a person wrote down goes before what we would guess
        return request.region_dimension if request.region_dimension in kinds else None
    typed = [name for name, kind in kinds.items() if kind in {"GeoDimension", "GeoDetail"}]
    return next((name for name in (*typed, *REGION_NAMES) if name in kinds), None)


def period_gaps(kinds: Iterable[PeriodKind], year: int | None, *, periods: Sequence[str] | None, title: str) -> list[Gap]:
    """What is wrong with the periods asked of a table; periods: the codes it has, None when it has no such dimension."""
    if periods is None:
        named = set(_YEAR.findall(title))
        what = f"jaar: {named.pop()}" if len(named) == 1 else "het jaar van de cijfers (jaar: ...)"
        return [Gap(About.YEAR, f"de tabel heeft geen perioden; zet {what} bij de bron in de agenda.")] if year is None else []
    if year is not None:
        known = sorted(code.strip() for code in periods)
        listed = f" ({known[0]} tot en met {known[-1]})" if known else ""
        return [Gap(About.YEAR, f"de tabel heeft zelf perioden{listed}; haal 'jaar: {year}' weg bij de bron in de agenda.")]
    absent = [(kind, absence_of(kind, periods)) for kind in dict.fromkeys(kinds)]
    return [Gap(About.PERIOD, text, kind) for kind, text in absent if text]


def require_periods(request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]], title: str) -> None:
    """SourceError when none of the asked periods is in the table: that is known before the long part is fetched."""
    periods = [str(member["Key"]) for member in members[layout.period]] if layout.period else None
    gaps = period_gaps(request.period_kinds, request.year, periods=periods, title=title)
    if any(gap.about is About.YEAR for gap in gaps) or len(gaps) == len(request.period_kinds):
        raise SourceError(told(request, gaps))


def wanted_members(request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]]) -> dict[str, list[Member]]:
    """Per dimension the members to keep: municipalities and country, all periods, and the filtered codes.

    SourceError, with every problem in it, when a code is unknown or a dimension has no filter.
    """
    kept, gaps = find_members(request, layout, members)
    if gaps:
        raise SourceError(told(request, gaps))
    return kept


def find_members(
    request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]]
) -> tuple[dict[str, list[Member]], list[Gap]]:
    """The members to keep per dimension, and what is missing: unknown codes, dimensions without a filter."""
    gaps: list[Gap] = []
    kept: dict[str, list[Member]] = {}
    for dimension in layout.dimensions:
        offered = members[dimension]
        if dimension in request.filters:
            chosen = _by_code(dimension, request.filters[dimension], offered, gaps)
        elif dimension == layout.region:
            chosen = [member for member in offered if str(member["Key"]).startswith(REGION_PREFIXES)]
        else:
            chosen = list(offered)
            if dimension != layout.period:
                gaps.append(Gap(About.FILTER, needs_choice(dimension, offered), dimension))
        kept[dimension] = [{name: member[name] for name in _KEPT_FIELDS if name in member} for member in chosen]
    return kept, gaps


def _by_code(dimension: str, codes: Sequence[str], offered: Sequence[Member], gaps: list[Gap]) -> list[Member]:
    by_code = {str(member["Key"]).strip(): member for member in offered}
    for code in codes:
        if code.strip() not in by_code:
            near = get_close_matches(code.strip(), by_code, n=_MEMBERS_SHOWN, cutoff=0.4) or list(by_code)[:_MEMBERS_SHOWN]
            meant = f"bedoelt u {_listed([by_code[one] for one in near])}? " if near else ""
            text = f"code '{code.strip()}' bestaat niet in {dimension}; {meant}Pas het filter aan in de agenda."
            gaps.append(Gap(About.FILTER, text, dimension))
    return [by_code[code.strip()] for code in codes if code.strip() in by_code]


def needs_choice(dimension: str, offered: Sequence[Member]) -> str:
    """Also of one code: a recording, or a first year, can hold fewer than the table will have."""
    more = ", ..." if len(offered) > _MEMBERS_SHOWN else ""
    codes = "1 code" if len(offered) == 1 else f"{len(offered)} codes"
    return f"dimensie {dimension} heeft {codes} ({_listed(offered[:_MEMBERS_SHOWN])}{more}); kies er een met filter."


def _listed(members: Sequence[Member]) -> str:
    return ", ".join(f"{str(member['Key']).strip()} ({str(member.get('Title') or '').strip()})" for member in members)


def filter_clause(request: TableRequest, layout: Layout, wanted: Mapping[str, Sequence[Member]]) -> str:
    """The OData $filter: raw padded keys with eq, because eq with wrong padding finds nothing and startswith finds too much."""
    clauses = []
    if layout.region not in request.filters:
        clauses.append(" or ".join(f"startswith({layout.region},'{prefix}')" for prefix in REGION_PREFIXES))
    for dimension in request.filters:
        keys = [str(member["Key"]).replace("'", "''") for member in wanted[dimension]]
        if len(keys) <= LONGEST_OR_LIST:
            clauses.append(" or ".join(f"{dimension} eq '{key}'" for key in keys))
    return " and ".join(f"({clause})" for clause in clauses)
