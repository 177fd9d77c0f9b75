"""The Streamlit pieces of the pages about interventions; what they show was worked out elsewhere, and they judge nothing."""

from collections.abc import Sequence
from typing import Any

from dashboard import data, kit
from dashboard.book.databook import Databook
from dashboard.book.origins import source_line
from dashboard.charts.parts import spec_of
from dashboard.interventions import effect_picture, effects, expectation, portfolio
from dashboard.interventions.cells import COLUMNS, cells_of
from dashboard.interventions.checkpoint import unread_text
from dashboard.interventions.effect_chart import course_chart, gap_chart, process_chart
from dashboard.interventions.effect_facts import found_facts, method_facts, paper_caption, together_facts
from dashboard.interventions.matrix import MATRIX_COLUMNS, matrix_of
from dashboard.interventions.moments import badge, decision_text, newest_first, next_checkpoint
from dashboard.interventions.portfolio import Entry
from dashboard.interventions.served import interventions_of, is_about_money, newest, together, total_text
from dashboard.interventions.ways import to_checkpoint, to_indicator, to_intervention
from dashboard.look.notation import day
from dashboard.pages import PORTFOLIO, Links
from dashboard.render import chosen, facts, folded, paragraph, render, subheading, table
from etl.answers.effects import Effect, Effects
from indicators.agenda.model import Ambition, Indicator

FIGURES_ON_PAPER = 5


def entries_of(book: Databook, partner: str = "") -> tuple[Entry, ...]:
    """The interventions of the agenda with what the figures say of them; of one partner when its id is given."""
    return portfolio.gather(book.agenda, data.kept(book, effects.of_book), book.today, partner)


def partner_filter(book: Databook, links: Links, partner: str) -> None:
    """Links that are also the address to share; the chosen one is text."""
    choices = [("", f"Alle partners ({len(book.agenda.interventions)})")]
    choices += [(each.id, f"{each.name} ({total})") for each, total in portfolio.partners_with_interventions(book.agenda)]
    with kit.box("partnerkeuze", horizontal=True, gap="small"):
        for choice, words in choices:
            if choice == partner:
                kit.show(chosen(words), width="content")
            else:
                kit.link(links.to(PORTFOLIO, words, partner=choice), width="content")


def portfolio_card(book: Databook, links: Links, entries: Sequence[Entry]) -> None:
    """A line for each intervention."""
    with kit.box("rijen-interventies", border=True, gap=None):
        with kit.box("kolomkop-interventies"):
            left, right = kit.columns([0.32, 0.68], vertical_alignment="center")
            with left:
                kit.show(render("interventions/name_column.html"))
            with right:
                kit.show(render("interventions/columns.html", columns=COLUMNS))
        for entry in entries:
            left, right = kit.columns([0.32, 0.68], vertical_alignment="top", gap="small")
            with left, kit.box(gap=None):
                kit.link(to_intervention(links, entry.intervention))
                kit.show(paragraph(entry.partner, " · ".join(entry.themes), style="klein strak"))
            with right:
                kit.show(render("interventions/cells.html", columns=COLUMNS, cells=cells_of(entry, book.today)))


def expected(book: Databook, entry: Entry) -> None:
    """What is expected, since when that is fixed, what changed after that, and what is missing."""
    names = {each.id: each.name for each in book.agenda.indicators}
    intervention = entry.intervention
    kit.show(
        render(
            "interventions/expectation.html",
            sentence=expectation.hypothesis_sentence(intervention, entry.effects),
            because=expectation.because_text(intervention),
            frozen=expectation.fixed_text(intervention, names),
            changes=expectation.changes_since(intervention, names),
            gaps=entry.gaps,
        )
    )


def effect(book: Databook, links: Links, entry: Entry, found: Effect) -> None:
    """What the figures say about one indicator, with both charts and the figures behind them."""
    indicator = found.indicator
    kit.show(render("interventions/answer.html", status=found.result.status, answer=found.answer))
    if pairs := found_facts(found):
        kit.show(facts(pairs))
    _figures(book, entry, indicator)
    if pairs := together_facts(found, book.figures.names):
        kit.show(subheading("Alle gemeenten met deze aanpak samen"))
        kit.show(facts(pairs))
    if pairs := method_facts(found, book.figures.names):
        kit.show(folded("Hoe we dit hebben uitgerekend", facts(pairs)))
    kit.small(_source(book, indicator))
    kit.link(to_indicator(links, indicator, f"Alles over het cijfer {indicator.name}"))


def _figures(book: Databook, entry: Entry, indicator: Indicator) -> None:
    """The charts with their keys, and the figures in a table."""
    picture = data.kept(book, picture_of, entry.intervention.id, indicator.id)
    if picture is None:
        kit.small(f"Er zijn nog geen cijfers van {book.name} over dit onderwerp, dus ook geen grafiek.")
        return
    course, *gap = data.kept(book, specs_of, entry.intervention.id, indicator.id)
    kit.chart(course, effect_picture.course_alt(picture))
    kit.small(effect_picture.course_key(picture))
    if gap:
        kit.show(subheading("Het verschil met de verwachting"))
        kit.chart(gap[0], effect_picture.gap_alt(picture))
        kit.small(effect_picture.gap_key(picture))
    headers, lines = effect_picture.figure_lines(picture)
    caption = effect_picture.caption(picture)
    kit.show(folded("De cijfers in een tabel", table(headers, lines, caption=caption, numeric=range(1, len(headers)))))


