"""The pictures of the pages that ship: all there, listed, and light enough for a repository."""

import io
import re

import pytest
from PIL import Image
from support.screens import HIGHEST, MOST_BYTES, SCREENS, TARGET, WIDTHS, compressed, listed
from support.shipped import ROOT

from dashboard.pages import OVERVIEW


def test_every_page_has_a_screen():
    files = {path.stem for path in (ROOT / "dashboard" / "views").glob("*.py")} - {"__init__"}
    shown = {re.split(r"[/?]", screen.path)[1] or OVERVIEW.name for screen in SCREENS}
    assert shown == files


def test_the_list_in_the_folder_is_the_one_of_now():
    assert (TARGET / "README.md").read_text(encoding="utf-8") == listed(SCREENS)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_picture_is_there_and_small(screen, width):
    content = (TARGET / f"{screen.name}-{width}.png").read_bytes()
    assert len(content) <= MOST_BYTES
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.width == width
        assert picture.height <= HIGHEST


def test_a_picture_of_many_colours_keeps_its_size_with_fewer():
    shot = io.BytesIO()
    Image.linear_gradient("L").resize((1280, HIGHEST)).convert("RGB").save(shot, "PNG")
    small = compressed(shot.getvalue())
    assert len(small) <= MOST_BYTES
    assert Image.open(io.BytesIO(small)).size == (1280, HIGHEST)
