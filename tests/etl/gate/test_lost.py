"""What was held and did not come back refuses a delivery; what goes in the ordinary way does not."""

from datetime import date

import pytest
from support.deliveries import LABEL, MUNICIPALITIES, OWN, judged, rows

BEFORE = rows()


@pytest.mark.parametrize(
    ("incoming", "told"),
    [
        (rows(topics="A"), "helemaal verdwenen: 1 van de 2 onderwerpen (B)"),
        (rows(years=[2023, 2024]), "A kromp van 600 naar 120 cijfers"),
        (rows(years=range(2015, 2024)), "A heeft als nieuwste jaar 2023; dat was 2024"),
        (rows(topics="A") + rows(topics="B", years=range(2015, 2024)), "B heeft als nieuwste jaar 2023"),
        (rows(regions=MUNICIPALITIES[:56]), "van 60 gemeenten zijn er nog 56 over (weg: GM0057, GM0058, GM0059, GM0060)"),
        (rows(topics="A") + rows(topics="B", regions=MUNICIPALITIES[:50]), "B mist 100 van de 600 cijfers van vorige keer"),
        (rows(years=[2015, 2016, 2018, 2019, 2020, 2021, 2022, 2023, 2024]), "A mist 60 van de 600 cijfers"),
        (
            [row for row in BEFORE if row["region"] != OWN],
            f"A heeft geen enkel cijfer meer voor de eigen gemeente ({OWN}); dat waren er 10",
        ),
        ([row for row in BEFORE if row["region"] != OWN or row["topic"] == "A"], "B heeft geen enkel cijfer meer voor de eigen"),
        (rows(status=""), "A zegt bij geen enkel cijfer van 2024 of het voorlopig is; eerst stond dat bij 100%"),
        (BEFORE + rows(years=[2025], status=""), "A zegt bij geen enkel cijfer van 2025 of het voorlopig is"),
    ],
    ids=[
        "a topic gone",
        "shrunk",
        "the newest year gone",
        "the newest year of one topic gone",
        "municipalities gone",
        "municipalities of one topic gone",
        "a year in between gone",
        "ours gone",
        "ours gone from one topic",
        "statuses gone",
        "no status in the new year",
    ],
)
def test_a_loss_is_refused_with_numbers(incoming, told):
    verdict = judged(incoming, BEFORE)
    assert any(text.startswith(f"{LABEL}: {told}") for text in verdict.refusals), verdict.refusals
    assert verdict.can_be_accepted


@pytest.mark.parametrize(
    ("incoming", "held"),
    [
        (BEFORE, []),
        (BEFORE, BEFORE),
        (rows(years=range(2015, 2026)), BEFORE),
        (rows(topics="ABC"), BEFORE),
        (rows(years=range(2018, 2025)), BEFORE),
        (rows(regions=MUNICIPALITIES[:57]), BEFORE),
        (rows(status="definitief"), BEFORE),
        (rows(status=""), rows(status="")),
    ],
    ids=["first", "the same", "a new year", "a new topic", "old years dropped", "a few gone", "all final", "never a status"],
)
def test_ordinary_news_is_no_loss(incoming, held):
    assert judged(incoming, held).refusals == ()


def test_municipalities_that_were_abolished_are_no_loss():
    gone = MUNICIPALITIES[-20:]
    incoming = rows(regions=MUNICIPALITIES[:-20])
    assert judged(incoming, BEFORE).refusals
    assert judged(incoming, BEFORE, abolished=dict.fromkeys(gone, date(2025, 1, 1))).refusals == ()


def test_every_loss_is_told_at_once():
    assert len(judged(rows(topics="A", regions=MUNICIPALITIES[:5], years=[2020]), BEFORE).refusals) == 5
