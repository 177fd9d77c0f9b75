"""Choose the groups and the placebo municipalities for one test; it looks at who can take part, never at outcomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indicators.effects.did import Floats, Mask, Rows, Setting, group_weights, list_weights
from indicators.methods.group_year import MIN_VALUES
from indicators.methods.likeness import Likeness
from indicators.methods.panel import Panel

PLACEBOS = 100


@dataclass(frozen=True, kw_only=True)
class Peers:
    """What is known of all municipalities whatever the indicator; made once per refresh.

    inhabitants: preferably of the year before the start. group_list: the comparison group when the agenda names it, which
    then holds for the own municipality only; everyone else has the `group_size` most alike.
    """

    likeness: Likeness
    inhabitants: Mapping[str, float]
    group_size: int = 20
    group_list: tuple[str, ...] = ()


def set_up(panel: Panel, peers: Peers, own: str, excluded: Collection[str]) -> Setting:
    """The setting for a panel of usable years in which `own` has a row.

    Only municipalities with a figure in every one of these years take part, so that nobody joins or leaves a mean halfway.
    Municipalities with the same intervention, or merged, take part in nothing; the own municipality is in nobody's group.
    """
    codes = panel.municipalities
    row = codes.index(own)
    is_complete = np.asarray(np.isfinite(panel.values).all(axis=1))
    takes_part = is_complete & ~np.isin(np.array(codes), sorted(excluded))
    allowed = takes_part.copy()
    allowed[row] = False
    weights = group_weights(peers.likeness.candidates(codes), allowed, peers.group_size)
    if peers.group_list:
        weights[row] = list_weights([codes.index(code) for code in peers.group_list if code in codes], allowed)
    judged = (takes_part | (np.arange(len(codes)) == row)) & ((weights > 0).sum(axis=1) >= MIN_VALUES)
    values = np.where(is_complete[:, None], panel.values, 0.0)
    setting = Setting(years=panel.years, values=values, weights=weights, own=row, placebos=np.empty(0, np.intp), judged=judged)
    return replace(setting, placebos=nearest_in_inhabitants(codes, peers.inhabitants, row, judged))


def nearest_in_inhabitants(codes: tuple[str, ...], inhabitants: Mapping[str, float], own: int, judged: Mask) -> Rows:
    """Rows of the 100 judged municipalities whose number of inhabitants is nearest as a ratio; equal ones in order of code."""
    size = np.array([inhabitants.get(code, 0.0) for code in codes], dtype=float)
    apart = np.abs(_log(size) - _log(size)[own])
    order = np.argsort(np.where(np.isfinite(apart), apart, np.inf), kind="stable")
    can_be_placebo = judged & np.isfinite(apart)
    can_be_placebo[own] = False
    return np.asarray(order[can_be_placebo[order]][:PLACEBOS])


def _log(size: NDArray[np.float64]) -> Floats:
    return np.asarray(np.log(np.where(size > 0, size, np.nan)))
