"""One indicator as a page shows it, made of a few invented figures."""

from support.small_figures import an_indicator

from dashboard.book.databook import Row
from indicators.agenda.model import Ambition
from indicators.methods.baseline import find_baseline
from indicators.methods.series import Series


def a_row(points, norm=None, **changes):
    indicator = an_indicator(norm, **changes)
    series = Series.of(points)
    ambition = Ambition(id="veilig", theme="Veilig", ambition="Inwoners zijn veilig.", indicators=(indicator,))
    baseline = find_baseline(series, indicator.baseline, indicator.decimals)
    return Row(
        indicator=indicator, ambition=ambition, series=series, baseline=baseline, reason="nog niet opgehaald: storing bij CBS."
    )
