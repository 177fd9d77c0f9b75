"""What `etl status` tells: the figures of every indicator, the last runs, and since when each source fails; it prints nothing."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from etl.run.report import name_of
from etl.run.run import Mode
from etl.store.answered import Answers, SourceState
from etl.store.coverage import NEW_INDICATOR, Coverage, cover
from etl.store.rows import PastRun, rows_of
from etl.store.store import Store
from etl.store.terms import stopped
from indicators.agenda.model import Agenda
from indicators.agenda.periods import period_in_words

NEWEST_RUNS = 10
REFRESH = "Typ: python -m etl refresh"
"""For who keeps the figures; a page says to its readers only that they come."""
_MODES: Mapping[str, str] = {
    Mode.AUTO: "gezocht bij de bronnen, en anders in de opname",
    Mode.LIVE: "gezocht bij de bronnen",
    Mode.RECORDING: "gezocht in de opname",
    "rollback": "een eerdere versie teruggezet",
    "restore": "een reservekopie teruggezet",
}


def coverage_of(store: Store, agenda: Agenda) -> tuple[Coverage, ...]:
    """Per indicator how many years there are, or why there are none."""
    return cover(
        [indicator.id for indicator in agenda.indicators],
        observations=store.observations(regions=[agenda.info.municipality]),
        parts=store.parts(),
        sources=store.sources(),
    )


def status_lines(store: Store, agenda: Agenda, answers: Answers) -> Iterator[str]:
    """For people."""
    yield f"{store.path} · {name_of(store, agenda)} ({agenda.info.municipality})"
    for item in coverage_of(store, agenda):
        newest = period_in_words(item.newest_period, int(item.newest_period[:4])) if item.newest_period else ""
        about = f"{item.figures} jaar, tot en met {newest}" if item.figures else item.reason
        about += f" {REFRESH}" if item.reason == NEW_INDICATOR else ""
        about += f" (uit een voorganger; de bron zelf: {item.awaited})" if item.awaited else ""
        yield f"{'✓' if item.figures else '○'} {item.indicator}: {about}"
    for row in store.sources().to_dict("records"):
        if end := stopped(row["frequency"]):
            yield f"{row['source']}: {end}"
        if row["message"]:
            yield row["message"]
    for reading in store.process():
        about = f"{len(reading.figures)} eigen cijfers. {reading.problem}".rstrip()
        yield f"{'○' if reading.problem else '✓'} {reading.intervention} ({reading.file}): {about}"
    yield from (_silence(source) for source in answers.silent)
    yield "Laatste verversingen, de nieuwste eerst:"
    for run in rows_of(PastRun, store.runs().head(NEWEST_RUNS)):
        yield f"  {_moment(run.finished_at)}: {run.outcome}, {_MODES.get(run.mode, run.mode)}"
    if store.next_refresh:
        yield f"Volgende verversing: rond {_moment(store.next_refresh)}"


def status_values(store: Store, agenda: Agenda, answers: Answers) -> dict[str, object]:
    """For another program."""
    covered = coverage_of(store, agenda)
    states = {(source.catalogue, source.table_id, source.variant): source for source in answers.sources}
    return {
        "store": str(store.path),
        "version": store.version,
        "published_at": store.published_at,
        "municipality": agenda.info.municipality,
        "municipality_name": name_of(store, agenda),
        "indicators_with_figures": sum(1 for item in covered if item.figures),
        "indicators": [item._asdict() for item in covered],
        "sources": [row | _state(row, states) for row in store.sources().to_dict("records")],
        "process": [reading._asdict() for reading in store.process()],
        "runs": store.runs().head(NEWEST_RUNS).to_dict("records"),
        "answered_at": answers.last,
        "next_refresh": store.next_refresh,
    }


def _state(row: Mapping[Any, Any], states: Mapping[tuple[str, str, str], SourceState]) -> dict[str, object]:
    state = states.get((row["catalogue"], row["table_id"], row["variant"]))
    return {
        "answered_at": state.answered_at if state else None,
        "failures": state.failures if state else 0,
        "failing_since": state.failing_since if state else None,
    }


def _silence(source: SourceState) -> str:
    """Since when it gives nothing, how often it was tried since, and when it last did."""
    since = _moment(source.failing_since) if source.failing_since else ""
    times = "1 keer" if source.failures == 1 else f"{source.failures} keer achter elkaar"
    before = (
        f"; het laatste antwoord was op {_moment(source.answered_at)}" if source.answered_at else "; het antwoordde nog nooit"
    )
    return f"✕ {source.label}: geeft niets sinds {since}, {times}{before}."


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%d-%m-%Y %H:%M}"
