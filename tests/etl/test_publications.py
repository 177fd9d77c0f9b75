"""Which publications of a source count as seen: those that came while we looked, on the day that the source gives."""

from datetime import UTC, date, datetime

import pytest
from support import small_store
from support.small_store import START, run

from dashboard.accountability.tables import expected_in_words, sources
from dashboard.accountability.words import next_refresh
from dashboard.look.notation import months
from etl.answers.publications import published_of
from etl.store.store import open_store
from indicators.methods.expected import Expected, Publication

T = ("opendata.cbs.nl", "T", "")


@pytest.fixture
def publish(tmp_path, monkeypatch):
    """A run that gets figures up to a year, so many hours after the first."""

    def one(year, hours, on, **more):
        monkeypatch.setattr(small_store, "YEAR", year)
        about = {"selection": "vraag", "modified": on} | more
        run(tmp_path, float(hours), hours=hours, years=year - 2015, **about)
        return tmp_path

    return one


def published(folder):
    store = open_store(folder)
    try:
        return published_of(store.past_readings(), store.first_seen())
    finally:
        store.close()


def test_what_was_there_at_the_first_look_is_no_publication_and_what_came_since_is(publish):
    publish(2018, 0, "2019-08-01T02:00:00")
    publish(2019, 1, "2020-05-12T02:00:00")
    publish(2019, 2, "2020-06-30T02:00:00")  # revised
    folder = publish(2020, 3, "2021-05-20T02:00:00")
    found = published(folder)[T]
    assert found.seen == (Publication("2019JJ00", date(2020, 5, 12)), Publication("2020JJ00", date(2021, 5, 20)))
    assert found.periods == tuple(f"{year}JJ00" for year in range(2016, 2021))


@pytest.mark.parametrize(
    "more",
    [
        {"origin": "opname"},
        {"selection": "iets anders"},
        {"modified": "2018-01-01"},
        {"modified": "onbekend"},
    ],
    ids=["from the recording", "another question", "not modified since", "no moment"],
)
def test_a_new_year_that_says_nothing_of_when_it_was_published_does_not_count(publish, more):
    publish(2018, 0, "2019-08-01")
    folder = publish(2019, 1, "2020-05-12", **more)
    assert published(folder)[T].seen == ()


def test_the_page_says_unknown_until_two_were_seen_and_then_in_which_months(publish):
    def told(folder, today):
        store = open_store(folder)
        headers, lines = sources(store.sources(), published(folder), today)
        assert headers[-1] == "Nieuwe cijfers"
        return lines[0][-1]

    publish(2018, 0, "2019-08-01")
    folder = publish(2019, 1, "2020-05-12")
    assert told(folder, date(2020, 6, 1)) == "onbekend"
    folder = publish(2020, 2, "2021-05-14")
    assert told(folder, date(2021, 6, 1)) == "verwacht april tot en met mei 2022, naar 2 eerdere keren"
    assert told(folder, date(2022, 8, 1)) == "later dan anders: verwacht april tot en met mei 2022"


def test_months_in_words():
    assert months(date(2027, 6, 1), date(2027, 6, 30)) == "juni 2027"
    assert months(date(2026, 12, 20), date(2027, 1, 3)) == "december 2026 tot en met januari 2027"
    assert expected_in_words(Expected(date(2027, 6, 1), date(2027, 6, 30), 4), START.date()) == (
        "verwacht juni 2027, naar 4 eerdere keren"
    )


def test_the_next_refresh_in_words():
    planned = datetime(2026, 11, 27, 2, 17, tzinfo=UTC)
    assert next_refresh(None, date(2026, 11, 26)) == "Wanneer we weer ophalen, staat niet vast."
    assert next_refresh(planned, date(2026, 11, 26)) == "We halen weer op rond 27 november 2026, 03.17 uur."
    assert next_refresh(planned, date(2026, 11, 28)) == (
        "Op 27 november 2026, 03.17 uur hadden we weer moeten ophalen. Dat is nog niet gebeurd."
    )
