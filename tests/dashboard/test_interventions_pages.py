"""The pages about interventions as Streamlit runs them: what a partner finds on each, also with odd links and odd agendas."""

import re
import shutil
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from support.pages import CHECKPOINT, COHERENCE, INTERVENTION, PORTFOLIO, link_words, visit, words
from support.shipped import AGENDA, ROOT

from dashboard import data
from dashboard.interventions import effects
from dashboard.interventions.effect_picture import columns_told, course_alt, figure_lines, gap_alt
from dashboard.interventions.ladder import FOUND_OF_TEN
from dashboard.interventions.pieces import picture_of
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from indicators.agenda.load import load_agenda
from indicators.wording.answers import FORBIDDEN


@cache
def ids():
    return [each.id for each in load_agenda(AGENDA).interventions]


def test_the_portfolio_has_every_intervention_with_its_step_money_and_next_decision(shown):
    text = words(visit(PORTFOLIO))
    for each in load_agenda(AGENDA).interventions:
        assert each.name in text
    for part in (
        "geen apart effect te zien Woninginbraken",
        "€ 240.000 per jaar",
        "start februari 2019",
        "verwachting niet compleet",
        "nog niet te toetsen",
    ):
        assert part in text
    assert "Welzijnsorganisatie De Brug 2 lopen" in text
    assert "Zonder interventie: " in text


def test_a_link_shows_one_partner_its_own(shown):
    app = visit(PORTFOLIO, partner="welzijn")
    text = words(app)
    assert "Buurtsportcoaches" in link_words(app)
    assert "Vrijwilligerscentrale nieuwe stijl" in link_words(app)
    assert "Werkleerbedrijf" not in link_words(app)
    assert "Gekozen: Welzijnsorganisatie De Brug (2)" in text


@pytest.mark.parametrize("partner", ["bestaat-niet", "<b>x</b>", "' or 1=1"])
def test_an_unknown_partner_shows_all_and_says_so(shown, partner):
    app = visit(PORTFOLIO, partner=partner)
    said = unescape(words(app))  # the words of a page are read without its tags: a tag that was obeyed is gone
    assert f"Er is geen partner ‘{partner}’ in de agenda. U ziet alle interventies." in said
    assert "Werkleerbedrijf" in link_words(app)


def test_a_partner_without_interventions_is_told(shown):
    assert "nog geen interventies" in words(visit(PORTFOLIO, partner="ggd"))


def test_the_page_of_an_intervention_says_what_was_expected_and_what_the_figures_say(shown):
    app = visit(INTERVENTION, interventie="buurtpreventie")
    text = words(app)
    for part in (
        "Voor bewoners van buurten met veel inbraken",
        "‘Woninginbraken’ daalt met 0,5 per 1.000 inwoners, te zien vanaf 2020.",
        "Vastgelegd bij het eerste toetsmoment, op 1 juni 2021: start februari 2019; ‘Woninginbraken’ omlaag te zien vanaf 2020.",
        "Verschil sinds de start Gemiddeld −0,11 per 1.000 inwoners in 2020–2023, vergeleken met wat we op grond van",
        "Marge (95%) −0,56 tot +0,34",
        "Verschil-in-verschillen +1,22 per 1.000 inwoners",
        "Het is te onzeker om te zeggen of het cijfer anders veranderde",
        "Bij andere gemeenten wordt een verschil van 1,0 gewoonlijk 0,3. Daarmee vergelijken we.",
        "Kleinste effect dat te zien is ongeveer",
        "van de 100 andere gemeenten hadden een verschil dat minstens zo groot was",
        "Politie (47018NED)",
        "Geen apart effect te zien Het is te onzeker",
        "een effect kleiner dan 0,45 per 1.000 inwoners kunnen we met deze cijfers niet zien",
        "Nodig om meer te zeggen",
        "Hier staat: ‘Woninginbraken’.",
        "Minder bijeenkomsten en meer bezoek aan huis.",
        "‘Geen apart effect te zien’ is dus de gewone uitkomst",
        "Er zijn nog geen eigen cijfers toegevoegd.",
    ):
        assert part in text
    assert len(app.get("vega_lite_chart")) == 2
    assert any(label.startswith("Toetsmoment voorbereiden: ") for label in link_words(app))


def test_every_intervention_has_its_pages_and_none_names_a_cause(shown):
    found = [words(visit(page)) for page in (PORTFOLIO, COHERENCE)]
    found += [words(visit(page, interventie=name)) for name in ids() for page in (INTERVENTION, CHECKPOINT)]
    for text in found:
        assert [word for word in FORBIDDEN if word in text.lower()] == []
        assert "kosten per" not in text.lower()


