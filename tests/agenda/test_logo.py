"""The logo of an agenda: what is taken as a picture, and every reason why one is not, with what to do."""

import base64
import os

import pytest
from support.shipped import AGENDA

from etl.run.file_check import check_files
from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.logo import LARGEST, LogoError, read_logo
from indicators.agenda.problems import AgendaError

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
PICTURES = {
    "logo.svg": ("image/svg+xml", SVG),
    "uit-een-editor.SVG": ("image/svg+xml", b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- wapen -->\n' + SVG),
    "logo.png": ("image/png", PNG),
    "logo.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0" + bytes(20)),
    "logo.jpeg": ("image/jpeg", b"\xff\xd8\xff\xe1" + bytes(20)),
    "logo.webp": ("image/webp", b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(20)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken_as_it_is(tmp_path, name):
    kind, raw = PICTURES[name]
    (tmp_path / name).write_bytes(raw)
    assert read_logo(tmp_path, name) == f"data:{kind};base64,{base64.b64encode(raw).decode()}"


NO_PICTURES = {
    "empty": ("logo.png", b"", "in dit bestand zit geen plaatje van die soort. Bewaar het plaatje opnieuw als .png."),
    "another kind": ("logo.png", SVG, "geen plaatje van die soort"),
    "a page": ("logo.svg", b"<!DOCTYPE html><html><script>alert(1)</script></html>", "geen plaatje van die soort"),
    "a page with a picture": ("logo.svg", b"<html>" + SVG + b"</html>", "geen plaatje van die soort"),
    "only a comment": ("logo.svg", b"<!-- later -->", "geen plaatje van die soort"),
    "sound": ("logo.webp", b"RIFF\x10\x00\x00\x00WAVEfmt " + bytes(20), "geen plaatje van die soort"),
    "too large": ("logo.png", PNG + bytes(LARGEST), "groter dan 60 kB. Maak het kleiner"),
}


@pytest.mark.parametrize(("name", "raw", "said"), NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_small_picture_is_refused_with_what_to_do(tmp_path, name, raw, said):
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(LogoError, match=f"{name}: .*{said}"):
        read_logo(tmp_path, name)


def test_the_largest_that_may_be_may_be(tmp_path):
    (tmp_path / "logo.png").write_bytes(PNG + bytes(LARGEST - len(PNG)))
    assert read_logo(tmp_path, "logo.png")


def test_only_a_plain_file_of_the_folder_is_opened(tmp_path):
    folder = tmp_path / "config"
    folder.mkdir()
    (tmp_path / "geheim.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "geheim.png")
    (folder / "rond.png").symlink_to(folder / "rond.png")
    (folder / "map.png").mkdir()
    os.mkfifo(folder / "pijp.png")
    for name in ("../geheim.png", "link.png", str(tmp_path / "geheim.png"), "nul\0.png"):
        with pytest.raises(LogoError, match="ligt niet in de map van de agenda"):
            read_logo(folder, name)
    for name in ("map.png", "pijp.png"):
        with pytest.raises(LogoError, match="geen gewoon bestand"):
            read_logo(folder, name)
    with pytest.raises(LogoError, match=r"is er niet\. Zet het daar neer, of verbeter de naam bij 'logo' in de agenda"):
        read_logo(folder, "weg.png")
    with pytest.raises(LogoError):
        read_logo(folder, "rond.png")


def test_check_says_at_its_place_in_the_agenda_what_is_wrong_with_the_logo(tmp_path):
    text = AGENDA.read_text(encoding="utf-8").replace("agenda:\n", "agenda:\n  logo: logo.png\n", 1)
    (tmp_path / "agenda.yaml").write_text(text, encoding="utf-8")
    agenda = load_agenda(tmp_path / "agenda.yaml")
    told = {each.place: each for each in check_files(agenda, tmp_path).told}
    assert told["agenda", "logo"].is_fault
    assert "logo.png: dit plaatje is er niet" in told["agenda", "logo"].text
    (tmp_path / "logo.png").write_bytes(PNG)
    assert ("agenda", "logo") not in {each.place for each in check_files(agenda, tmp_path).told}


@pytest.mark.parametrize(("written", "is_link"), [("https://www.zaanstad.nl/toegankelijk", True), ("www.zaanstad.nl", False)])
def test_the_statement_of_the_municipality_is_a_whole_link(written, is_link):
    text = AGENDA.read_text(encoding="utf-8")
    text = text.replace("agenda:\n", f"agenda:\n  toegankelijkheidsverklaring: {written}\n", 1)
    if is_link:
        assert parse_agenda(text, "agenda.yaml").info.accessibility_statement == written
        return
    with pytest.raises(AgendaError, match="schrijf een volledige link, bijvoorbeeld https://"):
        parse_agenda(text, "agenda.yaml")
