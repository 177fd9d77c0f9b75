"""Shows the figures of a choice in a chart and a table; it judges nothing."""

from typing import Any

from dashboard import data, kit, render
from dashboard.adding.figures.shown import Shown, lines_of
from dashboard.book.databook import Databook
from dashboard.charts import parts
from dashboard.comparison import lines
from dashboard.comparison.chart import compare_chart


def picture(book: Databook, shown: Shown) -> None:
    """The chart with what it shows in words, its key, and the same as a table."""
    drawn = lines_of(shown)
    if not drawn:
        return
    kit.chart(data.kept(book, spec_of, shown), lines.describe(drawn, shown))
    kit.show(render.key((str(number), line.name, "smal") for number, line in enumerate(drawn, 1)))
    if key := lines.key(drawn, (), ()):
        kit.small(key)
    headers, cells = lines.figures_table(drawn, shown)
    caption = ", ".join(part for part in (shown.name, shown.unit) if part)
    table = render.table(headers, cells, caption=caption, numeric=range(1, len(headers)))
    kit.show(render.folded("Cijfers als tabel", table))


def spec_of(book: Databook, shown: Shown) -> dict[str, Any]:  # noqa: ARG001  what is kept belongs to a databook
    """The Vega-Lite specification of the chart; ValueError without any figure."""
    return parts.spec_of(compare_chart(lines_of(shown), (), shown, ()))
