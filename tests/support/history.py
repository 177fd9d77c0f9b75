"""A store with a history, made of the shipped figures: published once as if some were not known yet, and once as they are."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from support.frames import tabled
from support.shipped import AGENDA, fill

from etl.store.agendas import keep_agenda
from etl.store.publication import Publication, Reading, publish
from etl.store.store import Store, open_store
from etl.store.terms import MEASUREMENT_COLUMNS, Part, variant_of_cell
from indicators.agenda.load import load_agenda

FIRST = datetime(2026, 10, 1, 9, tzinfo=UTC)
SECOND = datetime(2026, 11, 10, 9, tzinfo=UTC)
POLICE, HEALTH = "47018NED", "50150NED"


def publish_twice(folder: Path, between: Callable[[], None] = lambda: None, shipped: Path | None = None) -> Path:
    """On 1 October without the newest figures of police and health, the police with other ones of 2024; then all as shipped.

    shipped: a store that has the shipped figures; without it, one is made.
    """
    store = open_store(shipped or fill(folder / "shipped"))
    try:
        _publish(folder / "data", store, FIRST, _as_of_october)
        keep_agenda(folder / "data", load_agenda(AGENDA), FIRST)
        between()
        _publish(folder / "data", store, SECOND, lambda frame: frame)
    finally:
        store.close()
    return folder / "data"


def _as_of_october(frame: pd.DataFrame) -> pd.DataFrame:
    """Zaanstad had 10 reported crimes of every kind more in 2024 than the police say now."""
    table = frame["table_id"].iloc[0]
    if table == HEALTH:
        return frame[frame["year"] < 2024]
    if table != POLICE:
        return frame
    known = frame[frame["year"] < 2025]
    is_revised = (known["region"] == "GM0479") & (known["year"] == 2024)
    return known.assign(value=known["value"] + 10 * is_revised)


def _publish(folder: Path, store: Store, now: datetime, edit: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    readings = [_reading(store, row, now, edit) for row in store.sources().itertuples()]
    parts = [Part(*row[:7]) for row in store.parts().itertuples(index=False)]
    publication = Publication(
        started_at=now,
        now=now,
        mode="recording",
        municipality=store.municipality,
        readings=list(readings),
        parts=parts,
        regions=store.known_regions(),
    )
    publish(folder, publication)


def _reading(store: Store, row, now: datetime, edit: Callable[[pd.DataFrame], pd.DataFrame]) -> Reading:
    frame = store.measurements(row.catalogue, row.table_id)[list(MEASUREMENT_COLUMNS)]
    of_cell = [variant_of_cell(*each) for each in zip(frame["catalogue"], frame["filters"], strict=True)]
    frame = frame[[each == row.variant for each in of_cell]]
    about = {"label": row.source, "catalogue": row.catalogue, "table_id": row.table_id, "variant": row.variant}
    about |= {"holder": row.holder, "licence": row.licence}
    if frame.empty:
        return Reading(**about, outcome="nog niet opgehaald")
    cells = tuple(frame[["topic", "filters"]].drop_duplicates().itertuples(index=False, name=None))
    about |= {"title": row.title, "fetched_at": now, "origin": row.origin, "cells": cells}
    return Reading(**about, outcome="gewijzigd", figures=tabled(edit(frame)))
