"""Refreshes again and again: one run at a time, each a process of its own with a deadline; it fetches nothing itself.

`python -m etl refresh --every 24h` becomes this process, which has loaded next to nothing: what a run takes is given back.
"""

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from etl.json_lines import one_line, wants_json
from etl.run.schedule import duration, longest_delay, until_due
from etl.store.run_log import logged_runs

_SECONDS_A_LOOK, _SECONDS_TO_END = 0.2, 15.0
_FIGURES = (0, 1)
"""Answers of a refresh after which there are figures to say something of."""
_AGENDA_WRONG = 2


class Schedule:
    """One schedule until it is told to stop, which it does within a second while it waits, and with its run ended."""

    def __init__(self, data_dir: Path, *, every: timedelta, deadline: timedelta, refresh: list[str], log: list[str]) -> None:
        self._data_dir = data_dir
        self._every = every
        self._deadline = deadline
        self._refresh = refresh
        self._log = log
        self._is_told_to_stop = False

    def stop(self, *_: object) -> None:
        """Told to end."""
        self._is_told_to_stop = True

    def keep_on(self) -> int:
        """0 when told to stop; 2 when the agenda has mistakes at the very first run, before which nobody ever saw it work."""
        wait, is_first = until_due(logged_runs(self._data_dir), self._every, datetime.now(UTC)), True
        while True:
            if wait:
                _say(f"Volgende verversing: {_moment(datetime.now(UTC) + wait)}.")
            self._wait(wait)
            if self._is_told_to_stop:
                _say("Gestopt. De cijfers staan zoals ze waren.")
                return 0
            started = time.monotonic()
            answer = self._run(self._refresh)
            if answer == _AGENDA_WRONG and is_first:
                return answer
            if answer in _FIGURES:
                self._run(self._log)
            is_first = False
            late = random.uniform(0, longest_delay(self._every).total_seconds())  # noqa: S311  no secret  # nosec B311
            wait = self._every + timedelta(seconds=late - (time.monotonic() - started))

    def _wait(self, long: timedelta) -> None:
        until = time.monotonic() + long.total_seconds()
        while not self._is_told_to_stop and (left := until - time.monotonic()) > 0:
            time.sleep(min(_SECONDS_A_LOOK, left))

    def _run(self, command: list[str]) -> int | None:
        """What it answered; None when it was ended, because of its deadline or ours."""
        if self._is_told_to_stop:
            return None
        until = time.monotonic() + self._deadline.total_seconds()
        with subprocess.Popen(command) as process:  # noqa: S603  our own Python, no shell  # nosec B603
            while process.poll() is None:
                if self._is_told_to_stop or time.monotonic() > until:
                    self._end(process)
                    return None
                time.sleep(_SECONDS_A_LOOK)
        return process.returncode

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        if not self._is_told_to_stop:
            _say("De verversing duurde te lang en is gestopt (--deadline). De cijfers die er al stonden, blijven staan.")
        process.terminate()
        try:
            process.wait(timeout=_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()


def command_of(data_dir: Path, agenda_file: Path | None, source: str, *, every: str, deadline: str) -> list[str]:
    """What to become, to refresh on this schedule; without an agenda: all of an installation of many."""
    return [sys.executable, "-m", "etl.run.scheduled", str(data_dir), str(agenda_file or ""), source, every, deadline]


def main(arguments: list[str]) -> int:
    """From what command_of gives."""
    data_dir, agenda_file, source, every, deadline = arguments
    where = ["--data", data_dir, "--agenda", agenda_file] if agenda_file else []
    etl = [sys.executable, "-m", "etl"]
    schedule = Schedule(
        Path(data_dir),
        every=duration(every),
        deadline=duration(deadline),
        refresh=[*etl, "refresh", *where, "--source", source, "--planned", every],
        log=[*etl, "log", *where],
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, schedule.stop)
    return schedule.keep_on()


def _say(text: str) -> None:
    sys.stdout.write(f"{one_line(text) if wants_json() else text}\n")
    sys.stdout.flush()


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d-%m-%Y %H:%M}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
