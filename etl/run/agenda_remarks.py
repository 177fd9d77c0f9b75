"""What a look at the kept agendas makes one ask of an agenda that is being written: norms that moved without a decision.

It blocks, prints and keeps nothing: a draft that is checked was never in force.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.dates import format_date

from etl.store.agenda_history import read_history
from indicators.agenda.load import locate
from indicators.agenda.model import Agenda, NormLevel, PastNorm
from indicators.agenda.norm_history import unlike_their_decision
from indicators.agenda.places import norms_at
from indicators.agenda.problems import Path as Place
from indicators.wording.norm_terms import norms_apart


def agenda_remarks(agenda_file: Path, agenda: Agenda, data_dir: Path) -> list[str]:
    """A line per norm that differs from what was kept under its decision, with its place in the file; none without history."""
    found = list(_remarks(agenda, data_dir))
    where = locate(agenda_file) if found else None
    return [f"{where(place)}: {text}" for place, text in found] if where else []


def _remarks(agenda: Agenda, data_dir: Path) -> Iterator[tuple[Place, str]]:
    history = read_history(data_dir, agenda.info.municipality, datetime.now(UTC))
    for place, indicator, norm in norms_at(agenda):
        for level, (since, kept) in unlike_their_decision(norm, history.norms_of(indicator.id)):
            now, then = norms_apart(level, kept, indicator.unit)
            at = (*place, "historie", norm.history.index(level)) if isinstance(level, PastNorm) else place
            yield (
                at,
                f"hier staat {now}, maar {_under(level)} bewaarden we {then} (gezien op {_day(since)}). {_remedy(level, then)}",
            )


def _under(level: NormLevel) -> str:
    adoption = getattr(level, "adoption", None)
    if adoption is None:
        return "eerder"
    return f"onder besluit {adoption.decision}" if adoption.decision else f"onder het besluit van {_day(adoption.on)}"


def _remedy(level: NormLevel, then: str) -> str:
    if isinstance(level, PastNorm):
        return f"Zet hier terug wat toen gold: {then}."
    return (
        "Is er een nieuw besluit? Schrijf dat bij 'vastgesteld' en zet de vorige norm onder 'historie', met de reden. "
        f"Zo niet, zet dan terug: {then}."
    )


def _day(moment: datetime) -> str:
    return format_date(moment, "d MMMM y", locale="nl")
