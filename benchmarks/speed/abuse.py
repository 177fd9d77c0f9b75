"""Measure what another reader waits while somebody means harm: `python -m benchmarks.speed.abuse`, about four minutes.

Each attack in turn, by a process of its own, with the same reader before and during it, so that what counts is one ratio in one
run. The limits are those of docs/beveiliging.md: at most twice its quiet value or 250 ms, whichever is larger, and 50 MB.
"""

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from http import HTTPStatus
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import connect

from benchmarks.speed.load import DASHBOARD, INDICATOR, OVERVIEW, ROOT, fill_from_recording, served
from benchmarks.speed.readers import Wanted, open_page, stream_of
from dashboard.pages import FILES

QUIET_PAGES, SETTLE_SECONDS = 40, 5.0
TIMES, AT_LEAST, MEGABYTES = 2, 0.250, 50
Attack = Callable[[str], Awaitable[None]]


async def half_requests(address: str) -> None:
    """Six hundred connections that begin to ask and stop."""
    url = urlsplit(address)
    lines = [await asyncio.open_connection(url.hostname, url.port) for _ in range(600)]
    for _, writer in lines:
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    for reader, writer in lines:
        with suppress(ConnectionError):
            await reader.read(100)
        writer.close()


async def uploads(address: str) -> None:
    """A hundred files of a megabyte to where no page has a way."""
    url = urlsplit(address)
    for number in range(100):
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        with suppress(ConnectionError):
            asked = f"PUT /_stcore/upload_file/x/{number} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
            writer.write(asked.encode())
            writer.write(b"x" * 1_000_000)
            await reader.read(100)
        writer.close()


async def clear_caches(address: str) -> None:
    """A hundred times the message that empties Streamlit's caches."""
    async with connect(stream_of(address), subprotocols=["streamlit"], proxy=None) as line:
        for _ in range(100):
            await line.send(BackMsg(clear_cache=True).SerializeToString())
        await asyncio.sleep(10)


async def long_parameters(address: str) -> None:
    """Two megabytes of address, a hundred times."""
    for _ in range(100):
        async with connect(stream_of(address), subprotocols=["streamlit"], proxy=None, max_size=None) as line:
            with suppress(Exception):
                await open_page(line, Wanted("", "zoek=" + "x" * 2_000_000, b""))


async def municipalities(address: str) -> None:
    """Three hundred codes, ten readers at once."""
    await _visits(address, [Wanted("", f"gemeente=GM{code:04}", b"") for code in range(1, 2000)][344:644])


async def dates(address: str) -> None:
    """Sixty days to look back to."""
    days = [date(2026, 11, 9) - timedelta(days=number) for number in range(60)]
    await _visits(address, [Wanted("veranderd", f"sinds={on.isoformat()}", b"") for on in days])


async def _visits(address: str, pages: list[Wanted], at_once: int = 10) -> None:
    async def some(mine: Iterable[Wanted]) -> None:
        async with connect(stream_of(address), subprotocols=["streamlit"], proxy=None, max_size=None) as line:
            for page in mine:
                await open_page(line, page)

    await asyncio.gather(*(some(pages[number::at_once]) for number in range(at_once)))


async def pictures(address: str, many: int = 40) -> None:
    """Forty pictures of charts, each another one, all asked for at once."""
    import httpx2  # noqa: PLC0415  # the other attacks start without

    from indicators.agenda.load import load_agenda  # noqa: PLC0415

    ids = [each.id for each in load_agenda(ROOT / "config" / "agenda.yaml").indicators]
    kinds = product(("png", "svg"), ids)
    wanted = [f"{address}/{FILES}/{INDICATOR.name}.{kind}?indicator={id_}" for kind, id_ in islice(kinds, many)]
    async with httpx2.AsyncClient(timeout=120, trust_env=False) as client:
        answers = await asyncio.gather(*(client.get(each) for each in wanted))
    kept = [answer for answer in answers if answer.status_code == HTTPStatus.OK and answer.content]
    if not kept:
        raise RuntimeError(f"no picture came ({answers[0].status_code}): this measures an error page")


ATTACKS: dict[str, Attack] = {
    each.__name__: each for each in (half_requests, uploads, clear_caches, long_parameters, municipalities, dates, pictures)
}


async def beside(address: str, process: int, name: str) -> None:
    """One line: the other reader in quiet and during this attack, and the memory before and after it."""
    async with connect(stream_of(address), subprotocols=["streamlit"], proxy=None, max_size=None) as reader:
        for page in (OVERVIEW, INDICATOR):
            await open_page(reader, page)
        quiet = [(await open_page(reader, page)).seconds for page in [OVERVIEW, INDICATOR] * (QUIET_PAGES // 2)]
        before = megabytes(process)
        attack = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.speed.abuse", name, address)
        ended, attacked = asyncio.create_task(attack.wait()), []
        while not ended.done():
            attacked += [(await open_page(reader, page)).seconds for page in (OVERVIEW, INDICATOR)]
            await asyncio.sleep(0.05)
    await asyncio.sleep(SETTLE_SECONDS)
    limit, more = max(TIMES * p95(quiet), AT_LEAST), megabytes(process) - before
    holds = p95(attacked) <= limit and more <= MEGABYTES and ended.result() == 0
    print(
        f"{name:18}{p95(quiet) * 1000:>6.0f} ms{p95(attacked) * 1000:>8.0f} ms{limit * 1000:>8.0f} ms{more:>+8.0f} MB  "
        f"{'holds' if holds else 'does NOT hold'}",
        flush=True,
    )


def p95(seconds: list[float]) -> float:
    """What 95% stays under."""
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


def megabytes(process: int) -> float:
    """Memory of a process now."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Every attack in turn, or the one that is named against the server at an address."""
    if len(sys.argv) == 3:
        asyncio.run(ATTACKS[sys.argv[1]](sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABOEK_DATA"] = folder
        fill_from_recording()
        print(f"{'':18}{'quiet p95':>9}{'attacked':>11}{'limit':>11}{'memory':>11}")
        with served(DASHBOARD) as (address, process):
            asyncio.run(pictures(address, 1))  # what draws takes 90 MB, once
            for name in ATTACKS:
                asyncio.run(beside(address, process, name))


if __name__ == "__main__":
    main()
