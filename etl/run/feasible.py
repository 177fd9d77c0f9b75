"""How usual the step to each norm is among all municipalities, for who checks an agenda; it prints nothing and blocks nothing."""

from datetime import date
from pathlib import Path

from etl.store.panels import panels_of
from etl.store.series import SeriesTable
from etl.store.store import open_store
from etl.store.versions import StoreMissingError
from indicators.agenda.load import locate
from indicators.agenda.model import Agenda
from indicators.agenda.places import norms_at
from indicators.methods.base_rates import BaseRates, find_base_rates
from indicators.methods.usable import last_begun
from indicators.wording.base_rates import say_in_short

HEADING = "Hoe gewoon is de stap naar de norm? Geteld over alle gemeenten, dus geen kans voor één gemeente:"


def step_lines(agenda_file: Path, agenda: Agenda, data_dir: Path, *, today: date) -> list[str]:
    """A heading and a line per norm with its place in the file; empty without figures to count in."""
    wanted = {indicator.id: last_begun(indicator.breaks, today) for _, indicator, norm in norms_at(agenda) if norm.year}
    try:
        store = open_store(data_dir)
    except StoreMissingError:
        return []
    try:
        observations = store.observations(indicators=list(wanted))
        current = {region.code for region in store.known_regions() if region.is_current}
    finally:
        store.close()
    table = SeriesTable(observations)
    panels = panels_of(table, current, wanted)
    where, lines = locate(agenda_file), []
    for place, indicator, _ in norms_at(agenda):
        found = find_base_rates(
            indicator, table.series(indicator.id, agenda.info.municipality), panels.get(indicator.id), today=today
        )
        if isinstance(found, BaseRates):
            lines.append(f"{where(place)}: {say_in_short(indicator, found)}")
    return [HEADING, *lines] if lines else []