@pytest.mark.parametrize("page", [INTERVENTION, CHECKPOINT])
@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("bestaat-niet", "geen interventie met de naam ‘bestaat-niet’"),
        ("", "welke interventie"),
        ("<img src=x onerror=alert(1)>", "geen"),
    ],
)
def test_an_unknown_intervention_gets_the_ones_there_are(shown, page, wanted, said):
    app = visit(page, interventie=wanted)
    assert said in words(app)
    assert "Buurtsportcoaches" in link_words(app)
    assert not any("<img src=x" in element.proto.body for element in app.get("html"))


def test_the_summary_for_a_checkpoint_has_facts_questions_and_lines_to_copy(shown):
    app = visit(CHECKPOINT, interventie="vrijwilligerscentrale", datum="2027-03-01")
    text = words(app)
    for part in (
        "Toetsmoment op 1 maart 2027",
        "14 mei 2024: doorgaan. Door corona is het effect nog niet te beoordelen.",
        "Vrijwilligerswerk Het cijfer veranderde ongeveer even veel als we op grond van vergelijkbare gemeenten verwachten.",
        "Welke eigen cijfers",
        "besluit: doorgaan",
        "☐ stoppen",
    ):
        assert part in text


@pytest.mark.parametrize("day", ["2027-03-02", "morgen", "2027-13-40", "<b>"])
def test_a_day_without_a_checkpoint_shows_the_days_there_are(shown, day):
    app = visit(CHECKPOINT, interventie="vrijwilligerscentrale", datum=day)
    assert "Dit toetsmoment staat niet in de agenda" in words(app)
    assert "1 maart 2027: nog geen besluit" in link_words(app)


def test_an_earlier_checkpoint_shows_its_decision(shown):
    text = words(visit(CHECKPOINT, interventie="vrijwilligerscentrale", datum="2021-06-01"))
    assert "Toetsmoment van 1 juni 2021. Besluit: bijstellen." in text
    assert "Bijstellen" in text
    assert "Zo legt u het besluit vast" not in text, "it was recorded"


