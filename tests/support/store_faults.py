"""What can happen to a folder with figures: each fault by its name in docs/betrouwbaarheid.md, and what readers then see."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

Damage = Callable[[Path], object]


class Fault(NamedTuple):
    """Done to a folder made by small_store.three.

    sees: the figure of readers afterwards (3: nothing lost, 2: the version before); told: what the next run says of it.
    """

    does: Damage
    sees: float = 3.0
    told: str = ""


def _newest(folder: Path) -> Path:
    return sorted(folder.glob("databoek-*.duckdb"))[-1]


def _pointer(written: object) -> Damage:
    def write(folder: Path) -> None:
        path = folder / "current.json"
        about = json.loads(path.read_text(encoding="utf-8"))
        text = written(about) if callable(written) else written
        path.write_bytes(text if isinstance(text, bytes) else json.dumps(text).encode())

    return write


def _changed(**more: object) -> Damage:
    return _pointer(lambda about: {**about, **more})


def _without(key: str) -> Damage:
    return _pointer(lambda about: {name: value for name, value in about.items() if name != key})


def _as_folder(name: str) -> Damage:
    def make(folder: Path) -> None:
        path = folder / name if name else _newest(folder)
        path.unlink(missing_ok=True)
        path.mkdir()

    return make


def _bytes(change: Callable[[bytes], bytes]) -> Damage:
    def write(folder: Path) -> None:
        path = _newest(folder)
        path.write_bytes(change(path.read_bytes()))

    return write


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:8192] + bytes(byte ^ 0xFF for byte in data[8192 : middle + 100_000]) + data[middle + 100_000 :]


def _spy(folder: Path) -> None:
    """Somebody who may write in the folder makes readers look elsewhere on the computer."""
    with duckdb.connect(str(_newest(folder))) as connection:
        connection.execute("DROP TABLE observation; CREATE VIEW observation AS SELECT * FROM read_text('/etc/passwd')")


def _spying_source(folder: Path) -> None:
    with duckdb.connect(str(_newest(folder))) as connection:
        connection.execute("CREATE OR REPLACE VIEW source AS SELECT content AS source FROM read_text('/etc/passwd')")


def _other_database(folder: Path) -> None:
    path = _newest(folder)
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE iets AS SELECT 1 AS i")


def _left_behind(folder: Path) -> None:
    (folder / "building-1.tmp").write_bytes(b"half")
    (folder / "building-1.tmp.wal").write_bytes(b"half")
    (folder / "current-1.tmp").write_bytes(b"{")
    (folder / "current.json.tmp").write_bytes(b"{")


def _named_as_newer(folder: Path) -> None:
    """A copy of the oldest version under a name that is newer than any."""
    oldest = sorted(folder.glob("databoek-*.duckdb"))[0]
    shutil.copyfile(oldest, folder / "databoek-000900-20990101T000000Z.duckdb")


POINTER = {
    "current.json ontbreekt": Fault(lambda folder: (folder / "current.json").unlink(), told="er was geen current.json"),
    "current.json is leeg": Fault(_pointer(b""), told="niet te lezen"),
    "current.json is half": Fault(_pointer(b'{"version": "0000'), told="niet te lezen"),
    "current.json is binair": Fault(_pointer(bytes(range(256))), told="niet te lezen"),
    "current.json is []": Fault(_pointer([]), told="staat niet welke versie"),
    "current.json is {}": Fault(_pointer({}), told="staat niet welke versie"),
    "current.json is 100.000 lagen diep": Fault(_pointer(b"[" * 100_000), told="niet te lezen"),
    "current.json is een map": Fault(_as_folder("current.json"), told="niet te lezen"),
    "current.json zonder moment": Fault(_without("published_at"), told="staat niet welke versie"),
    "current.json met een moment dat er geen is": Fault(_changed(published_at="gisteren"), told="geen moment"),
    "current.json met een getal als bestand": Fault(_changed(file=3), told="staat niet welke versie"),
    "current.json wijst naar buiten de map": Fault(_changed(file="../../etc/passwd"), told="geen bestand van dit databoek"),
    "current.json noemt een ander bestand in de map": Fault(_changed(file="refresh.lock"), told="geen bestand van dit databoek"),
    "current.json noemt een versie die weg is": Fault(
        _changed(file="databoek-000002-20200101T000000Z.duckdb"), told="databoek-000002-20200101T000000Z.duckdb is er niet"
    ),
    "current.json met sleutels van later": Fault(_changed(kleur="groen", schema=7)),
}
FILES = {
    "de nieuwste versie is weg": Fault(lambda folder: _newest(folder).unlink(), 2.0, "is er niet"),
    "de nieuwste versie is leeg": Fault(_bytes(lambda data: b""), 2.0, "niet te openen"),
    "de nieuwste versie is half": Fault(_bytes(lambda data: data[: len(data) // 2]), 2.0, "databoek-000003"),
    "in de nieuwste versie zijn bits omgevallen": Fault(_bytes(_flipped), 2.0, "databoek-000003"),
    "de nieuwste versie is een map": Fault(_as_folder(""), 2.0, "niet te openen"),
    "de nieuwste versie is een tekst": Fault(_bytes(lambda data: b"geen databank" * 9999), 2.0, "niet te openen"),
    "de nieuwste versie is een andere databank": Fault(_other_database, 2.0, "geen versie van dit databoek"),
    "een versie leest elders op de computer": Fault(_spy, 2.0, "geen versie van dit databoek: observation ontbreekt"),
    "een versie leest elders via een andere weg": Fault(_spying_source, 2.0, "beschadigd"),
}
FOLDER = {
    "een map met de naam building-1": Fault(_as_folder("building-1")),
    "een map met de naam current.json.tmp": Fault(_as_folder("current.json.tmp")),
    "resten van een afgebroken verversing": Fault(_left_behind),
    "een oude versie onder een nieuwere naam": Fault(_named_as_newer),
    "het logboek van verversingen is half": Fault(lambda folder: (folder / "runs.jsonl").write_bytes(b'{"run_id": 9')),
    "het logboek van verversingen is binair": Fault(lambda folder: (folder / "runs.jsonl").write_bytes(bytes(range(256)))),
    "het logboek van verversingen is een map": Fault(_as_folder("runs.jsonl"), told="kon niet in het logboek"),
}
IN_A_FOLDER = POINTER | FILES | FOLDER
