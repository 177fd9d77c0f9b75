"""Feeds tell of each change once, at its own moment, under a name that stays; what they say is what the page of changes says."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from support.history import FIRST, SECOND
from support.shipped import AGENDA, copy_of

from dashboard import data
from dashboard.changed import words
from dashboard.changed.pieces import changes
from dashboard.pages import Links
from dashboard.publish.feeds.asked import events_of, feed_at, feed_file, feed_paths
from dashboard.publish.feeds.events import JUDGEMENT, NEW, NORM, REVISED
from dashboard.publish.site.addresses import SiteLinks
from dashboard.render import render
from etl.store.agendas import keep_agenda
from indicators.agenda.load import load_agenda

ROOT = "https://cijfers.example.org/zaanstad"
BETWEEN = datetime(2026, 10, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def moved(twice, tmp_path_factory):
    """Published on 1 October and 10 November 2026; in between the norm of mishandeling became another one, without a decision."""
    folder = copy_of(twice, tmp_path_factory.mktemp("moved") / "data")
    config = tmp_path_factory.mktemp("moved-config") / "config"
    shutil.copytree(AGENDA.parent, config)
    path = config / "agenda.yaml"
    text = path.read_text(encoding="utf-8")
    before, mark, after = text.partition("- id: mishandeling\n")
    path.write_text(
        before + mark + after.replace("waarde: 2.5", "waarde: 3.5", 1).replace("waarde: 2.65", "waarde: 3.6", 1), encoding="utf-8"
    )
    keep_agenda(folder, load_agenda(path), BETWEEN)
    return path, folder


@pytest.fixture
def book(moved, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(moved[0]))
    monkeypatch.setenv("DATABOEK_DATA", str(moved[1]))
    return data.databook()


@pytest.fixture
def events(book):
    return data.kept_aside(book, events_of)


def parsed(book, path, root=ROOT):
    found = feedparser.parse(feed_file(book, path, root).make(book))
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_a_change_of_figures_stands_at_its_run_and_one_of_the_agenda_where_it_was_seen(book, events):
    kinds = {kind: [each for each in events if each.kind == kind] for kind in (NEW, REVISED, NORM, JUDGEMENT)}
    assert {each.at for each in kinds[NEW]} == {each.at for each in kinds[REVISED]} == {SECOND}
    assert FIRST not in {each.at for each in events}, "what was there from the beginning is no news"
    by_agenda = [each for each in kinds[JUDGEMENT] if each.at == BETWEEN]
    assert {each.indicator.id for each in by_agenda} == {"mishandeling"}
    quiet = next(each for each in kinds[NORM] if each.at == BETWEEN)
    assert (quiet.indicator.id, quiet.changes.norms[0].step.is_quiet) == ("mishandeling", True)
    assert [each.at for each in events] == sorted((each.at for each in events), reverse=True)


def test_all_of_them_together_are_what_the_page_of_changes_tells(book, events):
    """Figures: each that is new or revised since the first publication, no more and no other."""
    told = changes(book, FIRST.date())
    new = {(each.indicator.id, point.year, point.value) for each in told.new for point in each.points}
    revised = {(each.indicator.id, each.before.year, each.before.value) for each in told.revised}
    assert new
    assert revised
    assert new == {
        (each.indicator.id, point.year, point.value) for each in events for found in each.changes.new for point in found.points
    }
    assert revised == {(each.indicator.id, old.before.year, old.before.value) for each in events for old in each.changes.revised}


def test_a_parser_reads_every_feed_and_each_entry_leads_to_its_page(book, events):
    everything = parsed(book, "nieuws.atom")
    assert everything.version == "atom10"
    assert len(everything.entries) == len(events) > 10
    assert len({entry.id for entry in everything.entries}) == len(events)
    assert everything.feed.updated == everything.entries[0].updated
    for entry, event in zip(everything.entries, events, strict=True):
        assert entry.id.startswith("tag:cijfers.example.org,2026:zaanstad/GM0479/indicator/")
        assert entry.link == f"{ROOT}/indicator?indicator={event.indicator.id}"
        assert entry.title.startswith(f"{event.indicator.name}: ")
        assert f'href="{ROOT}/indicator?indicator={event.indicator.id}"' in entry.content[0].value, "links lead out of the reader"
        assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == event.at.replace(microsecond=0)
    some = parsed(book, "ambitie/sociale-veiligheid.atom").entries
    one = parsed(book, "indicator/mishandeling.atom").entries
    ids = {row.indicator.id for row in book.rows_of("sociale-veiligheid")}
    assert [each.id for each in some] == [
        e.id for e, event in zip(everything.entries, events, strict=True) if event.indicator.id in ids
    ]
    assert {each.id for each in one} < {each.id for each in some} < {each.id for each in everything.entries}


def test_in_a_folder_of_pages_all_links_lead_to_files_of_it(book, events):
    found = feed_at(book, ROOT, "nieuws.atom", SiteLinks())
    assert found.page == f"{ROOT}/veranderd.html"
    assert [each.link for each in found.entries] == [f"{ROOT}/indicator/{each.indicator.id}.html" for each in events]
    within = {link for each in found.entries for link in re.findall('href="([^"]+)"', each.html)}
    assert within
    assert [link for link in within if not re.fullmatch(r"/zaanstad/(indicator/)?[a-z-]+\.html", link)] == []


def test_the_sentences_are_those_of_the_page(book, events):
    new = next(each for each in events if each.kind == NEW)
    lines = [words.new_line(each, Links(base_path="zaanstad")) for each in new.changes.new]
    page = render("changed/new.html", lines=lines, marks=words.marks_of_new(new.changes.new))
    told = next(
        each
        for each in feed_at(book, ROOT, "nieuws.atom").entries
        if each.id.endswith(f"{new.indicator.id}/nieuw/2026-11-10T09:00:00Z")
    )
    assert told.html == " ".join(str(page).splitlines())


def test_twice_gives_the_same_bytes_and_a_later_day_or_agenda_changes_no_entry(book):
    path = "nieuws.atom"
    first = feed_file(book, path, ROOT)
    assert first.write(first.source(book, *first.about)) == first.make(book)
    later = replace(book, today=book.today + timedelta(days=400), version="later")
    assert [(each.id, each.html) for each in feed_at(later, ROOT, path).entries] == [
        (each.id, each.html) for each in feed_at(book, ROOT, path).entries
    ]


def test_a_databook_that_just_began_has_a_feed_with_what_the_agenda_tells_of_its_norms(shown):
    book = data.databook()
    found = parsed(book, "nieuws.atom")
    assert {entry.category for entry in found.entries} == {NORM}
    assert parsed(book, "indicator/opkomst.atom").feed.updated


def test_a_guest_has_no_feed_and_neither_has_what_is_not_there(shown):
    assert feed_file(data.databook("GM0363"), "nieuws.atom", ROOT) is None
    assert feed_file(data.databook(), "indicator/bestaat-niet.atom", ROOT) is None
    assert feed_file(data.databook(), "nieuws.atom", "") is None
    assert len(feed_paths(data.databook())) == len(set(feed_paths(data.databook())))


def test_odd_words_of_an_agenda_break_no_feed(shown):
    book = data.databook()
    info = book.agenda.info.model_copy(update={"title": "]]> & <b>\x0bAgenda</b> =1"})
    odd = replace(book, agenda=book.agenda.model_copy(update={"info": info}), version="vreemd")
    assert "& <b> Agenda</b> =1" in parsed(odd, "nieuws.atom").feed.title
