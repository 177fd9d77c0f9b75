"""The answer about the norm in plain Dutch; it repeats what norm.py found and adds no judgement of its own."""

from indicators.agenda.model import Direction, Indicator, Norm, NormKind
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.projection import MIN_POINTS
from indicators.methods.series import Point
from indicators.wording.numbers import chance, difference, level, odds, period, plural, quantity, quantity_apart

OPENINGS = {NormStatus.UNCERTAIN: "Onzeker.", NormStatus.BEHIND: "Achter op schema."}
BLOCKED = {
    NormReason.NO_DATA: "Niet te beoordelen: er zijn geen cijfers.",
    NormReason.NO_BASELINE: "Niet te beoordelen of de norm wordt gehaald: er is geen cijfer voor de nulmeting.",
    NormReason.BREAK_AFTER_LAST: "Niet te beoordelen: na het laatste cijfer is de definitie veranderd.",
    NormReason.UNCLEAR_NORM: "Niet te beoordelen: de norm zegt niet welke waarden goed zijn.",
    NormReason.NO_VARIATION: "Geen verwachting mogelijk: het cijfer veranderde elk jaar precies even veel, of niet.",
    NormReason.CURRENT_PRICES: "Geen verwachting mogelijk: de bedragen zijn niet voor inflatie gecorrigeerd.",
    NormReason.NO_NORM: "Voor dit cijfer is geen norm afgesproken; we volgen het.",
    NormReason.ONLY_PROVISIONAL: "Te vroeg om te zeggen: er zijn alleen voorlopige cijfers.",
}


def say_norm(indicator: Indicator, judged: NormJudgement, absence: str = "") -> str:
    """One to three sentences, and where it matters one about the awaited figure and one about the provisional figure.

    absence: why there are no figures, as the store knows it ('nog niet opgehaald'); used only when there are none.
    """
    if judged.reason is NormReason.NO_DATA and absence:
        return f"Niet te beoordelen: {absence.rstrip('.')}."
    parts = [_main(indicator, judged)]
    if judged.is_awaited and indicator.norm and judged.reason is not NormReason.STALE:
        parts.append(f"Het cijfer over {indicator.norm.year} is er nog niet.")
    other = judged.with_provisional
    if other is not None and other.latest is not None and other.status is not NormStatus.NOT_ASSESSABLE:
        value = quantity(other.latest.value, indicator.decimals, indicator.unit)
        parts.append(f"Met het voorlopige cijfer erbij ({value} in {other.latest.year}): {other.status}.")
    return " ".join(parts)


def say_level(indicator: Indicator, norm: Norm) -> str:
    """'minstens 8', 'hoogstens 1' or 'tussen 2,5% en 4,5%'."""
    if norm.kind is NormKind.BAND and norm.lower is not None and norm.upper is not None:
        return f"tussen {level(norm.lower, indicator.unit)} en {level(norm.upper, indicator.unit)}"
    value = level(norm.value or 0.0, indicator.unit)
    words = {Direction.UP: "minstens ", Direction.DOWN: "hoogstens ", Direction.NEUTRAL: ""}
    return words[indicator.desired_direction] + value


def _main(indicator: Indicator, judged: NormJudgement) -> str:
    norm, latest = indicator.norm, judged.latest
    if judged.reason in BLOCKED:
        return BLOCKED[judged.reason]
    if norm is None or latest is None:
        return BLOCKED[NormReason.NO_DATA]
    if judged.reason is NormReason.CHANCE:
        return _say_chance(indicator, norm, judged)
    speakers = {NormStatus.MET: _say_met, NormStatus.AROUND: _say_around, NormStatus.NOT_MET: _say_not_met}
    return speakers.get(judged.status, _say_why_not)(indicator, norm, judged, latest)


def _say_chance(indicator: Indicator, norm: Norm, judged: NormJudgement) -> str:
    goal = f"de norm van {level(norm.value or 0.0, indicator.unit)} in {norm.year}"
    probability = judged.chance or 0.0
    if judged.status is NormStatus.UNCERTAIN:
        text = f"{_capital(goal)} kan gehaald worden, maar dat staat niet vast (kans ongeveer {odds(probability)})."
    else:
        text = f"Als het zo doorgaat, is de kans {chance(probability)} dat {goal} wordt gehaald."
    return " ".join(part for part in (OPENINGS[judged.status], text, _say_pace(indicator, judged)) if part)


