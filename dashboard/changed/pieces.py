"""The Streamlit pieces of the page of what changed: the choice of a date, and the lists; they judge and word nothing."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import data, kit, render
from dashboard.book.databook import Databook
from dashboard.changed import words
from dashboard.changed.changes import Changes, Told, find_changes, first_seen
from dashboard.changed.earlier import Earlier, Moment, look_back, moment_of
from dashboard.changed.since import Since, parse_day
from dashboard.look.notation import day
from dashboard.pages import CHANGED, Links


def earlier(book: Databook, since: date) -> Earlier:
    """What this databook would have said at the end of a day, or at the first publication when that came later."""
    return data.kept(book, looked_back, moment_of(since, book.runs))


def looked_back(book: Databook, moment: Moment) -> Earlier:
    """The figures of then, judged with the agenda of now."""
    return look_back(book.agenda, data.figures_at(moment.at), book.code, moment)


def changes(book: Databook, since: date) -> Changes:
    """What changed from then until now; norms count when they were adopted after `since`."""
    before = earlier(book, since)
    told = {row.indicator.id: (before.told[row.indicator.id], Told.of(row.judged)) for row in book.rows}
    moved = [name for name, (then, now) in told.items() if then.assessment.series != now.assessment.series]
    seen = {name: first_seen(data.lineage(name, book.code)) for name in moved}
    return find_changes(book.agenda, told, seen=seen, since=since)


def since_choice(links: Links, since: Since, meetings: Sequence[date]) -> None:
    """The council meetings as links, and any other day to type."""
    with st.container(border=True, key="kaart-sinds"):
        if meetings:
            with st.container(horizontal=True, gap="small", vertical_alignment="center", key="vergaderingen"):
                kit.show(render.paragraph("Sinds de raadsvergadering van:"), width="content")
                for meeting in sorted(meetings, reverse=True):
                    if meeting == since.on:
                        kit.show(render.chosen(day(meeting)), width="content")
                    else:
                        kit.link(links.to(CHANGED, day(meeting), sinds=meeting.isoformat()), width="content")
        with st.form("andere-datum", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            typed = st.text_input("Of sinds een andere dag", placeholder="bijvoorbeeld 1 september 2026", width=320)
            if st.form_submit_button("Bekijk") and typed.strip():
                found = parse_day(typed)
                kit.put_in_address(sinds=found.isoformat() if found else typed.strip())
                st.rerun()
    if since.problem:
        kit.remark("Let op.", f"{since.problem} Hieronder staat wat er sinds {day(since.on)} veranderde.")


def lists(book: Databook, links: Links, found: Changes) -> None:
    """Four counts, then judgements then and now, new and revised figures, and norms, as far as there are any."""
    kit.show(render.render("changed/counted.html", totals=words.totals(found)))
    if found.judgements:
        with kit.card("oordelen", "Gewijzigde oordelen"):
            kit.show(render.render("changed/judgements.html", indicators=words.judgements(found.judgements, links)))
            kit.small(words.SAME_AGENDA)
    if found.new:
        lines, marks = [words.new_line(each, links) for each in found.new], words.marks_of_new(found.new)
        with kit.card("nieuw", "Nieuwe cijfers"):
            kit.show(render.render("changed/new.html", lines=lines, marks=marks))
    if found.revised:
        revised, marks = [words.revised_line(each, links) for each in found.revised], words.marks_of_revised(found.revised)
        with kit.card("herzien", "Herziene cijfers"):
            kit.show(render.render("changed/revised.html", lines=revised, marks=marks))
    if found.norms:
        norms = [words.norm_line(each, book.partners, links) for each in found.norms]
        with kit.card("normen", "Gewijzigde normen"):
            kit.show(render.render("changed/norms.html", lines=norms))
