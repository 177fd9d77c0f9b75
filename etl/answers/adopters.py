"""Which municipalities do the same as an intervention, from the agenda or as a refresh last read it from a file; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from etl.store.rows import ProcessReading
from etl.store.terms import adopters_of
from indicators.agenda.model import AdoptersFile, Intervention

_YEAR = 4


@dataclass(frozen=True, kw_only=True)
class Adopters:
    """codes: all of them; starts: the year of those whose start is known. unread: what to say when their file was not read."""

    codes: frozenset[str] = frozenset()
    starts: Mapping[str, int] = field(default_factory=dict)
    unread: str = ""


def find_adopters(intervention: Intervention, read: Iterable[ProcessReading]) -> Adopters:
    """Of one intervention; read: what the store keeps of the files beside interventions."""
    named = intervention.same_elsewhere
    if isinstance(named, AdoptersFile):
        return _from_file(named, next((each for each in read if each.intervention == adopters_of(intervention.id)), None))
    if isinstance(named, tuple):
        return Adopters(codes=frozenset(named))
    return Adopters(codes=frozenset(named), starts={code: int(start[:_YEAR]) for code, start in named.items()})


def _from_file(named: AdoptersFile, reading: ProcessReading | None) -> Adopters:
    """Nothing of a file that the agenda no longer names."""
    if reading is None or reading.file != named.file or not (reading.read_at or reading.problem):
        return Adopters(unread="De gemeenten met dezelfde aanpak zijn nog niet opgehaald.")
    starts = {code: int(start) for code, start in reading.figures}
    unread = "Het bestand met gemeenten met dezelfde aanpak kon niet worden gelezen." if reading.problem else ""
    return Adopters(codes=frozenset(starts), starts=starts, unread=unread)