def _say_pace(indicator: Indicator, judged: NormJudgement) -> str:
    road = judged.road
    if road is None or road.pace_needed is None:
        return ""
    needed = f"Nodig: {difference(road.pace_needed, indicator.decimals, indicator.unit)} per jaar"
    if road.pace is None or indicator.baseline is None:
        return f"{needed}."
    since = f"sinds de nulmeting ({period(*indicator.baseline.span)})"
    if road.pace == 0:
        return f"{needed}; {since} is er geen verschil."
    return f"{needed}; {since}: {difference(road.pace, indicator.decimals, indicator.unit)} per jaar."


def _say_met(indicator: Indicator, norm: Norm, judged: NormJudgement, latest: Point) -> str:
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    if judged.reason is NormReason.MEETS_LATE:
        return f"De norm van {say_level(indicator, norm)} is gehaald, later dan {norm.year}: {figure}."
    if norm.kind is not NormKind.REACH:
        text = f"De norm is {say_level(indicator, norm)}, en daar voldoet het cijfer aan: {figure}. Zo houden."
    elif judged.reason is NormReason.MEETS_SINCE_BASELINE:
        text = f"De norm van {say_level(indicator, norm)} was bij de nulmeting al gehaald en is dat nog: {figure}. Zo houden."
    else:
        text = f"De norm van {say_level(indicator, norm)} is gehaald: {figure}."
    if judged.chance is None:
        return text
    return f"{text} De kans dat dit in {norm.year} nog zo is, is {chance(judged.chance)}."


def _say_around(indicator: Indicator, norm: Norm, _: NormJudgement, latest: Point) -> str:
    low, high = latest.margin or (latest.value, latest.value)
    margin = " tot ".join(quantity(bound, indicator.decimals, indicator.unit) for bound in (low, high))
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    return f"Rond de norm: {figure}, de norm is {say_level(indicator, norm)}. Het verschil valt binnen de marge ({margin})."


def _say_not_met(indicator: Indicator, norm: Norm, judged: NormJudgement, latest: Point) -> str:
    bounds = [bound for bound in (norm.value, norm.lower, norm.upper) if bound is not None]
    nearest = min(bounds, key=lambda bound: abs(bound - latest.value))
    figure = f"{quantity_apart(latest.value, nearest, indicator.decimals, indicator.unit)} in {latest.year}"
    goal = say_level(indicator, norm)
    if judged.reason is NormReason.LOST:
        return f"De norm van {goal} was in {norm.year} gehaald, maar daarna niet meer: {figure}."
    if judged.reason is NormReason.MISSED:
        return f"De norm van {goal} in {norm.year} is niet gehaald: {figure}."
    if judged.reason is NormReason.NO_TARGET_YEAR:
        when = f" ({norm.moment})" if norm.moment else ""
        return f"De norm van {goal}{when} is nog niet gehaald: {figure}."
    return f"De norm is {goal}, en daar voldoet het cijfer niet aan: {figure}."


def _say_why_not(indicator: Indicator, norm: Norm, judged: NormJudgement, latest: Point) -> str:
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    if judged.reason is NormReason.STALE:
        return f"Niet te beoordelen: het laatste cijfer ({figure}) is te oud om iets over nu te zeggen."
    if judged.reason is NormReason.TOO_FAR_AHEAD:
        ahead = (norm.year or latest.year) - latest.year
        return (
            f"Te vroeg om te zeggen: {norm.year} ligt {ahead} jaar na het laatste cijfer ({figure}), verder dan de reeks lang is."
        )
    count = plural(judged.points, "meting", "metingen")
    verb = "is" if judged.points == 1 else "zijn"
    known = f"Te vroeg om te zeggen: er {verb} {count}, het laatst {figure}."
    return f"{known} Voor een verwachting zijn er minstens {MIN_POINTS} nodig."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
