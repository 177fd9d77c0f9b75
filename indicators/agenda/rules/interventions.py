"""Rules about interventions: what they aim at, and the order of their years."""

from collections.abc import Iterator

from indicators.agenda.model import AdoptersFile, Agenda, Direction
from indicators.agenda.places import interventions_at
from indicators.agenda.problems import Finding

_YEAR = 4  # characters; the month is optional


def intervention_belongs_somewhere(agenda: Agenda) -> Iterator[Finding]:
    """It names the indicators it wants to move, or else the ambition it serves."""
    for path, intervention in interventions_at(agenda):
        if not intervention.aims and intervention.ambition is None:
            remedy = "noem de indicatoren die moeten bewegen, of de ambitie waar dit bij hoort."
            yield Finding((*path, "indicatoren"), "'indicatoren' en 'ambitie' ontbreken allebei", remedy)


def end_follows_start(agenda: Agenda) -> Iterator[Finding]:
    """An intervention ends after it started; a year without a month is compared as a year."""
    for path, intervention in interventions_at(agenda):
        if intervention.start and intervention.end:
            shared = min(len(intervention.start), len(intervention.end))
            if intervention.end[:shared] < intervention.start[:shared]:
                text = f"einde is {intervention.end}, maar start is {intervention.start}"
                yield Finding((*path, "einde"), text, "het einde komt na de start.")


def effect_shows_after_the_start(agenda: Agenda) -> Iterator[Finding]:
    """A figure cannot show what has not begun."""
    for path, intervention in interventions_at(agenda):
        for at, aim in enumerate(intervention.aims):
            if intervention.start and aim.visible_from is not None and aim.visible_from < int(intervention.start[:_YEAR]):
                text = f"zichtbaar_vanaf is {aim.visible_from}, maar start is {intervention.start}"
                place = (*path, "indicatoren", at, "zichtbaar_vanaf")
                yield Finding(place, text, "kies het eerste jaar waarin het cijfer kan bewegen.")


def aim_has_a_direction(agenda: Agenda) -> Iterator[Finding]:
    """An expected effect goes up or down."""
    for path, intervention in interventions_at(agenda):
        for at, aim in enumerate(intervention.aims):
            place = (*path, "indicatoren", at)
            if aim.direction is Direction.NEUTRAL:
                yield Finding((*place, "richting"), "richting is 'neutraal'", "kies omhoog of omlaag.")
            if aim.size is not None and aim.direction is None:
                text = "bij 'effect' ontbreekt 'richting'"
                yield Finding((*place, "richting"), text, "voeg 'richting: omhoog' of 'richting: omlaag' toe.")


def aims_are_named_once(agenda: Agenda) -> Iterator[Finding]:
    """One hypothesis for each indicator."""
    for path, intervention in interventions_at(agenda):
        names = [aim.indicator for aim in intervention.aims]
        for at, name in enumerate(names):
            if name in names[:at]:
                first = (*path, "indicatoren", names.index(name), "indicator")
                text = f"indicator '{name}' staat er al"
                yield Finding((*path, "indicatoren", at, "indicator"), text, "laat er één staan.", also=first)


def evaluation_is_a_link(agenda: Agenda) -> Iterator[Finding]:
    """The link opens in a browser, so it is a web address and nothing else."""
    for path, intervention in interventions_at(agenda):
        for at, evaluation in enumerate(intervention.evaluations):
            if not evaluation.link.startswith(("https://", "http://")):
                text = f"link is '{evaluation.link}'"
                yield Finding((*path, "evaluaties", at, "link"), text, "schrijf een webadres dat met https:// begint.")


def others_do_the_same(agenda: Agenda) -> Iterator[Finding]:
    """Who does the same is another municipality, and stands there once."""
    for path, intervention in interventions_at(agenda):
        if isinstance(intervention.same_elsewhere, AdoptersFile):
            continue
        codes = list(intervention.same_elsewhere)
        for at, code in enumerate(codes):
            listed = at if isinstance(intervention.same_elsewhere, tuple) else code
            place = (*path, "zelfde_aanpak_in", listed)
            if code == agenda.info.municipality:
                remedy = "haal haar hier weg: zij telt vanzelf mee."
                yield Finding(place, f"{code} is de gemeente van deze agenda", remedy)
            if code in codes[:at]:
                first = (*path, "zelfde_aanpak_in", codes.index(code))
                yield Finding(place, f"{code} staat er al", "laat er één staan.", also=first)
