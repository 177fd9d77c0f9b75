"""Links to the things these pages are about; it shows none of them."""

from dashboard.interventions.moments import decision_text
from dashboard.look.notation import day
from dashboard.pages import CHECKPOINT, INDICATOR, INTERVENTION, Link, Links
from indicators.agenda.model import Checkpoint, Indicator, Intervention


def to_intervention(links: Links, intervention: Intervention) -> Link:
    """By its name."""
    return links.to(INTERVENTION, intervention.name, interventie=intervention.id)


def to_indicator(links: Links, indicator: Indicator, words: str) -> Link:
    """With words that say why one would go there."""
    return links.to(INDICATOR, words, indicator=indicator.id)


def to_checkpoint(links: Links, intervention: Intervention, checkpoint: Checkpoint, words: str) -> Link:
    """To the page that prepares it, or looks back."""
    return links.to(CHECKPOINT, words, interventie=intervention.id, datum=checkpoint.on.isoformat())


def to_checkpoints(links: Links, intervention: Intervention) -> list[Link]:
    """The intervention, and every moment that was agreed for it."""
    agreed = [(each, f"{day(each.on)}: {decision_text(each.decision)}") for each in intervention.checkpoints]
    return [to_intervention(links, intervention), *(to_checkpoint(links, intervention, each, words) for each, words in agreed)]
