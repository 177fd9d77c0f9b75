"""Ambition, changes, comparing and accountability as Streamlit runs them, also with odd links."""

import csv
import io
import pickle
import re

import pytest
from support.pages import AMBITION, CHANGED, COMPARE, OVERVIEW, SOURCES, go, link_words, stop_clock, visit, words

from dashboard import data
from dashboard.accountability import words as accountability
from dashboard.changed.pieces import changes as changes_since
from dashboard.changed.pieces import earlier
from dashboard.downloads.files import to_csv, to_workbook
from dashboard.downloads.tables import changes_export, comparison_export, overview_export
from indicators.agenda.load import load_agenda
from indicators.agenda.problems import AgendaError

pytestmark = pytest.mark.usefixtures("shown")


@pytest.fixture
def history(twice, shown, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(twice))


def lines_of(export):
    return list(csv.DictReader(io.StringIO(to_csv(export).decode("utf-8-sig")), delimiter=";"))


def test_an_ambition_tells_what_who_indicators_interventions_and_remarks():
    text = words(visit(AMBITION, ambition="gezondheid", ambitie="gezondheid"))
    for part in (
        "Inwoners zijn gezond en hebben een gezonde levensstijl.",
        "Wie er iets doet Welzijnsorganisatie De Brug",
        "We tellen de indicatoren niet op tot één cijfer",
        "Overgewicht",
        "Buurtsportcoaches",
        "start september 2021",
        "Volgend toetsmoment 16 november 2027",
        "epidemioloog GGD, 7 oktober 2025",
        "Andere ambities:",
    ):
        assert part in text, part


def test_every_ambition_has_a_page():
    app = visit()
    for ambition in data.databook().agenda.ambitions:
        assert ambition.ambition in words(go(app, AMBITION, ambitie=ambition.id))


@pytest.mark.parametrize("wanted", ["", "bestaat-niet", "<img src=x>"])
def test_an_unknown_ambition_gets_a_page_with_the_ones_there_are(wanted):
    app = visit(AMBITION, ambitie=wanted)
    text = words(app)
    assert "Deze ambitie staat niet in de agenda" in text
    assert "Meedoen" in text
    assert not any("<img src=x" in element.proto.body for element in app.get("html"))


def test_what_changed_since_the_previous_meeting(history):
    text = words(visit(CHANGED))
    for part in (
        "Sinds de raadsvergadering van 15 oktober 2026, in Zaanstad",
        "2 gewijzigde oordelen",
        "4 nieuwe cijfers",
        "3 herziene cijfers",
        "0 gewijzigde normen",
        "Te vroeg om te zeggen: er zijn 4 metingen, het laatst 66,1% in 2022.",
        "Onzeker. De norm van 75% in 2028 kan gehaald worden",
        "2,81 per 1.000 inwoners in 2025*",
        "2024*: eerst 2,93",
        "2,87 per 1.000 inwoners",
        "voor het eerst gezien op 10 november 2026",
        "0 andere wijzigingen in de agenda",
        "Anders door nieuwe of herziene cijfers.",
        "met de agenda van toen",
    ):
        assert part in text, part
    assert "Let op." not in text


def test_a_day_after_the_last_publication_shows_that_nothing_changed(history):
    text = words(visit(CHANGED, sinds="2026-11-12"))
    assert "Sinds 12 november 2026 kwamen er geen nieuwe of herziene cijfers bij" in text


def test_before_the_history_begins_the_page_says_what_it_cannot_know(history):
    text = words(visit(CHANGED, sinds="1 november 2023"))
    assert "We bewaren cijfers sinds 1 oktober 2026; wat er voor die tijd veranderde, weten we niet." in text
    assert "2 gewijzigde normen" in text
    assert "eerst 78% in 2026" in text
    assert "Gewijzigd omdat: Na de meting van 2022" in text


