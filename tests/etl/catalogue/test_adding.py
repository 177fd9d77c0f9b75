"""From choices to the agenda: what a person would have written, and what the one loader takes."""

import json

import pytest
import yaml
from support.small_agenda import agenda_data, small_agenda

from etl.catalogue.adding import indicator_of, slug, source_of
from etl.catalogue.choices import Described, Divided, OfFile, OfTable
from etl.catalogue.trial import ON_TRIAL, on_trial
from indicators.agenda.load import parse_agenda
from indicators.agenda.periods import PeriodKind
from indicators.agenda.problems import AgendaError

HEALTH = OfTable(
    catalogue="dataderden.cbs.nl",
    table="50150NED",
    topic="Overgewicht",
    filters=(("Leeftijd", "20300"), ("Marges", "MW00000")),
    margins=("MOG0095", "MBG0095"),
    title="Gezondheid per wijk en buurt; 2012/2016",
    holder="GGD",
    licence="CC BY 4.0",
)
BURGLARIES = OfTable(
    catalogue="dataderden.cbs.nl",
    table="47018NED",
    topic="GeregistreerdeMisdrijven",
    filters=(("SoortMisdrijf", "1.4.5"),),
    title="Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers",
    holder="Politie",
    licence="CC0",
)
INHABITANTS = OfTable(
    catalogue="opendata.cbs.nl", table="70072ned", topic="GemiddeldAantalInwoners", holder="CBS", licence="CC BY 4.0"
)
FILE = OfFile(
    file="bestanden/klanten wijkteam.xlsx",
    column="klanten",
    region_column="gemeente",
    header_row=1,
    year=2024,
    sheet="2024",
    holder="Wij",
    licence="CC0",
)
SAID = Described(
    name="Mishandeling (per 1.000)",
    definition="Geregistreerde mishandelingen per 1.000 inwoners.",
    rationale="Hoe minder, hoe veiliger.",
    unit="per 1.000 inwoners",
    decimals=1,
    desired_direction="omlaag",
)


@pytest.fixture
def agenda(tmp_path):
    return small_agenda(tmp_path)


def with_added(added, tmp_path):
    """The small agenda with this in it, as its file would be, through the one loader."""
    data = json.loads(json.dumps(agenda_data()))
    data["bronnen"] |= added.sources
    data["ambities"][0]["indicatoren"].append(added.indicator)
    return parse_agenda(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "agenda.yaml")


def test_a_source_that_reads_the_same_is_used_again(agenda):
    entry = source_of(HEALTH, agenda.sources)
    assert (entry.name, entry.values, entry.filters) == ("gezondheid", None, {})


def test_what_a_source_leaves_open_is_filtered_by_the_measure(agenda):
    entry = source_of(BURGLARIES, agenda.sources)
    assert (entry.name, entry.values, entry.filters) == ("politie", None, {"SoortMisdrijf": "1.4.5"})


@pytest.mark.parametrize(
    "changes",
    [
        {"filters": (("Leeftijd", "80200"), ("Marges", "MW00000"))},
        {"margins": None},
        {"period": PeriodKind.QUARTER_4},
        {"region_dimension": "Wijken"},
        {"table": "50160NED"},
    ],
    ids=str,
)
def test_another_way_of_reading_is_a_source_of_its_own_with_a_readable_name(agenda, changes):
    entry = source_of(OfTable(**{**vars(HEALTH), **changes}), agenda.sources)
    assert entry.name == "gezondheid-wijk-buurt"
    assert entry.values is not None
    assert entry.values["tabel"] == changes.get("table", "50150NED")
    assert entry.values["filter"] == dict(changes.get("filters", HEALTH.filters))
    assert entry.values.get("periode") == (str(changes["period"]) if "period" in changes else None)


def test_an_indicator_of_a_ratio_is_what_a_person_would_have_written(agenda, tmp_path):
    added = indicator_of(Divided(numerator=BURGLARIES, denominator=INHABITANTS, multiplier=1000.0), SAID, agenda)
    assert added.sources == {}
    assert added.indicator == {
        "id": "mishandeling-1-000",
        "naam": "Mishandeling (per 1.000)",
        "definitie": "Geregistreerde mishandelingen per 1.000 inwoners.",
        "waarom": "Hoe minder, hoe veiliger.",
        "eenheid": "per 1.000 inwoners",
        "decimalen": 1,
        "soort": "effect",
        "gewenste_richting": "omlaag",
        "bron": {
            "teller": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.4.5"}},
            "noemer": {"bron": "kerncijfers", "onderwerp": "GemiddeldAantalInwoners"},
            "maal": 1000,
        },
    }
    assert isinstance(added.indicator["bron"]["maal"], int)
    assert with_added(added, tmp_path).indicator("mishandeling-1-000").quantity.multiplier == 1000


