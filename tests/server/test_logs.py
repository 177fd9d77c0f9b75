"""Logs as a line of JSON each, of the server and of a refresh: with the number of the run, and without anything of a reader."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress

import pytest
from support.serving import serve
from support.shipped import AGENDA, ROOT, copy_of
from websockets.exceptions import InvalidStatus

SECRET = "Gluurder"
JSON = {"DATABOEK_LOG": "json"}


def etl(data, *words, agenda=AGENDA, **settings):
    environment = {**os.environ, "DATABOEK_CBS_BASE": "http://127.0.0.1:9", **settings}
    command = [sys.executable, "-m", "etl", *words, "--agenda", str(agenda), "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def test_a_refresh_tells_of_each_source_with_the_number_of_its_run(filled, tmp_path):
    data = copy_of(filled, tmp_path / "data")
    (data / "databoek.log").unlink()
    done = etl(data, "refresh", **JSON)
    assert (done.returncode, done.stdout) == (1, ""), "nobody looks at a table"
    told = records(done.stderr)
    assert {(each["run"], each["folder"]) for each in told} == {(2, str(data))}
    assert [each["message"] for each in (told[0], told[-1])] == [
        "verversing begonnen (auto)",
        "verversing klaar: 10 van 14 bronnen mislukt",
    ]
    failed = [each for each in told if each.get("outcome") == "mislukt"]
    assert {each["source"] for each in failed} >= {"CBS 70072ned", "dataderden 47018NED"}
    assert all(each["level"] == "warning" and "geen antwoord" in each["message"] for each in failed)
    assert all(each["time"].endswith("+00:00") for each in told)
    assert records((data / "databoek.log").read_text(encoding="utf-8")) == told, "the file beside the figures has it too"


def test_without_the_setting_the_file_has_text_with_the_number_of_the_run(filled, tmp_path):
    data = copy_of(filled, tmp_path / "data")
    done = etl(data, "refresh")
    assert "mislukt" in done.stdout
    assert done.stderr == ""
    lines = (data / "databoek.log").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "WARNING databoek.etl [verversing 2]: CBS 70072ned: " in line]


def test_what_stops_a_refresh_is_one_line_too(tmp_path):
    done = etl(tmp_path / "data", "refresh", agenda=tmp_path / "weg.yaml", **JSON)
    (told,) = records(done.stderr)
    assert (done.returncode, done.stdout, told["level"]) == (2, "", "error")
    assert "weg.yaml" in told["message"]


@pytest.mark.parametrize("command", [("dashboard.server", "--port", "0"), ("etl", "status")])
def test_another_form_is_refused(tmp_path, command):
    environment = {**os.environ, "DATABOEK_LOG": "xml", "COLUMNS": "200"}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "DATABOEK_LOG is 'xml'; schrijf json" in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.parametrize("form", ["json", pytest.param("tekst", marks=pytest.mark.attack)])
def test_nothing_of_a_reader_comes_in_the_log(filled, tmp_path, form):
    with serve(tmp_path, copy_of(filled, tmp_path / "data"), {"DATABOEK_LOG": form}) as serving:
        for page in ("", "indicator", "verantwoording", "bestaat-niet"):
            serving.visit(page, f"gemeente={SECRET}&indicator={SECRET}&{SECRET}=1")
            serving.ask(f"/{page}?gemeente={SECRET}", User_Agent=SECRET, X_Forwarded_For="203.0.113.7", Referer=SECRET)
        serving.ask(f"/media/{SECRET}", "POST")
        with suppress(InvalidStatus):
            serving.visit(origin=f"https://{SECRET}.example")
        with socket.create_connection(("127.0.0.1", int(serving.address.rpartition(":")[2]))) as odd:
            odd.sendall(f"GET /{SECRET} HTTP/9.9\r\n{SECRET}\r\n\r\n".encode())
            odd.recv(100)
        (tmp_path / "data" / "current.json").unlink()
        version = next((tmp_path / "data").glob("databoek-*.duckdb"))
        version.unlink()  # others have the same file
        version.write_bytes(b"broken")
        serving.ask(f"/gereed?{SECRET}")
        serving.visit("", f"gemeente={SECRET}")
        said = serving.said()
    assert SECRET.lower() not in said.lower()
    assert "203.0.113.7" not in said
    if form == "json":
        told = records(said)
        assert told[0]["message"] == f"Databoek staat op {serving.address.replace('127.0.0.1', 'localhost')}"
        assert len(told) > 1, "that the figures cannot be read is told"
