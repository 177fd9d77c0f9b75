"""What axe and the width of the screen say of a page: one list of rules for every test."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLateError

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Named, because axe leaves out those of WCAG 2.2 when nothing is named."""
FITS = """() => [document.scrollingElement, document.querySelector('[data-testid="stMain"]')]
    .every(part => part.scrollWidth <= window.innerWidth)"""


def check_access(page: Page) -> None:
    """No violation that axe can see of WCAG 2.0, 2.1 and 2.2, level A and AA, or of good practice."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


def check_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways, once its charts have followed the width of the screen."""
    try:
        page.wait_for_function(FITS, timeout=10_000)
    except TooLateError:
        pytest.fail(f"{page.url} scrolls sideways")
