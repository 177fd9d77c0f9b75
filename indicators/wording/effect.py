"""The sentences of the evidence ladder in plain Dutch; they repeat what effect.py found and never name a cause."""

from collections.abc import Mapping

from indicators.agenda.model import Direction, Indicator
from indicators.effects.guards import MIN_PLACEBOS, MIN_POST, MIN_PRE, Guard
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.result import EffectNumbers, EffectReason, EffectResult, EffectStatus, NeedKind
from indicators.wording.answers import Answer
from indicators.wording.numbers import MOST_DECIMALS, NAMED_DIFFERENCES, difference, listing, number, plural

GUARDS = {
    Guard.OWN_FIGURES: "er zijn geen definitieve cijfers van de gemeente zelf",
    Guard.PRE_YEARS: "er zijn te weinig metingen van vóór de start ({pre} van de {min_pre} die nodig zijn)",
    Guard.GROUP: "te weinig vergelijkbare gemeenten hebben cijfers over dezelfde jaren",
    Guard.PLACEBOS: "er zijn te weinig andere gemeenten om te zien wat toeval is ({placebos} van de {min_placebos})",
    Guard.SWING: "het cijfer verandert bij de meeste gemeenten niet",
    Guard.LEVEL: "er zijn geen andere gemeenten die vóór de start zo ver van vergelijkbare gemeenten af stonden",
    Guard.PRE_TREND: "al vóór de start groeide of kromp het verschil met vergelijkbare gemeenten",
    Guard.ALL_MUNICIPALITIES: "vergeleken met alle gemeenten samen gaat het verschil niet dezelfde kant op",
    Guard.LAST_PRE_YEAR: "zonder het laatste jaar vóór de start gaat het verschil niet dezelfde kant op",
    Guard.GROUP_MEMBER: "zonder één van de vergelijkbare gemeenten gaat het verschil niet dezelfde kant op",
    Guard.FAKE_START: "ook met een verzonnen start, twee of drie metingen eerder, is er een verschil groter dan toeval",
    Guard.ADOPTER: "zonder één van de gemeenten met deze aanpak gaat het verschil niet dezelfde kant op",
}
NEEDS = {
    NeedKind.HYPOTHESIS: "Nodig om te toetsen: vul in de agenda aan wat ontbreekt.",
    NeedKind.OTHER_SOURCE: "Nodig om meer te zeggen: een bron met meer jaren of gemeenten, of een onderzoek bij de deelnemers.",
    NeedKind.LARGER_OR_LONGER: "Nodig om meer te zeggen: meer jaren, een groter bereik, of een onderzoek bij de deelnemers.",
    NeedKind.STUDY: "Nodig om de oorzaak te kennen: een onderzoek bij deelnemers en een vergelijkbare groep.",
}
POWER = (
    "Jaarcijfers van een hele gemeente bewegen ook zonder aanpak. Een klein effect is daarin vaak niet te zien: "
    "'geen apart effect te zien' is de gewone uitkomst."
)
SIZE_UNITS = {"schaalscore": "punt"}
NO_DIFFERENCE = "geen verschil"
EXPECTED = "we op grond van vergelijkbare gemeenten verwachten"
WIDE = 0.1
"""Share of the figure itself: when an effect this large could hide in the margin, nobody can say that the change was alike."""
KEPT_DECIMALS = 1
MORE_DECIMALS = 1
"""A bound may have one decimal more than the indicator to show that it is not zero; beyond that it is false precision."""


def describe_effect(result: EffectResult, indicator: Indicator, names: Mapping[str, str]) -> Answer:
    """The step as status, text and what would be needed; names: the names of the interventions by id."""
    text = _SPEAKERS[result.status](result, indicator)
    if result.is_late:
        text = f"{text} Het cijfer over {result.awaited_year} is er nog niet."
    if len(result.interventions) > 1:
        together = listing([names[each] for each in result.interventions])
        first = f", vanaf de eerste start ({result.hypothesis.start})" if result.hypothesis else ""
        text = f"Deze uitspraak gaat over {together} samen{first}. {text}"
    if result.with_provisional is not None:
        text = f"{text} Met de voorlopige cijfers erbij: {result.with_provisional.status}."
    return Answer(status=result.status, text=text, needed=say_effect_need(result))


