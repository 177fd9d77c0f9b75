# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""Results as plain-Dutch sentences: the numbers are right, the grammar is right, and nothing claims a cause."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_figures import FORGETFUL, TODAY, an_indicator, at_years, band, keep, members, reach, surveyed, yearly

from indicators.agenda.model import Indicator
from indicators.methods.assessment import assess
from indicators.methods.change import FlagCount
from indicators.methods.group_year import Member
from indicators.methods.need import Need, NeedKind
from indicators.methods.series import Point, Series
from indicators.methods.spread import Spread
from indicators.methods.surroundings import Surroundings
from indicators.wording.answers import FORBIDDEN, Answers, describe
from indicators.wording.change import say_flags
from indicators.wording.need import say_need
from indicators.wording.rekenkamer import check_norm

FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4)  # 2018–2024
BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8)
SINCE_2025 = {"vastgesteld": {"door": ["gemeenteraad"], "datum": date(2025, 6, 30)}}
SWINGING = (10, 11, 10, 11, 10, 11, 10)


def words(norm: dict[str, Any] | None, series: Series, group: list[Any] | None = None, **changes: Any) -> Answers:
    indicator = an_indicator(norm, **changes)
    return describe(assess(indicator, series, group=group or [], surroundings=FORGETFUL, today=TODAY), indicator, "Zaanstad")


