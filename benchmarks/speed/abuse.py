"""Measure what another reader waits while somebody means harm: `python -m benchmarks.speed.abuse`, about four minutes.

Each attack in turn, by a process of its own, with the same reader before and during it, so that what counts is one ratio in one
run. The attacker has loaded its code and stands on the line before the quiet pages are timed, and the others are timed from its
first byte to its last answer: it runs on the same cores as the server, and what it takes to start Python is no harm it can do.
The limits are those of docs/beveiliging.md: at most twice its quiet value or 250 ms, whichever is larger, and 50 MB.
"""

import asyncio
import os
import statistics
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from itertools import islice, product
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.speed.load import DASHBOARD, INDICATOR, OVERVIEW, ROOT, fill_from_recording, served
from benchmarks.speed.readers import Wanted, open_page, stream_of
from dashboard.pages import FILES
from dashboard.server.lines import A_SECOND
from indicators.agenda.load import load_agenda

QUIET_PAGES, SETTLE_SECONDS = 40, 5.0
TIMES, AT_LEAST, MEGABYTES = 2, 0.250, 50
READY, DONE = b"ready\n", b"done\n"
Begin = Callable[[], Awaitable[None]]
"""Called by an attack that has done all it can do without asking anything; comes back when it may begin."""
Attack = Callable[[str, Begin], Awaitable[None]]
reading_line = partial(connect, subprotocols=["streamlit"], proxy=None, max_size=None)


async def half_requests(address: str, begin: Begin) -> None:
    """Six hundred connections that begin to ask and stop."""
    url = urlsplit(address)
    await begin()
    lines = [await asyncio.open_connection(url.hostname, url.port) for _ in range(600)]
    for _, writer in lines:
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    for reader, writer in lines:
        with suppress(ConnectionError):
            await reader.read(100)
        writer.close()


async def uploads(address: str, begin: Begin) -> None:
    """A hundred files of a megabyte to where no page has a way."""
    url = urlsplit(address)
    await begin()
    for number in range(100):
        reader, writer = await asyncio.open_connection(url.hostname, url.port)
        with suppress(ConnectionError):
            asked = f"PUT /_stcore/upload_file/x/{number} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
            writer.write(asked.encode())
            writer.write(b"x" * 1_000_000)
            await reader.read(100)
        writer.close()


async def clear_caches(address: str, begin: Begin) -> None:
    """A hundred times the message that empties Streamlit's caches."""
    async with reading_line(stream_of(address)) as line:
        await begin()
        for _ in range(100):
            await line.send(BackMsg(clear_cache=True).SerializeToString())
        await asyncio.sleep(10)


async def long_parameters(address: str, begin: Begin) -> None:
    """Two megabytes of address, a hundred times."""
    long = Wanted("", "zoek=" + "x" * 2_000_000, b"")
    await begin()
    for _ in range(100):
        async with reading_line(stream_of(address)) as line:
            with suppress(Exception):
                await open_page(line, long)


async def municipalities(address: str, begin: Begin) -> None:
    """Three hundred codes, ten readers at once."""
    await _visits(address, begin, [Wanted("", f"gemeente=GM{code:04}", b"") for code in range(1, 2000)][344:644])


async def dates(address: str, begin: Begin) -> None:
    """Sixty days to look back to."""
    days = [date(2026, 11, 9) - timedelta(days=number) for number in range(60)]
    await _visits(address, begin, [Wanted("veranderd", f"sinds={on.isoformat()}", b"") for on in days])


async def _visits(address: str, begin: Begin, pages: list[Wanted], at_once: int = 10) -> None:
    async def some(line: ClientConnection, mine: Iterable[Wanted]) -> None:
        for page in mine:
            await open_page(line, page)

    async with AsyncExitStack() as open_lines:
        lines = [await open_lines.enter_async_context(reading_line(stream_of(address))) for _ in range(at_once)]
        await begin()
        await asyncio.gather(*(some(line, pages[number::at_once]) for number, line in enumerate(lines)))


