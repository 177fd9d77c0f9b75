"""The calendar has what comes: meetings, checkpoints and expected figures, each under a name that stays; two parsers read it."""

from dataclasses import replace
from datetime import date, timedelta

import ics
import pytest
from icalendar import Calendar

from dashboard import data
from dashboard.publish.feeds.asked import feed_file
from dashboard.publish.feeds.calendar import calendar_of, moments, to_ics
from dashboard.publish.site.addresses import SiteLinks
from etl.answers.publications import Published
from etl.store.rows import HeldSource, rows_of
from indicators.methods.expected import Publication, expect

ROOT = "https://cijfers.example.org"
SEEN = Published(
    ("2022JJ00", "2023JJ00", "2024JJ00"),
    (Publication("2023JJ00", date(2024, 6, 3)), Publication("2024JJ00", date(2025, 7, 1))),
)


@pytest.fixture
def book(shown):
    """Of one source it is known when figures came before; of the others it is not."""
    found = data.databook()
    source = next(each for each in rows_of(HeldSource, found.sources) if each.table_id == "47018NED")
    return replace(found, published={(source.catalogue, source.table_id, source.variant): SEEN}, version="verwacht")


def read(book):
    return Calendar.from_ical(to_ics(calendar_of(book, ROOT)))


def test_both_parsers_read_every_meeting_checkpoint_and_expected_publication(book):
    events = read(book).walk("VEVENT")
    uids = [str(each["UID"]) for each in events]
    assert len(set(uids)) == len(uids)
    assert {each.uid for each in ics.Calendar(to_ics(calendar_of(book, ROOT)).decode()).events} == set(uids)
    meetings = {each.decoded("DTSTART") for each in events if str(each["UID"]).startswith("raad-")}
    assert meetings == set(book.agenda.info.council_meetings)
    checkpoints = {(each.id, point.on) for each in book.agenda.interventions for point in each.checkpoints}
    assert len([uid for uid in uids if uid.startswith("toetsmoment-")]) == len(checkpoints) > 3
    expected = [each for each in events if str(each["UID"]).startswith("cijfers-")]
    assert len(expected) == 1, "of the others nothing is known: left out"
    known = expect(SEEN.seen, SEEN.periods)
    (one,) = expected
    assert (one.decoded("DTSTART"), one.decoded("DTEND") - timedelta(days=1)) == (known.earliest, known.latest)
    assert "47018NED" in str(one["DESCRIPTION"])


def test_a_checkpoint_has_the_name_of_its_intervention_and_a_link_to_its_page(book):
    for each in book.agenda.interventions:
        for point in each.checkpoints:
            found = next(m for m in moments(book, ROOT) if m.path == f"toetsmoment-{each.id}-{point.on.isoformat()}")
            assert found.title == f"Toetsmoment: {each.name}"
            assert found.link == f"{ROOT}/toetsmoment?interventie={each.id}&datum={point.on.isoformat()}"
            assert (point.decision or "nog geen besluit") in found.about


def test_in_a_folder_of_pages_all_links_lead_to_files_of_it(book):
    found = {moment.path.partition("-")[0]: moment.link for moment in moments(book, ROOT, SiteLinks())}
    assert found.pop("toetsmoment").startswith(f"{ROOT}/toetsmoment/")
    assert found == {"raad": f"{ROOT}/index.html", "cijfers": f"{ROOT}/verantwoording.html"}


def test_nothing_in_it_depends_on_the_moment_of_asking(book):
    assert to_ics(calendar_of(book, ROOT)) == to_ics(calendar_of(book, ROOT))
    assert {each.decoded("DTSTAMP") for each in read(book).walk("VEVENT")} == {book.published_at.replace(microsecond=0)}
    later = replace(book, today=book.today + timedelta(days=30))
    assert [each.path for each in moments(later, ROOT)] == [each.path for each in moments(book, ROOT)]


def test_without_anything_to_come_it_is_a_calendar_without_events(book):
    info = book.agenda.info.model_copy(update={"council_meetings": ()})
    bare = replace(book, agenda=book.agenda.model_copy(update={"info": info, "interventions": ()}), published={})
    assert list(read(bare).walk("VEVENT")) == []
    assert ics.Calendar(to_ics(calendar_of(bare, ROOT)).decode()).events == set()


def test_a_guest_has_none(shown):
    assert feed_file(data.databook("GM0363"), "agenda.ics", ROOT) is None
