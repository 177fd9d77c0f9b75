"""Ways in which an answer is damaged between CBS and a refresh, apart from those of the replay itself; it judges nothing."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from support.replay_faults import Answer, Fault, only, only_data

REFUSED, COMES_THROUGH = "cijfers van de vorige keer blijven", "nieuwe cijfers komen door"


@dataclass(frozen=True)
class Case:
    """A fault of the attacked table and what becomes of its figures."""

    fault: Fault
    outcome: str = REFUSED


def rows(fault: Fault) -> Fault:
    """In the answers with figures only."""
    return only("TypedDataSet", fault)


def on(entity_set: str, rows: Any) -> Fault:
    """Other rows in one set of the metadata; a function gets those that there are."""
    found = rows if callable(rows) else lambda _: rows
    return only(
        entity_set, Fault(answer=lambda answer: replace(answer, page={**answer.page, "value": found(answer.page["value"])}))
    )


def each_once(fault: Fault) -> Fault:
    """The fault in the first answer to every request; who asks again is served."""
    asked: Counter[str] = Counter()

    def answer(answer: Answer) -> Answer:
        asked[answer.url] += 1
        return fault.answer(answer) if asked[answer.url] == 1 else answer

    return Fault(answer=answer)


def body(change: Callable[[bytes], bytes], **headers: str) -> Fault:
    """The bytes of the answer changed, with a Content-Length that agrees; header names with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(answer=lambda answer: replace(answer, body=change(answer.bytes()), headers=named))


def part(share: float) -> Fault:
    """Only so large a part of the answer."""
    return body(lambda found: found[: int(len(found) * share)])


def wire(head: bytes, tail: Callable[[bytes], bytes] = lambda found: found) -> Fault:
    """These bytes in place of the head of the answer, and then what becomes of its body."""
    return Fault(answer=lambda answer: replace(answer, wire=head + tail(answer.bytes())))


def linked(link: Callable[[Answer], Any]) -> Fault:
    """Another address of the next page on the first page of figures."""
    return only_data(lambda answer: {**answer.page, "odata.nextLink": link(answer)} if "$skip" not in answer.url else answer.page)


def second_page(fault: Fault) -> Fault:
    """The fault from the second page of figures on."""
    return rows(Fault(answer=lambda answer: fault.answer(answer) if "$skip" in answer.url else answer))


def row(change: Callable[[dict[str, Any]], Any]) -> Fault:
    """The last row of every page of figures changed."""
    return only_data(lambda answer: {**answer.page, "value": [*answer.page["value"][:-1], change(answer.page["value"][-1])]})


def without(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda found: {key: value for key, value in found.items() if key != name}
