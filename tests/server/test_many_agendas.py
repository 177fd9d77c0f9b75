"""Many agendas in one installation: each at its own address with its own figures, and none that shows in another's pages."""

import json
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from support.serving import Serving, serve
from support.shipped import AGENDA
from websockets.exceptions import InvalidStatus

from dashboard import agendas
from dashboard.pages import PAGES
from etl.installation import TAKEN, InstallationError, places_in

WHO = {"den-bosch": "GM0796", "utrecht": "GM0344", "leeg": "GM0479"}
NAMES = {"den-bosch": "'s-Hertogenbosch", "utrecht": "Utrecht"}
TOLD = {"den-bosch": "s-Hertogenbosch vastgesteld", "utrecht": "Utrecht vastgesteld"}
"""Every overview says whose norms these are not."""


def install(folder: Path, filled: Path) -> dict[str, str]:
    """Three agendas, of which one has no figures yet, and what the environment says of them."""
    for name, code in WHO.items():
        place = folder / "gemeenten" / name
        place.mkdir(parents=True)
        text = re.sub(r"(?m)^(\s+gemeente: )GM\d{4}", rf"\g<1>{code}", AGENDA.read_text(encoding="utf-8"))
        (place / "agenda.yaml").write_text(text, encoding="utf-8")
        if name in NAMES:
            shutil.copytree(filled, folder / "data" / "gemeenten" / name)
            (version,) = (folder / "data" / "gemeenten" / name).glob("*.duckdb")
            with duckdb.connect(str(version)) as store:
                store.execute("UPDATE run SET municipality = ?", [code])
    return {"DATABOEK_GEMEENTEN": str(folder / "gemeenten"), "DATABOEK_DATA": str(folder / "data"), "DATABOEK_AGENDA": ""}


