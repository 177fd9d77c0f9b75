"""The command line: python -m etl refresh, log, check and others, and those of etl.run.upkeep, turning_down and history_start."""

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # until all is loaded: that is never garbage, and looking through it takes an eighth of the loading

import json
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from etl.cbs.client import CATALOGUES, Catalogues, FoundTable
from etl.delivery import SourceError
from etl.installation import InstallationError
from etl.json_lines import one_line, wants_json
from etl.memory import give_back
from etl.run import each, history_start, turning_down, upkeep
from etl.run.exits import Exit, answering
from etl.run.mishaps import log, logged
from etl.run.refresh import refresh
from etl.run.renewed_titles import keep_up
from etl.run.report import TerminalWatch, name_of, summary, told_once
from etl.run.run import Mode, Run
from etl.run.schedule import duration
from etl.run.scheduled import command_of
from etl.run.stopping import stops_at_once
from etl.store.answered import answers_of
from etl.store.disk import DiskError, told_in_dutch
from etl.store.healing import has_figures
from etl.store.light_arrow import light_arrow
from etl.store.publication import Reading
from etl.store.store import Store, open_store
from etl.store.versions import BusyError, StoreMissingError, StoreNewerError
from indicators.agenda.load import load_agenda, locate
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError

ROOT = Path(__file__).resolve().parent.parent

DEADLINE = "2h"
"""For a run on a schedule: CBS at its slowest, asked for millions of figures, takes less."""
PATIENCE = 20.0
"""Seconds that `check --live` and `tables` wait for a sign of a catalogue: somebody asked for just that."""

console = Console(highlight=False, soft_wrap=True)
app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Haal de cijfers van de agenda op."
)
_AgendaFile = Annotated[Path, typer.Option("--agenda", envvar="DATABOEK_AGENDA", help="de agenda")]
_DataDir = Annotated[Path, typer.Option("--data", envvar="DATABOEK_DATA", help="de map met de cijfers")]
_Source = Annotated[Mode, typer.Option("--source", help="auto: CBS, en anders de meegeleverde opname")]
_Force = Annotated[bool, typer.Option("--force", help="haal ook op wat bij CBS niet is gewijzigd")]
_Accept = Annotated[list[str] | None, typer.Option("--accept", help="tabel of bestand waarvan de cijfers toch kloppen")]
_Every = Annotated[str | None, typer.Option("--every", metavar="DUUR", help="blijf draaien en ververs steeds na 24h, 90m of 7d")]
_Deadline = Annotated[str | None, typer.Option("--deadline", metavar="DUUR", help="bij --every: hoe lang er een mag duren (2h)")]
_Planned = Annotated[
    str | None,
    typer.Option("--planned", metavar="DUUR", help="een rooster start dit elke zoveel tijd; het dashboard zegt dat dan"),
]
_Into = Annotated[Path, typer.Option("--into", help="de map van de opname")]
_DEFAULT_AGENDA = ROOT / "config" / "agenda.yaml"
_DEFAULT_DATA = ROOT / "data"
_MADE_BEFORE_A_LOOK = 50_000
"""Things; as Python comes, it is 700."""


