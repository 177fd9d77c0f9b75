"""Simulated readers: real websockets that open pages, wait until the page is complete, think, and open the next."""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

THINK_SECONDS = 10.0
MEASURE_SECONDS = 15.0
PATIENCE_SECONDS = 20.0
"""A page that takes longer counts as this long, so that a server that collapses cannot hold up the measurement."""


class Wanted(NamedTuple):
    """One page by its address, and a text by which one sees that it is not an error page."""

    name: str
    query: str
    text: bytes


class Visited(NamedTuple):
    """One page and how long it took."""

    page: Wanted
    seconds: float


def crowd(address: str, pages: Sequence[Wanted], readers: int) -> list[Visited]:
    """What readers wait, who came in one after another during one think time and then all keep reading."""
    return asyncio.run(_crowd(stream_of(address), pages, readers))


def one_reader(address: str, pages: Sequence[Wanted], times: int) -> list[Visited]:
    """The same pages over and over without thinking, by one reader; the first round is not counted."""
    return asyncio.run(_one_reader(stream_of(address), pages, times + 1))[len(pages) :]


def newcomer(address: str, pages: Sequence[Wanted]) -> list[Visited]:
    """These pages once, by one reader."""
    return asyncio.run(_one_reader(stream_of(address), pages, 1))


def stream_of(address: str) -> str:
    """Where the pages of a server come from."""
    if urlsplit(address).hostname != "127.0.0.1":
        raise ValueError("only a server on this machine is put under load")
    return address.replace("http", "ws", 1) + "/_stcore/stream"


async def _crowd(stream: str, pages: Sequence[Wanted], readers: int) -> list[Visited]:
    begin = time.perf_counter() + THINK_SECONDS
    end = begin + MEASURE_SECONDS
    tasks = [_read(stream, pages, random.Random(number), begin, end) for number in range(readers)]
    return [visited for found in await asyncio.gather(*tasks) for visited in found]


async def _read(stream: str, pages: Sequence[Wanted], chance: random.Random, begin: float, end: float) -> list[Visited]:
    found: list[Visited] = []
    await asyncio.sleep(chance.uniform(0, THINK_SECONDS))
    async with connect(stream, subprotocols=["streamlit"], proxy=None, max_size=None, open_timeout=PATIENCE_SECONDS) as socket:
        while time.perf_counter() < end:
            asked = time.perf_counter()
            visited = await open_page(socket, chance.choice(pages))
            if begin <= asked < end:
                found.append(visited)
            if visited.seconds >= PATIENCE_SECONDS:
                break
            await asyncio.sleep(min(chance.uniform(0.5, 1.5) * THINK_SECONDS, max(0.0, end - time.perf_counter())))
    return found


async def _one_reader(stream: str, pages: Sequence[Wanted], times: int) -> list[Visited]:
    async with connect(stream, subprotocols=["streamlit"], proxy=None, max_size=None) as socket:
        found = []
        for page in [*pages] * times:
            found.append(await open_page(socket, page))
            await asyncio.sleep(0.05)  # what the server tidies up after a page is not part of the next one
        return found


async def open_page(socket: ClientConnection, page: Wanted) -> Visited:
    """Ask for a page and wait until it is complete; RuntimeError when it is another one."""
    request = BackMsg()
    request.rerun_script.page_name, request.rerun_script.query_string = page.name, page.query
    has_text, message = False, b""
    started = time.perf_counter()
    await socket.send(request.SerializeToString())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while ForwardMsg.FromString(message).WhichOneof("type") != "script_finished":
                message = bytes(await socket.recv(decode=False))
                has_text = has_text or page.text in message
    except TimeoutError:
        return Visited(page, PATIENCE_SECONDS)
    if not has_text:
        raise RuntimeError(f"{page.name or 'the overview'} came without {page.text!r}: this measures an error page")
    return Visited(page, time.perf_counter() - started)
