"""Which delivered column a configured measure is this time; it reads metadata only and fetches nothing."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from etl.delivery import Topic

Property = dict[str, Any]
"""One row of DataProperties."""

_CANDIDATES_SHOWN = 5


def stem_of(key: str) -> str:
    """The key without its positional suffix, which moves from one delivery to the next."""
    return re.sub(r"_\d+$", "", key)


def resolve_topics(topics: Sequence[Topic], properties: Sequence[Property]) -> tuple[dict[str, str], list[str]]:
    """Topic.name -> delivered key for every topic that fits exactly one column, and a Dutch sentence for every other."""
    found: dict[str, str] = {}
    problems: list[str] = []
    for topic in topics:
        hits = [row for row in _measures(properties) if _fits(topic, row, properties)]
        if len(hits) == 1:
            found[topic.name] = str(hits[0]["Key"])
        else:
            problems.append(_several(topic, hits, properties) if hits else _none(topic, properties))
    return found, problems


def keep_properties(keys: Sequence[str], properties: Sequence[Property]) -> list[Property]:
    """The rows of these measures and the groups above them, and all dimensions; in the delivered order."""
    by_id = {row.get("ID"): row for row in properties}
    wanted = {row.get("ID") for row in properties if row.get("Key") in keys and is_topic(row)}
    wanted |= {group.get("ID") for one in tuple(wanted) for group in groups_above(by_id[one], properties)}
    return [dict(row) for row in properties if row.get("ID") in wanted or is_dimension(row)]


def is_topic(row: Property) -> bool:
    """Whether this row of DataProperties is a column with figures."""
    return str(row.get("Type") or row.get("odata.type", "")).rpartition(".")[2] == "Topic"


def is_dimension(row: Property) -> bool:
    """Whether this row of DataProperties is a key column."""
    return not is_topic(row) and bool(row.get("Key")) and "Group" not in str(row.get("Type"))


def _measures(properties: Sequence[Property]) -> list[Property]:
    return [row for row in properties if is_topic(row)]


def _fits(topic: Topic, row: Property, properties: Sequence[Property]) -> bool:
    key = str(row.get("Key"))
    if topic.stem not in {key, stem_of(key)}:
        return False
    if topic.unit is not None and _plain(row.get("Unit")) != _plain(topic.unit):
        return False
    return topic.group is None or any(
        _plain(group.get("Title")) == _plain(topic.group) for group in groups_above(row, properties)
    )


def _plain(text: Any) -> str:
    return str(text or "").strip().casefold()


def groups_above(row: Property, properties: Sequence[Property]) -> Iterator[Property]:
    """The headings above a measure, the nearest first."""
    by_id = {other.get("ID"): other for other in properties}
    seen: set[Any] = set()
    parent = row.get("ParentID")
    while parent in by_id and parent not in seen:  # a group that is its own ancestor must not hang the run
        seen.add(parent)
        yield by_id[parent]
        parent = by_id[parent].get("ParentID")


def _several(topic: Topic, hits: Sequence[Property], properties: Sequence[Property]) -> str:
    listed = "; ".join(_described(row, properties) for row in hits)
    return f"onderwerp '{topic.name}' komt {len(hits)} keer voor: {listed}. Kies er een met groep of eenheid."


def _none(topic: Topic, properties: Sequence[Property]) -> str:
    same = [row for row in _measures(properties) if topic.stem in {row.get("Key"), stem_of(str(row.get("Key")))}]
    by_stem = {stem_of(str(row.get("Key"))).lower(): row for row in _measures(properties)}
    close = get_close_matches(topic.stem.lower(), by_stem, n=_CANDIDATES_SHOWN, cutoff=0.5)
    rows = same or [by_stem[stem] for stem in close] or _measures(properties)[:_CANDIDATES_SHOWN]
    listed = "; ".join(_described(row, properties) for row in rows) or "geen enkel onderwerp"
    return f"onderwerp '{topic.name}' staat niet (meer) in de tabel. Wel: {listed}. Pas het onderwerp aan in de agenda."


def _described(row: Property, properties: Sequence[Property]) -> str:
    groups = [str(group.get("Title")) for group in groups_above(row, properties)]
    group = f"groep '{' > '.join(reversed(groups))}'" if groups else "geen groep"
    return f"{stem_of(str(row.get('Key')))} ({group}, eenheid '{str(row.get('Unit') or '').strip()}')"
