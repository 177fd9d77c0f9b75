"""What is asked of a source and what it handed over, untouched; saved and read back in the project's own compact format."""

import gzip
import io
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd


class SourceError(Exception):
    """A source gave nothing usable; the text says what happened and what to do."""


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A measure as configured: the stem of its key, and what tells equal stems apart."""

    stem: str
    group: str | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """Stable name in the store; the delivered key's suffix moves, this does not."""
        return self.stem + "".join(f" [{part}]" for part in (self.group, self.unit) if part)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One wanted combination of a table: a topic under exactly these codes (dimension -> code without padding)."""

    topic: Topic
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def filter_text(self) -> str:
        """The codes as they stand in the store: `Leeftijd=20300;Marges=MW00000`, '' when there are none."""
        return ";".join(f"{dimension}={code}" for dimension, code in sorted(self.filters))


@dataclass(frozen=True, kw_only=True)
class TableRequest:
    """All the agenda needs of one table: the union of topics, and per dimension the union of codes."""

    catalogue: str
    table: str
    topics: tuple[Topic, ...]
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    region_dimension: str | None = None

    @property
    def label(self) -> str:
        """How people call the table: `CBS 85098NED`, `dataderden 47018NED`."""
        return f"{'CBS' if self.catalogue == 'opendata.cbs.nl' else self.catalogue.split('.')[0]} {self.table}"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One table as delivered: raw padded codes, titles and statuses in the metadata, nulls as NaN.

    rows has the dimension columns (text) and the resolved topic columns (float); measures maps Topic.name to the delivered
    key; problems has a sentence for every topic asked for that is not in it; members maps each dimension to its rows of
    Key, Title, Description, Status.
    """

    catalogue: str
    table: str
    title: str
    source: str
    licence: str
    modified: str
    fetched_at: datetime
    origin: str
    region_dimension: str
    period_dimension: str
    measures: dict[str, str]
    properties: list[dict[str, Any]]
    members: dict[str, list[dict[str, Any]]]
    rows: pd.DataFrame
    problems: tuple[str, ...] = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The key columns of the table."""
        return tuple(self.members)


def save_delivery(delivery: Delivery, folder: Path) -> None:
    """Write `<folder>/<catalogue>/<table>.json` and `.csv.gz`; equal deliveries give equal bytes."""
    target = folder / delivery.catalogue
    target.mkdir(parents=True, exist_ok=True)
    about = {name: value for name, value in asdict(delivery).items() if name not in ("rows", "problems")}
    about["fetched_at"] = delivery.fetched_at.isoformat()
    text = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)
    (target / f"{delivery.table}.json").write_text(text + "\n", encoding="utf-8")
    rows = delivery.rows.sort_values(list(delivery.dimensions), kind="stable").to_csv(index=False, lineterminator="\n")
    (target / f"{delivery.table}.csv.gz").write_bytes(gzip.compress(rows.encode("utf-8"), mtime=0))


def read_delivery(folder: Path, catalogue: str, table: str, *, origin: str) -> Delivery:
    """Read back what save_delivery wrote; SourceError when this table is not there."""
    path = folder / catalogue / table
    if not path.with_suffix(".json").exists():
        raise SourceError(f"{table}: niet in de meegeleverde opname ({folder}).")
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    raw = gzip.decompress(path.with_suffix(".csv.gz").read_bytes()).decode("utf-8")
    codes = dict.fromkeys(about["members"], str)
    rows = pd.read_csv(
        io.StringIO(raw),
        dtype={**dict.fromkeys(about["measures"].values(), float), **codes},
        keep_default_na=False,
        na_values=[""],
    )
    about |= {"rows": rows, "origin": origin, "fetched_at": datetime.fromisoformat(about["fetched_at"])}
    return Delivery(**about)
