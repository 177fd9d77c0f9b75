"""The dashboard's own server in a process of its own, as `make start` runs it; nothing here talks to another host."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.shipped import AGENDA, ROOT
from websockets.sync.client import connect

START_SECONDS = 60


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Serving(NamedTuple):
    """A running server: its address, its process and what it wrote so far."""

    address: str
    process: subprocess.Popen
    log: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request; header names with underscores for dashes."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=20)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def visit(
        self, page: str = "", query: str = "", origin: str | None = None, below: str = "", **headers: str
    ) -> list[ForwardMsg]:
        """Everything a browser gets when it opens a page; websockets' InvalidStatus when it is refused.

        below: the path at which the dashboard is served; header names with underscores for dashes.
        """
        address = f"{self.address.replace('http', 'ws', 1)}{below}/_stcore/stream"
        request = BackMsg()
        request.rerun_script.page_name, request.rerun_script.query_string = page, query
        got: list[ForwardMsg] = []
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with connect(
            address,
            origin=origin or self.address,
            subprotocols=["streamlit"],
            proxy=None,
            max_size=None,
            additional_headers=sent,
        ) as socket:
            socket.send(request.SerializeToString())
            while not got or got[-1].WhichOneof("type") != "script_finished":
                got.append(ForwardMsg.FromString(socket.recv(timeout=30)))
        return got

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def serve(
    folder: Path,
    data_dir: Path,
    settings: Mapping[str, str] | None = None,
    start: str = "-m dashboard.server",
    port_flag: str = "--port",
    port: int | None = None,
    alive: str = "/_stcore/health",
    cwd: Path = ROOT,
) -> Iterator[Serving]:
    """A server on this port or a free one that answers, stopped afterwards; RuntimeError with its words if it does not start."""
    port = port or free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATABOEK_AGENDA": str(AGENDA),
        "DATABOEK_DATA": str(data_dir),
        **(settings or {}),
    }
    log = folder / f"server-{port}.txt"
    command = [sys.executable, *start.split(), port_flag, str(port)]
    with log.open("wb") as out, subprocess.Popen(command, cwd=cwd, env=environment, stdout=out, stderr=out) as process:
        serving = Serving(f"http://127.0.0.1:{port}", process, log)
        try:
            _wait_until_it_answers(serving, alive)
            yield serving
        finally:
            process.kill()


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(serving: Serving, alive: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and serving.process.poll() is None:
        try:
            if serving.ask(alive).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the dashboard did not start: {serving.said()}")
