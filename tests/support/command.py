"""`python -m etl …`: as a process of its own, as people type it, or as a call in this one, which tells and answers the same.

To start Python and load the command takes most of a second; what only the start brings (exit codes of signals, a terminal in
ASCII, an empty environment) is for the process.
"""

import os
import subprocess
import sys
from functools import lru_cache
from typing import NamedTuple

from support.shipped import ROOT
from typer.testing import CliRunner

from etl.__main__ import app
from etl.run.exits import answering

NOWHERE = "http://127.0.0.1:9"
"""Where nobody listens."""


class Done(NamedTuple):
    """What a command answered to the shell, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def as_process(*words: object, cbs: str = NOWHERE, **environment: str) -> Done:
    """As a newcomer would, with the catalogues at cbs."""
    done = subprocess.run(
        [sys.executable, "-m", "etl", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **_settings(cbs), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def call(*words: object, cbs: str = NOWHERE, **environment: str) -> Done:
    """The same command by a call; what is raised past it, which would be a traceback, is raised here."""
    _answers()
    found = CliRunner().invoke(app, [str(word) for word in words], env=_settings(cbs) | environment, catch_exceptions=False)
    return Done(found.exit_code, found.stdout, found.stderr)


@lru_cache(maxsize=1)
def _answers() -> None:
    answering(app, data_dir=ROOT / "data")


def _settings(cbs: str) -> dict[str, str]:
    return {"DATABOEK_CBS_BASE": cbs, "COLUMNS": "200"}
