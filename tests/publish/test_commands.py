"""python -m dashboard.publish: what it writes is what the server answers, and whatever is wrong is said with what to do."""

import shutil

import pytest
from support.shipped import AGENDA
from typer.testing import CliRunner

from dashboard import data
from dashboard.publish.__main__ import app, main
from dashboard.publish.opendata.asked import CATALOGUES, data_file, data_paths
from dashboard.settings import AddressError, public_address

ROOT = "https://cijfers.example.org"


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def with_contact(agenda):
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text(
        text.replace("  voorbeeld: true", "  contact: {naam: Team, e-mail: a@example.org}\n  voorbeeld: true", 1),
        encoding="utf-8",
    )
    return agenda


def test_data_writes_every_file_and_the_catalogue_where_there_is_an_address(with_contact, tmp_path):
    out = tmp_path / "uit"
    done = run("data", "--out", out, "--adres", f"{ROOT}/")
    assert (done.exit_code, done.stderr) == (0, "")
    book = data.databook()
    paths = [*data_paths(book), "datapackage.json", *CATALOGUES]
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == set(paths)
    assert f"{len(paths)} bestanden" in done.stdout
    for path in paths:
        assert (out / path).read_bytes() == data_file(book, path, ROOT).make(book), path
    assert f"<{ROOT}/data/catalog>".encode() in (out / "catalog.ttl").read_bytes()


def test_without_an_address_or_a_contact_the_catalogue_is_left_out_with_a_sentence(shown, tmp_path):
    without = run("data", "--out", tmp_path)
    assert (without.exit_code, "Noem met --adres" in without.stdout) == (0, True)
    nobody = run("data", "--out", tmp_path, "--adres", ROOT)
    assert (nobody.exit_code, "het veld 'contact'" in nobody.stdout) == (0, True)
    assert list(tmp_path.glob("catalog*")) == []


def test_feeds_need_an_address(shown, tmp_path):
    refused = run("feeds", "--out", tmp_path)
    assert (refused.exit_code, "--adres" in refused.stderr) == (2, True)
    done = run("feeds", "--out", tmp_path, "--adres", ROOT)
    assert done.exit_code == 0
    assert (tmp_path / "nieuws.atom").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "agenda.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert len(list((tmp_path / "indicator").glob("*.atom"))) == len(data.databook().rows)


@pytest.mark.parametrize(
    "address", ["cijfers.example.org", "ftp://x", "https://", "https://a b", "https://x/?y=1", "https://x/#y", "javascript:1"]
)
@pytest.mark.parametrize("command", ["data", "feeds"])
def test_what_is_no_address_is_refused_with_an_example(shown, tmp_path, command, address):
    refused = run(command, "--out", tmp_path / "uit", "--adres", address)
    assert refused.exit_code == 2
    assert f"--adres is '{address}'. Schrijf een heel adres, zoals https://" in refused.stderr
    assert not (tmp_path / "uit").exists()


def test_without_figures_or_a_good_agenda_it_says_which_and_what_to_do(agenda, tmp_path, monkeypatch):
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text("agenda: {", encoding="utf-8")
    wrong = run("data", "--out", tmp_path / "uit")
    assert (wrong.exit_code, "agenda.yaml:1 " in wrong.stderr) == (2, True)
    agenda.write_text(text, encoding="utf-8")
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "leeg"))
    empty = run("data", "--out", tmp_path / "uit")
    assert (empty.exit_code, "Typ: python -m etl refresh" in empty.stderr) == (3, True)
    assert not (tmp_path / "uit").exists()


def test_a_folder_that_cannot_be_written_is_named(shown, tmp_path):
    (tmp_path / "bestand").write_text("x")
    refused = run("data", "--out", tmp_path / "bestand")
    assert refused.exit_code == 1
    assert "Kies met --out een map" in refused.stderr


def test_of_many_agendas_it_asks_which_one_or_makes_all(filled, tmp_path, monkeypatch):
    for name in ("utrecht", "zaanstad"):
        shutil.copytree(AGENDA.parent, tmp_path / "gemeenten" / name)
        shutil.copytree(filled, tmp_path / "data" / "gemeenten" / name)
    monkeypatch.setenv("DATABOEK_GEMEENTEN", str(tmp_path / "gemeenten"))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABOEK_AGENDA", "")
    for given in ([], ["--gemeente", "rotterdam"]):
        refused = run("feeds", "--out", tmp_path / "uit", "--adres", ROOT, *given)
        assert (refused.exit_code, "utrecht, zaanstad; of all" in refused.stderr) == (2, True)
    done = run("feeds", "--out", tmp_path / "uit", "--adres", ROOT, "--gemeente", "all")
    assert (done.exit_code, done.stderr) == (0, "")
    told = done.stdout.splitlines()
    assert [line[:11] for line in told] == ["(1 van 2) Z", "(2 van 2) Z", "Klaar: 2 va"]
    assert told[-1] == "Klaar: 2 van 2 gemeenten."
    assert b"<id>tag:cijfers.example.org,2026:utrecht/GM0479/" in (tmp_path / "uit" / "utrecht" / "nieuws.atom").read_bytes()
    assert (tmp_path / "uit" / "zaanstad" / "agenda.ics").exists()


def test_what_nobody_foresaw_is_a_sentence_and_stands_in_the_log(shown, tmp_path, monkeypatch, capsys, caplog):
    monkeypatch.setattr("dashboard.publish.data_command.data_paths", lambda _book: 1 / 0)
    monkeypatch.setattr("sys.argv", ["publish", "data", "--out", str(tmp_path)])
    assert main() == 70
    assert "Dit was niet voorzien (ZeroDivisionError). Meld het" in capsys.readouterr().err
    assert "publish failed" in caplog.text


@pytest.mark.parametrize(
    ("written", "meant"),
    [("", ""), ("https://cijfers.example.org/", "https://cijfers.example.org"), (" http://x:8501/a ", "http://x:8501/a")],
)
def test_the_server_takes_the_address_that_its_keeper_says(monkeypatch, written, meant):
    monkeypatch.setenv("DATABOEK_ADRES", written)
    assert public_address() == meant
    monkeypatch.setenv("DATABOEK_ADRES", "cijfers.example.org")
    with pytest.raises(AddressError, match="DATABOEK_ADRES is 'cijfers"):
        public_address()