def test_money_and_interventions_connects_and_shows_what_is_not(shown):
    app = visit(COHERENCE)
    text = words(app)
    assert "3 cijfers wijken af van de norm en hebben geen interventie" in text
    marks = [mark for each in app.get("html") for mark in re.findall(r'class="mist">([^<]*)<', each.proto.body)]
    assert marks == ["geen interventie"] * 6, "for each of them above and in its row, and nowhere else"
    assert "Elke ambitie heeft minstens één interventie." in text
    assert re.search(r"Aan \d+ cijfers werkt nog geen interventie", text)
    assert {"Woninginbraken", "Buurtpreventie en hang- en sluitwerk", "1 juni 2027"} <= set(link_words(app))
    assert (
        "Buurtpreventie en hang- en sluitwerk wil het cijfer omlaag partner Politie Zaanstad geld € 240.000 per jaar"
        in text.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert text.count("310.000") == 2, "beside the first of its two figures, and in the sum of its ambition"
    assert "staat bij (Zeer) goed ervaren gezondheid" in text


def test_an_agenda_without_interventions_says_so(agenda):
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text(text[: text.index("\ninterventies:")] + "\n", encoding="utf-8")
    assert "nog geen interventies" in words(visit(PORTFOLIO))
    assert "Ambities zonder interventie" in words(visit(COHERENCE))


def test_own_figures_and_an_evaluation_are_shown_when_the_agenda_has_them(agenda, filled, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(shutil.copytree(filled, tmp_path / "data")))
    file = agenda.parent / "deelnemers.csv"
    file.write_text("periode;deelnemers\n2026-Q1;120\n2026-Q2;135\n", encoding="utf-8")
    extra = (
        "    proces: {bestand: deelnemers.csv, kolom: deelnemers}\n"
        "    evaluaties:\n      - {door: Onderzoeksbureau, link: 'https://example.org/rapport', trede: 4}\n"
    )
    text = agenda.read_text(encoding="utf-8")
    at = text.index("    fase:", text.index("- id: buurtpreventie"))
    agenda.write_text(text[:at] + extra + text[at:], encoding="utf-8")
    assert "De eigen cijfers zijn nog niet opgehaald." in words(visit(INTERVENTION, interventie="buurtpreventie"))
    assert refreshed(agenda, tmp_path / "data") == []
    file.unlink()  # no page opens it
    app = visit(INTERVENTION, interventie="buurtpreventie")
    shown_text = words(app)
    assert len(app.get("vega_lite_chart")) == 3
    assert "Van 120 (2026-Q1) naar 135 (2026-Q2)." in shown_text
    assert "Onderzocht door Onderzoeksbureau" in shown_text
    summary = words(visit(CHECKPOINT, interventie="buurtpreventie"))
    assert "deelnemers: 135 (2026-Q2), begonnen met 120 (2026-Q1)" in summary
    assert "Onderzoek door Onderzoeksbureau (https://example.org/rapport)" in summary
    assert "Welke eigen cijfers" not in summary
    assert "kon niet worden gelezen" not in shown_text + summary


def with_same_approach(agenda, written):
    text = agenda.read_text(encoding="utf-8")
    at = text.index("    fase:", text.index("- id: buurtpreventie"))
    agenda.write_text(f"{text[:at]}    zelfde_aanpak_in: {written}\n{text[at:]}", encoding="utf-8")


def test_municipalities_with_the_same_approach_are_tested_together_on_the_page(agenda, filled, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(filled))
    with_same_approach(agenda, "{GM0392: 2017, GM0034: 2019-03, GM0439: 2018, GM0546: 2013, GM0344: 2030}")
    text = words(visit(INTERVENTION, interventie="buurtpreventie"))
    for part in (
        "Alle gemeenten met deze aanpak samen",
        "3 gemeenten met deze aanpak samen.",
        "Almere (2019), Haarlem (2017) en Zaanstad (2019)",
        "van de 399 groepjes van 3 andere gemeenten",
        "als het in al die gemeenten even groot is",
        (
            "Leiden (te weinig metingen vóór de start), Purmerend (in deze jaren samengevoegd) en "
            "Utrecht (nog geen 2 metingen sinds een effect te zien kan zijn)"
        ),
        "Ook niet, omdat de aanpak daar dezelfde is: Almere, Haarlem, Leiden, Purmerend en Utrecht.",
    ):
        assert part in text
    assert [word for word in FORBIDDEN if word in text.lower()] == []
    assert "Woninginbraken, gemeenten samen 3 gemeenten met deze aanpak samen." in words(
        visit(CHECKPOINT, interventie="buurtpreventie")
    )


def test_codes_without_a_start_only_stay_out_of_the_comparison(agenda, filled, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(filled))
    with_same_approach(agenda, "[GM0392, GM0034]")
    text = words(visit(INTERVENTION, interventie="buurtpreventie"))
    assert "Ook niet, omdat de aanpak daar dezelfde is: Almere en Haarlem." in text
    assert "met deze aanpak samen" not in text


def test_who_does_the_same_comes_from_the_file_a_refresh_read(agenda, filled, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(shutil.copytree(filled, tmp_path / "data")))
    with_same_approach(agenda, "{bestand: regio.csv}")
    file = agenda.parent / "regio.csv"
    file.write_text("gemeente;start\nHaarlem;2017\nGM0034;2019-03\nZaanstad;2019\n", encoding="utf-8")
    assert "zijn nog niet opgehaald" in words(visit(INTERVENTION, interventie="buurtpreventie"))
    assert refreshed(agenda, tmp_path / "data") == []
    file.unlink()  # no page opens it
    text = words(visit(INTERVENTION, interventie="buurtpreventie"))
    assert "3 gemeenten met deze aanpak samen." in text
    assert "Almere (2019), Haarlem (2017) en Zaanstad (2019)" in text
    (message,) = refreshed(agenda, tmp_path / "data")
    assert message.startswith("Zelfde aanpak als 'buurtpreventie': ")
    text = words(visit(INTERVENTION, interventie="buurtpreventie"))
    assert "3 gemeenten met deze aanpak samen." in text, "what was read before stays"
    assert "Het bestand met gemeenten met dezelfde aanpak kon niet worden gelezen." in text
    assert str(tmp_path) not in text


def test_own_figures_that_can_no_longer_be_read_stay_and_the_page_tells_no_more_than_that(agenda, filled, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(shutil.copytree(filled, tmp_path / "data")))
    file = agenda.parent / "deelnemers.csv"
    file.write_text("periode;deelnemers\n2026-Q1;120\n2026-Q2;135\n", encoding="utf-8")
    text = agenda.read_text(encoding="utf-8")
    at = text.index("    fase:", text.index("- id: buurtpreventie"))
    agenda.write_text(f"{text[:at]}    proces: {{bestand: deelnemers.csv, kolom: deelnemers}}\n{text[at:]}", encoding="utf-8")
    assert refreshed(agenda, tmp_path / "data") == []
    file.write_text("periode;deelnemers\n2026-Q1;geheim\n", encoding="utf-8")
    (message,) = refreshed(agenda, tmp_path / "data")
    assert "deelnemers.csv:2  kolom 'deelnemers': 'geheim' is geen getal" in message
    assert message.endswith("De vorige cijfers blijven staan.")
    app = visit(INTERVENTION, interventie="buurtpreventie")
    shown_text = words(app) + words(visit(CHECKPOINT, interventie="buurtpreventie"))
    assert len(app.get("vega_lite_chart")) == 3
    assert "Van 120 (2026-Q1) naar 135 (2026-Q2)." in shown_text
    assert shown_text.count("Het bestand met eigen cijfers kon niet worden gelezen. Dit zijn de cijfers van") == 2
    assert "geheim" not in shown_text
    assert str(tmp_path) not in shown_text


def refreshed(agenda, data_dir):
    """Refresh from the recording; what the run says of the sources that failed."""
    run = Run(agenda=load_agenda(agenda), files_dir=agenda.parent, mode=Mode.RECORDING, data_dir=data_dir)
    return [reading.message for reading in refresh(run, Unwatched()).failed]


def test_a_checkpoint_can_be_missing_altogether(agenda):
    text = agenda.read_text(encoding="utf-8")
    at = text.index("    toetsmomenten:", text.index("- id: samen-aan-tafel"))
    agenda.write_text(text[:at].rstrip() + "\n", encoding="utf-8")
    assert "geen toetsmoment gepland" in words(visit(PORTFOLIO))
    assert "Er is nog geen toetsmoment gepland." in words(visit(INTERVENTION, interventie="samen-aan-tafel"))
    assert "Er is nog geen toetsmoment gepland." in words(visit(CHECKPOINT, interventie="samen-aan-tafel"))


def test_effects_are_worked_out_once(shown, monkeypatch):
    app = visit(PORTFOLIO)

    def again(*_):
        raise AssertionError("the effects were worked out again")

    monkeypatch.setattr(effects, "judge_interventions", again)
    words(app.run())


def test_the_charts_can_be_read_by_who_cannot_see_them(shown):
    book = data.databook()
    picture = picture_of(book, "buurtpreventie", "woninginbraken")
    assert picture is not None
    assert course_alt(picture).startswith("Lijngrafiek: Woninginbraken in Zaanstad, 2012 tot en met 2025")
    assert "gemiddelde van 20 vergelijkbare gemeenten" in course_alt(picture)
    assert "door toeval verwacht je tussen −" in gap_alt(picture)
    assert "Gemiddeld sinds de start (2020–2023): −0,11." in gap_alt(picture), "the number that stands above the chart"
    shown_after = [gap.gap for gap in picture.gaps if gap.year in picture.post_years]
    assert sum(shown_after) / len(shown_after) == pytest.approx(picture.mean)
    headers, lines = figure_lines(picture)
    assert headers == ["Jaar", "Zaanstad", "Groep", "Verschil"]
    assert lines[0][0] == "2025*"
    assert columns_told(picture) == ["groep: vergelijkbare gemeenten", "verschil: met de verwachting"]
    uncalculated = replace(picture, gaps=())
    assert figure_lines(uncalculated)[0] == ["Jaar", "Zaanstad", "Groep"]
    assert columns_told(uncalculated) == ["groep: vergelijkbare gemeenten"], "no head that is not there is explained"


def test_what_is_said_of_power_was_measured():
    report = (ROOT / "docs" / "calibratie.md").read_text(encoding="utf-8")
    for times, said in enumerate(FOUND_OF_TEN, 1):
        found = re.search(rf"een effect van {times} × de schommeling gemeld, 5 vooraf \| (\d+,\d)%", report)
        assert found, "calibratie.md has no chapter on interventions: run make calibrate"
        measured = float(found[1].replace(",", ".")) / 10
        assert round(measured) == int(said)


def test_the_manual_for_partners_quotes_only_what_was_measured():
    """Percentages with a decimal in the manual stand in the report; rows of its table stand there literally."""
    manual, report = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("methode-interventies.md", "calibratie.md"))
    rows = [line for line in manual.splitlines() if line.startswith("| ") and re.search(r"\d,\d%", line)]
    quoted = set(re.findall(r"(?<![\d,.])\d+,\d+%", manual))
    assert len(rows) >= 10
    assert [row for row in rows if row not in report] == []
    assert sorted(figure for figure in quoted if figure not in report) == []