@pytest.fixture(scope="module")
def installed(filled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("installed")
    settings = install(folder, filled)
    with serve(folder, folder / "data", settings, alive="/gezond") as serving:
        yield serving


def page(serving: Serving, path: str) -> str:
    answer = serving.ask(path, Accept="text/html")
    assert answer.status == 200, path
    return answer.body.decode()


def seen(serving: Serving, name: str, where: str = "", **headers: str) -> str:
    return str(serving.visit(where, below=f"/{name}", **headers)).encode().decode("unicode_escape")


def test_the_installation_itself_lists_them_and_so_does_an_address_that_is_nobodys(installed):
    listed = re.findall(r'<a href="([^"]*)">([^<]*)</a>', page(installed, "/"))
    assert listed == [("/den-bosch/", "&#39;s-Hertogenbosch"), ("/leeg/", "leeg"), ("/utrecht/", "Utrecht")]
    lost = installed.ask("/rotterdam/indicator?indicator=mishandeling", Accept="text/html")
    assert (lost.status, b"Dit adres kennen we niet" in lost.body, b"/utrecht/" in lost.body) == (404, True, True)
    assert installed.ask("/rotterdam/_stcore/health").body == b""
    for answer in (lost, installed.ask("/")):
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_an_answer_and_the_links_in_it_are_of_the_agenda_in_the_address(installed, name):
    text = page(installed, f"/{name}/indicator?indicator=mishandeling")
    title = re.findall("<title>(.*?)</title>", text)[0]
    assert title == f"Mishandeling · Databoek {NAMES[name]}".replace("'", "&#39;")
    assert set(re.findall(r'<a class="kader-naam" href="([^"]*)"|<a href="(/[^/"]*)/', text)) == {
        (f"/{name}/", ""),
        ("", f"/{name}"),
    }
    assert f'<meta name="databoek-pad" content="/{name}/">' in text
    shown = seen(installed, name)
    assert {other for other, words in TOLD.items() if words in shown} == {name}
    assert set(re.findall(r'href=\\?"/([^/"]+)/', shown)) == {name}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_of_the_agenda_in_the_address(installed, name):
    assert f"/{name}/bestand/overzicht.csv" in seen(installed, name)
    answer = installed.ask(f"/{name}/bestand/overzicht.csv")
    assert answer.headers["content-disposition"] == f'attachment; filename="overzicht-{WHO[name]}.csv"'
    assert NAMES[name] in answer.body.decode()
    assert installed.ask("/bestand/overzicht.csv").status == 404


def test_an_agenda_without_figures_says_so_while_the_others_show_theirs(installed):
    assert "Er zijn nog geen cijfers" in seen(installed, "leeg")
    assert "Er zijn nog geen cijfers" not in seen(installed, "utrecht")


def test_a_reader_cannot_ask_for_another_agenda_than_the_address_says(installed):
    assert "Er zijn nog geen cijfers" in seen(installed, "leeg", X_Databoek_Agenda="utrecht")


@pytest.mark.parametrize("below", ["/rotterdam", "", "/utrecht/utrecht", "/utrecht/../leeg"])
def test_a_way_in_that_is_nobodys_is_refused(installed, below):
    with pytest.raises(InvalidStatus):
        installed.visit(below=below)


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(installed):
    answer = installed.ask("/utrecht?gemeente=GM0363")
    assert (answer.status, answer.headers["location"]) == (308, "/utrecht/?gemeente=GM0363")


def test_each_is_ready_by_itself_and_together_when_one_is(installed):
    assert installed.ask("/gezond").status == installed.ask("/leeg/gezond").status == 200
    assert (installed.ask("/utrecht/gereed").status, installed.ask("/leeg/gereed").status) == (200, 503)
    together = installed.ask("/gereed")
    assert together.status == 200
    assert {name: told["gereed"] for name, told in json.loads(together.body)["gemeenten"].items()} == {
        "den-bosch": True,
        "leeg": False,
        "utrecht": True,
    }


def test_an_agenda_that_becomes_wrong_stays_as_it_was_and_touches_no_other(filled, tmp_path):
    settings = install(tmp_path, filled)
    with serve(tmp_path, tmp_path / "data", settings, alive="/gezond") as serving:
        assert TOLD["utrecht"] in seen(serving, "utrecht")
        (tmp_path / "gemeenten" / "utrecht" / "agenda.yaml").write_text("kapot: [", encoding="utf-8")
        assert TOLD["utrecht"] in seen(serving, "utrecht"), "the last good one"
        assert TOLD["den-bosch"] in seen(serving, "den-bosch")
    assert "utrecht/agenda.yaml" in serving.said()
    assert "blijft de vorige versie tonen" in serving.said()


def test_one_agenda_without_a_folder_of_them_is_the_simplest_case(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABOEK_AGENDA", raising=False)
    monkeypatch.setenv("DATABOEK_GEMEENTEN", str(tmp_path / "config" / "gemeenten"))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    assert not agendas.are_many()
    assert agendas.agenda_path() == tmp_path / "config" / "agenda.yaml"
    assert (agendas.data_folder(), agendas.below("/sociaal/")) == (tmp_path / "data", "sociaal")


@pytest.mark.parametrize("name", ["Utrecht", "den haag", "'s-hertogenbosch", "-a", "a_b", "verantwoording", "static", "x" * 61])
def test_a_name_that_cannot_be_an_address_is_told_with_what_to_do(tmp_path, name):
    folder = tmp_path / "gemeenten"
    (folder / name).mkdir(parents=True)
    (folder / name / "agenda.yaml").touch()
    with pytest.raises(InstallationError, match=r"(Gebruik alleen kleine letters|Geef de map een andere naam)"):
        places_in(folder, tmp_path)


def test_no_page_can_be_hidden_by_a_municipality():
    assert {page.name for page in PAGES} <= TAKEN


def test_open_data_are_of_the_agenda_in_the_address(installed):
    for name, code in WHO.items():
        found = installed.ask(f"/{name}/data/overzicht.json")
        if name not in NAMES:
            assert found.status == 503
            continue
        assert {row["gemeentecode"] for row in json.loads(found.body)} == {code}
        feed = installed.ask(f"/{name}/data/nieuws.atom").body.decode()
        assert f'href="{installed.address}/{name}/data/nieuws.atom"' in feed
        assert f'href="{installed.address}/{name}/veranderd"' in feed
    assert installed.ask("/data/overzicht.json").status == 404
