"""What a refresh does not load: the command line takes in only what its command needs."""

import subprocess
import sys

import pytest
from support.shipped import AGENDA, ROOT

HEAVY = ("pandas", "scipy", "cbsodata", "openpyxl", "streamlit", "altair", "babel.dates")
SCRIPT = """
import sys
from etl.__main__ import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print("exit", end.code)
print("loaded", *[name for name in {heavy!r} if name in sys.modules])
"""


def run(*words):
    command = [sys.executable, "-c", SCRIPT.format(heavy=HEAVY), *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("times", [1, 2])
def test_a_refresh_from_the_recording_loads_no_frames_no_statistics_and_no_other_client(tmp_path, times):
    for _ in range(times):
        *_, end, loaded = run("refresh", "--source", "recording", "--agenda", AGENDA, "--data", tmp_path / "data")
    assert (end, loaded) == ("exit 0", "loaded")


def test_a_command_that_shows_frames_does_load_them(tmp_path):
    run("refresh", "--source", "recording", "--agenda", AGENDA, "--data", tmp_path / "data")
    *_, loaded = run("status", "--agenda", AGENDA, "--data", tmp_path / "data")
    assert "pandas" in loaded
