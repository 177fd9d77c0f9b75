"""From what somebody chose to values of the agenda as a person would have written them; it reads no file and writes none.

What comes out is plain data with the agenda's own keys. Whether it holds is for the agenda's one loader to say.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from etl.catalogue.choices import Chosen, Described, Divided, OfFile, OfTable
from etl.catalogue.words import folded
from indicators.agenda.model import Agenda, FileSource, Source, TableSource
from indicators.agenda.periods import PeriodKind

_LONGEST_NAME = 40
_SMALL = frozenset({"de", "het", "een", "van", "en", "per", "in", "op", "naar", "met", "voor"})


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """A source of the agenda by its name; values: what to add under `bronnen`, None when it is there already.

    filters: what the measure itself has to filter, beside the filters of the source.
    """

    name: str
    values: dict[str, Any] | None
    filters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Added:
    """What to add to the agenda: sources by name, and the indicator."""

    sources: dict[str, dict[str, Any]]
    indicator: dict[str, Any]


def source_of(chosen: OfTable | OfFile, sources: Mapping[str, Source], *, taken: Collection[str] = ()) -> SourceEntry:
    """The source to use: one of these when it reads the same table or file in the same way, else a new one with a readable name.

    Of a table a source fits when all its filters are chosen as well; what it leaves open is filtered by the measure.
    taken: names that are not free either.
    """
    if isinstance(chosen, OfFile):
        values = _file_values(chosen)
        same = (name for name, source in sources.items() if isinstance(source, FileSource) and _reads_alike(source, values))
        name = next(same, None)
        return (
            SourceEntry(name=name, values=None)
            if name
            else SourceEntry(name=_free(_file_name(chosen), (*sources, *taken)), values=values)
        )
    fitting = {name: source for name, source in sources.items() if isinstance(source, TableSource) and _serves(source, chosen)}
    if fitting:
        best = max(fitting, key=lambda name: len(fitting[name].filters))
        rest = {dimension: code for dimension, code in chosen.filters if dimension not in fitting[best].filters}
        return SourceEntry(name=best, values=None, filters=rest)
    return SourceEntry(name=_free(_table_name(chosen), (*sources, *taken)), values=_table_values(chosen))


def indicator_of(
    chosen: Chosen, described: Described, agenda: Agenda, begun: Mapping[str, Mapping[str, Any]] | None = None
) -> Added:
    """The indicator as it would stand in the agenda, with the sources that it needs and that are not there yet.

    begun: new sources that are not there yet either, by name: one that says the same is used, and no name is given twice.
    """
    new, quantity = quantity_of(chosen, agenda.sources, begun or {})
    told = {
        "id": described.id or _free(slug(described.name) or "indicator", [each.id for each in agenda.indicators]),
        "naam": described.name,
        "definitie": described.definition,
        "waarom": described.rationale,
        "eenheid": described.unit,
        "decimalen": described.decimals,
        "soort": described.kind,
        "gewenste_richting": described.desired_direction,
        "bron": quantity,
        "eigenaar": described.owner or None,
        "kanttekeningen": described.caveats or None,
        "lopende_prijzen": described.is_current_prices or None,
    }
    return Added(sources=new, indicator=said(told))


def quantity_of(
    chosen: Chosen, sources: Mapping[str, Source], begun: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """The sources to add, and what stands at `bron` of the indicator; two parts of one table share one source."""
    new: dict[str, dict[str, Any]] = {}

    def measure(part: OfTable | OfFile) -> dict[str, Any]:
        entry = source_of(part, sources, taken=(*begun, *new))
        if entry.values is not None:
            same = next((name for name, values in (*begun.items(), *new.items()) if values == entry.values), entry.name)
            new[same] = entry.values
            entry = replace(entry, name=same)
        if isinstance(part, OfFile):
            return {"bron": entry.name, "kolom": part.column}
        told = {"bron": entry.name, "onderwerp": part.topic, "groep": part.group, "eenheid": part.unit}
        return said({**told, "filter": entry.filters or None})

    if isinstance(chosen, Divided):
        quantity = {
            "teller": measure(chosen.numerator),
            "noemer": measure(chosen.denominator),
            "maal": _whole(chosen.multiplier),
        }
        return new, quantity
    return new, measure(chosen)


def slug(text: str) -> str:
    """A text as an id: small letters, digits and dashes; short, without the small words, and cut at a word."""
    words = re.findall(r"[a-z0-9]+", folded(text))
    telling = [word for word in words if word not in _SMALL] or words
    found = ""
    for word in telling:
        longer = f"{found}-{word}" if found else word
        if len(longer) > _LONGEST_NAME:
            break
        found = longer
    return found or "".join(telling)[:_LONGEST_NAME]


def _serves(source: TableSource, chosen: OfTable) -> bool:
    codes = dict(chosen.filters)
    margins = (source.margins.lower, source.margins.upper) if source.margins else None
    return (
        (source.catalogue, source.table, source.period, source.year, source.region_dimension)
        == (chosen.catalogue, chosen.table, chosen.period, chosen.year, chosen.region_dimension)
        and margins == chosen.margins
        and all(codes.get(dimension) == code for dimension, code in source.filters.items())
    )


def _table_values(chosen: OfTable) -> dict[str, Any]:
    return said(
        {
            "catalogus": chosen.catalogue,
            "tabel": chosen.table,
            "houder": chosen.holder,
            "licentie": chosen.licence,
            "periode": None if chosen.period is PeriodKind.YEAR else str(chosen.period),
            "jaar": chosen.year,
            "gebied": chosen.region_dimension,
            "filter": dict(chosen.filters) or None,
            "marges": dict(zip(("onder", "boven"), chosen.margins, strict=True)) if chosen.margins else None,
        }
    )


def _file_values(chosen: OfFile) -> dict[str, Any]:
    return said(
        {
            "bestand": chosen.file,
            "blad": chosen.sheet,
            "kop": None if chosen.header_row == 1 else chosen.header_row,
            "gebied": chosen.region_column,
            "periode": chosen.period_column,
            "jaar": chosen.year,
            "jaren": "kolommen" if chosen.has_years_as_columns else None,
            "status": chosen.status_column,
            "houder": chosen.holder,
            "licentie": chosen.licence,
        }
    )


def _reads_alike(source: FileSource, values: Mapping[str, Any]) -> bool:
    """Whether it reads the same cells; whose they are is no other way of reading."""
    about = source.model_dump(mode="json", by_alias=True, exclude_none=True)
    beside = {"houder", "licentie", "marge", "jaren_samen"}
    return {k: v for k, v in about.items() if k not in beside} == {k: v for k, v in values.items() if k not in beside}


def _table_name(chosen: OfTable) -> str:
    """From the title up to where it says by what it is split."""
    return slug(re.split(r"[;(,:]", chosen.title)[0]) or f"tabel-{chosen.table.lower()}"


def _file_name(chosen: OfFile) -> str:
    return slug(PurePosixPath(chosen.file).stem) or "eigen-bestand"


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the first with a number after it that nothing is called."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What has a value: what is not said does not stand in the file."""
    return {key: value for key, value in values.items() if value is not None}


def _whole(number: float) -> float | int:
    """As a person writes it: 1000 and not 1000.0."""
    return int(number) if float(number).is_integer() else number
