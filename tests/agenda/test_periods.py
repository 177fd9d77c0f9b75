"""The kinds of periods: the word in the agenda, the mark in a code, how a period is stored and how it reads."""

import pickle
import re

import pytest

from indicators.agenda.periods import PeriodKind, Placed, absence_of, period_in_words

CODES = ["2024JJ00", "2024SJ00", "2024G400", "2024G300", "2024X000"]
CODES += [f"2024MM{n:02d}" for n in range(1, 13)] + [f"2024KW0{n}" for n in range(1, 5)] + ["2024HJ01", "2024HJ02"]


def test_a_kind_is_the_word_of_the_agenda() -> None:
    assert {"jaar", "schooljaar", "december", "kwartaal 4", "kwartaal gemiddelde", "meerjarig"} <= {str(k) for k in PeriodKind}
    assert all(PeriodKind(str(kind)) is kind and pickle.loads(pickle.dumps(kind)) is kind for kind in PeriodKind)


@pytest.mark.parametrize("code", CODES)
def test_one_kind_takes_a_code_and_at_most_one_averages_it(code: str) -> None:
    assert [kind.is_mean for kind in PeriodKind if kind.marks(code)] in ([False], [False, True])


@pytest.mark.parametrize("kind", PeriodKind)
def test_a_kind_knows_no_code_that_is_longer_shorter_or_without_a_year(kind: PeriodKind) -> None:
    known = [code for code in CODES if kind.marks(code)]
    assert len(known) >= kind.parts
    for code in known:
        odd = [code[4:], code[2:], f"xxxx{code[4:]}", f"{code}1", code[:-1], code.lower(), "2024", ""]
        assert not any(map(kind.marks, odd))
        assert [kind.place(each) for each in odd] == [None] * len(odd)


@pytest.mark.parametrize("kind", PeriodKind)
def test_a_stored_period_is_of_the_kind_that_stored_it_and_of_no_other(kind: PeriodKind) -> None:
    for code in filter(kind.marks, CODES):
        placed = kind.place(code, "2024 tot en met 2030")
        assert placed is not None
        assert [each for each in PeriodKind if each.keeps(placed.period)] == [kind]
        assert (placed.year, placed.parts) == (2024, kind.parts)


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("2023JJ00", "2023"),
        ("2018SJ00", "2018/'19"),
        ("1999SJ00", "1999/'00"),
        ("2024MM12", "december 2024"),
        ("2018MM11", "november 2018"),
        ("2024KW04", "kwartaal 4 van 2024"),
        ("2024HJ01", "halfjaar 1 van 2024"),
        ("2024KW01-04", "2024 (gemiddelde van 4 kwartalen)"),
        ("2024MM01-12", "2024 (gemiddelde van 12 maanden)"),
        ("2024HJ01-02", "2024 (gemiddelde van 2 halfjaren)"),
        ("2015G400", "2015–2018"),
        ("2019G300", "2019–2021"),
        ("2014X000", "2014"),
        ("2014X000:2014-2017", "2014–2017"),
    ],
)
def test_a_period_reads_as_its_kind(code: str, reads: str) -> None:
    assert period_in_words(code, int(code[:4])) == reads


@pytest.mark.parametrize("code", ["2018", "2018/'19", "2018W101", "2018KW05", "2018MM13", "2018KW01-03", "2018JJ00:2018-2020"])
def test_a_code_of_no_kind_reads_as_its_year(code: str) -> None:
    assert period_in_words(code, 2018) == "2018"


