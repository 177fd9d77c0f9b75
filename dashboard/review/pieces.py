"""Shows what a change of the agenda does: answers, charts before and after, warnings, lines; it decides nothing."""

from collections.abc import Sequence

import streamlit as st

from dashboard import agendas, data, kit, render
from dashboard.book.databook import Databook
from dashboard.indicator.pieces import picture_of, trend_spec
from dashboard.indicator.trend.layers import ONLY_WIDE, SWITCHED
from dashboard.indicator.trend.told import trend_alt
from dashboard.interventions.effects import of_book
from dashboard.pages import Page
from dashboard.review import words
from dashboard.review.effects import Effects, find_effects
from dashboard.review.tried import Tried, try_interventions
from etl.door.access import AccessError, read_access
from etl.door.actors import Actor
from etl.door.changes import Change
from etl.door.desk import Desk
from etl.door.drafts import Draft
from etl.door.proposal import Proposal
from etl.door.rights import why_not
from indicators.agenda.problems import AgendaError

MOST_PICTURES = 3
"""Indicators of which both charts are shown; more would take seconds, and nobody looks at twenty."""


def effects_of(after: Databook) -> Effects:
    """Of a databook that was made with another agenda, beside the one that holds."""
    return find_effects(data.databook(), after)


def tried_in(after: Databook) -> tuple[Tried, ...]:
    """The same of what the figures say of interventions."""
    now = data.databook()
    return try_interventions(data.kept(now, of_book), after, find_effects(now, after).differences)


def why_closed(change: Change, desk: Desk, who: Actor, drafts: Sequence[Draft] = ()) -> str:
    """What the door will say of such a change, so that nobody fills in a form for nothing; empty when it may be asked."""
    try:
        access = read_access(agendas.agenda_path())
    except AccessError:
        return "De regels voor wie wat mag, kloppen niet. Vraag de beheerder om toegang.yaml na te kijken."
    may_all = access.one_person_may_all or not access.issuers
    found = (why_not(who, change, desk.data, each, may_all=may_all) for each in drafts or (None,))
    return next((each for each in found if each), "")


def broken(page: Page, problem: AgendaError) -> None:
    """What is wrong with the file, when it cannot be used."""
    kit.title(page.title)
    kit.lead("In het bestand van de agenda staat een fout. Zolang die er is, blijft de vorige versie te zien.")
    kit.show(render.bullets(map(str, problem.problems)))


def show_effects(proposal: Proposal) -> None:
    """What changes, of what would be published; every mistake when it cannot be used yet."""
    with kit.card("gevolgen", words.HEADING):
        if proposal.clashes:
            kit.lead("Iemand anders heeft een van deze velden intussen gewijzigd. Kies eerst wat er moet staan.")
        elif proposal.agenda is None:
            kit.lead(words.CANNOT_BE_USED)
            kit.show(render.bullets(proposal.problems))
        elif proposal.agenda.info.municipality != data.databook().agenda.info.municipality:
            kit.lead(words.OTHER_MUNICIPALITY)
        else:
            _effects(data.what_if(proposal.agenda))
        if proposal.lines:
            lines = render.render("review/lines.html", lines=[words.line(each) for each in proposal.lines])
            kit.show(render.folded("Welke regels van het bestand veranderen?", lines))


def _effects(after: Databook) -> None:
    before, found = data.databook(), data.kept_aside(after, effects_of)
    told, tried = words.answers(found, before, after), data.kept_aside(after, tried_in)
    kit.show(render.render("review/effects.html", headline=words.headline(found, tried), indicators=told))
    if tried:
        kit.show(render.render("review/tried.html", tried=tried))
    if found.differences:
        kit.show(render.render("review/differences.html", told=words.differences(found.differences, after)))
    for text in words.quiet(found):
        kit.remark("Zonder nieuw besluit.", text)
    if remarks := words.remarks(found):
        kit.show(render.bullets(remarks))
    for norm in found.norms:
        lines = words.norm_lines(norm)
        kit.show(render.subheading(f"Over de norm van {norm.row.indicator.name}") + render.bullets(lines))
    for name in found.pictures[:MOST_PICTURES]:
        _charts(before, after, name)
    if rest := found.pictures[MOST_PICTURES:]:
        kit.small(words.more_pictures(len(rest)))


def _charts(before: Databook, after: Databook, name: str) -> None:
    row = after.row(name)
    if row is None:
        return
    kit.show(render.subheading(row.indicator.name))
    with kit.two_columns(f"gevolg-{name}"):
        for book, when in ((before, "Nu"), (after, "Straks")):
            with st.container():
                picture = data.kept_aside(book, picture_of, name)
                kit.small(f"{when}:")
                kit.chart(data.kept_aside(book, trend_spec, name, SWITCHED, ONLY_WIDE), f"{when}. {trend_alt(picture)}")
