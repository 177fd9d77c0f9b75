"""How often what was said of norms came true: outcomes of statements, and counts of them; it makes no statement itself.

Only a statement on a norm whose year was still to come has an outcome: whether the definitive figure of that year met the norm
as it was when the statement was made. Trend, latest change, comparison and effect say nothing of a figure that is still to come.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from indicators.methods.norm_status import NormStatus
from indicators.methods.series import Series
from indicators.methods.zone import Zone

CLAIMS = (NormStatus.BEHIND, NormStatus.UNCERTAIN, NormStatus.AROUND, NormStatus.NOT_MET, NormStatus.MET)
"""The verdicts that say something of a norm, in the order in which they are counted."""
TENTHS = 10


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What was said of a norm. zone: the values that meet it; year: of the norm; latest: of the newest definitive figure then."""

    indicator: str
    verdict: NormStatus
    chance: float | None
    zone: Zone | None
    year: int | None
    latest: int | None

    @property
    def is_ahead(self) -> bool:
        """Whether it says something of a figure that was still to come."""
        has_norm = self.zone is not None and self.year is not None
        return has_norm and self.verdict in CLAIMS and self.latest is not None and self.latest < (self.year or 0)


class Pending(StrEnum):
    """Why a statement has no outcome."""

    NOT_YET = "no definitive figure of that year or a later one yet"
    PASSED_BY = "no figure of that year, but of a later one"
    ANOTHER_SERIES = "counted in another way since"
    DROPPED = "not in the agenda any more"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Whether the value met the norm, as the chance was of the value; is_around: its published margin contains the norm."""

    is_met: bool
    is_around: bool


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Of how many statements the outcome is known, and of how many the norm was met; expected: the mean of their chances."""

    settled: int = 0
    met: int = 0
    around: int = 0
    expected: float | None = None


@dataclass(frozen=True, kw_only=True)
class TrackRecord:
    """verdicts, and tenths (0–9) of the chance: of statements with a known outcome.

    indicators, years: over how many, which is what these statements are worth as trials: those of one figure or one year go
    together. open: how many still wait; first_due: the first year of which they wait for a figure; lost: how many never have one.
    """

    verdicts: Mapping[NormStatus, Tally] = field(default_factory=dict)
    tenths: Mapping[int, Tally] = field(default_factory=dict)
    indicators: int = 0
    years: int = 0
    open: int = 0
    first_due: int | None = None
    lost: int = 0

    @property
    def settled(self) -> int:
        """How many statements had an outcome."""
        return sum(each.settled for each in self.verdicts.values())


Judged = tuple[Statement, Outcome | Pending]


def once_ahead(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Of statements in the order in which they were made those that count: made before the outcome, each once.

    The same norm is judged again with each version of the figures. The first time counts, until there is a newer figure. What was
    said of a year of which a figure had been seen before (figures that were put back) does not count.
    """
    seen: dict[str, int] = {}
    counted: dict[tuple[str, Zone | None, int | None, int | None], Statement] = {}
    for each in said:
        newest = max(seen.get(each.indicator, 0), each.latest or 0)
        if each.is_ahead and newest < (each.year or 0):
            counted.setdefault((each.indicator, each.zone, each.year, each.latest), each)
        seen[each.indicator] = newest
    return tuple(counted.values())


def find_outcome(statement: Statement, series: Series, restarts: Collection[int]) -> Outcome | Pending:
    """What came of a statement about a year ahead, in the figures of now; provisional ones decide nothing.

    restarts: years from which the series is another one (another definition, source or area).
    """
    zone, year, latest = statement.zone, statement.year or 0, statement.latest or 0
    if any(latest < start <= year for start in restarts):
        return Pending.ANOTHER_SERIES
    definitive, point = series.definitive(), series.at(year)
    if point is None:
        has_later = definitive.last is not None and definitive.last.year > year
        return Pending.PASSED_BY if has_later else Pending.NOT_YET
    if point.is_provisional or zone is None:
        return Pending.NOT_YET
    return Outcome(is_met=zone.holds(point.value), is_around=zone.is_around(point))


def count(judged: Iterable[Judged]) -> TrackRecord:
    """Count by verdict and by tenth of the chance."""
    pairs = list(judged)
    settled = [(statement, found) for statement, found in pairs if isinstance(found, Outcome)]
    waiting = [statement.year for statement, found in pairs if found is Pending.NOT_YET and statement.year is not None]
    tenths = [(tenth_of(statement.chance), statement, found) for statement, found in settled if statement.chance is not None]
    return TrackRecord(
        verdicts={kind: _tally([pair for pair in settled if pair[0].verdict is kind]) for kind in CLAIMS},
        tenths={place: _tally([(said, found) for at, said, found in tenths if at == place]) for place in range(TENTHS)},
        indicators=len({statement.indicator for statement, _ in settled}),
        years=len({statement.year for statement, _ in settled}),
        open=len(waiting),
        first_due=min(waiting, default=None),
        lost=len(pairs) - len(settled) - len(waiting),
    )


def tenth_of(chance: float) -> int:
    """In which tenth a chance lies: .0 up to and without .1 is 0, and .9 up to and with 1 is 9."""
    return min(int(chance * TENTHS), TENTHS - 1)


def _tally(pairs: Collection[tuple[Statement, Outcome]]) -> Tally:
    chances = [statement.chance for statement, _ in pairs if statement.chance is not None]
    return Tally(
        settled=len(pairs),
        met=sum(found.is_met for _, found in pairs),
        around=sum(found.is_around for _, found in pairs),
        expected=sum(chances) / len(chances) if chances else None,
    )
