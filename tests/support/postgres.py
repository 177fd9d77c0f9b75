"""PostgreSQL of Debian as a process of our own: in a folder that goes with it, on a free port, run by who is not root."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from support.serving import free_port
from support.tools import require

OWNER = "postgres"
"""The server refuses to be root's; Debian's package brings this account."""
SECONDS_TO_START = 60


class Postgres:
    """One server, without a password, for this computer alone."""

    def __init__(self, folder: Path) -> None:
        require("pg_ctlcluster")
        self.folder, self.port = folder, free_port()
        self._programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self._process: subprocess.Popen | None = None
        self._numbers = count()
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, pwd.getpwnam(OWNER).pw_gid)
        self._run("initdb", "-D", str(folder / "db"), "-A", "trust", "-U", OWNER, "-N")

    def start(self) -> None:
        told = ["-D", str(self.folder / "db"), "-p", str(self.port), "-k", str(self.folder)]
        # What keeps figures through a power cut, or tidies up behind weeks of work, is no use to a server of some minutes.
        fast = ("fsync=off", "full_page_writes=off", "autovacuum=off")
        settings = [word for each in ("listen_addresses=127.0.0.1", *fast) for word in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(self._command("postgres", *told, *settings), stdout=log, stderr=log, cwd="/")
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text(encoding="utf-8")
            assert time.monotonic() < until, "PostgreSQL does not answer"
            time.sleep(0.05)

    def stop(self, *, for_good: bool = False) -> None:
        """At once, whoever is connected; for_good: without writing down what it holds, since its folder goes too."""
        if self._process:
            self._process.send_signal(signal.SIGQUIT if for_good else signal.SIGINT)
            self._process.wait(timeout=60)
            self._process = None

    def database(self) -> str:
        """A new one, with a user that owns it and nothing else; how libpq is told of it."""
        name, told = f"databoek{next(self._numbers)}", ["-h", str(self.folder), "-p", str(self.port), "-U", OWNER]
        self._run("createuser", *told, name)
        self._run("createdb", *told, "-O", name, name)
        return f"host=127.0.0.1 port={self.port} user={name} dbname={name}"

    def _answers(self) -> bool:
        asked = self._command("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port))
        return subprocess.run(asked, check=False, cwd="/").returncode == 0

    def _run(self, program: str, *told: str) -> None:
        subprocess.run(self._command(program, *told), check=True, capture_output=True, cwd="/")

    def _command(self, program: str, *told: str) -> list[str]:
        whose = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []
        return [*whose, str(self._programs / program), *told]


@contextmanager
def serving() -> Iterator[Postgres]:
    """A server that answers, until the end; not below pytest's folders, which are root's alone."""
    folder = Path(tempfile.mkdtemp(prefix="databoek-pg-"))
    try:
        server = Postgres(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop(for_good=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
