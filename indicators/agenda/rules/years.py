"""Rules about order: terms, baselines, bounds, series breaks and commentaries."""

from collections.abc import Iterator

from indicators.agenda.model import Agenda
from indicators.agenda.places import indicators_at
from indicators.agenda.problems import Finding


def term_is_in_order(agenda: Agenda) -> Iterator[Finding]:
    """The agenda ends after it began."""
    term = agenda.info.term
    if term.first > term.last:
        text = f"van is {term.first} en tot is {term.last}"
        yield Finding(("agenda", "looptijd", "tot"), text, "het laatste jaar komt na het eerste.")


def baseline_is_in_order(agenda: Agenda) -> Iterator[Finding]:
    """A span of years is written from early to late."""
    for path, indicator in indicators_at(agenda):
        span = indicator.baseline.span if indicator.baseline else None
        if span and span.first > span.last:
            text = f"periode loopt van {span.first} tot {span.last}"
            yield Finding((*path, "nulmeting", "periode"), text, f"schrijf {span.last}-{span.first}.")


def bounds_are_in_order(agenda: Agenda) -> Iterator[Finding]:
    """What can exist lies between a lowest and a highest value."""
    for path, indicator in indicators_at(agenda):
        lowest, highest = indicator.possible_range
        if lowest is not None and highest is not None and lowest >= highest:
            text = f"laagst is {lowest:g} en hoogst is {highest:g}"
            yield Finding((*path, "grenzen", "laagst"), text, "laagst moet kleiner zijn dan hoogst.")


def breaks_are_one_a_year(agenda: Agenda) -> Iterator[Finding]:
    """Two reasons for the same year belong in one text."""
    for path, indicator in indicators_at(agenda):
        years = [item.year for item in indicator.breaks]
        for at, year in enumerate(years):
            if year in years[:at]:
                place = (*path, "trendbreuken", at, "periode")
                first = (*path, "trendbreuken", years.index(year), "periode")
                yield Finding(
                    place, f"voor {year} staat er al een trendbreuk", "zet beide redenen in één trendbreuk.", also=first
                )


def commentary_follows_its_figure(agenda: Agenda) -> Iterator[Finding]:
    """Nobody can explain a figure of a year that had not begun."""
    for path, indicator in indicators_at(agenda):
        for at, commentary in enumerate(indicator.commentaries):
            if commentary.year > commentary.on.year:
                text = f"periode is {commentary.year}, maar de toelichting is van {commentary.on}"
                yield Finding((*path, "toelichtingen", at, "periode"), text, "kijk datum en periode na.")
