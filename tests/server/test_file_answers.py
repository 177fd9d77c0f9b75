"""The files of pages and the open data by their addresses: what pages show, whole, whatever other readers do meanwhile."""

import csv
import gzip
import io
import re
import threading
from html import unescape

import pytest
from openpyxl import load_workbook
from starlette.requests import Request
from support.awaited import awaited
from support.serving import serve

from dashboard import data
from dashboard.downloads.asked import OF, TYPES
from dashboard.pages import CHANGED, OVERVIEW, Visit
from dashboard.server.file_answers import answer, make

TABLES = {"csv", "xlsx"}


@pytest.fixture(scope="module")
def serving(filled, tmp_path_factory):
    with serve(tmp_path_factory.mktemp("files"), filled) as serving:
        yield serving


def table(answer):
    assert answer.status == 200
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")), delimiter=";"))


def links_on(serving, page, query):
    """Every link to a file that the page sends its reader."""
    return [unescape(each) for each in re.findall(r'href=\\?"([^"\\]*/bestand/[^"\\]*)', str(serving.visit(page, query)))]


@pytest.mark.parametrize(
    ("page", "query", "name", "kinds"),
    [
        ("", "toon=afwijkend", "overzicht-GM0479", {*TABLES, "pdf"}),
        ("ambitie", "ambitie=sociale-veiligheid", "sociale-veiligheid-GM0479", {*TABLES, "pdf"}),
        ("ambitie", "ambitie=sociale-veiligheid&gemeente=GM0344", "sociale-veiligheid-GM0344", TABLES),
        ("indicator", "indicator=mishandeling&lagen=norm&gemeente=GM0344", "mishandeling-GM0344", {*TYPES}),
        ("vergelijken", "indicator=mishandeling&gemeenten=GM0479,GM0344", "vergelijking-mishandeling", {*TYPES} - {"pdf"}),
        ("veranderd", "sinds=2020-01-01", "veranderd-GM0479", {*TABLES, "pdf"}),
    ],
)
def test_a_page_links_to_its_files_and_each_comes_with_its_name_and_kind(serving, page, query, name, kinds):
    everything = links_on(serving, page, query)
    links = [link for link in everything if f"/{page or 'overzicht'}." in link]
    assert {link.partition("?")[0].rpartition(".")[2] for link in links} == kinds
    for link in links:
        if ".pdf" in link and page != "indicator":
            continue  # of many indicators takes seconds; it is made in the same way
        answer = serving.ask(link)
        kind = link.partition("?")[0].rpartition(".")[2]
        assert answer.status == 200, link
        assert answer.headers["content-disposition"] == f'attachment; filename="{name}.{kind}"'
        assert answer.headers["content-type"] == TYPES[kind]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.body
    assert load_workbook(io.BytesIO(serving.ask(next(each for each in links if ".xlsx" in each)).body)).sheetnames


def test_what_was_chosen_on_the_page_is_what_is_in_the_file(serving):
    everything, some = table(serving.ask("/bestand/overzicht.csv")), table(serving.ask("/bestand/overzicht.csv?toon=afwijkend"))
    assert 0 < len(some) < len(everything)
    assert {
        row["gemeentecode"] for row in table(serving.ask("/bestand/indicator.csv?indicator=mishandeling&gemeente=GM0363"))
    } == {"GM0363"}
    drawn = "/bestand/indicator.svg?indicator=mishandeling&lagen="
    with_norm, without = (serving.ask(drawn + each).body for each in ("norm", "geen"))
    assert with_norm != without


@pytest.mark.parametrize(
    "path",
    [
        "/bestand/indicator.csv",
        "/bestand/indicator.csv?indicator=bestaat-niet",
        "/bestand/overzicht.png",
        "/bestand/verantwoording.csv",
        "/bestand/overzicht.exe",
        "/bestand/../overzicht.csv",
        "/bestand/indicator.csv?indicator=" + "x" * 3000,
        "/bestand/vergelijken.csv?indicator=bestaat-niet",
    ],
)
def test_a_file_that_is_not_there_is_said_to_be_absent(serving, path):
    answer = serving.ask(path)
    assert answer.status == 404
    assert b"Traceback" not in answer.body


@pytest.mark.parametrize("code", ["GM0088", "GM1980", "GM0439", "GM9999"])
def test_odd_municipalities_have_files_or_hear_that_there_are_none(serving, code):
    for page in ("overzicht", "indicator", "vergelijken", "veranderd"):
        for kind in TYPES if page == "indicator" else {*TYPES} - {"pdf"}:  # a whole databook takes seconds
            answer = serving.ask(f"/bestand/{page}.{kind}?indicator=mishandeling&gemeente={code}")
            assert answer.status in {200, 404}, (page, kind)
            assert (answer.status == 404) is answer.body.startswith(b"Dit bestand is er niet")


def test_what_nobody_foresaw_is_told_calmly_and_in_the_log(filled, monkeypatch, caplog):
    monkeypatch.setenv("DATABOEK_DATA", str(filled))
    monkeypatch.setattr("dashboard.server.file_answers.make", lambda *_: 1 / 0)
    asked = {"type": "http", "path_params": {"page": "overzicht", "kind": "csv"}, "query_string": b"", "headers": []}
    found = awaited(answer(Request(asked)))
    assert (found.status_code, found.body[:31]) == (500, b"Dit bestand is nu niet te maken")
    assert "file overzicht.csv failed" in caplog.text


def test_without_figures_it_says_so(tmp_path):
    with serve(tmp_path, tmp_path / "empty") as serving:
        answer = serving.ask("/bestand/overzicht.csv")
    assert (answer.status, answer.body.decode()) == (503, "Er zijn nu geen cijfers. Probeer het later opnieuw.")


