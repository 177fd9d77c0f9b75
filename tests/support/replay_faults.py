"""Everything that goes wrong at CBS, as small faults to switch on in the replay server, alone or together."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from support.replay_tables import Table


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes over the line: page is the JSON, body (when given) goes instead of it, wire instead of the whole answer."""

    page: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    entity_set: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    body: bytes | None = None
    wire: bytes | None = None
    seconds_late: float = 0.0
    seconds_a_byte: float = 0.0
    is_cut: bool = False
    is_reset: bool = False

    def bytes(self) -> bytes:
        return json.dumps(self.page, ensure_ascii=False).encode("utf-8") if self.body is None else self.body


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A changed table, a changed answer, or both."""

    change: Callable[[Table], Table] = lambda table: table
    answer: Callable[[Answer], Answer] = lambda answer: answer


def only(entity_set: str, fault: Fault) -> Fault:
    """The fault in the answers of one entity set; elsewhere all is well."""
    return replace(fault, answer=lambda answer: fault.answer(answer) if answer.entity_set == entity_set else answer)


def first(times: int, fault: Fault) -> Fault:
    """The fault in the first so many answers; after that all is well."""
    counted = count(1)
    return replace(fault, answer=lambda answer: fault.answer(answer) if next(counted) <= times else answer)


# --- the table is different from last time ---


def measure_gone(stem: str) -> Fault:
    """A measure is no longer delivered."""
    return Fault(change=lambda table: _without(table, stem, keep_property=False))


def column_missing(stem: str) -> Fault:
    """A measure is announced in DataProperties and absent from the rows."""
    return Fault(change=lambda table: _without(table, stem, keep_property=True))


def table_empty() -> Fault:
    return Fault(change=lambda table: replace(table, rows=[]))


def shrunk_to(share: float) -> Fault:
    """Only the first part of the rows is left."""
    return Fault(change=lambda table: replace(table, rows=table.rows[: int(len(table.rows) * share)]))


def suffixes_moved(by: int = 26) -> Fault:
    """Foo_51 becomes Foo_77."""
    return Fault(change=lambda table: _renamed(table, lambda key: re.sub(r"_(\d+)$", lambda m: f"_{int(m[1]) + by}", key)))


def skeleton_period(key: str) -> Fault:
    """A newer period is there for every region, all nulls."""
    return Fault(change=lambda table: _with_skeleton(table, key))


def revised(stem: str, value: float | str | None, *, modified: str | None = None, **where: str) -> Fault:
    """The cell(s) at `where` (stripped codes per dimension) hold another value, and Modified moves when it is given."""

    def change(table: Table) -> Table:
        rows = [{**row, _key(table, stem): value} if _is_at(row, where) else row for row in table.rows]
        changed = replace(table, rows=rows)
        return changed if modified is None else _with_info(changed, Modified=modified)

    return Fault(change=change)


def modified_at(moment: str) -> Fault:
    return Fault(change=lambda table: _with_info(table, Modified=moment))


def discontinued() -> Fault:
    """CBS has stopped with the table: its figures stay, and no new ones come."""
    return Fault(change=lambda table: _with_info(table, Frequency="Stopgezet"))


def rows_twice() -> Fault:
    return Fault(change=lambda table: replace(table, rows=table.rows + table.rows))


# --- the answer does not arrive as it should ---


def status(code: int, *, retry_after: str | None = None) -> Fault:
    """An answer with this HTTP status: 500, or 429 with Retry-After."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Fault(
        answer=lambda answer: replace(answer, status=code, headers=headers, body=b"Server Error", content_type="text/plain")
    )


def html() -> Fault:
    """A friendly page instead of figures, with status 200."""
    body = b"<!DOCTYPE html><html><body>Wegens onderhoud niet beschikbaar</body></html>"
    return Fault(answer=lambda answer: replace(answer, body=body, content_type="text/html"))


def truncated() -> Fault:
    """The line goes dead halfway: fewer bytes than Content-Length says."""
    return Fault(answer=lambda answer: replace(answer, is_cut=True))


