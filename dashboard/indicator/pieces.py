"""The Streamlit pieces of the page of one indicator; a part in which nothing can be chosen is drawn once for all readers."""

from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard import data, kit, render
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import source_line
from dashboard.charts.parts import spec_of
from dashboard.indicator import provenance, reasoning, words
from dashboard.indicator.agreed.pieces import show_agreed
from dashboard.indicator.ahead import look_ahead
from dashboard.indicator.feasibility.pieces import show_feasibility
from dashboard.indicator.findings import aimed_at, asked_of, cards_of
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.contract import Layer
from dashboard.indicator.trend.layers import NO_LAYERS, ONLY_WIDE, SWITCHED, read_layers, write_layers
from dashboard.indicator.trend.picture import TrendPicture, offered_layers, trend_picture
from dashboard.indicator.trend.told import trend_alt, trend_key, trend_signs
from dashboard.interventions import effects
from dashboard.interventions.pieces import of_indicator
from dashboard.look.questions import CHANGE, COMPARISON, NORM, TREND
from dashboard.pages import AMBITION, INDICATOR, OVERVIEW, TRACK_RECORD, Link, Links, Visit, neighbours, trail
from dashboard.sheet import Field
from indicators.wording.rekenkamer import check_norm

LAYERS, _WORD = "lagen", "Lagen"
"""The parameter of the address, and the field of the page."""


def top(book: Databook, links: Links, name: str) -> None:
    """The way back, the name, and what is counted."""
    row = _row(book, name)
    with kit.head():
        kit.show(trail(links.to(OVERVIEW, "Overzicht"), links.to(AMBITION, row.ambition.theme, ambitie=row.ambition.id)))
        kit.title(row.indicator.name)
        kit.lead(words.subtitle(row, book.partners))


def findings(book: Databook, links: Links, name: str) -> None:
    """The four answers, each with its status and what would be needed to say more; the numbers and the method are folded."""
    row = _row(book, name)
    ahead = data.kept(book, look_ahead, name)
    cards = cards_of(book, row, ahead)
    kit.show(render.render("indicator/answers.html", cards=cards))
    facts = {
        NORM: reasoning.norm_facts(row, ahead.facts),
        TREND: reasoning.trend_facts(row),
        CHANGE: reasoning.change_facts(row),
        COMPARISON: reasoning.comparison_facts(row),
    }
    parts = [(question.text, facts[question], question.method) for question in (each.question for each in cards)]
    kit.show(
        render.folded(
            "Hoe komen we hieraan?",
            render.render("indicator/method.html", parts=parts, record=links.to(TRACK_RECORD, TRACK_RECORD.title)),
        )
    )


def picture_of(book: Databook, name: str, shown: tuple[Layer, ...] = SWITCHED) -> TrendPicture:
    """What the large chart shows with these layers; of an indicator that has figures."""
    row = _row(book, name)
    return trend_picture(row, book.name, interventions=aimed_at(book, row), names=book.partners, shown=shown)


def trend_spec(book: Databook, name: str, shown: tuple[Layer, ...] = SWITCHED, hidden: tuple[Layer, ...] = ()) -> dict[str, Any]:
    """Its Vega-Lite specification; building one takes longer than the rest of a page. hidden: what a small screen leaves out."""
    return spec_of(trend_chart(data.kept(book, picture_of, name, shown), hidden))


def chosen_layers(book: Databook, name: str, visit: Visit) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """The buttons for the layers that the chart has; which are on, and which of those only on a wide screen.

    A small screen starts without some of them, and only the browser knows what it is: the buttons are there twice, style.css
    shows one of the two, and the chart looks at its screen itself. What a reader chooses holds on both.
    """
    offered = offered_layers(data.kept(book, picture_of, name))
    asked = visit.asked(LAYERS)
    usual = tuple(layer for layer in offered if layer not in ONLY_WIDE)
    if kit.is_on_paper():
        kit.form(LAYERS, visit.links.to(INDICATOR, "", indicator=name), [_boxes(offered, read_layers(asked))] if offered else [])
        if asked is None and usual != offered:
            left_out = [str(layer) for layer in offered if layer in ONLY_WIDE]
            kit.show(render.paragraph(words.only_wide(left_out, "" if kit.is_fixed() else kit.BUTTON), style="klein smal"))
        return read_layers(asked), ONLY_WIDE if asked is None else ()
    _buttons(LAYERS, offered, read_layers(asked), usual=offered)
    if usual != offered:
        _buttons(f"{LAYERS}-smal", offered, usual if asked is None else read_layers(asked), usual=usual)
    return read_layers(asked), ONLY_WIDE if asked is None else ()


