"""The command line: what it prints, and what it answers to the shell."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from support.command import as_process, call
from support.replay import Replay
from support.replay_faults import discontinued
from support.shipped import ROOT
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build

from etl.catalogue.titles import FILE
from etl.store.agendas import keep_agenda, logged_agendas
from etl.store.store import open_store
from indicators.agenda.load import load_agenda


@pytest.fixture
def agenda_file(tmp_path):
    small_agenda(tmp_path)
    path = tmp_path / "agenda.yaml"
    path.write_text(yaml.safe_dump(json.loads(json.dumps(agenda_data())), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def shipped(once):
    """A data folder filled from the recording that ships with the project, and what was printed then."""

    def make(folder):
        done = as_process("refresh", "--source", "recording", "--data", folder / "data")
        assert done.returncode == 0, done.stderr + done.stdout
        (folder / "printed").write_text(done.stdout, encoding="utf-8")

    folder = once("shipped-by-the-command", make)
    return folder / "data", (folder / "printed").read_text(encoding="utf-8")


def test_the_shipped_recording_gives_zaanstad_at_least_25_of_its_28_indicators(shipped):
    folder, printed = shipped
    status = json.loads(as_process("status", "--json", "--data", folder).stdout)
    assert status["municipality_name"] == "Zaanstad"
    assert len(status["indicators"]) == 28
    assert status["indicators_with_figures"] >= 25
    assert all(item["reason"] for item in status["indicators"] if not item["figures"])
    assert Path(status["store"]).is_file()
    assert f"{status['indicators_with_figures']} van 28 indicatoren hebben cijfers voor Zaanstad." in printed


@pytest.mark.parametrize(
    ("code", "name", "at_least"), [("GM0344", "Utrecht", 19), ("GM1980", "Dijk en Waard", 16), ("GM0088", "Schiermonnikoog", 10)]
)
def test_another_municipality_only_changes_one_line(shipped, tmp_path, code, name, at_least):
    text = (ROOT / "config" / "agenda.yaml").read_text(encoding="utf-8").replace("gemeente: GM0479", f"gemeente: {code}")
    (tmp_path / "agenda.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "bestanden").symlink_to(ROOT / "config" / "bestanden")
    status = json.loads(call("status", "--json", "--agenda", tmp_path / "agenda.yaml", "--data", shipped[0]).stdout)
    assert status["municipality_name"] == name
    assert status["indicators_with_figures"] >= at_least
    assert all(item["reason"] for item in status["indicators"] if not item["figures"])


def test_the_recorded_burglaries_of_zaanstad_are_count_divided_by_inhabitants(shipped):
    # 47018NED counts 162 burglaries for Zaanstad in 2024 (provisional), 70072ned 162,108 inhabitants on average: August 2026.
    store = open_store(shipped[0])
    row = store.observations(indicators=["woninginbraken"], regions=["GM0479"]).set_index("year").loc[2024]
    lineage = store.lineage("woninginbraken", "GM0479").query("year == 2024").set_index("role")
    assert lineage["value"].to_dict() == {"teller": 162, "noemer": 162_108}
    assert lineage["table_id"].to_dict() == {"teller": "47018NED", "noemer": "70072ned"}
    assert (row["value"], row["status"]) == (pytest.approx(162 / 162_108 * 1000), "voorlopig")


def test_check_says_what_the_agenda_holds(agenda_file):
    done = as_process("check", "--agenda", agenda_file)
    assert done.returncode == 0
    assert "1 ambities, 5 indicatoren" in done.stdout


FILES_WELL = "Eigen bestanden geopend: 2. Geen fouten, geen opmerkingen."


def test_check_opens_the_own_files_and_says_what_is_wrong_at_which_line(agenda_file, tmp_path):
    (tmp_path / "cohesie.csv").write_text("gemeente;jaar;cohesie\nGM0479;2019;zes\n", encoding="utf-8")
    (tmp_path / "gebieden.csv").unlink()
    done = call("check", "--agenda", agenda_file, "--data", tmp_path / "data")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    place = f"{agenda_file}:{{line}}  {{what}}: {tmp_path}/"
    number = {
        word: nr for nr, line in enumerate(agenda_file.read_text(encoding="utf-8").splitlines(), 1) for word in [line.strip()]
    }
    division = place.format(line=number["gebiedsindeling: gebieden.csv"], what="agenda, gebiedsindeling")
    assert f"{division}gebieden.csv: dit bestand is er niet. Zet het daar neer, of verbeter de naam" in done.stdout
    file = place.format(line=number["bestand: cohesie.csv"], what="bron 'eigen', bestand")
    assert f"{file}cohesie.csv:2  kolom 'cohesie': 'zes' is geen getal; schrijf alleen cijfers" in done.stdout
    assert lines[-1] == "Eigen bestanden geopend: 2. 2 fouten, geen opmerkingen."


def test_check_says_what_is_left_out_and_that_fails_nothing(agenda_file, tmp_path):
    (tmp_path / "cohesie.csv").write_text("gemeente;jaar;cohesie\nZaanstad;2019;6\nPV27;2019;6\n", encoding="utf-8")
    done = call("check", "--agenda", agenda_file, "--data", tmp_path / "data")
    assert done.returncode == 0
    assert "bron 'eigen', bestand: cohesie.csv: 1 regel gaat niet over een gemeente en telt niet mee: PV27." in done.stdout
    assert done.stdout.splitlines()[-1] == "Eigen bestanden geopend: 2. Geen fouten, 1 opmerking."


def test_status_says_why_a_partners_figures_are_not_read(agenda_file, tmp_path):
    data = yaml.safe_load(agenda_file.read_text(encoding="utf-8"))
    about = {
        "id": "sloten",
        "naam": "Sloten",
        "partner": "politie",
        "doelgroep": "Bewoners.",
        "fase": "pilot",
        "ambitie": "veilig",
    }
    data["interventies"] = [about | {"proces": {"bestand": "deelnemers.csv", "kolom": "deelnemers"}}]
    agenda_file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (tmp_path / "deelnemers.csv").write_text("periode;deelnemers\n2025-Q1;veel\n", encoding="utf-8")
    words = ("--agenda", agenda_file, "--data", tmp_path / "data")
    done = call("refresh", "--source", "recording", *words)
    assert done.returncode == 1
    assert "Proces van 'sloten': " in done.stdout
    why = "deelnemers.csv:2  kolom 'deelnemers': 'veel' is geen getal"
    assert why in call("status", *words).stdout
    assert why in json.loads(call("status", "--json", *words).stdout)["process"][0]["problem"]


NORM = {"soort": "bereiken", "waarde": 0.1, "jaar": 2020}


@pytest.fixture
def norm_file(agenda_file):
    """The small agenda with a norm for burglaries that is open to remarks."""
    data = yaml.safe_load(agenda_file.read_text(encoding="utf-8"))
    data["ambities"][0]["indicatoren"][0] |= {"nulmeting": {"periode": 2018, "waarde": 9.5}, "norm": NORM}
    agenda_file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return agenda_file


def test_check_holds_norms_against_the_figures_and_a_remark_does_not_fail_it(norm_file, shipped):
    done = call("check", "--agenda", norm_file, "--data", shipped[0])
    assert done.returncode == 0, done.stderr
    line = norm_file.read_text(encoding="utf-8").splitlines().index("    norm:") + 1
    place = f"{norm_file}:{line}  indicator 'woninginbraken', norm: "
    told, _, steps = done.stdout.partition("Bij de normen: 3 opmerkingen. Een opmerking houdt de agenda niet tegen.\n")
    remarks = [text.removeprefix(place) for text in told.splitlines() if text.startswith(place)]
    figure = open_store(shipped[0]).observations(indicators=["woninginbraken"], regions=["GM0479"]).set_index("year").loc[2018]
    found = f"{figure['value']:.2f}".replace(".", ",")
    assert remarks == [
        "Het jaar van de norm (2020) is al voorbij.",
        f"De vastgestelde nulmeting is 9,50, maar de bron geeft nu {found}. Leg het verschil uit of pas haar aan.",
        "Vul in wie de norm heeft vastgesteld en wanneer.",
    ]
    assert f"{place}Van 9,50 (nulmeting 2018) naar 0,1 (2020): 99% minder in 2 jaar." in steps


def test_check_tells_how_usual_the_step_to_a_norm_is_where_that_can_be_counted(shipped):
    told = call("check", "--data", shipped[0]).stdout.splitlines()
    start = next(place for place, text in enumerate(told) if text.startswith("Hoe gewoon is de stap naar de norm?"))
    assert told[start - 1].startswith("Bij de normen: "), "it is no remark and not counted as one"
    line = next(text for text in told[start:] if "indicator 'vernieling', norm: " in text)
    assert re.search(r"agenda\.yaml:\d+ .* 2% minder in 4 jaar\. Zo'n stap zagen we bij alle gemeenten \d+ van de 100 keer", line)
    assert not [text for text in told[start:] if "'roken'" in text], "too few windows: nothing to tell"


def test_check_without_norms_has_no_remarks(agenda_file, shipped):
    done = call("check", "--agenda", agenda_file, "--data", shipped[0])
    assert (done.returncode, done.stdout.splitlines()[1:]) == (
        0,
        ["Bij de normen: geen opmerkingen.", FILES_WELL],
    )


def test_check_without_figures_says_that_the_norms_were_not_held_against_any(norm_file, tmp_path):
    done = call("check", "--agenda", norm_file, "--data", tmp_path / "data")
    assert done.returncode == 0
    told = f"De normen zijn niet naast cijfers gelegd. In {tmp_path / 'data'} staan nog geen cijfers."
    assert done.stdout.splitlines()[1:] == [f"{told} Typ: python -m etl refresh", FILES_WELL]
    assert not (tmp_path / "data").exists()


def test_check_warns_of_a_norm_that_moved_under_its_decision_and_keeps_nothing_itself(norm_file, tmp_path):
    decided, folder = {"door": ["gemeenteraad"], "datum": "2022-06-30", "besluit": "RB-1"}, tmp_path / "data"
    folder.mkdir()

    def write(value, **more):
        data = yaml.safe_load(norm_file.read_text(encoding="utf-8"))
        norm = NORM | {"waarde": value, "vastgesteld": decided} | more
        data["ambities"][0]["indicatoren"][0]["norm"] = norm
        plain = json.loads(json.dumps(data))  # else what stands there twice becomes an anchor
        norm_file.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def warnings():
        done = call("check", "--agenda", norm_file, "--data", folder)
        assert done.returncode == 0, done.stderr
        return [line for line in done.stdout.splitlines() if "bewaarden we" in line]

    write(0.2)
    assert warnings() == [], "nothing was kept"
    keep_agenda(folder, load_agenda(norm_file), datetime(2026, 11, 1, 9, tzinfo=UTC))
    assert warnings() == []
    write(0.1)
    line = norm_file.read_text(encoding="utf-8").splitlines().index("    norm:") + 1
    (warning,) = warnings()
    assert warning == (
        f"{norm_file}:{line}  indicator 'woninginbraken', norm: hier staat 0,1 in 2020, maar onder besluit RB-1 bewaarden we 0,2"
        " in 2020 (gezien op 1 november 2026). Is er een nieuw besluit? Schrijf dat bij 'vastgesteld' en zet de vorige norm onder"
        " 'historie', met de reden. Zo niet, zet dan terug: 0,2 in 2020."
    )
    assert len(logged_agendas(folder)) == 1, "a draft was never in force"
    past = {"waarde": 0.3, "jaar": 2020, "vastgesteld": decided, "reden": "Te hoog."}
    write(0.1, historie=[past], vastgesteld=decided | {"besluit": "RB-2", "datum": "2026-10-15"})
    (warning,) = warnings()
    assert "norm, historie nr. 1: hier staat 0,3 in 2020, maar onder besluit RB-1 bewaarden we 0,2 in 2020" in warning


@pytest.mark.parametrize(("topic", "code", "faults"), [("Leerlingen", 0, "geen fouten"), ("Scholieren", 1, "1 fout")])
def test_check_live_asks_cbs_and_answers_one_when_something_is_missing(agenda_file, tmp_path, topic, code, faults):
    agenda_file.write_text(agenda_file.read_text(encoding="utf-8").replace("Leerlingen", topic), encoding="utf-8")
    with Replay(build(tmp_path / "catalogue")) as replay:
        replay.fault("70072ned", discontinued())
        done = call("check", "--live", "--agenda", agenda_file, "--data", tmp_path / "data", cbs=replay.base)
        assert replay.asked("TypedDataSet") == 0
    assert done.returncode == code, done.stderr
    line = agenda_file.read_text(encoding="utf-8").splitlines().index("    tabel: 70072ned") + 1
    assert (
        f"{agenda_file}:{line}  bron 'kerncijfers', tabel: CBS 70072ned: deze tabel is stopgezet: er komen geen nieuwe"
        in done.stdout
    )
    assert done.stdout.splitlines()[-1].startswith(f"Bij CBS nagevraagd: 5 tabellen, {faults}, 1 opmerking.")
    assert not (tmp_path / "data").exists()


def test_check_live_of_a_broken_agenda_asks_nothing(agenda_file, tmp_path):
    agenda_file.write_text(agenda_file.read_text(encoding="utf-8").replace("omlaag", "omlaagg", 1), encoding="utf-8")
    with Replay(build(tmp_path / "catalogue")) as replay:
        assert call("check", "--live", "--agenda", agenda_file, cbs=replay.base).returncode == 2
        assert replay.requests == []


def test_a_broken_agenda_gets_no_remarks(norm_file, shipped):
    text = norm_file.read_text(encoding="utf-8").replace("gewenste_richting: omlaag", "gewenste_richting: omlaagg", 1)
    norm_file.write_text(text, encoding="utf-8")
    done = call("check", "--agenda", norm_file, "--data", shipped[0])
    assert (done.returncode, done.stdout) == (2, "")


def test_a_wrong_agenda_prints_every_problem_and_answers_2(agenda_file, tmp_path):
    text = agenda_file.read_text(encoding="utf-8").replace("gewenste_richting: omlaag", "gewenste_richting: omlaagg", 1)
    agenda_file.write_text(text.replace("houder: GGD", "houdr: GGD"), encoding="utf-8")
    for words in (("check",), ("refresh", "--data", tmp_path / "data"), ("status", "--data", tmp_path / "data")):
        done = call(*words, "--agenda", agenda_file)
        assert done.returncode == 2
        assert "omlaagg" in done.stderr
        assert "bedoelt u 'houder'?" in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_run_against_cbs_answers_0_and_a_second_one_changes_nothing(agenda_file, tmp_path):
    with Replay(build(tmp_path / "catalogue")) as replay:
        first, second = (call("refresh", "--agenda", agenda_file, "--data", tmp_path / "data", cbs=replay.base) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.count("gewijzigd") == 6
    assert second.stdout.count("ongewijzigd") == 6


def test_without_network_and_recording_it_keeps_what_it_has_and_answers_1(agenda_file, tmp_path):
    with Replay(build(tmp_path / "catalogue")) as replay:
        call("refresh", "--agenda", agenda_file, "--data", tmp_path / "data", cbs=replay.base)
    done = call("refresh", "--agenda", agenda_file, "--data", tmp_path / "data")
    assert done.returncode == 1
    same = "CBS 70072ned, CBS 84780NED, CBS 80794ned: opendata.cbs.nl geeft geen antwoord. Controleer het netwerk"
    assert done.stdout.count(same) == 1
    assert "5 van 5 indicatoren hebben cijfers" in done.stdout


@pytest.mark.attack
def test_without_anything_it_says_what_to_type_and_answers_3(agenda_file, tmp_path):
    (tmp_path / "cohesie.csv").unlink()
    done = call("refresh", "--source", "live", "--agenda", agenda_file, "--data", tmp_path / "data", cbs="http://127.0.0.1:9")
    assert done.returncode == 3
    assert "--source recording" in done.stderr
    assert call("status", "--agenda", agenda_file, "--data", tmp_path / "data").returncode == 3


def test_tables_are_found_by_words_of_their_title_in_both_catalogues(tmp_path):
    with Replay(build(tmp_path / "catalogue")) as replay:
        done = as_process("tables", "misdrijven", cbs=replay.base)
        none = call("tables", "olifanten", cbs=replay.base)
    assert "dataderden.cbs.nl  47018NED" in done.stdout
    assert "1 tabel gevonden." in done.stdout
    assert "0 tabellen gevonden." in none.stdout


def test_while_the_catalogues_are_silent_tables_are_found_in_the_titles_that_are_kept(tmp_path):
    done = call("tables", "mishandeling", "--data", tmp_path / "data")
    assert "dataderden.cbs.nl  47018NED    Geregistreerde misdrijven" in done.stdout
    assert done.returncode == 1
    assert "dataderden.cbs.nl geeft geen antwoord. Hierboven staan tabellen uit de lijst die is meegeleverd." in done.stderr
    assert call("tables", "olifanten", "--data", tmp_path / "data").returncode == 3


def test_record_writes_a_recording_and_tells_what_failed(agenda_file, tmp_path):
    with Replay(build(tmp_path / "catalogue")) as replay:
        words = ("--agenda", agenda_file, "--into", tmp_path / "recording", "--data", tmp_path / "data", "--whole", "70072ned")
        done = as_process("record", *words, cbs=replay.base)
    assert done.returncode == 0, done.stderr + done.stdout
    assert {path.name for path in (tmp_path / "recording").rglob("*.csv.gz")} == {
        f"{table}.csv.gz" for table in ("47018NED", "50150NED", "70072ned", "80794ned", "84780NED")
    }
    recorded = {path.stem: set(json.loads(path.read_text())["measures"]) for path in (tmp_path / "recording").rglob("*.json")}
    assert recorded["47018NED"] == {"GeregistreerdeMisdrijven"}
    assert recorded["70072ned"] == {"GemiddeldAantalInwoners", "Huishoudens", "Totaal [Huishoudens]", "Totaal [Wonen]"}
    lines = (tmp_path / "recording" / FILE).read_text().splitlines()[1:]
    titles = {title["table"]: title for title in map(json.loads, lines)}
    assert set(titles) == {"47018NED", "50150NED", "70072ned", "80794ned", "84780NED"}
    assert titles["70072ned"]["title"] == "Regionale kerncijfers Nederland (TESTWAARDEN)"
    assert "Huishoudens" in titles["70072ned"]["contents"]
