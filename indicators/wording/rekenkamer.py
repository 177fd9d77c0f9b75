"""What a court of audit would ask of a norm ("rekenkamerproof"), as warnings in plain Dutch; it never blocks a norm."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.agenda.model import Direction, Indicator, Norm, NormKind
from indicators.methods.baseline import Baseline, find_baseline
from indicators.methods.change import ERRORS_PER_MARGIN, JUMP_FACTOR, MIN_POINTS, usual_changes
from indicators.methods.series import Series
from indicators.methods.usable import Hindrance, find_usable, usual_gap_years
from indicators.methods.zone import zone_of
from indicators.wording.numbers import number, quantity

MILESTONES_FROM_YEARS = 3
SURVEY_STEP_IN_ERRORS = 2.77
"""1.96 × √2: the smallest difference between two survey figures that is more than chance."""


class NormCheck(StrEnum):
    """What a norm must pass."""

    SPECIFIC = "specifiek"
    TIME_BOUND = "tijdgebonden"
    BASELINE = "nulmeting navolgbaar"
    SOURCE = "bron wordt bijgewerkt"
    MILESTONES = "mijlpalen"
    ADOPTED = "vastgesteld"
    OWN_LEVEL = "eigen niveau"
    DETECTABLE = "zichtbaar in de cijfers"


@dataclass(frozen=True, kw_only=True)
class NormWarning:
    """One check that is not passed, and why that matters."""

    check: NormCheck
    text: str


def check_norm(indicator: Indicator, series: Series, *, today: date) -> tuple[NormWarning, ...]:
    """All warnings about the norm of this indicator, in the order of methods §6; empty without a norm or without warnings."""
    norm = indicator.norm
    if norm is None:
        return ()
    usable = find_usable(series, indicator.breaks, today)
    baseline = find_baseline(usable.series, indicator.baseline, indicator.decimals, usable.since)
    found = {
        NormCheck.SPECIFIC: _specific(indicator, norm),
        NormCheck.TIME_BOUND: _time_bound(norm, today),
        NormCheck.BASELINE: _baseline(indicator, baseline, has_figures=bool(series.points)),
        NormCheck.SOURCE: _source(usable.series, usable.hindrance, norm),
        NormCheck.MILESTONES: _milestones(norm, today),
        NormCheck.ADOPTED: _adopted(norm),
        NormCheck.OWN_LEVEL: _own_level(norm),
        NormCheck.DETECTABLE: _detectable(indicator, norm, baseline, usable.series.definitive()),
    }
    return tuple(NormWarning(check=check, text=text) for check, text in found.items() if text)


def _specific(indicator: Indicator, norm: Norm) -> str:
    has_direction = indicator.desired_direction is not Direction.NEUTRAL
    if zone_of(norm, indicator.desired_direction) is not None or (norm.relative is not None and has_direction):
        return ""
    if norm.kind is NormKind.BAND:
        return "Noem een onder- en een bovengrens. Anders is niet te zeggen of de norm is gehaald."
    return "Noem een waarde en de gewenste richting (omhoog of omlaag). Anders is niet te zeggen of de norm is gehaald."


def _time_bound(norm: Norm, today: date) -> str:
    if norm.year is not None and norm.adopted_year is not None and norm.year < norm.adopted_year:
        return f"Het jaar van de norm ({norm.year}) ligt vóór dat van het besluit ({norm.adopted_year}). Kies een later jaar."
    if norm.kind is not NormKind.REACH:
        return ""
    if norm.year is None:
        return "Noem het jaar waarin de norm gehaald moet zijn. Zonder jaar is niet te zeggen of het op koers ligt."
    return f"Het jaar van de norm ({norm.year}) is al voorbij." if norm.year < today.year else ""


def _baseline(indicator: Indicator, baseline: Baseline, *, has_figures: bool) -> str:
    if indicator.baseline is None:
        return "Er is geen nulmeting. Daardoor is niet te zien hoe ver u al bent."
    if baseline.found is None and not has_figures:
        return ""  # that there are no figures at all is said of the source
    if baseline.found is None:
        return "Voor de nulmeting is in de bron geen cijfer te vinden. Niemand kan haar narekenen."
    if baseline.differs and baseline.adopted is not None:
        adopted = quantity(baseline.adopted, indicator.decimals, indicator.unit)
        found = quantity(baseline.found, indicator.decimals, indicator.unit)
        return f"De vastgestelde nulmeting is {adopted}, maar de bron geeft nu {found}. Leg het verschil uit of pas haar aan."
    return ""


def _source(series: Series, hindrance: Hindrance | None, norm: Norm) -> str:
    latest = series.last
    if hindrance is Hindrance.BREAK_AFTER_LAST:
        return "Er is nog geen cijfer volgens de nieuwe definitie."
    if latest is None:
        return "Er zijn nog geen cijfers. Controleer of de bron dit cijfer voor uw gemeente geeft."
    if hindrance is Hindrance.STALE:
        return f"Het laatste cijfer is van {latest.year}. Controleer of de bron nog wordt bijgewerkt."
    gap = usual_gap_years(series)
    if norm.year is not None and latest.year < norm.year < latest.year + gap:
        expected = round(latest.year + gap)
        return f"Het volgende cijfer gaat waarschijnlijk over {expected}. Dat is na het jaar van de norm ({norm.year})."
    return ""


def _milestones(norm: Norm, today: date) -> str:
    if norm.kind is not NormKind.REACH or norm.year is None or norm.milestones:
        return ""
    ahead = norm.year - today.year
    if ahead <= MILESTONES_FROM_YEARS:
        return ""
    return f"De norm ligt {ahead} jaar vooruit. Met mijlpalen kan de raad eerder zien of het goed gaat."


def _adopted(norm: Norm) -> str:
    return "" if norm.adoption else "Vul in wie de norm heeft vastgesteld en wanneer."


def _own_level(norm: Norm) -> str:
    if norm.relative is None:
        return ""
    return "Deze norm kan ook gehaald worden doordat het elders slechter gaat. Noem ook wat u in de eigen gemeente wilt bereiken."


def _detectable(indicator: Indicator, norm: Norm, baseline: Baseline, series: Series) -> str:
    zone = zone_of(norm, indicator.desired_direction)
    if norm.kind is not NormKind.REACH or norm.value is None or baseline.value is None or zone is None:
        return ""
    if zone.holds(baseline.value):
        return "De norm was bij de nulmeting al gehaald. Kies een hogere ambitie, of de soort norm 'behouden'."
    step, smallest = abs(norm.value - baseline.value), smallest_visible_step(series)
    if smallest is None or step > smallest:
        return ""
    shown = [number(size, indicator.decimals) for size in (step, smallest)]
    return (
        f"De stap van nulmeting naar norm is {shown[0]}. Dit cijfer schommelt uit zichzelf al tot {shown[1]}. "
        "Als de norm wordt gehaald, kan dat dus ook toeval zijn."
    )


def smallest_visible_step(series: Series) -> float | None:
    """The smallest change this source can show, in the indicator's unit; None when the series cannot tell.

    With a published margin: 2.77 standard errors of the latest figure. Without: the jump threshold of change.py, from eight
    definitive figures on.
    """
    latest = series.last
    if latest is not None and latest.margin is not None:
        low, high = latest.margin
        return SURVEY_STEP_IN_ERRORS * (high - low) / ERRORS_PER_MARGIN
    if len(series) < MIN_POINTS:
        return None
    return JUMP_FACTOR * float(usual_changes(series).mean())
