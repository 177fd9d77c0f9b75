"""Differences between two agendas in plain Dutch: what it is about, what it was and what it is; it compares nothing."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from indicators.agenda.differences import Difference, Topic
from indicators.agenda.model import (
    AdoptersFile,
    Aim,
    BaselineSpec,
    Bounds,
    BreakKind,
    Budget,
    BudgetPer,
    ComparisonGroup,
    Direction,
    Frozen,
    Norm,
    PastNorm,
    SeriesBreak,
)
from indicators.agenda.sourced import Sourced
from indicators.wording.norm_terms import NOTHING, norm_in_words
from indicators.wording.numbers import listing, number, period, plural, short_number

Names = Mapping[str, str]
LABELS = {
    Topic.NORM: "norm",
    Topic.ADOPTION: "besluit over de norm",
    Topic.PAST_NORMS: "eerdere normen",
    Topic.BASELINE: "nulmeting",
    Topic.SOURCE: "bron van het cijfer",
    Topic.BREAKS: "trendbreuken",
    Topic.DIRECTION: "gewenste richting",
    Topic.UNIT: "eenheid",
    Topic.DECIMALS: "aantal decimalen",
    Topic.KIND: "soort cijfer",
    Topic.BOUNDS: "wat het cijfer kan zijn",
    Topic.CURRENT_PRICES: "bedragen zonder correctie voor inflatie",
    Topic.DEFINITION: "definitie",
    Topic.NAME: "naam",
    Topic.AMBITION: "ambitie",
    Topic.START: "start",
    Topic.END: "einde",
    Topic.AIMS: "verwachting",
    Topic.FROZEN: "vastgelegde verwachting",
    Topic.SAME_ELSEWHERE: "gemeenten met dezelfde aanpak",
    Topic.PARTNER: "partner",
    Topic.TARGET_GROUP: "doelgroep",
    Topic.PHASE: "fase",
    Topic.BUDGET: "budget",
    Topic.COMPARISON: "gemeenten waarmee we vergelijken",
}


class Told(NamedTuple):
    """label: what differs (empty: all of it); before and after: in words, before empty where nothing is to be crossed out."""

    label: str
    before: str
    after: str


def say_difference(difference: Difference, names: Names) -> Told:
    """One difference; names: of indicators and partners, by their id."""
    if difference.topic is Topic.WHOLE:
        return Told("", "", "staat niet meer in de agenda" if difference.after is None else "nieuw in de agenda")
    before, after = difference.before, difference.after
    if difference.topic is Topic.PAST_NORMS:
        before, after = before.history, after.history
    if isinstance(before, tuple) and isinstance(after, tuple):
        before, after = (
            tuple(each for each in mine if each not in others) for mine, others in ((before, after), (after, before))
        )
    was, is_ = (_say(each, names) for each in (before, after))
    label = LABELS[difference.topic]
    return Told(label, was, is_) if was != is_ else Told(label, "", f"{is_}, met een andere instelling")


def _say(value: Any, names: Names) -> str:
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return "; ".join(_say(each, names) for each in value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, str):
        return names.get(value, str(value))
    speakers: dict[type, Callable[[Any], str]] = {
        BaselineSpec: _baseline,
        Sourced: _sourced,
        SeriesBreak: _break,
        Bounds: _bounds,
        PastNorm: _past_norm,
        Norm: lambda norm: norm_in_words(norm, ""),
        Budget: _budget,
        ComparisonGroup: _group,
        Aim: lambda aim: _aim(aim, names),
        Frozen: lambda frozen: _frozen(frozen, names),
        dict: lambda starts: "; ".join(f"{code} (start {start})" for code, start in starts.items()) or NOTHING,
        AdoptersFile: lambda adopters: f"volgens het bestand {adopters.file}",
    }
    say = speakers.get(type(value))
    return say(value) if say else str(value)


def _baseline(spec: BaselineSpec) -> str:
    years = period(*spec.span) if spec.span.first == spec.span.last else f"gemiddelde van {period(*spec.span)}"
    return years if spec.adopted_value is None else f"{years}, vastgesteld op {short_number(spec.adopted_value)}"


def _sourced(made: Sourced) -> str:
    parts = []
    for link, measures in made.links:
        said = [
            f"{measure.topic or measure.column} uit {getattr(source, 'table', None) or getattr(source, 'file', '')}"
            + "".join(f", {key} {code}" for key, code in {**getattr(source, "filters", {}), **measure.filters}.items())
            for measure, source in measures
        ]
        multiplier = getattr(link, "multiplier", None)
        parts.append(" gedeeld door ".join(said) + (f", maal {short_number(multiplier)}" if multiplier else ""))
    return "; daarvoor ".join(parts)


def _break(cut: SeriesBreak) -> str:
    what = "bijzonder jaar" if cut.kind is BreakKind.SPECIAL else "nieuwe definitie"
    return f"{cut.year} {what} ({cut.reason.rstrip('.')})"


def _bounds(bounds: Bounds) -> str:
    parts = [("minstens", bounds.lowest), ("hoogstens", bounds.highest)]
    return " en ".join(f"{word} {short_number(value)}" for word, value in parts if value is not None) or NOTHING


def _past_norm(past: PastNorm) -> str:
    decision = f" (besluit {past.adoption.decision})" if past.adoption.decision else ""
    return f"{norm_in_words(past, '')}{decision}"


def _budget(budget: Budget) -> str:
    return f"{number(budget.amount, 0)} euro {'eenmalig' if budget.per is BudgetPer.ONCE else f'per {budget.per}'}"


def _group(group: ComparisonGroup) -> str:
    if group.municipalities:
        return f"een vaste lijst: {listing(list(group.municipalities))}"
    chosen = listing([feature.name for feature in group.features])
    return plural(group.size, "gemeente", "gemeenten") + (f", gekozen op {chosen}" if chosen else "")


def _aim(aim: Aim, names: Names) -> str:
    parts = [f"‘{names.get(aim.indicator, aim.indicator)}’"]
    parts += [str(aim.direction)] if aim.direction and aim.direction is not Direction.NEUTRAL else []
    parts += [f"met {short_number(aim.size)}"] if aim.size is not None else []
    parts += [f"te zien vanaf {aim.visible_from}"] if aim.visible_from else []
    return " ".join(parts)


def _frozen(frozen: Frozen, names: Names) -> str:
    start = [f"start {frozen.start}"] if frozen.start else []
    return "; ".join([*start, *(_aim(aim, names) for aim in frozen.aims)])
