"""What the page of changes says of the agenda: norms that moved, what else differs, and since when we know; pure, no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.book.databook import Databook
from dashboard.changed.changes import ChangedNorm
from dashboard.changed.earlier import Earlier
from dashboard.changed.flips import Cause, HeldJudgement
from dashboard.changed.since import end_of
from dashboard.look.notation import day
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from dashboard.pages import INDICATOR, INTERVENTION, Link, Links
from indicators.agenda.differences import About, Difference
from indicators.agenda.history import AgendaHistory
from indicators.agenda.norm_history import NormStep
from indicators.wording.differences import say_difference
from indicators.wording.norm_terms import norms_apart
from indicators.wording.numbers import listing

JUDGED_NOW = (
    "We hebben de cijfers van toen opnieuw beoordeeld, met de agenda en de normen van nu en de kalender van die dag. Zo ziet u "
    "wat nieuwe en herziene cijfers en het verstrijken van de tijd doen."
)
JUDGED_GUEST = "We hebben de cijfers van toen opnieuw beoordeeld, met de kalender van die dag. We rekenen zoals we nu rekenen."
JUDGED_THEN = (
    "We hebben de cijfers van toen opnieuw beoordeeld, met de agenda van toen en de kalender van die dag. We rekenen zoals we nu "
    "rekenen."
)
JUDGED_OLDEST = (
    "We hebben de cijfers van toen opnieuw beoordeeld, met de oudste agenda die we bewaren, die van {since}, en de kalender van "
    "die dag. Welke agenda toen gold, weten we niet."
)
NOT_KNOWN = "Van indicatoren die toen niet in de agenda stonden of een andere bron hadden, weten we niet wat we toen zeiden."
CAUSES = {
    Cause.FIGURES: "Anders door nieuwe of herziene cijfers.",
    Cause.AGENDA: "Anders door de agenda: met dezelfde cijfers is het antwoord nu een ander.",
    Cause.BOTH: "De agenda veranderde, en de cijfers ook. Allebei geven een ander antwoord.",
    Cause.TIME: "De eigen cijfers bleven gelijk. Er is tijd verstreken, of andere gemeenten kregen nieuwe cijfers.",
}


@dataclass(frozen=True, kw_only=True)
class NormLine:
    """A norm as it is and as it was; before is empty when there was none."""

    link: Link
    before: str
    level: str
    adopted: str

    @property
    def told(self) -> str:
        """The same on one line of text."""
        moved = before_and_now(self.before, self.level) if self.before else f"nieuwe norm: {self.level}"
        return f"{moved}. {self.adopted}".strip()


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """Something else that the agenda says otherwise; link is None for what has no page any more, label empty for all of it."""

    link: Link | None
    name: str
    label: str
    before: str
    after: str
    seen: str

    @property
    def told(self) -> str:
        """The same on one line of text."""
        return (
            f"{self.label}: {before_and_now(self.before, self.after)}" if self.label else before_and_now(self.before, self.after)
        )


@dataclass(frozen=True, kw_only=True)
class HeldLine:
    """An answer that is what it was, and what it would be with the agenda of then."""

    link: Link
    question: str
    now: Status
    otherwise: Status


def before_and_now(before: str, now: str) -> str:
    """What something was and is, as a page is read aloud; either may be empty."""
    return ", ".join([*([f"eerst {before}"] if before else []), *([f"nu {now}" if before else now] if now else [])])


def norm_line(changed: ChangedNorm, names: Mapping[str, str], links: Links) -> NormLine:
    """What a norm was and is, who adopted it or that nobody did, and why; names: of partners by their id."""
    step = changed.step
    before, after = norms_apart(step.before, step.after, changed.indicator.unit)
    because = f" Gewijzigd omdat: {step.reason}" if step.reason else ""
    return NormLine(
        link=links.to(INDICATOR, changed.indicator.name, indicator=changed.indicator.id),
        before=before if step.before else "",
        level=after,
        adopted=f"{_how(step, names)}{because}",
    )


def _how(step: NormStep, names: Mapping[str, str]) -> str:
    seen = f"Voor het eerst gezien op {day(step.seen_at)}." if step.seen_at else ""
    if step.is_quiet and step.seen_at:
        still = f" In de agenda staat nog {_decision(step)}." if step.adoption else ""
        return f"Gewijzigd op {day(step.seen_at)} zonder {'nieuw ' if step.adoption else ''}besluit.{still}"
    if step.adoption is None:
        return seen if step.after is None else f"Er staat geen besluit bij. {seen}".strip()
    by = listing([names.get(each, each) for each in step.adoption.by])
    decision = f", besluit {step.adoption.decision}" if step.adoption.decision else ""
    late = f" {seen}" if step.seen_at and day(step.seen_at) != day(step.adoption.on) else ""
    return f"Vastgesteld door {by} op {day(step.adoption.on)}{decision}.{late}"


def _decision(step: NormStep) -> str:
    if step.adoption is None:
        return "geen besluit"
    return f"besluit {step.adoption.decision}" if step.adoption.decision else f"het besluit van {day(step.adoption.on)}"


def agenda_line(seen_at: datetime, difference: Difference, book: Databook, links: Links) -> AgendaLine:
    """One difference, with a link to what it is about when that has a page."""
    names = dict(book.partners) | {row.indicator.id: row.indicator.name for row in book.rows}
    told = say_difference(difference, names)
    return AgendaLine(
        link=_page_of(difference, book, links),
        name=difference.name or "De hele agenda",
        label=told.label,
        before=told.before,
        after=told.after,
        seen=f"voor het eerst gezien op {day(seen_at)}",
    )


def _page_of(difference: Difference, book: Databook, links: Links) -> Link | None:
    if difference.about is About.INDICATOR and book.row(difference.id):
        return links.to(INDICATOR, difference.name, indicator=difference.id)
    if difference.about is About.INTERVENTION and any(each.id == difference.id for each in book.agenda.interventions):
        return links.to(INTERVENTION, difference.name, interventie=difference.id)
    return None


def held_line(held: HeldJudgement, links: Links) -> HeldLine:
    """An answer that stayed, beside what the agenda of then would make of it."""
    asked = {question.kind: question.text for question in QUESTIONS}
    to = links.to(INDICATOR, held.indicator.name, indicator=held.indicator.id)
    return HeldLine(link=to, question=asked[held.kind], now=held.now, otherwise=held.otherwise)


def judged_with(book: Databook, earlier: Earlier) -> str:
    """With which agenda the figures of then were judged, and of what nobody knows what was said."""
    if book.is_guest:
        return JUDGED_GUEST
    if book.history.began is None:
        return JUDGED_NOW
    reaches = book.history.reaches(earlier.moment.at)
    said = JUDGED_THEN if reaches else JUDGED_OLDEST.format(since=day(book.history.began))
    return f"{said} {NOT_KNOWN}" if earlier.unknown else said


def how_far_back(history: AgendaHistory, since: date) -> str:
    """What of the agenda nobody can know; empty when its history goes back far enough."""
    only = "we kennen alleen wat de agenda daar zelf over zegt"
    if history.began is None:
        return f"Eerdere agenda’s zijn niet bewaard. Of er een norm, nulmeting, bron of aanpak veranderde, weten we niet; {only}."
    if history.reaches(end_of(since)):
        return ""
    return (
        f"We bewaren de agenda sinds {day(history.began)}. Of er voor die tijd een norm, nulmeting, bron of aanpak veranderde, "
        f"weten we niet; {only}."
    )