def say_guard(guard: Guard, result: EffectResult) -> str:
    """Which guard stands in the way, as half a sentence."""
    return GUARDS[guard].format(pre=result.pre_figures, min_pre=MIN_PRE, placebos=result.placebos, min_placebos=MIN_PLACEBOS)


def say_expectation(hypothesis: Hypothesis, numbers: EffectNumbers, indicator: Indicator) -> str:
    """Whether the effect that was hoped for is large enough to be seen at all."""
    hoped, visible = amount(hypothesis.size, indicator), amount(numbers.visible_effect, indicator)
    whose = "Samen verwacht" if len(hypothesis.interventions) > 1 else "Verwacht"
    if hypothesis.size < numbers.visible_effect:
        return f"{whose} was een effect van {hoped}. Dat is kleiner dan wat we met deze cijfers kunnen zien ({visible})."
    return f"{whose} was een effect van {hoped}. Dat is groot genoeg om met deze cijfers te zien (vanaf ongeveer {visible})."


def say_effect_need(result: EffectResult) -> str:
    """What would be needed to know more."""
    if result.needed.kind is NeedKind.FIGURES_AFTER:
        return f"Nodig om meer te zeggen: nog {plural(result.needed.amount, 'meting', 'metingen')} na de start."
    return NEEDS[result.needed.kind]


def amount(value: float, indicator: Indicator) -> str:
    """The size of a difference with its unit: '0,5 procentpunt', '0,04 per 1.000 inwoners'."""
    bare = difference(abs(value), indicator.decimals, "").removesuffix(" meer")
    return bare if bare == NO_DIFFERENCE else f"{bare} {unit_of_size(indicator)}"


def unit_of_size(indicator: Indicator) -> str:
    """The unit as it stands behind a difference: a share differs in procentpunt, a score in punt."""
    return SIZE_UNITS.get(indicator.unit) or NAMED_DIFFERENCES.get(indicator.unit, indicator.unit)


def _these(result: EffectResult) -> str:
    return "deze aanpakken" if len(result.interventions) > 1 else "deze aanpak"


def _say_not_testable(result: EffectResult, _: Indicator) -> str:
    subject = "Deze aanpakken zijn samen" if len(result.interventions) > 1 else "Deze aanpak is"
    return f"{subject} nog niet te toetsen: er ontbreekt {listing([str(part) for part in result.missing])}."


def _say_too_early(result: EffectResult, _: Indicator) -> str:
    parts = [f"Te vroeg. De eerste meting waarin we iets kunnen zien, verwachten we in {result.awaited_year}."]
    if result.post_figures:
        known = f"Er is {plural(result.post_figures, 'meting', 'metingen')} waarin we iets kunnen zien; nodig zijn er {MIN_POST}."
        parts = [f"Te vroeg. {known} De volgende verwachten we in {result.awaited_year}."]
    parts += [f"Let op: {say_guard(guard, result)}." for guard in result.failing]
    if Guard.PRE_YEARS in result.failing:
        parts.append("Daarom kunnen we ook later geen uitspraak doen.")
    return " ".join(parts)


def _say_none_seen(result: EffectResult, indicator: Indicator) -> str:
    numbers = result.numbers
    opening = f"Het cijfer veranderde ongeveer even veel als {EXPECTED}."
    if numbers is not None and numbers.visible_effect > WIDE * abs(numbers.own_before):
        opening = f"Het is te onzeker om te zeggen of het cijfer anders veranderde dan {EXPECTED}."
    return f"{opening}{_say_level(result)} We zien geen apart effect. {_say_not_proof(result, indicator)}"


def _say_level(result: EffectResult) -> str:
    """What is compared with, in one example from the fit; nothing when a gap usually stays as it is, or nobody can say."""
    kept = result.numbers.kept if result.numbers else None
    same = number(1.0, KEPT_DECIMALS)
    if kept is None or number(kept, KEPT_DECIMALS) == same:
        return ""
    told = f"Bij andere gemeenten wordt een verschil van {same} gewoonlijk {number(kept, KEPT_DECIMALS)}."
    return f" {told} Daarmee vergelijken we."


