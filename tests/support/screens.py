"""Pictures of every page, from the smallest phone to a wide desk: `make schermen` puts them in docs/schermen/ with a list.

They are made of the shipped figures, with the dashboard's own server; nothing here talks to another host.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from support.addresses import ADDRESSES, WORKING
from support.chromium import launch
from support.serving import serve
from support.settled import settle
from support.shipped import AGENDA, ROOT, fill

from dashboard.pages import OVERVIEW, PAGES, TO_WRITE
from etl.door.actors import Actor, Role
from etl.door.changes import SaveField, Submit
from etl.door.door import write
from etl.door.things import Kind, Thing
from etl.installation import Place

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


PUBLIC = (
    *(Screen(page.name, ADDRESSES[page.name], page.title) for page in PAGES if page.name in ADDRESSES),
    Screen("gastgemeente", "/?gemeente=GM0344", f"{OVERVIEW.title}, met de cijfers van een andere gemeente (Utrecht)"),
)
TO_WORK = tuple(Screen(page.name, WORKING[page.name], f"{page.title}, voor wie een rol heeft") for page in TO_WRITE)
"""As the administrator of this computer sees them, with a norm that was given for review."""
SCREENS = (*PUBLIC, *TO_WORK)


def main() -> int:
    """Make all pictures again; 1 when one cannot be made small enough."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _browser() as browser:
        data_dir = Path(folder) / "data"
        data_dir.mkdir()
        with serve(Path(folder), fill(data_dir)) as serving:
            large = [name for screen in PUBLIC for name in _take(browser, serving.address, screen)]
        agenda = _with_a_draft(Path(folder), data_dir)
        with serve(Path(folder), data_dir, {"DATABOEK_AGENDA": str(agenda), "DATABOEK_LOKAAL_BEWERKEN": "1"}) as serving:
            large += [name for screen in TO_WORK for name in _take(browser, serving.address, screen)]
    (TARGET / "README.md").write_text(listed(SCREENS), encoding="utf-8")
    sys.stderr.write("".join(f"{name} is meer dan {MOST_BYTES} bytes\n" for name in large))
    return 1 if large else 0


def _with_a_draft(folder: Path, data_dir: Path) -> Path:
    """The shipped agenda where it may change, with a norm that somebody proposes; gives its file."""
    place = Place(agenda=folder / "config" / "agenda.yaml", data=data_dir)
    shutil.copytree(AGENDA.parent, place.agenda.parent)
    until = datetime.now(UTC) + timedelta(hours=1)
    writer = Actor(subject="voorbeeld", name="Anna de Wit", role=Role.EDITOR, until=until)
    changed = SaveField(thing=Thing(Kind.INDICATOR, "mishandeling"), path=("norm", "waarde"), value=2.4, seen=2.5)
    write(writer, Submit(draft=write(writer, changed, "", place=place).draft), "", place=place)
    return place.agenda


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
