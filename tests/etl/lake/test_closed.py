"""The connection to a lake reaches what the settings say and nothing else, runs nothing of it, and tells no secret."""

import os
import socket
import sys
import time
from pathlib import Path

import duckdb
import pytest
from support.machines import Lake, restart
from support.small_store import run, shown

from etl.store import homes
from etl.store.lake.connection import open_lake
from etl.store.lake.place import LakeError, place_of
from etl.store.store import open_store
from etl.store.versions import StoreMissingError


@pytest.fixture
def place(lake):
    return place_of(lake.folder, *lake.environment.values())


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x')",
        "SELECT * FROM read_parquet('s3://other/x.parquet')",
        "COPY (SELECT 1) TO '/tmp/databoek-uit.csv'",
        "ATTACH '/tmp/databoek-ander.duckdb' AS other",
        "ATTACH 'postgres:{dsn}' AS other",
        "ATTACH 'ducklake:postgres:{dsn}' AS other (METADATA_SCHEMA 'ander')",
        "INSTALL spatial",
        "LOAD '/tmp/databoek.duckdb_extension'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "RESET lock_configuration",
    ],
)
def test_it_reaches_nothing_else(place, asked):
    connection = open_lake(place)
    try:
        with pytest.raises(duckdb.Error, match=r"disabled|locked|Failed to attach|not allowed|Cannot"):
            connection.execute(asked.format(dsn=place.dsn))
    finally:
        connection.close()


@pytest.mark.attack
def test_a_view_that_somebody_put_in_the_lake_is_never_read(lake, place, tmp_path):
    run(tmp_path / "here", 1.0)
    connection = open_lake(place)
    connection.execute("DROP TABLE lake.main.beside")
    connection.execute("CREATE VIEW lake.main.beside AS SELECT 'runs.jsonl' AS file, error('read') AS line")
    connection.close()
    restart()
    assert shown(tmp_path / "there") == 1.0
    assert homes.home_of(tmp_path / "there").problem == ""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("file", ["../outside", "current.json", "agendas/../../outside", "agendas/x.json", "/etc/outside"])
def test_a_name_that_somebody_put_in_the_lake_is_no_file_here(lake, place, tmp_path, file):
    run(tmp_path / "here", 1.0)
    connection = open_lake(place)
    connection.execute("INSERT INTO lake.main.beside VALUES (?, '{}')", [file])
    connection.close()
    before = {path for path in tmp_path.rglob("*") if "there" not in path.parts}
    assert shown(tmp_path / "there") == 1.0
    assert {path for path in tmp_path.rglob("*") if "there" not in path.parts} == before


@pytest.mark.parametrize(
    ("store", "data", "told"),
    [
        ("ducklake", "/srv/meer", r"DATABOEK_STORE is 'ducklake'; Databoek kent alleen ducklake:postgres:… Schrijf bijvoorbeeld"),
        ("ducklake:mysql:host=x", "/srv/meer", "kent alleen ducklake:postgres"),
        ("ducklake:postgres:", "/srv/meer", "kent alleen ducklake:postgres"),
        ("postgres://u:geheim@db/x", "/srv/meer", r"DATABOEK_STORE is 'postgres://u:…@db/x'"),
        ("ducklake:postgres:host=db", "", "DATABOEK_STORE_DATA is ''; schrijf waar de cijfers staan"),
        ("ducklake:postgres:host=db", "meer", "DATABOEK_STORE_DATA is 'meer'"),
        ("ducklake:postgres:host=db", "s3://databoek/meer", "AWS_ACCESS_KEY_ID en AWS_SECRET_ACCESS_KEY is niet gezet"),
    ],
)
def test_a_setting_that_is_wrong_is_told_with_its_value_and_a_remedy(tmp_path, monkeypatch, store, data, told):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(homes.STORE, store)
    monkeypatch.setenv(homes.STORE_DATA, data)
    restart()
    with pytest.raises(LakeError, match=told):
        run(tmp_path / "here", 1.0)
    with pytest.raises(StoreMissingError, match=told):
        open_store(tmp_path / "there")


@pytest.mark.parametrize(
    "dsn",
    [
        "host=127.0.0.1 port=9 user=databoek password=heelgeheim dbname=x",
        "host=127.0.0.1 port=9 user=databoek password='heelgeheim' dbname=x",
        "postgresql://databoek:heelgeheim@127.0.0.1:9/x",
    ],
)
def test_no_message_tells_the_password(tmp_path, monkeypatch, caplog, dsn):
    Lake(dsn, str(tmp_path / "meer")).use(monkeypatch)
    with pytest.raises(LakeError, match=r"127\.0\.0\.1:9.*refused") as refused:
        run(tmp_path / "here", 1.0)
    with pytest.raises(StoreMissingError) as missing:
        open_store(tmp_path / "there")
    assert "heelgeheim" not in f"{refused.value} {missing.value} {caplog.text}"


def test_a_data_path_that_cannot_be_made_is_told(postgres, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    Lake(postgres.database(), str(tmp_path / "file" / "meer")).use(monkeypatch)
    with pytest.raises(LakeError, match=r"De map .*file/meer/ is niet te maken"):
        run(tmp_path / "here", 1.0)


def test_another_data_path_than_the_lake_has_is_refused(lake, tmp_path, monkeypatch):
    run(tmp_path / "here", 1.0)
    Lake(lake.dsn, str(tmp_path / "elsewhere")).use(monkeypatch)
    with pytest.raises(LakeError, match="DATABOEK_STORE_DATA"):
        run(tmp_path / "there", 2.0)
    assert not list(Path(tmp_path / "elsewhere").rglob("*.parquet"))


def test_what_is_not_installed_is_told_with_the_command(tmp_path, monkeypatch):
    Lake("host=127.0.0.1 port=9 dbname=x", str(tmp_path / "meer")).use(monkeypatch)
    monkeypatch.setitem(sys.modules, "duckdb_extension_ducklake", None)
    with pytest.raises(LakeError, match=r"duckdb_extension_ducklake nodig\. Typ: .*-r requirements-cluster\.txt"):
        run(tmp_path / "here", 1.0)


@pytest.mark.attack
def test_only_files_that_the_lake_wrote_are_ever_removed(lake, tmp_path):
    run(tmp_path / "here", 1.0)
    old = time.time() - 7 * 86_400
    for path in (Path(lake.data) / "ander.parquet", Path(lake.data) / "main" / "measurement" / "ander.parquet"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"of somebody else")
        os.utime(path, (old, old))
    for value in (2.0, 3.0, 4.0, 5.0):
        run(tmp_path / "here", value, hours=value)
    assert len(list(Path(lake.data).rglob("ander.parquet"))) == 2


@pytest.mark.attack
def test_a_server_that_takes_a_call_and_says_nothing_is_not_waited_for_long(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        Lake(f"host=127.0.0.1 port={silent.getsockname()[1]} dbname=x connect_timeout=2", str(tmp_path / "meer")).use(monkeypatch)
        begun = time.monotonic()
        with pytest.raises(LakeError, match="timeout"):
            run(tmp_path / "here", 1.0)
        assert time.monotonic() - begun < 30
