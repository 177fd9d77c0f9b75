"""The command `refuse`: say that figures which were kept out stay out, and why, as the page *Verversen* does."""

import getpass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from etl.installation import Place
from etl.run.exits import Exit
from indicators.agenda.problems import AgendaError

_AgendaFile = Annotated[Path, typer.Option("--agenda", envvar="DATABOEK_AGENDA", help="de agenda")]
_DataDir = Annotated[Path, typer.Option("--data", envvar="DATABOEK_DATA", help="de map met de cijfers")]
_NOTHING_WAITS = (
    "Van {source} wacht er niets uit een verversing van het dashboard. Wat is tegengehouden, blijft vanzelf buiten: "
    "de cijfers die er stonden, staan er nog."
)


def register(app: typer.Typer, default_agenda: Path, default_data: Path) -> None:
    """Add the command to the command line."""

    @app.command()
    def refuse(
        source: Annotated[str, typer.Argument(help="tabel of bestand, zoals --accept dat wil")],
        reason: Annotated[str, typer.Option("--reason", help="waarom u deze cijfers weigert")],
        agenda_file: _AgendaFile = default_agenda,
        data_dir: _DataDir = default_data,
    ) -> None:
        """Weiger cijfers die zijn tegengehouden. 0: opgeschreven, 1: er wacht niets, of het kan hier niet."""
        text, code = _refused(Place(agenda=agenda_file, data=data_dir), source, reason)
        typer.echo(text, err=code is not Exit.WELL)
        raise typer.Exit(code)


def _refused(place: Place, source: str, reason: str) -> tuple[str, Exit]:
    from etl.door.actors import Actor, Role  # noqa: PLC0415  only this needs the door, and what that needs
    from etl.door.changes import RefuseDelivery  # noqa: PLC0415
    from etl.door.door import write  # noqa: PLC0415
    from etl.door.jobs import recent  # noqa: PLC0415
    from etl.door.questions import Refreshed  # noqa: PLC0415
    from etl.door.refusals import Refused  # noqa: PLC0415

    told = ((job.id, job.answer) for job in recent(place) if isinstance(job.answer, Refreshed))
    job = next((id_ for id_, answer in told if any(each.accept == source for each in answer.suspects)), None)
    if job is None:
        return _NOTHING_WAITS.format(source=source), Exit.SOME_FAILED
    until = datetime.now(UTC) + timedelta(minutes=1)
    who = Actor(subject="opdrachtregel", name=_name(), role=Role.ADMINISTRATOR, until=until)
    try:
        written = write(who, RefuseDelivery(job=job, accept=source, reason=reason), "", place=place)
    except (Refused, AgendaError) as no:
        return str(no), Exit.SOME_FAILED
    return f"{source}: geweigerd. De cijfers die er stonden, blijven staan. {written.told}".strip(), Exit.WELL


def _name() -> str:
    try:
        return f"{getpass.getuser()} (opdrachtregel)"
    except (OSError, KeyError):  # a container can run as somebody without a name
        return "opdrachtregel"
