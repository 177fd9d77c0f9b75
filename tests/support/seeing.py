"""What WCAG 2.2 asks of what a reader sees and touches, measured in the browser on a page's own elements: axe sees a part.

Contrast of words (1.4.3) and marks (1.4.11), targets (2.5.8), focus that shows and lies under nothing (2.4.7, 2.4.11), spacing of
text (1.4.12) and black and white themes.
"""

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page
from support.drawn_text import contrast

HERE = Path(__file__).parent
ENOUGH, LARGE, MARKS = 4.5, 3, 3
TARGET = 24
CARRYING = (
    ".balk i, .tl-balk, .tl-toets, .cap-blok b, .cap-blok i, .ladder .hier, [data-baseweb=select] > div, "
    "[data-baseweb=input], [data-baseweb=textarea]"
)
"""Our own marks that say something by where they begin and end, and the fields: a field is known by its edge alone."""
LIMITS = {"enough": ENOUGH, "large": LARGE, "marks": MARKS, "target": TARGET, "carrying": CARRYING}
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
CUT = """() => [...document.querySelectorAll("main *, [data-testid=stMain] *, header *, footer *")].filter(part => {
    const style = getComputedStyle(part);
    const text = [...part.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim());
    const cuts = [style.overflowX, style.overflowY].some(each => ["hidden", "clip"].includes(each));
    const isHidden = !part.checkVisibility({ visibilityProperty: true }) || part.clientWidth < 2 || style.clipPath !== "none";
    return text && cuts && !isHidden && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1);
}).map(part => `${part.tagName}.${part.className} “${part.innerText.slice(0, 60)}”`)"""


TORN = """() => {
    const torn = word => new Set([...word.getClientRects()].map(box => Math.round(box.top))).size > 1;
    const found = [];
    for (const title of document.querySelectorAll("h1")) {
        const texts = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) for (const part of texts.currentNode.data.matchAll(/[\\p{L}\\d]+/gu)) {
            const word = document.createRange();
            word.setStart(texts.currentNode, part.index);
            word.setEnd(texts.currentNode, part.index + part[0].length);
            if (torn(word)) found.push(part[0]);
        }
    }
    return found;
}"""
SPILT = """() => [...document.querySelectorAll(":is(.kaart, details) table")].filter(table => table.checkVisibility()
    && table.getBoundingClientRect().right > table.closest(".kaart, details").getBoundingClientRect().right - 1)
    .map(table => table.innerText.slice(0, 60))"""


def hard_to_see(page: Page) -> list[str]:
    """Words, marks and targets below the limits, and focus that does not show."""
    found = page.evaluate((HERE / "seen.js").read_text(encoding="utf-8"), LIMITS)
    page.keyboard.press("Tab")  # what has the focus after a click need not show it
    found += page.evaluate((HERE / "focus.js").read_text(encoding="utf-8"))
    return sorted(set(found))


def space_out(page: Page) -> None:
    """As a reader may who needs more room between letters, words, lines and paragraphs."""
    page.add_style_tag(content=SPACED)


def cut_off(page: Page) -> list[str]:
    """Text of which a part is out of sight."""
    found: list[str] = page.evaluate(CUT)
    return found


def torn_words(page: Page) -> list[str]:
    """Words of the main heading that go on on the next line, as if they were two."""
    found: list[str] = page.evaluate(TORN)
    return found


def spilt_tables(page: Page) -> list[str]:
    """Tables that go on outside the card they stand in."""
    found: list[str] = page.evaluate(SPILT)
    return found


def written_over(page: Page) -> list[str]:
    """Words that lie over other words: another letter than ours is wider, and so is text with more room in it."""
    found: list[str] = page.evaluate((HERE / "overlap.js").read_text(encoding="utf-8"))
    return found


def unseen_pictures(places: Iterable[Locator]) -> list[str]:
    """Pictures in which nothing stands out against the rest, as they are painted now."""
    return [str(place) for place in places if _range(place) < MARKS]


def colour_of(place: Locator, *, across: float = 0.5) -> tuple[int, int, int]:
    """The colour halfway down and so far across, as it is painted now."""
    picture = _painted(place)
    red, green, blue = picture.getpixel((int(picture.width * across), picture.height // 2))  # type: ignore[misc]
    return red, green, blue


def _range(place: Locator) -> float:
    colours = _painted(place).getcolors(maxcolors=1 << 24) or []
    common = [colour for count, colour in colours if count > 1]
    greys = sorted(common, key=sum)  # type: ignore[arg-type]
    return contrast(greys[0], greys[-1]) if greys else 0.0  # type: ignore[arg-type]


def _painted(place: Locator) -> Image.Image:
    with suppress(Exception):
        place.scroll_into_view_if_needed()
    return Image.open(io.BytesIO(place.screenshot())).convert("RGB")
