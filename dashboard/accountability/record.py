"""What the page 'Hoe vaak hadden we gelijk?' shows: statements with their outcome, counted, as tables and text; pure, no HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.book.databook import Databook
from dashboard.look.notation import day, exact, percent_sign
from etl.store.statements import Said
from indicators.agenda.model import BreakKind, Indicator
from indicators.methods.norm_status import NormStatus
from indicators.methods.replay import replay
from indicators.methods.track_record import (
    CLAIMS,
    Outcome,
    Pending,
    Statement,
    Tally,
    TrackRecord,
    count,
    find_outcome,
    once_ahead,
)
from indicators.methods.zone import Zone
from indicators.wording.numbers import about
from indicators.wording.track_record import PENDING, name_tenth

Sheet = tuple[list[str], list[list[str]]]
"""Headers and lines."""
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A statement that counts, when it was said, and what came of it."""

    said_at: datetime
    statement: Statement
    found: Outcome | Pending


def settle(said: Sequence[Said], book: Databook) -> tuple[Kept, ...]:
    """Of everything that was said of this municipality what counts, oldest first, with what came of it in the figures of now."""
    first: dict[Statement, datetime] = {}
    ordered = [(each, statement) for each in said if each.municipality == book.code and (statement := _statement(each))]
    for each, statement in ordered:
        first.setdefault(statement, each.said_at)
    counted = once_ahead(statement for _, statement in ordered)
    return tuple(Kept(said_at=first[each], statement=each, found=_found(each, book)) for each in counted)


def count_kept(kept: Iterable[Kept]) -> TrackRecord:
    """The counts of what was kept beforehand."""
    return count((each.statement, each.found) for each in kept)


def count_replayed(book: Databook) -> TrackRecord:
    """The counts of what would have been said, of the figures of the municipality."""
    return count(pair for row in book.rows for pair in replay(row.indicator, row.assessment.usable))


def verdicts(record: TrackRecord, *, is_replayed: bool) -> Sheet:
    """Per verdict how often it was said and came out, and of how many the norm was met."""
    shown = [(kind, record.verdicts[kind]) for kind in CLAIMS if record.verdicts[kind].settled]
    lines = [[kind.value, str(tally.settled), str(tally.met), _mean(tally)] for kind, tally in shown]
    said = "Wat we gezegd zouden hebben" if is_replayed else "Wat we zeiden"
    return [said, "Hoe vaak", "Norm gehaald", "Gemiddelde kans"], lines


def chances(record: TrackRecord, *, is_replayed: bool) -> Sheet:
    """Per tenth of the chance how often it was given, and of how many the norm was met."""
    shown = [(place, tally) for place, tally in record.tenths.items() if tally.settled]
    lines = [[name_tenth(place), str(tally.settled), str(tally.met), _mean(tally)] for place, tally in shown]
    given = "Kans die we gegeven zouden hebben" if is_replayed else "Kans die we gaven"
    return [given, "Hoe vaak", "Norm gehaald", "Gemiddelde kans"], lines


def statements(kept: Sequence[Kept], book: Databook) -> Sheet:
    """Every statement that counts, newest first."""
    lines = [_line(each, book) for each in reversed(kept)]
    return ["Indicator", "Norm", "Normjaar", "Wat we zeiden", "Kans", "Gezegd op", "Cijfers tot en met", "Uitkomst"], lines


def said_since(said: Sequence[Said], book: Databook) -> str:
    """Since when this is kept, and how much of it there is; empty when nothing was kept of this municipality."""
    own = [each for each in said if each.municipality == book.code]
    if not own:
        return ""
    return f"Sinds {day(own[0].said_at)} bewaren we wat we over een norm zeggen, vóór de uitkomst er is."


def _statement(said: Said) -> Statement | None:
    """None for a verdict that this Databoek does not know."""
    if said.verdict not in {status.value for status in NormStatus}:
        return None
    zone = None if said.lower is None and said.upper is None else Zone(lower=said.lower, upper=said.upper)
    return Statement(
        indicator=said.indicator,
        verdict=NormStatus(said.verdict),
        chance=said.chance,
        zone=zone,
        year=said.year,
        latest=said.latest,
    )


def _found(statement: Statement, book: Databook) -> Outcome | Pending:
    row = book.row(statement.indicator)
    if row is None:
        return Pending.DROPPED
    broken = (cut.year for cut in row.indicator.breaks if cut.kind is BreakKind.DEFINITION and cut.year <= book.today.year)
    return find_outcome(statement, row.series, {*broken, *row.series.restarts})


def _line(kept: Kept, book: Databook) -> list[str]:
    said, row = kept.statement, book.row(kept.statement.indicator)
    return [
        row.indicator.name if row else said.indicator,
        _norm(said.zone, row.indicator if row else None),
        str(said.year),
        said.verdict.value,
        "–" if said.chance is None else about(said.chance),
        day(kept.said_at),
        str(said.latest),
        _outcome(kept.found),
    ]


def _outcome(found: Outcome | Pending) -> str:
    if isinstance(found, Pending):
        return PENDING[found]
    margin = " (de norm ligt binnen de marge)" if found.is_around else ""
    return f"{'gehaald' if found.is_met else 'niet gehaald'}{margin}"


def _norm(zone: Zone | None, indicator: Indicator | None) -> str:
    """The values that met it: `≤ 2,5`, `≥ 75%`, `2–4%`."""
    if zone is None:
        return "–"
    unit = indicator.unit if indicator else ""
    levels = "–".join(exact(level) for level in (zone.lower, zone.upper) if level is not None)
    sign = f"≤{NO_BREAK}" if zone.lower is None else f"≥{NO_BREAK}" if zone.upper is None else ""
    return f"{sign}{percent_sign(levels, unit)}"


def _mean(tally: Tally) -> str:
    return "–" if tally.expected is None else f"{round(100 * tally.expected)}%"
