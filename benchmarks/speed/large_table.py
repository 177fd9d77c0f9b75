"""An invented table of two million rows in CBS's shape, an agenda that asks most of it, and a small fast server for it.

`python -m benchmarks.speed.large_table` serves it and prints the address: in a process of its own, so that its time is not
that of a refresh. Every figure is made up by a formula; nothing of the product imports this.
"""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

CATALOGUE, TABLE = "opendata.cbs.nl", "20001NED"
KINDS, ASKED = 300, 248
"""Kinds in the table and kinds that the agenda asks: too many for a filter, so that all rows come over the line."""
MUNICIPALITIES, FIRST_YEAR, YEARS = 342, 2005, 20
ROWS = KINDS * (MUNICIPALITIES + 1) * YEARS
FIGURES = ASKED * (MUNICIPALITIES + 1) * YEARS
PAGE = 10_000

_REGIONS = ["NL01  ", *(f"GM{2 * number + 3:04d}" for number in range(MUNICIPALITIES))]
_PERIODS = [f"{FIRST_YEAR + number}JJ00" for number in range(YEARS)]


def kind_code(number: int) -> str:
    """A code of the kind dimension, padded as CBS pads it."""
    return f"K{number:05d}"


def rows() -> Iterator[dict[str, Any]]:
    """Every row, figures that rise a little each year."""
    for kind in range(KINDS):
        for place, region in enumerate(_REGIONS):
            for year, period in enumerate(_PERIODS):
                value = round((1_000 + 7 * kind + 3 * place) * (1 + 0.01 * year), 1)
                yield {"Soort": kind_code(kind), "RegioS": region, "Perioden": period, "Waarde_1": value}


def sets() -> dict[str, list[dict[str, Any]]]:
    """The metadata sets by name."""
    info = {"Identifier": TABLE, "Title": "Verzonnen tabel", "Modified": "2026-11-01T02:00:00", "Source": "verzonnen"}
    kinds = (("Soort", "Dimension"), ("RegioS", "GeoDimension"), ("Perioden", "TimeDimension"))
    columns = [{"ID": n, "ParentID": None, "Type": kind, "Key": key, "Title": key} for n, (key, kind) in enumerate(kinds)]
    topic = {
        "ID": 9,
        "ParentID": None,
        "Type": "Topic",
        "Key": "Waarde_1",
        "Title": "Waarde",
        "Unit": "aantal",
        "Datatype": "Double",
    }
    return {
        "TableInfos": [{**info, "Frequency": "Perjaar"}],
        "DataProperties": [*columns, topic],
        "Soort": [{"Key": kind_code(number), "Title": f"soort {number}"} for number in range(KINDS)],
        "RegioS": [{"Key": code, "Title": code.strip(), "Description": ""} for code in _REGIONS],
        "Perioden": [{"Key": code, "Title": code[:4], "Status": "Definitief"} for code in _PERIODS],
    }


def write_agenda(folder: Path) -> Path:
    """An agenda with an indicator for each asked kind; gives its path."""
    indicators = [
        {
            "id": f"soort-{number}", "naam": f"Soort {number}", "definitie": "d", "waarom": "w", "eenheid": "aantal",
            "decimalen": 1, "soort": "effect", "gewenste_richting": "omhoog",
            "bron": {"bron": "groot", "onderwerp": "Waarde", "filter": {"Soort": kind_code(number)}},
        }
        for number in range(ASKED)
    ]  # fmt: skip
    agenda = {
        "agenda": {"titel": "Groot", "gemeente": "GM0479", "looptijd": {"van": 2022, "tot": 2030}, "voorbeeld": True},
        "partners": [{"id": "p", "naam": "P"}],
        "bronnen": {"groot": {"catalogus": CATALOGUE, "tabel": TABLE, "houder": "niemand", "licentie": "geen"}},
        "ambities": [{"id": "a", "thema": "A", "ambitie": "B", "indicatoren": indicators}],
    }
    path = folder / "agenda.yaml"
    path.write_text(json.dumps(agenda), encoding="utf-8")
    return path


def serve() -> None:
    """Answer until the process ends; all answers are made beforehand."""
    answers = {name: json.dumps({"value": value}).encode() for name, value in sets().items()}
    pages = list(_pages())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            name = parts.path.rpartition("/")[2]
            skip = int(dict(parse_qsl(parts.query)).get("$skip", 0))
            body = pages[skip // PAGE] if name == "TypedDataSet" else answers.get(name, b'{"value": []}')
            link = f"http://{self.headers['Host']}{parts.path}?$skip={skip + PAGE}"
            body = body.replace(b"@NEXT@", link.encode(), 1) if b"@NEXT@" in body[-40:] else body
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name in the standard library
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


def _pages() -> Iterator[bytes]:
    page: list[str] = []
    for number, row in enumerate(rows(), start=1):
        page.append(json.dumps(row, separators=(",", ":")))
        if len(page) == PAGE or number == ROWS:
            link = "" if number == ROWS else ',"odata.nextLink":"@NEXT@"'
            yield f'{{"value":[{",".join(page)}]{link}}}'.encode()
            page = []


if __name__ == "__main__":
    serve()
