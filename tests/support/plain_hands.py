"""Who has no mouse on pages without a script: Tab, Enter, and typing; all is there at once, and a page keeps to its width."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from support.hands import IN_SIGHT, LOOK, MOST_TABS, WAY


class PlainHands:
    """Of one person, at one window; presses: how often something was pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.presses = page, 0

    def come(self, address: str) -> None:
        """To an address that somebody has."""
        answer = self.page.goto(address)
        assert answer
        assert answer.status == 200, address
        self._look()

    def reach(self, what: Locator) -> None:
        """Go there, one Tab after the other; that it has the focus shows."""
        expect(what).to_be_visible()
        before = what.evaluate(LOOK)
        for _ in range(MOST_TABS):
            way = what.evaluate(WAY)
            if way == "here":
                break
            self.page.keyboard.press("Tab" if way == "ahead" else "Shift+Tab")
        assert what.evaluate(WAY) == "here", f"not reached with Tab: {what}"
        assert what.evaluate(IN_SIGHT), f"out of sight: {what}"
        assert what.evaluate(LOOK) != before, f"that it has the focus does not show: {what}"

    def follow(self, what: Locator) -> None:
        """Press what leads to a page."""
        self.reach(what)
        self.presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._look()

    def press(self, what: Locator, key: str = "Enter") -> None:
        """Press what stays on the page: a part that opens, a box to tick."""
        self.reach(what)
        self.presses += 1
        self.page.keyboard.press(key)

    def fill(self, what: Locator, text: str) -> None:
        """Type it: in a field of words, or until a list shows what begins so."""
        self.reach(what)
        self.page.keyboard.type(text)

    def take(self, what: Locator) -> bytes:
        """A file that is offered."""
        self.reach(what)
        self.presses += 1
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return Path(download.value.path()).read_bytes()

    def _look(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_count(1)
        assert self.page.viewport_size
        assert self.page.evaluate("document.scrollingElement.scrollWidth") <= self.page.viewport_size["width"], self.page.url
