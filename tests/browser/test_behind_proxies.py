"""Behind nginx below a path and behind haproxy with two processes, both started from the examples in deploy/: the same pages,
headers and answers over HTTPS, and a reader who notices little of a process that is gone."""

import http.client
import json
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect
from support.proxies import NAME, NotInExampleError, example, haproxy, nginx
from support.serving import Serving, free_port, serve
from support.settled import settle
from support.shipped import ROOT

LOST = "De verbinding is even weg. We proberen het opnieuw; u kunt blijven lezen."
LISTEN = """
    window.said = [];
    const line = document.getElementById("verbinding");
    new MutationObserver(() => said.push(line.textContent)).observe(line, {childList: true, characterData: true, subtree: true});
"""
OF_THE_CONNECTION = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}
BY_THE_PROXY = {"strict-transport-security", "set-cookie"}


class Behind(NamedTuple):
    """A proxy with the processes behind it."""

    port: int
    below: str
    apps: tuple[Serving, ...]

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    def ask(self, path: str, host: str = "", **headers: str) -> http.client.HTTPResponse:
        """Over HTTPS, without looking at the certificate, which we made ourselves."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        connection.request("GET", path, headers={"Host": host or f"localhost:{self.port}", **headers})
        return connection.getresponse()


@pytest.fixture(scope="module")
def behind_nginx(filled, tmp_path_factory) -> Iterator[Behind]:
    """One process below a path, started from another folder than that of Databoek."""
    folder = tmp_path_factory.mktemp("nginx")
    place = {"STREAMLIT_SERVER_BASE_URL_PATH": "databoek", "DATABOEK_HOSTS": NAME, "PYTHONPATH": str(ROOT)}
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with (
        serve(folder, filled, place, alive="/databoek/gezond", cwd=elsewhere) as app,
        nginx(folder, urlsplit(app.address).port) as port,
    ):
        yield Behind(port, "/databoek", (app,))


@pytest.fixture(scope="module")
def behind_haproxy(filled, tmp_path_factory) -> Iterator[Behind]:
    """Two processes with one secret."""
    folder = tmp_path_factory.mktemp("haproxy")
    place = {"STREAMLIT_SERVER_COOKIE_SECRET": "of-both-processes", "DATABOEK_HOSTS": NAME}
    with ExitStack() as stack:
        apps = tuple(stack.enter_context(serve(folder, filled, place, port=free_port())) for _ in range(2))
        port = stack.enter_context(haproxy(folder, tuple(urlsplit(app.address).port for app in apps)))
        yield Behind(port, "", apps)


@pytest.fixture(params=["behind_nginx", "behind_haproxy"])
def behind(request) -> Behind:
    return request.getfixturevalue(request.param)


class Reader(NamedTuple):
    """A browser with a page, and everything it complained of or asked for."""

    page: Page
    complaints: list[str]
    asked: list[str]


@pytest.fixture
def reader(browser) -> Iterator[Reader]:
    context: BrowserContext = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="nl-NL", ignore_https_errors=True, accept_downloads=True
    )
    reader = Reader(context.new_page(), [], [])
    reader.page.on("request", lambda request: reader.asked.append(request.url))
    reader.page.on("websocket", lambda socket: reader.asked.append(socket.url))
    reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
    reader.page.on("console", lambda line: reader.complaints.append(line.text) if line.type == "error" else None)
    yield reader
    context.close()


def seen_headers(answer: http.client.HTTPResponse) -> dict[str, str]:
    answer.read()
    return {name.lower(): value for name, value in answer.getheaders() if name.lower() not in OF_THE_CONNECTION}


def take_figures_along(page: Page) -> Download:
    """The figures of the indicator that is open, as CSV."""
    page.locator("summary", has_text="Alle cijfers").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als CSV").click()
    assert "Mishandeling" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    return download.value


def test_below_a_path_pages_links_and_downloads_work_over_https_and_nothing_else_is_asked(behind_nginx: Behind, reader: Reader):
    page, below = reader.page, behind_nginx.address + behind_nginx.below
    page.goto(below)
    settle(page)
    assert page.url == f"{below}/"
    page.evaluate("window.stillHere = true")
    page.locator(".indicatoren").get_by_role("link", name="Mishandeling").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mishandeling")
    assert page.url == f"{below}/indicator?indicator=mishandeling"
    assert page.evaluate("window.stillHere"), "opened within the app"
    assert urlsplit(take_figures_along(page).url).path == "/databoek/bestand/indicator.csv"
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Verantwoording").click()
    settle(page)
    assert page.url == f"{below}/verantwoording"
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Verantwoording")
    outside = [url for url in reader.asked if not url.startswith(("data:", "blob:", f"{below}/", below.replace("http", "ws")))]
    assert [url for url in outside if url != below] == []
    assert any(url.startswith("wss://") for url in reader.asked), "the recorder sees websockets too"
    assert [text for text in reader.complaints if "WebAssembly" not in text] == []


@pytest.mark.parametrize(
    "path", ["/", "/indicator?indicator=mishandeling", "/gezond", "/gereed", "/favicon.png", "/bestaat/niet"]
)
def test_every_answer_has_the_headers_that_it_has_without_a_proxy(behind: Behind, path: str):
    direct, name = http.client.HTTPConnection(urlsplit(behind.apps[-1].address).netloc, timeout=20), f"localhost:{behind.port}"
    direct.request("GET", behind.below + path, headers={"Host": name})
    without = direct.getresponse()
    through = behind.ask(behind.below + path, Cookie="databoek-proces=twee")
    assert through.status == without.status
    headers = seen_headers(through)
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert {name: value for name, value in headers.items() if name not in BY_THE_PROXY} == seen_headers(without)


def test_a_watch_hears_how_it_is_through_the_proxy(behind: Behind):
    assert json.loads(behind.ask(f"{behind.below}/gezond").read()) == {"gezond": True}
    assert json.loads(behind.ask(f"{behind.below}/gereed").read())["gereed"] is True


def test_the_name_readers_use_gets_the_page_and_stays_in_its_policy(behind: Behind):
    answer = behind.ask(f"{behind.below}/", host=NAME)
    assert answer.status == 200
    assert f"wss://{NAME}" in answer.headers["Content-Security-Policy"]


def test_where_a_slash_is_missing_the_proxy_leads_on_over_https(behind_nginx: Behind):
    answer = behind_nginx.ask("/databoek", host=NAME)
    assert (answer.status, answer.headers["Location"]) == (307, f"https://{NAME}/databoek/")


@pytest.mark.parametrize("name", ["nginx.conf", "haproxy.cfg"])
def test_an_example_that_lost_what_a_test_changes_in_it_is_seen(name: str):
    with pytest.raises(NotInExampleError, match="elders"):
        example(name, {"elders": "hier"})


def process_of(page: Page) -> str:
    """Of the two behind haproxy; the cookie that says so goes over HTTPS alone, and no script can read it."""
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "databoek-proces")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    return cookie["value"]


def test_readers_of_a_process_that_is_gone_move_to_the_other_and_the_rest_notices_nothing(behind_haproxy: Behind, browser):
    contexts, pages, stays = [], [], {}
    while set(stays) != {"een", "twee"}:  # until each process has a reader
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL", ignore_https_errors=True)
        contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.goto(f"{behind_haproxy.address}/indicator?indicator=mishandeling")
        settle(page)
        stays[process_of(page)] = page
        assert len(pages) < 6, "a process gets no reader"
    for page in stays.values():
        page.evaluate(LISTEN)
    read = stays["een"].get_by_role("main").inner_text()
    behind_haproxy.apps[0].process.kill()
    behind_haproxy.apps[0].process.wait()
    moved = stays["een"]
    until = time.monotonic() + 60
    while process_of(moved) != "twee" or moved.locator("#verbinding").text_content():
        assert time.monotonic() < until, f"does not move: {process_of(moved)}, told {moved.evaluate('window.said')}"
        moved.wait_for_timeout(100)
    settle(moved)
    assert moved.get_by_role("main").inner_text() == read
    assert set(moved.evaluate("window.said")) <= {LOST, ""}
    take_figures_along(moved)
    moved.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Overzicht").click()
    settle(moved)
    expect(moved.locator(".indicatoren")).to_be_visible()
    assert stays["twee"].evaluate("window.said") == []
    for context in contexts:
        context.close()
