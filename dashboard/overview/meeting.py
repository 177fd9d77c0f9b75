"""What became of figures and verdicts since the council last met, as far as that is known; plain values, it compares nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.book.databook import Row
from dashboard.changed.changes import Changes
from dashboard.changed.earlier import Earlier
from dashboard.changed.words import Known, totals
from dashboard.look.notation import day
from dashboard.look.statuses import look
from dashboard.overview.finding import SAME
from dashboard.pages import CHANGED, Link, Links

ALL_OF_IT = "Wat is er veranderd?"


@dataclass(frozen=True, kw_only=True)
class Box:
    """Since when, the counts as links, and what to say when there are none."""

    title: str
    links: tuple[Link, ...]
    said: str = ""


def title_of(on: date, meetings: Sequence[date]) -> str:
    """`Sinds de raad van 15 oktober 2026`, or the day alone."""
    return f"Sinds {'de raad van ' if on in meetings else ''}{day(on)}"


def box_of(title: str, on: date, links: Links, changes: Changes | None, known: Known) -> Box:
    """What changed, counted; changes: None while that is not worked out, or there is nothing to compare with."""
    if changes is None:
        return Box(title=title, links=(links.to(CHANGED, ALL_OF_IT, sinds=on.isoformat()),))
    counted = [f"{total} {words}" for total, words in totals(changes, known) if total]
    said = "" if counted else "Er is niets veranderd." if known.all else "We zagen geen verandering."
    return Box(
        title=title, links=tuple(links.to(CHANGED, words, sinds=on.isoformat()) for words in counted or [ALL_OF_IT]), said=said
    )


def before(rows: Sequence[Row], earlier: Earlier, known: Known, since: str) -> Mapping[str, str]:
    """Per indicator whether its verdict is the same, in words; without those of which nobody can say what was told then."""
    if not known.all:
        return {}
    found = {}
    for row in rows:
        name = row.indicator.id
        if name not in earlier.unknown:
            then = earlier.then.get(name, earlier.told[name]).assessment.norm.status
            found[name] = f"{since}: {SAME if then is row.assessment.norm.status else f'was {look(then).word}'}"
    return found


def short_day(on: date, today: date) -> str:
    """Without the year when it is this one."""
    return day(on).removesuffix(f" {today.year}")
