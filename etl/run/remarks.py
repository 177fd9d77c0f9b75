"""What a look at the published figures makes one ask of the agenda: its norms, and mergers; it blocks and prints nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from etl.store.areas import changes_of, other_area_from, say_changes
from etl.store.series import series_of
from etl.store.store import open_store
from etl.store.versions import StoreMissingError
from indicators.agenda.load import locate
from indicators.agenda.model import Agenda, BreakKind
from indicators.agenda.places import indicators_at, norms_at
from indicators.agenda.problems import Path as Place
from indicators.methods.series import Series
from indicators.wording.numbers import plural
from indicators.wording.rekenkamer import check_norm


def norm_remarks(agenda_file: Path, agenda: Agenda, data_dir: Path, *, today: date) -> list[str]:
    """A line per remark with its place in the file, and how many about norms there are; or one line when there is no store."""
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
    mergers = [f"{where(place)}: {text}" for place, text in _mergers(agenda, observations)]
    return [*lines, *mergers, f"Bij de normen: {plural(len(lines), 'opmerking', 'opmerkingen')}.{remedy}"]


def _mergers(agenda: Agenda, observations: pd.DataFrame) -> Iterator[tuple[Place, str]]:
    """A break to propose for each figure that went on under the same code, about another area."""
    frames = {str(name): rows for name, rows in observations.groupby("indicator")}
    changes = changes_of(agenda.info.municipality)
    for place, indicator in indicators_at(agenda):
        known = {cut.year for cut in indicator.breaks if cut.kind is BreakKind.DEFINITION}
        points = series_of(frames[indicator.id]).points if indicator.id in frames else ()
        for year, meant in other_area_from(points, changes):
            if year not in known:
                proposed = f'{{periode: {year}, reden: "Herindeling: {say_changes(meant)}.", soort: {BreakKind.DEFINITION}}}'
                yield place, f"het cijfer gaat vanaf {year} over een ander gebied. Zet onder 'trendbreuken': - {proposed}"


def _remarks(agenda: Agenda, observations: pd.DataFrame, today: date) -> Iterator[tuple[Place, str]]:
    frames = dict(iter(observations.groupby("indicator")))
    for place, indicator, _ in norms_at(agenda):
        frame = frames.get(indicator.id)
        series = Series() if frame is None else series_of(frame)
        for warning in check_norm(indicator, series, today=today):
            yield place, warning.text