@pytest.mark.parametrize("sinds", ["gisteren", "2031-01-01", "<b>15</b>"])
def test_an_odd_day_in_the_link_is_answered_in_words(history, sinds):
    app = visit(CHANGED, sinds=sinds)
    assert "Let op." in words(app)
    assert "Hieronder staat wat er sinds 15 oktober 2026 veranderde." in words(app)
    assert not any("<b>15</b>" in element.proto.body for element in app.get("html"))


def test_a_typed_day_comes_into_the_link(history):
    app = visit(CHANGED)
    app.text_input[0].set_value("1 november 2023")
    app.button[0].click()
    app.run()
    assert app.query_params["sinds"] in (["2023-11-01"], "2023-11-01")
    assert "Sinds 1 november 2023" in words(app)


def test_the_changes_can_be_taken_along(history):
    book = data.databook()
    since = data.datetime(2026, 10, 15).date()
    changes = data.kept(book, changes_since, since)
    lines = lines_of(changes_export(book, changes, "15 oktober 2026"))
    revised = next(line for line in lines if line["soort"] == "herzien cijfer" and line["indicator"] == "Mishandeling")
    assert (revised["periode"], revised["eerst"], revised["nu"], revised["sinds"]) == (
        "2024*",
        "2,93",
        "2,87",
        "10 november 2026",
    )
    assert revised["eenheid"] == "per 1.000 inwoners"
    assert revised["tabel"] == "47018NED / 70072ned"
    assert {line["soort"] for line in lines} == {"nieuw cijfer", "herzien cijfer", "gewijzigd oordeel"}
    assert to_workbook(changes_export(book, changes, "15 oktober 2026")).startswith(b"PK")


def test_what_is_kept_of_a_day_is_small_because_a_reader_can_ask_for_any_number_of_days(history):
    kept = earlier(data.databook(), data.datetime(2026, 10, 15).date())
    assert kept.told["mishandeling"].assessment.series.at(2024)
    assert len(pickle.dumps(kept)) < 150_000, "with the comparable municipalities it is twice that, with all of them 40 MB"


def test_a_fresh_store_says_that_its_history_starts_today(monkeypatch):
    stop_clock(monkeypatch, data.databook().published_at)
    assert "Dat is vandaag, dus er valt nog weinig te vergelijken" in words(visit(CHANGED))


def test_comparing_shows_who_was_asked_and_whose_norm_it_is():
    app = visit(COMPARE, indicator="mishandeling", gemeenten="GM0479,GM0344,groep,GM9999")
    text = words(app)
    alt = app.get("vega_lite_chart")[0].proto.alt
    for part in ("Zaanstad 2,81 in 2025*", "Utrecht", "groep (midden)"):
        assert part in alt
    assert "Onbekend: ‘GM9999’." in text
    assert "De norm (≤ 2,5 in 2028) is van Zaanstad en geldt niet voor andere gemeenten." in text
    assert app.multiselect[0].value == ["GM0344", "groep"]


def test_a_choice_comes_into_the_link():
    app = visit(COMPARE, indicator="mishandeling")
    app.multiselect[0].set_value(["GM0363"]).run()
    assert app.query_params["gemeenten"] in (["GM0479,GM0363"], "GM0479,GM0363")
    assert "Amsterdam" in app.get("vega_lite_chart")[0].proto.alt
    app.selectbox[0].set_value("vernieling").run()
    assert "Vernieling" in words(app)
    assert "Amsterdam" in app.get("vega_lite_chart")[0].proto.alt


def test_an_indicator_without_figures_has_no_chart_but_words():
    app = visit(COMPARE, indicator="bijstand", gemeenten="GM0479")
    assert "Geen cijfers van deze indicator: Zaanstad." in words(app)
    assert not app.get("vega_lite_chart")


def test_an_unknown_indicator_to_compare_gets_the_ones_there_are():
    assert "geen indicator met de naam ‘weg’" in words(visit(COMPARE, indicator="weg"))


