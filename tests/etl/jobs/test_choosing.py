"""What a table holds and what its figures are, asked of CBS on this machine, or of the recording when it is silent."""

import json
from dataclasses import replace

import pytest
import yaml
from support.replay_faults import html, modified_at, only, shrunk_to, status
from support.small_catalogue import made_up

from etl.catalogue.adding import indicator_of
from etl.catalogue.choices import Described, Divided, OfTable
from etl.catalogue.offered import Origin
from etl.catalogue.search import search
from etl.catalogue.titles import HasMunicipalities, titles_in
from etl.cbs.client import Catalogues
from etl.delivery import SourceError
from etl.door.jobs import Status
from etl.door.questions import FetchTitles, LookUp, OpenTable, Refresh
from etl.run.jobs.table import contents_of
from etl.store.store import open_store
from indicators.agenda.load import load_agenda
from indicators.agenda.periods import PeriodKind

pytestmark = pytest.mark.usefixtures("worked_here")
CBS, OTHERS = "opendata.cbs.nl", "dataderden.cbs.nl"
HOUSEHOLDS = OfTable(catalogue=CBS, table="70072ned", topic="Huishoudens", holder="CBS", licence="CC BY 4.0")
HEALTH = OfTable(
    catalogue=OTHERS,
    table="50150NED",
    topic="GoedErvarenGezondheid",
    filters=(("Leeftijd", "20300"), ("Marges", "MW00000")),
    margins=("MOG0095", "MBG0095"),
)
CUSTOMERS = OfTable(
    catalogue=CBS, table="90001NED", topic="Personen", group="Uitstroom", filters=(("Soort", "T001"),), period=PeriodKind.QUARTERS
)


def test_a_table_tells_its_measures_its_choices_and_its_periods_in_words(asked, replay):
    found = asked(OpenTable(catalogue=OTHERS, table="50150NED")).answer
    assert (found.problem, found.origin, found.has_municipalities) == ("", Origin.LIVE, True)
    assert [(each.topic, each.unit, each.problem) for each in found.measures] == [("GoedErvarenGezondheid", "%", "")]
    assert [(each.name, each.usual) for each in found.dimensions] == [("Leeftijd", ""), ("Marges", "MW00000")]
    assert [(each.code, each.title) for each in found.dimensions[0].members] == [
        ("20300", "18 jaar of ouder"),
        ("80200", "65 jaar of ouder"),
    ]
    assert found.margins == ("MOG0095", "MBG0095")
    assert [(each.kind, each.first, each.last, each.count) for each in found.periods] == [(PeriodKind.YEAR, "2012", "2024", 5)]
    school = asked(OpenTable(catalogue=CBS, table="84780NED")).answer
    assert [(each.kind, each.first, each.last) for each in school.periods] == [(PeriodKind.SCHOOL_YEAR, "2012/'13", "2023/'24")]
    assert school.holder == "CBS"
    months = asked(OpenTable(catalogue=CBS, table="80794ned")).answer
    kinds = {each.kind for each in months.periods}
    assert {PeriodKind.YEAR, PeriodKind.DECEMBER, PeriodKind.MONTHS} <= kinds
    assert not kinds & {PeriodKind.QUARTER_1, PeriodKind.SCHOOL_YEAR}


def test_measures_of_one_name_are_told_apart_and_one_that_cannot_be_says_so(place, asked, replay):
    found = asked(OpenTable(catalogue=CBS, table="90001NED")).answer
    told = {each.key: (each.topic, each.groups, each.told_group, bool(each.problem)) for each in found.measures}
    assert told == {
        "Personen_1": ("Personen", ("Instroom",), "Instroom", False),
        "Personen_2": ("Personen", ("Uitstroom",), "Uitstroom", False),
        "Klanten_3": ("Klanten", ("Instroom",), None, True),
        "Klanten_4": ("Klanten", ("Instroom",), None, True),
    }
    assert found.title == "Klanten van het <b>wijkteam</b>; =HYPERLINK(1) , regio"
    assert found.dimensions[0].usual == "T001"
    assert PeriodKind.QUARTERS in {each.kind for each in found.periods}
    assert PeriodKind.YEAR not in {each.kind for each in found.periods}
    # and from now on it is found by what it holds
    assert search(titles_in(place.data), "uitstroom jongeren")[0].table.table == "90001NED"


