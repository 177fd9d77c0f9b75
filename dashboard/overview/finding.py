"""What the overview finds, before all else: how many figures are off the norm, and which; plain values, it judges nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.book.databook import Row
from dashboard.look.notation import count, norm_level, norm_text, percent_sign, point_period
from dashboard.overview.rows import picture, spark_alt
from dashboard.pages import AMBITION, INDICATOR, Link, Links
from indicators.agenda.model import Ambition, Indicator, NormKind
from indicators.methods.attention import count_statuses, is_off_norm, urgent_first
from indicators.methods.change import count_flags
from indicators.methods.many_looks import count_lines, count_places
from indicators.methods.norm_status import NormStatus
from indicators.wording.attention import say_attention
from indicators.wording.change import say_flags
from indicators.wording.many_looks import say_lines, say_places
from indicators.wording.numbers import listing, number

JUDGED = frozenset({NormStatus.MET, NormStatus.AROUND, NormStatus.UNCERTAIN, NormStatus.BEHIND, NormStatus.NOT_MET})
"""Something is said about the norm, for now or for its year."""
OTHERS = (
    (NormStatus.MET, "behaald"),
    (NormStatus.AROUND, "rond de norm"),
    (NormStatus.UNCERTAIN, "onzeker"),
    (NormStatus.TOO_EARLY, "te vroeg om te beoordelen"),
    (NormStatus.NOT_ASSESSABLE, "niet te beoordelen"),
    (NormStatus.NO_NORM, "zonder norm"),
)
"""What the figures that are not off the norm are, in words that follow a number."""
SAME = "gelijk"
"""What a status is that was the same before."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A figure that is off its norm; short: figure and norm alone, for a phone; since: what it was, empty when nobody knows."""

    link: Link
    theme: str
    sentence: str
    short: tuple[str, str]
    picture: str
    picture_in_words: str
    status: NormStatus
    since: str
    is_other: bool


@dataclass(frozen=True, kw_only=True)
class Tile:
    """An ambition in short, never as one score."""

    link: Link
    total: str
    counts: tuple[tuple[NormStatus, int], ...]


def headline(rows: Sequence[Row]) -> str:
    """How many figures are off the norm, as the heading of the page."""
    total, off = len(rows), sum(is_off_norm(row.assessment) for row in rows)
    judged = sum(row.assessment.norm.status in JUDGED for row in rows)
    if not total:
        return "In deze agenda staan nog geen cijfers"
    if off == total:
        return "Het enige cijfer wijkt af van de norm" if total == 1 else f"Alle {total} cijfers wijken af van de norm"
    if off:
        return f"{off} van {total} cijfers {'wijkt' if off == 1 else 'wijken'} af van de norm"
    return _none_off(rows, judged)


def _none_off(rows: Sequence[Row], judged: int) -> str:
    total = len(rows)
    if judged == total:
        return "Het enige cijfer wijkt niet af van de norm" if total == 1 else f"Geen van de {total} cijfers wijkt af van de norm"
    if judged:
        if judged == 1:
            return "Het enige cijfer dat we kunnen beoordelen, wijkt niet af van de norm"
        return f"Geen van de {judged} cijfers die we kunnen beoordelen, wijkt af van de norm"
    if not any(row.last for row in rows):
        return "Er zijn nog geen cijfers om te beoordelen"
    if not any(row.indicator.norm for row in rows):
        return "Er zijn nog geen normen om de cijfers aan te houden"
    return (
        f"We kunnen nog geen van de {total} cijfers beoordelen" if total > 1 else "We kunnen het enige cijfer nog niet beoordelen"
    )


def rest(rows: Sequence[Row]) -> str:
    """What the other figures are, in one sentence; empty when there are no others."""
    counts = Counter(row.assessment.norm.status for row in rows)
    parts = [f"{counts[status]} {words}" for status, words in OTHERS if counts[status]]
    if not parts:
        return ""
    others = "De andere: " if any(is_off_norm(row.assessment) for row in rows) else ""
    return f"{others}{listing(parts)}."


def many_looks(rows: Sequence[Row]) -> list[str]:
    """How much stands out, beside what would if there were nothing to see."""
    judged = [row.assessment for row in rows]
    flags = count_flags(each.change for each in judged)
    lines, places = count_lines(each.trend for each in judged), count_places(each.comparison for each in judged)
    said = [say_flags(flags) if flags.notable else "", say_lines(lines), say_places(places)]
    return [text for text in said if text]


def found_of(rows: Sequence[Row], years: tuple[int, int], links: Links, before: Mapping[str, str]) -> list[Found]:
    """All figures that are off the norm, the most urgent first; before: by id what is known of it since, in words."""
    by_id = {row.indicator.id: row for row in rows}
    return [_found(by_id[each.indicator], years, links, before) for each in urgent_first(row.assessment for row in rows)]


def _found(row: Row, years: tuple[int, int], links: Links, before: Mapping[str, str]) -> Found:
    indicator, found, since = row.indicator, row.assessment, before.get(row.indicator.id, "")
    figure = found.norm.figure or found.norm.latest
    value = percent_sign(number(figure.value, indicator.decimals), indicator.unit) if figure else ""
    return Found(
        link=links.to(INDICATOR, indicator.name, indicator=indicator.id),
        theme=row.ambition.theme,
        sentence=say_attention(indicator, found),
        short=(value, f"({point_period(figure)}) · norm {_short_norm(indicator)}" if figure else ""),
        picture=picture(row, years),
        picture_in_words=spark_alt(row, years),
        status=found.norm.status,
        since=since,
        is_other=bool(since) and not since.endswith(SAME),
    )


def _short_norm(indicator: Indicator) -> str:
    """Without ‘zo houden’, for which a phone has no room."""
    norm, direction = indicator.norm, indicator.desired_direction
    if norm is None:
        return ""
    say = norm_level if norm.kind is NormKind.KEEP else norm_text
    return say(norm, direction, indicator.unit)


def tile(ambition: Ambition, rows: Sequence[Row], links: Links) -> Tile:
    """One ambition; a guest has no statuses to count."""
    counts = () if any(row.is_guest for row in rows) else tuple(count_statuses(row.assessment for row in rows))
    total = count(len(rows), "cijfer", "cijfers")
    return Tile(link=links.to(AMBITION, ambition.theme, ambitie=ambition.id), total=total, counts=counts)
