"""When a page can be looked at: the script has run and what it showed stands still."""

from playwright.sync_api import Page

STILL_FOR = 600
"""Milliseconds in which nothing may change: a page that comes in pieces pauses for less, also on a busy machine."""
STANDS_STILL = """stillFor => {
    const ready = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] h1')
        && !document.querySelector('[data-testid="stSkeleton"]');
    const main = document.querySelector('[data-testid="stMain"]');
    const sizes = [main?.scrollWidth, main?.scrollHeight, document.querySelectorAll("*").length, document.body.innerText.length];
    const marks = sizes.join(" ");
    if (!ready || marks !== window.marksSeen) {
        window.marksSeen = marks;
        window.sameSince = performance.now();
    }
    return performance.now() - window.sameSince >= stillFor;
}"""


def settle(page: Page) -> None:
    """Wait for it."""
    page.wait_for_function(STANDS_STILL, arg=STILL_FOR, polling=100)
