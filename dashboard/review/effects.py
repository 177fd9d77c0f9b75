"""What another agenda would change with the same figures: answers, norms, warnings; pure, it words and judges nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.book.databook import Databook, Row
from dashboard.changed.earlier import Told
from dashboard.changed.flips import ChangedJudgement, changed_judgements
from indicators.agenda.differences import NORM_TOPICS, About, Difference, Topic, compare, decision_of
from indicators.agenda.sourced import gives_other_figures
from indicators.methods.base_rates import BaseRateLack, BaseRates, find_base_rates
from indicators.wording.rekenkamer import NormWarning, check_norm

_ABOUT_THE_NORM = NORM_TOPICS | {Topic.WHOLE, Topic.BASELINE, Topic.DIRECTION, Topic.BREAKS}


@dataclass(frozen=True, kw_only=True)
class NormToBe:
    """A norm that is another one, or is judged otherwise: what a court of audit would ask of it and how usual its step is.

    is_quiet: it asks something else, and the decision beside it is still that of before.
    """

    row: Row
    warnings: tuple[NormWarning, ...]
    rates: BaseRates | BaseRateLack
    is_quiet: bool


@dataclass(frozen=True, kw_only=True)
class Effects:
    """judgements: answers with another status. pictures: ids of indicators of which the chart may be another one.

    unseen: indicators that get their figures from elsewhere, or are new: what that changes is known after a refresh.
    """

    differences: tuple[Difference, ...] = ()
    judgements: tuple[ChangedJudgement, ...] = ()
    norms: tuple[NormToBe, ...] = ()
    pictures: tuple[str, ...] = ()
    unseen: tuple[Row, ...] = ()
    gone: tuple[str, ...] = ()


def find_effects(before: Databook, after: Databook) -> Effects:
    """Of the same municipality, figures and day, with the agenda of now and with another one."""
    differences = compare(before.agenda, after.agenda)
    pairs = [(row, known) for row in after.rows if (known := before.row(row.indicator.id)) and known.judged is not row.judged]
    judgements = [found for row, known in pairs for found in _judgements(row, known)]
    about = {each.id for each in differences if each.about is About.INDICATOR} | {each.indicator.id for each in judgements}
    return Effects(
        differences=differences,
        judgements=tuple(judgements),
        norms=tuple(_norms(after, differences)),
        pictures=tuple(row.indicator.id for row, known in pairs if row.indicator.id in about and known.last),
        unseen=tuple(_unseen(after, differences)),
        gone=tuple(row.indicator.name for row in before.rows if after.row(row.indicator.id) is None),
    )


def _judgements(row: Row, known: Row) -> list[ChangedJudgement]:
    return changed_judgements(row.indicator, Told.of(known.judged), Told.of(row.judged))


def _norms(after: Databook, differences: tuple[Difference, ...]) -> Iterator[NormToBe]:
    quiet = {each.id for each in differences if _is_quiet(each)}
    wanted = {each.id for each in differences if each.about is About.INDICATOR and each.topic in _ABOUT_THE_NORM}
    for row in after.rows:
        if row.indicator.id in wanted and row.indicator.norm is not None:
            yield NormToBe(
                row=row,
                warnings=check_norm(row.indicator, row.series, today=after.today),
                rates=find_base_rates(row.indicator, row.series, row.judged.around.panel, today=after.today),
                is_quiet=row.indicator.id in quiet,
            )


def _is_quiet(difference: Difference) -> bool:
    """A norm that asks something else under the decision of before, or under none."""
    if difference.topic is not Topic.NORM or not difference.before or not difference.after:
        return False
    return decision_of(difference.before.adoption) == decision_of(difference.after.adoption)


def _unseen(after: Databook, differences: tuple[Difference, ...]) -> Iterator[Row]:
    ids = {each.id for each in differences if each.topic is Topic.WHOLE and each.after is not None}
    sources = (each for each in differences if each.topic is Topic.SOURCE)
    ids |= {each.id for each in sources if gives_other_figures(each.before, each.after)}
    return (row for row in after.rows if row.indicator.id in ids)
