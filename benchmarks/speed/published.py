"""Measure what is published as files: how long it takes, nginx with the static pages beside our server, and ten municipalities.

`python -m benchmarks.speed.reading` runs this. It leaves nothing behind, and starts nginx and wrk on this machine only.
"""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.capacity import environment, install
from benchmarks.speed.load import ROOT, free_port, wait_for

SITE_LIMIT, PDF_LIMIT = 15.0, 10.0
"""Seconds, for the agenda that comes with Databoek, from the command to its end."""
RUNS = 3
CONNECTIONS, SECONDS = 200, 10
MUNICIPALITIES, ALL = 10, 342
"""How many are made, and how many there are in the Netherlands."""
PAGE = "indicator/mishandeling.html"
_NGINX = """daemon off; pid {folder}/nginx.pid; error_log stderr crit; worker_processes 2; {user}
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; include /etc/nginx/mime.types; sendfile on; keepalive_requests 1000000;
gzip_static on; server {{ listen 127.0.0.1:{port}; root {site}; }} }}
"""
_TOLD = """
done = function(summary, latency, requests)
  local found = summary.errors
  local wrong = found.connect + found.read + found.write + found.status + found.timeout
  print(string.format("told %f %f %d", summary.requests / (summary.duration / 1e6), latency:percentile(95) / 1e3, wrong))
end
"""


class Load(NamedTuple):
    """Pages a second, and milliseconds that 95 % of them stay under."""

    rate: float
    p95: float


def make_site(folder: Path) -> Path:
    """The site as files, with its time told."""
    site = folder / "site"
    seconds = [_timed("site", "--out", str(site)) for _ in range(RUNS)]
    _report("static site of one municipality", seconds, SITE_LIMIT)
    return site


def make_pdf(folder: Path) -> None:
    """The whole databook as a PDF, with its time told."""
    _report("whole databook as PDF", [_timed("pdf", "--out", str(folder / "databoek.pdf")) for _ in range(RUNS)], PDF_LIMIT)


def load_both(folder: Path, site: Path, ours: str) -> None:
    """The same page from our server and, as a file beside it, from nginx. ours: its address there."""
    with nginx(folder, site) as address:
        for name, there in (("our server", ours), ("nginx, static files", f"{address}/{PAGE}")):
            found = load(folder, there)
            print(f"{f'{name}, {CONNECTIONS} connections':38}{found.rate:>7.0f}/s{found.p95:>6.1f} ms p95", flush=True)


def make_ten(folder: Path) -> None:
    """Ten municipalities at once as the command line does it, and what that says of all there are."""
    shutil.copytree(os.environ["DATABOEK_DATA"], folder / "one")
    install(folder, MUNICIPALITIES)
    many = {"DATABOEK_GEMEENTEN": str(folder / "gemeenten"), "DATABOEK_DATA": str(folder / "data"), "DATABOEK_AGENDA": ""}
    out = folder / "ten"
    with environment(**many):
        seconds = _timed("site", "--gemeente", "all", "--jobs", "2", "--out", str(out))
    megabytes = sum(each.stat().st_size for each in out.rglob("*") if each.is_file()) / 1e6
    times = ALL / MUNICIPALITIES
    print(f"{f'static sites of {MUNICIPALITIES}, --jobs 2':38}{seconds:>7.1f} s{megabytes:>7.1f} MB")
    print(f"{f'so of all {ALL}':38}{seconds * times / 60:>5.0f} min{megabytes * times / 1000:>7.2f} GB", flush=True)


def load(folder: Path, address: str) -> Load:
    """What wrk found over so many connections that stay open; SystemExit when an answer was wrong, or none came."""
    script = folder / "told.lua"
    script.write_text(_TOLD, encoding="utf-8")
    asked = ["-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip", "-s", str(script), address]
    done = subprocess.run([_tool("wrk"), *asked], capture_output=True, text=True, check=True)
    told = re.search(r"told (\S+) (\S+) (\d+)", done.stdout)
    if told is None or told[3] != "0" or float(told[1]) == 0:
        raise SystemExit(f"{address}: {done.stdout}")
    return Load(float(told[1]), float(told[2]))


@contextmanager
def nginx(folder: Path, site: Path) -> Iterator[str]:
    """With these files, each compressed beforehand."""
    for page in site.rglob("*.html"):
        page.with_name(f"{page.name}.gz").write_bytes(gzip.compress(page.read_bytes()))
    port, settings = free_port(), folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    settings.write_text(_NGINX.format(folder=folder, site=site, port=port, user=user), encoding="utf-8")
    with subprocess.Popen([_tool("nginx"), "-p", str(folder), "-c", str(settings)]) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/{PAGE}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _timed(*arguments: str) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.publish", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.perf_counter() - start


def _report(name: str, seconds: Sequence[float], limit: float) -> None:
    median = statistics.median(seconds)
    verdict = "holds" if median <= limit else "does NOT hold"
    print(f"{name:38}{median:>7.1f} s{max(seconds):>7.1f} s{limit:>6.0f} s  {verdict} (median)", flush=True)


def _tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        raise SystemExit(f"{name} is not installed: .ci/tools --bench does that")
    return found
