"""What the page of changes says: since when, how far the history goes back, and every change as plain values; pure, no HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from dashboard.changed.changes import ChangedJudgement, ChangedNorm, Changes, NewFigures, RevisedFigure
from dashboard.changed.earlier import Moment
from dashboard.look.notation import amount, count, day, marks_explained, past_level, point_period, with_unit
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from dashboard.pages import INDICATOR, Link, Links
from indicators.agenda.model import Indicator
from indicators.wording.numbers import listing, number

SHOWN_YEARS = 3
"""More new years than this are named as a stretch."""
MORE_DECIMALS = 4
"""A revision that is smaller than what is shown gets at most this many decimals more, so that it can be seen."""

SAME_AGENDA = (
    "We hebben de cijfers van toen opnieuw beoordeeld, met de agenda en de normen van nu en de kalender van die dag. Zo ziet u "
    "wat nieuwe en herziene cijfers en het verstrijken van de tijd doen. Een norm die is gewijzigd, staat apart."
)


def since_in_words(since: date, meetings: Sequence[date]) -> str:
    """`de raadsvergadering van 15 oktober 2026`, or the day alone."""
    return f"de raadsvergadering van {day(since)}" if since in meetings else day(since)


def how_far_back(moment: Moment, since: date, today: date) -> str:
    """What the store cannot know; empty when its history goes back far enough."""
    if not moment.is_start:
        return ""
    known = f"We bewaren cijfers sinds {day(moment.on)}; wat er voor die tijd veranderde, weten we niet."
    if moment.on == today:
        return f"{known} Dat is vandaag, dus er valt nog weinig te vergelijken. Gewijzigde normen staan wel in de agenda."
    return f"{known} Hieronder staat wat er sindsdien veranderde. Voor de normen kijken we wel terug tot {day(since)}."


def nothing(since: str) -> str:
    """When there is nothing to tell."""
    return f"Sinds {since} kwamen er geen nieuwe of herziene cijfers bij en is er geen norm of oordeel gewijzigd."


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


@dataclass(frozen=True, kw_only=True)
class RevisedLine:
    """A figure that changed; was and now are empty when they say nothing new, rest follows them."""

    link: Link
    period: str
    was: str
    now: str
    rest: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class NormLine:
    """A norm as it is and as it was; before is empty when there was none."""

    link: Link
    before: str
    level: str
    adopted: str


def totals(changes: Changes) -> list[tuple[int, str]]:
    """Four counts with their words, as the first thing to read."""
    confirmed = [each for each in changes.revised if each.is_confirmed]
    counted = (
        (len(changes.judgements), "gewijzigd oordeel", "gewijzigde oordelen"),
        (sum(len(each.points) for each in changes.new), "nieuw cijfer", "nieuwe cijfers"),
        (len(changes.revised) - len(confirmed), "herzien cijfer", "herziene cijfers"),
        (len(changes.norms), "gewijzigde norm", "gewijzigde normen"),
    )
    return [(total, singular if total == 1 else plural) for total, singular, plural in counted]


def judgements(changed: Sequence[ChangedJudgement], links: Links) -> list[tuple[Link, list[tuple[str, Said, Said]]]]:
    """Per indicator the questions whose answer is another one, with the answer of then and of now."""
    asked = {question.kind: question.text for question in QUESTIONS}
    return [
        (to_indicator(indicator, links), [(asked[each.kind], *_then_and_now(each)) for each in answers])
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


def norm_line(changed: ChangedNorm, names: Mapping[str, str], links: Links) -> NormLine:
    """What a norm was and is, who adopted it and why; names: of partners by their id."""
    unit, adoption = changed.indicator.unit, changed.adoption
    by = listing([names.get(each, each) for each in adoption.by])
    decision = f", besluit {adoption.decision}" if adoption.decision else ""
    because = f". Gewijzigd omdat: {changed.reason}" if changed.reason else ""
    return NormLine(
        link=to_indicator(changed.indicator, links),
        before=past_level(changed.before, unit) if changed.before else "",
        level=past_level(changed.level, unit),
        adopted=f"Vastgesteld door {by} op {day(adoption.on)}{decision}{because}",
    )


def to_indicator(indicator: Indicator, links: Links) -> Link:
    """To the page of an indicator, by its name."""
    return links.to(INDICATOR, indicator.name, indicator=indicator.id)


def _seen(moment: datetime | None) -> str:
    return f"voor het eerst gezien op {day(moment)}" if moment else ""
