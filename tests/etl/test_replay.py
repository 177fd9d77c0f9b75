"""The replay server behaves as CBS does, so that what is tested against it holds there; cbsodata itself is the judge."""

import subprocess
import sys
from pathlib import Path

import cbsodata
import pytest
import requests
from support.frames import framed
from support.replay import Replay
from support.replay_faults import first, late, measure_gone, only, status
from support.small_catalogue import CBS, REGIONS, THIRD_PARTIES, YEARS, build, made_up

from etl.cbs.client import Catalogues
from etl.delivery import TableRequest, Topic
from etl.saved import save_delivery

CRIMES = f"/{THIRD_PARTIES}/ODataFeed/odata/47018NED"
MUNICIPALITIES = [region for region in REGIONS if region.startswith("GM") and region != "GM0398"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def replay(folder, monkeypatch):
    monkeypatch.setattr(cbsodata.options, "use_https", False)
    with Replay(folder) as running:
        yield running


def rows_of(replay, path, **params):
    answer = requests.get(replay.base + path, params=params, timeout=5)
    answer.raise_for_status()
    return answer.json()["value"]


def test_cbsodata_reads_a_table_and_its_default_is_the_typed_set(replay):
    host = f"{replay.base.removeprefix('http://')}/{THIRD_PARTIES}"
    data = cbsodata.download_data("47018NED", catalog_url=host)
    assert "TypedDataSet" in data
    assert "UntypedDataSet" not in data
    first_row = data["TypedDataSet"][0]
    assert first_row["GeregistreerdeMisdrijven_1"] == made_up("GM0088", 2012, 100)
    assert (first_row["SoortMisdrijf"], first_row["WijkenEnBuurten"], first_row["Perioden"]) == (
        "1.1.1 ",
        "GM0088    ",
        "2012JJ00",
    )
    assert len(data["TypedDataSet"]) == 3 * len(MUNICIPALITIES) * len(YEARS)
    untyped = cbsodata.download_data("47018NED", typed=True, catalog_url=host)["UntypedDataSet"]
    assert untyped[0]["GeregistreerdeMisdrijven_1"] == str(first_row["GeregistreerdeMisdrijven_1"])


def test_values_are_typed_and_absent_ones_are_null(replay):
    rows = rows_of(replay, f"/{CBS}/ODataFeed/odata/70072ned/TypedDataSet")
    abolished = next(row for row in rows if row["RegioS"] == "GM0398" and row["Perioden"] == "2022JJ00")
    assert abolished["GemiddeldAantalInwoners_51"] is None
    assert {type(row["Totaal_90"]) for row in rows} == {float, type(None)}
    assert {type(row["GemiddeldAantalInwoners_51"]) for row in rows} == {int, type(None)}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("SoortMisdrijf eq '1.1.1 '", 1 / 3, id="eq with the right padding"),
        pytest.param("SoortMisdrijf eq '1.1.1'", 0, id="eq with the wrong padding finds nothing, silently"),
        pytest.param("startswith(SoortMisdrijf,'1.1.1')", 2 / 3, id="startswith finds the longer code too"),
        pytest.param("SoortMisdrijf eq '1.1.1 ' or SoortMisdrijf eq '1.4.5 '", 2 / 3, id="or"),
        pytest.param("SoortMisdrijf eq '1.1.1 ' and SoortMisdrijf eq '1.4.5 '", 0, id="and"),
        pytest.param(
            "SoortMisdrijf eq '1.1.1 ' or SoortMisdrijf eq '1.4.5 ' and Perioden eq 'x'", 1 / 3, id="and binds tighter than or"
        ),
        pytest.param("(SoortMisdrijf eq '1.1.1 ' or SoortMisdrijf eq '1.4.5 ') and Perioden eq 'x'", 0, id="parentheses"),
        pytest.param("GeregistreerdeMisdrijven_1 gt 1000000", 1, id="a filter on a topic is ignored"),
    ],
)
def test_filters_select_as_cbs_does(replay, text, share):
    found = rows_of(replay, f"{CRIMES}/TypedDataSet", **{"$filter": text})
    assert len(found) == share * 3 * len(MUNICIPALITIES) * len(YEARS)


