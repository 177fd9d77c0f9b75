"""What somebody sends is known by its content, and is put where nothing is served, under names of ours."""

import io
import json
import os
import stat
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from etl.door.actors import NOBODY, Actor, Role
from etl.door.delivered import ABOUT, FOLDER, MOST_WAITING, WAITS, DeliveryError, delivered, put_aside, set_aside

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ANNA = Actor(subject="u-1", name="Anna", role=Role.EDITOR, until=NOW)
CSV = delivered("cijfers.csv", b"gemeente;jaar\n")


def workbook():
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (workbook(), ".xlsx"),
        (b"gemeente;jaar;cijfer\nZaanstad;2024;12,5\n", ".csv"),
        ("\ufeffgemeente;jaar\r\nSúdwest-Fryslân;2024\r\n".encode(), ".csv"),
        ("gemeente;euro €\n".encode("cp1252"), ".csv"),
    ],
)
def test_the_content_says_what_it_is(raw, kind):
    for name in ("cijfers.xlsx", "cijfers.csv", "cijfers.exe", ""):
        assert delivered(name, raw).kind == kind


REFUSED = {
    "empty": (b" \n", "leeg"),
    "another zip": (b"PK\x03\x04" + b"x" * 100, "geen Excelbestand en geen CSV"),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "oud Excelbestand"),
    "a program": (b"\x7fELF" + bytes(range(256)), "geen Excelbestand en geen CSV"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "geen Excelbestand en geen CSV"),
    "a text with a control character": (b"a;b\n\x1b[2J;1\n", "geen Excelbestand en geen CSV"),
}


@pytest.mark.parametrize(("raw", "words"), REFUSED.values(), ids=REFUSED)
def test_anything_else_is_refused_by_name_with_what_to_do(raw, words):
    with pytest.raises(DeliveryError, match=f"cijfers.csv: .*{words}"):
        delivered("C:\\map\\cijfers.csv", raw)


def test_a_name_is_only_shown_and_says_no_place(tmp_path):
    files = [delivered("../../etc/passwd\n", b"a;b\n"), delivered("x" * 300, workbook())]
    name = set_aside(tmp_path, NOBODY, files, datetime(2026, 11, 26, tzinfo=UTC))
    folder = tmp_path / FOLDER / name
    assert {path.name for path in folder.iterdir()} == {"1.csv", "2.xlsx", ABOUT}
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    assert [each["naam"] for each in about["bestanden"]] == ["passwd", "x" * 100]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / FOLDER)] == []


def test_only_who_sent_them_gets_them_back(tmp_path):
    name = set_aside(tmp_path, ANNA, [CSV, delivered("twee.xlsx", workbook())], NOW)
    assert [(file.name, file.kind) for file in put_aside(tmp_path, name, ANNA)] == [
        ("cijfers.csv", ".csv"),
        ("twee.xlsx", ".xlsx"),
    ]
    assert put_aside(tmp_path, name, ANNA)[0].raw == CSV.raw
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / ABOUT).write_text('{"door": "u-1", "bestanden": []}', encoding="utf-8")
    for who, asked in (
        (replace(ANNA, subject="u-2"), name), (replace(ANNA, role=Role.READER), name), (NOBODY, name),
        (ANNA, "0" * 32), (ANNA, ""), (ANNA, "../elders"), (ANNA, name.upper() + "/"),
    ):  # fmt: skip
        with pytest.raises(DeliveryError, match="Stuur het opnieuw"):
            put_aside(tmp_path, asked, who)


def test_what_nobody_uses_goes_and_nobody_fills_the_disk(tmp_path):
    old = set_aside(tmp_path, ANNA, [CSV], NOW)
    before = (datetime.now(UTC) - WAITS).timestamp() - 60
    os.utime(tmp_path / FOLDER / old, (before, before))
    for _ in range(MOST_WAITING):
        set_aside(tmp_path, ANNA, [CSV], datetime.now(UTC))
    assert not (tmp_path / FOLDER / old).exists()
    with pytest.raises(DeliveryError, match="te veel bestanden"):
        set_aside(tmp_path, ANNA, [CSV], datetime.now(UTC))
