"""The Streamlit pieces of the page of what changed: the choice of a date, and the lists; they judge and word nothing."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import data, kit, render
from dashboard.book.databook import Databook
from dashboard.book.what_if import only
from dashboard.changed import agenda_words, words
from dashboard.changed.changes import Changes, find_changes, first_seen
from dashboard.changed.earlier import Earlier, Moment, differing, look_back, moment_of, without_then
from dashboard.changed.since import Since, parse_day
from dashboard.look.notation import day
from dashboard.pages import CHANGED, Links
from dashboard.sheet import Field

_OTHER_DAY, _SUCH_AS = "Of sinds een andere dag", "bijvoorbeeld 1 september 2026"


def earlier(book: Databook, since: date) -> Earlier:
    """What this databook would have said at the end of a day, or at the first publication when that came later."""
    return data.kept_aside(book, looked_back, moment_of(since, book.runs))


def looked_back(book: Databook, moment: Moment) -> Earlier:
    """The figures of then, judged with the agenda of now and, where that differs, with the agenda of then."""
    figures = data.figures_at(moment.at)
    told = look_back(book.agenda, figures, book.code, moment.on, data.let_by)
    unknown = without_then(book.history, moment.at)
    others = differing(book.history, moment.at, told) - unknown
    agenda = data.kept_agenda(book.history.id_at(moment.at)) if others else None
    if agenda is None:
        return Earlier(moment=moment, told=told, unknown=unknown | others)
    then = only(agenda, others, figures, book.code)
    now = only(agenda, others, book.figures, book.code)
    return Earlier(
        moment=moment,
        told=told,
        then=look_back(then, figures, book.code, moment.on, data.let_by),
        otherwise=look_back(now, book.figures, book.code, book.today, data.let_by),
        unknown=unknown,
    )


def changes(book: Databook, since: date) -> Changes:
    """What changed from then until now; norms count when they were adopted, or seen in the agenda, after `since`."""
    return _changes(book, earlier(book, since), since)


def changes_since(book: Databook, moment: Moment) -> Changes:
    """The same since a moment of a day, such as an earlier refresh."""
    return _changes(book, data.kept_aside(book, looked_back, moment), moment.on)


def _changes(book: Databook, before: Earlier, since: date) -> Changes:
    moved = [row.indicator.id for row in book.rows if before.told[row.indicator.id].assessment.series != row.assessment.series]
    seen = {name: first_seen(data.lineage(name, book.code)) for name in moved}
    return find_changes(book.rows, before, book.history, seen=seen, since=since)


def since_choice(links: Links, since: Since, meetings: Sequence[date]) -> None:
    """The council meetings as links, and any other day to type."""
    with kit.box("kaart-sinds", border=True):
        if meetings:
            with kit.box("vergaderingen", horizontal=True, gap="small", vertical_alignment="center"):
                kit.show(render.paragraph("Sinds de raadsvergadering van:"), width="content")
                for meeting in sorted(meetings, reverse=True):
                    if meeting == since.on:
                        kit.show(render.chosen(day(meeting)), width="content")
                    else:
                        kit.link(links.to(CHANGED, day(meeting), sinds=meeting.isoformat()), width="content")
        _other_day(links)
    if since.problem:
        kit.remark("Let op.", f"{since.problem} Hieronder staat wat er sinds {day(since.on)} veranderde.")


def _other_day(links: Links) -> None:
    if kit.is_on_paper():
        kit.form("sinds", links.to(CHANGED, ""), [Field(name="sinds", label=_OTHER_DAY, kind="text", hint=_SUCH_AS)])
        return
    with st.form("andere-datum", border=False), st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = st.text_input(_OTHER_DAY, placeholder=_SUCH_AS, width=320)
        if st.form_submit_button(kit.BUTTON) and typed.strip():
            found = parse_day(typed)
            kit.put_in_address(sinds=found.isoformat() if found else typed.strip())
            st.rerun()


def lists(book: Databook, links: Links, found: Changes, since: date) -> None:
    """The counts, then judgements then and now, figures, norms and the rest of the agenda, as far as there are any."""
    known = words.known_of(book, earlier(book, since).moment, since)
    kit.show(render.render("changed/counted.html", totals=words.totals(found, known, is_guest=book.is_guest)))
    _judgements(book, links, found, since)
    if found.new:
        lines, marks = [words.new_line(each, links) for each in found.new], words.marks_of_new(found.new)
        with kit.card("nieuw", words.NEW):
            kit.show(render.render("changed/new.html", lines=lines, marks=marks))
    if found.revised:
        revised, marks = [words.revised_line(each, links) for each in found.revised], words.marks_of_revised(found.revised)
        with kit.card("herzien", words.REVISED):
            kit.show(render.render("changed/revised.html", lines=revised, marks=marks))
    if found.norms:
        norms = [agenda_words.norm_line(each, book.partners, links) for each in found.norms]
        with kit.card("normen", words.NORMS):
            kit.show(render.render("changed/norms.html", lines=norms))
    if found.agenda:
        agenda = [agenda_words.agenda_line(at, each, book, links) for at, each in found.agenda]
        with kit.card("agenda", words.AGENDA):
            kit.show(render.render("changed/agenda.html", lines=agenda))


def _judgements(book: Databook, links: Links, found: Changes, since: date) -> None:
    if found.judgements:
        with kit.card("oordelen", words.JUDGEMENTS):
            kit.show(render.render("changed/judgements.html", indicators=words.judgements(found.judgements, links)))
            kit.small(agenda_words.judged_with(book, earlier(book, since)))
    if found.held:
        with kit.card("gehouden", "Gelijk gebleven door een andere agenda"):
            kit.show(render.render("changed/held.html", lines=[agenda_words.held_line(each, links) for each in found.held]))
