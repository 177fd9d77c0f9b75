"""A chart as a picture, drawn by a process of its own: what draws lets no other work of Python go on, so every page would wait.

The process starts at the first picture, and ends with the one that asks. Nothing is fetched from anywhere. A server draws one
picture at a time; who makes a whole publication asks for more, which takes some 135 MB for each.
"""

import json
import subprocess  # nosec B404
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import LifoQueue
from threading import Timer
from typing import IO, Any

from dashboard.charts.drawer import HEAD

_DRAWER = Path(__file__).with_name("drawer.py")
_LONGEST = 60.0
"""Seconds for one picture; the usual is a tenth of one."""


class DrawingError(Exception):
    """This chart could not be drawn; the text says why."""


class _Drawer:
    """For one who asks; a process that died or took too long is followed by another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def draw(self, question: bytes) -> bytes:
        """The drawing; DrawingError when there is none."""
        process = self._running()
        late = Timer(_LONGEST, process.kill)
        late.start()
        try:
            is_drawn, answer = _asked(process, question)
        except (OSError, EOFError) as error:
            self._end(process)
            raise DrawingError("het tekenen is afgebroken") from error
        finally:
            late.cancel()
        if not is_drawn:
            raise DrawingError(answer.decode("utf-8", "replace"))
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            # -I: whatever stands in the folder or the environment, it is our own program and the installed library.
            command = [sys.executable, "-I", str(_DRAWER)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # nosec B603
        return self._process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        self._process = None


def _asked(process: subprocess.Popen[bytes], question: bytes) -> tuple[bool, bytes]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(HEAD.pack(True, len(question)) + question)
    process.stdin.flush()
    is_drawn, size = HEAD.unpack(_read(process.stdout, HEAD.size))
    return is_drawn, _read(process.stdout, size)


def _read(answers: IO[bytes], size: int) -> bytes:
    """So many bytes; EOFError when the process ended before."""
    found = answers.read(size)
    if len(found) < size:
        raise EOFError
    return found


class _Drawers:
    """Who asks waits for one that is free: the one that drew last, so that no process starts without need."""

    def __init__(self) -> None:
        self._free: LifoQueue[_Drawer] = LifoQueue()
        self.count = 0

    def grow(self, count: int) -> None:
        """Until there are so many."""
        while self.count < count:
            self._free.put(_Drawer())
            self.count += 1

    def draw(self, question: bytes) -> bytes:
        """The drawing, in its turn; DrawingError when there is none."""
        drawer = self._free.get()
        try:
            return drawer.draw(question)
        finally:
            self._free.put(drawer)


_drawers = _Drawers()
_drawers.grow(1)


def draw_at_once(count: int) -> None:
    """From here on so many pictures are drawn at the same time, by as many processes."""
    _drawers.grow(count)


def svgs_of(specs: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Each of these as SVG, in their order; the next is put together while others are drawn."""
    with ThreadPoolExecutor(_drawers.count, "tekenen") as pool:
        yield from pool.map(svg_of, specs)


def svg_of(spec: dict[str, Any]) -> bytes:
    """This Vega-Lite specification as SVG; DrawingError when it cannot be drawn."""
    return _drawers.draw(json.dumps({"kind": "svg", "spec": spec, "how": {}}).encode())


def png_of(spec: dict[str, Any], scale: float) -> bytes:
    """The same as PNG, so many times as sharp as its size says."""
    return _drawers.draw(json.dumps({"kind": "png", "spec": spec, "how": {"scale": scale}}).encode())
