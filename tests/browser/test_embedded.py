"""One indicator within a page of another website, and a databook that people come to read: with real servers and a browser."""

import re
import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from support.access import check_access
from support.seeing import cut_off, hard_to_see
from support.serving import Serving, free_port, serve
from support.settled import settle
from support.shipped import AGENDA, copy_of

BELOW = "/databoek/een"
NAME = "Mishandeling"
PAGE = f"{BELOW}/lezen/indicator?indicator=mishandeling"
EMBEDDED = f"{PAGE}&weergave=ingesloten"
HIGH_ENOUGH = """() => {
    const frame = document.querySelector("iframe");
    return frame.style.height.endsWith("px") && frame.clientHeight > 400;
}"""


class Site(ThreadingHTTPServer):
    """A website of somebody else, with one page."""

    page = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def shows(self, *lines: str) -> None:
        self.page = f"<!doctype html><html lang=nl><title>Voorbeeld</title><main><h1>Voorbeeld</h1>{''.join(lines)}</main></html>"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = self.server.page.encode()
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Installed(NamedTuple):
    """A databook with two agendas below a path, the site that the first allows, and a site that nobody allows."""

    serving: Serving
    allowed: Site
    stranger: Site

    @property
    def address(self) -> str:
        return self.serving.address

    def to_copy(self) -> list[str]:
        """The lines that the page of the indicator offers."""
        page = self.serving.ask(PAGE).body.decode()
        return [unescape(each) for each in re.findall(r"<pre.*?<code>(.*?)</code>", page, re.DOTALL)]


@pytest.fixture(scope="module")
def installed(filled, tmp_path_factory) -> Iterator[Installed]:
    folder, sites = tmp_path_factory.mktemp("embedded"), [Site(("127.0.0.1", 0), _Answers) for _ in range(2)]
    for site in sites:
        threading.Thread(target=site.serve_forever, daemon=True).start()
    text, added = AGENDA.read_text(encoding="utf-8"), f"agenda:\n  publiek: lezen\n  ingesloten_op: [{sites[0].address}]\n"
    for name, said in (("een", added), ("twee", "agenda:\n")):
        place = folder / "gemeenten" / name
        place.mkdir(parents=True)
        (place / "agenda.yaml").write_text(text.replace("agenda:\n", said, 1), encoding="utf-8")
        copy_of(filled, folder / "data" / "gemeenten" / name)
    port = free_port()
    settings = {
        "DATABOEK_GEMEENTEN": str(folder / "gemeenten"),
        "DATABOEK_DATA": str(folder / "data"),
        "DATABOEK_AGENDA": "",
        "DATABOEK_ADRES": f"http://127.0.0.1:{port}",
        "STREAMLIT_SERVER_BASE_URL_PATH": "databoek",
    }
    with serve(folder, folder / "data", settings, port=port, alive="/databoek/gezond") as serving:
        yield Installed(serving, *sites)
    for site in sites:
        site.shutdown()
        site.server_close()


@pytest.fixture
def reader(browser):
    """Open an address in a fresh browser; what it wrote and asked is kept."""
    contexts = []

    def opened(address: str, *, has_script: bool = True, bypass: bool = False):
        context = browser.new_context(
            java_script_enabled=has_script, bypass_csp=bypass, viewport={"width": 800, "height": 900}, locale="nl-NL"
        )
        contexts.append(context)
        page = context.new_page()
        page.told, page.asked = [], []
        page.on("console", lambda message: page.told.append(message.text))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        assert context.cookies() == []
        context.close()


def test_the_copied_lines_show_it_whole_on_a_site_that_is_allowed(installed, reader):
    installed.allowed.shows(*installed.to_copy())
    page = reader(installed.allowed.address)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(frame.get_by_role("img").locator("visible=true").first).to_be_visible()
    page.wait_for_function(HIGH_ENOUGH)
    inside = page.frames[1]
    fits = "height => Math.abs(document.documentElement.getBoundingClientRect().height - height) <= 1"
    before = page.locator("iframe").evaluate("frame => frame.clientHeight")
    assert inside.evaluate(fits, before)
    frame.locator("summary", has_text="Alle cijfers").click()
    expect(frame.get_by_role("table", name=re.compile(NAME)).get_by_role("row").nth(3)).to_be_visible()
    page.wait_for_function("before => document.querySelector('iframe').clientHeight > before + 100", arg=before)
    ours = {urlsplit(each).netloc for each in (installed.address, installed.allowed.address)}
    assert {urlsplit(url).netloc for url in page.asked if not url.startswith("data:")} == ours
    assert [text for text in page.told if "favicon" not in text and "404" not in text] == []
    frame.get_by_role("link", name=f"Alles over ‘{NAME}’").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert page.url == f"{installed.address}{PAGE}", "in place of the page around it"


def test_without_javascript_it_is_as_complete(installed, reader):
    installed.allowed.shows(installed.to_copy()[0])
    page = reader(installed.allowed.address, has_script=False)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(NAME)
    frame.locator("summary", has_text="Alle cijfers").click()
    expect(frame.get_by_role("table", name=re.compile(NAME)).get_by_role("row").nth(3)).to_be_visible()


def test_a_browser_refuses_it_elsewhere_and_refuses_every_other_page_everywhere(installed, reader):
    (line, _) = installed.to_copy()
    src = re.search('src="([^"]*)"', line)[1]
    installed.stranger.shows(line)
    installed.allowed.shows(
        *(line.replace(src, f"{installed.address}{path}") for path in (PAGE, f"{BELOW}/", EMBEDDED.replace("een", "twee")))
    )
    for site, frames in ((installed.stranger, 1), (installed.allowed, 3)):
        page = reader(site.address)
        page.locator("iframe").last.scroll_into_view_if_needed()
        page.wait_for_function("count => window.frames.length === count", arg=frames)
        page.wait_for_timeout(500)
        for each in page.frames[1:]:
            assert each.get_by_role("heading", level=1, name=NAME).count() == 0
        assert len([text for text in page.told if "frame-ancestors" in text]) == frames


def test_it_is_accessible_on_its_own(installed, reader):
    page = reader(installed.address + EMBEDDED, bypass=True)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in (320, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        check_access(page)
        assert hard_to_see(page) == []
        assert cut_off(page) == []


def test_who_comes_to_read_finds_the_dashboard_and_stays_in_it(installed, reader):
    head = installed.serving.ask(f"{BELOW}/lezen/").body.decode()
    for feed in re.findall(r'<link rel="alternate"[^>]* href="([^"]+)"', head):
        assert feed.startswith(f"{BELOW}/data/")
        assert installed.serving.ask(feed).status == 200
    page = reader(f"{installed.address}{BELOW}/")
    assert page.url == f"{installed.address}{BELOW}/lezen/"
    page.get_by_role("link", name="Deze pagina in het dashboard").click()
    settle(page)
    assert page.url == f"{installed.address}{BELOW}/?weergave=dashboard"
    page.get_by_role("navigation").get_by_role("link", name="Vergelijken").click()
    settle(page)
    page.get_by_role("link", name="Overzicht").first.click()
    settle(page)
    assert page.url == f"{installed.address}{BELOW}/?weergave=dashboard"
    page.reload()
    settle(page)
    assert page.url == f"{installed.address}{BELOW}/?weergave=dashboard"
    page.get_by_role("link", name="Leesversie van deze pagina").click()
    expect(page.get_by_role("link", name="Deze pagina in het dashboard")).to_be_visible()
    page.goto(f"{installed.address}/databoek/twee/")
    settle(page)
    assert page.url == f"{installed.address}/databoek/twee/", "the other agenda says nothing of it"
