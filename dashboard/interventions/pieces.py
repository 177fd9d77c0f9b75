"""Streamlit pieces of the pages about interventions; they show what they are given and look nothing up."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import data
from dashboard import pages as links
from dashboard.data import Databook
from dashboard.interventions import markup as pieces
from dashboard.interventions import timeline
from dashboard.interventions.coherence import Branch, budget_share
from dashboard.interventions.expectation import WILL_BE_TOLD, changes_since, frozen_text
from dashboard.interventions.moments import budget_text, decision_text, hypothesis_sentence, next_checkpoint, running_text
from dashboard.interventions.portfolio import Entry, gather
from dashboard.kit import INDICATOR, card, kept, lead, plain, title
from dashboard.look.notation import day, listing
from dashboard.render import paragraph
from indicators.agenda.model import Agenda, Checkpoint, Indicator, Intervention, Partner

PORTFOLIO, INTERVENTION, CHECKPOINT = "views/interventies.py", "views/interventie.py", "views/toetsmoment.py"
COHERENCE = "views/samenhang.py"


def pages() -> list[StreamlitPage]:
    """The pages about interventions, for the router: two in the navigation, two that are reached by a link."""
    return [
        st.Page(PORTFOLIO, title="Interventies", url_path="interventies"),
        st.Page(COHERENCE, title="Samenhang", url_path="samenhang"),
        st.Page(INTERVENTION, title="Interventie", url_path="interventie", visibility="hidden"),
        st.Page(CHECKPOINT, title="Toetsmoment", url_path="toetsmoment", visibility="hidden"),
    ]


def intervention_link(intervention: Intervention) -> None:
    """Link to an intervention, within the app."""
    st.page_link(INTERVENTION, label=plain(intervention.name), query_params=kept(interventie=intervention.id))


def indicator_link(indicator: Indicator, label: str = "") -> None:
    """Link to an indicator, within the app."""
    st.page_link(INDICATOR, label=plain(label or indicator.name), query_params=kept(indicator=indicator.id))


def checkpoint_link(intervention: Intervention, checkpoint: Checkpoint, label: str) -> None:
    """Link to the page that prepares this checkpoint."""
    chosen = kept(interventie=intervention.id, datum=checkpoint.on.isoformat())
    st.page_link(CHECKPOINT, label=plain(label), query_params=chosen)


def partner_filter(partners: Sequence[tuple[Partner, int]], chosen: str, total: int) -> None:
    """Links that are also the address to share; the chosen one is text."""
    with st.container(horizontal=True, key="partnerkeuze", gap="small"):
        _choice("", f"Alle partners ({total})", chosen)
        for partner, count in partners:
            _choice(partner.id, f"{partner.name} ({count})", chosen)


def _choice(partner: str, label: str, chosen: str) -> None:
    if partner == chosen:
        st.html(pieces.chosen(label), width="content")
    else:
        asked = {"partner": partner} if partner else {}
        st.page_link(PORTFOLIO, label=plain(label), query_params=kept(**asked), width="content")


def portfolio_card(entries: Sequence[Entry], today: date) -> None:
    """A line for each intervention."""
    with st.container(border=True, gap=None, key="rijen-interventies"):
        with st.container(key="kolomkop-interventies"):
            left, right = st.columns([0.32, 0.68], vertical_alignment="center")
            left.html('<div class="kop" aria-hidden="true">Interventie</div>')
            right.html(pieces.HEAD)
        for entry in entries:
            left, right = st.columns([0.32, 0.68], vertical_alignment="top", gap="small")
            with left, st.container(gap=None):
                intervention_link(entry.intervention)
                st.html(paragraph(entry.partner, " · ".join(entry.themes), style="klein strak"))
            right.html(pieces.entry_cells(entry, today))


def timeline_card(entries: Sequence[Entry], today: date) -> None:
    """The same interventions in time."""
    with card("tijdlijn", "In de tijd"):
        st.html(timeline.draw(entries, today))


def unknown_intervention(wanted: str, entries: Sequence[Entry]) -> None:
    """A link to an intervention that is not in the agenda (any more), with the ones there are."""
    title("Deze interventie staat niet in de agenda")
    text = f"Er is geen interventie met de naam ‘{wanted}’." if wanted else "In de link staat niet welke interventie u zoekt."
    lead(f"{text} Hieronder staan de interventies die er wel zijn.")
    for entry in entries:
        intervention_link(entry.intervention)


def breadcrumb(entry: Entry) -> None:
    """The way back: all interventions, or those of this partner."""
    partner = links.link(PORTFOLIO, entry.partner, kept(partner=entry.intervention.partner))
    st.html(links.trail(links.link(PORTFOLIO, "Interventies", kept()), partner))


def subtitle(entry: Entry) -> str:
    """Themes, phase, time and money in one line."""
    intervention = entry.intervention
    return " · ".join(
        [*entry.themes, f"fase: {intervention.phase}", running_text(intervention), budget_text(intervention.budget)]
    )


def expectation(agenda: Agenda, entry: Entry) -> None:
    """What is expected, since when that is fixed, what changed after that, and what is missing."""
    names = {each.id: each.name for each in agenda.indicators}
    intervention = entry.intervention
    st.html(
        pieces.expectation(
            intervention,
            hypothesis_sentence(intervention, entry.effects),
            frozen=f"{frozen_text(intervention, names)} {WILL_BE_TOLD if intervention.frozen else ''}".strip(),
            changed=changes_since(intervention, names),
            gaps=entry.gaps,
        )
    )


def checkpoints(entry: Entry, today: date) -> None:
    """The decisions so far, and the way to the next one."""
    intervention = entry.intervention
    coming = next_checkpoint(intervention)
    if not intervention.checkpoints:
        lead("Er is nog geen toetsmoment gepland. Spreek er een af, en zet het in de agenda.")
    if coming:
        checkpoint_link(intervention, coming, f"Toetsmoment voorbereiden: {day(coming.on)}")
    st.html(pieces.checkpoints(intervention.checkpoints, today))
    for each in sorted(intervention.checkpoints, key=lambda one: one.on, reverse=True):
        if each.decision:
            checkpoint_link(intervention, each, f"Terugkijken: {day(each.on)}, {decision_text(each.decision)}")


def unknown_checkpoint(entry: Entry, wanted: str) -> None:
    """A link to a day on which nothing was agreed, with the days that were."""
    title("Dit toetsmoment staat niet in de agenda")
    text = (
        f"Bij {entry.intervention.name} is geen toetsmoment op ‘{wanted}’." if wanted else "Er is nog geen toetsmoment gepland."
    )
    lead(f"{text} Hieronder staat wat er wel is afgesproken.")
    intervention_link(entry.intervention)
    for each in entry.intervention.checkpoints:
        checkpoint_link(entry.intervention, each, f"{day(each.on)}: {decision_text(each.decision)}")


def branch(found: Branch, largest: float, costs: Sequence[tuple[Indicator, str]]) -> None:
    """An ambition as a small tree: each intervention on the left, what it wants to move on the right."""
    name = found.ambition.id
    if not found.twigs:
        st.html(pieces.alone("Bij deze ambitie hoort nog geen interventie."))
    for number, twig in enumerate(found.twigs):
        with st.container(key=f"twijg-{name}-{number}"):
            left, right = st.columns(2, gap="medium", vertical_alignment="center")
            with left, st.container(gap=None, key=f"knoop-{name}-{number}"):
                intervention_link(twig.intervention)
                st.html(pieces.money_bar(twig, budget_share(twig.intervention, largest)))
            with right, st.container(gap="xsmall", key=f"blad-{name}-{number}"):
                for indicator, way in twig.indicators:
                    indicator_link(indicator, f"{indicator.name}: {way}")
                if not twig.indicators:
                    st.html(pieces.alone(f"geen indicator van de{'ze ambitie' if twig.elsewhere else ' agenda'}"))
    money(found, costs)
    if found.loose:
        names = listing([each.name for each in found.loose])
        st.html(pieces.alone(f"Nog geen interventie werkt aan: {names}."))


def money(found: Branch, costs: Sequence[tuple[Indicator, str]]) -> None:
    """What the interventions of an ambition cost together, with its figures about money as links; never divided by an effect."""
    if not found.money.text and not costs:
        return
    with st.container(gap="xsmall", key=f"geld-{found.ambition.id}"):
        st.html(pieces.money_together(found.money))
        for indicator, told in costs:
            indicator_link(indicator, told)


def of_indicator(book: Databook, indicator: Indicator) -> None:
    """Who works on this figure, and what it says of that; nothing for a figure nobody works on, or another municipality."""
    found = [entry for entry in gather(book.agenda, data.effects(book), book.today) if entry.aims_at(indicator.id)]
    if not found or book.is_guest:
        return
    with card("interventies", "Wie werkt hieraan?"):
        for entry in found:
            with st.container(gap=None, key=f"interventie-{entry.intervention.id}"):
                intervention_link(entry.intervention)
                st.html(pieces.entry_line(entry, indicator.id))