async def pictures(address: str, begin: Begin, many: int = 40) -> None:
    """Forty pictures of charts, each another one, all asked for at once."""
    ids = [each.id for each in load_agenda(ROOT / "config" / "agenda.yaml").indicators]
    kinds = product(("png", "svg"), ids)
    wanted = [f"{address}/{FILES}/{INDICATOR.name}.{kind}?indicator={id_}" for kind, id_ in islice(kinds, many)]
    async with httpx2.AsyncClient(timeout=120, trust_env=False) as client:
        await begin()
        answers = await asyncio.gather(*(client.get(each) for each in wanted))
    kept = [answer for answer in answers if answer.status_code == HTTPStatus.OK and answer.content]
    if not kept:
        raise RuntimeError(f"no picture came ({answers[0].status_code}): this measures an error page")


ATTACKS: dict[str, Attack] = {
    each.__name__: each for each in (half_requests, uploads, clear_caches, long_parameters, municipalities, dates, pictures)
}


async def beside(address: str, process: int, name: str) -> None:
    """One line: the other reader in quiet and during this attack, and the memory before and after it."""
    async with reading_line(stream_of(address)) as reader:
        for page in (OVERVIEW, INDICATOR):
            await open_page(reader, page)
        attacker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.speed.abuse", name, address, stdin=PIPE, stdout=PIPE
        )
        if not await _says(attacker, READY):
            raise RuntimeError(f"{name} never came so far that it could begin")
        quiet = [await _waited(reader) for _ in range(QUIET_PAGES // 2)]
        before = megabytes(process)
        ended, attacked = asyncio.create_task(_says(attacker, DONE, b"begin\n")), []
        while not ended.done():
            attacked.append(await _waited(reader))
    await attacker.wait()
    await asyncio.sleep(SETTLE_SECONDS)
    more = megabytes(process) - before
    report(name, sum(quiet, ()), sum(attacked, ()), more, is_done=ended.result())


async def _waited(reader: ClientConnection) -> tuple[float, ...]:
    """Seconds of one page and of another one, and then a rest: who asks more than the server lets one reader ask is held up."""
    seconds = [(await open_page(reader, page)).seconds for page in (OVERVIEW, INDICATOR)]
    await asyncio.sleep(len(seconds) / A_SECOND)
    return tuple(seconds)


async def _says(attacker: Process, wanted: bytes, told: bytes = b"") -> bool:
    """Tell the attacker something, and wait until it says that it is so far; False when it stopped instead."""
    if attacker.stdin is None or attacker.stdout is None:
        raise RuntimeError("an attacker that cannot be spoken with")
    attacker.stdin.write(told)
    return await attacker.stdout.readline() == wanted


def report(name: str, quiet: Sequence[float], attacked: Sequence[float], more: float, *, is_done: bool) -> None:
    """One line, with the verdict; is_done: the attack came to its end."""
    limit = max(TIMES * p95(quiet), AT_LEAST)
    holds = is_done and p95(attacked) <= limit and more <= MEGABYTES
    print(
        f"{name:18}{p95(quiet) * 1000:>6.0f} ms{p95(attacked) * 1000:>8.0f} ms{len(attacked):>7}{limit * 1000:>8.0f} ms"
        f"{more:>+8.0f} MB  {'holds' if holds else 'does NOT hold'}",
        flush=True,
    )


async def on_a_sign() -> None:
    """Say to who started this that all is ready, and wait until it answers."""
    _tell(READY)
    await asyncio.to_thread(sys.stdin.readline)


def _tell(so_far: bytes) -> None:
    sys.stdout.buffer.write(so_far)
    sys.stdout.buffer.flush()


async def at_once() -> None:
    """Begin without waiting for anybody."""


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
        asyncio.run(ATTACKS[sys.argv[1]](sys.argv[2], on_a_sign))
        _tell(DONE)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABOEK_DATA"] = folder
        fill_from_recording()
        print("The other reader, timed from the first byte of the attacker, who was ready before the quiet pages, to its last.")
        print(f"{'':18}{'quiet p95':>9}{'attacked':>11}{'pages':>7}{'limit':>11}{'memory':>11}")
        with served(DASHBOARD) as (address, process):
            asyncio.run(pictures(address, at_once, 1))  # what draws takes 90 MB, once
            for name in ATTACKS:
                asyncio.run(beside(address, process, name))


if __name__ == "__main__":
    main()