@app.command("refresh")
def refresh_command(
    agenda_file: _AgendaFile = _DEFAULT_AGENDA,
    data_dir: _DataDir = _DEFAULT_DATA,
    source: _Source = Mode.AUTO,
    *,
    force: _Force = False,
    accept: _Accept = None,
    every: _Every = None,
    deadline: _Deadline = None,
    planned: _Planned = None,
) -> None:
    """Haal de cijfers op en zet ze klaar. 0: gelukt, 1: een deel mislukt, 2: agenda fout, 3: geen cijfers, 70: niet voorzien.

    Met --every blijft dit draaien, met daarna steeds ook `log`, tot u het stopt; dan is het antwoord 0.
    """
    if every is None and deadline is not None:
        raise typer.BadParameter("--deadline hoort bij --every")
    if every is not None:
        if force or accept or planned:
            raise typer.BadParameter("--every gaat niet samen met --force, --accept of --planned")
        limit = deadline or DEADLINE
        for written in (every, limit):
            _duration(written)
        places = each.places() if agenda_file == _DEFAULT_AGENDA else ()
        # Of many, the first tells when a run is due.
        folder, file = (places[0].data, None) if places else (data_dir, agenda_file)
        command = command_of(folder, file, source, every=every, deadline=limit)
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606  our own Python, without a shell  # nosec B606
    _log_alone()
    next_at = datetime.now(UTC) + _duration(planned) if planned else None
    agenda = _agenda_or_exit(agenda_file)
    run = Run(
        agenda=agenda,
        files_dir=agenda_file.parent,
        data_dir=data_dir,
        mode=source,
        is_forced=force,
        accepted=tuple(accept or ()),
        next_at=next_at,
    )
    try:
        with stops_at_once(), light_arrow(), TerminalWatch(console) as watch:
            result = refresh(run, watch)
    except BusyError as error:
        _stop(str(error), Exit.SOME_FAILED)
    except (DiskError, StoreNewerError) as error:
        _stop(str(error), Exit.SOME_FAILED if has_figures(data_dir) else Exit.NOTHING)
    keep_up(data_dir, result.readings)
    for text in result.remarks:
        console.print(text, markup=False)
    if result.store is None:
        _print_run(result.readings, None)
        _stop(
            "Er is nog geen enkel cijfer; hierboven staat waarom. Geen netwerk? Typ: python -m etl refresh --source recording",
            Exit.NOTHING,
        )
    with light_arrow():
        store = open_store(data_dir)
        _print_run(result.readings, store)
        found = store.indicators_of(agenda.info.municipality)
        with_figures = sum(1 for indicator in agenda.indicators if indicator.id in found)
        console.print(f"{with_figures} van {len(agenda.indicators)} indicatoren hebben cijfers voor {name_of(store, agenda)}.")
    raise typer.Exit(Exit.SOME_FAILED if result.failed else Exit.WELL)


@app.command("log")
def log_command(agenda_file: _AgendaFile = _DEFAULT_AGENDA, data_dir: _DataDir = _DEFAULT_DATA) -> None:
    """Bewaar na een verversing wat we over elke norm zeggen, voor de uitkomst er is. 1: niet te bewaren, 3: geen cijfers."""
    from etl.run.saying import log_now  # noqa: PLC0415

    _log_alone()
    agenda = _agenda_or_exit(agenda_file)
    try:
        with stops_at_once(), told_in_dutch(data_dir), logged(data_dir):
            lines = log_now(data_dir, agenda, datetime.now().astimezone())
            log.info("%s", lines[0])
    except StoreMissingError as error:
        _stop(str(error), Exit.NOTHING)
    except DiskError as error:
        _stop(str(error), Exit.SOME_FAILED)
    console.print("\n".join(lines), markup=False)


@app.command()
def check(
    agenda_file: _AgendaFile = _DEFAULT_AGENDA,
    data_dir: _DataDir = _DEFAULT_DATA,
    *,
    live: Annotated[bool, typer.Option("--live", help="vraag ook bij CBS of elke tabel nog heeft wat de agenda vraagt")] = False,
) -> None:
    """Controleer de agenda en open de eigen bestanden: toon alle fouten, of wat erin staat en wat er aan de normen schort.

    Met --live: ook of de tabellen er zijn, met de onderwerpen, codes en perioden van de agenda. 1: er klopt iets niet.
    """
    from etl.run.access_check import access_lines  # noqa: PLC0415
    from etl.run.agenda_remarks import agenda_remarks  # noqa: PLC0415
    from etl.run.feasible import step_lines  # noqa: PLC0415
    from etl.run.file_check import check_files, file_lines  # noqa: PLC0415
    from etl.run.live_check import check_live, report_lines  # noqa: PLC0415  # a refresh does without what only this needs
    from etl.run.remarks import norm_remarks  # noqa: PLC0415

    agenda = _agenda_or_exit(agenda_file)
    counts = f"{len(agenda.ambitions)} ambities, {len(agenda.indicators)} indicatoren, {len(agenda.interventions)} interventies"
    console.print(f"{agenda_file}: in orde. {counts} voor {agenda.info.municipality}.")
    today = datetime.now().astimezone().date()
    for text in (
        *agenda_remarks(agenda_file, agenda, data_dir),
        *norm_remarks(agenda_file, agenda, data_dir, today=today),
        *step_lines(agenda_file, agenda, data_dir, today=today),
    ):
        console.print(text, markup=False)
    with logged(data_dir):
        files = check_files(agenda, agenda_file.parent)
    for text in file_lines(files, locate(agenda_file)):
        console.print(text, markup=False)
    access, access_faults = access_lines(agenda_file, agenda)
    for text in access:
        console.print(text, markup=False)
    faults = files.faults + access_faults
    if live:
        report = check_live(agenda, Catalogues(probe_seconds=PATIENCE))
        for text in report_lines(report, locate(agenda_file)):
            console.print(text, markup=False)
        faults += report.faults
    raise typer.Exit(Exit.SOME_FAILED if faults else Exit.WELL)


