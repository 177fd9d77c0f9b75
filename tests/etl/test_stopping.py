"""A request to stop is heard whatever the threads of the run are doing."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.run.each import Exit, _Runner
from etl.run.stopping import stops_at_once

ROOT = Path(__file__).parents[2]
MAIN_WAITS = """
import signal, threading, time
from etl.run.stopping import stops_at_once

def send():
    time.sleep(0.5)
    signal.pthread_kill(fetching.ident, signal.{name})

fetching = threading.Thread(target=time.sleep, args=(60,), daemon=True)
with stops_at_once():
    fetching.start()
    threading.Thread(target=send, daemon=True).start()
    threading.Lock().acquire(), threading.Event().wait()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130)])
def test_a_signal_that_another_thread_gets_does_not_wait_for_the_main_one(name, code):
    done = subprocess.run(
        [sys.executable, "-c", MAIN_WAITS.format(name=name)], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (code, "Afgebroken. De cijfers die er al stonden, zijn niet veranderd.\n")


def test_afterwards_all_is_as_it_was_before():
    heard = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    try:
        for _ in range(3):
            with stops_at_once():
                pass
        signal.raise_signal(signal.SIGTERM)
        assert (heard, signal.set_wakeup_fd(-1)) == ([signal.SIGTERM], -1)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_who_is_told_to_end_while_the_next_one_is_being_started_ends_it(monkeypatch):
    real = subprocess.Popen
    with _Runner() as runner:

        def told_meanwhile(*words, **how):
            process = real(*words, **how)
            signal.raise_signal(signal.SIGTERM)
            return process

        monkeypatch.setattr(subprocess, "Popen", told_meanwhile)
        code = runner.run([sys.executable, "-c", "import time; time.sleep(60)"], {})
    assert (code, runner.told_to_end) == (128 + signal.SIGTERM, signal.SIGTERM)
    assert code not in set(Exit)
