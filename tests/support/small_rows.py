"""One indicator as a page shows it, made of a few invented figures."""

from typing import Any

from support.small_figures import FORGETFUL, TODAY, an_indicator

from dashboard.book.databook import Row
from etl.answers.judged import Judged
from indicators.agenda.model import Ambition
from indicators.methods.assessment import assess
from indicators.methods.group_year import summarise_group
from indicators.methods.series import Series
from indicators.wording.answers import describe


def a_row(points, norm: dict[str, Any] | None = None, *, group=(), surroundings=FORGETFUL, **changes: Any) -> Row:
    """The row of `an_indicator`; changes as Dutch keys, group: comparable municipalities."""
    indicator = an_indicator(norm, **changes)
    found = assess(indicator, Series.of(points), group=group, surroundings=surroundings, today=TODAY)
    return Row(
        indicator=indicator,
        ambition=Ambition(id="veilig", theme="Veilig", ambition="Inwoners zijn veilig.", indicators=(indicator,)),
        judged=Judged(
            assessment=found,
            answers=describe(found, indicator, "Zaanstad"),
            members=tuple(group),
            band=summarise_group(group),
            national=None,
            is_national_summed=False,
        ),
        reason="nog niet opgehaald: storing bij CBS.",
    )
