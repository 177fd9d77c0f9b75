"""What a run looks like on a terminal: progress per source while it goes, a summary when it is done."""

from collections.abc import Mapping, Sequence
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.run.run import Outcome
from etl.store.publication import Reading
from etl.store.store import Store
from etl.store.terms import stopped
from indicators.agenda.model import Agenda

_MARKS = {Outcome.CHANGED: "✓", Outcome.UNCHANGED: "=", Outcome.FAILED: "✕", Outcome.NOT_YET: "○"}


class TerminalWatch:
    """A progress bar per source; without a terminal (a log, a schedule) only the summary is written."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[rows]} rijen"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "TerminalWatch":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def started(self, label: str) -> None:
        """Show a bar that moves until the source is done: CBS does not say beforehand how many rows there are."""
        self._tasks[label] = self._progress.add_task(label, total=None, rows="0")

    def advanced(self, label: str, rows: int) -> None:
        """Say how many rows are in."""
        self._progress.update(self._tasks[label], rows=dutch_count(rows))

    def finished(self, reading: Reading) -> None:
        """Fill the bar."""
        self._progress.update(self._tasks[reading.label], total=1, completed=1)


def summary(readings: Sequence[Reading], held: Mapping[tuple[str, str, str], tuple[int, str]]) -> Table:
    """Per source: how it went, and what is held of it now (as Store.held_of gives it)."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, justify in (("", "left"), ("Bron", "left"), ("Uitkomst", "left"), ("Cijfers", "right"), ("Nieuwste", "left")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    for reading in readings:
        count, newest = held.get((reading.catalogue, reading.table_id, reading.variant), (0, ""))
        origin = " (opname)" if reading.origin == "opname" else ""
        rows = dutch_count(count) if count else "–"
        table.add_row(_MARKS[Outcome(reading.outcome)], reading.label, reading.outcome + origin, rows, newest)
    return table


def told_once(readings: Sequence[Reading]) -> list[str]:
    """What there is to tell, with sources that have the same to tell on one line: `CBS 70072ned, CBS 83648NED: ...`.

    A table that is stopped is told at every run and is no fault: who adds to the agenda has to know.
    """
    labels: dict[str, list[str]] = {}
    for reading in readings:
        if reading.message:
            text = reading.message.removeprefix(f"{reading.label}: ")
            labels.setdefault(text, []).extend([reading.label] if text != reading.message else [])
    for reading in readings:
        if end := stopped(reading.frequency):
            labels.setdefault(end, []).append(reading.label)
    return [f"{', '.join(names)}: {text}" if names else text for text, names in labels.items()]


def dutch_count(number: int) -> str:
    """1234 as 1.234."""
    return f"{number:,}".replace(",", ".")


def name_of(store: Store, agenda: Agenda) -> str:
    """What the agenda's municipality is called."""
    names = {region.code: region.name for region in store.known_regions()}
    return names.get(agenda.info.municipality, agenda.info.municipality)
