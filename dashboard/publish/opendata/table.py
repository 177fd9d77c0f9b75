"""A table of which every column says what is in it, and its schema as Frictionless knows it; pure, it chooses no content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Value = str | int | float | date | None
"""A cell; None: there is nothing to say."""


class Kind(StrEnum):
    """What the cells of a column are, by the names of Data Package 2.0."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    DAY = "date"


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column. is_always: no cell is empty. words: all that its cells can say; none: anything. unit: of every number in it."""

    name: str
    about: str
    kind: Kind = Kind.TEXT
    is_always: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """name: of its files, without ending; key: the columns that tell one row from another."""

    name: str
    title: str
    about: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Value]]
    key: Sequence[str]

    @property
    def heads(self) -> list[str]:
        """The names of the columns."""
        return [field.name for field in self.fields]

    def without(self, names: frozenset[str]) -> "Table":
        """The same without these columns."""
        kept = [at for at, field in enumerate(self.fields) if field.name not in names]
        return Table(
            name=self.name,
            title=self.title,
            about=self.about,
            fields=[self.fields[at] for at in kept],
            rows=[[row[at] for at in kept] for row in self.rows],
            key=self.key,
        )


def schema_of(table: Table, *, is_text: bool) -> dict[str, Any]:
    """Types, units and descriptions of the columns, as `schema` of a resource; is_text: its numbers are written out."""
    return {"fields": [_field(field, is_text=is_text) for field in table.fields], "primaryKey": list(table.key)}


def _field(field: Field, *, is_text: bool) -> dict[str, Any]:
    about: dict[str, Any] = {"name": field.name, "type": field.kind.value, "description": field.about}
    if field.kind is Kind.NUMBER and is_text:
        about |= {"decimalChar": ","}
    if field.unit:
        about |= {"unit": field.unit}
    bounds: Mapping[str, Any] = {"required": True} if field.is_always else {}
    known: Mapping[str, Any] = {"enum": list(field.words)} if field.words else {}
    return about | ({"constraints": {**bounds, **known}} if bounds or known else {})
