"""A reader's browser talks to our own host only: every request is recorded, and the policy stops what would go elsewhere."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from support.settled import settle

WATCH = """
    window.refused = [];
    document.addEventListener("securitypolicyviolation",
        event => window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
WEBASSEMBLY = "script-src wasm-eval "
PATHS = (
    "/",
    "/indicator?indicator=mishandeling",
    "/verantwoording",
    "/veranderd",
    "/vergelijken?indicator=mishandeling",
    "/ambitie?ambitie=gezondheid",
    "/indicator?indicator=bestaat-niet",
)

ATTEMPTS = {
    "fetch('http://elders.invalid/')": "connect-src",
    "new WebSocket('wss://elders.invalid/')": "connect-src",
    "new Image().src = 'https://elders.invalid/pixel.gif'": "img-src",
    "document.head.append(Object.assign(document.createElement('script'), {src: 'https://elders.invalid/'}))": "script-src-elem",
    "document.head.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))": "script-src-elem",
    "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://elders.invalid/'}))": "frame-src",
    "new Worker(URL.createObjectURL(new Blob([''])))": "worker-src",
    "eval('window.ran = true')": "script-src",
    "new Function('window.ran = true')()": "script-src",
}


class Visit(NamedTuple):
    """A page, and everything it asked for and complained about."""

    page: Page
    asked: list[str]
    complaints: list[str]

    def refused(self) -> list[str]:
        """What the browser refused because of the policy, on the page as it is now.

        Except WebAssembly: Streamlit tries it for large numbers, and goes on without. The policy is not widened for that.
        """
        return [line for line in self.page.evaluate("window.refused") if not line.startswith(WEBASSEMBLY)]


@pytest.fixture
def context(browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    context.add_init_script(WATCH)
    yield context
    context.close()


@pytest.fixture
def visit(context) -> Visit:
    visit = Visit(context.new_page(), [], [])
    context.on("request", lambda request: visit.asked.append(request.url))
    visit.page.on("websocket", lambda socket: visit.asked.append(socket.url))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("console", lambda line: visit.complaints.append(line.text) if line.type in {"error", "warning"} else None)
    return visit


def hosts(asked: list[str]) -> set[str]:
    """Of everything that goes over the network; data: and blob: stay in the browser."""
    return {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}


def test_a_reading_of_every_kind_of_page_asks_only_our_own_host(visit, address):
    page = visit.page
    page.goto(address)
    settle(page)
    page.get_by_role("link", name="Mishandeling").click()
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first).to_be_visible()
    settle(page)
    page.locator("summary", has_text="Alle cijfers").click()
    with page.expect_download() as download:  # at once: a reader does not wait either
        page.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert visit.refused() == []
    page.get_by_role("link", name="Verantwoording").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verantwoording")
    settle(page)
    assert visit.refused() == []
    assert any(url.startswith("ws://") for url in visit.asked), "the recorder sees websockets too"
    assert hosts(visit.asked) == {urlsplit(address).netloc}
    assert visit.complaints == []


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_by_its_link_without_a_complaint(visit, address, path):
    visit.page.goto(address + path)
    settle(visit.page)
    assert visit.page.evaluate("document.documentElement.lang") == "nl"
    assert hosts(visit.asked) == {urlsplit(address).netloc}
    assert visit.refused() == []
    assert visit.complaints == []


def test_the_browser_refuses_what_would_leave_the_host_or_run_from_text(visit, address):
    visit.page.goto(address)
    settle(visit.page)
    for attempt, directive in ATTEMPTS.items():
        visit.page.evaluate("window.refused = []")
        # In a timer: what the test tool runs itself is not held to the policy.
        visit.page.evaluate(f"() => {{ setTimeout(() => {{ {attempt} }}, 0) }}")
        visit.page.wait_for_function("except => window.refused.some(line => !line.startsWith(except))", arg=WEBASSEMBLY)
        assert [line.split()[0] for line in visit.refused()] == [directive], attempt
    assert visit.page.evaluate("window.ran") is None


def test_no_other_site_can_show_the_dashboard_in_a_frame(visit, address):
    page = visit.page
    page.goto("about:blank")
    page.set_content(f'<iframe src="{address}"></iframe>')
    page.wait_for_timeout(1500)
    assert page.frame_locator("iframe").locator("[data-testid=stApp]").count() == 0
