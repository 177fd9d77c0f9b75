"""What the page of changes says around its lists: since when, how far the history goes back, and what was compared; pure."""

from collections.abc import Sequence
from datetime import date

from dashboard.changed.earlier import Moment
from dashboard.look.notation import day

SAME_AGENDA = (
    "We hebben de cijfers van toen opnieuw beoordeeld, met de agenda en de normen van nu en de kalender van die dag. Zo ziet u "
    "wat nieuwe en herziene cijfers en het verstrijken van de tijd doen. Een norm die is gewijzigd, staat apart."
)


def since_in_words(since: date, meetings: Sequence[date]) -> str:
    """`de raadsvergadering van 15 oktober 2026`, or the day alone."""
    return f"de raadsvergadering van {day(since)}" if since in meetings else day(since)


def how_far_back(moment: Moment, since: date, today: date) -> str:
    """What the store cannot know; empty when its history goes back far enough."""
    if not moment.is_start:
        return ""
    known = f"We bewaren cijfers sinds {day(moment.on)}; wat er voor die tijd veranderde, weten we niet."
    if moment.on == today:
        return f"{known} Dat is vandaag, dus er valt nog weinig te vergelijken. Gewijzigde normen staan wel in de agenda."
    return f"{known} Hieronder staat wat er sindsdien veranderde. Voor de normen kijken we wel terug tot {day(since)}."


def nothing(since: str) -> str:
    """When there is nothing to tell."""
    return f"Sinds {since} kwamen er geen nieuwe of herziene cijfers bij en is er geen norm of oordeel gewijzigd."