def test_another_municipality_is_compared_from_its_own_side_without_norms_that_are_not_its_own():
    text = words(visit(COMPARE, indicator="mishandeling", gemeente="GM0344"))
    assert "Utrecht naast andere gemeenten" in text
    assert "Terug naar Zaanstad" in text
    assert "en geldt niet voor andere gemeenten" not in text
    assert "is van Zaanstad en geldt niet voor andere gemeenten" in words(visit(COMPARE, indicator="mishandeling"))


def test_the_comparison_and_the_overview_can_be_taken_along():
    book = data.databook()
    row = book.row("mishandeling")
    lines = lines_of(comparison_export(book, row.indicator, [(book.name, book.code, row.series)]))
    assert (lines[-1]["gemeente"], lines[-1]["waarde"], lines[-1]["licentie"]) == ("Zaanstad", "2,81", "CC0 / CC BY 4.0")
    lines = lines_of(overview_export(book, book.rows))
    assert len(lines) == len(book.rows)
    mine = next(line for line in lines if line["indicator"] == "Mishandeling")
    assert (mine["waarde"], mine["norm"], mine["oordeel_norm"]) == ("2,81", "≤ 2,5 in 2028", "onzeker")
    assert re.fullmatch(r"\d+ \w+ 20\d\d( / \d+ \w+ 20\d\d)*", mine["opgehaald_op"])


def test_accountability_says_how_we_judge_what_we_cannot_say_and_how_accessible_this_is():
    text = words(visit(SOURCES))
    for part in (
        "Hoe we oordelen",
        "Mann-Kendall",
        "Wat dit databoek niet kan zeggen",
        "voldoet op één na aan alle eisen voor toegankelijkheid (WCAG 2.2, niveau A en AA)",
        "er zijn geen volgcookies",
        "In de agenda staat nog niet wie vragen beantwoordt.",
    ):
        assert part in text, part


def test_the_measured_quality_is_quoted_only_when_it_was_measured(monkeypatch):
    table = "| Wat | Gemeten |\n| --- | ---: |\n| De band klopt | 81,9% |"
    report = f"Gemaakt door `make calibrate` op 21-11-2026.\n\n## Kerncijfers\n\n{table}\n\n## Verder\n\n| x | y |\n"
    assert accountability.key_figures(report) == [["De band klopt", "81,9%"]]
    monkeypatch.setattr(data, "calibration", lambda: report)
    assert "De band klopt 81,9%" in words(visit(SOURCES))
    monkeypatch.setattr(data, "calibration", lambda: "")
    assert "Gemeten op" not in words(visit(SOURCES))


def test_the_contact_comes_from_the_agenda(agenda):
    text = agenda.read_text(encoding="utf-8")
    contact = "  contact: {naam: Team Onderzoek, e-mail: onderzoek@gemeente.example, telefoon: 14 075}\n"
    agenda.write_text(text.replace("  voorbeeld: true", contact + "  voorbeeld: true", 1), encoding="utf-8")
    assert "Team Onderzoek E-mail onderzoek@gemeente.example Telefoon 14 075" in words(visit(SOURCES))


def test_an_address_that_is_none_is_told_with_what_to_write(agenda):
    text = agenda.read_text(encoding="utf-8")
    contact = "  contact: {naam: Team Onderzoek, e-mail: onderzoek}\n"
    agenda.write_text(text.replace("  voorbeeld: true", contact + "  voorbeeld: true", 1), encoding="utf-8")
    with pytest.raises(AgendaError, match="schrijf een e-mailadres"):
        load_agenda(agenda)


@pytest.mark.parametrize("page", [AMBITION, CHANGED, COMPARE, SOURCES])
def test_without_figures_every_page_says_what_to_type(page, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    assert "Er zijn nog geen cijfers" in words(visit(page))


def test_the_overview_leads_to_every_ambition_and_can_be_taken_along():
    app = visit(OVERVIEW)
    labels = set(link_words(app))
    assert {ambition.theme for ambition in data.databook().agenda.ambitions} <= labels
    offered = [button.proto.label for button in app.get("download_button")]
    assert offered == ["Download als CSV", "Download als Excel", "Hele databoek als PDF"]
