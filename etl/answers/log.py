"""Puts what is now said of every norm in the log, once for an agenda and a version of the figures; it judges by answers alone."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from etl.answers.figures import Figures
from etl.answers.judged import Judged
from etl.answers.municipality import answer_all, around_everyone
from etl.store.agendas import keep_agenda
from etl.store.statements import Said, add_said, is_said
from etl.store.store import Store, open_store
from etl.store.versions import run_in_name
from indicators.agenda.model import Agenda, Indicator, Norm
from indicators.methods.zone import zone_of

CLOCK = ZoneInfo("Europe/Amsterdam")
"""The calendar by which pages judge."""


def log_answers(data_dir: Path, agenda: Agenda, now: datetime) -> int:
    """Keep the agenda and what is said by it; gives how many lines are new.

    now: with its time zone. StoreMissingError without figures, OSError when the folder takes no file.
    """
    code = agenda.info.municipality
    wanted = [indicator.id for indicator in agenda.indicators if indicator.norm]
    store = open_store(data_dir)
    try:
        agenda_id = keep_agenda(data_dir, agenda, now)
        if is_said(data_dir, municipality=code, agenda=agenda_id, version=store.version, indicators=wanted):
            return 0
        said = list(_all_said(store, agenda, agenda_id, now))
    finally:
        store.close()
    return add_said(data_dir, said)


def _all_said(store: Store, agenda: Agenda, agenda_id: str, now: datetime) -> Iterator[Said]:
    code, today = agenda.info.municipality, now.astimezone(CLOCK).date()
    figures = Figures(store.observations(in_categories=True), store.regions())
    around = around_everyone(agenda, figures, today)
    found = answer_all(agenda, figures, code, parts=store.parts(), sources=store.sources(), around=around, today=today)
    for indicator in agenda.indicators:
        if indicator.norm:
            yield _said(indicator, indicator.norm, found.judged[indicator.id])(
                said_at=now, municipality=code, agenda=agenda_id, version=store.version, run=run_in_name(store.path)
            )


def _said(indicator: Indicator, norm: Norm, judged: Judged) -> Callable[..., Said]:
    """A line that still lacks by what and when it was said."""
    found, zone = judged.assessment, zone_of(norm, indicator.desired_direction)
    latest, figure = found.usable.definitive().last, found.norm.figure
    return partial(
        Said,
        indicator=indicator.id,
        verdict=found.norm.status.value,
        reason=found.norm.reason.value,
        chance=found.norm.chance,
        kind=norm.kind.value,
        lower=zone.lower if zone else None,
        upper=zone.upper if zone else None,
        year=norm.year,
        latest=latest.year if latest else None,
        figure=figure.year if figure else None,
        trend=found.trend.status.value,
        change=found.change.status.value,
        comparison=found.comparison.status.value,
    )
