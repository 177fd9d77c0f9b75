"""When a page can be looked at: the script has run and what it showed stands still."""

from playwright.sync_api import Page

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settle(page: Page) -> None:
    """Wait for it."""
    page.wait_for_selector(READY)
    page.locator("h1").first.wait_for()
    page.wait_for_timeout(600)
