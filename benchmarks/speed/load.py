"""Measure what a reader waits: the first load, clicks in a browser, reruns, and 25 to 100 readers at once.

`python -m benchmarks.speed.load` takes about three minutes. It starts its own servers on this machine with the shipped recording,
and stops them. In the same run, for comparison: plain `streamlit run` for the first load, and an overview of 28 separate Altair
charts for clicks and readers. Browser and readers use the same cores as the server, so all figures also pay for them.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.speed.readers import Visited, Wanted, crowd, one_reader

ROOT = Path(__file__).resolve().parents[2]
CLICKS = 10
READERS = (25, 50, 100)
READERS_OF_ALTAIR = (10, 25)
CLICK_LIMIT, PORTFOLIO_LIMIT, RERUN_LIMIT, CROWD_LIMIT = 0.35, 0.5, 0.040, 0.300
"""Seconds: a median click, the same to all interventions, a median warm rerun, and what 95% of pages take with 100 readers."""
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A phone on a poor line: 1.6 Mbit/s and 150 ms."""

OVERVIEW = Wanted("", "", b"indicator=mishandeling")
INDICATOR = Wanted("indicator", "indicator=mishandeling", b"Lijngrafiek: Mishandeling")
CHARTS = Wanted("", "", b"einde van 28 grafieken")
START = (
    "import sys; from pathlib import Path; from dashboard.server.app import main; sys.exit(main(sys.argv[2:], Path(sys.argv[1])))"
)
DASHBOARD = ("-c", START, "dashboard/app.py", "--port")
ALTAIR = ("-c", START, "benchmarks/speed/altair_overview.py", "--port")
# Without its greeting: for that, Streamlit asks a host outside for our address.
PLAIN = (
    "-m",
    "streamlit",
    "run",
    "dashboard/app.py",
    "--logger.hideWelcomeMessage=true",
    "--server.headless=true",
    "--server.port",
)

STANDS = """([heading, marks, count]) =>
    document.querySelector("h1")?.textContent.includes(heading) && document.querySelectorAll(marks).length >= count"""
# Timed in the page itself, from the click to the frame after the one in which everything is there.
CLICK = f"""([label, ...shown]) => new Promise((done, fail) => {{
    const stands = {STANDS};
    const link = [...document.querySelectorAll("a")].find(each => each.textContent.trim() === label);
    const finish = () => done(performance.now() - start);
    const look = () => requestAnimationFrame(() => stands(shown) ? requestAnimationFrame(finish) : look());
    const start = performance.now();
    setTimeout(() => fail(`no "${{shown[0]}}" after 20 seconds`), 20_000);
    link.click();
    look();
}})"""
CHART = "[data-testid=stVegaLiteChart] :is(canvas, svg.marks)"


class Shown(NamedTuple):
    """When a page stands: what its heading says, and how many of what."""

    heading: str
    marks: str
    count: int


OVERVIEW_SHOWN = Shown("cijfers wijken af van de norm", ".indicatoren th[scope=row] a", 28)
INDICATOR_SHOWN = Shown("Mishandeling", CHART, 1)
PORTFOLIO_SHOWN = Shown("Interventies", ".ivrij:not(.kop), .tijdlijn li", 12)
"""Six interventions, in the table and in time."""
BEGIN_SHOWN = Shown("Begin", "[data-testid=stPageLink] a", 1)
CHARTS_SHOWN = Shown("Overzicht", CHART, 28)


