"""The answer about the norm in plain Dutch; it repeats what norm.py found and adds no judgement of its own."""

from indicators.agenda.model import Direction, Indicator, Norm, NormKind
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.projection import MIN_POINTS
from indicators.methods.series import Point
from indicators.wording.norm_remarks import say_remarks
from indicators.wording.numbers import LARGE, about, chance, difference, level, period, plural, quantity
from indicators.wording.relative import say_against_others, say_relative
from indicators.wording.sides import before_norm, beyond_norm, within_norm

OPENINGS = {NormStatus.UNCERTAIN: "Onzeker.", NormStatus.BEHIND: "Achter op schema."}
BLOCKED = {
    NormReason.NO_DATA: "Niet te beoordelen: er zijn geen cijfers.",
    NormReason.NO_BASELINE: "Niet te beoordelen of de norm wordt gehaald: er is geen cijfer voor de nulmeting.",
    NormReason.BREAK_AFTER_LAST: "Niet te beoordelen: na het laatste cijfer is de definitie veranderd.",
    NormReason.UNCLEAR_NORM: "Niet te beoordelen: de norm zegt niet welke waarden goed zijn.",
    NormReason.NO_VARIATION: "Geen verwachting mogelijk: het cijfer veranderde elk jaar precies even veel, of niet.",
    NormReason.CURRENT_PRICES: "Geen verwachting mogelijk: de bedragen zijn niet voor inflatie gecorrigeerd.",
    NormReason.NO_NORM: "Voor dit cijfer is geen norm afgesproken; we volgen het.",
    NormReason.NO_REFERENCE: "Niet te beoordelen: van de anderen in de norm zijn er te weinig cijfers over dezelfde jaren.",
    NormReason.ONLY_PROVISIONAL: "Te vroeg om te zeggen: er zijn alleen voorlopige cijfers.",
}


def say_norm(indicator: Indicator, judged: NormJudgement, absence: str = "") -> str:
    """One to three sentences, and the remarks: what is missing, what was missed, and what a provisional figure would change.

    absence: why there are no figures, as the store knows it ('nog niet opgehaald'); used only when there are none.
    """
    if judged.reason is NormReason.NO_DATA and absence:
        return f"Niet te beoordelen: {absence.rstrip('.')}."
    return " ".join([_main(indicator, judged), *say_remarks(indicator, judged)])


def say_level(indicator: Indicator, norm: Norm) -> str:
    """'minstens 8', 'hoogstens 1', 'tussen 2,5% en 4,5%' or 'beter dan Nederland'."""
    if norm.relative is not None:
        return say_relative(norm.relative)
    if norm.kind is NormKind.BAND and norm.lower is not None and norm.upper is not None:
        return f"tussen {level(norm.lower, indicator.unit)} en {level(norm.upper, indicator.unit)}"
    value = level(norm.value or 0.0, indicator.unit)
    words = {Direction.UP: "minstens ", Direction.DOWN: "hoogstens ", Direction.NEUTRAL: ""}
    return words[indicator.desired_direction] + value


def say_goal(indicator: Indicator, norm: Norm) -> str:
    """The level with its year or moment: 'hoogstens 2,5 in 2028'."""
    when = f" in {norm.year}" if norm.year else f" ({norm.moment})" if norm.moment else ""
    return say_level(indicator, norm) + when


def _main(indicator: Indicator, judged: NormJudgement) -> str:
    norm, latest = indicator.norm, judged.latest
    if norm is not None and norm.relative is not None and (said := say_against_others(indicator, norm, norm.relative, judged)):
        return said
    if judged.reason in BLOCKED:
        return BLOCKED[judged.reason]
    if norm is None or latest is None:
        return BLOCKED[NormReason.NO_DATA]
    if judged.reason is NormReason.CHANCE:
        return _say_awaited_chance(indicator, norm, judged) if judged.is_over else _say_chance(indicator, norm, judged, latest)
    speakers = {NormStatus.MET: _say_met, NormStatus.AROUND: _say_around, NormStatus.NOT_MET: _say_not_met}
    return speakers.get(judged.status, _say_why_not)(indicator, norm, judged, judged.figure or latest)