@pytest.mark.parametrize(
    ("norm", "series", "changes", "text"),
    [
        (
            reach(4, 2028),
            FALLING,
            {},
            "Onzeker. De norm van 4 in 2028 kan gehaald worden, maar dat staat niet vast (kans ongeveer 3 op 5). Laatste cijfer: 4,4 in 2024. Nodig: 0,1 minder per jaar; sinds de nulmeting (2018): 0,9 minder per jaar.",
        ),
        (
            reach(5.5, 2028),
            BUMPY,
            {},
            "Onzeker. De norm van 5,5 in 2028 kan gehaald worden, maar dat staat niet vast (kans ongeveer 1 op 2). Laatste cijfer: 5,8 in 2024. Nodig: 0,07 minder per jaar; sinds de nulmeting (2018): 0,03 minder per jaar.",
        ),
        (
            reach(1, 2026),
            BUMPY,
            {},
            "Achter op schema. Als het zo doorgaat, is de kans klein (ongeveer 1 op 30) dat de norm van 1 in 2026 wordt gehaald. Laatste cijfer: 5,8 in 2024. Nodig: 2,4 minder per jaar; sinds de nulmeting (2018): 0,03 minder per jaar.",
        ),
        (
            reach(1, 2025),
            BUMPY,
            {},
            "Waarschijnlijk niet gehaald. De kans dat het cijfer over 2025 aan de norm van hoogstens 1 voldoet, is heel klein (minder dan 1 op 100). Het jaar van de norm is voorbij, maar het cijfer over 2025 is er nog niet. Het laatste is 5,8 in 2024.",
        ),
        (reach(5, 2024), FALLING, {}, "De norm van hoogstens 5 in 2024 is gehaald: 4,4 in 2024."),
        (reach(5, 2022), FALLING, {}, "De norm van hoogstens 5 in 2022 is niet gehaald: 6,3 in 2022. Later wel: 4,4 in 2024."),
        (
            reach(11, 2025),
            FALLING,
            {},
            "Onzeker. De kans dat het cijfer over 2025 aan de norm van hoogstens 11 voldoet, is heel groot (meer dan 99 op 100). Het jaar van de norm is voorbij, maar het cijfer over 2025 is er nog niet. Het laatste is 4,4 in 2024. Bij de nulmeting was de norm al gehaald: 10,0.",
        ),
        (
            reach(11, None, moment="altijd"),
            FALLING,
            {},
            "De norm van hoogstens 11 (altijd) was bij de nulmeting al gehaald, en is dat nu ook: 4,4 in 2024. Zo houden.",
        ),
        (keep(5), FALLING, {}, "De norm is hoogstens 5, en daar voldoet het cijfer aan: 4,4 in 2024. Zo houden."),
        (keep(4), FALLING, {}, "De norm is hoogstens 4, en daar voldoet het cijfer niet aan: 4,4 in 2024."),
        (
            keep(4.36),
            FALLING.since(2019),
            {"decimalen": 0},
            "De norm is hoogstens 4,36, en daar voldoet het cijfer niet aan: 4,4 in 2024.",
        ),
        (
            band(2.5, 4.5),
            FALLING,
            {"eenheid": "%"},
            "De norm is tussen 2,5% en 4,5%, en daar voldoet het cijfer aan: 4,4% in 2024. Zo houden.",
        ),
        (reach(2, 2024), FALLING, {}, "De norm van hoogstens 2 in 2024 is niet gehaald: 4,4 in 2024."),
        (
            reach(2, 2021),
            at_years({2018: 7, 2020: 6.5, 2022: 5.5, 2024: 4.5}),
            {},
            "De norm van hoogstens 2 in 2021 is niet gehaald: 5,5 in 2022. Over 2021 is er geen cijfer; het eerste daarna is van 2022.",
        ),
        (
            reach(2, 2025),
            at_years({2018: 7, 2024: 4.5}),
            {},
            "Te vroeg om te zeggen of de norm van hoogstens 2 in 2025 is gehaald. Het jaar van de norm is voorbij, maar het cijfer over 2025 is er nog niet. Het laatste is 4,5 in 2024.",
        ),
        (
            keep(5, **SINCE_2025),
            FALLING,
            {},
            "Te vroeg om te zeggen: de norm is van 2025, en het laatste cijfer is van daarvoor (4,4 in 2024).",
        ),
        (
            reach(1, 2026, **SINCE_2025),
            BUMPY,
            {},
            "Achter op schema. Als het zo doorgaat, is de kans klein (ongeveer 1 op 30) dat de norm van 1 in 2026 wordt gehaald. Laatste cijfer: 5,8 in 2024, van vóór de norm (2025). Nodig: 2,4 minder per jaar; sinds de nulmeting (2018): 0,03 minder per jaar.",
        ),
        (
            reach(5, 2028, mijlpalen=[{"jaar": 2022, "waarde": 6.0}, {"jaar": 2024, "waarde": 5.5}]),
            yearly(4, 5.2, 5.1, 6.4, 7.4, 6.3, 5.2),
            {},
            "Onzeker. De norm van 5 in 2028 kan gehaald worden, maar dat staat niet vast (kans ongeveer 2 op 5). Laatste cijfer: 5,2 in 2024. Nodig: 0,05 minder per jaar; sinds de nulmeting (2018): 0,2 meer per jaar. Bij de nulmeting was de norm al gehaald: 4,0. De mijlpaal van 6 in 2022 is niet gehaald: 7,4.",
        ),
        (
            reach(5.3, 2022),
            BUMPY,
            {},
            "De norm van hoogstens 5,3 in 2022 is gehaald: 5,2 in 2022. Daarna niet meer: 5,8 in 2024.",
        ),
        (
            reach(2, None, moment="bij de volgende verkiezing"),
            FALLING,
            {},
            "De norm van hoogstens 2 (bij de volgende verkiezing) is nog niet gehaald: 4,4 in 2024.",
        ),
        (
            keep(5),
            surveyed((2018, 6, 5, 7), (2024, 5.5, 4.5, 6.5)),
            {"eenheid": "%"},
            "Rond de norm: 5,5% in 2024, de norm is hoogstens 5%. Het verschil valt binnen de marge (4,5% tot 6,5%).",
        ),
        (
            reach(1),
            yearly(6, start=2018),
            {},
            "Niet te beoordelen: het laatste cijfer (6,0 in 2018) is te oud om iets over nu te zeggen.",
        ),
        (
            reach(1),
            at_years({2018: 6, 2024: 5}),
            {},
            "Te vroeg om te zeggen: er zijn 2 metingen, het laatst 5,0 in 2024. Voor een verwachting zijn er minstens 5 nodig.",
        ),
        (
            reach(1, 2031),
            FALLING,
            {},
            "Te vroeg om te zeggen: 2031 ligt 7 jaar na het laatste cijfer (4,4 in 2024), verder dan de reeks lang is.",
        ),
        (reach(1), Series(), {}, "Niet te beoordelen: er zijn geen cijfers."),
        (reach(1), yearly(6, start=2024, provisional=1), {}, "Te vroeg om te zeggen: er zijn alleen voorlopige cijfers."),
        (
            reach(1),
            FALLING,
            {"nulmeting": None},
            "Niet te beoordelen of de norm wordt gehaald: er is geen cijfer voor de nulmeting.",
        ),
        (
            reach(1),
            FALLING,
            {"lopende_prijzen": True},
            "Geen verwachting mogelijk: de bedragen zijn niet voor inflatie gecorrigeerd.",
        ),
        (None, FALLING, {}, "Voor dit cijfer is geen norm afgesproken; we volgen het."),
    ],
)
def test_norm(norm: dict[str, Any] | None, series: Series, changes: dict[str, Any], text: str) -> None:
    assert words(norm, series, **changes).norm.text == text