@pytest.mark.parametrize(
    ("kind", "code", "title", "placed"),
    [
        (PeriodKind.QUARTERS, "2024KW03", "2024 3e kwartaal", Placed("2024KW01-04", 2024, 4)),
        (PeriodKind.QUARTER_3, "2024KW03", "2024 3e kwartaal", Placed("2024KW03", 2024, 1)),
        # CBS's tables of life expectancy: the code names the first year.
        (PeriodKind.SEVERAL_YEARS, "2015G400", "2015/2018", Placed("2015G400", 2015, 1)),
        (PeriodKind.SEVERAL_YEARS, "2015G400", "gemiddelde 2015/2018", Placed("2015G400", 2015, 1)),
        # Where title and code differ, the title is what CBS tells its readers.
        (PeriodKind.SEVERAL_YEARS, "2015G400", "2012/2015", Placed("2015G400:2012-2015", 2012, 1)),
        (PeriodKind.SPELL, "2014X000", "2014 tot en met 2017", Placed("2014X000:2014-2017", 2014, 1)),
        (PeriodKind.SPELL, "2014X000", "2014–2017", Placed("2014X000:2014-2017", 2014, 1)),
        (PeriodKind.SPELL, "2014X000", "2014 t/m 2017", Placed("2014X000:2014-2017", 2014, 1)),
        # The municipal accounts: a budget is of one year.
        (PeriodKind.SPELL, "2018X000", "2018 begroting", Placed("2018X000", 2018, 1)),
        (PeriodKind.SPELL, "2014X000", "19 maart 2014", Placed("2014X000", 2014, 1)),
        (PeriodKind.SPELL, "2014X000", "", Placed("2014X000", 2014, 1)),
        (PeriodKind.YEAR, "2014JJ00", "2014 tot 2017", Placed("2014JJ00", 2014, 1)),
    ],
)
def test_a_period_is_stored_with_the_years_that_only_its_title_tells(
    kind: PeriodKind, code: str, title: str, placed: Placed
) -> None:
    assert kind.place(code, title) == placed


QUARTERS = [f"{year}KW0{n}" for year in (2023, 2024) for n in range(1, 5)]


@pytest.mark.parametrize(
    ("wanted", "codes", "has", "advised"),
    [
        (PeriodKind.YEAR, QUARTERS, "kwartalen (KW01 tot en met KW04)", ["kwartaal 1", "kwartaal 4", "kwartaal gemiddelde"]),
        (PeriodKind.YEAR, ["2014X000", "2018X000"], "tijdvakken met een eigen naam (X000)", ["tijdvak"]),
        (PeriodKind.YEAR, ["2015G400 "], "perioden van meer jaren (G400)", ["meerjarig"]),
        (PeriodKind.QUARTER_4, ["2023JJ00", "2023HJ01"], "jaren (JJ00) en halfjaren (HJ01)", ["jaar", "halfjaar 1"]),
        (PeriodKind.DECEMBER, ["2024MM06"], "maanden (MM06)", ["juni"]),
        (PeriodKind.QUARTER_4, ["2024KW01", "2024KW02"], "kwartalen (KW01 tot en met KW02)", ["kwartaal 1", "kwartaal 2"]),
        (PeriodKind.QUARTERS, ["2023KW01", "2024KW02"], "kwartalen (KW01 tot en met KW02)", ["kwartaal 1", "kwartaal 2"]),
    ],
)
def test_a_table_without_the_wanted_kind_says_which_it_has_and_what_to_write(
    wanted: PeriodKind, codes: list[str], has: str, advised: list[str]
) -> None:
    text = absence_of(wanted, codes)
    assert text is not None
    assert text.startswith(f"periode '{wanted}' zit niet in de tabel; wel {has}. Zet bij de bron periode: ")
    assert re.findall(r"periode: ([a-z]+(?: \d| gemiddelde)?)", text.partition(". Zet")[2]) == advised
    assert all(absence_of(PeriodKind(word), codes) is None for word in advised)


def test_periods_nobody_knows_are_named_and_nothing_is_advised_that_does_not_work() -> None:
    text = absence_of(PeriodKind.YEAR, ["2024W101", "2024W152"])
    assert text == (
        "periode 'jaar' zit niet in de tabel; wel perioden die Databoek niet kent (W101 tot en met W152). Kies een andere tabel."
    )
    assert absence_of(PeriodKind.YEAR, []) == "periode 'jaar' zit niet in de tabel; wel geen enkele. Kies een andere tabel."


def test_a_table_that_has_some_of_the_kind_lacks_nothing() -> None:
    assert absence_of(PeriodKind.YEAR, [*QUARTERS, "2024JJ00 "]) is None
