"""A figure beside its norm: on which side of it, with the decimals it takes to see that, and whether before it; no judgement."""

from indicators.agenda.model import Indicator, Norm
from indicators.methods.series import Point
from indicators.wording.numbers import quantity_apart, quantity_beside


def beyond_norm(indicator: Indicator, norm: Norm, point: Point) -> str:
    """A figure that does not meet the norm, with its year: never shown as equal to it (2,504 in 2025 against 2,5)."""
    bound = nearest_bound(norm, point.value)
    return f"{quantity_apart(point.value, bound, indicator.decimals, indicator.unit)} in {point.year}"


def within_norm(indicator: Indicator, norm: Norm, point: Point) -> str:
    """A figure that meets the norm, with its year: never shown beyond it."""
    bound = nearest_bound(norm, point.value)
    return f"{quantity_beside(point.value, bound, indicator.decimals, indicator.unit)} in {point.year}"


def nearest_bound(norm: Norm, value: float) -> float:
    """The level of the norm, or the bound of a band that is nearest to this value."""
    bounds = [bound for bound in (norm.value, norm.lower, norm.upper) if bound is not None]
    return min(bounds, key=lambda bound: abs(bound - value))


def before_norm(norm: Norm, figure: Point) -> str:
    """A figure of before there was a norm may tell how things stand, and says so."""
    return f", van vóór de norm ({norm.adopted_year})" if norm.adopted_year and figure.year < norm.adopted_year else ""
