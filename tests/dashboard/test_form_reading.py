"""What people fill in, in Dutch, as the file has it; what can mean two things is asked about and never guessed."""

import random
from datetime import date, timedelta

import pytest

from dashboard.editing.field_labels import Words
from dashboard.editing.reading import read, written
from dashboard.editing.shapes import Shape, Sort


def shape(sort: Sort, inner: Sort | None = None) -> Shape:
    return Shape(key="veld", words=Words("Veld"), sort=sort, inner=inner)


UNDERSTOOD = [
    (Sort.NUMBER, "2,5", 2.5),
    (Sort.NUMBER, " 2.5 ", 2.5),
    (Sort.NUMBER, "-0,75", -0.75),
    (Sort.NUMBER, "−3", -3),
    (Sort.NUMBER, "52", 52),
    (Sort.NUMBER, "50 %", 50),
    (Sort.NUMBER, "€ 240000", 240000),
    (Sort.NUMBER, "240 000", 240000),
    (Sort.NUMBER, "1.250,5", 1250.5),
    (Sort.NUMBER, "1.250.000", 1250000),
    (Sort.NUMBER, "0.125", 0.125),
    (Sort.NUMBER, "1250,125", 1250.125),
    (Sort.NUMBER, "1,250", 1.25),
    (Sort.YEAR, "2028", 2028),
    (Sort.WHOLE, "20", 20),
    (Sort.DATE, "30 juni 2022", "2022-06-30"),
    (Sort.DATE, "Donderdag 30 Juni 2022", "2022-06-30"),
    (Sort.DATE, "1 mrt 2024", "2024-03-01"),
    (Sort.DATE, "30-06-2022", "2022-06-30"),
    (Sort.DATE, "3/6/2022", "2022-06-03"),
    (Sort.DATE, "30.6.2022", "2022-06-30"),
    (Sort.DATE, "2022-06-30", "2022-06-30"),
    (Sort.PERIOD, "2019", 2019),
    (Sort.PERIOD, "2018/'19", "2018/'19"),
    (Sort.PERIOD, "2018/19", "2018/'19"),
    (Sort.PERIOD, "2018/2019", "2018/'19"),
    (Sort.PERIOD, "schooljaar 2018-2019", "2018/'19"),
    (Sort.PERIOD, "1999/'00", "1999/'00"),
    (Sort.PERIOD, "2017-2019", "2017-2019"),
    (Sort.PERIOD, "2017–2019", "2017-2019"),
    (Sort.PERIOD, "2017 t/m 2019", "2017-2019"),
    (Sort.PERIOD, "2017 tot en met 2019", "2017-2019"),
    (Sort.MONTH, "2019", 2019),
    (Sort.MONTH, "2019-02", "2019-02"),
    (Sort.MONTH, "februari 2019", "2019-02"),
    (Sort.MONTH, "2/2019", "2019-02"),
    (Sort.TEXT, "  Rust  en ruimte ", "Rust en ruimte"),
    (Sort.TEXT, "   ", None),
    (Sort.NUMBER, "", None),
    (Sort.CODES, "Geslacht: T001038\n\nLeeftijd:20300", {"Geslacht": "T001038", "Leeftijd": "20300"}),
]


@pytest.mark.parametrize(("sort", "typed", "value"), UNDERSTOOD, ids=str)
def test_dutch_becomes_the_form_of_the_file(sort, typed, value):
    found = read(shape(sort), typed)
    assert (found.value, found.options) == (value, ())
    assert type(found.value) is type(value)


ASKED = [
    (Sort.NUMBER, "1.250", [1250, 1.25]),
    (Sort.NUMBER, "240.000", [240000, 240]),
    (Sort.NUMBER, "-9.999", [-9999, -9.999]),
    (Sort.DATE, "6-7-22", ["2022-07-06", "1922-07-06"]),
    (Sort.PERIOD, "2018-2019", ["2018/'19", "2018-2019"]),
    (Sort.PERIOD, "2018-19", ["2018/'19", "2018-2019"]),
]


@pytest.mark.parametrize(("sort", "typed", "meant"), ASKED)
def test_what_can_mean_two_things_is_asked_about_and_stays_as_it_was_typed(sort, typed, meant):
    found = read(shape(sort), typed)
    assert found.value == typed
    assert [each.value for each in found.options] == meant
    assert len({each.words for each in found.options}) == len(meant)


NOT_UNDERSTOOD = [
    (Sort.NUMBER, "ongeveer 3"), (Sort.NUMBER, "1.2.3"), (Sort.NUMBER, "2,5,1"), (Sort.NUMBER, "1,250.5"), (Sort.NUMBER, "nan"),
    (Sort.NUMBER, "1e5"), (Sort.NUMBER, "٣"), (Sort.NUMBER, "9" * 40), (Sort.YEAR, "'28"), (Sort.YEAR, "2028,5"),
    (Sort.DATE, "31-02-2022"), (Sort.DATE, "06-30-2022"), (Sort.DATE, "juni 2022"), (Sort.DATE, "0-0-0000"),
    (Sort.DATE, "morgen"),
    (Sort.PERIOD, "2019-2017"), (Sort.PERIOD, "2018/'21"), (Sort.PERIOD, "18/19"), (Sort.PERIOD, "sinds 2019"),
    (Sort.MONTH, "13-2019"), (Sort.MONTH, "ooit 2019"), (Sort.CODES, "zomaar wat"),
]  # fmt: skip


@pytest.mark.parametrize(("sort", "typed"), NOT_UNDERSTOOD)
def test_what_is_not_understood_stays_what_was_typed_so_that_the_check_tells_of_it(sort, typed):
    found = read(shape(sort), typed)
    assert (found.value, found.options) == (typed, ())


@pytest.mark.parametrize(
    ("inner", "typed", "value"),
    [
        (Sort.TEXT, "GM0034, GM0758", ["GM0034", "GM0758"]),
        (Sort.TEXT, " GM0034 ;\nGM0758, ", ["GM0034", "GM0758"]),
        (Sort.DATE, "25 juni 2026\n15-10-2026", ["2026-06-25", "2026-10-15"]),
        (Sort.DATE, "25 juni 2026\nooit", ["2026-06-25", "ooit"]),
        (Sort.TEXT, " , ", None),
    ],
)
def test_a_list_is_read_item_by_item(inner, typed, value):
    assert read(shape(Sort.LIST, inner), typed).value == value


def test_what_the_form_writes_reads_back_as_the_same_whatever_stands_in_the_file():
    draw = random.Random(13)
    for _ in range(2_000):
        year, day = draw.randrange(1990, 2100), date(1990, 1, 1) + timedelta(draw.randrange(40_000))
        number = round(draw.uniform(-2000, 2000), draw.randrange(4))
        values = [
            (Sort.NUMBER, number), (Sort.NUMBER, draw.randrange(-9_999_999, 9_999_999)), (Sort.DATE, day.isoformat()),
            (Sort.YEAR, year), (Sort.PERIOD, year), (Sort.PERIOD, f"{year}/'{(year + 1) % 100:02d}"),
            (Sort.PERIOD, f"{year}-{year + draw.randrange(2, 9)}"), (Sort.MONTH, f"{year}-{draw.randrange(1, 13):02d}"),
        ]  # fmt: skip
        for sort, value in values:
            assert read(shape(sort), written(shape(sort), value)).value == value, (sort, value)
