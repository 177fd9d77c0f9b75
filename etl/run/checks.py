"""Checks on what came in and what goes out, each a function that answers in Dutch sentences; they change and fetch nothing.

A sentence of `check_delivery` is fatal: the previous figures of that table or file stay. One of `review_delivery` or
`check_range` is a warning: the figures are used and someone should look.
"""

from collections.abc import Iterable

import pandas as pd

from etl.store.terms import NATION

SMALLEST_SHARE = 0.5
"""Less than this part of a topic's figures or of the municipalities left: a failed delivery, not a revision."""
UNIT_FACTOR = 100.0
"""No yearly figure grows a hundredfold in most municipalities at once; a change from 1 to 1,000 or from 1 to 100 % does."""
UNIT_MUNICIPALITIES = 10
"""Below this number of municipalities a jump may be real, so it only warns."""
REVISED_SHARE = 0.1
"""CBS revises the latest years now and then; more than a tenth of all figures deserves a look."""

_CELL = ["topic", "filters"]
_KEY = [*_CELL, "region", "year"]


def check_delivery(new: pd.DataFrame, previous: pd.DataFrame, label: str) -> tuple[str, ...]:
    """Fatal sentences about one table or file; empty when its new figures can be published.

    Both are tidy measurements of the same source. `previous` holds only cells the agenda still wants (an indicator that was
    taken out is not a loss), and no rows on the first run. `label` is how people call the source: `CBS 85098NED`. The remedy
    (look at the source, accept the figures) is for the run to add once, whatever the number of sentences.
    """
    if new.empty:
        return (f"{label}: de bron gaf geen enkel cijfer voor een gemeente.",)
    if previous.empty:  # the first run: nothing to compare with
        return ()
    faults = [
        *_lost_topics(new, previous),
        *_shrunk_topics(new, previous),
        *_older(new, previous),
        *_lost_municipalities(new, previous),
        *_changed_units(new, previous),
    ]
    return tuple(f"{label}: {fault}." for fault in faults)


def review_delivery(new: pd.DataFrame, previous: pd.DataFrame, label: str) -> tuple[str, ...]:
    """Warnings about one table or file whose figures are used; arguments as for check_delivery."""
    if previous.empty:
        return tuple(f"{label}: {remark}." for remark in _negatives(new, previous))
    remarks = [*_revised(new, previous), *_vanished(new, previous), *_jumps(new, previous), *_negatives(new, previous)]
    return tuple(f"{label}: {remark}." for remark in remarks)


def check_range(observations: pd.DataFrame, lowest: float | None, highest: float | None, label: str) -> tuple[str, ...]:
    """Warning about values of one indicator that cannot exist; columns region, year, value; bounds in the indicator's unit."""
    below = observations["value"] < (float("-inf") if lowest is None else lowest)
    above = observations["value"] > (float("inf") if highest is None else highest)
    wrong = observations[below | above]
    if wrong.empty:
        return ()
    bounds = " of ".join(
        f"{word} {_number(bound)}" for word, bound in (("onder", lowest), ("boven", highest)) if bound is not None
    )
    return (f"{label}: dit kan niet, {bounds}: {_examples(wrong)}.",)


