"""A manual as a computer reads it: its chapters, the blocks to type, and a clean folder to type them in; it judges nothing.

A block with the language `sh` is typed: it must end well. What follows that word says more:

```sh blijft-draaien    a server: the next blocks of its chapter are typed while it runs; it is stopped at the end
```sh antwoord=1       it must end with this exit code
```sh nodig=nginx,curl programs it starts (comma-separated): tools.py says what happens without them
```

Every block starts in the folder of Databoek, as a terminal that was just opened.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from support.serving import free_port
from support.shipped import ROOT

_MADE = (".git", ".venv", "data", "node_modules", "schermen", "*.egg-info", ".*_cache", ".hypothesis")
_BLOCK = re.compile(r"^```sh([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ELSEWHERE = re.compile(r"(?<![\w./-])/(?=(?:srv|mnt)/)")
"""Folders outside the one of Databoek, which a test has in a place of its own."""
_DATABASE = re.compile(r"\bdb\.voorbeeldstad\.nl\b")
"""Where PostgreSQL is: a test starts one here."""
_PORTS = re.compile(r"(?<=[\s:=])(?:8501|8502|8503|9501|8443)\b")
"""Ports that the manual names; a test takes free ones."""
SECONDS_A_BLOCK, SECONDS_TO_START = 180, 60


class Block(NamedTuple):
    """What is typed in one go, and what was said of it."""

    text: str
    keeps_running: bool
    exit_code: int
    needs: tuple[str, ...]


class UnknownWordError(Exception):
    """A word behind `sh` that means nothing."""


def chapters(manual: str) -> dict[str, list[Block]]:
    """By heading of the second level, the blocks to type below it."""
    parts = re.split(r"^## (.+)$", manual, flags=re.MULTILINE)[1:]
    return {heading: blocks_in(text) for heading, text in zip(parts[::2], parts[1::2], strict=True)}


def blocks_in(text: str) -> list[Block]:
    """UnknownWordError when a fence says something that is not in the list above."""
    return [_block(words.split(), typed) for words, typed in _BLOCK.findall(text)]


def _block(words: list[str], typed: str) -> Block:
    said = dict(word.partition("=")[::2] for word in words)
    if unknown := set(said) - {"blijft-draaien", "antwoord", "nodig"}:
        raise UnknownWordError(f"```sh {' '.join(sorted(unknown))}: see tests/support/manual.py")
    needs = tuple(said.get("nodig", "").split(",")) if said.get("nodig") else ()
    return Block(typed, "blijft-draaien" in said, int(said.get("antwoord", 0)), needs)


def clean_folder(target: Path) -> Path:
    """Databoek as somebody gets it: without what running and building it makes, but for Python's own copies, which save time."""
    return Path(shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_MADE)))


@dataclass
class Terminal:
    """Where a chapter is typed; places of its own for ports and for folders elsewhere."""

    home: Path
    environment: Mapping[str, str]
    _running: list[subprocess.Popen] = field(default_factory=list)
    _ports: dict[str, int] = field(default_factory=dict)

    @classmethod
    def clean(cls, below: Path) -> "Terminal":
        """In a clean folder. Nothing is fetched: what pip is asked for is here already, and CBS is out of reach."""
        packages = sysconfig.get_paths()["purelib"]
        bins = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        nobody = {"DATABOEK_CBS_BASE": "http://127.0.0.1:9", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        usual = {name: value for name, value in os.environ.items() if not name.startswith(("DATABOEK_", "STREAMLIT_"))}
        return cls(clean_folder(below / "databoek"), {**usual, "PATH": bins, "PYTHONPATH": packages, **nobody})

    def link_environment(self) -> None:
        """The Python of this run as .venv/, for a chapter that is about something else than installing."""
        (self.home / ".venv").symlink_to(sys.prefix)

    def typed(self, text: str) -> str:
        """The text with our own ports, folders and database."""
        text = _DATABASE.sub("127.0.0.1", _ELSEWHERE.sub(f"{self.home.parent}/", text))
        return _PORTS.sub(lambda found: str(self._ports.setdefault(found[0], free_port())), text)

    def type(self, block: Block) -> subprocess.CompletedProcess[str]:
        """Type it and wait until it ends, or until what keeps running answers; AssertionError with its words if not."""
        command = ["bash", "-euo", "pipefail", "-c", self.typed(block.text)]
        if block.keeps_running:
            return self._start(command, block)
        done = subprocess.run(
            command, cwd=self.home, env=self.environment, capture_output=True, text=True, timeout=SECONDS_A_BLOCK, check=False
        )
        assert done.returncode == block.exit_code, f"{block.text}\nended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done

    def _start(self, command: list[str], block: Block) -> subprocess.CompletedProcess[str]:
        log = self.home.parent / f"runs-{len(self._running)}.txt"
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=self.home, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )
        self._running.append(process)
        ports = [self._ports[found] for found in _PORTS.findall(block.text)]
        until = time.monotonic() + SECONDS_TO_START
        while not all(_answers(port) for port in ports):
            said = log.read_text(encoding="utf-8")
            assert process.poll() is None, f"{block.text}\nstopped with {process.returncode}:\n{said}"
            assert time.monotonic() < until, f"{block.text}\ndoes not answer:\n{said}"
            time.sleep(0.2)
        return subprocess.CompletedProcess(command, 0, "", "")

    def close(self) -> None:
        """Stop what still runs, as Ctrl+C does."""
        for process in reversed(self._running):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def terminal(below: Path) -> Iterator[Terminal]:
    """A clean one, with everything it started ended afterwards."""
    opened = Terminal.clean(below)
    try:
        yield opened
    finally:
        opened.close()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
