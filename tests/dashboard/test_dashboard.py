"""The pages as Streamlit runs them: what a reader finds on each, also when figures or agenda are missing or wrong."""

import csv
import io
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from support.addresses import EXAMPLES
from support.pages import BROKEN, INDICATOR, OVERVIEW, SOURCES, go, link_words, visit, words
from support.shipped import AGENDA, ROOT

from dashboard import data, pages
from dashboard.downloads.files import to_csv
from dashboard.downloads.tables import indicator_export


def test_the_overview_says_whose_figures_these_are_and_from_when(shown):
    text = words(visit())
    assert "Maatschappelijke Agenda" in text
    assert "Gemeente Zaanstad" in text
    assert re.search(r"Cijfers tot en met \d{4} · uit de meegeleverde opname van \d+ \w+ \d{4}", text)
    assert "Voorbeeld. De cijfers zijn echt; de normen, partners en interventies zijn verzonnen" in text


def test_the_overview_has_every_indicator_with_figure_norm_and_baseline(shown):
    app = visit()
    labels = link_words(app)
    for indicator in data.databook().agenda.indicators:
        assert indicator.name in labels
    row = next(element.proto.body for element in app.get("html") if "indicatoren alle" in element.proto.body)
    assert "(2025*)" in row
    assert "≤ 2,5 in 2028" in row
    assert "<em>nulmeting </em>2,79" in row
    assert 'aria-hidden="true">◆</span>onzeker' in row
    assert "<small>gunstige lijn</small><small>voorlopig: geen duidelijke lijn</small>" in row
    assert 'alt="Verloop van 4,31 in 2012 naar 2,81 in 2025*."' in row


def test_an_indicator_without_figures_says_why_instead_of_nothing(shown):
    text = words(visit())
    assert "nog niet opgehaald" in text
    assert "○ niet te beoordelen" in text
    assert re.search(r"\d+ bronnen nog niet opgehaald", text)


def test_reruns_read_no_database(shown, monkeypatch):
    app = visit()

    def no_store(_folder):
        raise AssertionError("the store was opened again")

    monkeypatch.setattr(data, "open_store", no_store)
    assert "Maatschappelijke Agenda" in words(app.run())


def test_the_page_of_an_indicator_has_all_of_the_databoek(shown):
    app = visit(INDICATOR, indicator="mishandeling")
    text = words(app)
    for part in (
        "Definitie",
        "Waarom dit cijfer",
        "Nulmeting",
        "Norm",
        "Mijlpalen",
        "Kanttekeningen",
        "Trendbreuken",
        "Eigenaar",
    ):
        assert part in text
    assert "2,81 per 1.000 inwoners (2025*)" in text
    assert "Vastgesteld door" in text


def test_beside_a_norm_stands_what_a_court_of_audit_would_ask_but_not_for_another_municipality(shown):
    said = "Let op bij de norm De stap van nulmeting naar norm is 0,29. Dit cijfer schommelt uit zichzelf al tot 0,68."
    assert said in words(visit(INDICATOR, indicator="mishandeling"))
    assert "Let op bij de norm" not in words(visit(INDICATOR, indicator="mishandeling", gemeente="GM0344"))


def test_every_figure_has_its_address(shown):
    text = words(visit(INDICATOR, indicator="mishandeling"))
    for part in (
        "47018NED in dataderden.cbs.nl, waar CBS cijfers van andere organisaties zet",
        "GeregistreerdeMisdrijven_1",
        "SoortMisdrijf=1.4.5",
        "GM0479",
        "70072ned in opendata.cbs.nl",
    ):
        assert part in text
    assert "uit de meegeleverde opname" in text
    assert "2025 458 162.828 2,8128" in text, "458 of 162,828 inhabitants, as Politie and CBS published them"


def test_the_chart_can_be_read_by_who_cannot_see_it(shown):
    chart = visit(INDICATOR, indicator="mishandeling").get("vega_lite_chart")[0]
    alt = chart.proto.alt
    assert alt.startswith("Lijngrafiek: Mishandeling in Zaanstad, 2012 tot en met 2025, per 1.000 inwoners.")
    assert "Nulmeting: 2,79 (gemiddelde 2017–2019)." in alt
    assert "Norm: ≤ 2,5 in 2028." in alt
    assert "Vergelijkbare gemeenten in 2025: midden" in alt
    assert "Nederland in 2025:" in alt
    assert re.search(r"Verwachting voor 2028: 2,\d\d, met een band van 80% van \d,\d\d tot \d,\d\d\.", alt)


def test_an_earlier_norm_and_a_commentary_are_shown(shown):
    text = words(visit(INDICATOR, indicator="ervaren-gezondheid"))
    assert "78% in 2026" in text
    assert "Gewijzigd omdat" in text
    assert "Toelichtingen" in text


@pytest.mark.sampled(8)
@pytest.mark.parametrize("number", range(28))
def test_every_indicator_has_a_page(shown, number):
    rows = data.databook().rows
    assert len(rows) == 28
    text = words(visit(INDICATOR, indicator=rows[number].indicator.id))
    assert rows[number].indicator.name in text
    assert ("Waar komt dit cijfer vandaan?" in text) is (rows[number].last is not None)


