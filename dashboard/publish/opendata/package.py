"""What is in the folder of data, as a Data Package 2.0: every file with its size and hash, every column explained; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from dashboard.book.databook import Databook
from dashboard.book.origins import Origin, origins_of
from dashboard.publish.opendata.given import all_origins, licences_in
from dashboard.publish.opendata.licences import licence_of
from dashboard.publish.opendata.table import Table, schema_of
from dashboard.publish.opendata.written import DELIMITER

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_ENCODING = "utf-8"
PACKAGE = "datapackage.json"
"""Its address in the folder of data."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file that is there: its address in the folder, how many bytes, and their SHA-256; title: of one that is no table."""

    path: str
    size: int
    sha256: str
    kind: str
    title: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """As a resource tells them; not how many bytes Parquet takes, which frictionless does not count and then misses."""
        size = {} if self.path.endswith(".parquet") else {"bytes": self.size}
        return {"path": self.path, "mediatype": self.kind.partition(";")[0], **size, "hash": f"sha256:{self.sha256}"}


def package(book: Databook, tables: Mapping[str, Table], files: Sequence[Made]) -> dict[str, Any]:
    """tables: what is in the files with these addresses; a file that is in it no table is told of by its title alone."""
    origins, own = all_origins(book), book.agenda.info.licence
    return {
        "$schema": SCHEMA,
        "name": f"databoek-{book.code.lower()}",
        "title": f"{book.agenda.info.title}, {book.name}",
        "description": about(book),
        "created": book.published_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "contributors": [{"title": f"Gemeente {book.owner}", "roles": ["publisher"]}],
        "licenses": _licences([*(each.licence for each in origins), *([own.value] if own else [])]),
        "sources": [_source(origin) for origin in origins],
        "resources": [_resource(book, made, tables.get(made.path)) for made in files],
    }


def about(book: Databook) -> str:
    """What the data are, and of the norms that they are invented when they are."""
    invented = " Normen, partners en interventies zijn verzonnen: dit is een voorbeeld." if book.agenda.info.is_example else ""
    told = "Cijfers, antwoorden en afspraken" if not book.is_guest else "Cijfers en antwoorden"
    return f"{told} van {book.name} over de indicatoren van de agenda. Bij elk cijfer staan bron, datum en licentie.{invented}"


def _resource(book: Databook, made: Made, table: Table | None) -> dict[str, Any]:
    name = made.path.replace("/", "-").rpartition(".")
    found = _licences(licences_in(book, made.path))
    given = {"licenses": found} if found else {}
    if table is None:
        return {"name": f"{name[0]}-{name[2]}", **made.facts, "title": made.title, **given}
    if name[2] != "csv":
        about = {"type": "table", "format": name[2], "schema": schema_of(table, is_text=False)}
        return {"name": f"{name[0]}-{name[2]}", **made.facts, "title": made.title, **about, **given}
    row = book.row(made.path.removeprefix("indicator/").rpartition(".")[0])
    origins = list(origins_of(row.indicator, book)) if row else []
    return {
        "name": name[0],
        **made.facts,
        "title": table.title,
        "description": table.about,
        "type": "table",
        "format": "csv",
        "encoding": _ENCODING,
        "dialect": {"delimiter": DELIMITER},
        "schema": schema_of(table, is_text=True),
        **given,
        **({"sources": [_source(origin) for origin in origins]} if origins else {}),
    }


def _licences(names: Iterable[str]) -> list[dict[str, str]]:
    """Those that open data have a name for; the others stand with their source and in the column of each figure."""
    found = dict.fromkeys(licence for each in names if (licence := licence_of(each)))
    return [{"name": each.name, "path": each.path, "title": each.title} for each in found]


def _source(origin: Origin) -> dict[str, str]:
    title = f" ({origin.title})" if origin.title else ""
    told = {"title": f"{origin.holder}: {origin.table}{title}. Licentie: {origin.licence}."}
    return told | ({"path": origin.address} if origin.address else {})
