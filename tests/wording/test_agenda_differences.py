"""What two agendas say otherwise, as a reader meets it: what it was and what it is, without codes of ours."""

from copy import deepcopy

import pytest
from support.small_agenda import agenda_data
from support.small_figures import an_indicator, band, keep, reach

from indicators.agenda.differences import Topic, compare
from indicators.agenda.model import Agenda
from indicators.wording.differences import LABELS, say_difference
from indicators.wording.norm_terms import norm_in_words, norms_apart

DECIDED = {"door": ["gemeenteraad"], "datum": "2022-06-30", "besluit": "RB-1"}
NAMES = {"gezondheid": "Ervaren gezondheid", "ggd": "GGD"}


def small(edit) -> Agenda:
    data = deepcopy(agenda_data())
    data["interventies"] = [
        {
            "id": "wandelen",
            "naam": "Wandelen",
            "partner": "ggd",
            "doelgroep": "Ouderen.",
            "fase": "pilot",
            "start": "2024",
            "indicatoren": [{"indicator": "gezondheid", "richting": "omhoog", "effect": 2.0, "zichtbaar_vanaf": 2026}],
        }
    ]
    edit(data, {each["id"]: each for place in data["ambities"] for each in place["indicatoren"]}, data["interventies"][0])
    return Agenda.model_validate(data, strict=False)


def told(before, after=lambda data, indicators, intervention: None):
    return [tuple(say_difference(each, NAMES)) for each in compare(small(after), small(before))]


CASES = {
    "baseline": (
        lambda _, of, __: of["gezondheid"].update(nulmeting={"periode": "2018-2020", "waarde": 2.4}),
        ("nulmeting", "niets", "gemiddelde van 2018–2020, vastgesteld op 2,4"),
    ),
    "source": (
        lambda _, of, __: of["bijstand"]["bron"].update(maal=100),
        (
            "bron van het cijfer",
            "BijstandTotDeAOWLeeftijd uit 80794ned gedeeld door GemiddeldAantalInwoners uit 70072ned, maal 1.000",
            "BijstandTotDeAOWLeeftijd uit 80794ned gedeeld door GemiddeldAantalInwoners uit 70072ned, maal 100",
        ),
    ),
    "a setting that is not told": (
        lambda data, _, __: data["bronnen"]["eigen"].update(houder="Iemand"),
        ("bron van het cijfer", "", "cohesie uit cohesie.csv, met een andere instelling"),
    ),
    "break": (
        lambda _, of, __: of["gezondheid"].update(trendbreuken=[{"periode": 2020, "reden": "Corona.", "soort": "bijzonder"}]),
        ("trendbreuken", "niets", "2020 bijzonder jaar (Corona)"),
    ),
    "direction": (
        lambda _, of, __: of["gezondheid"].update(gewenste_richting="omhoog"),
        ("gewenste richting", "omlaag", "omhoog"),
    ),
    "decimals": (lambda _, of, __: of["gezondheid"].update(decimalen=0), ("aantal decimalen", "2", "0")),
    "bounds": (
        lambda _, of, __: of["gezondheid"].update(grenzen={"laagst": 10}),
        ("wat het cijfer kan zijn", "niets", "minstens 10"),
    ),
    "prices": (
        lambda _, of, __: of["gezondheid"].update(lopende_prijzen=True),
        ("bedragen zonder correctie voor inflatie", "nee", "ja"),
    ),
    "start": (lambda _, __, each: each.update(start="2025-03"), ("start", "2024", "2025-03")),
    "aim": (
        lambda _, __, each: each["indicatoren"][0].update(effect=1.5, zichtbaar_vanaf=2027),
        (
            "verwachting",
            "‘Ervaren gezondheid’ omhoog met 2 te zien vanaf 2026",
            "‘Ervaren gezondheid’ omhoog met 1,5 te zien vanaf 2027",
        ),
    ),
    "frozen": (
        lambda _, __, each: each.update(vastgelegd={"datum": "2025-01-01", "start": "2024", "indicatoren": each["indicatoren"]}),
        ("vastgelegde verwachting", "niets", "start 2024; ‘Ervaren gezondheid’ omhoog met 2 te zien vanaf 2026"),
    ),
    "elsewhere": (
        lambda _, __, each: each.update(zelfde_aanpak_in=["GM0344", "GM0034"]),
        ("gemeenten met dezelfde aanpak", "niets", "GM0344; GM0034"),
    ),
    "elsewhere since": (
        lambda _, __, each: each.update(zelfde_aanpak_in={"GM0344": "2018", "GM0034": "2019-03"}),
        ("gemeenten met dezelfde aanpak", "niets", "GM0344 (start 2018); GM0034 (start 2019-03)"),
    ),
    "elsewhere in a file": (
        lambda _, __, each: each.update(zelfde_aanpak_in={"bestand": "regio.csv"}),
        ("gemeenten met dezelfde aanpak", "niets", "volgens het bestand regio.csv"),
    ),
    "budget": (
        lambda _, __, each: each.update(budget={"bedrag": 60000, "per": "jaar"}),
        ("budget", "niets", "60.000 euro per jaar"),
    ),
    "group": (
        lambda data, _, __: data["agenda"].update(vergelijken={"gemeenten": ["GM0034", "GM0344"]}),
        ("gemeenten waarmee we vergelijken", "20 gemeenten", "een vaste lijst: GM0034 en GM0344"),
    ),
}


