"""Rules about what a source replaced: each link of the chain is another figure."""

from collections.abc import Hashable, Iterator

from indicators.agenda.model import Agenda, FileSource, Measure, Quantity, Ratio
from indicators.agenda.places import indicators_at, predecessors_at
from indicators.agenda.problems import Finding


def predecessors_are_other_figures(agenda: Agenda) -> Iterator[Finding]:
    """What a source replaced is not that source itself, and stands in the chain once."""
    for path, indicator in indicators_at(agenda):
        seen = {_figure(agenda, indicator.quantity): (*path, "bron")}
        for place, past in predecessors_at(path, indicator):
            figure = _figure(agenda, past)
            if figure in seen:
                is_itself = seen[figure] == (*path, "bron")
                text = "dit is hetzelfde cijfer als de bron zelf" if is_itself else "deze voorganger staat er al"
                remedy = "noem de tabel, het onderwerp of de kolom die ervoor was, of haal deze voorganger weg."
                yield Finding((*place, "teller" if isinstance(past, Ratio) else "bron"), text, remedy, also=seen[figure])
            seen.setdefault(figure, place)


def _figure(agenda: Agenda, quantity: Quantity) -> Hashable:
    """All that makes two quantities read the same figure."""
    if isinstance(quantity, Ratio):
        return _cell(agenda, quantity.numerator), _cell(agenda, quantity.denominator)
    return _cell(agenda, quantity)


def _cell(agenda: Agenda, measure: Measure) -> Hashable:
    source = agenda.sources.get(measure.source)
    if source is None:  # another rule says so
        return measure.source, measure.topic, measure.column
    about = source.model_dump_json(exclude={"holder", "licence", "filters", "margins"})
    if isinstance(source, FileSource):
        return about, measure.column
    codes = {**source.filters, **measure.filters}
    return about, (measure.topic, measure.topic_group, measure.topic_unit), tuple(sorted(codes.items()))
