"""What the page of changes says: since when, how far the history goes back, and every change as plain values; pure, no HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dashboard.book.databook import Databook
from dashboard.changed import agenda_words
from dashboard.changed.changes import Changes, NewFigures, RevisedFigure
from dashboard.changed.earlier import Moment
from dashboard.changed.flips import ChangedJudgement
from dashboard.changed.since import end_of
from dashboard.look.notation import amount, count, day, marks_explained, point_period, with_unit
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from dashboard.pages import INDICATOR, Link, Links
from indicators.agenda.model import Indicator
from indicators.wording.numbers import listing, number

JUDGEMENTS, NEW, REVISED = "Gewijzigde oordelen", "Nieuwe cijfers", "Herziene cijfers"
NORMS, AGENDA = "Gewijzigde normen", "Andere wijzigingen in de agenda"
SHOWN_YEARS = 3
"""More new years than this are named as a stretch."""
MORE_DECIMALS = 4
"""A revision that is smaller than what is shown gets at most this many decimals more, so that it can be seen."""


def since_in_words(since: date, meetings: Sequence[date]) -> str:
    """`de raadsvergadering van 15 oktober 2026`, or the day alone."""
    return f"de raadsvergadering van {day(since)}" if since in meetings else day(since)


@dataclass(frozen=True, kw_only=True)
class Known:
    """How far back we can see: since the day that was asked for, or not; of figures and of the agenda."""

    figures: bool = True
    agenda: bool = True

    @property
    def all(self) -> bool:
        """Everything since that day."""
        return self.figures and self.agenda


def known_of(book: Databook, moment: Moment, since: date) -> Known:
    """What the store knows since this day; of the agenda a guest is told nothing."""
    return Known(figures=not moment.is_start, agenda=book.is_guest or book.history.reaches(end_of(since)))


def limits(book: Databook, moment: Moment, since: date) -> str:
    """What cannot be known; empty when the history of figures and of the agenda goes back far enough."""
    of_agenda = "" if book.is_guest else agenda_words.how_far_back(book.history, since)
    return " ".join(text for text in (how_far_back(moment, book.today), of_agenda) if text)


def how_far_back(moment: Moment, today: date) -> str:
    """What the store cannot know of figures; empty when its history goes back far enough."""
    if not moment.is_start:
        return ""
    known = f"We bewaren cijfers sinds {day(moment.on)}; wat er voor die tijd veranderde, weten we niet."
    if moment.on == today:
        return f"{known} Dat is vandaag, dus er valt nog weinig te vergelijken."
    return f"{known} Hieronder staat welke cijfers en oordelen sindsdien veranderden."


def nothing(since: str, known: Known, *, is_guest: bool) -> str:
    """When there is nothing to tell: nothing changed, or nothing that we know of."""
    if not known.all:
        return "We zagen geen verandering. Wat er gebeurde voordat we gingen bewaren, weten we niet."
    rest = "en is er geen oordeel gewijzigd" if is_guest else "en is er geen oordeel en niets in de agenda gewijzigd"
    return f"Sinds {since} kwamen er geen nieuwe of herziene cijfers bij {rest}."


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer then or now: its status and its sentence."""

    status: Status
    text: str


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """New years of an indicator; figures: (value with unit, period); opening stands before them."""

    link: Link
    opening: str
    figures: tuple[tuple[str, str], ...]
    seen: str

    @property
    def told(self) -> str:
        """The same on one line of text."""
        return f"{self.opening}{listing([f'{value} in {period}' for value, period in self.figures])}"


@dataclass(frozen=True, kw_only=True)
class RevisedLine:
    """A figure that changed; was and now are empty when they say nothing new, rest follows them."""

    link: Link
    period: str
    was: str
    now: str
    rest: str
    seen: str

    @property
    def told(self) -> str:
        """The same on one line of text."""
        return f"{self.period}: {agenda_words.before_and_now(self.was, self.now)}{self.rest}"


