"""The commands that look after the store: verify, rollback, backup and restore; what they do stands in etl.store.keeping."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from etl.run.exits import Exit
from etl.run.stopping import stops_at_once
from etl.store.disk import DiskError, told_in_dutch
from etl.store.healing import has_figures
from etl.store.homes import one_run_at_a_time
from etl.store.versions import BusyError, StoreMissingError

_DataDir = Annotated[Path, typer.Option("--data", envvar="DATABOEK_DATA", help="de map met de cijfers")]
_Version = Annotated[str, typer.Argument(help="een versie die verify noemt; zonder: die van hiervoor")]
_Folder = Annotated[Path, typer.Argument(help="de map met de reservekopie")]


def register(app: typer.Typer, default_data: Path) -> None:
    """Add the commands to the command line."""

    @app.command()
    def verify(data_dir: _DataDir = default_data) -> None:
        """Lees elke versie helemaal en zeg wat heel is. 0: alles, 1: er is iets beschadigd, 3: er is geen hele versie."""
        from etl.store import keeping  # noqa: PLC0415  # a refresh does without

        found = keeping.verify(data_dir)
        typer.echo("\n".join(found.lines))
        raise typer.Exit(Exit.WELL if found.is_well else Exit.SOME_FAILED if found.has_figures else Exit.NOTHING)

    @app.command()
    def rollback(version: _Version = "", data_dir: _DataDir = default_data) -> None:
        """Toon weer de cijfers van de vorige versie; die van nu blijven bewaard."""
        from etl.store import keeping  # noqa: PLC0415  # a refresh does without

        _do(data_dir, data_dir, lambda: keeping.rollback(data_dir, version), alone=True)

    @app.command()
    def backup(folder: _Folder, data_dir: _DataDir = default_data) -> None:
        """Zet een kopie van de cijfers in een andere map; dat mag ook tijdens een verversing."""
        from etl.store import keeping  # noqa: PLC0415  # a refresh does without

        _do(data_dir, folder, lambda: keeping.backup(data_dir, folder), alone=False)

    @app.command()
    def restore(folder: _Folder, data_dir: _DataDir = default_data) -> None:
        """Toon de cijfers van een reservekopie; die van nu blijven bewaard."""
        from etl.store import keeping  # noqa: PLC0415  # a refresh does without

        _do(data_dir, data_dir, lambda: keeping.restore(data_dir, folder), alone=True)


def _do(data_dir: Path, written: Path, work: Callable[[], str], *, alone: bool) -> None:
    """Do it and say what was done; 1 when it could not be done and figures are still there, 3 when there are none."""
    from etl.store.keeping import KeepingError  # noqa: PLC0415

    try:
        with stops_at_once(), told_in_dutch(written):
            if alone:
                with one_run_at_a_time(data_dir):
                    text = work()
            else:
                text = work()
    except (KeepingError, StoreMissingError, BusyError, DiskError) as error:
        _stop(str(error), Exit.SOME_FAILED if has_figures(data_dir) else Exit.NOTHING)
    typer.echo(text)


def _stop(text: str, code: Exit) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)
