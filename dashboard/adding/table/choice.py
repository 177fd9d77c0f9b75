"""What somebody chose of a table, from the address to a choice that can be looked up; pure, it judges nothing."""

import re
from collections.abc import Mapping
from dataclasses import replace

from dashboard.adding.wish import FILTER, MEASURE, PARTS_OF, PERIOD, TIMES, YEAR
from etl.catalogue.choices import Chosen, Divided, OfTable
from etl.catalogue.offered import Dimension, Measure, Periods, TableContents
from indicators.agenda import model
from indicators.agenda.model import Agenda, Ratio, TableSource
from indicators.agenda.periods import PeriodKind

MARGINS = "Marges"
OF_AGENDA, OF_TABLE = "agenda:", "tabel:"
TIMES_CHOICES = {"100": "per 100 (procent)", "1000": "per 1.000", "10000": "per 10.000", "100000": "per 100.000"}
USUAL_TIMES = "1000"
_YEAR = re.compile(r"(19|20)\d\d")


def measures(contents: TableContents) -> dict[str, str]:
    """By key what to call each measure that can be chosen: its title, the groups above it, and its unit."""
    return {each.key: measure_name(each) for each in contents.measures if not each.problem}


def measure_name(measure: Measure) -> str:
    """`Jongeren met jeugdzorg (Jeugdzorg, aantal)`."""
    about = ", ".join(part for part in (*measure.groups[-1:], measure.unit) if part and part != measure.title)
    return f"{measure.title} ({about})" if about else measure.title


def asked_dimensions(contents: TableContents) -> tuple[Dimension, ...]:
    """Those of which a person chooses: of bounds the value itself is meant."""
    return tuple(each for each in contents.dimensions if not (contents.margins and each.name == MARGINS and each.usual))


def member_of(dimension: Dimension, wish: Mapping[str, str]) -> str:
    """The code that is chosen; the usual one, or the only one, when nobody chose; empty when somebody has to."""
    codes = [member.code for member in dimension.members]
    wanted = wish.get(f"{FILTER}{dimension.name}", "")
    return wanted if wanted in codes else dimension.usual or (codes[0] if len(codes) == 1 else "")


def period_of(contents: TableContents, wish: Mapping[str, str]) -> Periods | None:
    """Which periods are the yearly figures: the years themselves when nobody chose; None when somebody has to."""
    by_kind = {str(each.kind): each for each in contents.periods}
    usual = (wish.get(PERIOD, ""), str(PeriodKind.YEAR), str(PeriodKind.SCHOOL_YEAR))
    found = next((by_kind[kind] for kind in usual if kind in by_kind), None)
    return found or (contents.periods[0] if len(contents.periods) == 1 else None)


def year_of(contents: TableContents, wish: Mapping[str, str]) -> int | None:
    """Of a table without periods: the year that somebody said, or its title."""
    said = wish.get(YEAR, "").strip()
    return int(said) if _YEAR.fullmatch(said) else contents.year


def missing(contents: TableContents, wish: Mapping[str, str]) -> list[str]:
    """What is still to be chosen, in words."""
    found = [] if wish.get(MEASURE) in measures(contents) else ["wat u wilt laten zien"]
    found += [each.title for each in asked_dimensions(contents) if not member_of(each, wish)]
    if contents.has_periods:
        return found if period_of(contents, wish) else [*found, "welke perioden"]
    return found if year_of(contents, wish) else [*found, "het jaar van de cijfers"]


def chosen_of(contents: TableContents, wish: Mapping[str, str], agenda: Agenda) -> Chosen | None:
    """The choice; None while something is still to be chosen."""
    if missing(contents, wish):
        return None
    own = _of_table(contents, wish, wish[MEASURE])
    below = denominator_of(contents, wish, agenda)
    return Divided(numerator=own, denominator=below, multiplier=float(times_of(wish))) if below else own


def times_of(wish: Mapping[str, str]) -> str:
    """By how much a share is multiplied."""
    said = wish.get(TIMES, "")
    return said if said in TIMES_CHOICES else USUAL_TIMES


def denominators(contents: TableContents, agenda: Agenda) -> dict[str, str]:
    """What to divide by: what the agenda divides by already, then the other measures of this table."""
    found = {f"{OF_AGENDA}{name}": _spoken(measure) for name, measure in _divided_by(agenda).items()}
    return found | {f"{OF_TABLE}{key}": f"{name}, uit deze tabel" for key, name in measures(contents).items()}


def denominator_of(contents: TableContents, wish: Mapping[str, str], agenda: Agenda) -> OfTable | None:
    """What somebody chose to divide by; None for the figure itself."""
    said = wish.get(PARTS_OF, "")
    if said.startswith(OF_TABLE) and said.removeprefix(OF_TABLE) in measures(contents):
        return _of_table(contents, wish, said.removeprefix(OF_TABLE))
    measure = _divided_by(agenda).get(said.removeprefix(OF_AGENDA)) if said.startswith(OF_AGENDA) else None
    source = agenda.sources[measure.source] if measure else None
    return _of_agenda(measure, source) if measure and isinstance(source, TableSource) else None


def usual_unit(contents: TableContents, wish: Mapping[str, str], agenda: Agenda) -> str:
    """What to call the unit, to begin with."""
    below = denominator_of(contents, wish, agenda)
    measure = next((each for each in contents.measures if each.key == wish.get(MEASURE)), None)
    if below is None:
        return measure.unit if measure else ""
    of = "inwoners" if "inwoner" in below.topic.lower() or "bevolking" in below.topic.lower() else _words(below.topic).lower()
    return "%" if times_of(wish) == "100" else f"{TIMES_CHOICES[times_of(wish)]} {of}"


def _of_table(contents: TableContents, wish: Mapping[str, str], key: str) -> OfTable:
    measure = next(each for each in contents.measures if each.key == key)
    period = period_of(contents, wish)
    codes = {each.name: member_of(each, wish) for each in contents.dimensions}
    return OfTable(
        catalogue=contents.catalogue,
        table=contents.table,
        topic=measure.topic,
        group=measure.told_group,
        unit=measure.told_unit,
        filters=tuple(codes.items()),
        period=period.kind if period else PeriodKind.YEAR,
        year=None if contents.has_periods else year_of(contents, wish),
        region_dimension=contents.region_dimension,
        margins=contents.margins,
        title=contents.title,
        holder=contents.holder,
        licence=contents.licence,
    )


def _divided_by(agenda: Agenda) -> dict[str, model.Measure]:
    """By the indicator that divides by it first: measures of tables, each once."""
    found: dict[str, model.Measure] = {}
    for indicator in agenda.indicators:
        below = indicator.quantity.denominator if isinstance(indicator.quantity, Ratio) else None
        if below and below not in found.values() and isinstance(agenda.sources.get(below.source), TableSource):
            found[indicator.id] = below
    return found


def _of_agenda(measure: model.Measure, source: TableSource) -> OfTable:
    margins = (source.margins.lower, source.margins.upper) if source.margins else None
    made = OfTable(catalogue=source.catalogue, table=source.table, topic=measure.topic or "")
    return replace(
        made,
        group=measure.topic_group,
        unit=measure.topic_unit,
        filters=tuple((source.filters | measure.filters).items()),
        period=source.period,
        year=source.year,
        region_dimension=source.region_dimension,
        margins=margins,
        holder=source.holder,
        licence=source.licence,
    )


def _spoken(measure: model.Measure) -> str:
    return f"{_words(measure.topic or '')}, zoals de agenda al doet"


def _words(topic: str) -> str:
    """`GemiddeldAantalInwoners` as people write it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", topic).capitalize()
