"""How usual the step to a norm is, on the databoek of an indicator: sentences, a small chart and its figures."""

from typing import Any

from dashboard import data, kit, render
from dashboard.book.databook import Databook, Row
from dashboard.charts.parts import spec_of
from dashboard.indicator.feasibility import words
from dashboard.indicator.feasibility.chart import feasibility_chart
from indicators.methods.base_rates import BaseRateLack, BaseRates, find_base_rates
from indicators.wording.base_rates import say_base_rates, say_lack

HEADING = "Haalbaarheidscheck: hoe gewoon is de stap naar de norm?"
SILENT = frozenset({BaseRateLack.NO_NORM})
"""What the databoek says already."""


def base_rates(book: Databook, name: str) -> BaseRates | BaseRateLack:
    """For the norm of this indicator; KeyError for an indicator that the agenda does not have."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return find_base_rates(row.indicator, row.series, row.judged.around.panel, today=book.today)


def spec(book: Databook, name: str) -> dict[str, Any]:
    """The Vega-Lite specification of the chart; ValueError when there is nothing to draw."""
    found = data.kept(book, base_rates, name)
    if not isinstance(found, BaseRates):
        raise ValueError(f"{name}: {found}")  # noqa: TRY004  the name is of the right type, there is only nothing to draw
    return spec_of(feasibility_chart(found))


def show_feasibility(book: Databook, row: Row) -> None:
    """Beside the norm it is about, so not for a guest: the norm is not theirs."""
    found = data.kept(book, base_rates, row.indicator.id)
    if book.is_guest or found in SILENT:
        return
    if isinstance(found, BaseRateLack):
        kit.show(render.subheading(HEADING) + render.paragraph(say_lack(found), style="uitleg"))
        return
    kit.show(render.subheading(HEADING) + render.bullets(say_base_rates(row.indicator, found)))
    kit.chart(data.kept(book, spec, row.indicator.id), words.alt(row, found))
    kit.small(words.key(found))
    headers, lines = words.table(found)
    kit.show(render.folded("Cijfers per periode", render.table(headers, lines, caption=words.CAPTION, numeric=[1, 2, 3])))
