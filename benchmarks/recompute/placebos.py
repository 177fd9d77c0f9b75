"""One test of an effect and its placebos, after docs/formules.md §14: arrays in, arrays out."""

from math import ceil, inf, sqrt

import numpy as np


class Test:
    """Everyone's gap to a group in the years of one municipality, of whom the own one is compared with its placebos."""

    def __init__(self, values, years, own, part, order, most, size):
        """part: who may take part; order: of every row the candidates for its group, the first first, then −1."""
        whole, is_own, self.years, self.own = np.isfinite(values).all(axis=1), np.arange(len(values)) == own, years, own
        self.values, self.group = np.where(whole[:, None], values, 0.0), np.zeros((len(values), len(values)))
        picked = (part & whole & ~is_own)[order] & (order >= 0)
        rows, places = np.nonzero(picked & (np.cumsum(picked, axis=1) <= most))
        self.group[rows, order[rows, places]] = 1
        self.judged = ((part & whole) | is_own) & (self.group.sum(axis=1) >= 5)
        self.others, self.gap, apart = self.judged & ~is_own, self.against(self.group), np.abs(np.log(size) - np.log(size[own]))
        near = np.argsort(apart, kind="stable")
        self.placebos = near[self.others[near] & np.isfinite(apart[near])][:100]

    def against(self, group):
        """Everyone's gap to the mean of these groups."""
        return self.values - group @ self.values / np.maximum(group.sum(axis=1, keepdims=True), 1)

    def scale(self, gap, pre):
        """Half the own swing, half that of the 51 about as high, the outermost 51 at the ends; of all for who is not judged."""
        swing = (np.diff(gap[:, pre], axis=1) ** 2 / np.diff(self.years[pre])).mean(axis=1) / 2
        usual, rows = np.full(len(swing), np.median(swing[self.judged])), np.flatnonzero(self.judged)
        rows = rows[np.argsort(self.values[:, pre].mean(axis=1)[rows], kind="stable")]
        near = min(51, len(rows))
        medians = np.median(np.lib.stride_tricks.sliding_window_view(swing[rows], near), axis=1)
        usual[rows] = medians[np.clip(np.arange(len(rows)) - near // 2, 0, len(medians) - 1)]
        return np.sqrt((swing + usual) / 2)

    def fit(self, gap, pre, outcome):
        """Outcomes (n, k) less what the others lead to expect of them, the leverage, and what is kept of a gap of 1."""
        mean, others = gap[:, pre].mean(axis=1), self.others
        columns = np.stack([mean, gap[:, pre][:, -1] - mean], axis=1)
        spread = columns[others].std(axis=0)
        spread[spread <= 1e-12 * np.abs(self.values).max()] = inf
        table, centred = (columns - columns[others].mean(axis=0)) / spread, outcome - outcome[others].mean(axis=0)
        inverse = np.linalg.inv(table[others].T @ table[others] + 0.01 * others.sum() * np.eye(2))
        slopes = inverse @ table[others].T @ centred[others]
        left, leverage = centred - table @ slopes, 1 / others.sum() + (table @ inverse * table).sum(axis=1)
        error = sqrt((left[others, 0] ** 2).sum() / max(others.sum() - 3, 1) * inverse[0, 0])
        is_sure = spread[0] < inf and slopes[0, 0] / spread[0] >= -1 and abs(slopes[0, 0]) > 2 * error
        leverage = np.where(others, leverage, leverage / (1 + leverage))
        return left / np.where(others, 1 - leverage, 1)[:, None], leverage, 1 + slopes[0, 0] / spread[0] if is_sure else None

    def ratio(self, gap, pre, post):
        return self.fit(gap, pre, plain(gap, pre, post))[0][:, 0] / self.scale(gap, pre)

    def slope(self, pre, _post):
        outcome = self.gap[:, pre] @ (self.years[pre] - self.years[pre].mean())
        return self.fit(self.gap, pre, outcome[:, None])[0][:, 0] / self.scale(self.gap, pre)

    def fake(self, pre, figures):
        return self.ratio(self.gap, shorter(pre, figures), pre & ~shorter(pre, figures))

    def all_together(self, pre, post):
        everyone = np.tile(self.others, (len(self.others), 1)) & ~np.eye(len(self.others), dtype=bool)
        return self.ratio(self.against(everyone.astype(float)), pre, post)

    def without(self, member, pre, post):
        """The own ratio with a group without this member."""
        group, gap = self.group[self.own] * (np.arange(len(self.group)) != member), self.gap.copy()
        gap[self.own] = self.values[self.own] - group @ self.values / group.sum()
        return self.ratio(gap, pre, post)[self.own]

    def lacks(self, pre):
        """What the figures lack for this test; placebos that stood where no other did are left out."""
        if not self.judged[self.own]:
            return ["too few comparable municipalities with figures"]
        leverage = self.fit(self.gap, pre, plain(self.gap, pre, pre))[1]
        self.placebos = self.placebos[leverage[self.placebos] <= 0.5]
        still = np.median(self.scale(self.gap, pre)[self.judged]) <= 1e-9 * np.abs(self.values[self.judged]).max()
        found = ["too few other municipalities"] * (len(self.placebos) < 40) + ["no swing to compare with"] * bool(still)
        return found or ["no others that stood where it did"] * bool(leverage[self.own] > 0.5)

    def numbers(self, pre, post, codes):
        own, scale, difference, values = self.own, self.scale(self.gap, pre), plain(self.gap, pre, post), self.values[self.own]
        left, _, kept = self.fit(self.gap, pre, difference)
        ratio, moved = left[:, 0] / scale, self.gap - self.gap[:, pre].mean(axis=1, keepdims=True)
        limit, shown = limit_of(ratio[self.placebos]) * scale[own], np.where(pre, moved, self.fit(self.gap, pre, moved)[0])
        band = limit_of(shown[self.placebos] / scale[self.placebos, None]) * scale[own]
        path = zip(self.years, values, values - self.gap[own], shown[own], band, strict=True)
        return {
            "difference": left[own, 0], "plain": difference[own, 0], "kept": kept, "p": rank(ratio[own], ratio[self.placebos]),
            "interval": [left[own, 0] - limit, left[own, 0] + limit], "visible_effect": limit, "placebos": len(self.placebos),
            "own_before": values[pre].mean(), "own_change": values[post].mean() - values[pre].mean(),
            "group": [codes[at] for at in np.flatnonzero(self.group[own])],
            "path": [dict(zip(("year", "own", "group", "gap", "band"), each, strict=True)) for each in path],
        }  # fmt: skip


def plain(gap, pre, post):
    return (gap[:, post].mean(axis=1) - gap[:, pre].mean(axis=1))[:, None]


def shorter(pre, figures):
    return pre & (np.cumsum(pre) <= pre.sum() - figures)


def rank(own, placebos):
    return (1 + int((np.abs(placebos) >= abs(own)).sum())) / (len(placebos) + 1)


def limit_of(placebos):
    return np.sort(np.abs(placebos), axis=0)[ceil(95 * (len(placebos) + 1) / 100) - 1]
