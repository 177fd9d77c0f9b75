"""When figures are to be expected: what follows from the delays that were seen, and what does not."""

from datetime import date, timedelta

import pytest

from indicators.agenda.period_ends import ends_on
from indicators.methods.expected import Publication, expect

YEARS = ("2021JJ00", "2022JJ00", "2023JJ00", "2024JJ00")


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2024JJ00", date(2024, 12, 31)),
        ("2023SJ00", date(2024, 7, 31)),
        ("2025KW01", date(2025, 3, 31)),
        ("2025KW01-04", date(2025, 12, 31)),
        ("2024MM02", date(2024, 2, 29)),
        ("2025MM01-12", date(2025, 12, 31)),
        ("2025HJ01", date(2025, 6, 30)),
        ("2015G400", date(2018, 12, 31)),
        ("2014X000:2014-2017", date(2017, 12, 31)),
        ("2014X000", date(2014, 12, 31)),
        ("2022", None),
        ("wijk", None),
    ],
)
def test_a_period_is_over_on_its_last_day(period, end):
    assert ends_on(period) == end


def test_nothing_is_expected_until_two_publications_were_seen():
    assert expect([], YEARS) is None
    assert expect([Publication("2024JJ00", date(2025, 5, 12))], YEARS) is None


def test_the_next_year_is_expected_as_long_after_its_end_as_before_with_room_for_how_much_that_differed():
    seen = [Publication("2024JJ00", date(2025, 5, 12)), Publication("2023JJ00", date(2024, 5, 2))]
    shortest, longest = (date(2024, 5, 2) - date(2023, 12, 31)).days, (date(2025, 5, 12) - date(2024, 12, 31)).days
    room = timedelta(days=longest - shortest + 15)
    found = expect(seen, YEARS)
    assert found.earliest == date(2025, 12, 31) + timedelta(days=shortest) - room
    assert found.latest == date(2025, 12, 31) + timedelta(days=longest) + room
    assert found.seen == 2
    assert not found.is_late(found.latest)
    assert found.is_late(found.latest + timedelta(days=1))


def test_the_more_was_seen_the_less_room_is_needed():
    def seen(*delays):
        ends = [date(year, 12, 31) for year in range(2024, 2024 - len(delays), -1)]
        return [Publication(f"{end.year}JJ00", end + timedelta(days=delay)) for end, delay in zip(ends, delays, strict=True)]

    def width(found):
        return (found.latest - found.earliest).days

    assert width(expect(seen(120, 140), YEARS)) == 20 * 3 + 30
    assert width(expect(seen(120, 125, 130, 135, 140), YEARS)) == 20 + 2 * 5 + 30


def test_a_monitor_that_comes_every_two_or_four_years_is_expected_over_that_whole_time():
    periods = ("2012JJ00", "2016JJ00", "2020JJ00", "2022JJ00", "2024JJ00")
    seen = [Publication("2022JJ00", date(2023, 6, 1)), Publication("2024JJ00", date(2025, 6, 1))]
    found = expect(seen, periods)
    assert (found.earliest.year, found.latest.year) == (2027, 2029)


def test_a_count_that_is_there_before_its_year_ends():
    seen = [Publication("2023JJ00", date(2023, 4, 3)), Publication("2024JJ00", date(2024, 4, 5))]
    found = expect(seen, YEARS)
    assert found.earliest < date(2025, 4, 3) < found.latest
    assert (found.earliest.year, found.latest.year) == (2025, 2025)


def test_only_the_last_six_count():
    old = [Publication(f"{year}JJ00", date(year + 1, 12, 1)) for year in range(2005, 2019)]
    new = [Publication(f"{year}JJ00", date(year + 1, 3, 1)) for year in range(2019, 2025)]
    found = expect([*old, *new], [f"{year}JJ00" for year in range(2004, 2025)])
    assert (found.seen, found.latest < date(2026, 4, 1)) == (6, True)


def test_a_leap_day_has_a_next_year():
    seen = [Publication("2023MM02", date(2023, 4, 1)), Publication("2024MM02", date(2024, 4, 1))]
    assert expect(seen, ["2022MM02", "2023MM02", "2024MM02"]).earliest.year == 2025