def test_without_figures_the_reason_the_store_gives_is_passed_on() -> None:
    indicator = an_indicator(reach(1))
    absent = describe(assess(indicator, Series(), today=TODAY), indicator, "Zaanstad", absence="nog niet opgehaald")
    assert absent.norm.text == "Niet te beoordelen: nog niet opgehaald."
    present = describe(assess(indicator, FALLING, today=TODAY), indicator, "Zaanstad", absence="nog niet opgehaald")
    assert "opgehaald" not in present.norm.text


def test_a_baseline_over_more_years_is_named_as_such() -> None:
    text = words(reach(1, 2026), BUMPY, nulmeting={"periode": "2018-2020"}).norm.text
    assert "sinds de nulmeting (2018–2020): 0,07 minder per jaar" in text


def test_the_provisional_figure_has_its_own_sentence() -> None:
    series = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4, 4.0, provisional=1)
    assert words(reach(4.2, 2025), series).norm.text.endswith("Met het voorlopige cijfer erbij (4,0 in 2025): behaald.")


def test_a_norm_that_is_met_early_says_how_likely_it_stays_so() -> None:
    text = words(reach(5, 2028), FALLING).norm.text
    assert (
        text
        == "De norm van hoogstens 5 in 2028 is al gehaald: 4,4 in 2024. De kans dat dit in 2028 nog zo is, is groot (ongeveer 19 op 20)."
    )


@pytest.mark.parametrize(
    ("series", "changes", "text"),
    [
        (FALLING, {}, "Van 2018 tot en met 2024 is er een duidelijke daling, en dat is gunstig: 0,9 minder per jaar."),
        (
            FALLING,
            {"gewenste_richting": "neutraal"},
            "Van 2018 tot en met 2024 is er een duidelijke daling: 0,9 minder per jaar.",
        ),
        (
            FALLING,
            {"eenheid": "%", "gewenste_richting": "omhoog"},
            "Van 2018 tot en met 2024 is er een duidelijke daling, en dat is ongunstig: 0,9 procentpunt minder per jaar.",
        ),
        (BUMPY, {}, "Van 2018 tot en met 2024 gaat het cijfer op en neer, zonder duidelijke lijn."),
        (
            yearly(5, 5, 5, 5, 6, 6, 6),
            {},
            "Van 2018 tot en met 2024 ging het cijfer nooit omlaag, maar ook te weinig omhoog voor een duidelijke lijn.",
        ),
        (yearly(5, 5.01, 5, 5.02, 5.01, 5, 5.01), {}, "Van 2018 tot en met 2024 bleef het cijfer vrijwel gelijk."),
        (yearly(5, 5, 5, 5, 5), {}, "Het cijfer is van 2018 tot en met 2022 gelijk gebleven."),
        (yearly(5), {}, "Er is 1 definitief cijfer. Voor een lijn zijn er minstens 5 nodig."),
        (Series(), {}, "Er zijn geen definitieve cijfers. Voor een lijn zijn er minstens 5 nodig."),
    ],
)
def test_trend(series: Series, changes: dict[str, Any], text: str) -> None:
    assert words(None, series, **changes).trend.text == text