def _say_chance(indicator: Indicator, norm: Norm, judged: NormJudgement, latest: Point) -> str:
    goal = f"de norm van {level(norm.value or 0.0, indicator.unit)} in {norm.year}"
    probability = judged.chance or 0.0
    if judged.status is NormStatus.UNCERTAIN:
        text = f"{_capital(goal)} kan gehaald worden, maar dat staat niet vast (kans {about(probability)})."
    else:
        text = f"Als het zo doorgaat, is de kans {chance(probability)} dat {goal} wordt gehaald."
    known = f"Laatste cijfer: {beyond_norm(indicator, norm, latest)}{before_norm(norm, latest)}."
    return " ".join(part for part in (OPENINGS[judged.status], text, known, _say_pace(indicator, judged)) if part)


def _say_awaited_chance(indicator: Indicator, norm: Norm, judged: NormJudgement) -> str:
    opening = "Onzeker." if judged.status is NormStatus.UNCERTAIN else "Waarschijnlijk niet gehaald."
    odds = chance(judged.chance or 0.0)
    return f"{opening} De kans dat het cijfer over {norm.year} aan de norm van {say_level(indicator, norm)} voldoet, is {odds}."


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


def _say_met(indicator: Indicator, norm: Norm, judged: NormJudgement, figure: Point) -> str:
    shown, goal = within_norm(indicator, norm, figure) + before_norm(norm, figure), say_goal(indicator, norm)
    if judged.reason is NormReason.MET_THEN_LOST and judged.latest is not None:
        return f"De norm van {goal} is gehaald: {shown}. Daarna niet meer: {beyond_norm(indicator, norm, judged.latest)}."
    if judged.is_over:
        return f"De norm van {goal} is gehaald: {shown}."
    keep = " Zo houden." if judged.chance is None or judged.chance >= LARGE else ""
    if norm.kind is not NormKind.REACH:
        text = f"De norm is {say_level(indicator, norm)}, en daar voldoet het cijfer aan: {shown}.{keep}"
    elif judged.reason is NormReason.MEETS_SINCE_BASELINE:
        text = f"De norm van {goal} was bij de nulmeting al gehaald, en is dat nu ook: {shown}.{keep}"
    else:
        text = f"De norm van {goal} is {'al ' if norm.year else ''}gehaald: {shown}."
    if judged.chance is None:
        return text
    return f"{text} De kans dat dit in {norm.year} nog zo is, is {chance(judged.chance)}."


def _say_around(indicator: Indicator, norm: Norm, _: NormJudgement, figure: Point) -> str:
    low, high = figure.margin or (figure.value, figure.value)
    margin = " tot ".join(quantity(bound, indicator.decimals, indicator.unit) for bound in (low, high))
    shown = f"{quantity(figure.value, indicator.decimals, indicator.unit)} in {figure.year}{before_norm(norm, figure)}"
    return f"Rond de norm: {shown}, de norm is {say_goal(indicator, norm)}. Het verschil valt binnen de marge ({margin})."


def _say_not_met(indicator: Indicator, norm: Norm, judged: NormJudgement, figure: Point) -> str:
    shown, goal = beyond_norm(indicator, norm, figure) + before_norm(norm, figure), say_goal(indicator, norm)
    if judged.reason is NormReason.MISSED_BUT_LATER and judged.latest is not None:
        return f"De norm van {goal} is niet gehaald: {shown}. Later wel: {within_norm(indicator, norm, judged.latest)}."
    if judged.reason is NormReason.MISSED:
        return f"De norm van {goal} is niet gehaald: {shown}."
    if judged.reason is NormReason.NO_TARGET_YEAR:
        return f"De norm van {goal} is nog niet gehaald: {shown}."
    return f"De norm is {say_level(indicator, norm)}, en daar voldoet het cijfer niet aan: {shown}."


def _say_why_not(indicator: Indicator, norm: Norm, judged: NormJudgement, latest: Point) -> str:
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    if judged.reason is NormReason.STALE:
        return f"Niet te beoordelen: het laatste cijfer ({figure}) is te oud om iets over nu te zeggen."
    if judged.reason is NormReason.AWAITED:
        return f"Te vroeg om te zeggen of de norm van {say_goal(indicator, norm)} is gehaald."
    if judged.reason is NormReason.BEFORE_ADOPTION and norm.relative is not None:
        return (
            f"Te vroeg om te zeggen: de norm is van {norm.adopted_year}, en van dat jaar of later is er niets om te vergelijken."
        )
    if judged.reason is NormReason.BEFORE_ADOPTION:
        return f"Te vroeg om te zeggen: de norm is van {norm.adopted_year}, en het laatste cijfer is van daarvoor ({figure})."
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
