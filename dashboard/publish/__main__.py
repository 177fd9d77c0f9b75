"""The command line: python -m dashboard.publish data and others; every command stands in a module of its own."""

import logging
import sys

import typer

from dashboard.publish import data_command, feeds_command, letter_command, meeting_command, pdf_command, site_command

UNFORESEEN = 70
"""What is answered to the shell then, as by `python -m etl`."""
log = logging.getLogger("databoek")
app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Maak bestanden van het databoek, voor wie het zonder dashboard wil lezen of gebruiken.",
)


@app.callback()
def publish() -> None:
    """Maak bestanden van het databoek. De agenda en de cijfers staan waar DATABOEK_AGENDA en DATABOEK_DATA zeggen."""


for command in (data_command, feeds_command, pdf_command, meeting_command, letter_command, site_command):
    command.register(app)


def main() -> int:
    """The command that was typed, which ends by itself; what nobody foresaw is told in a sentence, and in the log."""
    try:
        app()
    except Exception as error:
        log.exception("publish failed")
        sys.stderr.write(f"Dit was niet voorzien ({type(error).__name__}). Meld het bij de beheerder, met wat hierboven staat.\n")
        return UNFORESEEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
