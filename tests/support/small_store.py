"""A store with one figure a run, so that a figure tells which version somebody reads: TEST VALUES."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
from support.frames import tabled

from etl.store.healing import heal
from etl.store.homes import one_run_at_a_time
from etl.store.publication import Publication, Reading, publish
from etl.store.regions import Region
from etl.store.run_end import Kept, keep_run
from etl.store.store import Store, open_store
from etl.store.terms import MEASUREMENT_COLUMNS, Part

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
REGIONS = (Region("GM0479", "Zaanstad", "Noord-Holland", is_current=True),)
PARTS = (Part("plain", "waarde", "opendata.cbs.nl", "T", "Topic", "", 1.0),)
YEAR = 2020


def figures(values: Mapping[int, float]) -> pd.DataFrame:
    rows = [
        ("opendata.cbs.nl", "T", "Topic", "", "GM0479", f"{year}JJ00", year, "Topic_1", value, "definitief")
        for year, value in values.items()
    ]
    return pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))


def publication(value: float | None, moment: datetime, *, years: int = 1, **more) -> Publication:
    """A run that brought this figure (for so many years up to YEAR); None: nothing new."""
    brought = None if value is None else tabled(figures(dict.fromkeys(range(YEAR - years + 1, YEAR + 1), value)))
    about = {"label": "CBS T", "catalogue": "opendata.cbs.nl", "table_id": "T", "holder": "CBS", "licence": "CC BY 4.0"}
    about |= {"title": "Een tabel", "modified": "2026-11-01", "fetched_at": START, "origin": "live", "cells": (("Topic", ""),)}
    about |= {"outcome": "ongewijzigd" if value is None else "gewijzigd", **more}
    return Publication(
        started_at=moment,
        now=moment,
        mode="live",
        municipality="GM0479",
        readings=[Reading(figures=brought, **about)],
        parts=PARTS,
        regions=REGIONS,
    )


def put(folder: Path, value: float, *, hours: float = 0, years: int = 1) -> Path:
    """Publish this figure, without more ado."""
    return publish(folder, publication(value, START + timedelta(hours=hours), years=years))


def run(folder: Path, value: float | None, *, hours: float = 0, **more) -> Kept:
    """A whole run as a refresh does it: the folder to itself, healed, and kept."""
    with one_run_at_a_time(folder):
        found = heal(folder)
        held = None
        if found.version:
            store = Store(found.version)
            held = store.describe()
            store.close()
        return keep_run(folder, publication(value, START + timedelta(hours=hours), **more), found, held)


def shown(folder: Path, **options) -> float | None:
    """The figure that readers see; None when there is none."""
    store = open_store(folder)
    try:
        values = store.observations(**options).query(f"year == {YEAR}")["value"].tolist()
    finally:
        store.close()
    return values[0] if values else None


def three(folder: Path) -> Path:
    """Three versions, of 1, 2 and 3, an hour apart; the last is published."""
    for value in (1.0, 2.0, 3.0):
        put(folder, value, hours=value)
    return folder
