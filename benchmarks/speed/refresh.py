"""Measure a refresh beside plain pandas and cbsodata; `make bench` runs it, nothing of the product imports it.

The shipped recording is served by tests/support/replay.py, an invented table of two million rows by large_table.py. Every
measurement is a process of its own, from start to exit, on two cores: its time includes starting Python, its memory is the
highest the operating system saw. The servers are other processes on the same cores, so every way of fetching also pays for them.
Python has compiled our code before, as it has that of the libraries.
"""

import compileall
import os
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

from benchmarks.speed import large_table

ROOT = Path(__file__).resolve().parents[2]
RECORDING = ROOT / "etl" / "recording"
TIMES_PLAIN, MEMORY_PLAIN = 2.5, 1.5
"""What a refresh of the shipped agenda may take beside plain pandas and cbsodata on the same tables."""
UNCHANGED_CPU = 1.0
LARGE_CPU, EQUAL_CPU, LARGE_MEGABYTES = 8.0, 6.0, 500.0
"""Seconds of processor time: a run that brings nothing, two million rows over HTTP, 1.7 million figures that came back equal."""
RUNS = 3
CORES = 2

# One frame at a time, none kept: the least memory a reader of whole tables can do with.
PLAIN = """
import sys
import cbsodata
import pandas as pd
cbsodata.options.use_https = False
for name in sys.argv[2:]:
    catalogue, table = name.split("/")
    pd.DataFrame(cbsodata.get_data(table, catalog_url=f"{sys.argv[1]}/{catalogue}"))
"""


class Measured(NamedTuple):
    """One process: seconds on the clock, seconds of processor time (steadier on a busy machine), highest resident MB."""

    seconds: float
    cpu: float
    megabytes: float


class Case(NamedTuple):
    """What is measured: how it is called, and how one sees that it did its work (exit codes; words it must say so many times).

    is_second: after the same command, without `--force`, ran once in the same folder; base: where the catalogues are reached.
    """

    name: str
    command: Sequence[str]
    base: str
    codes: tuple[int, ...] = (0,)
    told: tuple[str, int] = ("", 0)
    is_second: bool = False


class Bound(NamedTuple):
    """What must hold, whether it does, and what was measured."""

    text: str
    holds: bool
    measured: str