@pytest.mark.parametrize(
    "text", ["SoortMisdrijf eq 1.1.1", "SoortMisdrijf in ('1.1.1 ')", "(SoortMisdrijf eq '1.1.1 '", "and", "'"]
)
def test_a_filter_outside_the_language_is_refused(replay, text):
    assert requests.get(f"{replay.base}{CRIMES}/TypedDataSet", params={"$filter": text}, timeout=5).status_code == 400


def test_pages_are_chained_and_keep_filter_and_select(folder):
    with Replay(folder, page_size=30) as replay:
        url = f"{replay.base}{CRIMES}/TypedDataSet?$filter=SoortMisdrijf eq '1.4.5 '&$select=Perioden,SoortMisdrijf"
        sizes = []
        while url:
            page = requests.get(url, timeout=5).json()
            sizes.append(len(page["value"]))
            assert {tuple(row) for row in page["value"]} == {("Perioden", "SoortMisdrijf")}
            assert {row["SoortMisdrijf"] for row in page["value"]} == {"1.4.5 "}
            url = page.get("odata.nextLink")
    assert sizes == [30, 30, 10]


@pytest.mark.parametrize("path", ["/47018NED/Onbekend", "/99999NED/TableInfos", "/99999NED/"])
def test_what_does_not_exist_is_404(replay, path):
    assert requests.get(f"{replay.base}/{THIRD_PARTIES}/ODataFeed/odata{path}", timeout=5).status_code == 404


def test_the_catalogue_lists_its_own_tables(replay):
    assert [row["Identifier"] for row in rows_of(replay, f"/{CBS}/ODataCatalog/Tables")] == ["70072ned", "80794ned", "84780NED"]
    assert len(rows_of(replay, f"/{CBS}/ODataCatalog/Tables", **{"$top": 1})) == 1


def test_faults_switch_on_and_off_and_stay_with_their_table(replay):
    replay.fault("47018NED", measure_gone("GeregistreerdeMisdrijven"), only("TypedDataSet", first(1, status(500))))
    assert requests.get(f"{replay.base}{CRIMES}/TypedDataSet", timeout=5).status_code == 500
    assert "GeregistreerdeMisdrijven_1" not in rows_of(replay, f"{CRIMES}/TypedDataSet")[0]
    assert rows_of(replay, f"/{THIRD_PARTIES}/ODataFeed/odata/50150NED/TableInfos")
    assert replay.asked("47018NED") == 2
    replay.clear()
    assert replay.asked("47018NED") == 0
    assert "GeregistreerdeMisdrijven_1" in rows_of(replay, f"{CRIMES}/TypedDataSet")[0]


def test_a_hanging_answer_does_not_keep_the_server_from_stopping(replay):
    replay.fault("*", late(60))
    with pytest.raises(requests.Timeout):
        requests.get(f"{replay.base}{CRIMES}/TableInfos", timeout=0.2)


def test_the_projects_own_recording_is_served_equal(replay, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
    request = TableRequest(
        catalogue=CBS, table="70072ned", topics=(Topic(stem="GemiddeldAantalInwoners"), Topic(stem="Totaal", unit="%"))
    )
    fetched = Catalogues().fetch(request, licence="CC BY 4.0")
    save_delivery(fetched, tmp_path)
    with Replay(tmp_path) as second:
        monkeypatch.setenv("DATABOEK_CBS_BASE", second.base)
        again = Catalogues().fetch(request, licence="CC BY 4.0")
    in_order = ["RegioS", "Perioden"]
    assert framed(again.rows).equals(framed(fetched.rows).sort_values(in_order).reset_index(drop=True))
    for part in ("title", "source", "modified", "measures", "properties", "members", "region_dimension"):
        assert getattr(again, part) == getattr(fetched, part)


def test_it_runs_from_the_command_line(folder, tmp_path):
    program = Path(__file__).parents[1] / "support" / "replay.py"
    command = [sys.executable, str(program), str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            base = process.stdout.readline().strip()
            answer = requests.get(f"{base}/{CBS}/ODataFeed/odata/70072ned/TableInfos", timeout=5)
        finally:
            process.terminate()
    assert answer.json()["value"][0]["Identifier"] == "70072ned"
