"""What somebody sends is known by its content, and is put where nothing is served, under names of ours."""

import io
import json
import stat
from datetime import UTC, datetime

import openpyxl
import pytest

from etl.door.actors import NOBODY
from etl.door.delivered import ABOUT, FOLDER, DeliveryError, delivered, set_aside


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
    assert json.loads((folder / ABOUT).read_text(encoding="utf-8"))["namen"] == ["passwd", "x" * 100]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / FOLDER)] == []
