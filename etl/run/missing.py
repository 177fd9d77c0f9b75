"""What a delivery lacks of what is asked: a run goes on with the rest and says what is not there; it reads no figures."""

from collections.abc import Sequence, Set
from dataclasses import replace

from etl.cbs.query import About, period_gaps
from etl.delivery import Cell, Delivery, SourceError
from etl.store.publication import Reading

NOT_ALL = " (niet alles)"
"""At the end of a selection: not all that was asked was there. It need not be asked again before CBS changes the table."""


def without_missing(
    reading: Reading, cells: Sequence[Cell], delivery: Delivery, *, held_topics: Set[str]
) -> tuple[Reading, list[Cell]]:
    """The reading and the cells without topics and kinds of period that are not in the delivery; what is held of those stays.

    A topic that did come before keeps the whole table as it was. SourceError for that, when nothing is left, and when the
    agenda says a year of a table with periods or none of one without.
    """
    missing = {cell.topic.name for cell in cells} - delivery.measures.keys()
    problems = " ".join(delivery.problems) if missing else ""
    if missing & held_topics:
        raise SourceError(f"{reading.label}: {problems}")
    known = [cell for cell in cells if cell.topic.name not in missing]
    left, absent = _with_periods(known, delivery, reading.label)
    if len(left) == len(cells):
        return reading, left
    text = " ".join(filter(None, (problems, absent)))
    kept = {(cell.topic.name, cell.filter_text) for cell in left}
    smaller = replace(
        reading,
        has_failed=delivery.origin == "live",
        message=f"{reading.label}: {text}" if text else "",
        selection=f"{reading.selection}{NOT_ALL}",
        cells=tuple(cell for cell in reading.cells if cell in kept),
    )
    return smaller, left


def _with_periods(cells: Sequence[Cell], delivery: Delivery, label: str) -> tuple[list[Cell], str]:
    """The cells whose kind of period is in the delivery, and sentences about the others."""
    members = delivery.members.get(delivery.period_dimension)
    periods = None if members is None else [str(row["Key"]) for row in members]
    kinds = dict.fromkeys(cell.period_kind for cell in cells)
    gaps = period_gaps(kinds, next((cell.year for cell in cells), None), periods=periods, title=delivery.title)
    absent = {gap.name for gap in gaps}
    left = [cell for cell in cells if cell.period_kind not in absent]
    text = " ".join(gap.text for gap in gaps)
    if text and (not left or any(gap.about is About.YEAR for gap in gaps)):
        raise SourceError(f"{label}: {text}")
    return left, text