def half_json() -> Fault:
    """Half of the JSON, with a Content-Length that agrees with it."""
    return Fault(answer=lambda answer: replace(answer, body=answer.bytes()[: len(answer.bytes()) // 2]))


def reset() -> Fault:
    return Fault(answer=lambda answer: replace(answer, is_reset=True))


def late(seconds: float) -> Fault:
    """Silence, and then the answer."""
    return Fault(answer=lambda answer: replace(answer, seconds_late=seconds))


def links_to_itself() -> Fault:
    return only_data(lambda answer: {**answer.page, "odata.nextLink": answer.url})


def skips_for_ever() -> Fault:
    """Every page names a further one, and all bring the rows of the first."""
    firsts: list[dict[str, Any]] = []
    numbers = count(1)

    def page(answer: Answer) -> dict[str, Any]:
        firsts.append(answer.page)
        return {**firsts[0], "odata.nextLink": f"{answer.url.split('&$skip')[0]}&$skip={next(numbers)}"}

    return only_data(page)


def links_to_host(host: str = "dataderden.prod.cbsp.nl") -> Fault:
    """The next page is said to be on a host that only CBS itself can reach."""

    def page(answer: Answer) -> dict[str, Any]:
        link = answer.page.get("odata.nextLink")
        if link is None:
            return answer.page
        path = "/ODataFeed/" + urlsplit(link).path.partition("/ODataFeed/")[2]
        return {**answer.page, "odata.nextLink": urlunsplit(("http", host, path, urlsplit(link).query, ""))}

    return Fault(answer=lambda answer: replace(answer, page=page(answer)))


def only_data(page: Callable[[Answer], dict[str, Any]]) -> Fault:
    """Another page in the answers of TypedDataSet."""
    return only("TypedDataSet", Fault(answer=lambda answer: replace(answer, page=page(answer))))


def raw(body: bytes, **headers: str) -> Fault:
    """These very bytes, whatever they are; header names with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(answer=lambda answer: replace(answer, body=body, headers=named))


def redirected(to: str) -> Fault:
    """Sent on to another address."""
    return Fault(answer=lambda answer: replace(answer, status=302, body=b"", headers={"Location": to}))


def dripping(seconds: float) -> Fault:
    """A byte at a time, each in time, with so many seconds between them."""
    return Fault(answer=lambda answer: replace(answer, seconds_a_byte=seconds))


def literal(stem: str, text: str) -> Fault:
    """The figures of a measure as this text stands in JSON: `1e999`, `NaN`, `[]`."""

    def answer(answer: Answer) -> Answer:
        body = re.sub(rf'("{stem}_[0-9]+": )[^,}}]+', lambda found: found[1] + text, answer.bytes().decode())
        return replace(answer, body=body.encode())

    return only("TypedDataSet", Fault(answer=answer))


# --- how a table is changed ---


def _key(table: Table, stem: str) -> str:
    return next(row["Key"] for row in table.properties if row["Key"] and re.sub(r"_\d+$", "", row["Key"]) == stem)


def _is_at(row: dict[str, Any], where: dict[str, str]) -> bool:
    return all(row[name].strip() == code for name, code in where.items())


def _with_info(table: Table, **changed: str) -> Table:
    return replace(table, sets={**table.sets, "TableInfos": [{**table.info, **changed}]})


def _without(table: Table, stem: str, *, keep_property: bool) -> Table:
    key = _key(table, stem)
    properties = [row for row in table.properties if keep_property or row["Key"] != key]
    rows = [{name: value for name, value in row.items() if name != key} for row in table.rows]
    return replace(table, rows=rows, sets={**table.sets, "DataProperties": properties})


def _renamed(table: Table, name: Callable[[str], str]) -> Table:
    properties = [{**row, "Key": name(row["Key"] or "")} for row in table.properties]
    rows = [{name(key): value for key, value in row.items()} for row in table.rows]
    return replace(table, rows=rows, sets={**table.sets, "DataProperties": properties})


def _with_skeleton(table: Table, key: str) -> Table:
    period = next(row["Key"] for row in table.properties if row["Type"] == "TimeDimension")
    topics = {row["Key"] for row in table.properties if row["Type"] == "Topic"}
    newest = max(row[period] for row in table.rows)
    first_id = len(table.rows)
    extra = [
        {**row, **dict.fromkeys(topics), period: key, "ID": first_id + number}
        for number, row in enumerate(row for row in table.rows if row[period] == newest)
    ]
    member = {"Key": key, "Title": key[:4], "Description": "", "Status": None}
    return replace(table, rows=table.rows + extra, sets={**table.sets, period: [*table.sets[period], member]})
