"""What may be said of the future besides the chance, in plain Dutch: a condition and a count; no promise and no cause."""

from math import ceil, floor

from indicators.agenda.model import Direction, Indicator
from indicators.methods.condition import Condition, ConditionLack
from indicators.methods.norm_status import NormJudgement, NormReason
from indicators.methods.origins import RECENT_YEARS
from indicators.methods.reference_class import ReferenceClass, ReferenceLack
from indicators.wording.numbers import number, plural, quantity_apart, size

NEAR_THE_LIMIT = 0.05
"""Of the limit between 'achter' and 'onzeker': so near, the word hangs on little."""
CONDITION_LACKS = {
    ConditionLack.NOT_AHEAD: "",
    ConditionLack.TOO_FEW_FIGURES: "Hierover zeggen we niets: er zijn te weinig cijfers, van de gemeente zelf of van andere.",
    ConditionLack.UNTESTED: "Hierover zeggen we niets: zo ver vooruit zijn er te weinig oude cijfers om het op na te rekenen.",
    ConditionLack.FAILED: "Hierover zeggen we niets: op oude cijfers nagerekend kwam zo'n kans te weinig uit.",
    ConditionLack.NEVER_SO_FAST: (
        "Het landelijke cijfer zou sneller moeten veranderen dan het in zo veel jaar ooit deed. Verder zeggen we hierover niets."
    ),
}
REFERENCE_LACKS = {
    ReferenceLack.NOT_AHEAD: "",
    ReferenceLack.SURVEY: "Dit tellen we niet: het cijfer kan uit een enquête komen, en dan is het tempo vooral toeval.",
    ReferenceLack.TOO_FEW_FIGURES: "Dit tellen we niet: er zijn te weinig cijfers, van de gemeente zelf of van andere.",
    ReferenceLack.NO_EARLIER_YEARS: "Dit tellen we niet: van eerdere jaren is nog niet bekend hoe het zo ver vooruit afliep.",
}


def say_condition(indicator: Indicator, condition: Condition, municipality: str) -> str:
    """The pace the country needs for a great chance, and the pace it had; municipality: its name within a sentence."""
    return (
        f"Als het landelijke cijfer (de gemeente in het midden) van {condition.from_year} tot {condition.year}"
        f" {_asked(indicator, condition.yearly)}, is de kans groot (4 op 5) dat {municipality} de norm haalt."
        f" {_recently(indicator, condition)}"
    )


def say_tested(condition: Condition) -> str:
    """How often it held on figures that were left out."""
    found = condition.held_out
    return (
        f"Op oude cijfers nagerekend: waar het land zo bewoog, werd de norm in {number(100 * found.share, 0)} van de 100 gevallen"
        f" gehaald (uitkomsten van {plural(len(found.years), 'jaar', 'jaren')}). Het is een voorwaarde, geen belofte."
    )


def _asked(indicator: Indicator, yearly: float) -> str:
    """'met minstens 0,2 per jaar daalt', 'met hoogstens 0,1 per jaar stijgt' or 'niet stijgt'; rounded so that it stays true."""
    is_down = indicator.desired_direction is Direction.DOWN
    wanted, unwanted = ("daalt", "stijgt") if is_down else ("stijgt", "daalt")
    scaled = (-yearly if is_down else yearly) * 10**indicator.decimals
    steps = ceil(round(scaled, 6)) if scaled > 0 else floor(round(-scaled, 6))
    if not steps:
        return f"niet {unwanted}"
    pace = _per_year(indicator, steps / 10**indicator.decimals)
    return f"met minstens {pace} {wanted}" if scaled > 0 else f"met hoogstens {pace} {unwanted}"


def _recently(indicator: Indicator, condition: Condition) -> str:
    recent = condition.recent
    span = recent.last - recent.first
    years = f"De laatste {'drie' if span == RECENT_YEARS else span} jaar ({recent.first}–{recent.last})"
    if not recent.yearly:
        return f"{years} bleef het landelijk gelijk."
    return f"{years} {'steeg' if recent.yearly > 0 else 'daalde'} het landelijk {_per_year(indicator, recent.yearly)}."


def _per_year(indicator: Indicator, yearly: float) -> str:
    return f"{size(yearly, indicator.decimals, indicator.unit)} per jaar"


def say_condition_lack(lack: ConditionLack) -> str:
    """Why there is no condition; empty where nobody would expect one."""
    return CONDITION_LACKS[lack]


def say_reference(found: ReferenceClass) -> str:
    """How it went with municipalities that stood alike: a count with its years."""
    times = "geen enkele keer" if not found.met else f"{found.met} keer"
    return (
        f"Van de {found.cases} keer dat een gemeente even ver van zo'n norm stond en even hard ging, werd die {times} gehaald"
        f" ({found.first}–{found.last}). Dat is een telling van toen, niet de kans."
    )


def say_reference_lack(lack: ReferenceLack) -> str:
    """Why nothing is counted; empty where nobody would expect a count."""
    return REFERENCE_LACKS[lack]


def say_limit(judged: NormJudgement, limit: float) -> str:
    """That the status hangs on a limit, when the chance is near it; empty otherwise. limit: the largest chance of 'achter'."""
    if judged.reason is not NormReason.CHANCE or judged.chance is None or abs(judged.chance - limit) > NEAR_THE_LIMIT:
        return ""
    bound = number(100 * limit, 0)
    here = quantity_apart(100 * judged.chance, 100 * limit, 0, "%")
    return f"De kans is hier {here}. Tot en met {bound}% zeggen we ‘achter’, daarboven ‘onzeker’: dat scheelt hier weinig."
