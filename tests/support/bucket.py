"""S3 as moto serves it, in a process of its own on a free port; nothing here talks to Amazon.

Moto lies in .venv/s3: what it is built of does not go with what Databoek is built of. `make test` puts it there.
"""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.serving import free_port
from support.tools import require

SECONDS_TO_START = 60
_STARTS = "from moto.server import main; main(['-H', '127.0.0.1', '-p', '{port}'])"


@contextmanager
def bucket(folder: Path, name: str = "databoek") -> Iterator[dict[str, str]]:
    """An empty bucket; what the environment says of it."""
    port, python = free_port(), require(str(Path(sys.prefix) / "s3" / "bin" / "python"))
    address = f"http://127.0.0.1:{port}"
    with (folder / "moto.log").open("wb") as log:
        process = subprocess.Popen([python, "-c", _STARTS.format(port=port)], stdout=log, stderr=log)
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not _made(f"{address}/{name}"):
            assert process.poll() is None, (folder / "moto.log").read_text(encoding="utf-8")
            assert time.monotonic() < until, "moto does not answer"
            time.sleep(0.1)
        yield {"AWS_ACCESS_KEY_ID": "sleutel", "AWS_SECRET_ACCESS_KEY": "geheim", "AWS_ENDPOINT_URL": address}
    finally:
        process.terminate()
        process.wait(timeout=30)


def _made(address: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method="PUT"), timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
