"""The four answers about one indicator as they are shown: status, year, sentences, remarks; plain values, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.book.databook import Databook, Row
from dashboard.indicator import words
from dashboard.indicator.agreed.words import quietly_changed
from dashboard.indicator.ahead import Ahead
from dashboard.look.questions import CHANGE, NORM, QUESTIONS, Question
from dashboard.look.statuses import Status
from etl.store.coverage import NOT_HERE
from indicators.agenda.model import Intervention
from indicators.methods.change import ChangeStatus, count_flags
from indicators.wording.answers import Answer
from indicators.wording.change import say_flags
from indicators.wording.questions import ask


@dataclass(frozen=True, kw_only=True)
class Card:
    """about: the year the answer is about, where the newest figure is newer."""

    question: Question
    status: Status
    about: str
    answer: Answer
    remarks: tuple[str, ...]

    @property
    def below(self) -> tuple[str, ...]:
        """What stands under the answer: the remarks, and what would be needed to say more."""
        return (*self.remarks, *([self.answer.needed] if self.answer.needed else []))


def cards_of(book: Databook, row: Row, ahead: Ahead) -> tuple[Card, ...]:
    """In the order in which they are asked; of a guest without the norm. ahead: what else may be said of the future."""
    found, said, about = row.assessment, row.judged.answers, words.years_judged(row)
    flags = say_flags(count_flags(each.assessment.change for each in book.rows))
    remarks = {
        NORM: [quietly_changed(row), ahead.remark],
        CHANGE: [flags] if found.change.status is ChangeStatus.NOTABLE else [],
    }
    return tuple(
        Card(
            question=each,
            status=getattr(found, each.kind).status,
            about=words.about_year(about[each.kind]),
            answer=getattr(said, each.kind),
            remarks=tuple(text for text in remarks.get(each, ()) if text),
        )
        for each in QUESTIONS
        if each is not NORM or not book.is_guest
    )


def asked_of(book: Databook, row: Row) -> Sequence[str]:
    """What to ask about it; of a guest nothing."""
    if book.is_guest:
        return ()
    return ask(row.indicator, row.assessment, aimed_at(book, row), book.today, is_left_out=row.reason == NOT_HERE)


def aimed_at(book: Databook, row: Row) -> tuple[Intervention, ...]:
    """The interventions that aim at it; a guest municipality has none."""
    return () if book.is_guest else book.agenda.aimed_at(row.indicator.id)
