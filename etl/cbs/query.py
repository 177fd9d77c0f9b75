"""What to ask of a table: its dimensions, the members wanted and the $filter for them; it fetches nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from etl.cbs.topics import Property, is_dimension
from etl.delivery import SourceError, TableRequest

Member = dict[str, Any]
"""One row of a dimension set: Key (raw, padded), Title, Description and for periods Status."""

REGION_PREFIXES = ("GM", "NL")
REGION_NAMES = ("RegioS", "WijkenEnBuurten", "Wijken", "Regiokenmerken")
LONGEST_OR_LIST = 20
"""CBS answers very long or-lists with HTTP 500; above this length the rows are picked after fetching."""

_MEMBERS_SHOWN = 5
_KEPT_FIELDS = ("Key", "Title", "Description", "Status")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The key columns of a table, and which of them is the region and which the period."""

    dimensions: tuple[str, ...]
    region: str
    period: str


def layout_of(request: TableRequest, properties: Sequence[Property]) -> Layout:
    """Find the key columns in DataProperties; SourceError when there is no region or no period among them."""
    kinds = {str(row["Key"]): str(row.get("Type") or "") for row in properties if is_dimension(row)}
    listed = ", ".join(kinds) or "geen"
    region = _region_dimension(request, kinds)
    if region is None:
        asked = f"dimensie '{request.region_dimension}' ontbreekt" if request.region_dimension else "geen gebied gevonden"
        raise SourceError(
            f"{request.label}: {asked}; de dimensies zijn: {listed}. Zet de naam van de gebiedsdimensie bij de bron in de agenda."
        )
    timed = [name for name, kind in kinds.items() if kind == "TimeDimension"]
    period = next(iter(timed), "Perioden")
    if period not in kinds:
        raise SourceError(f"{request.label}: geen perioden in de tabel; de dimensies zijn: {listed}. Kies een andere tabel.")
    unknown = [name for name in request.filters if name not in kinds]
    if unknown:
        raise SourceError(
            f"{request.label}: filter op onbekende dimensie {', '.join(unknown)}; de dimensies zijn: {listed}. "
            "Pas het filter aan in de agenda."
        )
    return Layout(dimensions=tuple(kinds), region=region, period=period)


def _region_dimension(request: TableRequest, kinds: Mapping[str, str]) -> str | None:
    if request.region_dimension:  # what a person wrote down goes before what we would guess
        return request.region_dimension if request.region_dimension in kinds else None
    typed = [name for name, kind in kinds.items() if kind in {"GeoDimension", "GeoDetail"}]
    return next((name for name in (*typed, *REGION_NAMES) if name in kinds), None)


def wanted_members(request: TableRequest, layout: Layout, members: Mapping[str, Sequence[Member]]) -> dict[str, list[Member]]:
    """Per dimension the members to keep: municipalities and country, all periods, and the filtered codes.

    SourceError, with every problem in it, when a code is unknown or a dimension without filter has several members.
    """
    problems: list[str] = []
    kept: dict[str, list[Member]] = {}
    for dimension in layout.dimensions:
        offered = members[dimension]
        if dimension in request.filters:
            chosen = _by_code(dimension, request.filters[dimension], offered, problems)
        elif dimension == layout.region:
            chosen = [member for member in offered if str(member["Key"]).startswith(REGION_PREFIXES)]
        else:
            chosen = list(offered)
            if dimension != layout.period and len(offered) != 1:
                problems.append(_needs_choice(dimension, offered))
        kept[dimension] = [{name: member[name] for name in _KEPT_FIELDS if name in member} for member in chosen]
    if problems:
        raise SourceError(f"{request.label}: {' '.join(problems)}")
    return kept


def _by_code(dimension: str, codes: Sequence[str], offered: Sequence[Member], problems: list[str]) -> list[Member]:
    by_code = {str(member["Key"]).strip(): member for member in offered}
    for code in codes:
        if code.strip() not in by_code:
            near = get_close_matches(code.strip(), by_code, n=_MEMBERS_SHOWN, cutoff=0.4) or list(by_code)[:_MEMBERS_SHOWN]
            problems.append(
                f"code '{code.strip()}' bestaat niet in {dimension}; bedoelt u {_listed([by_code[one] for one in near])}? "
                "Pas het filter aan in de agenda."
            )
    return [by_code[code.strip()] for code in codes if code.strip() in by_code]


def _needs_choice(dimension: str, offered: Sequence[Member]) -> str:
    return f"dimensie {dimension} heeft {len(offered)} codes ({_listed(offered[:_MEMBERS_SHOWN])}, ...); kies er een met filter."


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