def test_an_own_file_becomes_a_source_of_its_own(agenda, tmp_path):
    added = indicator_of(FILE, SAID, agenda)
    assert added.sources == {
        "klanten-wijkteam": {
            "bestand": "bestanden/klanten wijkteam.xlsx",
            "blad": "2024",
            "gebied": "gemeente",
            "jaar": 2024,
            "houder": "Wij",
            "licentie": "CC0",
        }
    }
    assert added.indicator["bron"] == {"bron": "klanten-wijkteam", "kolom": "klanten"}
    assert with_added(added, tmp_path).sources["klanten-wijkteam"].sheet == "2024"
    assert "blad: '2024'" in yaml.safe_dump(added.sources)


def test_two_parts_of_one_new_table_share_one_new_source(agenda, tmp_path):
    school = OfTable(
        catalogue="opendata.cbs.nl",
        table="84780NED",
        topic="Leerlingen",
        filters=(("Geslacht", "3000"),),
        period=PeriodKind.SCHOOL_YEAR,
        title="Voortijdig schoolverlaters; regio",
        holder="CBS",
        licence="CC BY 4.0",
    )
    leavers = OfTable(**{**vars(school), "topic": "VoortijdigSchoolverlaters"})
    added = indicator_of(Divided(numerator=leavers, denominator=school, multiplier=100), SAID, agenda)
    assert list(added.sources) == ["voortijdig-schoolverlaters"]
    assert added.indicator["bron"]["teller"]["bron"] == added.indicator["bron"]["noemer"]["bron"]
    with_added(added, tmp_path)


def test_names_that_are_taken_get_a_number(agenda):
    names = {"gezondheid-wijk-buurt": agenda.sources["eigen"], **agenda.sources}
    assert source_of(OfTable(**{**vars(HEALTH), "table": "50160NED"}), names).name == "gezondheid-wijk-buurt-2"
    assert indicator_of(FILE, Described(**{**vars(SAID), "name": "Cohesie"}), agenda).indicator["id"] == "cohesie-2"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wmo-cliënten", "wmo-clienten"),
        ("  De 's-Gravenhaagse  ", "s-gravenhaagse"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0"),
        ("\x00\u202e", ""),
        ("a" * 99, "a" * 40),
        ("in de per", "in-de-per"),
    ],
)
def test_a_name_becomes_an_id(text, name):
    assert slug(text) == name


def test_hostile_words_stay_words_and_reach_the_file_as_they_are(agenda, tmp_path):
    hostile = "<b>&\"'#: {x} - [y] *a &b !c %d @e `f` = +cmd|' /C calc'!A0 \u202e"
    said = Described(**{**vars(SAID), "name": hostile, "definition": hostile, "rationale": hostile})
    added = indicator_of(HEALTH, said, agenda)
    assert with_added(added, tmp_path).indicator(added.indicator["id"]).name == hostile


def test_an_agenda_on_trial_has_this_one_indicator_and_what_it_needs(agenda):
    trial = on_trial(Divided(numerator=BURGLARIES, denominator=INHABITANTS, multiplier=1000), agenda, unit="%")
    assert [each.id for each in trial.indicators] == [ON_TRIAL]
    assert set(trial.sources) == {"politie", "kerncijfers"}
    assert trial.info.municipality == "GM0479"
    assert trial.indicators[0].possible_range == (0.0, 100.0)
    assert on_trial(HEALTH, agenda, bounds=(None, 50.0)).indicators[0].possible_range == (None, 50.0)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (OfTable(**{**vars(HEALTH), "table": "../../x"}), "tabel"),
        (OfTable(**{**vars(HEALTH), "catalogue": "kwaad.example"}), "catalogus"),
        (OfFile(**{**vars(FILE), "file": "../geheim.csv"}), "buiten de map"),
        (OfFile(**{**vars(FILE), "file": "x.exe"}), "niet te lezen"),
        (OfFile(**{**vars(FILE), "year": None}), "periode"),
        (Divided(numerator=BURGLARIES, denominator=INHABITANTS, multiplier=0), "maal"),
    ],
)
def test_what_cannot_be_is_refused_by_the_loader_of_every_agenda(agenda, chosen, told):
    with pytest.raises(AgendaError) as refused:
        on_trial(chosen, agenda)
    assert told in str(refused.value)
