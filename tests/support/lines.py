"""How many characters stand on one line of text: running text is not wider than a reader can follow; tables and charts may be."""

from playwright.sync_api import Page

WIDEST = 75
"""Characters, as the design of the pages has it."""
LINES = r"""widest => {
    const long = [];
    for (const block of document.querySelectorAll("main :is(p, li, dd, blockquote, .melding, caption)")) {
        if (!block.checkVisibility() || block.querySelector("p, li, dd, table")) continue;
        const lines = new Map(), walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode())
            if (!text.parentElement.closest(".voorlezen, .stil")) for (const word of text.data.matchAll(/\S+\s*/g)) {
                const range = new Range();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].trimEnd().length);
                const box = range.getBoundingClientRect();
                if (!box.height) continue;
                const line = Math.round((box.top + box.height / 2) / 8);
                lines.set(line, (lines.get(line) ?? "") + word[0]);
            }
        for (const line of lines.values()) if (line.trim().length > widest) long.push(line.trim());
    }
    return long;
}"""


def long_lines(page: Page) -> list[str]:
    """The lines of running text that are wider."""
    return page.evaluate(LINES, WIDEST)
