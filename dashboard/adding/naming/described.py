"""What somebody filled in of a new indicator, and what is still to be filled in; pure, it keeps nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from etl.catalogue.adding import slug, source_of
from etl.catalogue.choices import Chosen, Described, Divided, OfFile, OfTable, figures_of
from indicators.agenda.model import Agenda, Direction, IndicatorKind

NAME, DEFINITION, RATIONALE, UNIT, DECIMALS = "naam", "definitie", "waarom", "eenheid", "decimalen"
KIND, DIRECTION, AMBITION, HOLDER, LICENCE = "soort", "gewenste_richting", "ambitie", "houder", "licentie"
LABELS = {
    NAME: "Naam. Bijvoorbeeld: Jongeren met jeugdzorg",
    DEFINITION: "Wat telt u precies? Bijvoorbeeld: jongeren tot 18 jaar die jeugdzorg kregen",
    RATIONALE: "Waarom telt dit? Bijvoorbeeld: wie thuis hulp krijgt, hoeft later minder vaak uit huis",
    UNIT: "Eenheid. Bijvoorbeeld: per 1.000 inwoners",
    DECIMALS: "Cijfers achter de komma",
    KIND: "Soort cijfer",
    DIRECTION: "Welke kant moet het op?",
    AMBITION: "Bij welke ambitie?",
    HOLDER: "Van wie zijn de cijfers? Bijvoorbeeld: Gemeente Zaanstad",
    LICENCE: "Wat mag een ander ermee? Bijvoorbeeld: CC BY 4.0",
}
TEXTS = (NAME, DEFINITION, RATIONALE, UNIT)
HERE = frozenset({*TEXTS, DECIMALS, KIND, DIRECTION, "bron"})
"""What this page says of an indicator; the rest, such as a norm, is said in its form."""
KINDS = {
    str(IndicatorKind.EFFECT): "hoe het gaat (effect)",
    str(IndicatorKind.OUTPUT): "wat is gedaan (prestatie)",
    str(IndicatorKind.INPUT): "geld en mensen (middelen)",
}
DIRECTIONS = {str(Direction.UP): "omhoog", str(Direction.DOWN): "omlaag", str(Direction.NEUTRAL): "geen van beide"}
DECIMAL_CHOICES = tuple(str(number) for number in range(4))
_MOST_DECIMALS = 3


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the naming starts from. name: what the source calls it; file_of: the job that an own file was handed to."""

    chosen: Chosen
    name: str
    unit: str
    decimals: int
    file_of: str = ""

    def starts(self) -> dict[str, str]:
        """What the fields say before anybody filled them in."""
        decimals = str(min(max(self.decimals, 0), _MOST_DECIMALS))
        return {UNIT: self.unit, DECIMALS: decimals, KIND: str(IndicatorKind.EFFECT), DIRECTION: str(Direction.NEUTRAL)}


def origin_of(chosen: Chosen) -> tuple[str, str]:
    """The table or the own file that it is begun from."""
    first = figures_of(chosen)[0]
    return (first.catalogue, first.table) if isinstance(first, OfTable) else ("", first.file)


def is_same(one: Chosen, other: Chosen) -> bool:
    """Whether these are the same figures, whoever is said to hold them."""
    return _anybodys(one) == _anybodys(other)


def needs_holder(chosen: Chosen, agenda: Agenda) -> bool:
    """Whether a person has to say whose figures these are, and what may be done with them."""
    new = (part for part in figures_of(chosen) if source_of(part, agenda.sources).values is not None)
    return any(not (part.holder and part.licence) for part in new)


def with_holder(chosen: Chosen, holder: str, licence: str) -> Chosen:
    """The choice with what was said of whose it is, where the source does not say it."""
    if isinstance(chosen, Divided):
        own, below = _said_of(chosen.numerator, holder, licence), _said_of(chosen.denominator, holder, licence)
        return replace(chosen, numerator=own, denominator=below)
    return _said_of(chosen, holder, licence)


def id_for(name: str, taken: Collection[str]) -> str:
    """The fixed name, which nothing else has; empty when there is no letter or digit in the name."""
    made = found = slug(name)
    number = 1
    while found and found in taken:
        number += 1
        found = f"{made}-{number}"
    return found


def described(said: Mapping[str, str], id_: str) -> Described:
    """As the agenda will say it."""
    return Described(
        id=id_,
        name=said.get(NAME, "").strip(),
        definition=said.get(DEFINITION, "").strip(),
        rationale=said.get(RATIONALE, "").strip(),
        unit=said.get(UNIT, "").strip(),
        decimals=int(said.get(DECIMALS) or 0),
        kind=said.get(KIND) or str(IndicatorKind.EFFECT),
        desired_direction=said.get(DIRECTION) or str(Direction.NEUTRAL),
    )


def missing(said: Mapping[str, str], *, asks_holder: bool) -> list[str]:
    """What is still empty, as its field is called."""
    asked = (*TEXTS, AMBITION, *((HOLDER, LICENCE) if asks_holder else ()))
    return [LABELS[name].partition(".")[0].partition("?")[0] for name in asked if not said.get(name, "").strip()]


def _anybodys(chosen: Chosen) -> Chosen:
    if isinstance(chosen, Divided):
        own, below = (replace(part, holder="", licence="") for part in figures_of(chosen))
        return replace(chosen, numerator=own, denominator=below)
    return replace(chosen, holder="", licence="")


def _said_of(part: OfTable | OfFile, holder: str, licence: str) -> OfTable | OfFile:
    return replace(part, holder=part.holder or holder.strip(), licence=part.licence or licence.strip())