def _say_no_statement(result: EffectResult, indicator: Indicator) -> str:
    why = "; ".join(say_guard(guard, result) for guard in result.failing)
    if result.reason is EffectReason.DATA_GUARD:
        return f"Geen uitspraak: {why}. {_say_not_proof(result, indicator)}"
    checks = "één controle klopt" if len(result.failing) == 1 else f"{len(result.failing)} controles kloppen"
    return (
        f"Geen uitspraak. Het cijfer veranderde anders dan {EXPECTED}, maar {checks} niet: {why}.{_say_level(result)} "
        f"Daarom noemen we dit geen aanwijzing. {_say_not_proof(result, indicator)}"
    )


def _say_not_proof(result: EffectResult, indicator: Indicator) -> str:
    is_plural = len(result.interventions) > 1
    start = f"Dat betekent niet dat de {'aanpakken niet werken' if is_plural else 'aanpak niet werkt'}"
    if result.numbers is None:
        return f"{start}."
    unseen = f"een effect kleiner dan {amount(result.numbers.visible_effect, indicator)} kunnen we met deze cijfers niet zien."
    if result.status is EffectStatus.NONE_SEEN:
        return f"{start}: {unseen}"
    return f"{start}. {unseen[0].upper()}{unseen[1:]}"


def _say_indication(result: EffectResult, indicator: Indicator) -> str:
    numbers = result.numbers
    if numbers is None:
        return ""
    return (
        f"Er is een aanwijzing. Het cijfer {say_difference(numbers, indicator)} dan {EXPECTED} "
        f"(marge {say_margin(numbers.interval, indicator)}).{_say_level(result)} "
        "Dat verschil is groter dan je door toeval verwacht. "
        f"Of het door {_these(result)} komt, is hiermee niet bewezen."
    )


def say_difference(numbers: EffectNumbers, indicator: Indicator) -> str:
    """'daalde 0,5 meer': the verb is what the own figure did, so that a figure that rose less is not said to have fallen."""
    is_more = numbers.own_change * numbers.difference > 0
    verb = "daalde" if (numbers.difference < 0) == is_more else "steeg"
    return f"{verb} {amount(numbers.difference, indicator)} {'meer' if is_more else 'minder'}"


def say_margin(interval: tuple[float, float], indicator: Indicator) -> str:
    """'0,04 tot 1,00', of an interval on one side of zero: its ends as sizes."""
    low, high = sorted(abs(bound) for bound in interval)
    decimals = indicator.decimals
    if number(low, decimals) == number(0, decimals):
        decimals = min(decimals + MORE_DECIMALS, MOST_DECIMALS)
    shown = "net boven 0" if number(low, decimals) == number(0, decimals) else number(low, decimals)
    return f"{shown} tot {number(high, decimals)}"


def _say_adverse(result: EffectResult, indicator: Indicator) -> str:
    """Less favourable only where the agenda says which way is better, and it went the other way."""
    numbers, wanted = result.numbers, indicator.desired_direction
    is_worse = numbers is not None and wanted is not Direction.NEUTRAL and (numbers.difference > 0) != (wanted is Direction.UP)
    opening = f"ontwikkelde zich minder gunstig dan {EXPECTED}"
    if not is_worse:
        opening = "ging een andere kant op dan verwacht, vergeleken met vergelijkbare gemeenten"
    return f"Het cijfer {opening}.{_say_level(result)} De oorzaak is niet bekend. Bespreek dit bij het toetsmoment."


_SPEAKERS = {
    EffectStatus.NOT_TESTABLE: _say_not_testable,
    EffectStatus.TOO_EARLY: _say_too_early,
    EffectStatus.NO_STATEMENT: _say_no_statement,
    EffectStatus.NONE_SEEN: _say_none_seen,
    EffectStatus.INDICATION: _say_indication,
    EffectStatus.ADVERSE: _say_adverse,
}