@pytest.mark.parametrize(
    ("what", "values", "memory", "text", "needed"),
    [
        (
            "too few for this memory",
            range(10),
            0.9,
            "Er zijn 10 definitieve cijfers. Voor een lijn zijn er minstens 12 nodig, want een meting lijkt hier sterk op de vorige.",
            "Nodig om meer te zeggen: nog 2 metingen.",
        ),
        (
            "nobody knows its memory",
            range(8),
            None,
            "Er zijn 8 definitieve cijfers. Voor een lijn zijn er minstens 9 nodig: we weten niet hoe sterk een meting hier op de vorige lijkt, en gaan uit van sterk.",
            "Nodig om meer te zeggen: nog 1 meting.",
        ),
        (
            "nobody knows it yet",
            (),
            None,
            "Er zijn geen definitieve cijfers. Voor een lijn zijn er minstens 5 nodig.",
            "Nodig om meer te zeggen: nog 5 metingen.",
        ),
        (
            "an order that memory makes too",
            (10, 8, 9, 7, 6, 5, 3, 4, 2, 1),
            0.8,
            "Van 2018 tot en met 2027 was een later cijfer meestal lager. Een duidelijke lijn is dat niet: een meting lijkt hier op de vorige, en dan zie je zoiets vaker.",
            "",
        ),
    ],
)
def test_the_line_and_what_figures_remember(
    what: str, values: Sequence[float], memory: float | None, text: str, needed: str
) -> None:
    indicator, series = an_indicator(), yearly(*values, start=2018)
    found = assess(indicator, series, surroundings=Surroundings(memory=memory), today=date(2028, 1, 1))
    said = describe(found, indicator, "Zaanstad").trend
    assert (said.text, said.needed) == (text, needed), what


def test_a_recent_trend_of_a_survey_is_a_second_sentence() -> None:
    series = surveyed(*((year, float(n), n - 0.3, n + 0.3) for n, year in enumerate((2016, 2018, 2020, 2022, 2024), 1)))
    text = words(None, series).trend.text
    assert text.endswith("In de laatste vijf metingen (2016 tot en met 2024) is de stijging groter dan de marges.")


@pytest.mark.parametrize(
    ("series", "text"),
    [
        (
            yearly(*SWINGING, 14),
            "Opvallend: 4,0 meer in 2025 dan in 2024. Zo groot is een verandering hier gewoonlijk niet. Of dit in veel gemeenten gebeurde, weten we niet.",
        ),
        (yearly(*SWINGING, 9), "De verandering (1,0 minder in 2025 dan in 2024) past bij de gewone schommelingen."),
        (yearly(*SWINGING, 10), "Het cijfer is in 2025 hetzelfde als in 2024."),
        (yearly(1, 2, 3), "Er zijn 3 definitieve cijfers: te weinig om te weten hoe sterk het cijfer gewoonlijk schommelt."),
        (
            surveyed((2020, 50, 48, 52), (2024, 54, 52, 56)),
            "Waarschijnlijk een echte verandering: 4,0 meer in 2024 dan in 2020. Dat is meer dan de marge. Of dit in veel gemeenten gebeurde, weten we niet.",
        ),
        (
            surveyed((2020, 50, 49, 51), (2024, 44, 43, 45)),
            "Duidelijk een echte verandering: 6,0 minder in 2024 dan in 2020. Dat is meer dan de marge. Of dit in veel gemeenten gebeurde, weten we niet.",
        ),
        (
            surveyed((2020, 50, 45, 55), (2024, 54, 49, 59)),
            "De verandering (4,0 meer in 2024 dan in 2020) valt binnen de marge van het onderzoek.",
        ),
    ],
)
def test_change(series: Series, text: str) -> None:
    assert words(None, series).change.text == text


LEAP = yearly(*SWINGING, 16)


@pytest.mark.parametrize(
    ("series", "national", "text"),
    [
        (
            LEAP,
            1.5,
            "Opvallend: 6,0 meer in 2025 dan in 2024. Zo groot is een verandering hier gewoonlijk niet. In de middelste gemeente was het 1,5 meer. Zonder dat blijft over: 4,5 meer. Ook dat is opvallend.",
        ),
        (
            LEAP,
            5.0,
            "Groter dan gewoonlijk: 6,0 meer in 2025 dan in 2024. Dit gebeurde in veel gemeenten: in de middelste gemeente was het 5,0 meer. Wat dan overblijft (1,0 meer), past bij de gewone schommelingen.",
        ),
        (
            surveyed((2024, 50, 48, 52), (2025, 54, 52, 56)),
            4.0,
            "Groter dan gewoonlijk: 4,0 meer in 2025 dan in 2024. Dit gebeurde in veel gemeenten: in de middelste gemeente was het 4,0 meer. Wat dan overblijft (geen verschil), valt binnen de marge van het onderzoek.",
        ),
        (
            yearly(5, 5, 5, 5, 5, 5, 5, 6),
            0.0,
            "Het cijfer veranderde eerder nooit. Daarom weten we niet hoe sterk het gewoonlijk schommelt. Nu is het 1,0 meer in 2025 dan in 2024.",
        ),
    ],
)
def test_a_change_beside_that_of_the_country(series: Series, national: float, text: str) -> None:
    moved = {(year, year + 1): 0.0 for year in range(2018, 2024)} | {(2024, 2025): national}
    found = assess(an_indicator(), series, surroundings=Surroundings(movements=moved), today=TODAY)
    assert describe(found, an_indicator(), "Zaanstad").change.text == text


