"""Rules about norms: complete, possible, in order of time and in line with the desired direction.

A norm that the baseline already meets is no mistake: that is a norm to keep.
"""

from collections.abc import Iterator

from indicators.agenda.model import Agenda, Direction, Indicator, Norm, NormKind, NormLevel
from indicators.agenda.places import indicators_at, norms_at
from indicators.agenda.problems import Finding, Path

_LEVEL = ("waarde",)
_BAND = ("onder", "boven")
_RELATIVE = ("ten_opzichte_van",)
_FIELDS: dict[NormKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    NormKind.REACH: (_LEVEL, (*_BAND, *_RELATIVE)),
    NormKind.KEEP: (_LEVEL, (*_BAND, *_RELATIVE, "mijlpalen")),
    NormKind.BAND: (_BAND, (*_LEVEL, *_RELATIVE, "mijlpalen")),
    NormKind.RELATIVE: (_RELATIVE, (*_LEVEL, *_BAND, "mijlpalen")),
}
"""Per kind of norm: the fields it needs, and the fields that mean nothing for it."""


def norm_has_the_fields_of_its_kind(agenda: Agenda) -> Iterator[Finding]:
    """A level for bereiken and behouden, two bounds for bandbreedte, others for vergelijking; milestones only to a level."""
    for path, _, norm in norms_at(agenda):
        needed, useless = _FIELDS[norm.kind]
        given = _given(norm) | ({"mijlpalen"} if norm.milestones else set())
        for key in needed:
            if key not in given:
                yield Finding((*path, key), f"een norm '{norm.kind}' heeft '{key}' nodig", f"voeg '{key}: ...' toe.")
        for key in useless:
            if key in given:
                yield Finding(
                    (*path, key), f"'{key}' hoort niet bij een norm '{norm.kind}'", "haal dit weg of kies een andere soort."
                )


def past_norm_is_complete(agenda: Agenda) -> Iterator[Finding]:
    """A former norm was one level, two bounds, or relative to others."""
    for path, _, norm in norms_at(agenda):
        for at, past in enumerate(norm.history):
            given = _given(past)
            if given not in ({*_LEVEL}, {*_BAND}, {*_RELATIVE}):
                remedy = "schrijf 'waarde', of 'onder' en 'boven', of 'ten_opzichte_van'."
                yield Finding(
                    (*path, "historie", at), f"nr. {at + 1} heeft geen waarde, geen bandbreedte en geen vergelijking", remedy
                )


def band_is_in_order(agenda: Agenda) -> Iterator[Finding]:
    """The lower bound lies below the upper."""
    for path, _, level in _all_levels(agenda):
        if level.lower is not None and level.upper is not None and level.lower >= level.upper:
            text = f"onder is {level.lower:g} en boven is {level.upper:g}"
            yield Finding((*path, "onder"), text, "onder moet kleiner zijn dan boven.")


def norm_has_one_deadline(agenda: Agenda) -> Iterator[Finding]:
    """A year, or a moment in words."""
    for path, _, norm in norms_at(agenda):
        if norm.year is not None and norm.moment is not None:
            yield Finding((*path, "moment"), "'jaar' en 'moment' staan er allebei", "haal er één weg.")


def norm_to_reach_has_a_deadline(agenda: Agenda) -> Iterator[Finding]:
    """A level to reach without a year can never be missed."""
    for path, _, norm in norms_at(agenda):
        if norm.kind is NormKind.REACH and norm.year is None and norm.moment is None:
            remedy = "voeg 'jaar: ...' toe, of in woorden 'moment: ...'; geldt de waarde altijd, kies dan 'behouden'."
            yield Finding((*path, "jaar"), f"een norm '{norm.kind}' heeft 'jaar' nodig", remedy)


def norm_fits_the_direction(agenda: Agenda) -> Iterator[Finding]:
    """Without a desired direction nobody can say on which side of a level is good; between two bounds one can."""
    for path, indicator, norm in norms_at(agenda):
        if indicator.desired_direction is Direction.NEUTRAL and norm.kind is not NormKind.BAND:
            text = f"soort is '{norm.kind}', maar de gewenste_richting is neutraal"
            remedy = "kies omhoog of omlaag als gewenste_richting, of maak van de norm een bandbreedte."
            yield Finding((*path, "soort"), text, remedy)


def levels_are_possible(agenda: Agenda) -> Iterator[Finding]:
    """No norm, milestone or baseline outside what the indicator can ever be."""
    for path, indicator, key, value in _values(agenda):
        lowest, highest = indicator.possible_range
        if (lowest is not None and value < lowest) or (highest is not None and value > highest):
            limits = f"{'...' if lowest is None else f'{lowest:g}'} tot {'...' if highest is None else f'{highest:g}'}"
            remedy = f"kies een waarde van {limits} ({indicator.unit}), of pas 'grenzen' van de indicator aan."
            yield Finding((*path, key), f"{key} is {value:g}; dat kan niet", remedy)