def _lost_topics(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    before = previous.groupby(_CELL).size()
    lost = before[~before.index.isin(new.groupby(_CELL).size().index)]
    if lost.empty:
        return []
    return [f"helemaal verdwenen: {len(lost)} van de {len(before)} onderwerpen ({_listed(_name(*cell) for cell in lost.index)})"]


def _shrunk_topics(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    counts = pd.DataFrame({"before": previous.groupby(_CELL).size(), "now": new.groupby(_CELL).size()}).dropna()
    shrunk = counts[counts["now"] < SMALLEST_SHARE * counts["before"]]
    return [
        f"{_name(*cell)} kromp van {_count(before)} naar {_count(now)} cijfers"
        for cell, before, now in zip(shrunk.index, shrunk["before"], shrunk["now"], strict=True)
    ]


def _older(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    if previous.empty or new["year"].max() >= previous["year"].max():
        return []
    return [f"het nieuwste jaar is nu {new['year'].max()}, het was {previous['year'].max()}"]


def _lost_municipalities(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    before = set(previous["region"]) - {NATION}
    kept = before & set(new["region"])
    if len(kept) >= SMALLEST_SHARE * len(before):
        return []
    return [f"van {_count(len(before))} gemeenten zijn er nog {_count(len(kept))} over"]


def _changed_units(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    return [
        f"{_name(*cell)} is bij {_count(jumped.sum())} van {_count(len(jumped))} gemeenten"
        f" ineens minstens {UNIT_FACTOR:.0f} keer zo groot of klein; waarschijnlijk is de eenheid veranderd"
        for cell, jumped in _jumped(new, previous).groupby(_CELL)["jumped"]
        if _is_unit_change(jumped)
    ]


def _jumps(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    return [
        f"{_name(*cell)} werd minstens {UNIT_FACTOR:.0f} keer zo groot of klein ({_examples(rows[rows['jumped']])})"
        for cell, rows in _jumped(new, previous).groupby(_CELL)
        if rows["jumped"].any() and not _is_unit_change(rows["jumped"])
    ]


def _jumped(new: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Newest figure per cell and municipality against the newest one before: does it differ by UNIT_FACTOR? Zeros cannot tell."""
    now, before = (
        frame.sort_values("year").drop_duplicates([*_CELL, "region"], keep="last")[[*_KEY, "value"]] for frame in (new, previous)
    )
    both = now.merge(before, on=[*_CELL, "region"], suffixes=("", "_before"))
    both = both[(both["value"] != 0) & (both["value_before"] != 0)]
    ratio = (both["value"] / both["value_before"]).abs()
    return both.assign(jumped=(ratio >= UNIT_FACTOR) | (ratio <= 1 / UNIT_FACTOR))


def _is_unit_change(jumped: "pd.Series[bool]") -> bool:
    return len(jumped) >= UNIT_MUNICIPALITIES and bool(jumped.mean() > SMALLEST_SHARE)


def _revised(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    both = new.merge(previous, on=_KEY, suffixes=("", "_before"))
    revised = both[both["value"] != both["value_before"]]
    if len(revised) <= REVISED_SHARE * len(both):
        return []
    share = round(100 * len(revised) / len(both))
    return [f"{share} % van de bestaande cijfers is herzien ({_count(len(revised))} van {_count(len(both))})"]


def _vanished(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    kept = previous.merge(new[_KEY], on=_KEY)
    lost = len(previous) - len(kept)
    return [f"verdwenen: {_count(lost)} van de {_count(len(previous))} bestaande cijfers"] if lost else []


def _negatives(new: pd.DataFrame, previous: pd.DataFrame) -> list[str]:
    """A balance may be negative, a count may not: only cells that never were negative before are worth a remark."""
    usual = set(previous[previous["value"] < 0].groupby(_CELL).groups)
    negative = new[new["value"] < 0].groupby(_CELL)
    return [f"{_name(*cell)} is negatief ({_examples(rows)})" for cell, rows in negative if cell not in usual]


def _name(topic: object, filters: object) -> str:
    return f"{topic} ({filters})" if filters else str(topic)


def _examples(rows: pd.DataFrame, limit: int = 3) -> str:
    shown = rows.head(limit)
    texts = [f"{r} {y}: {_number(v)}" for r, y, v in zip(shown["region"], shown["year"], shown["value"], strict=True)]
    return ", ".join(texts) + (f" en nog {_count(len(rows) - limit)}" if len(rows) > limit else "")


def _listed(names: Iterable[str], limit: int = 5) -> str:
    texts = list(names)
    return ", ".join(texts[:limit]) + (f" en nog {len(texts) - limit}" if len(texts) > limit else "")


def _count(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def _number(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")