@app.command()
def status(
    agenda_file: _AgendaFile = _DEFAULT_AGENDA,
    data_dir: _DataDir = _DEFAULT_DATA,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="voor een ander programma")] = False,
) -> None:
    """Toon welke cijfers er zijn, wat er te melden was, de laatste verversingen, en sinds wanneer een bron niets geeft."""
    from etl.run.status import status_lines, status_values  # noqa: PLC0415

    agenda = _agenda_or_exit(agenda_file)
    try:
        store = open_store(data_dir)
    except StoreMissingError as error:
        _stop(str(error), Exit.NOTHING)
    told = answers_of(store.past_readings(), datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(status_values(store, agenda, told), ensure_ascii=False, indent=1, default=str))
        return
    for text in status_lines(store, agenda, told):
        console.print(text, markup=False)


@app.command()
def answers(
    codes: Annotated[list[str] | None, typer.Argument(help="codes van gemeenten; zonder: alle van nu")] = None,
    agenda_file: _AgendaFile = _DEFAULT_AGENDA,
    data_dir: _DataDir = _DEFAULT_DATA,
) -> None:
    """Schrijf alle antwoorden met hun getallen, een regel JSON per indicator en gemeente, alsof het hun agenda was.

    Om na te rekenen (docs/formules.md), of om zelf mee verder te werken. 1: een code is geen gemeente, 3: er zijn geen cijfers.
    """
    from etl.answers.log import CLOCK  # noqa: PLC0415  # a refresh does without pandas
    from etl.answers.written import Answering, UnknownMunicipalityError  # noqa: PLC0415

    agenda = _agenda_or_exit(agenda_file)
    try:
        store = open_store(data_dir)
    except StoreMissingError as error:
        _stop(str(error), Exit.NOTHING)
    try:
        for line in Answering(store, agenda, datetime.now(CLOCK).date()).write(codes or ()):
            typer.echo(json.dumps(line, ensure_ascii=False))
    except UnknownMunicipalityError as error:
        _stop(str(error), Exit.SOME_FAILED)
    finally:
        store.close()


@app.command("record")
def record_command(
    agenda_file: _AgendaFile = _DEFAULT_AGENDA,
    into: _Into = ROOT / "etl" / "recording",
    data_dir: _DataDir = _DEFAULT_DATA,
    whole: Annotated[list[str] | None, typer.Option("--whole", help="tabel waarvan alle onderwerpen mee moeten")] = None,
) -> None:
    """Neem op wat CBS nu voor de agenda levert, met de titels van de catalogi, voor wie (nog) geen netwerk heeft."""
    from etl.run.record import record  # noqa: PLC0415

    run = Run(
        agenda=_agenda_or_exit(agenda_file),
        files_dir=agenda_file.parent,
        data_dir=data_dir,
        mode=Mode.LIVE,
        recording_dir=into,
    )
    with stops_at_once(), TerminalWatch(console) as watch:
        readings = record(run, watch, whole=whole or ())
    _print_run(readings, None)
    failed = [reading for reading in readings if reading.has_failed]
    raise typer.Exit(Exit.NOTHING if len(failed) == len(readings) else Exit.SOME_FAILED if failed else Exit.WELL)


