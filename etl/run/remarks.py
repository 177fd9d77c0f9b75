"""What a court of audit would ask of the agenda's norms, held against the published figures; it blocks and prints nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from etl.store.series import series_of
from etl.store.store import open_store
from etl.store.versions import StoreMissingError
from indicators.agenda.load import locate
from indicators.agenda.model import Agenda
from indicators.agenda.places import norms_at
from indicators.agenda.problems import Path as Place
from indicators.methods.series import Series
from indicators.wording.numbers import plural
from indicators.wording.rekenkamer import check_norm


def norm_remarks(agenda_file: Path, agenda: Agenda, data_dir: Path, *, today: date) -> list[str]:
    """A line per remark with the place of the norm in the file, and how many there are; or one line when there is no store."""
    try:
        store = open_store(data_dir)
    except StoreMissingError as error:
        return [f"De normen zijn niet naast cijfers gelegd. {error}"]
    try:
        observations = store.observations(regions=[agenda.info.municipality])
    finally:
        store.close()
    where = locate(agenda_file)
    lines = [f"{where(place)}: {text}" for place, text in _remarks(agenda, observations, today)]
    remedy = " Een opmerking houdt de agenda niet tegen." if lines else ""
    return [*lines, f"Bij de normen: {plural(len(lines), 'opmerking', 'opmerkingen')}.{remedy}"]


def _remarks(agenda: Agenda, observations: pd.DataFrame, today: date) -> Iterator[tuple[Place, str]]:
    frames = dict(iter(observations.groupby("indicator")))
    for place, indicator, _ in norms_at(agenda):
        frame = frames.get(indicator.id)
        series = Series() if frame is None else series_of(frame)
        for warning in check_norm(indicator, series, today=today):
            yield place, warning.text
