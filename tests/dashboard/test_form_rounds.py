"""Rounds of changes through the forms, on agendas as people write them: only the touched lines, as a person would write it.

What is expected is worked out here on plain data, by somebody who knows nothing of drafts: a place in the file and a value.
"""

import copy
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from support.odd_agendas import odd_agenda
from support.own_lines import flow_lines, own_lines
from support.shipped import AGENDA, ROOT

from dashboard.editing import places
from dashboard.editing.places import Form
from dashboard.editing.reading import read, written
from dashboard.editing.shapes import Shape, Sort, fields_of, source_shape
from etl.door.changes import SaveField
from etl.door.drafts import Draft, new_draft
from etl.door.fields import with_field
from etl.door.merging import Clash, merge
from etl.door.rewriting import rewrite
from etl.door.things import Kind, Thing, all_things, find
from indicators.agenda.strict_yaml import read_marked

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
TEXT = AGENDA.read_text(encoding="utf-8")
ROUNDS = 2_400
_SCHEMA = json.loads((ROOT / "config" / "agenda.schema.json").read_text(encoding="utf-8"))["$defs"]
ORDERS = [list(part["properties"]) for part in _SCHEMA.values() if "properties" in part]
TEXTS = (
    "kort", "met: dubbele punt", "# hek", "- streep", "ja", "null", "0123", "2026-01-02", "'", '"', "{a}", "[", "a, b", "é 😀",
    "@ %", "*ster", "&anker", "!label", "|", "> meer", "?", "x #y", "lang " * 40, "=", "1e5", "\\", "~", "<<", "true", "12:30",
    "a:", "%", "`", "<script>alert(1)</script>", "=1+1", "{{ 7*7 }}", "'s-Hertogenbosch", "../../etc/passwd", "12.5", "0x1F",
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place in the form, where that is in the data of the file, and what it holds."""

    place: tuple[str, ...]
    path: tuple[Any, ...]
    shape: Shape


def spots(form: Form, shapes: tuple[Shape, ...], place: tuple[str, ...] = (), path: tuple[Any, ...] = ()) -> Iterator[Spot]:
    """Every place that the page shows, as it goes past them: groups, lists and their items, fields of several kinds."""
    for shape in shapes:
        here, there = (*place, shape.key), (*path, shape.key)
        yield Spot(here, there, shape)
        if shape.sort is Sort.GROUP:
            yield from spots(form, shape.fields, here, there)
        elif shape.sort is Sort.EITHER:
            yield from spots(form, shape.variant_of(form.shown(here)).fields, here, there)
        elif shape.sort is Sort.ITEMS:
            for at, (step, value) in enumerate(form.merged_items(here)):
                inner = shape.variant_of(value).fields if shape.variants else shape.fields
                yield Spot((*here, step), (*there, at), Shape(key="", words=shape.words, sort=Sort.GROUP))
                yield from spots(form, inner, (*here, step), (*there, at))


def typed(draw: random.Random, shape: Shape) -> str:
    """What somebody types there; sometimes nothing, to empty it, and sometimes what does not fit."""
    year = draw.randrange(1990, 2060)
    fitting = {
        Sort.NUMBER: draw.choice(["2,5", "12", "-3", "0,05", "1.234,5", "75 %", "€ 950 000"]),
        Sort.WHOLE: str(draw.randrange(9)),
        Sort.YEAR: str(year),
        Sort.DATE: draw.choice([f"{draw.randrange(1, 28)} mei {year}", f"3-4-{year}", f"{year}-06-30"]),
        Sort.PERIOD: draw.choice([str(year), f"{year}/'{(year + 1) % 100:02d}", f"{year} t/m {year + 3}"]),
        Sort.MONTH: draw.choice([str(year), f"mei {year}"]),
        Sort.CODES: f"Geslacht: T{draw.randrange(1000, 9999)}\nLeeftijd: 0{draw.randrange(9)}",
        Sort.LIST: f"1 mei {year}" if shape.inner is Sort.DATE else f"GM{draw.randrange(1000, 2000)}, x: y",
    }
    if draw.random() < 0.15:
        return ""
    return draw.choice(TEXTS) if shape.sort not in fitting or draw.random() < 0.15 else fitting[shape.sort]


def value_typed(draw: random.Random, shape: Shape) -> Any:
    """As the field makes it of that (dashboard/editing/leaf)."""
    if shape.choices:
        return draw.choice([*shape.choices, None])
    if shape.sort is Sort.YES_NO:
        return draw.choice([True, False, None])
    return read(shape, typed(draw, shape)).value


class Person:
    """Knows the data alone: puts a value at a path, takes it away with what is empty then, adds an item."""

    def __init__(self, fields: Any) -> None:
        self.fields = copy.deepcopy(fields)

    def put(self, path: tuple[Any, ...], value: Any) -> None:
        if value is not None:
            self._around(path)[path[-1]] = copy.deepcopy(value)
            return
        while path and self._at(path) is not None:
            around = self._at(path[:-1])
            if isinstance(around, list) and path[-1] < len(around):
                del around[path[-1]]
            elif isinstance(around, dict):
                around.pop(path[-1], None)
            if around not in ({}, []):
                return
            path = path[:-1]

    def add(self, path: tuple[Any, ...], value: Any) -> None:
        self._around(path).setdefault(path[-1], []).append(copy.deepcopy(value))

    def _around(self, path: tuple[Any, ...]) -> Any:
        """What the last step is in, made where it is not there yet."""
        here = self.fields
        for step in path[:-1]:
            if isinstance(here, dict) and not isinstance(here.get(step), dict | list):
                here[step] = {}
            here = here[step]
        return here

    def _at(self, path: tuple[Any, ...]) -> Any:
        here = self.fields
        for step in path:
            if isinstance(here, dict):
                here = here.get(step)
            else:
                here = here[step] if isinstance(here, list) and step < len(here) else None
        return here


def kept(draft: Draft, stored: Any, change: SaveField) -> Draft:
    made = with_field(draft, stored, change, NOW)
    assert not isinstance(made, Clash), "who sees what stands there is never told of a clash"
    return made


def change_once(draw: random.Random, draft: Draft, stored: Any, person: Person, shapes: tuple[Shape, ...]) -> Draft:
    """One press or field, in the draft and by the person."""
    form = Form(thing=draft.thing, stored=stored, draft=draft)
    spot = draw.choice(list(spots(form, shapes)))
    if spot.shape.sort is Sort.ITEMS:
        value = {} if draw.random() < 0.5 else {draw.choice(spot.shape.fields or spot.shape.variants[0].fields).key: "x"}
        person.add(spot.path, value)
        return kept(draft, stored, form.adding(spot.place, value))
    if spot.shape.sort in {Sort.GROUP, Sort.EITHER}:
        if spot.shape.key:  # a group is never filled in or taken away as a whole, an item of a list can be taken away
            return draft
        person.put(spot.path, None)
        return kept(draft, stored, form.saving(spot.place, None))
    value = value_typed(draw, spot.shape)
    person.put(spot.path, value)
    after = kept(draft, stored, form.saving(spot.place, value))
    shown = Form(thing=draft.thing, stored=stored, draft=after).shown(spot.place)
    if not any(step.startswith(places.PLACE) for step in spot.place):
        assert shown == value, "the form shows what was filled in"
        is_read = spot.shape.sort is not Sort.YES_NO and isinstance(value, int | float)
        assert not is_read or read(spot.shape, written(spot.shape, shown)).value == value
    return after


@pytest.mark.sampled(10)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_changes_through_the_form_are_written_as_a_person_would(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(seed, seed + 100_000))
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    draw = random.Random(f"rondes {seed}")
    text = odd_agenda(TEXT, draw) if seed % 4 else TEXT
    data = read_marked(text.removeprefix("\ufeff")).data
    thing = draw.choice(all_things(data))
    stored = find(data, thing)
    shapes = source_shape().variant_of(stored).fields if thing.kind is Kind.SOURCE else fields_of(thing.kind)
    draft, person = new_draft(thing, "een", "Beleid", "", NOW), Person(stored)
    for _ in range(draw.randrange(1, 7)):
        draft = change_once(draw, draft, stored, person, shapes)
    merged = merge(data, [draft])
    assert merged.clashes == ()
    assert find(merged.data, thing) == person.fields
    check_text(text, rewrite(text, merged.data), thing, person)


def check_text(text: str, made: str, thing: Thing, person: Person) -> None:
    """It reads back, other lines stay as they were and where they were, and what is new stands where the schema has it."""
    after = read_marked(made.removeprefix("\ufeff"))
    assert after.findings == []
    assert find(after.data, thing) == person.fields
    data = read_marked(text.removeprefix("\ufeff")).data
    assert {each: find(data, each) for each in all_things(data) if each not in around(thing, data)} == {
        each: find(after.data, each) for each in all_things(after.data) if each not in around(thing, data)
    }
    assert (made[:1] == "\ufeff", "\r\n" in made, made.count("\r\n") in {0, made.count("\n")}) == (
        text[:1] == "\ufeff",
        "\r\n" in text,
        True,
    )
    plain, there = (
        text.removeprefix("\ufeff").replace("\r\n", "\n"),
        iter(made.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")),
    )
    own = touched(plain, data, after.data, thing)
    assert [line for at, line in enumerate(plain.split("\n")) if at not in own and line not in there] == []
    in_order(find(data, thing), find(after.data, thing))


def around(thing: Thing, data: Any) -> set[Thing]:
    """The thing, and the ambition whose fields it is among."""
    own = {each["id"] for each in data["ambities"] if any(one["id"] == thing.id for one in each["indicatoren"])}
    return {thing, *(Thing(Kind.AMBITION, each) for each in own)}


def touched(text: str, before: Any, after: Any, thing: Thing) -> set[int]:
    """The lines of every value that says something else now."""
    root, one, other = place_of(before, thing), find(before, thing), find(after, thing)
    found = {line for path in differing(one, other) for line in own_lines(text, (*root, *path))}
    return found | {line for path in growing(one, other) for line in flow_lines(text, (*root, *path))}


def place_of(data: Any, thing: Thing) -> tuple[Any, ...]:
    if thing.kind is Kind.AGENDA:
        return ("agenda",)
    if thing.kind is Kind.SOURCE:
        return ("bronnen", thing.id)
    found: list[tuple[Any, ...]] = []
    for key in ("partners", "ambities", "interventies"):
        for at, each in enumerate(data.get(key) or []):
            found += [(key, at)] if each["id"] == thing.id and key.startswith(thing.kind[:6]) else []
            found += [(key, at, "indicatoren", no) for no, one in enumerate(each.get("indicatoren") or [])
                      if thing.kind is Kind.INDICATOR and one.get("id") == thing.id]  # fmt: skip
    return found[0]


def differing(one: Any, other: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of what went or says something else, in the older of the two."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() & other.keys():
        for key in one:
            yield from differing(one[key], other.get(key), (*path, key)) if key in other else iter([(*path, key)])
    elif one != other:
        yield path


def growing(one: Any, other: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Paths of fields that get another one among them."""
    if isinstance(one, dict) and isinstance(other, dict):
        if other.keys() - one.keys():
            yield path
        for key in one.keys() & other.keys():
            yield from growing(one[key], other[key], (*path, key))


def in_order(before: Any, after: Any) -> None:
    """Fields that came stand among the others as in the schema, where those did."""
    if isinstance(after, dict):
        old = list(before) if isinstance(before, dict) else []
        order = next((each for each in ORDERS if {*after, *old} <= set(each)), None)
        if order and old == sorted(old, key=order.index):
            assert list(after) == sorted(after, key=order.index)
        for key, value in after.items():
            in_order(before.get(key) if isinstance(before, dict) else None, value)
