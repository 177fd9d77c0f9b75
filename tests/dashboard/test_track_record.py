"""The page 'Hoe vaak hadden we gelijk?': what was kept beforehand counts by itself, apart from what is made afterwards."""

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from support.pages import INDICATOR, SOURCES, links, visit, words

from dashboard import data, pages
from dashboard.accountability import record
from dashboard.accountability.words import after_verdicts
from dashboard.agendas import data_folder
from etl.answers.log import log_answers
from etl.store.statements import FILE, Said, add_said
from indicators.methods.track_record import Pending

PAGE = pages.TRACK_RECORD.file
NOW = datetime(2020, 11, 26, 9, tzinfo=UTC)
OLD = Said(NOW, "GM0479", "a" * 64, "000001-x", 1, "vernieling", "achter", "the chance", 0.12, "bereiken", None, 4.5, 2021,
           2020, 2020, "gunstig", "gewone schommeling", "gunstiger")  # fmt: skip
"""As it could have been kept in 2020; the recorded figures tell what came of it."""


@pytest.fixture
def folder(filled, shown, tmp_path, monkeypatch):
    """A data folder of one's own, shown."""
    made = shutil.copytree(filled, tmp_path / "data")
    monkeypatch.setenv("DATABOEK_DATA", str(made))
    return made


def test_today_nothing_came_out_yet_and_it_says_when_the_first_does(folder):
    log_answers(folder, data.databook().agenda, datetime.now(UTC))
    text = words(visit(PAGE))
    assert re.search(r"Nog geen enkele uitspraak is uitgekomen; de eerste met het cijfer over 20\d\d\.", text)
    assert re.search(r"\d+ uitspraken wachten nog op de uitkomst\.", text)
    assert re.search(r"Sinds \d+ \w+ 20\d\d bewaren we wat we over een norm zeggen, vóór de uitkomst er is\.", text)
    assert "Mishandeling ≤ 2,5 2028 onzeker" in text
    assert "Per oordeel, vooraf bewaard" not in text


def test_before_anything_was_kept_it_says_so(folder):
    text = words(visit(PAGE))
    assert "We hebben nog niets bewaard. Dat gebeurt na de volgende verversing." in text
    assert "Sinds" not in text


def test_what_came_out_is_counted_for_each_verdict_and_once(folder):
    series = data.databook().row("vernieling").series
    came, level = series.at(2021), series.at(2021).value
    assert not came.is_provisional
    missed, met = level * 0.9, level * 1.1
    add_said(
        folder,
        [
            OLD._replace(upper=missed),
            OLD._replace(upper=missed, version="000002-x", verdict="onzeker", said_at=NOW + timedelta(days=1)),
            OLD._replace(upper=met, agenda="b" * 64),
            OLD._replace(upper=met, agenda="c" * 64, verdict="onzeker", chance=0.55, latest=2019),
            OLD._replace(indicator="verdwenen"),
            OLD._replace(indicator="mishandeling", municipality="GM0363"),
        ],
    )
    text = words(visit(PAGE))
    assert "Van de 2 keer dat we ‘achter’ zeiden, werd de norm 1 keer toch gehaald." in text
    assert "De ene keer dat we ‘onzeker’ zeiden, werd de norm gehaald." in text
    assert "Van 1 uitspraak zal de uitkomst nooit bekend zijn." in text
    assert "Deze 3 uitspraken gaan over 1 indicator en 1 jaar." in text
    assert "achter 2 1 12% onzeker 1 1 55%" in text
    assert "10 tot 20% 2 1 12% 50 tot 60% 1 1 55%" in text
    assert "staat niet meer in de agenda" in text
    assert "Nog geen enkele uitspraak" not in text


def test_another_way_of_counting_since_gives_no_outcome(agenda):
    before, vernieling = agenda.read_text(encoding="utf-8").split("- id: vernieling", 1)
    special = '{periode: 2021, reden: "Corona: cafés en evenementen lagen lang stil.", soort: bijzonder}'
    assert special in vernieling
    anew = '{periode: 2021, reden: "Er wordt anders geteld.", soort: definitie}'
    agenda.write_text(f"{before}- id: vernieling{vernieling.replace(special, anew, 1)}", encoding="utf-8")
    add_said(data_folder(), [OLD, OLD._replace(version="000000-x", year=2020, latest=2018, said_at=NOW - timedelta(days=9))])
    before_it, after_it = (each.found for each in record.settle(data.said(), data.databook()))
    assert not isinstance(before_it, Pending), "what came out before is as it was"
    assert after_it is Pending.ANOTHER_SERIES
    text = words(visit(PAGE))
    assert "er wordt nu anders geteld" in text
    assert "Van 1 uitspraak zal de uitkomst nooit bekend zijn." in text


def test_what_is_made_afterwards_stands_apart_and_says_so(folder):
    text = words(visit(PAGE))
    replayed = text.split("Achteraf.", 1)[1]
    assert replayed.strip().startswith("Deze uitspraken zijn later gemaakt, toen de uitkomst al bekend was.")
    assert "gezegd zouden hebben, werd de norm" in replayed
    assert "Wat we gezegd zouden hebben Hoe vaak Norm gehaald Gemiddelde kans" in replayed
    assert "losse proeven" in replayed
    assert "zeiden, werd" not in text


def test_it_says_what_has_no_outcome(folder):
    text = words(visit(PAGE))
    assert "Een lijn, een opvallend cijfer, een vergelijking en het effect van een aanpak gaan over wat er al is." in text
    assert "een norm zonder jaar tellen we niet" in text


def test_a_guest_reads_whose_it_is(folder):
    add_said(folder, [OLD._replace(municipality="GM0344")])
    text = words(visit(PAGE, gemeente="GM0344"))
    assert "Over de normen van Zaanstad." in text
    assert "U koos Utrecht. Alles op deze pagina is van Zaanstad" in text
    assert "We hebben nog niets bewaard." in text, "what was said of Utrecht under its own agenda is not Zaanstad's"


def test_a_damaged_line_takes_nothing_from_the_page(folder, caplog):
    add_said(folder, [OLD])
    with (folder / FILE).open("ab") as handle:
        handle.write(b"half")
    assert "De ene keer dat we ‘achter’ zeiden" in words(visit(PAGE))
    assert "1 regel is niet te lezen en telt niet mee." in caplog.text


def test_both_pages_that_explain_lead_to_it(folder):
    assert pages.TRACK_RECORD.title in words(visit(SOURCES))
    assert any("gelijk" in address for _, address in links(visit(SOURCES)))
    assert (pages.TRACK_RECORD.title, "/gelijk") in links(visit(INDICATOR, indicator="mishandeling"))


def test_the_report_tells_of_all_municipalities():
    report = (
        "## Kerncijfers\n\n| wat | gemeten |\n|---|---|\n"
        "| Alle indicatoren samen: norm gehaald na het oordeel 'onzeker' | 40,5% |\n"
        "| Misdrijven samen: norm gehaald na het oordeel 'achter' | 6,7% |\n"
        "| Alle indicatoren samen: norm gehaald na het oordeel 'achter' | 8,7% |\n"
    )
    assert after_verdicts(report).endswith(
        "na ‘achter’ werd 8,7% van de normen gehaald en na ‘onzeker’ werd 40,5% van de normen gehaald."
    )
    assert after_verdicts("") == ""
