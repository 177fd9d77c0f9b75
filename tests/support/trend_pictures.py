"""A picture of the large chart, put together from plain values instead of an agenda and figures."""

from typing import Any

from dashboard.book.breaks import Break
from dashboard.indicator.trend.breaks import Breaks
from dashboard.indicator.trend.group import Group
from dashboard.indicator.trend.nation import Nation
from dashboard.indicator.trend.norm import CurrentNorm
from dashboard.indicator.trend.outlook import Outlook
from dashboard.indicator.trend.own import Own
from dashboard.indicator.trend.past_norms import PastNorms
from dashboard.indicator.trend.picture import TrendPicture
from dashboard.indicator.trend.starts import Starts
from indicators.methods.series import Series

DECIMALS = 1


def a_picture(series: Series, *, breaks: tuple[Break, ...] = (), **given: Any) -> TrendPicture:
    """given: baseline, path, levels(_from), moving, past_norms, norm_steps, norm_changes, starts, group, national, outlook."""
    restarts = tuple(cut.first for cut in breaks if not cut.is_special)
    norm = {name: given[name] for name in ("baseline", "path", "levels", "levels_from", "moving") if name in given}
    past = {"marks": given.get("past_norms", ()), "steps": given.get("norm_steps", ()), "changes": given.get("norm_changes", ())}
    return TrendPicture.of(
        [
            Own(series=series, name="Zaanstad", indicator="Proef", unit="%", decimals=DECIMALS, restarts=restarts),
            CurrentNorm(decimals=DECIMALS, **norm),
            PastNorms(**past),
            Starts(shown=given.get("starts", ())),
            Group(shown=given.get("group", ()), decimals=DECIMALS, restarts=restarts),
            Nation(series=given.get("national") or Series(), decimals=DECIMALS, restarts=restarts),
            Outlook(start=given.get("outlook_from"), steps=given.get("outlook", ()), decimals=DECIMALS),
            Breaks(shown=breaks),
        ]
    )
