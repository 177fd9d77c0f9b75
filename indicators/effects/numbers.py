"""The numbers of one test and the points of its gap chart; it calculates, and leaves the verdict to effect.py."""

from collections.abc import Sequence

import numpy as np

from indicators.effects.did import Floats, Mask, Setting, chance_limit, rank_p
from indicators.effects.level import find_differences, find_kept, left_per_year
from indicators.effects.result import EffectNumbers, GapYear


def calculate(setting: Setting, codes: Sequence[str], pre: Mask, post: Mask) -> EffectNumbers:
    """Difference, interval and p of the own municipality, in the indicator's unit; codes name the rows of the setting."""
    found = find_differences(setting, pre, post)
    ratio = found.difference / found.scale
    limit = float(chance_limit(ratio[setting.placebos])) * float(found.scale[setting.own])
    difference, values = float(found.difference[setting.own]), setting.values[setting.own]
    return EffectNumbers(
        difference=difference,
        plain=float(found.plain[setting.own]),
        kept=find_kept(setting, pre, post),
        interval=(difference - limit, difference + limit),
        p=rank_p(float(ratio[setting.own]), ratio[setting.placebos]),
        placebos=len(setting.placebos),
        visible_effect=limit,
        own_before=float(values[pre].mean()),
        own_change=float(values[post].mean() - values[pre].mean()),
        pre_years=tuple(setting.years[pre].tolist()),
        post_years=tuple(setting.years[post].tolist()),
        group=tuple(codes[row] for row in setting.members),
        path=_draw(setting, pre, found.scale),
    )


def _draw(setting: Setting, pre: Mask, scale: Floats) -> tuple[GapYear, ...]:
    """Before the start the gap as it was; from then on what is left of it, so that its mean after the start is the difference."""
    moved = setting.gap - setting.gap[:, pre].mean(axis=1, keepdims=True)
    shown = np.where(pre, moved, left_per_year(setting, pre))
    band = chance_limit(shown[setting.placebos] / scale[setting.placebos, None]) * scale[setting.own]
    own, group = setting.values[setting.own], setting.weights[setting.own] @ setting.values
    columns = (setting.years.tolist(), own.tolist(), group.tolist(), shown[setting.own].tolist(), band.tolist())
    rows = zip(*columns, strict=True)
    return tuple(GapYear(year=year, own=own, group=group, gap=gap, band=band) for year, own, group, gap, band in rows)
