"""What a reader chooses stands in the address: a link shows another reader the same view."""

import pytest
from support.pages import CHECKPOINT, COHERENCE, INDICATOR, INTERVENTION, OVERVIEW, PORTFOLIO, go, link_words, links, visit, words
from support.small_figures import an_indicator, judged, reach, yearly

from dashboard import data
from dashboard.indicator.pieces import picture_of
from dashboard.indicator.trend.layers import SWITCHED, read_layers, write_layers
from dashboard.indicator.trend.past_norms import PastNorms
from dashboard.indicator.trend.picture import offered_layers
from dashboard.indicator.trend.starts import Starts
from dashboard.overview.filters import Filters, Order, in_order, read_filters, write_filters
from indicators.agenda.model import Ambition


def labels(app):
    return link_words(app)


@pytest.mark.parametrize(
    ("chosen", "is_shown"),
    [
        (Filters(), True),
        (Filters(ambition="veilig"), True),
        (Filters(ambition="anders"), False),
        (Filters(status="behaald"), True),
        (Filters(status="achter"), False),
        (Filters(partner="politie"), True),
        (Filters(partner="welzijn"), True),
        (Filters(partner="ggd"), False),
        (Filters(show="norm"), True),
        (Filters(show="afwijkend"), False),
        (Filters(order="naam"), True),
        (Filters(kind="effect"), True),
        (Filters(kind="middelen"), False),
        (Filters(search="MISHAND inwoners"), True),
        (Filters(search="veilig"), True),
        (Filters(search="mishand fiets"), False),
        (Filters(search="mishand", status="achter"), False),
    ],
)
def test_a_filter_shows_what_is_asked_for(chosen, is_shown):
    indicator = an_indicator(reach(5, 2024), eigenaar="politie")
    ambition = Ambition(id="veilig", theme="Veiligheid", ambition="Inwoners zijn veilig.", indicators=(indicator,))
    found = judged(reach(5, 2024), yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4))
    assert chosen.holds(ambition, indicator, found, {"welzijn"}) is is_shown


def test_filters_come_back_from_the_address_and_the_usual_view_has_none():
    chosen = Filters(ambition="veilig", search="in de buurt", show="afwijkend", order="kans")
    assert read_filters(write_filters(chosen)) == chosen
    assert write_filters(Filters()) == {}
    assert read_filters({"eigenaar": "ggd"}) == Filters(partner="ggd"), "an address that somebody kept"
    assert Filters(order="onzin").sorting is Order.AMBITION


def in_words(order):
    """The names below each other, an ambition before its own."""
    rows = data.databook().rows
    return [[each and each.id, *(row.indicator.name for row in of)] for each, of in in_order(rows, order)]


def test_every_order_has_every_figure_once(shown):
    names = sorted(row.indicator.name for row in data.databook().rows)
    for order in Order:
        groups = in_words(order)
        assert sorted(name for group in groups for name in group[1:]) == names
        assert (len(groups) > 1) is (order is Order.AMBITION)
    assert [group[0] for group in in_words(Order.AMBITION)] == [each.id for each in data.databook().agenda.ambitions]
    assert in_words(Order.NAME)[0][1:4] == [
        "Contact met familie, vrienden of buren",
        "Geregistreerde misdrijven",
        "Huisartsenpraktijken binnen 3 km",
    ]
    assert in_words(Order.ATTENTION)[0][1] == "Huisartsenpraktijken binnen 3 km"
    assert in_words(Order.CHANCE)[0][1] == "Vrijwilligerswerk"
    newest = [row.last.year if row.last else 0 for _, of in in_order(data.databook().rows, Order.NEWEST) for row in of]
    assert newest == sorted(newest, reverse=True)


def test_layers_come_back_from_the_address_and_the_usual_view_has_none():
    offered = ("norm en pad", "vergelijkbare gemeenten")
    assert write_layers(offered, offered) is None
    assert read_layers(None) == SWITCHED
    assert read_layers(write_layers(["vergelijkbare gemeenten"], offered)) == ("vergelijkbare gemeenten",)
    assert read_layers(write_layers([], offered)) == ()
    assert read_layers("onzin") == ()


def test_a_link_with_a_filter_shows_that_view_and_says_how_much_of_it(shown):
    app = visit(status="achter", ambitie="meedoen")
    text = words(app)
    assert "U ziet 1 van de 28 cijfers." in text
    assert labels(app).count("Vrijwilligerswerk") == 2, "in what is off the norm, and in its row"
    assert "Werkloosheid" not in labels(app)


def test_searching_puts_the_words_in_the_address(shown):
    app = visit()
    app.text_input(key="filter-search").set_value("onveilig").run()
    assert app.query_params["zoek"] in ("onveilig", ["onveilig"])
    assert "U ziet 1 van de 28 cijfers." in words(app)
    app.button[0].click().run()
    assert "zoek" not in app.query_params
    assert "U ziet alle 28 cijfers." in words(app)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"toon": "afwijkend"}, 4),
        ({"toon": "norm"}, 25),
        ({"partner": "ggd"}, 5),
        ({"partner": "corporatie"}, 1),
        ({"zoek": "xyz"}, 0),
    ],
)
def test_a_choice_in_the_address_leaves_so_many_in_the_table(shown, asked, total):
    app = visit(**asked)
    text = words(app)
    assert (f"U ziet {total} van de 28 cijfers." if total else "Geen cijfer past bij deze keuze.") in text
    assert "4 van 28 cijfers wijken af van de norm" in text, "what is found does not depend on a choice"
    assert sum(element.proto.body.count('scope="row"') for element in app.get("html")) == total