def test_a_provisional_leap_may_have_happened_everywhere() -> None:
    series = yearly(*SWINGING, 11, 20, provisional=1)
    moved = {(year, year + 1): 0.0 for year in range(2018, 2025)}
    found = assess(an_indicator(), series, surroundings=Surroundings(movements=moved), today=TODAY)
    said = describe(found, an_indicator(), "Zaanstad").change.text
    assert said.endswith("Met het voorlopige cijfer erbij: opvallend. Of dit in veel gemeenten gebeurde, weten we nog niet.")


@pytest.mark.parametrize(
    ("series", "text"),
    [
        (
            at_years({2025: 8}),
            "Zaanstad zit in 2025 met 8,0 in het hoogste derde van 9 vergelijkbare gemeenten (midden 5,0; de middelste helft zit tussen 3,0 en 7,0). Dat is ongunstiger dan bij de meeste van deze gemeenten.",
        ),
        (
            at_years({2025: 5}),
            "Zaanstad zit in 2025 met 5,0 in het middelste derde van 9 vergelijkbare gemeenten (midden 5,0; de middelste helft zit tussen 3,0 en 7,0).",
        ),
        (
            surveyed((2025, 8, 4, 12)),
            "Zaanstad zit in 2025 met 8,0 in het hoogste derde van 9 vergelijkbare gemeenten (midden 5,0; de middelste helft zit tussen 3,0 en 7,0). Het verschil met het midden valt binnen de marge.",
        ),
        (Series(), "Niet te vergelijken: er is geen definitief cijfer van Zaanstad zelf."),
        (at_years({2010: 8}), "Niet te vergelijken: te weinig vergelijkbare gemeenten hebben een cijfer over dezelfde jaren."),
    ],
)
def test_comparison(series: Series, text: str) -> None:
    assert words(None, series, members(1, 2, 3, 4, 5, 6, 7, 8, 9)).comparison.text == text


PLACE = "in het hoogste derde van 9 vergelijkbare gemeenten (midden 5,0; de middelste helft zit tussen 3,0 en 7,0)."


@pytest.mark.parametrize(
    ("swing", "today", "status", "text"),
    [
        (2.9, TODAY, "ongunstiger", f"Zaanstad zit in 2025 met 8,0 {PLACE} Dat is ongunstiger dan bij de meeste van deze gemeenten."),
        (3.0, TODAY, "in het hoogste derde", f"Zaanstad zit in 2025 met 8,0 {PLACE} Het verschil met het midden is niet groter dan de gewone schommeling."),
        (None, TODAY, "in het hoogste derde", f"Zaanstad zit in 2025 met 8,0 {PLACE} Of het verschil met het midden meer is dan de gewone schommeling, weten we niet."),
        (2.9, date(2028, 1, 1), "ongunstiger", f"Zaanstad zit in 2025 met 8,0 {PLACE} Dat is ongunstiger dan bij de meeste van deze gemeenten."),
        (2.9, date(2029, 1, 1), "ongunstiger", f"Zaanstad zit in 2025 met 8,0 {PLACE} Dat is ongunstiger dan bij de meeste van deze gemeenten. Let op: dit is van 4 jaar geleden."),
        (2.9, date(2032, 1, 1), "niet te vergelijken", "Niet te vergelijken: de laatste cijfers om te vergelijken zijn van 2025. Dat is te lang geleden."),
    ],
)  # fmt: skip
def test_a_place_is_no_verdict_and_has_an_age(swing: float | None, today: date, status: str, text: str) -> None:
    group = members(1, 2, 3, 4, 5, 6, 7, 8, 9)
    found = assess(an_indicator(), at_years({2025: 8}), group=group, surroundings=Surroundings(swing=swing), today=today)
    said = describe(found, an_indicator(), "Zaanstad").comparison
    assert (said.status, said.text) == (status, text)


