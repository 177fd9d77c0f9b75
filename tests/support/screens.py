"""Pictures of every page, from the smallest phone to a wide desk: `make schermen` puts them in docs/schermen/ with a list.

They are made of the shipped figures, with the dashboard's own server; nothing here talks to another host.
"""

import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from support.addresses import ADDRESSES
from support.chromium import launch
from support.serving import serve
from support.settled import settle
from support.shipped import ROOT, fill

from dashboard.pages import OVERVIEW, PAGES

TARGET = ROOT / "docs" / "schermen"
WIDTHS = (320, 360, 768, 1280, 1920)
HIGHEST = 2200
"""Pixels of a page that are kept; what is below does not fit a picture that somebody looks at."""
MOST_BYTES = 200_000
COLOURS = (128, 64, 32)
"""Sizes of the palette, until the picture is small enough."""


class Screen(NamedTuple):
    """A page: name of its pictures, its address, and what it shows (Dutch)."""

    name: str
    path: str
    shows: str


SCREENS = (
    *(Screen(page.name, ADDRESSES[page.name], page.title) for page in PAGES if page.name in ADDRESSES),
    Screen("gastgemeente", "/?gemeente=GM0344", f"{OVERVIEW.title}, met de cijfers van een andere gemeente (Utrecht)"),
)


def main() -> int:
    """Make all pictures again; 1 when one cannot be made small enough."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        data_dir = Path(folder) / "data"
        data_dir.mkdir()
        with serve(Path(folder), fill(data_dir)) as serving:
            large = [name for screen in SCREENS for name in _take(browser, serving.address, screen)]
    (TARGET / "README.md").write_text(listed(SCREENS), encoding="utf-8")
    sys.stderr.write("".join(f"{name} is meer dan {MOST_BYTES} bytes\n" for name in large))
    return 1 if large else 0


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def _take(browser: Browser, address: str, screen: Screen) -> list[str]:
    """The pictures of a page; the names of those that stayed too large."""
    large = []
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": HIGHEST}, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        page.goto(address + screen.path)
        settle(page)
        page.wait_for_load_state("networkidle")
        settle(page)
        end = page.evaluate("document.querySelector('footer').getBoundingClientRect().bottom")
        shot = page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": min(HIGHEST, max(600, end))})
        context.close()
        small = compressed(shot)
        name = f"{screen.name}-{width}.png"
        (TARGET / name).write_bytes(small)
        large += [name] if len(small) > MOST_BYTES else []
    return large


def compressed(shot: bytes) -> bytes:
    """The same picture with few colours, as many as fit in the bytes it may take."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    small = b""
    for colours in COLOURS:
        file = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        small = file.getvalue()
        if len(small) <= MOST_BYTES:
            break
    return small


def listed(screens: Sequence[Screen]) -> str:
    """The README of the folder: a line for each page, with its pictures."""
    lines = [f"- {_links(screen)}: {screen.shows}" for screen in screens]
    top = (
        "# Schermen\n\n"
        "Elke pagina van het dashboard, van een kleine telefoon (320 pixels breed) tot een breed scherm (1920). Lange pagina's\n"
        f"zijn na {HIGHEST} pixels afgeknipt. Gemaakt met `make schermen`, met de meegeleverde cijfers; het is een voorbeeld.\n"
    )
    return f"{top}\n" + "\n".join(lines) + "\n"


def _links(screen: Screen) -> str:
    return f"**{screen.name}** (" + ", ".join(f"[{width}]({screen.name}-{width}.png)" for width in WIDTHS) + ")"


if __name__ == "__main__":
    sys.exit(main())
