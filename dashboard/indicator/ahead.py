"""What may be said of the future of one indicator besides the chance, in Dutch; it words what the methods found, no status."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.book.databook import Databook, Row
from indicators.methods.condition import Condition, ConditionLack, find_condition, horizon_of, same_kind
from indicators.methods.lesson import learn
from indicators.methods.norm import BEHIND_UP_TO
from indicators.methods.norm_status import NormStatus
from indicators.methods.reference_class import ReferenceClass, ReferenceLack, find_reference_class
from indicators.wording.future import (
    say_condition,
    say_condition_lack,
    say_limit,
    say_reference,
    say_reference_lack,
    say_tested,
)

CONDITION, REFERENCE = "Als het land meebeweegt", "Hoe het eerder afliep"


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """remark: at the answer about the norm, where it is uncertain or near a limit; facts: for how that answer was reached."""

    remark: str = ""
    facts: tuple[tuple[str, str], ...] = ()


NOTHING = Ahead()


def look_ahead(book: Databook, name: str) -> Ahead:
    """Of the municipality's own norm; a guest has none. KeyError for an indicator that the agenda does not have."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    if book.is_guest:
        return NOTHING
    judged = row.assessment.norm
    condition, reference = _condition(book, row), find_reference_class(row.indicator, judged, row.judged.around.panel, book.code)
    said = [_say_condition(row, condition, book.name)] if judged.status is NormStatus.UNCERTAIN else []
    said += [_say_reference(reference)] if said == [""] else []
    remark = " ".join(text for text in (*said, say_limit(judged, BEHIND_UP_TO)) if text)
    return Ahead(remark=remark, facts=tuple(_facts(row, condition, reference, book.name)))


def _condition(book: Databook, row: Row) -> Condition | ConditionLack:
    judged, panel = row.assessment.norm, row.judged.around.panel
    horizon = horizon_of(row.indicator, judged)
    if horizon is None:
        return ConditionLack.NOT_AHEAD
    kind = same_kind(row.indicator, ((each.indicator, each.judged.around.panel) for each in book.rows))
    return find_condition(row.indicator, judged, panel, book.code, learn(kind, horizon))


def _facts(
    row: Row, condition: Condition | ConditionLack, reference: ReferenceClass | ReferenceLack, name: str
) -> Iterator[tuple[str, str]]:
    if isinstance(condition, Condition):
        yield CONDITION, f"{_say_condition(row, condition, name)} {say_tested(condition)}"
    else:
        yield CONDITION, say_condition_lack(condition)
    yield REFERENCE, say_reference(reference) if isinstance(reference, ReferenceClass) else say_reference_lack(reference)


def _say_condition(row: Row, found: Condition | ConditionLack, name: str) -> str:
    return say_condition(row.indicator, found, name) if isinstance(found, Condition) else ""


def _say_reference(found: ReferenceClass | ReferenceLack) -> str:
    return say_reference(found) if isinstance(found, ReferenceClass) else ""
