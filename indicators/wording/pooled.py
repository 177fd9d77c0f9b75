"""What the municipalities with the same approach show together, in plain Dutch; it repeats what was found and names no cause."""

from collections.abc import Mapping

from indicators.agenda.model import Direction, Indicator
from indicators.effects.guards import MIN_POST, Guard
from indicators.effects.pooled import DRAWS, MIN_ADOPTERS
from indicators.effects.result import EffectStatus, LeftOut, PooledNumbers, PooledResult
from indicators.wording.effect import EXPECTED, GUARDS, amount, say_margin
from indicators.wording.numbers import listing, plural

OWN_REASONS = {
    Guard.OWN_FIGURES: "geen cijfers",
    Guard.PRE_YEARS: "te weinig metingen vóór de start",
    Guard.GROUP: "te weinig vergelijkbare gemeenten met cijfers",
    Guard.PLACEBOS: "te weinig andere gemeenten om te zien wat toeval is",
    Guard.SWING: "het cijfer verandert bij de meeste gemeenten niet",
    Guard.LEVEL: "geen andere gemeenten die zo ver van vergelijkbare gemeenten af stonden",
}
"""Why one of them takes no part, a few words each."""


def describe_pooled(result: PooledResult, indicator: Indicator) -> str:
    """How many municipalities, what they show together, how sure that is, and the smallest effect that could be seen."""
    numbers, count = result.numbers, len(result.adopters)
    if numbers is None:
        usable = plural(count, "gemeente", "gemeenten")
        return (
            f"Geen uitspraak over de gemeenten met deze aanpak samen: {usable} met genoeg cijfers, nodig zijn er {MIN_ADOPTERS}."
        )
    opening = f"{_capital(plural(count, 'gemeente', 'gemeenten'))} met deze aanpak samen."
    return f"{opening} {_SPEAKERS[result.status](result, numbers, indicator)}"


def say_sureness(numbers: PooledNumbers, count: int) -> str:
    """How often as many other municipalities, drawn at random, were as far from zero together."""
    as_far = round(numbers.p * (DRAWS + 1)) - 1
    return f"Bij {as_far or 'geen'} van de {DRAWS} groepjes van {count} andere gemeenten was het verschil minstens zo groot."


def say_visible(numbers: PooledNumbers, indicator: Indicator) -> str:
    """The smallest effect that these municipalities can show together."""
    return f"ongeveer {amount(numbers.visible_effect, indicator)}, als het in al die gemeenten even groot is"


def say_left_out(left_out: LeftOut, names: Mapping[str, str]) -> str:
    """One that takes no part and why, as in `Purmerend (te weinig metingen vóór de start)`; names: of municipalities, by code."""
    return f"{names.get(left_out.code, left_out.code)} ({_reason(left_out)})"


def say_adopters(result: PooledResult, names: Mapping[str, str]) -> str:
    """Those that took part with the year of their start."""
    told = [f"{names.get(code, code)} ({start})" for code, start in result.adopters]
    return listing(sorted(told)) or "geen"


def _reason(left_out: LeftOut) -> str:
    if left_out.is_merged:
        return "in deze jaren samengevoegd"
    if left_out.guard is None:
        return f"nog geen {MIN_POST} metingen sinds een effect te zien kan zijn"
    return OWN_REASONS[left_out.guard]


def _indication(_: PooledResult, numbers: PooledNumbers, indicator: Indicator) -> str:
    return (
        f"Er is een aanwijzing. Na de start {_lay(numbers, indicator)} (marge {say_margin(numbers.interval, indicator)}). "
        "Dat verschil is groter dan je door toeval verwacht. Of het door deze aanpak komt, is hiermee niet bewezen."
    )


def _none_seen(_: PooledResult, numbers: PooledNumbers, indicator: Indicator) -> str:
    unseen = (
        f"Een effect kleiner dan {amount(numbers.visible_effect, indicator)} kunnen we ook met deze gemeenten samen niet zien."
    )
    return f"We zien geen apart effect. Dat betekent niet dat de aanpak niet werkt. {unseen}"


def _no_statement(result: PooledResult, numbers: PooledNumbers, indicator: Indicator) -> str:
    why = "; ".join(GUARDS[guard] for guard in result.failing)
    checks = "één controle klopt" if len(result.failing) == 1 else f"{len(result.failing)} controles kloppen"
    found = f"Geen uitspraak. Na de start {_lay(numbers, indicator)}, maar {checks} niet: {why}."
    return f"{found} Daarom noemen we dit geen aanwijzing."


def _adverse(_: PooledResult, numbers: PooledNumbers, indicator: Indicator) -> str:
    wanted = indicator.desired_direction
    is_worse = wanted is not Direction.NEUTRAL and (numbers.difference > 0) != (wanted is Direction.UP)
    kind = "Dat is minder gunstig." if is_worse else "Dat is een andere kant op dan verwacht."
    return f"Na de start {_lay(numbers, indicator)}. {kind} De oorzaak is niet bekend. Bespreek dit bij het toetsmoment."


def _lay(numbers: PooledNumbers, indicator: Indicator) -> str:
    side = "hoger" if numbers.difference > 0 else "lager"
    return f"lag het cijfer gemiddeld {amount(numbers.difference, indicator)} {side} dan {EXPECTED}"


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


_SPEAKERS = {
    EffectStatus.INDICATION: _indication,
    EffectStatus.NONE_SEEN: _none_seen,
    EffectStatus.NO_STATEMENT: _no_statement,
    EffectStatus.ADVERSE: _adverse,
}
