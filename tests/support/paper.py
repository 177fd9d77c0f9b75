"""A page as it is printed: what stands on each sheet, and what may not be there or be cut."""

import io
import re
import unicodedata

from playwright.sync_api import Page
from pypdf import PdfReader

A4 = (595, 842)
"""Points wide and high."""
SHORT = 8
"""Letters of a button that can be a word of the page too."""
PARTS = """() => {
    const seen = part => part.checkVisibility({ visibilityProperty: true }) && !part.closest(".voorlezen");
    const within = ":is([data-testid=stMain], .leesversie > main)";
    const texts = (selector, wanted = () => true) => [...document.querySelectorAll(`${within} :is(${selector})`)]
        .filter(part => wanted(part)).map(part => part.innerText || part.textContent);
    return {
        headings: texts("h1, h2, h3", seen),
        whole: [...document.querySelectorAll(`${within} tbody tr`)].filter(seen)
            .map(row => [...row.cells].filter(seen).map(cell => cell.innerText))
            .concat(texts("li, dd", part => seen(part) && !part.querySelector("li, i, img, .voorlezen")).map(text => [text])),
        presses: texts("button:not([aria-pressed])"),
        folded: texts("details:not([open]) > summary"),
        parts: texts("details[class*=st-key-vouw-] > summary"),
        explained: texts("details:not([open], [class*=st-key-vouw-]) > summary"),
        opened: texts("details[open] > summary", seen),
    };
}"""
"""As the page is in print: what is in sight then (rows by their cells), and what can be pressed or was left folded."""


def bare(text: str) -> str:
    """Without the spaces, which a printed text may have elsewhere, and without letters that are printed as one."""
    return re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFKC", text))


def sheets(page: Page, *, is_reading: bool = False) -> list[str]:
    """The letters on each sheet, without those of its foot; AssertionError when a sheet is no A4 or its foot is another one.

    is_reading: of the reading version, which knows no day of printing, and says of when its figures are.
    """
    read = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    found = []
    for number, sheet in enumerate(read, 1):
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == A4
        text, counted = bare(sheet.extract_text()), f"bladzijde{number}van{len(read)}"
        when = r"Cijfersvan\d+[a-z]+20\d\d" if is_reading else rf"afgedruktop\d+[a-z]+20\d\d·{re.escape(bare(page.url))}"
        told = rf"{re.escape(bare(page.title()))}·{when}"
        foot = re.match(counted + told, text)
        assert foot, f"sheet {number} of {len(read)} has another foot: {text[:300]}"
        found.append(text[foot.end() :])
    return found


def wrong_on_paper(page: Page, *, most: int | None = None, is_reading: bool = False) -> list[str]:
    """What is cut, alone, or on paper for nothing: a sentence for each. most: how many sheets it may take.

    is_reading: of the reading version, where the parts of a page are printed, open or not: without a script nobody opens all of
    them at once.
    """
    page.emulate_media(media="print")
    parts = page.evaluate(PARTS)
    page.emulate_media(media="null")
    texts = sheets(page, is_reading=is_reading)
    everything = "".join(texts)
    whole = parts["whole"]
    found = [f"{len(texts)} sheets, and not {most}"] if most is not None and len(texts) > most else []
    found += [f"cut: {row}" for row in whole if not any(all(bare(cell) in each for cell in row) for each in texts)]
    found += [f"a heading at the foot: {text}" for text in parts["headings"] if any(each.endswith(bare(text)) for each in texts)]
    found += [f"left folded: {text}" for text in parts["explained" if is_reading else "folded"] if bare(text) in everything]
    found += [f"folded, and not there: {text}" for text in parts["parts"] if is_reading and bare(text) not in everything]
    found += [f"nothing to press: {text}" for text in parts["presses"] if len(bare(text)) > SHORT and bare(text) in everything]
    return found + [f"opened, and not there: {text}" for text in parts["opened"] if bare(text) not in everything]
