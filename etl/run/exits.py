"""How a command ends: what it answers to the shell, and in one sentence what nobody foresaw; it does no command's work."""

import os
import sys
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from pathlib import Path
from typing import Any

import typer

from etl.json_lines import wants_json
from etl.run.mishaps import unforeseen


class Exit(IntEnum):
    """What a command answers to the shell; `bin/start` tells them apart. A remark changes none of them."""

    WELL = 0
    SOME_FAILED = 1
    AGENDA_WRONG = 2
    NOTHING = 3
    UNFORESEEN = 70
    """EX_SOFTWARE of sysexits.h: apart from what a command means to say."""


def answering(app: typer.Typer, *, data_dir: Path) -> typer.Typer:
    """The same commands, of which none ends in a traceback; data_dir: whose log tells of one that has no --data."""
    for command in app.registered_commands:
        if command.callback is not None:
            command.callback = _answering(command.callback, Path(os.environ.get("DATABOEK_DATA") or data_dir))
    if hasattr(sys.stdout, "reconfigure"):  # a terminal or log in ASCII gets a question mark for what it cannot show
        sys.stdout.reconfigure(errors="replace")
    return app


def _answering(command: Callable[..., Any], data_dir: Path) -> Callable[..., Any]:
    @wraps(command)
    def run(**given: Any) -> None:
        try:
            wants_json()
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        try:
            command(**given)
        except (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError):  # typer's own business
            raise
        except Exception as error:
            sys.stderr.write(f"{unforeseen(error, given.get('data_dir', data_dir))}\n")
            raise typer.Exit(Exit.UNFORESEEN) from error

    return run
