"""The tables of the page on sources: what is held of each and how fetching went; pure, no HTML and no judgement."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.book.origins import named, origin_in_words
from dashboard.look.notation import count, day, moment, months
from etl.answers.publications import Published, Source
from etl.store.rows import HeldSource, PastRun, rows_of
from etl.store.terms import stopped
from indicators.methods.expected import Expected, expect

Sheet = tuple[list[str], list[list[str]]]
"""Headers and lines."""

MODES = {
    "auto": "bij de bronnen, en anders in de meegeleverde opname",
    "live": "bij de bronnen",
    "recording": "in de meegeleverde opname",
    "rollback": "niet: de cijfers van een eerdere versie zijn teruggezet",
    "restore": "niet: een reservekopie is teruggezet",
}
READINGS = {"gewijzigd": "nieuwe cijfers", "ongewijzigd": "niets nieuws"}
UNREAD = "kon niet worden gelezen"
"""All that a reader is told of a source that failed: what is wrong with it is for who keeps the databook."""
OUTCOMES = {"gelukt": "alles gelukt", "mislukt": "niet elke bron gaf cijfers"}


def sources(frame: pd.DataFrame, published: Mapping[Source, Published], today: date) -> Sheet:
    """Every source: what it is, whose, what is held of it, when it was fetched, how that went and when more is to be expected."""
    headers = ["Bron", "Houder", "Cijfers", "Opgehaald", "Uitkomst", "Nieuwe cijfers"]
    return headers, [[*_source(row), expected_of(row, published, today)] for row in rows_of(HeldSource, frame)]


def expected_of(row: HeldSource, published: Mapping[Source, Published], today: date) -> str:
    """When more figures of a source are to be expected, or that they are not."""
    if row.is_own_file:
        return "als er een nieuw bestand is"
    if stopped(row.frequency):
        return "komen er niet meer"
    known = published.get((row.catalogue, row.table_id, row.variant))
    return expected_in_words(expect(known.seen, known.periods) if known else None, today)


def expected_in_words(expected: Expected | None, today: date) -> str:
    """`mei tot en met juli 2027`, with how that is known; `onbekend` until two publications were seen."""
    if expected is None:
        return "onbekend"
    if expected.is_late(today):
        return f"later dan anders: verwacht {months(expected.earliest, expected.latest)}"
    return f"verwacht {months(expected.earliest, expected.latest)}, naar {expected.seen} eerdere keren"


def _source(row: HeldSource) -> list[str]:
    return [
        _joined(
            named(row),
            "" if row.title == row.holder else row.title,
            "stopgezet: er komen geen nieuwe cijfers bij" if stopped(row.frequency) else "",
        ),
        _joined(row.holder, row.licence),
        f"{count(row.rows, 'cijfer', 'cijfers')}, tot en met {row.newest_period[:4]}" if row.newest_period else "–",
        f"{day(row.fetched_at)}, {origin_in_words(row.origin)}" if row.rows and row.fetched_at and row.origin else "nog niet",
        _outcome(row),
    ]


def _outcome(row: HeldSource) -> str:
    if row.outcome != "mislukt":
        return READINGS.get(row.outcome, row.outcome)
    return f"{UNREAD}; de cijfers van {day(row.fetched_at)} blijven staan" if row.rows and row.fetched_at else UNREAD


def runs(frame: pd.DataFrame, *, newest: int = 10) -> Sheet:
    """The latest refreshes, newest first."""
    lines = [
        [moment(row.finished_at), MODES.get(row.mode, row.mode), OUTCOMES.get(row.outcome, row.outcome)]
        for row in rows_of(PastRun, frame.head(newest))
    ]
    return ["Moment", "Waar gezocht", "Uitkomst"], lines


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
