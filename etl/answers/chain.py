"""Which figures come from a source that was replaced, how that source is called, and the break it makes; it judges nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from etl.store.series import Everywhere, SeriesTable
from etl.store.terms import address_of
from indicators.agenda.model import Agenda, BreakKind, Indicator, Measure, Quantity, Ratio, SeriesBreak
from indicators.methods.series import Series
from indicators.wording.numbers import listing


class SourceBreak(SeriesBreak):
    """A break that no agenda names: from its year another source speaks, and the maker does not say that the series goes on."""


@dataclass(frozen=True, kw_only=True)
class EarlierSource:
    """Years of one series that a replaced source gave; name: its tables or files."""

    name: str
    years: tuple[int, ...]
    until: int | None
    """The last of the years when all of them come before those of the sources after it; else None."""

    @property
    def words(self) -> str:
        """`andere bron tot en met 2020: 50090NED`."""
        when = listing([str(year) for year in self.years]) if self.until is None else f"tot en met {self.until}"
        return f"andere bron {when if self.until else f'in {when}'}: {self.name}"


def earlier_sources(series: Series, indicator: Indicator, agenda: Agenda) -> tuple[EarlierSource, ...]:
    """What replaced sources gave of this series, in the order of their years."""
    years: dict[int, list[int]] = {}
    for point in series.points:
        years.setdefault(point.predecessor, []).append(point.year)
    found = []
    for predecessor, given in years.items():
        if predecessor:
            newer = [year for other, own in years.items() if other < predecessor for year in own]
            is_before = not newer or given[-1] < min(newer)
            name = source_name(indicator, agenda, predecessor)
            found.append(EarlierSource(name=name, years=tuple(given), until=given[-1] if is_before else None))
    return tuple(sorted(found, key=lambda each: each.years))


def source_name(indicator: Indicator, agenda: Agenda, predecessor: int) -> str:
    """The tables or files of a link of the chain; figures can be older than the agenda, and then it may not know."""
    chain = links(indicator)
    if predecessor >= len(chain):
        return "een bron die niet meer in de agenda staat"
    tables = (address_of(agenda.sources[measure.source])[1] for measure in measures(chain[predecessor]))
    return listing(list(dict.fromkeys(table.rpartition("/")[2] for table in tables)))


def links(indicator: Indicator) -> tuple[Quantity, ...]:
    """The quantity of the indicator and what it replaced, newest first."""
    return (indicator.quantity, *indicator.quantity.predecessors)


def measures(quantity: Quantity) -> tuple[Measure, ...]:
    """What it is made of, numerator before denominator."""
    return (quantity.numerator, quantity.denominator) if isinstance(quantity, Ratio) else (quantity,)


def with_source_breaks(agenda: Agenda, table: SeriesTable) -> Agenda:
    """The agenda with a break wherever the figures of an indicator go from one series to another, for whatever region."""
    ambitions = tuple(
        ambition.model_copy(update={"indicators": tuple(_broken(each, agenda, table) for each in ambition.indicators)})
        for ambition in agenda.ambitions
    )
    return agenda.model_copy(update={"ambitions": ambitions})


def _broken(indicator: Indicator, agenda: Agenda, table: SeriesTable) -> Indicator:
    if not indicator.quantity.predecessors:
        return indicator
    found = tuple(_changes(indicator, agenda, table.of(indicator.id)))
    return indicator.model_copy(update={"breaks": (*indicator.breaks, *found)}) if found else indicator


def _changes(indicator: Indicator, agenda: Agenda, spoken: Everywhere) -> Iterator[SourceBreak]:
    rows = sorted(set(zip(spoken.year.tolist(), spoken.predecessor.tolist(), spoken.segment.tolist(), strict=True)))
    for (until, before, left), (year, after, entered) in pairwise(rows):
        if left != entered:
            names = [source_name(indicator, agenda, each) for each in (before, after)]
            reason = f"Tot en met {until} komt het cijfer uit {names[0]}, daarna uit {names[1]}."
            yield SourceBreak(year=year, reason=reason, kind=BreakKind.DEFINITION)
