"""The command line: python -m dashboard.publish data and others; every command stands in a module of its own."""

import sys

import typer

from dashboard.publish import data_command, feeds_command, pdf_command

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Maak bestanden van het databoek, voor wie het zonder dashboard wil lezen of gebruiken.",
)


@app.callback()
def publish() -> None:
    """Maak bestanden van het databoek. De agenda en de cijfers staan waar DATABOEK_AGENDA en DATABOEK_DATA zeggen."""


for command in (data_command, feeds_command, pdf_command):
    command.register(app)

if __name__ == "__main__":
    sys.exit(app())
