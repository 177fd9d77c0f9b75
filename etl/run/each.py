"""One command for every agenda of an installation, each in a process of its own, so memory returns; it does no command's work."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, Self

from etl.cbs.shared import VARIABLE
from etl.installation import Place, places_in
from etl.json_lines import wants_json
from etl.run.exits import Exit

ROOT = Path(__file__).resolve().parents[2]
FOR_EACH = ("refresh", "log", "check", "status", "verify")
"""Commands that mean something for all of them together; the others need to be told which one."""

_LOGGED = ("refresh", "log")
"""Commands that say what they do as lines of JSON when that is asked; each line names its folder."""
_OF_ONE = ("--agenda", "--data", "--gemeente", "--every", "--json", "--help")
"""Who says one of these means one agenda, one shape of output, or a round of its own."""


def places() -> tuple[Place, ...]:
    """The agendas in the folder of DATABOEK_GEMEENTEN, or config/gemeenten; none when the installation has one agenda.

    InstallationError when a folder has a name that cannot be an address.
    """
    if os.environ.get("DATABOEK_AGENDA"):
        return ()
    folder = Path(os.environ.get("DATABOEK_GEMEENTEN") or ROOT / "config" / "gemeenten")
    return places_in(folder, Path(os.environ.get("DATABOEK_DATA") or ROOT / "data"))


def is_for_each(arguments: Sequence[str]) -> bool:
    """Whether these arguments of the command line mean every agenda."""
    given = {argument.partition("=")[0] for argument in arguments}
    return bool(arguments) and arguments[0] in FOR_EACH and given.isdisjoint(_OF_ONE)


def settings_of(place: Place) -> dict[str, str]:
    """What the environment of a command for this agenda says."""
    return {"DATABOEK_AGENDA": str(place.agenda), "DATABOEK_DATA": str(place.data)}


def run_each(wanted: Sequence[Place], arguments: Sequence[str]) -> int:
    """Run the command for each; 0 when all went well, 1 when some of them did, else the highest of what they answer.

    What CBS answered one of them is not asked again for the next. Told to end, it ends the one at work and begins no other.
    """
    codes: list[int] = []
    is_gathered = wants_json() and arguments[0] in _LOGGED
    with _one_round() as shared, _Runner() as runner:
        for place in wanted:
            if runner.told_to_end:
                return 128 + runner.told_to_end
            if not is_gathered:
                sys.stdout.write(f"\n{place.name}\n{'-' * len(place.name)}\n")
                sys.stdout.flush()
            codes.append(runner.run([sys.executable, "-m", "etl", *arguments], os.environ | settings_of(place) | shared))
    if runner.told_to_end:
        return 128 + runner.told_to_end
    is_partly_well = any(code in {Exit.WELL, Exit.SOME_FAILED} for code in codes)
    return Exit.SOME_FAILED if any(codes) and is_partly_well else max(codes)


class _Runner:
    """Runs one process at a time, and ends it when this one is told to end (SIGTERM, Ctrl+C)."""

    def __init__(self) -> None:
        self.told_to_end = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._end) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def run(self, command: list[str], environment: Mapping[str, str]) -> int:
        """What it answers, as the shell tells it: one that was ended gives 128 and the number of the signal."""
        with subprocess.Popen(command, env=environment) as self._process:  # noqa: S603  our own Python, no shell  # nosec B603
            if self.told_to_end:  # while it was being started
                self._process.terminate()
            code = self._process.wait()
        return code if code >= 0 else 128 - code

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.told_to_end = number
        if self._process and self._process.poll() is None:
            self._process.terminate()


@contextmanager
def _one_round() -> Iterator[dict[str, str]]:
    """A folder for what CBS answers, gone after the round."""
    with tempfile.TemporaryDirectory(prefix="databoek-opgehaald-") as folder:
        yield {VARIABLE: folder}
