"""Which municipalities stand beside the own one, in a link and on the page; pure, it draws nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.answers.figures import Figures
from etl.store.terms import NATION
from indicators.wording.numbers import listing

GROUP = "groep"
MOST_OTHERS = 5
"""Besides the own municipality; more lines than six cannot be told apart."""
SEPARATOR = ","


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Codes besides the own municipality, and what of the link could not be used (empty: all of it could)."""

    codes: tuple[str, ...]
    problem: str


def read_choice(text: str | None, own: str, known: Mapping[str, str]) -> Chosen:
    """`GM0479,GM0344,groep` from a link; without one the group. known: names by code of all that can be chosen."""
    if text is None:
        return Chosen(codes=(GROUP,), problem="")
    asked = [code.strip() for code in text.split(SEPARATOR) if code.strip()]
    wanted = [code for code in dict.fromkeys(asked) if code != own]
    usable = [code for code in wanted if code in known]
    unknown = [code for code in wanted if code not in known]
    problems = [f"Onbekend: {listing([f'‘{code}’' for code in unknown])}."] if unknown else []
    if len(usable) > MOST_OTHERS:
        left_out = listing([known[code] for code in usable[MOST_OTHERS:]])
        problems.append(f"We tonen er ten hoogste {MOST_OTHERS} naast elkaar; weggelaten: {left_out}.")
    return Chosen(codes=tuple(usable[:MOST_OTHERS]), problem=" ".join(problems))


def write_choice(own: str, codes: Sequence[str]) -> str:
    """The choice for a link, the own municipality first."""
    return SEPARATOR.join([own, *codes])


def choices(figures: Figures, own: str, group_size: int) -> dict[str, str]:
    """Names by code of all that can be chosen: the group and the Netherlands first, then municipalities by name."""
    others = sorted((code for code in figures.current if code != own), key=lambda code: figures.names[code].lstrip("'s-").lower())
    first = {GROUP: f"Vergelijkbare gemeenten ({group_size})"} if group_size else {}
    return first | {NATION: "Nederland"} | {code: figures.names[code] for code in others}