def totals(changes: Changes, known: Known, *, is_guest: bool = False) -> list[tuple[int, str]]:
    """Counts with their words, as the first thing to read; `bekend` where there may be more than we know."""
    confirmed = [each for each in changes.revised if each.is_confirmed]
    counted = [
        (len(changes.judgements), "gewijzigd oordeel", "gewijzigde oordelen", known.all),
        (sum(len(each.points) for each in changes.new), "nieuw cijfer", "nieuwe cijfers", known.figures),
        (len(changes.revised) - len(confirmed), "herzien cijfer", "herziene cijfers", known.figures),
    ]
    if not is_guest:
        other = ("andere wijziging in de agenda", "andere wijzigingen in de agenda")
        counted.append((len(changes.norms), "gewijzigde norm", "gewijzigde normen", known.agenda))
        counted.append((len(changes.agenda), *other, known.agenda))
    words = [(total, singular if total == 1 else plural, is_known) for total, singular, plural, is_known in counted]
    return [(total, text if is_known else f"{text} bekend") for total, text, is_known in words]


def judgements(changed: Sequence[ChangedJudgement], links: Links) -> list[tuple[Link, list[tuple[str, Said, Said, str]]]]:
    """Per indicator the questions whose answer is another one, with the answer of then and of now, and what made it so."""
    asked = {question.kind: question.text for question in QUESTIONS}
    return [
        (
            to_indicator(indicator, links),
            [(asked[each.kind], *_then_and_now(each), agenda_words.CAUSES[each.cause]) for each in answers],
        )
        for indicator, answers in groupby(changed, key=lambda each: each.indicator)
    ]


def _then_and_now(changed: ChangedJudgement) -> tuple[Said, Said]:
    then, now = changed.statuses
    return Said(status=then, text=changed.before.text), Said(status=now, text=changed.after.text)


def new_line(found: NewFigures, links: Links) -> NewLine:
    """The new figures of one indicator; a long stretch by its years and its last figure."""
    figures = tuple((amount(point.value, found.indicator), point_period(point)) for point in found.points)
    opening = ""
    if len(figures) > SHOWN_YEARS:
        what = "voor het eerst cijfers" if found.is_first else count(len(figures), "cijfer", "cijfers")
        opening = f"{what} over {found.points[0].year} tot en met {found.points[-1].year}; het laatste: "
        figures = figures[-1:]
    return NewLine(link=to_indicator(found.indicator, links), opening=opening, figures=figures, seen=_seen(found.seen_at))


def marks_of_new(found: Sequence[NewFigures]) -> str:
    """What the marks behind the figures that are shown mean."""
    return marks_explained(point for each in found for point in each.points[-SHOWN_YEARS:])


def marks_of_revised(found: Sequence[RevisedFigure]) -> str:
    """What the marks behind the figures as they were mean."""
    return marks_explained(each.before for each in found)


def revised_line(found: RevisedFigure, links: Links) -> RevisedLine:
    """What a figure was, what it is now, and when that was first seen."""
    before, after = found.before, found.after
    decimals = _telling_decimals(found)
    was, now, rest = number(before.value, decimals), "", ", vervallen: de bron geeft dit cijfer niet meer"
    if after is not None:
        now = with_unit(number(after.value, decimals), found.indicator.unit)
        rest = " (nu definitief)" if before.is_provisional and not after.is_provisional else ""
        if found.has_other_source:
            rest = ", nu uit een andere bron"
        elif found.is_confirmed:
            was, rest = "", f", nu {'voorlopig' if after.is_provisional else 'definitief'}"
    return RevisedLine(
        link=to_indicator(found.indicator, links),
        period=point_period(before),
        was=was,
        now=now,
        rest=rest,
        seen=_seen(found.seen_at),
    )


def _telling_decimals(found: RevisedFigure) -> int:
    """The usual decimals, or as many more as it takes to see the difference."""
    usual = found.indicator.decimals
    if found.after is None or found.is_confirmed:
        return usual
    tried = range(usual, usual + MORE_DECIMALS)
    pair = (found.before.value, found.after.value)
    return next((each for each in tried if number(pair[0], each) != number(pair[1], each)), usual + MORE_DECIMALS)


def to_indicator(indicator: Indicator, links: Links) -> Link:
    """To the page of an indicator, by its name."""
    return links.to(INDICATOR, indicator.name, indicator=indicator.id)


def _seen(moment: datetime | None) -> str:
    return f"voor het eerst gezien op {day(moment)}" if moment else ""
