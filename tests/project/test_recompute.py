"""The answers hold when other code works them out again from docs/formules.md, and that code sees when they do not."""

import copy
import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from support.shipped import AGENDA, ROOT
from typer.testing import CliRunner

from benchmarks.recompute.__main__ import Recomputed, differences, run
from etl.__main__ import app
from etl.answers.written import Answering
from etl.store.store import open_store
from indicators.agenda.load import load_agenda

TODAY = date(2026, 11, 26)
OWN = "GM0479"
with (ROOT / "config" / "bestanden" / "gebieden-2024.csv").open(encoding="utf-8") as file:
    EVERYONE = [row["gemeente"] for row in csv.DictReader(file, delimiter=";")]
# Many adopters with a start, several interventions on one figure, and norms relative to others: what the shipped agenda lacks.
DOING_THE_SAME = "{GM0363: 2018, GM0034: 2017-05, GM0439: 2019, GM1926: 2020, GM0014: 2014, GM0344: 2018}"
SECOND = """  - id: tweede-aanpak
    naam: Tweede aanpak
    partner: politie
    doelgroep: Iedereen.
    indicatoren:
      - {indicator: woninginbraken, richting: omlaag, effect: 0.3, zichtbaar_vanaf: 2019}
      - {indicator: vernieling, richting: omhoog, effect: 0.3, zichtbaar_vanaf: 2019}
      - {indicator: netto-arbeidsparticipatie, richting: omhoog, effect: 0.3, zichtbaar_vanaf: 2019}
      - {indicator: huisartsenpraktijken}
    fase: pilot
    start: 2018-02
    zelfde_aanpak_in: [GM0363, GM0758]
"""
RELATIVE = """          soort: vergelijking
          ten_opzichte_van: {wie: groep, plek: beste derde, gemeenten: [GM0363, GM0034, GM0439, GM1926, GM0014, GM0344]}
"""
AGAINST_NATION = """          soort: vergelijking
          jaar: 2028
          ten_opzichte_van: {wie: Nederland, hoogstens_slechter: 5}
"""


class Both:
    """One store and agenda, answered by the product and worked out again."""

    def __init__(self, folder: Path, agenda_file: Path) -> None:
        self.product = Answering(open_store(folder), load_agenda(agenda_file), TODAY)
        self.again = Recomputed(folder, yaml.safe_load(agenda_file.read_text(encoding="utf-8")), TODAY)
        self.places = {each["id"]: at for at, each in enumerate(self.again.indicators)}

    def told(self, code: str) -> list[dict]:
        return json.loads(json.dumps(list(self.product.write([code]))[1:]))

    def compare(self, code: str, told: list[dict]) -> list[str]:
        found = []
        for line in told:
            answers = {name: value for name, value in line.items() if name not in ("municipality", "indicator")}
            mine = json.loads(json.dumps(self.again.answer(self.places[line["indicator"]], code), default=float))
            found += [f"{line['indicator']} {text}" for text in differences(mine, answers)]
        return found


@pytest.fixture(scope="module")
def shipped(filled) -> Both:
    return Both(filled, AGENDA)


@pytest.fixture(scope="module")
def more(filled, tmp_path_factory) -> Both:
    folder = tmp_path_factory.mktemp("agenda")
    (folder / "bestanden").symlink_to(ROOT / "config" / "bestanden")
    text = AGENDA.read_text(encoding="utf-8")
    text = text.replace("    start: 2019-02\n", f"    start: 2019-02\n    zelfde_aanpak_in: {DOING_THE_SAME}\n", 1)
    text = text.replace("  - id: buurtsportcoaches\n", SECOND + "  - id: buurtsportcoaches\n", 1)
    text = re.sub(r" +soort: behouden[^\n]*\n +waarde: 1\.0\n", RELATIVE, text, count=1)
    text = re.sub(r" +soort: bereiken\n +waarde: 2\.5\n +jaar: 2028\n +mijlpalen: [^\n]*\n", AGAINST_NATION, text, count=1)
    (folder / "agenda.yaml").write_text(text, encoding="utf-8")
    return Both(filled, folder / "agenda.yaml")


@pytest.mark.sampled(4)
@pytest.mark.parametrize("code", EVERYONE)
def test_every_answer_about_a_municipality_is_the_same_when_worked_out_again(code, shipped) -> None:
    told = shipped.told(code)
    assert len(told) == len(shipped.places)
    assert shipped.compare(code, told) == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("code", [OWN, "GM0363", "GM0518", "GM0400", "GM0093"])
def test_so_is_what_the_shipped_agenda_lacks(code, more) -> None:
    told = more.told(code)
    effects = [each for line in told for each in line["effects"]]
    assert any(each.get("together", {}).get("numbers") for each in effects)
    assert any(line["norm"].get("reference") for line in told)
    assert more.compare(code, told) == []


PLANTED = {
    "a chance": ("mishandeling", ("norm", "chance"), lambda value: value + 1e-6),
    "a p": ("woninginbraken", ("trend", "p"), lambda value: value * 1.0001),
    "a status": ("vernieling", ("comparison", "status"), lambda _: "gunstiger dan gedacht"),
    "one of the group": ("roken", ("group",), lambda value: [*value[1:], value[0]]),
    "an effect": ("woninginbraken", ("effects", 0, "numbers", "difference"), lambda value: -value),
    "a count": ("mishandeling", ("base_rates", "windows", 0, "made"), lambda value: value + 1),
    "a number more": ("vernieling", ("change", "half_of_it"), lambda _: 1.5),
    "nothing said": ("vernieling", ("trend", "slope"), lambda _: None),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_difference_is_found(planted, shipped) -> None:
    name, (*path, last), change = PLANTED[planted]
    (line,) = (copy.deepcopy(each) for each in shipped.told(OWN) if each["indicator"] == name)
    held = line
    for step in path:
        held = held[step]
    held[last] = change(held[last] if isinstance(last, int) or last in held else None)
    found = shipped.compare(OWN, [line])
    assert found
    assert all(str(last) in text for text in found)


def test_what_a_computer_rounds_is_no_difference() -> None:
    assert list(differences({"p": 0.1}, {"p": 0.1 + 1e-12})) == []
    assert list(differences({"p": 0.1}, {"p": 0.1 + 1e-8})) == ["p: 0.1 nagerekend, 0.10000001 volgens Databoek"]


def test_the_command_asks_the_product_itself_and_says_how_much_it_looked_at(filled, capsys) -> None:
    assert run(filled, AGENDA, [OWN]) == 0
    assert capsys.readouterr().out.endswith("28 keer een indicator van een gemeente: 0 verschillen.\n")


def test_answers_of_a_municipality_that_is_none_are_refused(filled) -> None:
    told = CliRunner().invoke(app, ["answers", "GM0003", "--data", str(filled)])
    assert told.exit_code == 1
    assert "Geen gemeente van nu: GM0003." in told.output
