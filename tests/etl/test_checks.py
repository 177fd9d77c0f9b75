"""Which deliveries are refused, which only deserve a remark, and that ordinary news is left alone."""

import pandas as pd
import pytest

from etl.run.checks import check_delivery, check_range, review_delivery
from etl.store.terms import MEASUREMENT_COLUMNS

LABEL = "CBS 85098NED"
MUNICIPALITIES = [f"GM{number:04d}" for number in range(1, 41)]
YEARS = range(2019, 2025)


def figures(*, topics=("A",), regions=MUNICIPALITIES, years=YEARS, value=10.0):
    """A figure for every topic, region and year, each a little different; `value` is about what it is."""
    rows = [
        ("opendata.cbs.nl", "85098NED", topic, "", region, f"{year}JJ00", year, f"{topic}_1", value + year - 2019, "definitief")
        for topic in topics
        for region in regions
        for year in years
    ]
    return pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))


NOTHING = pd.DataFrame(columns=list(MEASUREMENT_COLUMNS))
BEFORE = figures(topics=("A", "B"))


@pytest.mark.parametrize(
    ("new", "previous"),
    [
        (BEFORE, NOTHING),
        (BEFORE, BEFORE),
        (figures(topics=("A", "B"), years=range(2019, 2026)), BEFORE),
        (figures(topics=("A", "B", "C")), BEFORE),
        (figures(topics=("A", "B"), regions=MUNICIPALITIES[:35]), BEFORE),
        (figures(topics=("A", "B"), years=range(2021, 2025)), BEFORE),
        (figures(topics=("A", "B"), value=300), BEFORE),
    ],
    ids=["first run", "the same", "a new year", "a new topic", "a few mergers", "old years dropped", "thirty times as much"],
)
def test_ordinary_news_is_published(new, previous):
    assert check_delivery(new, previous, LABEL) == ()


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NOTHING, "de bron gaf geen enkel cijfer"),
        (figures(topics=("A",)), "helemaal verdwenen: 1 van de 2 onderwerpen (B)"),
        (figures(topics=("A", "B"), years=[2023, 2024]), "A kromp van 240 naar 80 cijfers"),
        (figures(topics=("A", "B"), years=range(2019, 2024)), "het nieuwste jaar is nu 2023, het was 2024"),
        (figures(topics=("A", "B"), regions=[*MUNICIPALITIES[:19], "NL"]), "van 40 gemeenten zijn er nog 19 over"),
        (figures(topics=("A", "B"), value=10_000), "A is bij 40 van 40 gemeenten ineens minstens 100 keer zo groot of klein"),
        (figures(topics=("A", "B"), value=0.01, years=[2019, 2020, 2021, 2022, 2023, 2024]).assign(value=0.1), "eenheid"),
    ],
    ids=["empty", "a topic gone", "shrunk", "older", "municipalities lost", "times a thousand", "percentages became fractions"],
)
def test_a_broken_delivery_is_refused_with_numbers(new, sentence):
    sentences = check_delivery(new, BEFORE, LABEL)
    assert any(sentence in text for text in sentences)
    assert all(text.startswith(f"{LABEL}: ") and text.endswith(".") for text in sentences)


def test_every_fault_is_reported_at_once():
    sentences = check_delivery(figures(topics=("A",), regions=MUNICIPALITIES[:5], years=[2020]), BEFORE, LABEL)
    assert len(sentences) == 4


def test_one_municipality_cannot_prove_a_new_unit_but_is_remarked_on():
    own, thousandfold = figures(regions=["GM0479"]), figures(regions=["GM0479"], value=20_000)
    assert check_delivery(thousandfold, own, LABEL) == ()
    assert any(
        "A werd minstens 100 keer zo groot of klein (GM0479 2024: 20005)" in text
        for text in review_delivery(thousandfold, own, LABEL)
    )


def test_a_unit_that_changes_in_the_new_year_only_is_seen():
    new = pd.concat([figures(), figures(years=[2025], value=15_000)])
    assert any("eenheid" in text for text in check_delivery(new, figures(), LABEL))


def test_a_figure_that_was_or_became_zero_says_nothing_about_the_unit():
    assert check_delivery(figures(), figures().assign(value=0.0), LABEL) == ()


@pytest.mark.parametrize(
    ("new", "remark"),
    [
        (
            BEFORE.assign(value=BEFORE["value"].where(BEFORE.index >= 60, 11.5)),
            "12 % van de bestaande cijfers is herzien (60 van 480)",
        ),
        (BEFORE.drop(index=[0, 1]), "verdwenen: 2 van de 480 bestaande cijfers"),
        (BEFORE.assign(value=BEFORE["value"].where(BEFORE.index != 3, -13.0)), "A is negatief (GM0001 2022: -13)"),
    ],
    ids=["revised", "vanished", "negative"],
)
def test_something_odd_is_remarked_on_but_not_refused(new, remark):
    assert check_delivery(new, BEFORE, LABEL) == ()
    assert f"{LABEL}: {remark}." in review_delivery(new, BEFORE, LABEL)


@pytest.mark.parametrize(
    ("new", "previous"),
    [
        (BEFORE, NOTHING),
        (BEFORE, BEFORE),
        (BEFORE.assign(value=BEFORE["value"].where(BEFORE.index >= 40, 11.5)), BEFORE),
        (BEFORE.assign(value=-5.0), BEFORE.assign(value=-5.0)),
    ],
    ids=["first run", "the same", "a few revisions", "a balance that always was negative"],
)
def test_ordinary_news_gets_no_remark(new, previous):
    assert review_delivery(new, previous, LABEL) == ()


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (0.0, 100.0, ("Rookt: dit kan niet, onder 0 of boven 100: GM0014 2024: 105,5.",)),
        (0.0, None, ()),
        (None, 100.0, ("Rookt: dit kan niet, boven 100: GM0014 2024: 105,5.",)),
        (None, None, ()),
    ],
)
def test_a_value_that_cannot_exist_is_named(lowest, highest, expected):
    observations = pd.DataFrame({"region": ["GM0479", "GM0014"], "year": [2024, 2024], "value": [12.5, 105.5]})
    assert check_range(observations, lowest, highest, "Rookt") == expected


def test_the_nation_does_not_count_as_a_municipality_that_stayed():
    previous, new = (figures(regions=[*MUNICIPALITIES[:count], "NL"]) for count in (39, 19))
    (sentence,) = check_delivery(new, previous, LABEL)
    assert "van 39 gemeenten zijn er nog 19 over" in sentence