@pytest.mark.parametrize("why", CASES)
def test_a_difference_says_what_it_was_and_what_it_is(why):
    edit, said = CASES[why]
    assert told(edit) == [said]


def test_what_came_and_what_went():
    def without(data, _, __):
        data["interventies"].pop()

    assert told(without) == [("", "", "staat niet meer in de agenda")]
    assert told(lambda *_: None, without) == [("", "", "nieuw in de agenda")]


def test_of_a_list_only_what_differs_is_told():
    cuts = [{"periode": year, "reden": "Anders geteld.", "soort": "definitie"} for year in (2015, 2018, 2021)]
    (said,) = told(
        lambda _, of, __: of["gezondheid"].update(trendbreuken=cuts[1:]),
        lambda _, of, __: of["gezondheid"].update(trendbreuken=cuts[:2]),
    )
    assert said == ("trendbreuken", "2015 nieuwe definitie (Anders geteld)", "2021 nieuwe definitie (Anders geteld)")


def test_what_held_before_is_told_with_its_decision():
    def norm(*past):
        return lambda _, of, __: of["gezondheid"].update(norm=reach(70, 2030, vastgesteld=DECIDED, historie=list(past)))

    past = {"waarde": 78, "jaar": 2026, "vastgesteld": DECIDED, "reden": "Te hoog."}
    (said,) = told(norm(past | {"waarde": 76}), norm(past))
    assert said == ("eerdere normen", "78 in 2026 (besluit RB-1)", "76 in 2026 (besluit RB-1)")


def test_every_topic_has_a_name():
    assert set(LABELS) == set(Topic) - {Topic.WHOLE}


@pytest.mark.parametrize(
    ("norm", "words"),
    [
        (reach(6.4), "6,4% in 2028"),
        (reach(6.4, None, moment="einde looptijd"), "6,4% einde looptijd"),
        (keep(8), "8% (zo houden)"),
        (band(2.5, 4.5), "2,5–4,5%"),
        (None, "geen norm"),
    ],
)
def test_a_norm_in_a_few_words(norm, words):
    assert norm_in_words(an_indicator(norm).norm, "%") == words


def test_norms_that_ask_the_same_level_say_in_what_they_differ():
    one, other, third = (
        an_indicator(each).norm
        for each in (reach(6.4), reach(6.4, mijlpalen=[{"jaar": 2026, "waarde": 7.0}]), keep(6.4, jaar=2028))
    )
    assert norms_apart(one, other, "%") == ("6,4% in 2028, zonder mijlpalen", "6,4% in 2028, mijlpalen 7% in 2026")
    assert norms_apart(one, third, "") == ("6,4 in 2028", "6,4 in 2028 (zo houden)")
    assert norms_apart(one, one, "") == ("6,4 in 2028", "6,4 in 2028")
