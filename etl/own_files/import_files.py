"""One-off command: write the files in config/bestanden from their originals, with only the columns the agenda uses.

`python -m etl.own_files.import_files FOLDER` reads `<name>.csv` in FOLDER for every name in FILES and writes it as
semicolon-separated UTF-8 with a decimal comma. Figures are taken over as they stand; what they mean is for etl.files.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.delivery import SourceError
from etl.own_files.notation import as_text, is_missing
from etl.own_files.opening import open_grid, own_file
from etl.own_files.sheet import Wanted, find_sheet

TARGET = Path(__file__).resolve().parents[2] / "config" / "bestanden"


@dataclass(frozen=True)
class Extract:
    """What is kept of one original: the columns that say where and when, and those with figures."""

    keys: tuple[str, ...]
    figures: tuple[str, ...]


FILES = {
    "regionale-monitor-brede-welvaart": Extract(
        keys=("gemeente", "jaar"),
        figures=(
            "langdurige_aandoening",
            "netto_arbeidsparticipatie",
            "onveilig_voelen",
            "overgewicht",
            "sociaal_contact",
            "sociale_cohesie",
            "tevredenheid_leven",
            "vertrouwen_in_anderen",
            "vrijwilligerswerk",
            "werkloosheid",
        ),
    ),
    "kiesraad-tweede-kamer": Extract(keys=("gemeente", "jaar"), figures=("kiesgerechtigden", "opkomst")),
    "gebieden-2024": Extract(
        keys=("gemeente", "naam", "provincie"), figures=("inwoners", "stedelijkheid", "omgevingsadressendichtheid")
    ),
    "wmo-kwb-2021-2022": Extract(keys=("gemeente", "jaar"), figures=("wmo_clienten_per_1000",)),
}
_COUNTS = frozenset({"kiesgerechtigden", "opkomst", "inwoners", "omgevingsadressendichtheid"})
"""Numbers of people or addresses: an original may write 9772,0."""


def extract(folder: Path, name: str, columns: Extract) -> tuple[str, int]:
    """The text of the file to write, and how many lines with at least one figure it has; SourceError when it cannot be read."""
    names = (*columns.keys, *columns.figures)
    wanted = Wanted(keys=columns.keys, figures=columns.figures, place="")
    sheet = find_sheet(open_grid(own_file(folder, f"{name}.csv"), sheet=None, wanted=names), wanted)
    lines = sorted(
        tuple(_written(name, as_text(cell)) for name, cell in zip(names, cells, strict=True))
        for cells in zip(*(sheet.column(name) for name in names), strict=True)
        if not all(is_missing(cell) for cell in cells[len(columns.keys) :])
    )
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows([names, *lines])
    return buffer.getvalue(), len(lines)


def _written(name: str, text: str) -> str:
    return re.sub(r"[.,]0+$", "", text) if name in _COUNTS else text


def main(
    folder: Annotated[Path, typer.Argument(help="Map met de originele bestanden.")],
    target: Annotated[Path, typer.Option("--naar", help="Map waarin de bestanden komen.")] = TARGET,
) -> None:
    """Maak de bestanden in config/bestanden opnieuw uit de originelen in MAP."""
    try:
        texts = {name: extract(folder, name, columns) for name, columns in FILES.items()}
    except SourceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    for name, (text, count) in texts.items():
        (target / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        typer.echo(f"{target / name}.csv: {count} regels")


if __name__ == "__main__":
    typer.run(main)
