"""Which indicators have figures for a municipality, and why the others have none; pure.

What it says is public: what is wrong with a source in particular, and what to type, is in the log and in `etl status`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from etl.store.terms import variant_of_cell

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("waarde", "teller", "noemer")
NEW_INDICATOR = "nog niet opgehaald: de indicator is nieuw in de agenda. De cijfers komen bij de volgende verversing."
NOT_HERE = "de bron heeft geen cijfer voor deze gemeente"


class Coverage(NamedTuple):
    """How an indicator stands: the number of years with a figure, the newest period, and why when there is none.

    awaited: why its source gave none of them, when all come from what it replaced.
    """

    indicator: str
    figures: int
    newest_period: str | None
    reason: str
    awaited: str = ""


def cover(
    indicators: Sequence[str], *, observations: "pd.DataFrame", parts: "pd.DataFrame", sources: "pd.DataFrame"
) -> tuple[Coverage, ...]:
    """One Coverage an indicator, in their order.

    observations: those of one municipality (indicator, period, year, predecessor); parts (with is_held: some municipality has a
    figure) and sources: as the store gives them.
    """
    own: dict[str, list[tuple[int, str, int]]] = {}
    for indicator, year, period, predecessor in _rows(observations, "indicator", "year", "period", "predecessor"):
        own.setdefault(indicator, []).append((year, period, predecessor))
    by_source: dict[str, list[_Part]] = {}
    for indicator, predecessor, *part in _rows(parts, "indicator", "predecessor", *_Part._fields):
        if predecessor == 0:
            by_source.setdefault(indicator, []).append(_Part._make(part))
    outcomes: dict[tuple[str, str, str], set[str]] = {}
    for catalogue, table_id, variant, outcome in _rows(sources, "catalogue", "table_id", "variant", "outcome"):
        outcomes.setdefault((catalogue, table_id, variant), set()).add(outcome)
    result = []
    for indicator in indicators:
        held = sorted(own.get(indicator, ()))
        is_awaited = all(predecessor > 0 for _, _, predecessor in held)
        why = _why_none(by_source.get(indicator, ()), outcomes) if is_awaited else ""
        if not held:
            result.append(Coverage(indicator, 0, None, why))
        else:
            result.append(Coverage(indicator, len(held), str(held[-1][1]), "", why))
    return tuple(result)


class _Part(NamedTuple):
    """What an indicator is made of."""

    role: str
    catalogue: str
    table_id: str
    filters: str
    is_held: bool


def _rows(frame: "pd.DataFrame", *columns: str) -> Iterator[tuple[Any, ...]]:
    """Column by column: a frame of each indicator takes a hundred times as long."""
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def _why_none(parts: Sequence[_Part], outcomes: Mapping[tuple[str, str, str], set[str]]) -> str:
    if not parts:
        return NEW_INDICATOR
    lacking = [part for part in parts if part.role in _NEEDED and not part.is_held]
    if not lacking:
        return NOT_HERE
    first = lacking[0]
    address = (first.catalogue, first.table_id, variant_of_cell(first.catalogue, first.filters))
    return f"nog niet opgehaald: {_how_it_went(outcomes.get(address, set()))}"


def _how_it_went(outcomes: set[str]) -> str:
    if "mislukt" in outcomes:
        return "de bron kon niet worden gelezen."
    if outcomes & {"gewijzigd", "ongewijzigd"}:
        return "dit cijfer zat niet in wat de bron leverde."
    return "komt binnen bij de eerste verversing die CBS bereikt."