def test_years_together_are_named_and_called_a_mean() -> None:
    group = [Member(code=f"GM{n}", name="", series=yearly(n, n, n, start=2023)) for n in range(1, 10)]
    spread, known = Spread(years=3), Surroundings(swing=0.5)
    found = assess(an_indicator(), yearly(7, 8, 9, start=2023), group=group, surroundings=known, spread=spread, today=TODAY)
    assert describe(found, an_indicator(), "Zaanstad").comparison.text.startswith(
        f"Zaanstad zit in 2023–2025 met gemiddeld 8,0 {PLACE}"
    )
    gap = assess(an_indicator(), at_years({2023: 7, 2025: 9}), group=group, surroundings=known, spread=spread, today=TODAY)
    assert describe(gap, an_indicator(), "Zaanstad").comparison.text.startswith("Zaanstad zit in 2023 en 2025 met gemiddeld 8,0")


def test_the_netherlands_is_named_when_it_has_a_figure() -> None:
    indicator = an_indicator(eenheid="%")
    own, national = at_years({2025: 8}), at_years({2025: 6.5})
    assessment = assess(indicator, own, group=members(1, 2, 3, 4, 5), national=national, today=TODAY)
    assert describe(assessment, indicator, "Zaanstad").comparison.text.endswith(" Nederland: 6,5%.")


@pytest.mark.parametrize(
    ("baseline", "text"),
    [
        ({"periode": 2018}, "De nulmeting is 10,0 (2018)."),
        ({"periode": "2018-2020"}, "De nulmeting is 9,1 (gemiddelde van 2018, 2019 en 2020)."),
        (
            {"periode": 2018, "waarde": 11.0},
            "De vastgestelde nulmeting (2018) is 11,0. De bron geeft nu 10,0. We rekenen met de vastgestelde waarde.",
        ),
        ({"periode": 2010}, "Voor de nulmeting is geen cijfer beschikbaar."),
        (None, "Er is geen nulmeting afgesproken."),
    ],
)
def test_baseline(baseline: dict[str, Any] | None, text: str) -> None:
    assert words(None, FALLING, nulmeting=baseline).baseline == text


@pytest.mark.parametrize(
    ("norm", "series", "text"),
    [
        (
            reach(2, 2026),
            FALLING,
            "Van de weg van nulmeting naar norm is 70% afgelegd. Het pad naar de norm vraagt 4,0 in 2024; het cijfer is 4,4.",
        ),
        (
            reach(5, 2026),
            FALLING,
            "De weg van nulmeting naar norm is helemaal afgelegd. Het pad naar de norm vraagt 6,3 in 2024; het cijfer is 4,4.",
        ),
        (
            reach(5, 2026),
            at_years({2018: 10, 2024: 11}),
            "Sinds de nulmeting is het cijfer verder van de norm af komen te liggen. Het pad naar de norm vraagt 6,3 in 2024; het cijfer is 11,0.",
        ),
        (
            reach(5, 2026),
            yearly(10, 9, 8, 7, 6, 5.5, 5.01),
            "Van de weg van nulmeting naar norm is 99% afgelegd. Het pad naar de norm vraagt 6,3 in 2024; het cijfer is 5,0.",
        ),
        (
            reach(5, 2026),
            surveyed((2018, 10, 9, 11), (2024, 4.9, 4.5, 5.3)),
            "Of de weg van nulmeting naar norm helemaal is afgelegd, is niet te zeggen: de norm ligt binnen de marge. Het pad naar de norm vraagt 6,3 in 2024; het cijfer is 4,9.",
        ),
        (reach(5, 2024), yearly(10, 9, 8, 7, 6, 5.5, 5.004), "Van de weg van nulmeting naar norm is 99% afgelegd."),
        (
            reach(5, 2026),
            at_years({2018: 10, 2024: 10.02}),
            "Het cijfer is ongeveer gelijk aan de nulmeting. Het pad naar de norm vraagt 6,3 in 2024; het cijfer is 10,0.",
        ),
        (
            reach(1, 2027),
            at_years({2018: 10, 2024: 4}),
            "Van de weg van nulmeting naar norm is 67% afgelegd. In 2024 ligt het cijfer op het pad naar de norm: 4,0.",
        ),
        (
            reach(2, 2026, mijlpalen=[{"jaar": 2022, "waarde": 6.0}]),
            FALLING,
            "Van de weg van nulmeting naar norm is 70% afgelegd. Het pad naar de norm vraagt 4,0 in 2024; het cijfer is 4,4. De mijlpaal van 6 in 2022 is niet gehaald: 6,3.",
        ),
        (
            reach(12, 2026),
            at_years({2018: 10, 2024: 14}),
            "Bij de nulmeting was de norm al gehaald. Het pad naar de norm vraagt 12,0 in 2024; het cijfer is 14,0.",
        ),
        (keep(5), FALLING, ""),
    ],
)
def test_road(norm: dict[str, Any], series: Series, text: str) -> None:
    assert words(norm, series).road == text