def test_a_file_comes_while_many_others_turn_pages(serving, number_of_readers):
    """Streamlit drops a file of its own once two pages of whoever else have ended since it was made."""
    stop = threading.Event()

    def turn() -> None:
        while not stop.is_set():
            serving.visit("indicator", "indicator=woninginbraken")

    readers = [threading.Thread(target=turn, daemon=True) for _ in range(number_of_readers)]
    for reader in readers:
        reader.start()
    try:
        for place in range(20):
            answer = serving.ask(f"/bestand/indicator.csv?indicator=mishandeling&gemeente=GM0{344 + place % 3 * 19}")
            assert answer.status == 200
    finally:
        stop.set()
        for reader in readers:
            reader.join()


@pytest.fixture
def number_of_readers():
    return 4


def test_every_page_with_files_can_be_asked_and_no_other(filled, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(filled))
    for page in OF:
        assert make(page.name, "csv", {"indicator": "mishandeling", "ambitie": "sociale-veiligheid"})
    assert make("toetsmoment", "csv", {}) is None
    assert make("overzicht", "html", {}) is None


def test_a_paper_that_is_more_than_its_page_is_called_so_and_a_guest_has_none(shown):
    own, guest = data.databook(), data.databook("GM0344")
    for page, name, words in (
        (OVERVIEW, "hele-databoek-GM0479.pdf", "Hele databoek als PDF"),
        (CHANGED, "vergaderpakket-GM0479.pdf", "Vergaderpakket als PDF"),
    ):
        found = OF[page](own, Visit.at({}))
        assert (found.file("pdf"), found.words("pdf")) == (name, words)
        assert "pdf" not in OF[page](guest, Visit.at({})).kinds


DATA = {
    "/data/indicator/mishandeling.csv": "text/csv; charset=utf-8",
    "/data/indicator/mishandeling.json": "application/json",
    "/data/cijfers.parquet": "application/vnd.apache.parquet",
    "/data/cijfers.xlsx": TYPES["xlsx"],
    "/data/overzicht.json?gemeente=GM0363": "application/json",
    "/data/agenda.json": "application/json",
    "/data/datapackage.json": "application/json",
    "/data/nieuws.atom": "application/atom+xml; charset=utf-8",
    "/data/indicator/mishandeling.atom": "application/atom+xml; charset=utf-8",
    "/data/agenda.ics": "text/calendar; charset=utf-8",
}


@pytest.mark.parametrize(("path", "kind"), DATA.items())
def test_open_data_can_be_read_from_any_page_and_are_sent_once(serving, path, kind):
    found = serving.ask(path, Origin="https://elders.example.org")
    assert (found.status, found.headers["content-type"]) == (200, kind)
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    assert (found.headers["set-cookie"], found.headers["content-disposition"]) == (None, None)
    assert re.fullmatch(r'"[0-9a-f]{20}"', found.headers["etag"]), "a strong one"
    head = serving.ask(path, "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", found.headers["etag"])
    again = serving.ask(path, If_None_Match=found.headers["etag"])
    assert (again.status, again.body, again.headers["access-control-allow-origin"]) == (304, b"", "*")
    packed = serving.ask(path, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == found.body
    assert packed.headers["etag"] != found.headers["etag"]
    assert serving.ask(path, "POST").status == 405


def test_addresses_in_a_feed_are_those_it_was_asked_at(serving):
    feed = serving.ask("/data/nieuws.atom").body.decode()
    assert f'<link rel="self" type="application/atom+xml" href="{serving.address}/data/nieuws.atom"/>' in feed


@pytest.mark.parametrize("chosen", ["", "&gemeente=GM0344"])
def test_every_address_of_data_that_a_page_offers_answers(serving, chosen):
    offered = {}
    for page, query in (
        ("", ""),
        ("indicator", "indicator=mishandeling"),
        ("ambitie", "ambitie=gezondheid"),
        ("verantwoording", ""),
    ):
        sent = str(serving.visit(page, query + chosen))
        offered[page] = {unescape(each) for each in re.findall(r'href=\\?"([^"\\]*/data/[^"\\]*)', sent)}
        for address in offered[page]:
            assert serving.ask(address).status == 200, address
            assert ("gemeente=GM0344" in address) is bool(chosen), address
    assert len(offered["verantwoording"]) == (9 if chosen else 12)
    assert len(offered["indicator"]) == (2 if chosen else 3)
    feeds = {address for of in offered.values() for address in of if ".atom" in address or ".ics" in address}
    assert len(feeds) == (0 if chosen else 4)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/data/indicator/bestaat-niet.csv", "datapackage.json"),
        ("/data/agenda.json?gemeente=GM0363", "datapackage.json"),
        ("/data/nieuws.atom?gemeente=GM0363", "datapackage.json"),
        ("/data/overzicht.csv?gemeente=GM9999", "geen gemeente met de code ‘GM9999’"),
        ("/data/catalog.ttl", "veld 'contact'"),
    ],
)
def test_data_that_are_not_there_say_why_in_a_sentence(serving, path, words):
    found = serving.ask(path)
    assert (found.status, words in found.body.decode()) == (404, True), found.body
    assert found.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    "path", ["/data/", "/data/../config/agenda.yaml", "/data/cijfers.exe", "/data/indicator/A.csv", "/data/overzicht.parquet"]
)
def test_no_other_address_below_data_is_open(serving, path):
    assert serving.ask(path).status == 404
    assert "access-control-allow-origin" not in serving.ask(path).headers
