"""Measure a refresh beside plain pandas and cbsodata; `make bench` runs it, nothing of the product imports it.

The shipped recording is served by tests/replay.py. Every measurement is a process of its own, from start to exit, on two
cores: its time includes starting Python, its memory is the highest the operating system saw. The replay server is another
process on the same cores, so both ways of fetching also pay for it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
RECORDING = ROOT / "etl" / "recording"
LIMIT_SECONDS = 5.0
"""What a refresh from the recording may take, on two cores."""
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
    """What is measured: how it is called, and how one sees that it did its work (exit codes; tables it says are new)."""

    name: str
    command: Sequence[str]
    codes: tuple[int, ...] = (0,)
    tables: int = 0


def main() -> None:
    """Measure, print a table, and say whether the limit holds."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    tables = sorted(f"{path.parent.name}/{path.stem}" for path in RECORDING.glob("*/*.json"))
    print(f"{len(tables)} recorded tables, median of {RUNS} runs")
    with replay() as base:
        for name in tables:  # the server reads a table at its first request; that is not what we measure
            urllib.request.urlopen(f"{base}/{name.replace('/', '/ODataFeed/odata/')}/TypedDataSet?$top=1").read()
        refresh = [sys.executable, "-m", "etl", "refresh", "--agenda", str(ROOT / "config" / "agenda.yaml")]
        cases = (
            Case("databoek, from the recording", [*refresh, "--source", "recording"], tables=len(tables)),
            # 1: the tables that were not recorded fail, as they must.
            Case("databoek, from the replay server", [*refresh, "--source", "live"], codes=(0, 1), tables=len(tables)),
            Case("plain pandas and cbsodata", [sys.executable, "-c", PLAIN, base.removeprefix("http://"), *tables]),
        )
        # In turns, so that a busy minute of the machine does not fall on one of them alone.
        rounds = [[measure(case, {"DATABOEK_CBS_BASE": base}) for case in cases] for _ in range(RUNS)]
    medians = [median(runs) for runs in zip(*rounds, strict=True)]
    report([case.name for case in cases], medians)


@contextmanager
def replay() -> Iterator[str]:
    """The recording served on this machine; gives the address."""
    command = [sys.executable, str(ROOT / "tests" / "replay.py"), str(RECORDING), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            yield server.stdout.readline().strip() if server.stdout else ""
        finally:
            server.terminate()


def measure(case: Case, settings: Mapping[str, str]) -> Measured:
    """One run in an empty data folder; SystemExit when it did not do its work.

    Memory is what wait4 tells of this one process, in KB on Linux and in bytes on macOS. This program stays small on
    purpose: Linux counts what the starter held at that moment as memory of the process.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("DATABOEK_")}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile("w+") as output:
        environment = {**own, **settings, "DATABOEK_DATA": folder}
        started = time.perf_counter()
        process = subprocess.Popen(case.command, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        told = output.read()
    if process.returncode not in case.codes or told.count("gewijzigd") < case.tables:
        raise SystemExit(f"{case.name}: exit {process.returncode}\n{told}")
    units_a_megabyte = 1024**2 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / units_a_megabyte)


def median(runs: Sequence[Measured]) -> Measured:
    """The median of each figure by itself."""
    return Measured(*(statistics.median(values) for values in zip(*runs, strict=True)))


def report(names: Sequence[str], medians: Sequence[Measured]) -> None:
    """Print each case beside the last one, the plain way."""
    plain = medians[-1]
    print(f"{'':34}{'seconds':>9}{'x plain':>9}{'cpu s':>9}{'peak MB':>9}{'x plain':>9}")
    for name, found in zip(names, medians, strict=True):
        times, memory = found.seconds / plain.seconds, found.megabytes / plain.megabytes
        print(f"{name:34}{found.seconds:>9.2f}{times:>9.2f}{found.cpu:>9.2f}{found.megabytes:>9.0f}{memory:>9.2f}")
    verdict = "holds" if medians[0].seconds <= LIMIT_SECONDS else "does NOT hold"
    print(f"A refresh from the recording in at most {LIMIT_SECONDS:g} s: {verdict} ({medians[0].seconds:.2f} s).")


if __name__ == "__main__":
    main()
