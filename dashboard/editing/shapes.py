"""What can be filled in of each kind of thing, from the model of the agenda: sort of value and choices; pure, it knows no page.

A field that is added to the model is in a form by itself; its Dutch words stand in field_words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dashboard.editing.field_labels import Words, words_of
from dashboard.editing.field_words import FIRST, LONG, MONTHS, REFERS, SAME_WORDS, STARTS
from etl.door.things import Kind
from indicators.agenda.model import Agenda

_MODELS = {
    Kind.AGENDA: "AgendaInfo",
    Kind.PARTNER: "Partner",
    Kind.AMBITION: "Ambition",
    Kind.INDICATOR: "Indicator",
    Kind.INTERVENTION: "Intervention",
}
_SOURCES = ("TableSource", "FileSource")
APART = frozenset({"id", "indicatoren van Ambition"})
"""Not filled in here: an id stays as it is once it was saved, and indicators are things of their own."""


class Sort(StrEnum):
    """What a value is, and so with what it is filled in."""

    TEXT = "tekst"
    NUMBER = "getal"
    WHOLE = "geheel getal"
    YEAR = "jaar"
    DATE = "datum"
    PERIOD = "periode"
    MONTH = "jaar of maand"
    CHOICE = "keuze"
    YES_NO = "ja of nee"
    LIST = "lijst"
    CODES = "codes"
    GROUP = "groep"
    ITEMS = "onderdelen"
    EITHER = "soort"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One field. key: as in the file. fields: of a group or of each item. inner: the sort of what is in a list.

    variants: of a field that can be of several kinds, each with its name and fields. refers: to which kind of thing.
    """

    key: str
    words: Words
    sort: Sort
    is_required: bool = False
    is_long: bool = False
    is_first: bool = False
    description: str = ""
    choices: tuple[str, ...] = ()
    fields: tuple["Shape", ...] = ()
    inner: Sort | None = None
    variants: tuple["Shape", ...] = ()
    refers: str = ""
    model: str = ""

    def variant_of(self, value: Any) -> "Shape":
        """Of several kinds, the one that this value is, as far as it says."""
        keys = set(value) if isinstance(value, Mapping) else set()
        if isinstance(value, list):
            return next((each for each in self.variants if each.sort is Sort.LIST), self.variants[0])
        marked = (each for each in self.variants if keys & set(STARTS.get(each.model, {})))
        named = next(marked, None)
        if named is None and keys and (codes := [each for each in self.variants if each.sort is Sort.CODES]):
            return codes[0]
        return named or self.variants[0]


@cache
def fields_of(kind: Kind, variant: str = "") -> tuple[Shape, ...]:
    """The fields of such a thing; variant: of a source its model, which `source_shape` tells."""
    return _fields(variant or _MODELS.get(kind, _SOURCES[0]))


@cache
def source_shape() -> Shape:
    """A source is one of several kinds."""
    variants = tuple(
        Shape(key="", words=words_of(name, ""), sort=Sort.GROUP, fields=_fields(name), model=name) for name in _SOURCES
    )
    return Shape(key="", words=words_of("Source", ""), sort=Sort.EITHER, variants=variants)


def every(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """These and all that is below them."""
    for each in shapes:
        yield each
        yield from every((*each.fields, *each.variants))


@cache
def _schema() -> Mapping[str, Any]:
    return dict(Agenda.model_json_schema(by_alias=True)["$defs"])


def _fields(model: str) -> tuple[Shape, ...]:
    part = _schema()[model]
    required = set(part.get("required", ()))
    found = [
        _shape(model, key, said, is_required=key in required)
        for key, said in part["properties"].items()
        if key not in APART and f"{key} van {model}" not in APART
    ]
    order = {key: at for at, key in enumerate(FIRST.get(SAME_WORDS.get(model, model), ()))}
    return tuple(sorted(found, key=lambda each: order.get(each.key, len(order))))


def _shape(model: str, key: str, said: Mapping[str, Any], *, is_required: bool) -> Shape:
    family = SAME_WORDS.get(model, model)
    more = {"sort": Sort.MONTH} if (family, key) in MONTHS else _more(_without_null(said), key)
    return Shape(
        key=key,
        words=words_of(family, key),
        is_required=is_required,
        is_long=(family, key) in LONG,
        is_first=is_required or key in FIRST.get(family, ()),
        description=str(said.get("description", "")),
        refers=REFERS.get((family, key), ""),
        model=model,
        **more,
    )


def _without_null(said: Mapping[str, Any]) -> Mapping[str, Any]:
    options = [each for each in said.get("anyOf", ()) if each.get("type") != "null"]
    return options[0] if len(options) == 1 else said


def _more(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Its sort, with what belongs to that sort."""
    name = str(said.get("$ref", "")).rpartition("/")[2]
    if name:
        part = _schema()[name]
        choices = part.get("enum") or ([part["const"]] if "const" in part else [])
        return {"sort": Sort.CHOICE, "choices": tuple(choices)} if choices else {"sort": Sort.GROUP, "fields": _fields(name)}
    if _is_period(said):
        return {"sort": Sort.PERIOD}
    options = [*said.get("oneOf", ()), *said.get("anyOf", ())]
    if options:
        return {"sort": Sort.EITHER, "variants": tuple(_variant(each, key) for each in options)}
    if said.get("type") == "array":
        inner = _more(_without_null(said["items"]), key)
        is_plain = inner["sort"] not in {Sort.GROUP, Sort.EITHER}
        return {"sort": Sort.LIST, "inner": inner["sort"]} if is_plain else {**inner, **_items(inner)}
    return {"sort": Sort.CODES if said.get("type") == "object" else _plain_sort(said)}


def _items(inner: Mapping[str, Any]) -> dict[str, Any]:
    if inner["sort"] is Sort.EITHER:
        return {"sort": Sort.ITEMS, "variants": inner["variants"]}
    return {"sort": Sort.ITEMS, "fields": inner["fields"]}


def _variant(said: Mapping[str, Any], key: str) -> Shape:
    name = str(said.get("$ref", "")).rpartition("/")[2]
    sort = "" if name else str(_more(said, key)["sort"])
    return Shape(key="", words=words_of(SAME_WORDS.get(name, name) or f"{key} als {sort}", ""), model=name, **_more(said, key))


def _is_period(said: Mapping[str, Any]) -> bool:
    options = said.get("anyOf", ())
    return any("pattern" in each for each in options) and any(each.get("type") == "integer" for each in options)


def _plain_sort(said: Mapping[str, Any]) -> Sort:
    kinds = {"boolean": Sort.YES_NO, "number": Sort.NUMBER}
    kind = said.get("type")
    if said.get("format") == "date":
        return Sort.DATE
    if "enum" in said:
        return Sort.YES_NO
    if kind == "integer":
        return Sort.YEAR if said.get("maximum") == 2100 else Sort.WHOLE  # noqa: PLR2004  as the model bounds a year
    return kinds.get(str(kind), Sort.TEXT)
