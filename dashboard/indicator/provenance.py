"""Where each figure comes from: the store's lineage as addresses and as a calculation per year; pure."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dashboard.book.origins import current, origin_in_words, place_of
from dashboard.look.notation import day, exact, period, sentence
from etl.answers.chain import links
from etl.store.rows import Measured, Observation, rows_of
from etl.store.terms import stopped
from indicators.agenda.model import Indicator, Ratio
from indicators.agenda.periods import kind_of
from indicators.wording.numbers import listing, number

FINGERPRINT_SHOWN = 12
"""Enough of the SHA-256 of a file to tell two versions apart."""
ROLES = {
    "waarde": "Cijfer",
    "teller": "Teller",
    "noemer": "Noemer",
    "ondergrens": "Ondergrens (95%)",
    "bovengrens": "Bovengrens (95%)",
}


@dataclass(frozen=True)
class Address:
    """One place where figures were read: heading and labelled facts, in Dutch."""

    heading: str
    facts: tuple[tuple[str, str], ...]


def revised(lineage: pd.DataFrame) -> pd.DataFrame:
    """The measurements that a source has since revised or withdrawn."""
    return lineage[lineage["superseded_at"].notna()]


def addresses(lineage: pd.DataFrame) -> list[Address]:
    """Every place the current figures came from, with the periods read there."""
    order = list(ROLES)
    periods: dict[Measured, list[str]] = {}
    for row in sorted(rows_of(Measured, current(lineage)), key=lambda row: (row.predecessor, order.index(row.role))):
        place = row._replace(period="", year=0, value=0.0)
        periods.setdefault(place, []).append(row.period)
    return [_address(place, sorted(read)) for place, read in periods.items()]


def is_calculated(lineage: pd.DataFrame) -> bool:
    """Whether a figure is a division of two delivered figures."""
    return bool((current(lineage)["role"] == "teller").any())


def told_as_delivered(lineage: pd.DataFrame) -> str:
    """What happened to a figure that is no division: nothing, or the mean of the parts of a year."""
    kinds = [kind_of(str(period)) for period in current(lineage)["period"]]
    means = dict.fromkeys(kind.calculation for kind in kinds if kind and kind.is_mean)
    return f"Het cijfer is het {listing(list(means))}." if means else "Het cijfer staat zo in de bron; er is niets aan gerekend."


def formula(indicator: Indicator) -> str:
    """How a calculated figure follows from what was delivered; sources of a chain can each have their own way."""
    times = dict.fromkeys(exact(link.multiplier) for link in links(indicator) if isinstance(link, Ratio))
    return f"Berekening: teller ÷ noemer × {' of '.join(times)}"


def calculations(indicator: Indicator, observations: pd.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Headers and one line a year, newest first: period, the counts that were divided and the outcome."""
    lines = []
    for row in rows_of(Observation, observations.sort_values("year", ascending=False)):
        parts = ["–" if count is None else exact(count) for count in (row.numerator, row.denominator)]
        lines.append([period(row.period, row.year), *parts, number(row.value, indicator.decimals + 2)])
    return ["Jaar", "Teller", "Noemer", "Uitkomst"], lines


def revisions(lineage: pd.DataFrame) -> list[list[str]]:
    """Earlier values, newest first: period, what it was, the value, until when it held."""
    rows = rows_of(Measured, revised(lineage).sort_values(["superseded_at", "year"], ascending=False))
    return [
        [period(row.period, row.year), ROLES[row.role], exact(row.value), day(row.superseded_at)]
        for row in rows
        if row.superseded_at
    ]


def _modified(text: str) -> str:
    """Sources state a moment, an empty text or words of their own."""
    try:
        return day(datetime.fromisoformat(text))
    except ValueError:
        return text or "onbekend"


def _address(place: Measured, periods: list[str]) -> Address:
    read = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]} ({len(periods)} perioden)"
    is_file = place.is_own_file
    facts = [
        ("Bestand" if is_file else "Tabel", place.table_id if is_file else place_of(place.catalogue, place.table_id)),
        ("Kolom" if is_file else "Meetwaarde", place.measure),
        ("Gelezen als" if is_file else "Filter", place.filters.replace(";", "; ") or "geen"),
        ("Gebied", place.region),
        ("Perioden", read),
        *([("Gerekend", sentence(kind.calculation))] if (kind := kind_of(periods[0])) and kind.is_mean else []),
        (
            "Controlegetal van het bestand",
            f"{place.modified[:FINGERPRINT_SHOWN]}; is het bestand anders, dan is dit getal dat ook",
        )
        if is_file
        else ("Bron gewijzigd", _modified(place.modified)),
        ("Opgehaald", f"{day(place.fetched_at)}, {origin_in_words(place.origin)}"),
    ]
    if stopped(place.frequency):
        facts.append(("Nieuwe cijfers", sentence(stopped(place.frequency))))
    title = f": {place.title}" if place.title else ""
    link = " uit een andere bron" if place.predecessor else ""
    return Address(f"{ROLES[place.role]}{link}{title}", tuple(facts))