def _boxes(offered: tuple[Layer, ...], chosen: tuple[Layer, ...]) -> Field:
    """The same as boxes to tick."""
    named = {layer: write_layers((layer,), ()) or "" for layer in offered}
    ticked = tuple(address for layer, address in named.items() if layer in chosen)
    options = tuple((address, str(layer)) for layer, address in named.items())
    return Field(name=LAYERS, label=_WORD, kind="many", options=options, chosen=ticked, none=NO_LAYERS)


def _buttons(key: str, offered: tuple[Layer, ...], chosen: tuple[Layer, ...], *, usual: tuple[Layer, ...]) -> None:
    st.session_state[key] = [layer for layer in offered if layer in chosen]

    def remember() -> None:
        kit.put_in_address(**{LAYERS: write_layers(st.session_state[key], usual) or ""})

    if offered:
        st.pills(_WORD, offered, selection_mode="multi", key=key, on_change=remember)


def finding(book: Databook, name: str) -> Markup:
    """What was found, as the title of the chart."""
    row = _row(book, name)
    return render.render("indicator/finding.html", status=words.verdict(row), text=words.finding(row))


def course(book: Databook, links: Links | None, name: str, shown: tuple[Layer, ...], hidden: tuple[Layer, ...]) -> None:
    """The large chart with these layers, a short key and a full one, and where its figures stand; links: None if alone."""
    row, picture = _row(book, name), data.kept(book, picture_of, name, shown)
    if said := words.earlier(row):
        kit.small(said)
    kit.chart(data.kept(book, trend_spec, name, shown, hidden), trend_alt(picture))
    kit.show(render.key(trend_signs(picture, hidden)))
    folds = (words.FIGURES, words.ORIGIN) if links else ()
    ways = [links.to(INDICATOR, words.FOLDS[fold], indicator=name, open=fold) for fold in folds if links]
    source = source_line(data.lineage(row.indicator.id, book.code), book.sources)
    kit.show(render.render("indicator/source.html", source=source, links=ways))
    kit.show(render.folded("Wat staat er in de grafiek?", render.paragraph(trend_key(picture), style="uitleg")))


def questions(book: Databook, name: str) -> None:
    """What to ask; nothing where there is nothing to ask."""
    row = _row(book, name)
    if asked := asked_of(book, row):
        with kit.card("vragen", words.ASKED):
            kit.show(render.numbered(asked))


def has_workers(book: Databook, name: str) -> bool:
    """Whether an intervention aims at it; of another municipality they are not theirs."""
    return bool(aimed_at(book, _row(book, name)))


def workers(book: Databook, links: Links, name: str) -> None:
    """Who works on it."""
    of_indicator(book, links, data.kept(book, effects.of_book), _row(book, name).indicator)


def databook_of(book: Databook, name: str) -> None:
    """What the agenda says, how usual the step to the norm is, and what changed in the agenda."""
    row = _row(book, name)
    remarks = () if book.is_guest else tuple(each.text for each in check_norm(row.indicator, row.series, today=book.today))
    kit.show(render.facts(words.databook_facts(row, book.partners, remarks)))
    show_feasibility(book, row)
    if not book.is_guest:
        show_agreed(book, row)


def figures(book: Databook, name: str) -> None:
    """Every figure with its period and status, newest first."""
    row = _row(book, name)
    headers, lines = words.figures(row)
    numeric = words.numeric_columns(row, headers)
    kit.show(render.table(headers, lines, caption=words.figures_caption(row), numeric=numeric))


def origin(book: Databook, name: str) -> None:
    """Where every figure comes from: where it was read, how it was calculated, and what was revised."""
    indicator, lineage = _row(book, name).indicator, data.lineage(name, book.code)
    for address in provenance.addresses(lineage):
        kit.show(render.subheading(address.heading) + render.facts(address.facts))
    if provenance.is_calculated(lineage):
        headers, lines = provenance.calculations(indicator, book.observations_of(name))
        kit.show(render.table(headers, lines, caption=provenance.formula(indicator), numeric=range(1, len(headers))))
    else:
        kit.small(provenance.told_as_delivered(lineage))
    if earlier := provenance.revisions(lineage):
        headers = ["Jaar", "Wat", "Eerder cijfer", "Gold tot"]
        kit.show(render.table(headers, earlier, caption="Door de bron herzien", numeric=[2]))


def beside(book: Databook, links: Links, name: str) -> None:
    """Links to the previous and the next indicator of the agenda."""
    position = [row.indicator.id for row in book.rows].index(name)
    before, after = (book.rows[at] if 0 <= at < len(book.rows) else None for at in (position - 1, position + 1))
    to = partial(_neighbour, links)
    kit.show(neighbours(to("Vorige", before), to("Volgende", after)))


def _neighbour(links: Links, which: str, row: Row | None) -> Link | None:
    return links.to(INDICATOR, f"{which}: {row.indicator.name}", indicator=row.indicator.id) if row else None


def _row(book: Databook, name: str) -> Row:
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return row
