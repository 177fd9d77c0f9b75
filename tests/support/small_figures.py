"""Small indicators and series for the tests of the methods; invented figures, no source is read."""

from dataclasses import replace
from datetime import date
from typing import Any

from indicators.agenda.model import Indicator
from indicators.methods.assessment import Assessment, assess
from indicators.methods.group_year import Member
from indicators.methods.series import Point, Series
from indicators.methods.surroundings import Surroundings

TODAY = date(2026, 11, 21)
FORGETFUL = Surroundings(memory=0.0, swing=0.1)
"""Figures that remember nothing of the year before, so that a line is what it is for independent figures, and swing little."""


def an_indicator(norm: dict[str, Any] | None = None, **changes: Any) -> Indicator:
    """A rate that should go down, with a baseline in 2018; the norm and changes as Dutch keys."""
    entry: dict[str, Any] = {
        "id": "mishandeling",
        "naam": "Mishandeling",
        "definitie": "Geregistreerde mishandelingen per 1.000 inwoners.",
        "waarom": "Mishandeling raakt de veiligheid van inwoners.",
        "eenheid": "per 1.000 inwoners",
        "decimalen": 1,
        "soort": "effect",
        "gewenste_richting": "omlaag",
        "bron": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven"},
        "nulmeting": {"periode": 2018},
    }
    entry |= changes
    if norm is not None:
        entry["norm"] = norm
    return Indicator.model_validate({key: value for key, value in entry.items() if value is not None}, strict=False)


def reach(value: float, year: int | None = 2028, **changes: Any) -> dict[str, Any]:
    """A norm to reach."""
    norm = {"soort": "bereiken", "waarde": value} | ({} if year is None else {"jaar": year})
    return norm | changes


def keep(value: float, **changes: Any) -> dict[str, Any]:
    """A level to keep."""
    return {"soort": "behouden", "waarde": value} | changes


def band(lower: float, upper: float, **changes: Any) -> dict[str, Any]:
    """A level between two bounds."""
    return {"soort": "bandbreedte", "onder": lower, "boven": upper} | changes


def yearly(*values: float, start: int = 2018, provisional: int = 0) -> Series:
    """One value a year; the last `provisional` ones are provisional."""
    last = len(values) - provisional
    return Series.of(Point(year=start + n, value=float(value), is_provisional=n >= last) for n, value in enumerate(values))


def at_years(values: dict[int, float]) -> Series:
    """Values at these years."""
    return Series.of(Point(year=year, value=float(value)) for year, value in values.items())


def surveyed(*points: tuple[int, float, float, float]) -> Series:
    """Survey figures: (year, value, lower bound, upper bound)."""
    return Series.of(Point(year=year, value=value, lower=lower, upper=upper) for year, value, lower, upper in points)


def judged(norm: dict[str, Any] | None, series: Series, *, today: date = TODAY, **changes: Any) -> Assessment:
    """The assessment of a series against an indicator with this norm; its figures are FORGETFUL."""
    return assess(an_indicator(norm, **changes), series, surroundings=FORGETFUL, today=today)


def members(*values: float, year: int = 2025) -> list[Member]:
    """Comparable municipalities with one value each in the same year."""
    return [Member(code=f"GM{n:04}", name=f"Gemeente {n}", series=at_years({year: value})) for n, value in enumerate(values, 1)]


def mirrored(series: Series) -> Series:
    """Every value times −1, bounds swapped: "lower is better" becomes "higher is better"."""
    return Series(tuple(_mirror(point) for point in series.points))


def _mirror(point: Point) -> Point:
    lower = None if point.upper is None else -point.upper
    upper = None if point.lower is None else -point.lower
    return replace(point, value=-point.value, lower=lower, upper=upper)
