"""Which indicators have figures for a municipality, and why the others have none; pure.

What it says is public: what is wrong with a source in particular is in the log and in `etl status`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from etl.store.terms import variant_of_cell

if TYPE_CHECKING:
    import pandas as pd

NEW_INDICATOR = "nog niet opgehaald: de indicator is nieuw in de agenda. Typ: python -m etl refresh"


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
    own = dict(iter(observations.sort_values("year").groupby("indicator")))
    by_source = parts[parts["predecessor"] == 0]
    result = []
    for indicator in indicators:
        held = own.get(indicator)
        is_awaited = held is None or bool((held["predecessor"] > 0).all())
        why = _why_none(by_source[by_source["indicator"] == indicator], sources) if is_awaited else ""
        if held is None:
            result.append(Coverage(indicator, 0, None, why))
        else:
            result.append(Coverage(indicator, len(held), str(held["period"].iloc[-1]), "", why))
    return tuple(result)


def _why_none(parts: "pd.DataFrame", sources: "pd.DataFrame") -> str:
    if parts.empty:
        return NEW_INDICATOR
    needed = parts[parts["role"].isin(["waarde", "teller", "noemer"])]
    lacking = needed[~needed["is_held"]]
    if lacking.empty:
        return "de bron heeft geen cijfer voor deze gemeente"
    first = lacking.iloc[0]
    address = (first["catalogue"], first["table_id"], variant_of_cell(first["catalogue"], first["filters"]))
    source = sources[
        [each == address for each in zip(sources["catalogue"], sources["table_id"], sources["variant"], strict=True)]
    ]
    return f"nog niet opgehaald: {_how_it_went(set(source['outcome']))}"


def _how_it_went(outcomes: set[str]) -> str:
    if "mislukt" in outcomes:
        return "de bron kon niet worden gelezen."
    if outcomes & {"gewijzigd", "ongewijzigd"}:
        return "dit cijfer zat niet in wat de bron leverde."
    return "komt binnen bij de eerste verversing die CBS bereikt."
