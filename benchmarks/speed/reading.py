"""Measure the pages on paper: one from memory, many at once, the first view on a poor line, their size, and all of it as files.

`python -m benchmarks.speed.reading` takes about four minutes. It starts its own server with the shipped recording on this
machine and stops it. Who asks uses the same cores as the server, so all figures also pay for that.
"""

import asyncio
import gzip
import http.client
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.speed import published
from benchmarks.speed.load import DASHBOARD, SLOW_LINE, chromium, fill_from_recording, report, serving
from dashboard.pages import TO_READ

WARM_LIMIT, FIRST_VIEW_LIMIT, LARGEST = 0.015, 1.5, 150_000
"""Seconds, seconds and bytes."""
PAGES_A_SECOND = 1_000
ASKING, EACH = 20, 200
"""How many ask at once, and how often."""
ADDRESS = "/lezen/indicator?indicator=mishandeling"
ASKED = {"Accept-Encoding": "gzip"}
EXAMPLES = {
    "indicator": "?indicator=mishandeling",
    "ambitie": "?ambitie=gezondheid",
    "interventie": "?interventie=buurtpreventie",
    "toetsmoment": "?interventie=werkleerbedrijf",
}


def main() -> None:
    """Measure everything in turn and print it as it comes."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["DATABOEK_DATA"] = str(folder / "figures")
        fill_from_recording()
        print(f"{'':38}{'median':>9}{'p95':>9}{'limit':>9}")
        site = published.make_site(folder)
        published.make_pdf(folder)
        with serving(DASHBOARD) as address:
            host = urlsplit(address).netloc
            sizes = {page.name: len(asked(host, f"/lezen/{page.path}{EXAMPLES.get(page.name, '')}")) for page in TO_READ}
            report("reading page, made anew", list(made_anew(host)))
            report("reading page, warm", list(warm(host)), median_limit=WARM_LIMIT)
            told_rate(asyncio.run(rate(host)))
            published.load_both(folder, site, f"{address}{ADDRESS}")
            with chromium() as browser:
                report("first view, 1.6 Mbit/s and 150 ms", list(first_views(browser, address)), median_limit=FIRST_VIEW_LIMIT)
        largest = max(sizes, key=lambda name: sizes[name])
        print(f"{'largest page, compressed':38}{sizes[largest] / 1000:>7.1f}kB{largest:>18}{LARGEST / 1000:>7.0f}kB")
        published.make_ten(folder)


def asked(host: str, path: str) -> bytes:
    """The compressed answer."""
    connection = http.client.HTTPConnection(host)
    connection.request("GET", path, headers=ASKED)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200 or not gzip.decompress(body):
        raise RuntimeError(f"{path}: {answer.status}")
    return body


def warm(host: str) -> Iterator[float]:
    """Over one connection, as a browser asks."""
    connection = http.client.HTTPConnection(host)
    for _ in range(200):
        start = time.perf_counter()
        connection.request("GET", ADDRESS, headers=ASKED)
        connection.getresponse().read()
        yield time.perf_counter() - start


def made_anew(host: str) -> Iterator[float]:
    """Each asks for what nobody asked for."""
    for number in range(20):
        start = time.perf_counter()
        asked(host, f"/lezen/?zoek=nummer{number}")
        yield time.perf_counter() - start


async def rate(host: str) -> float:
    """Pages a second, over so many connections that stay open."""
    name, _, port = host.partition(":")
    request = f"GET {ADDRESS} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode()

    async def one() -> None:
        reader, writer = await asyncio.open_connection(name, int(port))
        for _ in range(EACH):
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
        writer.close()

    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(ASKING)))
    return ASKING * EACH / (time.perf_counter() - start)


def told_rate(found: float) -> None:
    """As the other lines."""
    print(f"{f'pages a second, {ASKING} at once':38}{found:>9.0f}{'':>9}{PAGES_A_SECOND:>9}")


def first_views(browser, address: str) -> Iterator[float]:
    """From asking until the browser has drawn what came, with nothing kept."""
    for _ in range(5):
        context = browser.new_context(java_script_enabled=True)
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.emulateNetworkConditions", SLOW_LINE)
        start = time.perf_counter()
        page.goto(address + ADDRESS, wait_until="load")
        yield time.perf_counter() - start
        context.close()


if __name__ == "__main__":
    main()