def main() -> None:
    """Measure everything in turn and print it as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABOEK_DATA"] = folder
        fill_from_recording()
        print(f"{'':38}{'median':>9}{'p95':>9}{'limit':>9}")
        with serving(DASHBOARD) as address:
            measure_dashboard(address)
        with serving(PLAIN) as address, chromium() as browser:
            first_load("streamlit run", browser, address)
        with serving(ALTAIR) as address:
            measure_altair(address)


def fill_from_recording() -> None:
    """The shipped figures, in the folder that DATABOEK_DATA names."""
    subprocess.run([sys.executable, "-m", "etl", "refresh", "--source", "recording"], cwd=ROOT, check=True, capture_output=True)


def measure_dashboard(address: str) -> None:
    """First load, clicks, reruns and readers of the dashboard."""
    with chromium() as browser:
        first_load("databoek", browser, address)
        with at(browser, address, OVERVIEW_SHOWN) as page:
            trips = [
                (click(page, "Mishandeling", INDICATOR_SHOWN), click(page, "Overzicht", OVERVIEW_SHOWN)) for _ in range(CLICKS)
            ]
            portfolio = [
                (click(page, "Interventies", PORTFOLIO_SHOWN), click(page, "Overzicht", OVERVIEW_SHOWN)) for _ in range(CLICKS)
            ]
    report("click: overview to indicator", [there for there, _ in trips], median_limit=CLICK_LIMIT)
    report("click: indicator to overview", [back for _, back in trips], median_limit=CLICK_LIMIT)
    report("click: overview to 6 interventions", [there for there, _ in portfolio], median_limit=PORTFOLIO_LIMIT)
    reruns = one_reader(address, [OVERVIEW, INDICATOR], times=20)
    for name, wanted in (("overview", OVERVIEW), ("indicator", INDICATOR)):
        report(f"rerun: {name}", [each.seconds for each in reruns if each.page == wanted], median_limit=RERUN_LIMIT)
    for readers in READERS:
        report_crowd("", readers, crowd(address, [OVERVIEW, INDICATOR], readers))


def measure_altair(address: str) -> None:
    """The same of the comparison, with fewer readers: it does not hold more."""
    with chromium() as browser, at(browser, f"{address}/begin", BEGIN_SHOWN) as page:
        clicks = [from_begin(page, address) for _ in range(CLICKS)]
    report("28 Altair charts, click", clicks)
    report("28 Altair charts, rerun", [each.seconds for each in one_reader(address, [CHARTS], times=10)])
    for readers in READERS_OF_ALTAIR:
        report_crowd("28 Altair charts, ", readers, crowd(address, [CHARTS], readers))


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, gone again before readers are simulated."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])


@contextmanager
def serving(arguments: Sequence[str]) -> Iterator[str]:
    """A server that answers, on a free port; stopped afterwards."""
    with served(arguments) as (address, _):
        yield address


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(arguments: Sequence[str], alive: str = "/_stcore/health") -> Iterator[tuple[str, int]]:
    """The same, with the number of its process. alive: what says that it answers."""
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *arguments, str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}{alive}", server)
            yield f"http://127.0.0.1:{port}", server.pid
        finally:
            server.terminate()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it says that it is well; SystemExit when it has stopped or takes a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=0.5).close()  # it listens before it answers
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"no server at {address}")


@contextmanager
def at(browser: Browser, address: str, shown: Shown) -> Iterator[Page]:
    """A page with an empty cache that stands."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL") as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(STANDS, arg=list(shown))
        page.wait_for_timeout(500)
        yield page


def first_load(name: str, browser: Browser, address: str) -> None:
    """Bytes over the line and seconds until the overview stands, with an empty cache; then once more on a slow line."""
    for line in (None, SLOW_LINE):
        with browser.new_context(viewport={"width": 360, "height": 800}) as context:
            page, received = context.new_page(), []
            watch = context.new_cdp_session(page)
            watch.on("Network.loadingFinished", lambda event, received=received: received.append(event["encodedDataLength"]))
            watch.on(
                "Network.webSocketFrameReceived",
                lambda event, received=received: received.append(len(event["response"]["payloadData"]) * 3 / 4),
            )
            watch.send("Network.enable")
            if line:
                watch.send("Network.emulateNetworkConditions", line)
            started = time.perf_counter()
            page.goto(address, wait_until="commit", timeout=120_000)
            page.wait_for_function(STANDS, arg=list(OVERVIEW_SHOWN), timeout=120_000)
            seconds = time.perf_counter() - started
            page.wait_for_load_state("networkidle")
        how = "1.6 Mbit/s" if line else "no limit"
        print(f"{f'first load, {name}, {how}':38}{seconds:>7.2f} s{sum(received) / 1e6:>10.2f} MB")


def click(page: Page, label: str, shown: Shown) -> float:
    """Seconds from the click on a link until the other page stands."""
    milliseconds = page.evaluate(CLICK, [label, *shown])
    page.wait_for_timeout(300)
    return float(milliseconds) / 1000


def from_begin(page: Page, address: str) -> float:
    """One click to the 28 charts, from a fresh start beside them."""
    page.goto(f"{address}/begin")
    page.wait_for_function(STANDS, arg=list(BEGIN_SHOWN))
    page.wait_for_timeout(300)
    return click(page, "Naar het overzicht", CHARTS_SHOWN)


def report_crowd(name: str, readers: int, visits: Sequence[Visited]) -> None:
    """A line for readers at once; the limit is for the largest number."""
    p95_limit = CROWD_LIMIT if readers == max(READERS) and not name else None
    report(f"{name}{readers} readers, {len(visits)} pages", [each.seconds for each in visits], p95_limit=p95_limit)


def report(name: str, seconds: Sequence[float], *, median_limit: float | None = None, p95_limit: float | None = None) -> None:
    """One line: median, what 95% stays under, and whether the limit holds."""
    median, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    verdict = ""
    if limit := median_limit or p95_limit:
        holds = (median if median_limit else p95) <= limit
        verdict = f"{limit * 1000:>6.0f} ms  {'holds' if holds else 'does NOT hold'} ({'median' if median_limit else 'p95'})"
    print(f"{name:38}{median * 1000:>6.0f} ms{p95 * 1000:>6.0f} ms{verdict}", flush=True)


if __name__ == "__main__":
    main()
