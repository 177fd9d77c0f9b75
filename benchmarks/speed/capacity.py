"""Measure how much one installation holds: a large agenda, fifty agendas, and how many readers one and two processes keep.

`python -m benchmarks.speed.capacity` takes about ten minutes; a word names one part: start, agendas or readers. It makes its own
data from the shipped recording and starts its own servers on this machine. Readers use the same cores as the servers.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.speed.load import ALTAIR, CHARTS, INDICATOR, OVERVIEW, ROOT, free_port, served, serving
from benchmarks.speed.readers import Wanted, crowd, newcomer

RUNS = 3
INDICATORS, START_SECONDS, START_MB = 300, 8.0, 700.0
AGENDAS, AGENDAS_MB, FIRST_CLICK = 50, 1500.0, 1.0
READERS = (25, 50, 75, 100, 150, 200, 300, 400)
WAIT, TIMES = 1.0, 3.0
"""Seconds that 95 % of pages may take before a server is full, and how many times the readers of a default app we promise."""
DEFAULT = ("-m", "streamlit", "run", ALTAIR[2], "--logger.hideWelcomeMessage=true", "--server.headless=true", "--server.port")
SERVER = ("-m", "dashboard.server", "--port")
HAPROXY = """
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
    timeout tunnel 1h
frontend readers
    bind 127.0.0.1:{port}
    default_backend databoek
backend databoek
    balance leastconn
    cookie databoek-proces insert indirect nocache httponly
    server een {one} cookie een check
    server twee {two} cookie twee check
