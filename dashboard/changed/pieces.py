"""HTML of what changed: counts on top, then figures, norms and judgements then and now; everything that comes in is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from dashboard.changed.changes import ChangedJudgement, ChangedNorm, Changes, NewFigures, RevisedFigure
from dashboard.look.notation import count, day, listing, number, past_level, point_period, with_unit
from dashboard.look.tags import tag
from indicators.agenda.model import Indicator
from indicators.methods.series import Point

QUESTIONS = {
    "norm": "Wordt de norm gehaald?",
    "trend": "Is er een duidelijke lijn?",
    "change": "Is het laatste cijfer opvallend?",
    "comparison": "En vergelijkbare gemeenten?",
}
SHOWN_YEARS = 3
"""More new years than this are named as a stretch."""
MORE_DECIMALS = 4
"""A revision that is smaller than what is shown gets at most this many decimals more, so that it can be seen."""

ARROW = '<span aria-hidden="true">→</span><span class="voorlezen">, nu</span>'

Link = Mapping[str, str]
"""What every link on the page carries on, such as the municipality."""


def counted(changes: Changes) -> str:
    """Four counts in words, as the first thing to read."""
    confirmed = [each for each in changes.revised if each.is_confirmed]
    totals = (
        (len(changes.judgements), "gewijzigd oordeel", "gewijzigde oordelen"),
        (sum(len(each.points) for each in changes.new), "nieuw cijfer", "nieuwe cijfers"),
        (len(changes.revised) - len(confirmed), "herzien cijfer", "herziene cijfers"),
        (len(changes.norms), "gewijzigde norm", "gewijzigde normen"),
    )
    items = "".join(f"<li><b>{total}</b> {singular if total == 1 else plural}</li>" for total, singular, plural in totals)
    return f'<ul class="tellingen" aria-label="Wat er veranderde, geteld">{items}</ul>'


def judgements(changed: Sequence[ChangedJudgement], carried: Link) -> str:
    """Per answer the old and the new status with their sentences, side by side; below each other on a small screen."""
    items = "".join(
        f"<li><h3>{_link(indicator, carried)}</h3>{''.join(map(_then_and_now, answers))}</li>"
        for indicator, answers in groupby(changed, key=lambda each: each.indicator)
    )
    return f'<ul class="toen-nu">{items}</ul>'


def _then_and_now(changed: ChangedJudgement) -> str:
    then, now = changed.statuses
    return (
        f"<p>{escape(QUESTIONS[changed.kind])}</p>"
        f"<div><section><em>Toen</em> {tag(then)}<p>{escape(changed.before.text)}</p></section>"
        f"<section><em>Nu</em> {tag(now)}<p>{escape(changed.after.text)}</p></section></div>"
    )


def new_figures(found: Sequence[NewFigures], carried: Link) -> str:
    """Per indicator the new years with their figures, and when they were first seen."""
    stars = [point for each in found for point in each.points[-SHOWN_YEARS:] if point.is_provisional]
    return _list((_link(each.indicator, carried), _new(each), _seen(each.seen_at)) for each in found) + _star(stars)


def revised_figures(found: Sequence[RevisedFigure], carried: Link) -> str:
    """Per figure what it was and what it is now, and when that was first seen."""
    stars = [each.before for each in found if each.before.is_provisional]
    return _list((_link(each.indicator, carried), _revised(each), _seen(each.seen_at)) for each in found) + _star(stars)


def changed_norms(found: Sequence[ChangedNorm], names: Mapping[str, str], carried: Link) -> str:
    """Per norm what it was and what it is, who adopted it and why."""
    return _list((_link(each.indicator, carried), _norm(each), _adopted(each, names)) for each in found)


def _list(items: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(f"<li><b>{link}</b><span>{text}</span><small>{escape(below)}</small></li>" for link, text, below in items)
    return f'<ul class="wijzigingen">{lines}</ul>'


def _star(provisional: Sequence[Point]) -> str:
    return '<p class="klein">* voorlopig cijfer</p>' if provisional else ""


def _link(indicator: Indicator, carried: Link) -> str:
    query = urlencode({"indicator": indicator.id, **carried})
    return f'<a href="indicator?{escape(query)}" target="_self">{escape(indicator.name)}</a>'


def _new(found: NewFigures) -> str:
    indicator, last = found.indicator, found.points[-1]
    figures = [
        f"<b>{escape(with_unit(number(point.value, indicator.decimals), indicator.unit))}</b> in {point_period(point)}"
        for point in found.points
    ]
    if len(found.points) <= SHOWN_YEARS:
        return listing(figures)
    years = f"{found.points[0].year} tot en met {last.year}"
    opening = "voor het eerst cijfers" if found.is_first else count(len(found.points), "cijfer", "cijfers")
    return f"{opening} over {years}; het laatste: {figures[-1]}"


def _revised(found: RevisedFigure) -> str:
    indicator, before, after = found.indicator, found.before, found.after
    decimals = _telling_decimals(found)
    old = f"{point_period(before)}: {_was(number(before.value, decimals))}"
    if after is None:
        return f"{old}, vervallen: de bron geeft dit cijfer niet meer"
    if found.is_confirmed:
        now = "nu voorlopig" if after.is_provisional else "nu definitief"
        return f"{point_period(before)}: <b>{escape(with_unit(number(after.value, decimals), indicator.unit))}</b>, {now}"
    settled = " (nu definitief)" if before.is_provisional and not after.is_provisional else ""
    return f"{old} {ARROW} <b>{escape(with_unit(number(after.value, decimals), indicator.unit))}</b>{settled}"


def _was(text: str) -> str:
    """Struck through to the eye, and said to be the old one to the ear."""
    return f'<span class="voorlezen">eerst </span><s>{escape(text)}</s>'


def _telling_decimals(found: RevisedFigure) -> int:
    """The usual decimals, or as many more as it takes to see the difference."""
    usual = found.indicator.decimals
    if found.after is None or found.is_confirmed:
        return usual
    tried = range(usual, usual + MORE_DECIMALS)
    pair = (found.before.value, found.after.value)
    return next((each for each in tried if number(pair[0], each) != number(pair[1], each)), usual + MORE_DECIMALS)


def _norm(changed: ChangedNorm) -> str:
    unit = changed.indicator.unit
    before = f"{_was(past_level(changed.before, unit))} {ARROW} " if changed.before else "nieuwe norm: "
    return f"{before}<b>{escape(past_level(changed.level, unit))}</b>"


def _adopted(changed: ChangedNorm, names: Mapping[str, str]) -> str:
    adoption = changed.adoption
    by = listing([names.get(each, each) for each in adoption.by])
    decision = f", besluit {adoption.decision}" if adoption.decision else ""
    because = f". Gewijzigd omdat: {changed.reason}" if changed.reason else ""
    return f"Vastgesteld door {by} op {day(adoption.on)}{decision}{because}"


def _seen(moment: datetime | None) -> str:
    return f"voor het eerst gezien op {day(moment)}" if moment else ""