@pytest.mark.parametrize(
    ("need", "text"),
    [
        (None, ""),
        (Need(NeedKind.MORE_POINTS, 1), "Nodig om meer te zeggen: nog 1 meting."),
        (Need(NeedKind.MORE_POINTS, 3), "Nodig om meer te zeggen: nog 3 metingen."),
        (Need(NeedKind.FIGURE_FOR_YEAR, 2028), "Zeker weten we het pas met het cijfer over 2028."),
        (Need(NeedKind.GROUP_VALUES, 5), "Nodig om meer te zeggen: cijfers van minstens 5 vergelijkbare gemeenten."),
    ],
)
def test_need(need: Need | None, text: str) -> None:
    assert say_need(need) == text


@pytest.mark.parametrize("kind", NeedKind)
def test_every_need_has_a_sentence(kind: NeedKind) -> None:
    assert say_need(Need(kind, 2)).endswith(".")


@pytest.mark.parametrize(
    ("judged", "notable", "expected", "text"),
    [
        (25, 2, 0.9, "Van 25 indicatoren vallen er 2 op; door toeval verwacht je er ongeveer 1."),
        (25, 1, 2.4, "Van 25 indicatoren valt er 1 op; door toeval verwacht je er ongeveer 2."),
        (12, 0, 0.3, "Van 12 indicatoren vallen er 0 op; door toeval verwacht je er hooguit 1."),
        (1, 1, 0.03, "Van 1 indicator valt er 1 op; door toeval verwacht je er hooguit 1."),
        (0, 0, 0, ""),
    ],
)
def test_flags_next_to_chance(judged: int, notable: int, expected: float, text: str) -> None:
    assert say_flags(FlagCount(judged=judged, notable=notable, expected=expected)) == text


NORMS = st.one_of(
    st.none(),
    st.builds(reach, st.floats(-20, 120).map(lambda value: round(value, 1)), st.one_of(st.none(), st.integers(2015, 2034))),
    st.builds(keep, st.floats(-20, 120).map(lambda value: round(value, 1))),
    st.just(band(2.0, 4.0)),
)
POINTS = st.lists(
    st.tuples(st.integers(2005, 2025), st.floats(-20, 120), st.booleans(), st.booleans()),
    max_size=14,
    unique_by=lambda point: point[0],
)


def all_texts(indicator: Indicator, series: Series, group: list[Any]) -> list[str]:
    said = describe(assess(indicator, series, group=group, surroundings=FORGETFUL, today=TODAY), indicator, "Zaanstad")
    answers = (said.norm, said.trend, said.change, said.comparison)
    texts = [text for answer in answers for text in (answer.text, answer.needed)] + [said.baseline, said.road]
    return texts + [warning.text for warning in check_norm(indicator, series, today=TODAY)]


@settings(max_examples=300, deadline=None)
@given(NORMS, POINTS, st.sampled_from(["omhoog", "omlaag", "neutraal"]), st.sampled_from(["%", "euro", "per 1.000 inwoners"]))
def test_no_sentence_claims_a_cause_or_shows_the_machine(
    norm: dict[str, Any] | None, points: list[tuple[int, float, bool, bool]], direction: str, unit: str
) -> None:
    series = Series.of(
        Point(year=year, value=value, is_provisional=late and year > 2022, lower=value - 1 if known else None, upper=value + 2)
        for year, value, late, known in points
    )
    indicator = an_indicator(norm, gewenste_richting=direction, eenheid=unit)
    group = members(1, 20, 30, 40, 50, 60)
    for text in all_texts(indicator, series, group):
        assert not [word for word in FORBIDDEN if word in text.lower()], text
        assert not re.search(r"None|nan|inf\b|\d\.\d{1,2}\b(?!\d)|[{}]|  |\.\.|  | ,", text), text
        assert text == "" or (text[0].isupper() and text.endswith(".")), text