def test_a_column_of_areas_that_the_table_does_not_mark_is_found_and_named(asked, replay):
    found = asked(OpenTable(catalogue=CBS, table="90003NED")).answer
    assert (found.problem, found.region_dimension) == ("", "Plaatsen")
    assert [each.name for each in found.dimensions] == ["Soort"]
    assert (found.has_periods, found.year, found.periods) == (False, 2021, ())
    chosen = OfTable(
        catalogue=CBS, table="90003NED", topic="Bomen", filters=(("Soort", "T001"),), year=2021, region_dimension="Plaatsen"
    )
    assert [(each.year, each.value) for each in asked(LookUp(chosen=chosen)).answer.figures] == [(2021, 7.0)]


def test_a_table_without_municipalities_says_so_and_is_known_for_it(place, asked, replay):
    asked(FetchTitles())
    assert search(titles_in(place.data), "zuivelproductie")[0].can_be_used is None
    assert asked(OpenTable(catalogue=CBS, table="90002NED")).answer.problem.startswith("In deze tabel staan geen gemeenten")
    hit = search(titles_in(place.data), "zuivelproductie")[0]
    assert (hit.table.has_municipalities, hit.can_be_used) == (HasMunicipalities.NO, False)


@pytest.mark.parametrize(("home", "table"), [(CBS, "99999NED"), (CBS, "../x"), ("kwaad.example", "70072ned"), (CBS, "")])
def test_a_table_that_is_not_there_is_told(asked, replay, home, table):
    state = asked(OpenTable(catalogue=home, table=table))
    assert state.status is Status.FAILED
    assert "bestaat niet" in state.sentence
    assert replay.asked("x") == 0


def test_when_cbs_is_silent_a_recorded_table_can_be_chosen_from_and_others_say_why_not(asked, silent):
    found = asked(OpenTable(catalogue=OTHERS, table="50090NED")).answer
    assert found.origin is Origin.RECORDING
    assert "Overgewicht" in {each.topic for each in found.measures}  # which the shipped agenda does not use
    assert found.stopped == (
        "Deze tabel is stopgezet: er komen geen nieuwe cijfers bij. De opvolger staat in de toelichting van de tabel."
    )
    figures = asked(
        LookUp(
            chosen=OfTable(
                catalogue=OTHERS, table="50090NED", topic="Overgewicht", filters=(("Leeftijd", "20300"), ("Marges", "MW00000"))
            ),
            unit="%",
        )
    ).answer
    assert [each.year for each in figures.figures] == [2012, 2016, 2020]
    assert (figures.origin, figures.unit, figures.refusals) == (Origin.RECORDING, "%", ())
    assert figures.with_figures > 300
    state = asked(OpenTable(catalogue=CBS, table="86050NED"))
    assert "geeft geen antwoord" in state.sentence


def test_figures_of_a_measure_are_those_that_a_refresh_would_bring(asked, replay):
    found = asked(LookUp(chosen=HEALTH, unit="%")).answer
    assert [(each.year, each.value) for each in found.figures] == [
        (year, made_up("GM0479", year, 20.5)) for year in (2012, 2016, 2020, 2022, 2024)
    ]
    assert (found.figures[0].lower, found.figures[0].upper) == (found.figures[0].value - 3, found.figures[0].value + 3)
    assert (found.municipality, found.unit, found.origin, found.refusals) == ("GM0479", "%", Origin.LIVE, ())
    assert [each.year for each in found.nation] == [2012, 2016, 2020, 2022, 2024]
    assert found.figures[-1].status == "voorlopig"
    school = OfTable(
        catalogue=CBS, table="84780NED", topic="Leerlingen", filters=(("Geslacht", "T001038"),), period=PeriodKind.SCHOOL_YEAR
    )
    assert asked(LookUp(chosen=school)).answer.figures[-1].period == "2023/'24"
    quarters = asked(LookUp(chosen=CUSTOMERS)).answer
    assert [(each.period, each.value) for each in quarters.figures] == [
        (f"{year} (gemiddelde van 4 kwartalen)", made_up("GM0479", year, 200)) for year in (2023, 2024)
    ]


def test_a_ratio_is_worked_out_as_ever(asked, replay):
    inhabitants = OfTable(catalogue=CBS, table="70072ned", topic="GemiddeldAantalInwoners")
    found = asked(LookUp(chosen=Divided(numerator=HOUSEHOLDS, denominator=inhabitants, multiplier=100), unit="%")).answer
    first = found.figures[0]
    assert first.value == pytest.approx(100 * made_up("GM0479", 2012, 5_000) / made_up("GM0479", 2012, 10_000))
    assert (first.numerator, first.denominator) == (made_up("GM0479", 2012, 5_000), made_up("GM0479", 2012, 10_000))