def picture_of(book: Databook, intervention: str, indicator: str) -> effect_picture.EffectPicture | None:
    """What the charts of this intervention and this indicator of it show; None without figures."""
    entry = next(each for each in entries_of(book) if each.intervention.id == intervention)
    found = next(each for each in entry.effects if each.indicator.id == indicator)
    row = book.row(indicator)
    return effect_picture.effect_picture(entry.intervention, found, row.series, row.judged, book.name) if row else None


def specs_of(book: Databook, intervention: str, indicator: str) -> tuple[dict[str, Any], ...]:
    """The Vega-Lite specifications: own figures beside the group, and the difference when it was calculated."""
    picture = data.kept(book, picture_of, intervention, indicator)
    if picture is None:
        return ()
    return (spec_of(course_chart(picture)), *([spec_of(gap_chart(picture))] if picture.gaps else []))


def _source(book: Databook, indicator: Indicator) -> str:
    lineage = data.lineage(indicator.id, book.code)
    return source_line(lineage, book.sources) if len(lineage) else ""


def checkpoints(book: Databook, links: Links, entry: Entry) -> None:
    """The decisions so far, and the way to the next one."""
    intervention = entry.intervention
    coming, told = next_checkpoint(intervention), newest_first(intervention.checkpoints)
    if not told:
        kit.lead("Er is nog geen toetsmoment gepland. Spreek er een af, en zet het in de agenda.")
    if coming:
        kit.link(to_checkpoint(links, intervention, coming, f"Toetsmoment voorbereiden: {day(coming.on)}"))
    kit.show(render("interventions/checkpoints.html", moments=[(badge(each, book.today), each.note) for each in told]))
    for each in told:
        if each.decision:
            words = f"Terugkijken: {day(each.on)}, {decision_text(each.decision)}"
            kit.link(to_checkpoint(links, intervention, each, words))


def process(entry: Entry) -> None:
    """A partner's own figures on their own chart; they say what was done, not what changed for residents."""
    reading, about = data.process_figures(entry.intervention), entry.intervention.process
    if reading is None or about is None:
        kit.lead(portfolio.NO_PROCESS)
    elif not reading.figures:
        kit.lead(unread_text(reading) or "In het bestand staan nog geen cijfers.")
    else:
        name = about.column
        kit.show(subheading(f"{name[0].upper()}{name[1:]}"))
        kit.chart(spec_of(process_chart(reading.figures, name)), effect_picture.process_alt(name, reading.figures))
        if unread := unread_text(reading):
            kit.lead(unread)
        kit.small(f"Bron: {about.file}, van {entry.partner}. Deze cijfers tellen niet mee in het oordeel.")


def latest_figures(book: Databook, entry: Entry) -> None:
    """The newest figures of every indicator of the intervention, own and of comparable municipalities."""
    if not entry.effects:
        kit.lead("Deze interventie heeft nog geen indicator van de agenda.")
    for found in entry.effects:
        indicator = found.indicator
        picture = data.kept(book, picture_of, entry.intervention.id, indicator.id)
        if picture is None:
            kit.small(f"{indicator.name}: er zijn nog geen cijfers van {book.name}.")
            continue
        headers, lines = effect_picture.figure_lines(picture)
        newest = lines[:FIGURES_ON_PAPER]
        caption = paper_caption(indicator, newest, effect_picture.columns_told(picture), _source(book, indicator))
        kit.show(table(headers, newest, caption=caption, numeric=range(1, len(headers))))


def matrix(book: Databook, links: Links) -> None:
    """The figures that are off the norm and on which nobody works, then all figures with who does; one piece of HTML."""
    kit.show(
        render("interventions/matrix.html", columns=MATRIX_COLUMNS, matrix=matrix_of(book.agenda, book.rows, links, book.today))
    )


def money(book: Databook, links: Links, ambition: Ambition) -> None:
    """What the interventions of an ambition cost together, with its figures about money as links; never divided by an effect."""
    found = together(interventions_of(book.agenda, ambition), book.today)
    costs = [row for row in book.rows_of(ambition.id) if is_about_money(row.indicator)]
    if not found.text and not costs:
        return
    with kit.box(f"geld-{ambition.id}", gap="xsmall"):
        kit.show(paragraph(f"Geld bij deze ambitie. {total_text(found)}", style="klein strak"))
        for row in costs:
            kit.link(to_indicator(links, row.indicator, f"{row.indicator.name}: {newest(row)}"))


def of_indicator(book: Databook, links: Links, found: Effects, indicator: Indicator) -> None:
    """Who works on this figure, and what it says of that."""
    for entry in portfolio.gather(book.agenda, found, book.today):
        if entry.aims_at(indicator.id):
            about, cells = entry.intervention, cells_of(entry, book.today, indicator.id)
            with kit.box(f"interventie-{about.id}", gap=None):
                kit.link(to_intervention(links, about))
                whom = about.target_group
                kit.show(render("interventions/worker.html", partner=entry.partner, target_group=whom, cells=cells))
