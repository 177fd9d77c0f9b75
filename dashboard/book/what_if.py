"""The databook as it would be with another agenda and the same figures, on the same day; pure, it keeps nothing.

Only what the other agenda says otherwise is judged anew: what it says alike has its answers already.
"""

from collections.abc import Mapping, Set
from dataclasses import replace

import pandas as pd

from dashboard.book.databook import Databook, gather_rows
from etl.answers.areas import AreaBreak, with_area_breaks
from etl.answers.around import look_around_all
from etl.answers.chain import with_source_breaks
from etl.answers.figures import Figures
from etl.answers.judged import judge_all
from etl.answers.peers import find_group
from etl.store.coverage import cover
from indicators.agenda.model import Agenda, Indicator, SeriesBreak
from indicators.agenda.sourced import sourced
from indicators.methods.surroundings import Surroundings


def with_agenda(book: Databook, now: Agenda, other: Agenda, *, parts: pd.DataFrame, version: str) -> Databook:
    """The databook of the same municipality with the other agenda; now: the one that holds, as its file says it.

    parts: as the store gives them. ValueError when the other agenda is of another municipality.
    """
    if other.info.municipality != now.info.municipality:
        raise ValueError(f"{other.info.municipality} is another municipality than {now.info.municipality}")
    is_other_group = other.info.comparison != now.info.comparison
    group = find_group(other, book.figures, book.code) if is_other_group else book.group
    ids = frozenset(each.id for each in other.indicators) if is_other_group else judged_otherwise(now, other)
    anew = only(other, ids, book.figures, book.code)
    reasons = {row.indicator.id: row.reason for row in book.rows} | _reasons(book, ids, parts)
    judged = {row.indicator.id: row.judged for row in book.rows} | judge_all(
        anew, book.figures, group, book.code, reasons, _around(book, anew), book.today
    )
    agenda = _with_breaks(book, other, anew)
    rows = gather_rows(agenda, judged, reasons, book.code, book.history)
    return replace(book, version=version, agenda=agenda, group=group, rows=rows)


def judged_otherwise(now: Agenda, other: Agenda) -> frozenset[str]:
    """Indicators of the other agenda that it says something else of, or of which the source is told otherwise."""
    known = {each.id: each for each in now.indicators}
    return frozenset(each.id for each in other.indicators if not _is_alike(known.get(each.id), each, now, other))


def only(agenda: Agenda, ids: Set[str], figures: Figures, municipality: str) -> Agenda:
    """These indicators of an agenda alone, with the breaks that these figures have."""
    chosen = _reduced(agenda, ids)
    own = figures.observations[figures.observations["region"] == municipality]
    return with_area_breaks(with_source_breaks(chosen, figures.table), own, municipality)


def _is_alike(then: Indicator | None, now: Indicator, before: Agenda, after: Agenda) -> bool:
    return then == now and sourced(now, before) == sourced(now, after)


def _reasons(book: Databook, ids: Set[str], parts: pd.DataFrame) -> dict[str, str]:
    """Why there are no figures; of an indicator that is new nobody asked its source yet."""
    coverage = cover(sorted(ids), observations=book.observations, parts=parts, sources=book.sources)
    return {each.indicator: each.reason for each in coverage}


def _around(book: Databook, anew: Agenda) -> Mapping[str, Surroundings]:
    """What all municipalities tell of these: another thing only where the series counts from another year."""
    rows = [(book.row(each.id), each) for each in anew.indicators]
    known = {each.id: row.judged.around for row, each in rows if row and _breaks(row.indicator) == _breaks(each)}
    rest = frozenset(each.id for each in anew.indicators) - known.keys()
    return {**known, **(look_around_all(_reduced(anew, rest), book.figures, book.today) if rest else {})}


def _breaks(indicator: Indicator) -> list[SeriesBreak]:
    """Those that hold for every municipality."""
    return [each for each in indicator.breaks if not isinstance(each, AreaBreak)]


def _reduced(agenda: Agenda, ids: Set[str]) -> Agenda:
    ambitions = tuple(
        ambition.model_copy(update={"indicators": tuple(each for each in ambition.indicators if each.id in ids)})
        for ambition in agenda.ambitions
    )
    return agenda.model_copy(update={"ambitions": ambitions})


def _with_breaks(book: Databook, other: Agenda, anew: Agenda) -> Agenda:
    """The other agenda, of which the indicators have the breaks that the figures have."""
    made = {each.id: each for each in (*book.agenda.indicators, *anew.indicators)}
    ambitions = tuple(
        ambition.model_copy(update={"indicators": tuple(made[each.id] for each in ambition.indicators)})
        for ambition in other.ambitions
    )
    return other.model_copy(update={"ambitions": ambitions})
