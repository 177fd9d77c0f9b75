"""Rules about norms relative to others: whom they look at is written down, and they ask one thing."""

from collections import Counter
from collections.abc import Iterator

from indicators.agenda.model import Against, Agenda, Place, Relative
from indicators.agenda.places import norms_at
from indicators.agenda.problems import Finding, Path

LEAST_MEMBERS = 5
"""With fewer, one of them would be the norm."""


def relative_norm_names_its_group(agenda: Agenda) -> Iterator[Finding]:
    """Fixed when it was adopted: a group that is chosen anew each year makes another norm each year."""
    for path, relative in _relatives(agenda):
        named, place = relative.municipalities, (*path, "gemeenten")
        if relative.against is Against.NATION and named:
            yield Finding(place, "'gemeenten' hoort niet bij 'wie: Nederland'", "haal dit weg, of schrijf 'wie: groep'.")
        if relative.against is Against.NATION:
            continue
        if len(named) < LEAST_MEMBERS:
            text = f"een norm ten opzichte van een groep noemt minstens {LEAST_MEMBERS} gemeenten, en hier staan er {len(named)}"
            remedy = (
                "schrijf de codes uit het besluit: 'gemeenten: [GM0362, ...]' (de download van de pagina Vergelijken heeft ze)."
            )
            yield Finding(place, text, remedy)
        for code in (code for code, times in Counter(named).items() if times > 1):
            yield Finding(place, f"{code} staat er meer dan één keer", "laat elke gemeente één keer staan.")
        if agenda.info.municipality in named:
            yield Finding(place, f"{agenda.info.municipality} is uw eigen gemeente", "haal haar uit de groep.")


def relative_norm_asks_one_thing(agenda: Agenda) -> Iterator[Finding]:
    """A third is a place in a group, and a place takes no percentage; worse or better, not both."""
    for path, relative in _relatives(agenda):
        has_percentage = relative.at_most_worse is not None or relative.at_least_better is not None
        if relative.place is Place.BEST_THIRD and relative.against is Against.NATION:
            yield Finding(
                (*path, "plek"), "'plek: beste derde' past niet bij 'wie: Nederland'", "schrijf 'wie: groep', of haal 'plek' weg."
            )
        elif relative.place is Place.BEST_THIRD and has_percentage:
            remedy = "haal 'hoogstens_slechter' en 'minstens_beter' weg, of kies 'plek: midden'."
            yield Finding((*path, "plek"), "bij 'plek: beste derde' hoort geen percentage", remedy)
        if relative.at_most_worse is not None and relative.at_least_better is not None:
            text = "'hoogstens_slechter' en 'minstens_beter' staan er allebei"
            yield Finding((*path, "minstens_beter"), text, "haal er één weg.")


def _relatives(agenda: Agenda) -> Iterator[tuple[Path, Relative]]:
    for path, _, norm in norms_at(agenda):
        levels = [(path, norm.relative), *(((*path, "historie", at), past.relative) for at, past in enumerate(norm.history))]
        yield from (((*where, "ten_opzichte_van"), relative) for where, relative in levels if relative)
