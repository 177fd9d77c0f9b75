"""When a page can be looked at and touched: the script has run and what it showed stands still."""

from playwright.sync_api import Locator, Page, expect

STILL_FOR = 600
"""Milliseconds in which nothing may change: a page that comes in pieces pauses for less, also on a busy machine."""
STANDS_STILL = """stillFor => {
    const ready = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] h1')
        && !document.querySelector('[data-testid="stSkeleton"]');
    const page = document.scrollingElement;
    const content = [document.querySelectorAll("*").length, document.body.innerText.length];
    const marks = [page.scrollWidth, page.scrollHeight, page.scrollTop, ...content].join(" ");
    if (!ready || marks !== window.marksSeen) {
        window.marksSeen = marks;
        window.sameSince = performance.now();
    }
    return performance.now() - window.sameSince >= stillFor;
}"""


def settle(page: Page) -> None:
    """Wait for it, counted from now: just after a click the page still looks as it did before."""
    page.evaluate("window.marksSeen = null")
    page.wait_for_function(STANDS_STILL, arg=STILL_FOR, polling=100)


def open_list(page: Page, field: Locator) -> None:
    """The choices of a field. A list that opens while the page still moves is closed by that: it stands before the scroll,
    as a fold that is opening still pushes the field down, and after it."""
    settle(page)
    field.scroll_into_view_if_needed()
    settle(page)
    field.click()
    expect(page.get_by_role("option").first).to_be_visible()
