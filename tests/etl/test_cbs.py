"""Fetching from CBS over real HTTP: what comes in, what goes wrong, what people are told, and how often we ask."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from support.frames import with_frame
from support.replay import Replay
from support.replay_faults import (
    Answer,
    Fault,
    column_missing,
    first,
    half_json,
    html,
    late,
    links_to_host,
    links_to_itself,
    measure_gone,
    modified_at,
    only,
    reset,
    revised,
    rows_twice,
    shrunk_to,
    skeleton_period,
    skips_for_ever,
    status,
    suffixes_moved,
    table_empty,
    truncated,
)
from support.small_catalogue import (
    CBS,
    REGIONS,
    THIRD_PARTIES,
    YEARS,
    build,
    dimension,
    made_up,
    member,
    period,
    topic,
    write_table,
    years,
)

from etl.cbs.client import Catalogues, session_of
from etl.cbs.patience import LONGEST_WAIT, seconds_asked
from etl.cbs.query import LONGEST_OR_LIST
from etl.cbs.wire import Limits
from etl.delivery import SourceError, TableRequest, Topic
from indicators.agenda.periods import PeriodKind

CRIMES = TableRequest(
    catalogue=THIRD_PARTIES,
    table="47018NED",
    topics=(Topic(stem="GeregistreerdeMisdrijven"),),
    filters={"SoortMisdrijf": ("1.1.1", "1.4.5")},
)
POPULATION = TableRequest(catalogue=CBS, table="70072ned", topics=(Topic(stem="GemiddeldAantalInwoners"),))
HEALTH = TableRequest(
    catalogue=THIRD_PARTIES,
    table="50150NED",
    topics=(Topic(stem="GoedErvarenGezondheid"),),
    filters={"Leeftijd": ("20300",), "Marges": ("MW00000", "MOG0095", "MBG0095")},
)
SCHOOL = TableRequest(
    catalogue=CBS,
    table="84780NED",
    topics=(Topic(stem="Leerlingen"), Topic(stem="VoortijdigSchoolverlaters")),
    filters={"Geslacht": ("T001038",)},
    period_kinds=(PeriodKind.SCHOOL_YEAR,),
)
QUICK = Catalogues(first_wait=0.001, limits=Limits(silence=(2, 2)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def replay(folder, monkeypatch):
    with Replay(folder) as running:
        monkeypatch.setenv("DATABOEK_CBS_BASE", running.base)
        yield running


def search(words):
    return [found for catalogue in (CBS, THIRD_PARTIES) for found in QUICK.search(words, catalogue=catalogue)]


def fetch(request, catalogues=QUICK, **more):
    return with_frame(catalogues.fetch(request, licence="CC0", **more))


def cell(delivery, measure, **codes):
    rows = delivery.rows
    for name, code in codes.items():
        rows = rows[rows[name].str.strip() == code]
    [value] = rows[delivery.measures[measure]]
    return value


# --- what comes in ---


def test_a_table_comes_in_with_raw_codes_floats_and_its_address(replay):
    delivery = fetch(CRIMES)
    assert list(delivery.rows) == ["SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1"]
    assert set(delivery.rows["SoortMisdrijf"]) == {"1.1.1 ", "1.4.5 "}
    assert delivery.rows["GeregistreerdeMisdrijven_1"].dtype == float
    value = cell(delivery, "GeregistreerdeMisdrijven", SoortMisdrijf="1.4.5", WijkenEnBuurten="GM0479", Perioden="2025JJ00")
    assert value == made_up("GM0479", 2025, 300)
    assert (delivery.title, delivery.source, delivery.licence) == ("Geregistreerde misdrijven (TESTWAARDEN)", "Politie", "CC0")
    assert (delivery.modified, delivery.origin) == ("2026-08-19T02:00:00", "live")
    assert (delivery.region_dimension, delivery.period_dimension) == ("WijkenEnBuurten", "Perioden")
    assert datetime.now(UTC) - delivery.fetched_at < timedelta(minutes=1)


def test_a_code_that_another_code_begins_with_does_not_bring_that_one_in(replay):
    rows = fetch(CRIMES).rows
    assert "(SoortMisdrijf eq '1.1.1 ' or SoortMisdrijf eq '1.4.5 ')" in replay.requests[-1]
    assert "1.1.10" not in set(rows["SoortMisdrijf"].str.strip())
    assert len(rows) == 2 * 5 * len(YEARS)


@pytest.mark.parametrize("code", ["1.1.1", "1.1.1 ", "1.1.1     "])
def test_the_padding_in_the_request_does_not_matter(replay, code):
    request = TableRequest(catalogue=THIRD_PARTIES, table="47018NED", topics=CRIMES.topics, filters={"SoortMisdrijf": (code,)})
    assert len(fetch(request).rows) == 5 * len(YEARS)


def test_null_is_absent_and_never_zero(replay):
    delivery = fetch(POPULATION)
    gone = delivery.rows[(delivery.rows["RegioS"] == "GM0398") & (delivery.rows["Perioden"] >= "2022")]
    assert len(gone) == 4
    assert gone["GemiddeldAantalInwoners_51"].isna().all()


def test_only_municipalities_and_the_country_come_in_also_the_abolished(replay):
    delivery = fetch(POPULATION)
    assert "$filter=(startswith(RegioS,'GM') or startswith(RegioS,'NL'))&" in replay.requests[-1]
    assert set(delivery.rows["RegioS"].str.strip()) == set(REGIONS) - {"PV27"}
    about = {row["Key"]: row for row in delivery.members["RegioS"]}
    assert about["GM0398"] == {"Key": "GM0398", "Title": "Heerhugowaard", "Description": "Opgeheven per 01-01-2022"}
    assert about["NL01  "]["Title"] == "Nederland"
    assert "PV27  " not in about


def test_neighbourhoods_are_neither_fetched_nor_kept(replay):
    delivery = fetch(CRIMES)
    assert all(row["Key"].startswith("GM") or row["Key"].startswith("NL") for row in delivery.members["WijkenEnBuurten"])


def test_only_the_members_and_properties_asked_for_are_kept(replay):
    delivery = fetch(HEALTH)
    assert [row["Key"] for row in delivery.members["Leeftijd"]] == ["20300   "]
    assert {row["Status"] for row in delivery.members["Perioden"]} == {"Definitief", "Voorlopig"}
    kept = fetch(POPULATION).properties
    assert [row["Key"] or row["Title"] for row in kept] == ["RegioS", "Perioden", "Bevolking", "GemiddeldAantalInwoners_51"]


def test_values_and_their_bounds_come_from_one_table(replay):
    delivery = fetch(HEALTH)
    where = {"WijkenEnBuurten": "NL01", "Perioden": "2022JJ00"}
    low, value, high = (
        cell(delivery, "GoedErvarenGezondheid", Marges=code, **where) for code in ("MOG0095", "MW00000", "MBG0095")
    )
    assert (low, value, high) == (27.5, 30.5, 33.5)


def test_a_region_dimension_is_found_by_name(replay):
    delivery = fetch(SCHOOL)
    assert delivery.region_dimension == "Regiokenmerken"
    assert set(delivery.rows["Perioden"].str[4:]) == {"SJ00"}
    assert delivery.measures == {"Leerlingen": "Leerlingen_1", "VoortijdigSchoolverlaters": "VoortijdigSchoolverlaters_2"}


def test_months_are_delivered_as_they_are(replay):
    request = TableRequest(catalogue=CBS, table="80794ned", topics=(Topic(stem="BijstandTotDeAOWLeeftijd"),))
    assert cell(fetch(request), "BijstandTotDeAOWLeeftijd", RegioS="GM0479", Perioden="2024MM12") == made_up("GM0479", 2024, 512)


def test_equal_stems_are_told_apart_by_group_and_by_unit(replay):
    by_group, by_unit = Topic(stem="Totaal", group="Bevolking"), Topic(stem="Totaal", unit="%")
    delivery = fetch(TableRequest(catalogue=CBS, table="70072ned", topics=(by_group, by_unit)))
    assert delivery.measures == {"Totaal [Bevolking]": "Totaal_70", "Totaal [%]": "Totaal_90"}


def test_progress_hears_the_rows_so_far(folder, monkeypatch):
    with Replay(folder, page_size=60) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        heard = []
        fetch(CRIMES, progress=heard.append)
    assert heard == [60, 120, 140]


# --- how often we ask ---


def test_table_information_is_one_request(replay):
    assert QUICK.table_info(CRIMES)["Modified"] == "2026-08-19T02:00:00"
    assert len(replay.requests) == 1


def test_a_table_costs_three_requests_and_one_per_dimension(replay):
    fetch(CRIMES)
    asked = [request.partition("?")[0].rpartition("/")[2] for request in replay.requests]
    assert asked == ["TableInfos", "DataProperties", "SoortMisdrijf", "WijkenEnBuurten", "Perioden", "TypedDataSet"]


def test_a_wrong_request_is_found_before_the_rows_are_fetched(replay):
    with pytest.raises(SourceError):
        fetch(TableRequest(catalogue=THIRD_PARTIES, table="47018NED", topics=(Topic(stem="Onzin"),)))
    assert replay.asked("TypedDataSet") == 0


# --- the same figures in another wrapping ---


@pytest.mark.parametrize("page_size", [3, 70, 140, 141])
def test_the_size_of_a_page_does_not_matter(folder, monkeypatch, page_size):
    with Replay(folder) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        whole = fetch(CRIMES)
    with Replay(folder, page_size=page_size) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        paged = fetch(CRIMES)
        # "14 periods in pages of 3" is how a dimension of more than 10,000 codes comes in
        assert replay.asked("TypedDataSet") == -(-140 // page_size)
    assert paged.rows.equals(whole.rows)
    assert paged.members == whole.members


def test_pages_of_5000_and_10000_are_equal_for_a_table_of_12000_rows(tmp_path, monkeypatch):
    regions = [f"GM{number:04}" for number in range(1, 858)]
    rows = [
        {"RegioS": region, "Perioden": f"{year}JJ00", "Foo_1": number * year}
        for number, region in enumerate(regions)
        for year in YEARS
    ]
    members = {"RegioS": [member(region, region) for region in regions], "Perioden": years()}
    properties = [dimension("RegioS", "GeoDimension"), dimension("Perioden", "TimeDimension"), topic("Foo_1", unit="aantal")]
    write_table(tmp_path, catalogue=CBS, table="1", properties=properties, members=members, rows=rows)
    request = TableRequest(catalogue=CBS, table="1", topics=(Topic(stem="Foo"),))
    frames = []
    for size, pages in ((5_000, 3), (10_000, 2)):
        with Replay(tmp_path, page_size=size) as replay:
            monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
            frames.append(fetch(request).rows)
            assert replay.asked("TypedDataSet") == pages
    assert len(frames[0]) == 857 * 14
    assert frames[0].equals(frames[1])


def test_a_next_page_on_an_internal_host_is_read_from_the_host_we_reached(folder, monkeypatch):
    with Replay(folder, page_size=50) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        plain = fetch(CRIMES)
        replay.fault("*", links_to_host("dataderden.prod.cbsp.nl"))
        assert fetch(CRIMES).rows.equals(plain.rows)


def test_a_moved_suffix_gives_the_same_figures(replay):
    before = fetch(POPULATION)
    replay.fault("70072ned", suffixes_moved(26))
    after = fetch(POPULATION)
    assert after.measures == {"GemiddeldAantalInwoners": "GemiddeldAantalInwoners_77"}
    assert after.rows.rename(columns={"GemiddeldAantalInwoners_77": "GemiddeldAantalInwoners_51"}).equals(before.rows)


def test_a_newest_year_of_nulls_comes_in_as_nulls(replay):
    replay.fault("70072ned", skeleton_period("2026JJ00"))
    delivery = fetch(POPULATION)
    newest = delivery.rows[delivery.rows["Perioden"] == "2026JJ00"]
    assert len(newest) == len(REGIONS) - 1
    assert newest["GemiddeldAantalInwoners_51"].isna().all()


def test_a_revised_figure_comes_in_with_the_new_moment_of_change(replay):
    replay.fault(
        "70072ned", revised("GemiddeldAantalInwoners", 1, modified="2026-11-01T02:00:00", RegioS="GM0479", Perioden="2024JJ00")
    )
    delivery = fetch(POPULATION)
    assert cell(delivery, "GemiddeldAantalInwoners", RegioS="GM0479", Perioden="2024JJ00") == 1
    assert cell(delivery, "GemiddeldAantalInwoners", RegioS="GM0479", Perioden="2023JJ00") == made_up("GM0479", 2023, 10_000)
    assert delivery.modified == QUICK.table_info(POPULATION)["Modified"] == "2026-11-01T02:00:00"


def test_a_table_can_be_touched_without_another_figure(replay):
    before = fetch(POPULATION)
    replay.fault("70072ned", modified_at("2026-11-02T02:00:00"))
    after = fetch(POPULATION)
    assert after.rows.equals(before.rows)
    assert after.modified > before.modified


def test_a_shrunken_table_is_delivered_as_it_is_for_the_checks_to_judge(replay):
    replay.fault("70072ned", shrunk_to(0.2))
    assert 0 < len(fetch(POPULATION).rows) < 0.3 * 7 * len(YEARS)


def test_more_codes_than_cbs_bears_in_a_filter_are_picked_here(tmp_path, monkeypatch):
    codes = [f"{number:05}" for number in range(LONGEST_OR_LIST + 10)]
    rows = [{"Soort": f"{code} ", "RegioS": "GM0479", "Perioden": "2025JJ00", "Foo_1": int(code)} for code in codes]
    write_table(
        tmp_path,
        catalogue=CBS,
        table="1",
        properties=[
            dimension("Soort"),
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            topic("Foo_1", unit=""),
        ],
        members={
            "Soort": [member(f"{code} ", code) for code in codes],
            "RegioS": [member("GM0479", "Zaanstad")],
            "Perioden": years([2025]),
        },
        rows=rows,
    )
    wanted = tuple(codes[: LONGEST_OR_LIST + 1])
    with Replay(tmp_path) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        delivery = fetch(TableRequest(catalogue=CBS, table="1", topics=(Topic(stem="Foo"),), filters={"Soort": wanted}))
        assert " or Soort" not in replay.requests[-1]
    assert tuple(delivery.rows["Soort"].str.strip()) == wanted


# --- what goes wrong, and what people are told ---


PASSING = [
    pytest.param(status(500), "(500)", id="500"),
    pytest.param(status(503), "(503)", id="503"),
    pytest.param(status(429), "(429)", id="429 without Retry-After"),
    pytest.param(html(), "(het antwoord is geen leesbare JSON)", id="a web page"),
    pytest.param(half_json(), "(het antwoord is geen leesbare JSON)", id="half of the JSON"),
    pytest.param(truncated(), "(het antwoord brak af)", id="line goes dead"),
    pytest.param(reset(), "(geen verbinding)", id="connection reset"),
    pytest.param(
        Fault(answer=lambda answer: Answer(page={"odata.error": "x"})), "(het antwoord is geen leesbare JSON)", id="no set"
    ),
    pytest.param(Fault(answer=lambda answer: Answer(body=b"[]")), "(het antwoord is geen leesbare JSON)", id="a list"),
]


@pytest.mark.parametrize("part", ["TableInfos", "DataProperties", "SoortMisdrijf", "TypedDataSet"])
@pytest.mark.parametrize(("fault", "reason"), PASSING)
def test_a_lasting_fault_is_tried_four_times_and_then_told(replay, fault, reason, part):
    replay.fault("47018NED", only(part, fault))
    with pytest.raises(SourceError) as error:
        fetch(CRIMES)
    assert str(error.value) == f"dataderden 47018NED: geen antwoord na 4 pogingen {reason}. Probeer het later opnieuw."
    assert replay.asked(part) == 4


@pytest.mark.parametrize("part", ["TableInfos", "TypedDataSet"])
@pytest.mark.parametrize(("fault", "reason"), PASSING)
def test_a_fault_that_passes_is_not_noticed(replay, fault, reason, part):
    whole = fetch(CRIMES)
    replay.clear()
    replay.fault("47018NED", only(part, first(3, fault)))
    assert fetch(CRIMES).rows.equals(whole.rows)
    assert replay.asked(part) == 4


def test_only_the_page_that_failed_is_asked_again(folder, monkeypatch):
    with Replay(folder, page_size=50) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        whole = fetch(CRIMES)
        replay.clear()
        second = Fault(answer=lambda answer: status(500).answer(answer) if "$skip=50" in answer.url else answer)
        replay.fault("47018NED", first(9, second))  # five answers before it, one page, three failures
        assert fetch(CRIMES).rows.equals(whole.rows)
        assert replay.asked("TypedDataSet") == 3 + 3


def test_silence_is_given_up_on(replay):
    replay.fault("47018NED", late(30))
    with pytest.raises(SourceError, match=r"dataderden 47018NED: geen antwoord na 2 pogingen \(te lang gewacht\)"):
        Catalogues(tries=2, first_wait=0.001, limits=Limits(silence=(0.2, 0.2))).table_info(CRIMES)


def test_a_connection_that_cannot_be_trusted(replay, monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base.replace("http:", "https:"))
    with pytest.raises(SourceError, match="de beveiligde verbinding wordt niet vertrouwd"):
        fetch(POPULATION)


def test_nobody_there(monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", "http://127.0.0.1:9")
    with pytest.raises(SourceError, match=r"CBS 70072ned: geen antwoord na 4 pogingen \(geen verbinding\)"):
        fetch(POPULATION)


def test_retry_after_is_waited_for(replay):
    replay.fault("47018NED", first(1, status(429, retry_after="1")))
    start = time.monotonic()
    assert QUICK.table_info(CRIMES)
    assert 1.0 <= time.monotonic() - start < 1.9
    assert len(replay.requests) == 2


NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("7", 7),
        (" 7 ", 7),
        ("soon", 0),
        ("-3", 0),
        ("²", 0),
        ("9" * 40, 0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(hours=1)), 0),
    ],
)
def test_retry_after_is_seconds_or_a_moment(header, seconds):
    assert seconds_asked(header, now=NOW) == seconds


def test_a_server_that_wants_an_hour_is_left_alone_until_the_next_refresh(replay):
    replay.fault("47018NED", status(503, retry_after="3600"))
    with pytest.raises(SourceError, match=r"CBS vraagt om te wachten \(503\)\. Probeer het later opnieuw\."):
        QUICK.table_info(CRIMES)
    assert len(replay.requests) == 1


def test_a_server_that_wants_a_moment_gets_no_more_than_the_longest_wait(replay, monkeypatch):
    assert LONGEST_WAIT == 60
    monkeypatch.setattr("etl.cbs.patience.LONGEST_WAIT", 1.0)
    replay.fault("47018NED", first(1, status(503, retry_after="1")))
    assert QUICK.table_info(CRIMES)


def test_without_retry_after_the_wait_doubles(replay):
    replay.fault("47018NED", first(3, status(500)))
    start = time.monotonic()
    assert Catalogues(first_wait=0.05).table_info(CRIMES)
    assert 0.35 <= time.monotonic() - start < 1.2  # 0.05 + 0.10 + 0.20, and up to 0.05 of chance each


def test_a_table_that_is_gone_is_asked_once_and_says_how_to_find_another(replay):
    with pytest.raises(SourceError, match=r"CBS 12345NED: tabel bestaat niet \(meer\)\. .*python -m etl tables WOORDEN"):
        fetch(TableRequest(catalogue=CBS, table="12345NED", topics=()))
    assert len(replay.requests) == 1


def test_a_set_that_is_gone_is_named(replay):
    replay.fault("47018NED", only("SoortMisdrijf", status(404)))
    with pytest.raises(SourceError, match=r"onderdeel SoortMisdrijf bestaat niet \(meer\)"):
        fetch(CRIMES)


def test_a_refused_question_is_not_repeated(replay):
    replay.fault("47018NED", only("TypedDataSet", status(400)))
    with pytest.raises(SourceError, match=r"CBS weigert de vraag naar TypedDataSet \(400\)\. Controleer"):
        fetch(CRIMES)
    assert replay.asked("TypedDataSet") == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        pytest.param(
            links_to_itself(),
            "verwijst steeds naar dezelfde bladzijde|dezelfde rijen twee keer",
            id="a page that links to itself",
        ),
        pytest.param(skips_for_ever(), "dezelfde rijen twee keer", id="ever new addresses, the same rows"),
        pytest.param(rows_twice(), "dezelfde rijen twee keer", id="rows twice"),
        pytest.param(table_empty(), "geen enkele rij voor deze vraag", id="empty"),
        pytest.param(
            measure_gone("GeregistreerdeMisdrijven"),
            "onderwerp 'GeregistreerdeMisdrijven' staat niet .* Wel: Gemeentenaam",
            id="gone",
        ),
        pytest.param(
            column_missing("GeregistreerdeMisdrijven"),
            "kolom 'GeregistreerdeMisdrijven_1' ontbreekt",
            id="announced, not delivered",
        ),
        pytest.param(
            revised("GeregistreerdeMisdrijven", "12", Perioden="2020JJ00"),
            'bevat "12", dat past daar niet',
            id="text for a number",
        ),
        pytest.param(
            revised("GeregistreerdeMisdrijven", "       .", Perioden="2020JJ00"), "past daar niet", id="the untyped dot"
        ),
    ],
)
def test_what_cannot_be_used_is_told(replay, fault, message):
    replay.fault("47018NED", fault)
    with pytest.raises(SourceError, match=f"^dataderden 47018NED: .*({message})"):
        fetch(CRIMES)
    assert replay.asked("TypedDataSet") <= 2


def test_pages_without_end_stop_at_the_limit(folder, monkeypatch):
    with Replay(folder, page_size=1) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        with pytest.raises(SourceError, match="na 20 bladzijden nog niet klaar"):
            fetch(CRIMES, Catalogues(page_limit=20))
        assert replay.asked("TypedDataSet") == 20


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        pytest.param(
            TableRequest(catalogue=THIRD_PARTIES, table="47018NED", topics=CRIMES.topics, filters={"SoortMisdrijf": ("1.4.6",)}),
            r"code '1\.4\.6' bestaat niet in SoortMisdrijf; bedoelt u 1\.4\.5 \(Mishandeling\)",
            id="unknown code",
        ),
        pytest.param(
            TableRequest(catalogue=THIRD_PARTIES, table="47018NED", topics=CRIMES.topics),
            r"dimensie SoortMisdrijf heeft 3 codes \(1\.1\.1 \(Diefstal/inbraak woning\), .*kies er een met filter",
            id="a dimension with several members and no filter",
        ),
        pytest.param(
            replace(SCHOOL, filters={}),
            r"dimensie Geslacht heeft 1 code \(T001038 \(Totaal mannen en vrouwen\)\); kies er een met filter",
            id="a dimension with one member and no filter: it may get more",
        ),
        pytest.param(
            TableRequest(catalogue=THIRD_PARTIES, table="50150NED", topics=HEALTH.topics, filters={"Marges": ("X",)}),
            r"Leeftijd heeft 2 codes.*code 'X' bestaat niet in Marges",
            id="two problems at once",
        ),
        pytest.param(
            TableRequest(catalogue=CBS, table="70072ned", topics=POPULATION.topics, filters={"Geslacht": ("T001038",)}),
            "filter op onbekende dimensie Geslacht; de dimensies zijn: RegioS, Perioden",
            id="unknown dimension",
        ),
        pytest.param(
            TableRequest(catalogue=CBS, table="70072ned", topics=POPULATION.topics, region_dimension="Wijken"),
            "dimensie 'Wijken' ontbreekt; de dimensies zijn: RegioS, Perioden",
            id="unknown region dimension",
        ),
        pytest.param(
            TableRequest(catalogue=CBS, table="70072ned", topics=(Topic(stem="Totaal"), Topic(stem="Huishouden"))),
            r"'Totaal' komt 2 keer voor: .*groep 'Wonen', eenheid '%'.*'Huishouden' staat niet.*Huishoudens \(groep 'Bev",
            id="one topic twice, one unknown",
        ),
    ],
)
def test_a_wrong_question_says_what_could_have_been_asked(replay, request_, message):
    with pytest.raises(SourceError, match=message) as error:
        fetch(request_)
    assert str(error.value).startswith(f"{request_.label}: ")


def test_a_table_without_regions_says_so(tmp_path, monkeypatch):
    write_table(
        tmp_path,
        catalogue=CBS,
        table="1",
        properties=[dimension("Perioden", "TimeDimension"), topic("Foo_1", unit="")],
        members={"Perioden": years()},
        rows=[{"Perioden": "2025JJ00", "Foo_1": 1}],
    )
    with Replay(tmp_path) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        with pytest.raises(SourceError, match="CBS 1: geen gebied gevonden; de dimensies zijn: Perioden"):
            fetch(TableRequest(catalogue=CBS, table="1", topics=(Topic(stem="Foo"),)))


@pytest.fixture
def periods(tmp_path, monkeypatch):
    """Two tables: one of quarters, one without periods."""
    region, places = dimension("RegioS", "GeoDimension"), [member("GM0479", "Zaanstad")]
    write_table(
        tmp_path,
        catalogue=CBS,
        table="10003NED",
        properties=[region, dimension("Perioden", "TimeDimension"), topic("Foo_1", unit="%")],
        members={"RegioS": places, "Perioden": [period(f"2024KW0{n}", f"2024 {n}e kwartaal") for n in range(1, 5)]},
        rows=[{"RegioS": "GM0479", "Perioden": f"2024KW0{n}", "Foo_1": n} for n in range(1, 5)],
    )
    write_table(
        tmp_path,
        catalogue=CBS,
        table="84799NED",
        title="Kerncijfers wijken en buurten 2020",
        properties=[region, topic("Foo_1", unit="%")],
        members={"RegioS": places},
        rows=[{"RegioS": "GM0479", "Foo_1": 7}],
    )
    with Replay(tmp_path) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        yield replay


def foo(table, **more):
    return TableRequest(catalogue=CBS, table=table, topics=(Topic(stem="Foo"),), **more)


def test_a_table_without_periods_comes_in_for_the_year_that_the_agenda_says(periods):
    delivery = fetch(foo("84799NED", year=2020))
    assert (delivery.period_dimension, delivery.dimensions) == ("", ("RegioS",))
    assert cell(delivery, "Foo", RegioS="GM0479") == 7


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (foo("84799NED"), "CBS 84799NED: de tabel heeft geen perioden; zet jaar: 2020 bij de bron in de agenda."),
        (
            foo("10003NED", year=2024),
            "CBS 10003NED: de tabel heeft zelf perioden (2024KW01 tot en met 2024KW04); haal 'jaar: 2024' weg bij de bron",
        ),
        (
            foo("10003NED", period_kinds=(PeriodKind.YEAR, PeriodKind.SPELL)),
            "CBS 10003NED: periode 'jaar' zit niet in de tabel; wel kwartalen (KW01 tot en met KW04). Zet bij de bron periode: ",
        ),
    ],
)
def test_a_table_without_any_of_the_asked_periods_says_what_to_write_before_its_rows_are_fetched(periods, request_, message):
    with pytest.raises(SourceError) as error:
        fetch(request_)
    assert str(error.value).startswith(message)
    assert periods.asked("TypedDataSet") == 0


def test_one_kind_of_period_that_is_there_is_worth_fetching(periods):
    assert len(fetch(foo("10003NED", period_kinds=(PeriodKind.YEAR, PeriodKind.QUARTER_4))).rows) == 4


# --- where CBS is, and whether it answers ---


def test_the_address_is_read_at_the_moment_of_asking(folder, monkeypatch):
    with Replay(folder) as one, Replay(folder) as other:
        for replay in (one, other):
            monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base + "/")
            assert QUICK.table_info(POPULATION)
        assert (len(one.requests), len(other.requests)) == (1, 1)


def test_a_wrong_address_is_told(monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", "127.0.0.1:8000")
    with pytest.raises(SourceError, match=r"DATABOEK_CBS_BASE is '127\.0\.0\.1:8000'\. Begin met http://"):
        fetch(POPULATION)
    assert QUICK.answers(CBS) is False


def test_a_proxy_is_not_used_for_an_address_that_needs_none(replay, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert QUICK.table_info(POPULATION)


def test_a_proxy_of_the_machine_is_used_for_metadata_and_rows(replay, monkeypatch):
    # The replay server answers a proxied request like its own: the full address only adds the host before the path.
    monkeypatch.setenv("http_proxy", replay.base)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("DATABOEK_CBS_BASE", "http://cbs.databoek.invalid")
    assert len(fetch(POPULATION).rows) > 0
    assert all(request.startswith("http://cbs.databoek.invalid/") for request in replay.requests)


def test_the_probe_is_one_request(replay):
    assert QUICK.answers(CBS) is True
    assert len(replay.requests) == 1


@pytest.mark.parametrize("fault", [status(500), html(), reset(), truncated()])
def test_the_probe_says_no_at_once_when_the_answer_is_wrong(replay, fault):
    replay.fault(CBS, fault)
    start = time.monotonic()
    assert QUICK.answers(CBS) is False
    assert time.monotonic() - start < 1
    assert QUICK.answers(THIRD_PARTIES) is True


def test_the_probe_waits_three_seconds_at_most(replay):
    replay.fault("*", late(30))
    start = time.monotonic()
    assert Catalogues().answers(CBS) is False
    assert time.monotonic() - start < 3.3


def test_three_tables_at_a_time(replay):
    wanted = [CRIMES, POPULATION, HEALTH]
    alone = [fetch(request) for request in wanted]
    together = {}
    threads = [threading.Thread(target=lambda one=one: together.update({one.table: fetch(one)})) for one in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(together[one.table].rows.equals(one.rows) for one in alone)


# --- searching ---


def test_one_catalogue_can_be_searched_when_the_other_is_down(replay):
    replay.fault(CBS, status(500))
    assert [found.table for found in QUICK.search(["misdrijven"], catalogue=THIRD_PARTIES)] == ["47018NED"]
    with pytest.raises(SourceError, match="opendata"):
        QUICK.search(["misdrijven"], catalogue=CBS)


@pytest.mark.parametrize(
    ("words", "tables"),
    [
        pytest.param(["misdrijven"], ["47018NED"], id="a word, in the other catalogue"),
        pytest.param(["REGIONALE", "kern"], ["70072ned"], id="two words, one of them half, case aside"),
        pytest.param(["70072NED"], ["70072ned"], id="by id"),
        pytest.param(["régionale"], ["70072ned"], id="accents aside"),
        pytest.param(["regionale", "misdrijven"], [], id="every word must occur"),
        pytest.param(["testwaarden", "per"], ["50150NED", "80794ned"], id="both catalogues"),
    ],
)
def test_tables_are_found_by_words(replay, words, tables):
    assert sorted(found.table for found in search(words)) == tables


def test_a_found_table_tells_where_it_is_and_the_newest_comes_first(replay):
    replay.fault("80794ned", modified_at("2026-10-01T02:00:00"))
    newest, *rest = search(["testwaarden"])
    assert newest == (CBS, "80794ned", "Personen met bijstand (TESTWAARDEN)", "", "2026-10-01T02:00:00")
    assert len(rest) == 4


def test_a_session_knows_the_proxies_and_certificates_of_the_environment_without_asking_for_every_page(monkeypatch):
    for name in ("DATABOEK_CBS_BASE", "NO_PROXY", "no_proxy", "https_proxy", "ALL_PROXY", "all_proxy", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://uitgang.gemeente.test:3128")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/etc/gemeente.pem")
    with session_of("opendata.cbs.nl") as session:
        assert session.proxies["https"] == "http://uitgang.gemeente.test:3128"
        assert (session.verify, session.trust_env) == ("/etc/gemeente.pem", False)
    monkeypatch.setenv("NO_PROXY", "cbs.nl")
    with session_of("opendata.cbs.nl") as session:
        assert "https" not in session.proxies