"""


class Size(NamedTuple):
    """What a server of this size takes: seconds, and MB of memory."""

    seconds: float
    memory: float


def main(asked: Sequence[str]) -> None:
    """Measure what was asked for, or everything, and print it as it comes."""
    parts = {"start": start_large, "agendas": visit_many, "readers": fill}
    for name in asked or parts:
        with tempfile.TemporaryDirectory() as folder:
            parts[name](Path(folder))


def start_large(folder: Path) -> None:
    """Until a server with 300 indicators answers, and what it then takes."""
    agenda = yaml.safe_load((ROOT / "config" / "agenda.yaml").read_text(encoding="utf-8"))
    enlarge(agenda, INDICATORS)
    place = put_agenda(folder / "config", agenda)
    with environment(DATABOEK_AGENDA=str(place), DATABOEK_DATA=str(folder / "data")):
        refresh()
        sizes = [started() for _ in range(RUNS)]
    report(f"start, {INDICATORS} indicators", sizes, START_SECONDS, START_MB)


def visit_many(folder: Path) -> None:
    """Fifty agendas of which each is visited once: the slowest first click, from the overview to an indicator, and the memory."""
    with environment(DATABOEK_DATA=str(folder / "one")):
        refresh()
    install(folder, AGENDAS)
    below = {"DATABOEK_GEMEENTEN": str(folder / "gemeenten"), "DATABOEK_DATA": str(folder / "data"), "DATABOEK_AGENDA": ""}
    with environment(**below):
        sizes = [visited() for _ in range(RUNS)]
    report(f"{AGENDAS} agendas, each visited once", sizes, FIRST_CLICK, AGENDAS_MB)


def visited() -> Size:
    """Once through all agendas of a server that has just started."""
    with served(SERVER, alive="/gezond") as (address, process):
        waits = []
        for number in range(AGENDAS):
            asked = newcomer(f"{address}/{name_of(number)}", [OVERVIEW, INDICATOR])
            waits.append(asked[-1].seconds)
        return Size(max(waits), memory_of(process))


def fill(folder: Path) -> None:
    """How many readers each holds until 95 % of pages take more than a second."""
    with environment(DATABOEK_DATA=str(folder / "data"), STREAMLIT_SERVER_COOKIE_SECRET="0" * 64):
        refresh()
        with serving(DEFAULT) as address:
            default = most("default Streamlit app", address, [CHARTS])
        with serving(SERVER) as address:
            one = most("databoek, one process", address, [OVERVIEW, INDICATOR])
        with two_behind_haproxy(folder) as address:
            two = most("databoek, two behind haproxy", address, [OVERVIEW, INDICATOR])
    for name, readers in (("one process", one), ("two behind haproxy", two)):
        times = readers / max(default, 1)
        verdict = "holds" if times >= TIMES else "does NOT hold"
        print(f"{f'{name}: readers of a default app':48}{times:>6.1f} ×   at least {TIMES:g} ×  {verdict}", flush=True)


def most(name: str, address: str, pages: Sequence[Wanted]) -> int:
    """The largest number of readers that still keeps the limit, each number tried once on top of the other."""
    held = 0
    for readers in READERS:
        seconds = [each.seconds for each in crowd(address, pages, readers)]
        p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        print(f"{f'{name}, {readers} readers':48}{p95 * 1000:>6.0f} ms p95", flush=True)
        if p95 > WAIT:
            break
        held = readers
    print(f"{name:48}{held:>6} readers", flush=True)
    return held


@contextmanager
def two_behind_haproxy(folder: Path) -> Iterator[str]:
    """Two processes with one address."""
    with ExitStack() as stack:
        one, two = (stack.enter_context(serving(SERVER)) for _ in range(2))
        port = free_port()
        settings = folder / "haproxy.cfg"
        settings.write_text(HAPROXY.format(port=port, one=one.rpartition("/")[2], two=two.rpartition("/")[2]), encoding="utf-8")
        found = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
        if found is None:
            raise SystemExit("haproxy is not installed: .ci/tools does that")
        proxy = stack.enter_context(subprocess.Popen([found, "-f", str(settings)], stderr=subprocess.DEVNULL))
        stack.callback(proxy.terminate)
        time.sleep(3)  # until its checks have seen both
        yield f"http://127.0.0.1:{port}"


def enlarge(agenda: dict[str, Any], count: int) -> None:
    """Until it has so many indicators: the same ones again under other names."""
    shipped = [(ambition, deepcopy(each)) for ambition in agenda["ambities"] for each in ambition["indicatoren"]]
    for number in range(count - len(shipped)):
        ambition, each = shipped[number % len(shipped)]
        again = number // len(shipped) + 2
        copy = deepcopy(each)
        ambition["indicatoren"].append(copy | {"id": f"{copy['id']}-{again}", "naam": f"{copy['naam']} ({again})"})


def install(folder: Path, count: int) -> None:
    """So many agendas, of as many municipalities, each with figures of its own."""
    text = (ROOT / "config" / "agenda.yaml").read_text(encoding="utf-8")
    codes = sorted(line.split(";")[0] for line in (ROOT / "config" / "bestanden" / "gebieden-2024.csv").open(encoding="utf-8"))
    municipalities = [code for code in codes if code.startswith("GM")][:count]
    for number, code in enumerate(municipalities):
        place = folder / "gemeenten" / name_of(number)
        put_agenda(place, yaml.safe_load(text.replace("GM0479", code, 1)))
        shutil.copytree(folder / "one", folder / "data" / "gemeenten" / name_of(number))


def name_of(number: int) -> str:
    """Its name in the address."""
    return f"gemeente-{number}"


def put_agenda(folder: Path, agenda: dict[str, Any]) -> Path:
    """Write it with the files it names beside it."""
    folder.mkdir(parents=True)
    (folder / "bestanden").symlink_to(ROOT / "config" / "bestanden")
    path = folder / "agenda.yaml"
    path.write_text(yaml.dump(agenda, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


class _Plain(yaml.SafeDumper):
    """Without references: an agenda has none."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def started() -> Size:
    """Seconds until it answers, and its memory then."""
    begin = time.perf_counter()
    with served(SERVER) as (_, process):
        return Size(time.perf_counter() - begin, memory_of(process))


def memory_of(process: int) -> float:
    """What the process has in memory, in MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def refresh() -> None:
    """From the recording; 1 is fine: a copied agenda may name a source twice."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", "refresh", "--source", "recording"], cwd=ROOT, capture_output=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())


@contextmanager
def environment(**settings: str) -> Iterator[None]:
    """For the processes that are started within."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def report(name: str, sizes: Sequence[Size], most_seconds: float, most_memory: float) -> None:
    """Two lines: the median of the runs beside its limit."""
    for what, values, limit, unit in (
        ("time", [each.seconds for each in sizes], most_seconds, "s"),
        ("memory", [each.memory for each in sizes], most_memory, "MB"),
    ):
        median = statistics.median(values)
        verdict = "holds" if median <= limit else "does NOT hold"
        spread = f"({min(values):.1f} to {max(values):.1f})"
        print(f"{f'{name}: {what}':48}{median:>8.2f} {unit} {spread:20} limit {limit:g} {unit}  {verdict}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
