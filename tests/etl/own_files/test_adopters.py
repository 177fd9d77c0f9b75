"""Who does the same elsewhere: read from a partner's file as other own files are, kept in the store, and never by a page."""

import json
from datetime import UTC, datetime

import pytest
from support.own_files import PLACES, workbook
from support.small_agenda import agenda_data

from etl.delivery import SourceError
from etl.own_files.adopters import read_adopters
from etl.own_files.opening import own_file
from etl.own_files.places import Places
from etl.run.file_check import check_files
from etl.run.process import read_processes
from etl.store.terms import adopters_of
from indicators.agenda.model import AdoptersFile, Agenda

NOW, LATER = datetime(2026, 11, 26, tzinfo=UTC), datetime(2026, 11, 27, tzinfo=UTC)
KNOWN = "gemeente;start\nGM0344;2018\nGroningen;2019-03\n0518;1-9-2020\n"


def read(folder, content, name="regio.csv", **changes):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    wanted = AdoptersFile.model_validate({"bestand": name} | changes)
    return read_adopters(own_file(folder, name), wanted, PLACES)


def test_codes_and_names_with_a_year_a_month_or_a_date(tmp_path):
    assert read(tmp_path, KNOWN) == (("GM0344", 2018.0), ("GM0014", 2019.0), ("GM0518", 2020.0))


def test_on_another_sheet_below_a_title(tmp_path):
    rows = [["Wie doet mee"], ["start", "gemeente"], [2018, "Utrecht (gemeente)"]]
    content = workbook(rows, title="Lijst", before=["Uitleg"])
    with pytest.raises(SourceError, match="zet blad: Lijst en zet kop: 2 bij 'zelfde_aanpak_in'"):
        read(tmp_path, content, "regio.xlsx")
    assert read(tmp_path, content, "regio.xlsx", blad="Lijst", kop=2) == (("GM0344", 2018.0),)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("gemeente;begin\nGM0344;2018\n", "kolom 'start' is er niet"),
        ("gemeente;start\nGM0344;18\n", "regio.csv:2  kolom 'start': '18' is geen jaar"),
        ("gemeente;start\nGM0014;2018\nGM0344;\n", "regio.csv:3  bij GM0344 is kolom 'start' leeg; vul een jaar in"),
        ("gemeente;start\nGM0344;2018\nUtrecht (gemeente);2019\n", "regio.csv:3  GM0344 staat ook op regel 2"),
        ("gemeente;start\nNederland;2018\n", "regio.csv:2  kolom 'gemeente': 'Nederland' is geen gemeente"),
        ("gemeente;start\nBergen;2018\n", "'Bergen' kan GM0373 (Bergen (NH.)) of GM0893 (Bergen (L.)) zijn"),
        ("gemeente;start\n", "er staan geen gemeenten in"),
    ],
)
def test_what_is_not_clear_is_refused_with_the_line(content, told, tmp_path):
    with pytest.raises(SourceError) as error:
        read(tmp_path, content)
    assert told in str(error.value)


def an_agenda():
    entry = {
        "id": "sloten",
        "naam": "Sloten",
        "partner": "politie",
        "doelgroep": "Bewoners.",
        "fase": "pilot",
        "ambitie": "veilig",
        "proces": {"bestand": "deelnemers.csv", "kolom": "deelnemers"},
        "zelfde_aanpak_in": {"bestand": "regio.csv"},
    }
    return Agenda.model_validate_json(json.dumps(agenda_data() | {"interventies": [entry]}))


def processes(folder, held=(), now=NOW, places=PLACES):
    return read_processes(an_agenda(), folder, held, now, places)


def test_it_is_kept_beside_the_own_figures_and_only_read_when_it_changed(tmp_path):
    (tmp_path / "deelnemers.csv").write_text("periode;deelnemers\n2025;12\n")
    (tmp_path / "regio.csv").write_text(KNOWN)
    (process, adopters), failed = processes(tmp_path)
    assert failed == ()
    assert (process.intervention, adopters.intervention) == ("sloten", adopters_of("sloten"))
    assert dict(adopters.figures) == {"GM0344": 2018.0, "GM0014": 2019.0, "GM0518": 2020.0}
    (_, again), _ = processes(tmp_path, (process, adopters), LATER)
    assert again == adopters
    renamed = Places([("GM0344", "Domstad", "Utrecht"), ("GM0014", "Groningen", "Groningen"), ("GM0518", "Den Haag", "")])
    (_, anew), _ = processes(tmp_path, (process, adopters), LATER, renamed)
    assert anew.read_at == LATER, "with another division a name may mean another municipality"


def test_a_file_that_cannot_be_read_leaves_who_was_known(tmp_path):
    (tmp_path / "deelnemers.csv").write_text("periode;deelnemers\n2025;12\n")
    (tmp_path / "regio.csv").write_text(KNOWN)
    held, _ = processes(tmp_path)
    (tmp_path / "regio.csv").write_text("gemeente;start\nGM0344;ooit\n")
    (_, adopters), (failed,) = processes(tmp_path, held, LATER)
    assert adopters.figures == held[1].figures
    assert failed.message.startswith("Zelfde aanpak als 'sloten': ")
    assert failed.message.endswith("De vorige cijfers blijven staan.")


def test_etl_check_opens_it_too(tmp_path):
    (tmp_path / "regio.csv").write_text("gemeente;start\nGM0344;ooit\n")
    told = {each.place: each.text for each in check_files(an_agenda(), tmp_path).told}
    assert "'ooit' is geen jaar" in told["interventies", 0, "zelfde_aanpak_in", "bestand"]
