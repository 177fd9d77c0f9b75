"""Running dashboards and a real browser; nothing here talks to another host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Error, Page, expect, sync_playwright
from support.chromium import launch
from support.serving import Serving, serve
from support.settled import settle

expect.set_options(timeout=30_000)  # how fast a page is, the benchmarks measure; a test on a busy machine only waits for it


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except Error as error:
            pytest.fail(f"no Chromium to test with: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serving(filled, tmp_path_factory) -> Iterator[Serving]:
    """The dashboard with the shipped figures, as `make start` runs it."""
    with serve(tmp_path_factory.mktemp("server"), filled) as serving:
        yield serving


@pytest.fixture(scope="session")
def serving_twice(twice, tmp_path_factory) -> Iterator[Serving]:
    """The same with figures that were published twice."""
    with serve(tmp_path_factory.mktemp("server"), twice) as serving:
        yield serving


@pytest.fixture(scope="session")
def address(serving) -> str:
    """Where `visit` goes; a module may say something else."""
    return serving.address


@pytest.fixture
def plain(browser, address) -> Iterator[Page]:
    """A page with JavaScript off, that asks nothing of other hosts, sets no cookie and writes no error."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 720}, locale="nl-NL")
    page = context.new_page()
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    yield page
    assert context.cookies() == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert told == []
    context.close()


@pytest.fixture
def visit(browser, address):
    """Open a page at a width, in a fresh browser; afterwards no host but our own was asked for anything."""
    contexts, asked, ours = [], [], {"data:", "blob:"}

    def open_page(path: str = "/", *, width: int, height: int = 900, at: str = address) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        contexts.append(context)
        ours.update((at, at.replace("http", "ws")))
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(at + path)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(tuple(ours))] == []