def main() -> None:
    """Measure, print a table, and say which bounds hold."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    tables = sorted(f"{path.parent.name}/{path.stem}" for path in RECORDING.glob("*/*.json"))
    print(f"{len(tables)} recorded tables, median of {RUNS} runs; an invented table of {large_table.ROWS:,} rows")
    with replay() as base, large() as far, tempfile.TemporaryDirectory() as folder:
        for package in ("etl", "indicators"):
            compileall.compile_dir(ROOT / package, quiet=2)
        for name in tables:  # the server reads a table at its first request; that is not what we measure
            urllib.request.urlopen(f"{base}/{name.replace('/', '/ODataFeed/odata/')}/TypedDataSet?$top=1").read()
        cases = _cases(base, far, tables, large_table.write_agenda(Path(folder)))
        # In turns, so that a busy minute of the machine does not fall on one of them alone.
        rounds = [[measure(case) for case in cases] for _ in range(RUNS)]
    medians = [median(runs) for runs in zip(*rounds, strict=True)]
    report([case.name for case in cases], medians)


def _cases(base: str, far: str, tables: Sequence[str], agenda: Path) -> tuple[Case, ...]:
    shipped = [sys.executable, "-m", "etl", "refresh", "--agenda", str(ROOT / "config" / "agenda.yaml")]
    invented = [sys.executable, "-m", "etl", "refresh", "--source", "live", "--agenda", str(agenda)]
    live = [*shipped, "--source", "live"]
    # 1: the tables that were not recorded fail, as they must.
    return (
        Case("databoek, from the recording", [*shipped, "--source", "recording"], base, told=("gewijzigd", len(tables))),
        Case("databoek, from the replay server", live, base, codes=(0, 1), told=("gewijzigd", len(tables))),
        Case("databoek, unchanged since", live, base, codes=(0, 1), told=("ongewijzigd", len(tables)), is_second=True),
        Case("2 million rows over HTTP", invented, far, told=("gewijzigd", 1)),
        Case("the same by force, all equal", [*invented, "--force"], far, told=("ongewijzigd", 1), is_second=True),
        Case("plain pandas and cbsodata", [sys.executable, "-c", PLAIN, base.removeprefix("http://"), *tables], base),
    )


@contextmanager
def replay() -> Iterator[str]:
    """The recording served on this machine; gives the address."""
    command = [sys.executable, str(ROOT / "tests" / "support" / "replay.py"), str(RECORDING), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


@contextmanager
def large() -> Iterator[str]:
    """The invented table served on this machine, by a process of its own; gives the address once all answers are made."""
    command = [sys.executable, "-m", "benchmarks.speed.large_table"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


def measure(case: Case) -> Measured:
    """One run in an empty data folder, or in one in which it ran before; SystemExit when it did not do its work.

    Memory is what wait4 tells of this one process, in KB on Linux and in bytes on macOS. This program stays small on
    purpose: Linux counts what the starter held at that moment as memory of the process.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("DATABOEK_")}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as output:
        environment = {**own, "DATABOEK_CBS_BASE": case.base, "DATABOEK_DATA": folder}
        if case.is_second:
            first = [word for word in case.command if word != "--force"]
            subprocess.run(first, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT, check=False)
        started = time.perf_counter()
        process = subprocess.Popen(case.command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read()
    word, times = case.told
    if process.returncode not in case.codes or (word and told.count(word) < times):
        raise SystemExit(f"{case.name}: exit {process.returncode}\n{told}")
    units_a_megabyte = 1024**2 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / units_a_megabyte)


def median(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(*(statistics.median(values) for values in zip(*runs, strict=True)))


def report(names: Sequence[str], medians: Sequence[Measured]) -> None:
    """Print each case beside the last one, the plain way, and every bound."""
    plain = medians[-1]
    print(f"{'':34}{'seconds':>9}{'x plain':>9}{'cpu s':>9}{'peak MB':>9}{'x plain':>9}")
    for name, found in zip(names, medians, strict=True):
        times, memory = found.seconds / plain.seconds, found.megabytes / plain.megabytes
        print(f"{name:34}{found.seconds:>9.2f}{times:>9.2f}{found.cpu:>9.2f}{found.megabytes:>9.0f}{memory:>9.2f}")
    for bound in bounds(medians):
        print(f"{bound.text}: {'holds' if bound.holds else 'does NOT hold'} ({bound.measured}).")


def bounds(medians: Sequence[Measured]) -> tuple[Bound, ...]:
    """The bounds of a refresh; medians in the order of the cases."""
    _, live, unchanged, rows, equal, plain = medians
    times, memory = live.seconds / plain.seconds, live.megabytes / plain.megabytes
    return (
        Bound(f"The shipped agenda in at most {TIMES_PLAIN:g} x plain", times <= TIMES_PLAIN, f"{times:.2f} x"),
        Bound(f"… and at most {MEMORY_PLAIN:g} x its memory", memory <= MEMORY_PLAIN, f"{memory:.2f} x"),
        Bound(
            f"An unchanged run in at most {UNCHANGED_CPU:g} s of processor",
            unchanged.cpu <= UNCHANGED_CPU,
            f"{unchanged.cpu:.2f} s",
        ),
        _large("Two million rows over HTTP", rows, LARGE_CPU),
        _large("1.7 million equal figures by force", equal, EQUAL_CPU),
    )


def _large(text: str, found: Measured, cpu: float) -> Bound:
    return Bound(
        f"{text} in at most {cpu:g} s of processor and {LARGE_MEGABYTES:g} MB",
        found.cpu <= cpu and found.megabytes <= LARGE_MEGABYTES,
        f"{found.cpu:.2f} s, {found.megabytes:.0f} MB",
    )


if __name__ == "__main__":
    main()
