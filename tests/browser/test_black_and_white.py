"""In a black and white theme, dark or light, what is drawn stands out and what is filled differs from what is open."""

import pytest
from support.addresses import ADDRESSES
from support.drawn_text import contrast
from support.seeing import MARKS, colour_of, unseen_pictures

PICTURES = "[data-testid=stHtml] img, [data-testid=stVegaLiteChart]"
PAIRS = {
    "interventies": [(".tl-toets.besluit", ".tl-toets.gepland"), (".cap-blok b", ".cap-blok i")],
    "indicator": [("button[aria-pressed=true]", "button[aria-pressed=false]")],
}
"""By page: what is filled or chosen, and what is open or not."""
BESIDE = 0.08
"""How far across a button its words have not begun."""


@pytest.mark.parametrize("name", ["overzicht", "indicator", "interventies"])
def test_pictures_and_marks_are_told_apart_without_colours_of_our_own(visit, name):
    address = ADDRESSES[name] + ("&lagen=norm" if name == "indicator" else "")
    page = visit(address, width=1280)
    for scheme in ("dark", "light"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        ground = (0, 0, 0) if scheme == "dark" else (255, 255, 255)
        pictures = [each for each in page.locator(PICTURES).all() if each.is_visible()]
        assert unseen_pictures(pictures[:3]) == []
        assert pictures or name == "interventies"
        for full, empty in PAIRS.get(name, []):
            filled, open_ = (
                colour_of(page.locator(each).first, across=BESIDE if "button" in each else 0.5) for each in (full, empty)
            )
            assert contrast(filled, open_) >= MARKS, (scheme, full, filled, open_)
            assert contrast(filled, ground) >= MARKS, (scheme, full)
