"""The process that draws charts: a question on standard input, the drawing on standard output, until there are no more questions.

Started by drawing.py, as a program that loads nothing else of Databoek.
"""

import json
import signal
import struct
import sys
from collections.abc import Callable
from typing import Any

HEAD = struct.Struct(">?I")
"""Before each answer: whether it went well, and how many bytes follow. Before each question the same."""


def main() -> None:
    """Draw what is asked; that a chart cannot be drawn is an answer too."""
    import vl_convert  # noqa: PLC0415  # who asks does without

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the server ends this by asking no more
    ways: dict[str, Callable[..., Any]] = {"svg": vl_convert.vegalite_to_svg, "png": vl_convert.vegalite_to_png}
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(HEAD.size):
        question = json.loads(asked.read(HEAD.unpack(head)[1]))
        is_drawn, answer = _drawn(ways[question["kind"]], question)
        told.write(HEAD.pack(is_drawn, len(answer)) + answer)
        told.flush()


def _drawn(draw: Callable[..., Any], question: dict[str, Any]) -> tuple[bool, bytes]:
    try:
        found = draw(question["spec"], allowed_base_urls=[], **question["how"])
    except Exception as error:  # noqa: BLE001  whatever it is, the next chart may be well
        return False, str(error).encode()
    return True, found if isinstance(found, bytes) else str(found).encode()


if __name__ == "__main__":
    main()