def levels_have_the_shown_precision(agenda: Agenda) -> Iterator[Finding]:
    """A norm of 2.55 shown with one decimal would read as another norm."""
    for path, indicator, key, value in _values(agenda):
        if round(value, indicator.decimals) != value:
            text = f"{key} is {value:g}, maar de indicator heeft decimalen: {indicator.decimals}"
            yield Finding((*path, key), text, "rond af, of geef de indicator meer decimalen.")


def norm_year_is_after_the_baseline(agenda: Agenda) -> Iterator[Finding]:
    """The road to a norm starts at the baseline."""
    for path, indicator, norm in norms_at(agenda):
        if indicator.baseline and norm.year is not None and norm.year <= indicator.baseline.span.last:
            text = f"jaar is {norm.year}, maar de nulmeting loopt tot en met {indicator.baseline.span.last}"
            yield Finding((*path, "jaar"), text, "kies een later jaar of een eerdere nulmeting.")


def milestones_are_in_order(agenda: Agenda) -> Iterator[Finding]:
    """After the baseline, each later than the one before, and before the year of the norm."""
    for path, indicator, norm in norms_at(agenda):
        previous = indicator.baseline.span.last if indicator.baseline else None
        for at, milestone in enumerate(norm.milestones):
            place = (*path, "mijlpalen", at, "jaar")
            if previous is not None and milestone.year <= previous:
                before = "de nulmeting" if at == 0 else "de vorige mijlpaal"
                yield Finding(
                    place, f"jaar is {milestone.year}, maar {before} is van {previous}", "zet mijlpalen op volgorde van jaar."
                )
            if norm.year is not None and milestone.year >= norm.year:
                text = f"jaar is {milestone.year}, maar de norm zelf geldt voor {norm.year}"
                yield Finding(place, text, "kies een jaar vóór dat van de norm.")
            previous = milestone.year


def milestones_stay_before_the_norm(agenda: Agenda) -> Iterator[Finding]:
    """An interim value does not ask more than the norm itself."""
    for path, indicator, norm in norms_at(agenda):
        sign = {Direction.UP: 1, Direction.DOWN: -1, Direction.NEUTRAL: 0}[indicator.desired_direction]
        for at, milestone in enumerate(norm.milestones):
            if norm.value is not None and sign * milestone.value > sign * norm.value:
                text = f"waarde is {milestone.value:g}; dat gaat verder dan de norm ({norm.value:g})"
                yield Finding((*path, "mijlpalen", at, "waarde"), text, "kies een waarde vóór de norm.")


def history_is_before_the_norm(agenda: Agenda) -> Iterator[Finding]:
    """A former norm was adopted before the present one."""
    for path, _, norm in norms_at(agenda):
        for at, past in enumerate(norm.history):
            if norm.adoption and past.adoption.on >= norm.adoption.on:
                text = f"datum is {past.adoption.on}, maar de huidige norm is van {norm.adoption.on}"
                remedy = "zet bij 'historie' alleen normen die eerder zijn vastgesteld."
                yield Finding((*path, "historie", at, "vastgesteld", "datum"), text, remedy)


def _given(level: NormLevel) -> set[str]:
    values = {"waarde": level.value, "onder": level.lower, "boven": level.upper, "ten_opzichte_van": level.relative}
    return {key for key, value in values.items() if value is not None}


def _all_levels(agenda: Agenda) -> Iterator[tuple[Path, Indicator, NormLevel]]:
    """The norms and the former norms."""
    for path, indicator, norm in norms_at(agenda):
        yield path, indicator, norm
        for at, past in enumerate(norm.history):
            yield (*path, "historie", at), indicator, past


def _values(agenda: Agenda) -> Iterator[tuple[Path, Indicator, str, float]]:
    """Every level anyone typed for an indicator: where, and under which key."""
    for path, indicator, level in _all_levels(agenda):
        for key, value in (("waarde", level.value), ("onder", level.lower), ("boven", level.upper)):
            if value is not None:
                yield path, indicator, key, value
        for at, milestone in enumerate(level.milestones if isinstance(level, Norm) else ()):
            yield (*path, "mijlpalen", at), indicator, "waarde", milestone.value
    for path, indicator in indicators_at(agenda):
        if indicator.baseline and indicator.baseline.adopted_value is not None:
            yield (*path, "nulmeting"), indicator, "waarde", indicator.baseline.adopted_value
