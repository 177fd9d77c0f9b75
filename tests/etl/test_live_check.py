"""Asking CBS whether the tables still hold what the agenda asks: every fault at its place, and not one figure fetched."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from support.replay import Replay
from support.replay_faults import discontinued, measure_gone, only, status
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import CBS, REGIONS, build, dimension, member, period, topic, write_table

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.live_check import Found, Report, check_live, report_lines
from indicators.agenda.load import load_agenda, locate
from indicators.agenda.model import Agenda

QUICK = Catalogues(first_wait=0.001, limits=Limits(silence=(2, 2)))
TABLES = {"47018NED", "70072ned", "50150NED", "84780NED", "80794ned"}
STOPPED = "deze tabel is stopgezet: er komen geen nieuwe cijfers bij. De opvolger staat in de toelichting van de tabel."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = build(tmp_path_factory.mktemp("catalogue"))
    regions = [member(code.ljust(10), name) for code, name in REGIONS.items()]
    write_table(
        folder,
        catalogue=CBS,
        table="84799NED",
        title="Kerncijfers wijken en buurten 2020",
        properties=[dimension("WijkenEnBuurten", "GeoDetail"), topic("Inwoners_5", unit="aantal")],
        members={"WijkenEnBuurten": regions},
        rows=[{"WijkenEnBuurten": "GM0479    ", "Inwoners_5": 5}],
        frequency="Stopgezet",
    )
    write_table(
        folder,
        catalogue=CBS,
        table="10003NED",
        properties=[
            dimension("WijkenEnBuurten", "GeoDetail"),
            dimension("Perioden", "TimeDimension"),
            topic("Waarde_1", unit="%"),
        ],
        members={"WijkenEnBuurten": regions[:2], "Perioden": [period(f"2024KW0{n}", f"2024 {n}e kwartaal") for n in range(1, 5)]},
        rows=[{"WijkenEnBuurten": "PV27      ", "Perioden": "2024KW01", "Waarde_1": 5}],
    )
    return folder


@pytest.fixture
def replay(folder, monkeypatch):
    with Replay(folder) as running:
        monkeypatch.setenv("DATABOEK_CBS_BASE", running.base)
        yield running


def agenda(sources=None, **quantities) -> Agenda:
    data = copy.deepcopy(agenda_data(**quantities))
    for name, keys in (sources or {}).items():
        data["bronnen"][name] = data["bronnen"].get(name, {"catalogus": CBS, "houder": "CBS", "licentie": "CC0"}) | keys
    return Agenda.model_validate_json(json.dumps(data))


def faults(found: Report) -> dict:
    return {each.place: each.text for each in found.found if each.is_fault}


def test_an_agenda_that_is_well_costs_metadata_only(replay):
    report = check_live(agenda(), QUICK)
    assert report == Report(len(TABLES), ())
    assert replay.asked("TypedDataSet") == replay.asked("UntypedDataSet") == 0
    assert replay.asked("TableInfos") == replay.asked("DataProperties") == len(TABLES)
    probes, dimensions = 2, sum(replay.asked(name) for name in ("RegioS", "WijkenEnBuurten", "Regiokenmerken", "Perioden"))
    others = sum(replay.asked(name) for name in ("SoortMisdrijf", "Leeftijd", "Marges", "Geslacht"))
    assert (dimensions, others) == (2 * len(TABLES), 4)
    assert len(replay.requests) == probes + 2 * len(TABLES) + dimensions + others


def test_every_fault_is_told_at_its_place(replay):
    quantities = {
        "weg": {"bron": "weg", "onderwerp": "X"},
        "onderwerp": {"bron": "kerncijfers", "onderwerp": "Inwoners"},
        "dubbel": {"bron": "kerncijfers", "onderwerp": "Totaal"},
        "code": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.4.6"}},
        "open": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven"},
        "leeftijd": {"bron": "zonder-leeftijd", "onderwerp": "GoedErvarenGezondheid"},
        "dimensie": {"bron": "school", "onderwerp": "Leerlingen", "filter": {"Niveau": "1"}},
        "maand": {"bron": "maanden", "onderwerp": "GemiddeldAantalInwoners"},
        "buurt": {"bron": "buurten", "onderwerp": "Inwoners"},
        "kwartaal": {"bron": "kwartalen", "onderwerp": "Waarde"},
        "gebied": {"bron": "gebied", "onderwerp": "Huishoudens"},
    }
    health = {"catalogus": "dataderden.cbs.nl", "tabel": "50150NED", "filter": {"Marges": "MW00000"}}
    report = check_live(
        agenda(
            {
                "weg": {"tabel": "99999NED"},
                "zonder-leeftijd": health | {"marges": {"onder": "MOG0095", "boven": "X"}},
                "maanden": {"tabel": "70072ned", "periode": "december"},
                "buurten": {"tabel": "84799NED"},
                "kwartalen": {"tabel": "10003NED"},
                "gebied": {"tabel": "70072ned", "gebied": "Wijken"},
            },
            **quantities,
        ),
        QUICK,
    )
    place = {name: ("ambities", 0, "indicatoren", at, "bron") for at, name in enumerate(quantities, start=5)}
    found = faults(report)
    told = {
        ("bronnen", "weg", "tabel"): "CBS 99999NED: tabel bestaat niet (meer). Zoek",
        (*place["onderwerp"], "onderwerp"): "CBS 70072ned: onderwerp 'Inwoners' staat niet (meer) in de tabel. Wel: Gemiddeld",
        (*place["dubbel"], "onderwerp"): "CBS 70072ned: onderwerp 'Totaal' komt 2 keer voor: ",
        (*place["code"], "filter", "SoortMisdrijf"): "dataderden 47018NED: code '1.4.6' bestaat niet in SoortMisdrijf; bedoelt u",
        (*place["open"], "filter", "SoortMisdrijf"): "dataderden 47018NED: dimensie SoortMisdrijf heeft 3 codes (1.1.1",
        ("bronnen", "zonder-leeftijd", "filter", "Leeftijd"): "dataderden 50150NED: dimensie Leeftijd heeft 2 codes",
        ("bronnen", "zonder-leeftijd", "filter", "Marges"): "dataderden 50150NED: code 'X' bestaat niet in Marges",
        (
            *place["dimensie"],
            "filter",
            "Niveau",
        ): "CBS 84780NED: filter op onbekende dimensie Niveau; de dimensies zijn: Geslacht",
        ("bronnen", "maanden", "periode"): "CBS 70072ned: periode 'december' zit niet in de tabel; wel jaren (JJ00). Zet bij de",
        ("bronnen", "buurten", "jaar"): "CBS 84799NED: de tabel heeft geen perioden; zet jaar: 2020 bij de bron in de agenda.",
        ("bronnen", "kwartalen", "periode"): "CBS 10003NED: periode 'jaar' zit niet in de tabel; wel kwartalen (KW01 tot en met",
        ("bronnen", "kwartalen", "gebied"): "CBS 10003NED: GM0479 staat niet in WijkenEnBuurten. Kies een andere tabel",
        ("bronnen", "gebied", "gebied"): "CBS 70072ned: dimensie 'Wijken' ontbreekt; de dimensies zijn: RegioS, Perioden. Zet",
    }
    assert {at: text for at, text in found.items() if not text.startswith(told.get(at, "?"))} == {}
    assert found.keys() == told.keys()
    assert [each for each in report.found if not each.is_fault] == [
        Found(("bronnen", "buurten", "tabel"), f"CBS 84799NED: {STOPPED}", is_fault=False)
    ]
    assert replay.asked("TypedDataSet") == 0


def test_a_year_for_a_table_with_periods_is_a_fault_and_one_for_a_table_without_is_right(replay):
    buurt = {"bron": "buurten", "onderwerp": "Inwoners"}
    well = {"buurten": {"tabel": "84799NED", "jaar": 2020}}
    assert faults(check_live(agenda(well, buurt=buurt), QUICK)) == {}
    found = faults(check_live(agenda({"kerncijfers": {"jaar": 2020}}), QUICK))
    assert found == {
        ("bronnen", "kerncijfers", "jaar"): "CBS 70072ned: de tabel heeft zelf perioden (2012JJ00 tot en met 2025JJ00); "
        "haal 'jaar: 2020' weg bij de bron in de agenda."
    }


def test_a_stopped_table_is_a_remark(replay):
    replay.fault("70072ned", discontinued())
    report = check_live(agenda(), QUICK)
    assert report.faults == 0
    assert [each.text for each in report.found] == [f"CBS 70072ned: {STOPPED}"]


def test_one_table_that_fails_leaves_the_others_looked_at(replay):
    replay.fault("50150NED", only("Leeftijd", status(404)))
    replay.fault("47018NED", measure_gone("GeregistreerdeMisdrijven"))
    assert list(faults(check_live(agenda(), QUICK))) == [
        ("ambities", 0, "indicatoren", 0, "bron", "teller", "onderwerp"),
        ("bronnen", "gezondheid", "tabel"),
    ]


def test_a_catalogue_that_does_not_answer_is_not_tried_table_by_table(replay):
    replay.fault(CBS, status(500))
    found = faults(check_live(agenda(), QUICK))
    assert found == {
        ("bronnen", name, "catalogus"): f"{CBS} geeft geen antwoord." for name in ("kerncijfers", "school", "bijstand")
    }
    assert replay.asked("70072ned") == 0
    assert replay.asked("47018NED") > 0


def test_a_line_names_the_file_the_line_and_the_thing(replay, tmp_path):
    small_agenda(tmp_path)
    file = tmp_path / "agenda.yaml"
    data = json.loads(json.dumps(agenda_data()))
    data["bronnen"]["bijstand"]["periode"] = "kwartaal 4"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    *lines, last = report_lines(check_live(load_agenda(file), QUICK), locate(file))
    at = file.read_text(encoding="utf-8").splitlines().index("    periode: kwartaal 4") + 1
    has = "wel jaren (JJ00) en maanden (MM01 tot en met MM12)"
    choices = "periode: jaar, periode: januari, periode: december of periode: maand gemiddelde"
    fault = f"CBS 80794ned: periode 'kwartaal 4' zit niet in de tabel; {has}. Zet bij de bron {choices}."
    assert lines == [f"{file}:{at}  bron 'bijstand', periode: {fault}"]
    assert last == "Bij CBS nagevraagd: 5 tabellen, 1 fout, geen opmerkingen. Er zijn geen cijfers opgehaald."


def test_the_shipped_agenda_filters_every_dimension_of_the_recorded_tables(monkeypatch):
    root = Path(__file__).parents[2]
    with Replay(root / "etl" / "recording") as running:
        monkeypatch.setenv("DATABOEK_CBS_BASE", running.base)
        report = check_live(load_agenda(root / "config" / "agenda.yaml"), QUICK)
    assert [place for place in faults(report) if "filter" in place] == []
