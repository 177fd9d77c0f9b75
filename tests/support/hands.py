"""Somebody without a mouse: all is reached with Tab or Shift+Tab, pressed with Enter, and filled in by typing.

Nothing here gives an element the focus or a value itself. After every press the focus is somewhere, and where it is can be seen.
"""

import pytest
from playwright.sync_api import FileChooser, FilePayload, Locator, Page, expect
from support.access import check_access, check_fits
from support.english import SAID, english_on
from support.plain_words import hard_words
from support.settled import settle

MOST_TABS = 400
SMALLEST = 320
WAY = """target => {
    const now = document.activeElement;
    if (now === target) return "here";
    const isBehind = now !== document.body && now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
    return isBehind ? "behind" : "ahead";
}"""
LOOK = """target => {
    const row = [];
    for (let at = target; at && row.length < 8; at = at.parentElement) row.push(at);
    return row.map(each => getComputedStyle(each)).map(style =>
        [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor].join(" ")).join();
}"""
IN_SIGHT = """target => {
    const box = target.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""
FOCUSED = """() => {
    const now = document.activeElement;
    if (!now || now === document.body || now === document.documentElement) return "";
    const name = now.getAttribute("aria-label") || now.innerText || now.value || "";
    return `${now.tagName.toLowerCase()} “${name.trim().slice(0, 90)}”`;
}"""


class Hands:
    """Of one person, at one window; presses: how often something was pressed or chosen."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def reach(self, what: Locator) -> None:
        """Go there, one Tab after the other; that it has the focus shows."""
        expect(what).to_be_visible()
        before = what.evaluate(LOOK)
        was_here = what.evaluate(WAY) == "here"
        for _ in range(MOST_TABS):
            way = what.evaluate(WAY)
            if way == "here":
                break
            self.page.keyboard.press("Tab" if way == "ahead" else "Shift+Tab")
        assert what.evaluate(WAY) == "here", f"not reached with Tab: {what}; {self.focused() or 'nothing'} has the focus"
        assert what.evaluate(IN_SIGHT), f"out of sight: {what}"
        if not was_here:
            self.page.wait_for_function(
                "([target, before]) => (" + LOOK + ")(target) !== before", arg=[what.element_handle(), before]
            )

    def press(self, what: Locator, key: str = "Enter") -> None:
        """Press it; what comes of it stays on this page or is another page of ours."""
        self.reach(what)
        self.key(key)
        self.presses += 1

    def key(self, key: str) -> None:
        """One key, and the page comes to rest with the focus somewhere."""
        before = self.focused()
        self.page.keyboard.press(key)
        settle(self.page)
        assert self.focused(), f"the focus is lost after {key} at {before}"

    def leave(self, what: Locator) -> None:
        """Press what leads away from the page, to be loaded anew."""
        self.reach(what)
        self.presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, what: Locator, text: str) -> None:
        """Type it in place of what stands there, and go on to the next one."""
        self.reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.key("Tab")

    def choose(self, what: Locator, text: str) -> None:
        """From a list: type so much of it that one is left."""
        self.reach(what)
        self.page.keyboard.type(text)
        expect(self.page.get_by_role("option", name=text).first).to_be_visible()
        self.presses += 1
        self.key("Enter")

    def open(self, part: Locator) -> None:
        """A part of the page that is folded."""
        if part.evaluate("part => !part.parentElement.open"):
            self.press(part)

    def send(self, field: Locator, file: FilePayload, button: Locator) -> None:
        """A file, with the window that the browser opens for it; on a busy machine that can take a second press."""
        opened: list[FileChooser] = []
        self.page.once("filechooser", lambda chooser: opened.append(chooser))  # noqa: PLW0108  playwright marks it
        self.reach(field)
        for key in ("Enter", "Space", "Enter", "Space"):
            self.page.keyboard.press(key)
            for _ in range(30):
                if not opened:
                    self.page.wait_for_timeout(100)
            if opened:
                break
        opened[0].set_files(file)
        self.leave(button)
        settle(self.page)

    def focused(self) -> str:
        """What has the focus; empty when nothing has."""
        found: str = self.page.evaluate(FOCUSED)
        return found


def look(page: Page) -> None:
    """Somebody looks at a screen: it fits, also on the smallest phone, and is accessible, in Dutch and in plain words."""
    size = page.viewport_size
    assert size
    check_access(page)
    check_fits(page)
    if size["width"] < 768:
        page.set_viewport_size({"width": SMALLEST, "height": size["height"]})
        check_fits(page)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
    if wrong := [*english_on(page), *hard_words(" ".join(page.evaluate(SAID)))]:
        pytest.fail(f"hard words or no Dutch on {page.url}: {wrong}")