def test_the_download_opens_in_a_dutch_spreadsheet(shown):
    book = data.databook()
    row = book.row("mishandeling")
    lineage = data.lineage("mishandeling", book.code)
    content = to_csv(indicator_export(book, row, lineage))
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 14
    last = lines[-1]
    assert (last["gemeente"], last["jaar"], last["waarde"], last["status"]) == ("Zaanstad", "2025", "2,81", "voorlopig")
    assert last["eenheid"] == "per 1.000 inwoners"
    assert set(last["tabel"].split(" / ")) == {"47018NED", "70072ned"}
    assert "CC0" in last["licentie"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("bestaat-niet", "geen indicator met de naam ‘bestaat-niet’"), ("", "In de link staat niet welke indicator u zoekt")],
)
def test_an_unknown_indicator_gets_a_friendly_page_with_the_ones_there_are(shown, wanted, said):
    app = visit(INDICATOR, indicator=wanted)
    text = words(app)
    assert said in text
    assert "Mishandeling" in text


def test_text_from_a_link_is_never_html(shown):
    app = visit(INDICATOR, indicator="<img src=x onerror=alert(1)>")
    assert not any("<img src=x" in element.proto.body for element in app.get("html"))


def test_the_sources_say_what_was_fetched_and_what_not(shown):
    text = words(visit(SOURCES))
    assert re.search(r"\d+ van de \d+ bronnen zijn opgehaald", text)
    assert "Regionale kerncijfers Nederland" in text
    assert "nog niet opgehaald" in text
    assert "in de meegeleverde opname" in text


@pytest.mark.parametrize("page", [OVERVIEW, INDICATOR, SOURCES])
def test_without_figures_every_page_says_what_to_type(page, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    app = visit(page)
    assert "Er zijn nog geen cijfers" in words(app)
    assert app.code[0].value == "python -m etl refresh"


def test_a_store_that_is_gone_says_what_to_type(tmp_path, filled, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    shutil.copy(filled / "current.json", tmp_path / "current.json")
    assert "Er zijn nog geen cijfers" in words(visit())


def test_figures_of_a_newer_databoek_are_told_apart_from_none(tmp_path, filled, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(shutil.copytree(filled, tmp_path / "data")))
    (version,) = (tmp_path / "data").glob("*.duckdb")
    with duckdb.connect(str(version)) as connection:
        connection.execute("UPDATE store_schema SET version = 99")
    assert "De cijfers zijn nieuwer dan dit programma" in words(visit())


def test_a_mistake_in_the_agenda_leaves_the_previous_version_and_says_so_on_every_page_in_one_line(agenda, caplog):
    app = visit()
    assert "U ziet de vorige versie" not in words(app)
    good = agenda.read_text(encoding="utf-8")
    agenda.write_text(good.replace("gewenste_richting: omlaag", "gewenste_richting: omlaagg", 1), encoding="utf-8")
    for page in pages.PAGES:
        text = words(go(app, page.file, **EXAMPLES.get(page.name, {})))
        said = "In de nieuwe versie van de agenda staat nog 1 fout. U ziet de vorige versie, tot dat is hersteld."
        assert text.count(said) == 1, page.name
        assert not re.search(rf"omlaagg|{re.escape(agenda.name)}", text), page.name
    assert [record.message.count("is 'omlaagg'; kies") for record in caplog.records if record.name == "databoek"] == [1]
    assert "Mishandeling" in words(visit())
    agenda.write_text(good.replace("titel: Maatschappelijke Agenda", "titel: Sociale Agenda", 1), encoding="utf-8")
    text = words(visit())
    assert "Sociale Agenda" in text
    assert "U ziet de vorige versie" not in text


@pytest.mark.parametrize("page", [OVERVIEW, INDICATOR])
def test_an_agenda_that_was_never_good_is_a_calm_line_for_readers_and_a_list_in_the_log(agenda, caplog, page):
    agenda.write_text("agenda: {}\n", encoding="utf-8")
    app = visit(page)
    text = words(app)
    assert text.startswith("De agenda is nog niet te lezen ")
    assert "Er staat nog een fout in. Zodra die is hersteld, ziet u hier weer het databoek;" in text
    assert app.code[0].value == "python -m etl check"
    assert not re.search(rf"ontbreekt|titel|{re.escape(str(agenda))}|:\d", text)
    assert f"{agenda}:1  agenda: veld 'titel' ontbreekt; voeg 'titel: ...' toe." in caplog.text


def test_an_agenda_that_is_gone_says_so_in_the_log(tmp_path, filled, monkeypatch, caplog):
    monkeypatch.setenv("DATABOEK_AGENDA", str(tmp_path / "weg.yaml"))
    monkeypatch.setenv("DATABOEK_DATA", str(filled))
    assert str(tmp_path) not in words(visit())
    assert "weg.yaml  dit bestand is er niet" in caplog.text


def test_a_changed_norm_shows_at_once(agenda):
    app = visit()
    assert "≥ 99% in 2028" not in words(app)
    text = agenda.read_text(encoding="utf-8")
    start = text.index("id: ervaren-gezondheid")
    agenda.write_text(text[:start] + re.sub(r"waarde: 75(\.0)?", "waarde: 99.0", text[start:], count=1), encoding="utf-8")
    assert "≥ 99% in 2028" in words(app.run())


def test_something_unforeseen_is_no_english_error(shown, monkeypatch, caplog):
    def fall_over():
        raise RuntimeError("unforeseen")

    app = visit()
    monkeypatch.setattr(data, "databook", fall_over)
    app.run()
    assert not app.exception
    assert app.title[0].value.replace("\\", "") == BROKEN
    assert "unforeseen" in caplog.text


def test_no_page_is_long():
    for path in (ROOT / "dashboard" / "views").glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path.name
    assert len(Path(ROOT / "dashboard" / "app.py").read_text(encoding="utf-8").splitlines()) <= 40
