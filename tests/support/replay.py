"""Serve recorded CBS tables over real HTTP, faults and all; `python tests/support/replay.py FOLDER [--port N]` runs it by hand.

    with Replay(folder, faults={"47018NED": [measure_gone("GeregistreerdeMisdrijven")]}) as replay:
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        ...
        replay.fault("47018NED", status(500))    # also by catalogue, or "*" for every request
        replay.clear()
        assert replay.asked("TypedDataSet") == 3

`folder` has the raw layout (`<catalogue>/<table>/TableInfos.json`, ...) or that of the project's own recording
(`<catalogue>/<table>.json` and `.csv.gz`), or both. The faults are in replay_faults.py.
"""

import argparse
import socket
import struct
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]  # it also runs as a program, from any folder

from support.replay_faults import Answer, Fault  # noqa: E402
from support.replay_tables import BadFilterError, Row, Table, row_filter, table_loaders  # noqa: E402

PAGE_SIZE = 10_000
_CATALOGUE_FIELDS = ("Identifier", "Title", "ShortTitle", "Modified", "Frequency", "Period", "Source", "Catalog", "Summary")


class Replay:
    """The two catalogues of CBS on a free port of this machine, for as long as the with-block lasts."""

    def __init__(
        self, folder: Path, *, page_size: int = PAGE_SIZE, faults: Mapping[str, Sequence[Fault]] | None = None, port: int = 0
    ) -> None:
        self.page_size = page_size
        self.requests: list[str] = []
        self.closing = threading.Event()
        self._loaders = table_loaders(folder)
        self._tables: dict[tuple[str, str], Table] = {}
        self._lock = threading.Lock()
        self._faults: dict[str, list[Fault]] = {name: list(some) for name, some in (faults or {}).items()}
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Replay":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def fault(self, where: str, *faults: Fault) -> None:
        """Add faults to a table, a catalogue, or everything (`*`)."""
        self._faults.setdefault(where, []).extend(faults)

    def clear(self) -> None:
        """All is well again; the log of requests is emptied too."""
        self._faults.clear()
        self.requests.clear()

    def asked(self, part: str) -> int:
        """How many requests so far had this name (a table, an entity set, a catalogue) in their path."""
        return sum(part in urlsplit(request).path.split("/") for request in self.requests)

    def table(self, catalogue: str, name: str) -> Table | None:
        """A table as it is now, faults included; None when there is none."""
        key = (catalogue, name)
        if key not in self._loaders:
            return None
        with self._lock:
            if key not in self._tables:
                self._tables[key] = self._loaders[key]()
        table = self._tables[key]
        for fault in self.faults_at(catalogue, name):
            table = fault.change(table)
        return table

    def tables(self, catalogue: str) -> list[Row]:
        """What the catalogue tells of its tables."""
        names = sorted(name for home, name in self._loaders if home == catalogue)
        found = [table for table in (self.table(catalogue, name) for name in names) if table is not None]
        return [{field: table.info.get(field) for field in _CATALOGUE_FIELDS} for table in found]

    def faults_at(self, catalogue: str, name: str) -> list[Fault]:
        return [fault for where in ("*", catalogue, name) for fault in self._faults.get(where, [])]


def answer_to(replay: Replay, target: str) -> Answer:
    """The answer to a request like `/opendata.cbs.nl/ODataFeed/odata/70072ned/TypedDataSet?$filter=...`."""
    url = urlsplit(target)
    asked = dict(parse_qsl(url.query))
    catalogue, *path = unquote(url.path).strip("/").split("/")
    if path == ["ODataCatalog", "Tables"]:
        name, entity_set = "", "Tables"
        rows: list[Row] | None = replay.tables(catalogue)
        dimensions: list[str] = []
    else:
        service, name, entity_set = "/".join(path[:2]), "".join(path[2:3]), "/".join(path[3:])
        table = replay.table(catalogue, name) if service in {"ODataFeed/odata", "ODataApi/odata"} else None
        rows = table.answers(entity_set) if table else None
        dimensions = table.dimensions if table else []
    answer = Answer(url=replay.base + target, entity_set=entity_set)
    answer = _missing(answer) if rows is None else _page(answer, rows, asked, dimensions, replay.page_size)
    for fault in replay.faults_at(catalogue, name):
        answer = fault.answer(answer)
    return answer


def _missing(answer: Answer) -> Answer:
    return Answer(url=answer.url, entity_set=answer.entity_set, status=404, body=b"Not Found", content_type="text/html")


def _page(answer: Answer, rows: list[Row], asked: dict[str, str], dimensions: list[str], size: int) -> Answer:
    try:
        is_wanted = row_filter(asked["$filter"], dimensions) if "$filter" in asked else None
    except BadFilterError as error:
        return Answer(url=answer.url, entity_set=answer.entity_set, status=400, body=str(error).encode())
    found = rows if is_wanted is None else [row for row in rows if is_wanted(row)]
    if "$top" in asked:
        found = found[: int(asked["$top"])]
    skip = int(asked.get("$skip", 0))
    shown = found[skip : skip + size]
    if "$select" in asked:
        names = asked["$select"].split(",")
        shown = [{name: row[name] for name in names if name in row} for row in shown]
    page: dict[str, Any] = {"odata.metadata": f"{answer.url.split('?')[0]}/$metadata", "value": shown}
    if skip + size < len(found):
        query = urlencode({**asked, "$skip": skip + size}, quote_via=quote, safe="$,()'")
        page["odata.nextLink"] = f"{answer.url.split('?')[0]}?{query}"
    return Answer(page=page, url=answer.url, entity_set=answer.entity_set)


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else every answer on a kept connection comes 40 ms late

        def do_GET(self) -> None:
            replay.requests.append(unquote(self.path))
            answer = answer_to(replay, self.path)
            if answer.seconds_late and replay.closing.wait(answer.seconds_late):
                self.close_connection = True
                return
            if answer.is_reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                return
            if answer.wire is not None:
                self.close_connection = True
                with suppress(BrokenPipeError, ConnectionResetError):
                    self.wfile.write(answer.wire)
                return
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            body = answer.bytes()
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.content_type, "Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for byte in body if answer.seconds_a_byte else b"":
                    self.wfile.write(bytes([byte]))
                    if replay.closing.wait(answer.seconds_a_byte):
                        break
                self.wfile.write(b"" if answer.seconds_a_byte else body[: len(body) // 2] if answer.is_cut else body)
            except (BrokenPipeError, ConnectionResetError):  # the other side stopped listening, as a probe does
                self.close_connection = True
            if answer.is_cut:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            """Keep quiet: the log is replay.requests."""

    return Handler


def main() -> None:
    """Serve a folder until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Serve a folder of recorded CBS tables as CBS does.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--page-size", type=int, default=PAGE_SIZE)
    given = parser.parse_args()
    if not given.folder.is_dir():
        parser.error(f"there is no folder {given.folder}")
    with Replay(given.folder, port=given.port, page_size=given.page_size) as replay:
        sys.stdout.write(f"{replay.base}\n")
        sys.stdout.flush()
        try:
            replay.closing.wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