@app.command()
def tables(words: Annotated[list[str], typer.Argument(help="woorden uit de titel")], data_dir: _DataDir = _DEFAULT_DATA) -> None:
    """Zoek tabellen in beide catalogi op woorden uit hun titel; zwijgt het CBS, dan in de titels die hier bewaard zijn."""
    from etl.run.kept_titles import kept_tables, kept_words, searched  # noqa: PLC0415

    found: list[FoundTable] = []
    failed = []
    for catalogue in CATALOGUES:
        try:
            found += searched(Catalogues(probe_seconds=PATIENCE), words, catalogue=catalogue)
        except SourceError as error:
            kept = kept_tables(data_dir, words, catalogue=catalogue)
            found += kept
            failed.append(f"{error} {kept_words(data_dir)}" if kept else str(error))
    for item in found:
        console.print(f"{item.catalogue}  {item.table:<10}  {item.title}  ({item.period}; {item.modified[:10]})", markup=False)
    console.print(f"{len(found)} tabellen gevonden." if len(found) != 1 else "1 tabel gevonden.")
    if failed:
        _stop("\n".join(failed), Exit.SOME_FAILED if found or len(failed) < len(CATALOGUES) else Exit.NOTHING)


@app.command("job", hidden=True)
def job_command(folder: Annotated[Path, typer.Argument(help="de map van een opdracht uit het dashboard")]) -> None:
    """Doe wat in het dashboard is gevraagd; het dashboard start dit zelf. 0: er is een antwoord, 1: er staat waarom niet."""
    from etl.door.job_folder import NoJobError  # noqa: PLC0415
    from etl.run.jobs.process import work_on  # noqa: PLC0415

    try:
        raise typer.Exit(work_on(folder))
    except NoJobError as error:
        _stop(str(error), Exit.SOME_FAILED)


def _agenda_or_exit(agenda_file: Path) -> Agenda:
    try:
        return load_agenda(agenda_file)
    except AgendaError as error:
        _stop(str(error), Exit.AGENDA_WRONG)


def _duration(written: str) -> timedelta:
    try:
        return duration(written)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _print_run(readings: Sequence[Reading], store: Store | None) -> None:
    console.print(summary(readings, store.held_of() if store else {}))
    for text in told_once(readings):
        console.print(text, markup=False)


def _log_alone() -> None:
    """Where logs are gathered as JSON, nobody looks at a table."""
    console.quiet = wants_json()


def _stop(text: str, code: Exit) -> NoReturn:
    if console.quiet:
        sys.stderr.write(f"{one_line(text, logging.ERROR)}\n")
        raise typer.Exit(code)
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)
    raise typer.Exit(code)


@app.callback()
def choose(
    municipality: Annotated[str, typer.Option("--gemeente", help="van meer gemeenten: de naam van de map met de agenda")] = "",
) -> None:
    """Haal de cijfers van de agenda op. Staan er meer gemeenten in config/gemeenten, dan gaat een opdracht ze allemaal af."""
    if municipality:
        chosen = next((place for place in each.places() if place.name == municipality), None)
        if chosen is None:
            names = ", ".join(place.name for place in each.places()) or "geen"
            _stop(f"Er is geen gemeente '{municipality}' in config/gemeenten. Wel: {names}.", Exit.AGENDA_WRONG)
        os.environ.update(each.settings_of(chosen))  # before a command looks there


def look_for_garbage_less() -> None:
    """What was loaded stays, and what a command makes is seldom in a circle: looking for that took a sixth of a refresh."""
    gc.freeze()
    gc.set_threshold(_MADE_BEFORE_A_LOOK, *gc.get_threshold()[1:])
    gc.enable()


def main(arguments: Sequence[str]) -> int:
    """Every agenda in turn when there are more and nobody said which one; else the command itself, which ends by itself."""
    look_for_garbage_less()
    give_back()
    try:
        places, _ = each.places(), wants_json()
    except (InstallationError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return Exit.AGENDA_WRONG
    if places and each.is_for_each(arguments):
        return each.run_each(places, arguments)
    answering(app, data_dir=_DEFAULT_DATA)()
    return Exit.WELL


upkeep.register(app, _DEFAULT_DATA)
history_start.register(app, _DEFAULT_AGENDA)
turning_down.register(app, _DEFAULT_AGENDA, _DEFAULT_DATA)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
