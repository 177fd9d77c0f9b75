"""The command `history`: whether it is kept who changes what in the agenda, and beginning to; it never begins by itself."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from etl.run.exits import Exit
from indicators.agenda.load import load_agenda
from indicators.agenda.problems import AgendaError

_AgendaFile = Annotated[Path, typer.Option("--agenda", envvar="DATABOEK_AGENDA", help="de agenda")]
_BEGIN = "Begin van de geschiedenis"
_AROUND = (
    "De agenda staat in een map die al een geschiedenis heeft: {root}. Zet de agenda in een eigen map, of zet "
    "DATABOEK_GESCHIEDENIS=omringend als wijzigingen dáár bij mogen."
)


def register(app: typer.Typer, default_agenda: Path) -> None:
    """Add the command to the command line."""

    @app.command()
    def history(
        agenda_file: _AgendaFile = default_agenda,
        *,
        start: Annotated[bool, typer.Option("--start", help="bewaar vanaf nu wie de agenda wijzigt, wanneer en waarom")] = False,
    ) -> None:
        """Zeg of bewaard wordt wie de agenda wijzigt, of begin daarmee. 0: bewaard, 1: nog niet, of het kan hier niet."""
        text, code = _begin(agenda_file) if start else _told(agenda_file)
        typer.echo(text, err=code is not Exit.WELL)
        raise typer.Exit(code)


def _told(agenda: Path) -> tuple[str, Exit]:
    from etl.door.history import History  # noqa: PLC0415  only this needs dulwich

    found = History.of(agenda)
    if found is None:
        return "Er is nog geen geschiedenis. Typ: python -m etl history --start", Exit.SOME_FAILED
    entries = list(found.entries())
    newest = f" De nieuwste is van {entries[0].at.astimezone():%d-%m-%Y %H:%M}." if entries else ""
    return f"De geschiedenis van {agenda} heeft {len(entries)} {'versie' if len(entries) == 1 else 'versies'}.{newest}", Exit.WELL


def _begin(agenda: Path) -> tuple[str, Exit]:
    from etl.door.files import one_at_a_time  # noqa: PLC0415
    from etl.door.history import History, root_around  # noqa: PLC0415

    try:
        load_agenda(agenda)
    except AgendaError as error:
        return str(error), Exit.SOME_FAILED
    root = root_around(agenda)
    if root is not None and History.of(agenda) is None:
        return _AROUND.format(root=root), Exit.SOME_FAILED
    try:
        with one_at_a_time(agenda.parent):
            began = History.start(agenda).catch_up(agenda.read_bytes(), datetime.now(UTC), what=_BEGIN)
    except OSError as error:
        return f"In {agenda.parent} is niet te schrijven ({error.strerror or error}). Er is niets begonnen.", Exit.SOME_FAILED
    said = "Vanaf nu wordt bewaard wie de agenda wijzigt, wanneer en waarom." if began else "De geschiedenis was er al."
    return f"{said} Zij staat bij {agenda}.", Exit.WELL
