"""Files that were made to hurt: refused in one sentence, within the limits, without being waited for or followed elsewhere."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from support.own_files import figures, read_bytes, workbook

from etl.delivery import SourceError
from etl.own_files import limits, opening
from etl.own_files.opening import own_file

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def refusal(folder, content, name="eigen.xlsx", **changes):
    with pytest.raises(SourceError) as error:
        read_bytes(folder, content, file=name, **changes)
    told = str(error.value)
    assert told.startswith(f"{folder / name}:")
    assert told.count("\n") == 0
    assert "Traceback" not in told
    return told


def with_part(part: str, content: bytes) -> bytes:
    """A whole workbook in which one part is something else."""
    changed = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(workbook([["gemeente", "jaar", "a"], ["GM0479", 2021, 1]])))
    with old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
        if part not in old.namelist():
            new.writestr(part, content)
    return changed.getvalue()


def with_rows(rows: str) -> bytes:
    return with_part("xl/worksheets/sheet1.xml", SHEET.format(rows=rows).encode())


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    content = b"gemeente;jaar;a\n" + b"GM0479;2021;1\n" * (limits.LARGEST_FILE // 14)
    assert "dit bestand is groter dan 5 MB" in refusal(tmp_path, content, "eigen.csv")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/media/image1.png", "xl/styles.xml"])
def test_a_bomb_is_not_unpacked(tmp_path, part):
    assert "uitgepakt is dit Excelbestand te groot" in refusal(tmp_path, with_part(part, b"0" * 60_000_000))


def test_a_workbook_of_very_many_parts_is_refused(tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w") as new:
        for nr in range(limits.MOST_PARTS + 1):
            new.writestr(f"xl/worksheets/sheet{nr}.xml", b"")
    assert "uitgepakt is dit Excelbestand te groot" in refusal(tmp_path, bomb.getvalue())


ENTITIES = "".join(f'<!ENTITY a{nr} "{f"&a{nr - 1};" * 10 if nr else "x" * 1000}">' for nr in range(10))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>' * 1, "kolommen"),
        ('<row r="9999999"><c r="A9999999"><v>1</v></c></row>', "regels die Excel niet kent"),
        ("<row>" + "<c><v>1</v></c>" * 1_200 + "</row>", "dit zijn meer dan 1.000 kolommen"),
        ("<row>" + "<c/>" * 300_000 + "</row>", ""),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "x" * 40_000 + "</t></is></c></row>", "tekens in één cel"),
        ("<row>" * 5_000 + "</row>" * 5_000, ""),
    ],
    ids=[
        "one cell at the far right",
        "a row beyond the last",
        "many columns",
        "many empty cells",
        "one huge cell",
        "nested deep",
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(tmp_path, rows, said):
    assert said in refusal(tmp_path, with_rows(rows))


def test_entities_are_not_written_out(tmp_path):
    bomb = f"<!DOCTYPE x [{ENTITIES}]>" + SHEET.format(rows='<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>')
    refusal(tmp_path, with_part("xl/worksheets/sheet1.xml", bomb.encode()))


def test_an_entity_opens_no_file(tmp_path):
    (tmp_path / "geheim").write_text("geheim", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/geheim">]>'
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    assert "geheim" not in refusal(tmp_path, with_part("xl/worksheets/sheet1.xml", (outside + SHEET.format(rows=rows)).encode()))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"gemeente;jaar;a\n" + b"GM0479;" + b"1" * 40_000 + b";1\n", "eigen.csv:2  hier is een cel langer dan 32767 tekens"),
        (b'gemeente;jaar;a\n"' + b"x;1\n" * 20_000, "hier is een cel langer dan 32767 tekens. Kijk of er een aanhalingsteken"),
        (b"gemeente;jaar;a" + b";x" * 1_200 + b"\n", "dit zijn meer dan 1.000 kolommen"),
        (b"gemeente;jaar;a\n" + b"1;1;1\n" * 250_000, "dit zijn meer dan 200.000 regels"),
        (b"gemeente;jaar;a\n\0\0\0\n", "eigen.csv:2  hier staan tekens die geen tekst zijn"),
        (bytes(range(256)) * 40, "te"),
        (b"\xff\xfe" + b"\0\xd8" * 100, "de tekens zijn niet te lezen"),
    ],
    ids=["long cell", "open quote", "many columns", "many lines", "NUL", "binary", "half characters"],
)
def test_a_text_beyond_the_limits_is_refused(tmp_path, content, said):
    assert said in refusal(tmp_path, content, "eigen.csv")


def test_very_many_cells_are_refused(tmp_path):
    content = b"gemeente;jaar;a" + b";" * 900 + b"\n" + (b"1;1;1" + b";" * 900 + b"\n") * 1_200
    assert "dit zijn meer dan 1.000.000 cellen" in refusal(tmp_path, content, "eigen.csv")


def test_who_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "DEADLINE_SECONDS", 0.001)
    opening._opened.cache_clear()
    assert "het lezen kost te veel tijd of geheugen" in refusal(tmp_path, b"gemeente;jaar;a\nGM0479;2021;1\n", "eigen.csv")


def test_who_takes_too_much_memory_is_stopped(tmp_path):
    text = "<si><t>" + "x" * 30_000 + "</t></si>"
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{text}</sst>'
    rows = "".join(f'<row r="{nr}"><c r="A{nr}" t="s"><v>0</v></c></row>' for nr in range(1, 20_000))
    raw = with_part("xl/sharedStrings.xml", shared.encode())
    part = SHEET.format(rows=rows).encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename.endswith("sheet1.xml") else old.read(info))
    refusal(tmp_path, changed.getvalue())


@pytest.mark.parametrize(
    "name", ["../buiten.csv", "map/../../buiten.csv", "/etc/passwd", "link.csv", "lus.csv", "map-link/buiten.csv", "\0.csv"]
)
def test_nothing_outside_the_folder_of_the_agenda_is_opened(tmp_path, name):
    folder = tmp_path / "config"
    (folder / "map").mkdir(parents=True)
    (tmp_path / "buiten.csv").write_text("gemeente;jaar;a\nGM0479;2021;1\n", encoding="utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "buiten.csv")
    (folder / "lus.csv").symlink_to(folder / "lus.csv")
    (folder / "map-link").symlink_to(tmp_path)
    with pytest.raises(SourceError, match="dit bestand ligt niet in de map van de agenda"):
        own_file(folder, name)


def test_a_link_within_the_folder_is_followed(tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "echt.csv").write_text("gemeente;jaar;a\nGM0479;2021;1\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "map" / "echt.csv")
    assert own_file(tmp_path, "link.csv").raw.startswith(b"gemeente")


@pytest.mark.parametrize("name", ["eigen.txt", "eigen", "eigen.xls", "eigen.ods", "eigen.csv.gz", "eigen.py", ".csv"])
def test_only_csv_and_excel_are_opened(tmp_path, name):
    (tmp_path / name).write_text("gemeente;jaar;a\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"dit soort bestand is niet te lezen. Bewaar het als \.xlsx of als \.csv"):
        own_file(tmp_path, name)


@pytest.mark.parametrize("name", ["EIGEN.CSV", "eigen.Csv"])
def test_capitals_in_the_name_are_no_matter(tmp_path, name):
    assert figures(read_bytes(tmp_path, b"gemeente;jaar;a\nGM0479;2021;1\n", file=name)) == [("GM0479", 2021, 1.0)]


def test_a_pipe_a_device_and_a_folder_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pijp.csv")
    (tmp_path / "map.csv").mkdir()
    for name, said in (("pijp.csv", "dit is geen gewoon bestand"), ("map.csv", "dit is")):
        with pytest.raises(SourceError, match=said):
            own_file(tmp_path, name)
    (tmp_path / "nul.csv").symlink_to("/dev/zero")
    with pytest.raises(SourceError, match="ligt niet in de map van de agenda"):
        own_file(tmp_path, "nul.csv")
    with pytest.raises(SourceError, match="dit is geen gewoon bestand"):
        opening._read_raw(Path("/dev/zero"))