def test_the_gate_says_what_cannot_be(asked, replay):
    state = asked(LookUp(chosen=replace(HEALTH, margins=None), unit="%", highest=30.0))
    assert state.status is Status.FINISHED, state.sentence
    assert state.answer.figures == () or max(each.value for each in state.answer.figures) <= 30
    assert any("50150NED" in text for text in (*state.answer.remarks, *state.answer.refusals))


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (replace(HOUSEHOLDS, topic="Bestaatniet"), "staat niet (meer) in de tabel"),
        (replace(HOUSEHOLDS, topic="Totaal"), "komt 2 keer voor"),
        (replace(HEALTH, filters=(("Marges", "MW00000"),)), "kies er een met filter"),
        (replace(HOUSEHOLDS, period=PeriodKind.QUARTER_1), "zit niet in de tabel"),
        (replace(HOUSEHOLDS, table="<b>"), "abel"),
    ],
)
def test_a_choice_without_figures_says_why_and_no_command(asked, replay, chosen, told):
    state = asked(LookUp(chosen=chosen))
    assert state.status is Status.FAILED
    assert told in state.sentence
    assert "python" not in state.sentence


def test_from_words_to_figures_on_the_page(place, asked, replay):
    asked(FetchTitles())
    hit = search(titles_in(place.data), "regionale kerncijfers")[0].table
    contents = asked(OpenTable(catalogue=hit.catalogue, table=hit.table)).answer
    measure = next(each for each in contents.measures if each.title == "Huishoudens")
    chosen = OfTable(
        catalogue=hit.catalogue,
        table=hit.table,
        topic=measure.topic,
        group=measure.told_group,
        unit=measure.told_unit,
        title=contents.title,
        holder=contents.holder,
        licence=contents.licence,
    )
    seen = asked(LookUp(chosen=chosen, unit=measure.unit)).answer
    said = Described(name="Huishoudens", definition="Alle huishoudens.", rationale="Omdat.", unit=measure.unit, decimals=0)
    added = indicator_of(chosen, said, load_agenda(place.agenda))
    assert added.sources == {}  # the agenda's own source reads this table already
    data = yaml.safe_load(place.agenda.read_text())
    data["ambities"][0]["indicatoren"].append(added.indicator)
    place.agenda.write_text(yaml.safe_dump(json.loads(json.dumps(data, default=str)), allow_unicode=True, sort_keys=False))
    assert asked(Refresh()).answer.failed == 0
    observed = open_store(place.data).observations(indicators=["huishoudens"], regions=["GM0479"])
    assert list(observed["value"]) == [each.value for each in seen.figures]


def test_what_a_refresh_keeps_out_is_shown_beside_what_stands_and_can_be_accepted(place, asked, replay):
    assert asked(Refresh()).answer.suspects == ()
    fetched_at = titles_in(place.data).fetched_at
    assert fetched_at is not None  # a refresh keeps the titles up, once a week
    replay.fault("84780NED", shrunk_to(0.2), modified_at("2030-01-01T00:00:00"))
    answer = asked(Refresh()).answer
    assert answer.failed == 1
    assert "python" not in " ".join(answer.remarks)
    suspect = next(each for each in answer.suspects if each.measure == "Schoolverlaters")
    assert (suspect.label, suspect.accept) == ("CBS 84780NED", "84780NED")
    assert suspect.reasons
    assert "python" not in " ".join(suspect.reasons)
    lost = suspect.figures[0]
    assert (lost.period, lost.came) == ("2023/'24", None)
    assert lost.held in {made_up("GM0479", 2023, 10), made_up("GM0479", 2023, 1_000)}
    accepted = asked(Refresh(accepted=(suspect.accept,))).answer
    assert (accepted.failed, accepted.suspects) == (0, ())
    division = place.agenda.parent / "gebieden.csv"
    division.write_text("gemeente;naam;provincie\nGM0479;Zaanstad;Noord-Holland\n")
    answer = asked(Refresh()).answer
    assert [(each.label, each.accept) for each in answer.suspects] == [("gebieden.csv", "gebieden.csv")]
    assert "staan er nog 1 in" in answer.suspects[0].reasons[0]
    assert "python" not in " ".join((*answer.remarks, *answer.suspects[0].reasons))
    assert asked(Refresh(accepted=("gebieden.csv",))).answer.failed == 0
    assert titles_in(place.data).fetched_at == fetched_at


def test_a_broken_answer_is_a_sentence(replay):
    for fault in (status(500), html()):
        replay.fault("90001NED", only("DataProperties", fault))
        with pytest.raises(SourceError, match="CBS 90001NED"):
            contents_of(CBS, "90001NED", Catalogues(tries=1), municipality="GM0479")
        replay.clear()