def test_a_layer_that_is_left_out_is_not_drawn_and_stands_in_the_address(shown):
    app = visit(INDICATOR, indicator="mishandeling", lagen="norm")
    alt = app.get("vega_lite_chart")[0].proto.alt
    assert "Verwachting voor" not in alt
    assert "Nederland in" not in alt
    assert "Norm: ≤ 2,5 in 2028." in alt


def drawn(kind, name, *given):
    """One layer of the large chart of an indicator."""
    return next(layer for layer in picture_of(data.databook(), name, *given).layers if isinstance(layer, kind))


def test_interventions_are_marked_at_their_start(shown):
    starts = drawn(Starts, "woninginbraken").shown
    assert [(start.name, start.when) for start in starts] == [("Buurtpreventie en hang- en sluitwerk", "februari 2019")]
    assert 2018.5 < starts[0].year < 2019
    assert "interventies" in offered_layers(picture_of(data.databook(), "woninginbraken"))
    assert not drawn(Starts, "woninginbraken", ("norm en pad",)).shown


def test_a_changed_norm_is_drawn_as_a_step_at_the_day_of_its_adoption(shown):
    steps = drawn(PastNorms, "ervaren-gezondheid").steps
    (steps,) = steps
    assert [value for _, value in steps] == [78.0, 78.0, 75.0]
    assert steps[1][0] == steps[2][0]
    assert 2023.4 < steps[1][0] < 2023.5, "30 November 2023; a year's figure stands in the middle of its year"


def test_a_changed_norm_is_said_with_who_and_when_beside_the_chart_and_to_who_cannot_see_it(shown):
    app = visit(INDICATOR, indicator="ervaren-gezondheid")
    told = "Gewijzigd van 78% in 2026 naar 75% in 2028 op 30 november 2023 door gemeenteraad en GGD Zaanstreek-Waterland."
    assert told in words(app)
    said = [chart.proto.alt for chart in app.get("vega_lite_chart")]
    assert any(
        "De norm ging op 30 november 2023 van 78% in 2026 naar 75% in 2028, door gemeenteraad en GGD" in text for text in said
    )
    without = words(visit(INDICATOR, indicator="ervaren-gezondheid", lagen="nederland"))
    assert "Gewijzigd van" not in without


def test_the_previous_and_the_next_indicator_are_one_tap_away(shown):
    found = labels(visit(INDICATOR, indicator="mishandeling"))
    assert "Vorige: Woninginbraken" in found
    assert "Volgende: Vernieling" in found
    first, last = data.databook().rows[0], data.databook().rows[-1]
    assert not any(label.startswith("Vorige") for label in labels(visit(INDICATOR, indicator=first.indicator.id)))
    assert not any(label.startswith("Volgende") for label in labels(visit(INDICATOR, indicator=last.indicator.id)))


def test_an_indicator_off_course_comes_with_questions(shown):
    text = words(visit(INDICATOR, indicator="vrijwilligerswerk"))
    assert "Vragen om te stellen" in text
    assert "Vragen om te stellen" not in words(visit(INDICATOR, indicator="woninginbraken"))


def test_another_municipality_is_shown_with_its_own_figures_and_a_warning_about_the_norms(shown):
    app = visit(gemeente="GM0344")
    text = words(app)
    assert "cijfers van Utrecht" in text
    assert "Normen en interventies zijn van Zaanstad: die staan hier niet bij." in text
    assert "niet door Zaanstad vastgesteld" in text
    assert "Terug naar Zaanstad" in text
    assert "gemeente=GM0344" in dict(links(app))["Mishandeling"]
    assert "die staan hier niet bij" in words(go(app, INDICATOR, indicator="mishandeling"))


def test_an_unknown_municipality_gives_the_own_one(shown):
    assert "Andere gemeente" not in words(visit(gemeente="GM9999"))


INTERVENTION_PAGES = {
    "interventies": (PORTFOLIO, {}),
    "interventies van een partner": (PORTFOLIO, {"partner": "politie"}),
    "interventie": (INTERVENTION, {"interventie": "werkleerbedrijf"}),
    "onbekende interventie": (INTERVENTION, {"interventie": "weg"}),
    "toetsmoment": (CHECKPOINT, {"interventie": "werkleerbedrijf"}),
    "samenhang": (COHERENCE, {}),
}


@pytest.mark.parametrize(("page", "asked"), INTERVENTION_PAGES.values(), ids=INTERVENTION_PAGES)
def test_links_of_the_pages_about_interventions_keep_the_chosen_municipality(shown, page, asked):
    app = visit(page, gemeente="GM0344", **asked)
    found = links(app)
    assert found
    own = "Terug naar Zaanstad" if asked.get("interventie") != "weg" else ""
    assert [label for label, address in found if "gemeente=GM0344" not in address] == [own] * bool(own)
    assert app.query_params["gemeente"] == "GM0344"


def test_the_choice_is_in_the_address_alone_so_that_back_leads_to_before_it(shown):
    app = visit(gemeente="GM0344")
    app.query_params.clear()
    assert "Andere gemeente" not in words(app.run())
    assert "gemeente" not in app.query_params


def test_back_home_the_address_is_clean_again_and_stays_that_way(shown):
    app = visit(gemeente="GM0344")
    app = go(app, OVERVIEW, gemeente="GM0479")
    assert "gemeente" not in app.query_params
    assert "Gemeente Zaanstad" in words(app)
    assert [label for label, address in links(app) if "gemeente" in address] == []
    app = go(app, INDICATOR, indicator="mishandeling")
    assert "gemeente" not in app.query_params
    assert "Andere gemeente" not in words(app)
