"""The Streamlit pieces of the page of one ambition; they show what they are given and look nothing up."""

from dashboard import kit
from dashboard.ambition import words
from dashboard.book.databook import Databook
from dashboard.interventions.moments import badge, next_checkpoint, phase_text, running_text
from dashboard.interventions.pieces import money
from dashboard.interventions.served import interventions_of
from dashboard.overview.pieces import indicator_table
from dashboard.pages import AMBITION, INTERVENTION, OVERVIEW, Links, trail
from dashboard.render import paragraph, render
from etl.answers.effects import Effects
from indicators.agenda.model import Ambition


def top(book: Databook, links: Links, ambition: Ambition) -> None:
    """The way back, the theme, and the ambition itself as the sentence the page is about."""
    with kit.head():
        kit.show(trail(links.to(OVERVIEW, "Overzicht"), "Ambitie"))
        kit.title(ambition.theme)
        kit.show(paragraph(ambition.ambition, style="ambitie"))
    kit.notices(book, links)


def indicators(book: Databook, links: Links, ambition: Ambition) -> None:
    """Why and who, and a line for each indicator."""
    name = "Waarom" if book.is_guest else "Waarom, en wie" if ambition.explanation else "Wie"
    kit.facts_card("waarom", name, words.facts(ambition, book.agenda, book.partners))
    kit.heading("Indicatoren")
    rows = book.rows_of(ambition.id)
    if not book.is_guest:
        kit.small(words.stand(row.assessment for row in rows))
    indicator_table(book, links, rows, None)


def interventions(book: Databook, links: Links, ambition: Ambition, effects: Effects) -> None:
    """What partners do for it, what the figures say of that, and the money."""
    with kit.card("interventies", "Wat we doen"):
        found = interventions_of(book.agenda, ambition)
        for each in found:
            moved = [effect for effect in effects.get(each.id, ()) if effect.indicator in ambition.indicators]
            upcoming = next_checkpoint(each)
            with kit.box(f"interventie-{each.id}", gap=None):
                kit.link(links.to(INTERVENTION, each.name, interventie=each.id))
                kit.show(
                    render(
                        "ambition/intervention.html",
                        partner=book.partners.get(each.partner, each.partner),
                        target_group=each.target_group,
                        phase=phase_text(each.phase),
                        running=running_text(each),
                        steps=[(effect.result.status, effect.indicator.name) for effect in moved],
                        badge=badge(upcoming, book.today) if upcoming else None,
                        no_moment=words.no_moment(each),
                    )
                )
        if not found:
            kit.lead("Voor deze ambitie staan nog geen interventies in de agenda.")
        money(book, links, ambition)


def of_owner(book: Databook, links: Links, ambition: Ambition) -> None:
    """For a guest: where interventions and commentaries stand, and whose they are."""
    own = f"Bekijk wat {book.owner} doet, en wat er over die cijfers is gezegd"
    kit.link(links.exactly(AMBITION, own, gemeente=book.agenda.info.municipality, ambitie=ambition.id))


def commentaries(ambition: Ambition) -> None:
    """What was said about the figures."""
    with kit.card("toelichtingen", "Toelichtingen"):
        if remarks := words.commentaries(ambition):
            kit.show(render("ambition/commentaries.html", remarks=remarks))
        else:
            kit.lead("Bij deze indicatoren heeft nog niemand een toelichting geschreven.")


def others(book: Databook, links: Links, current: Ambition) -> None:
    """To the other ambitions."""
    with kit.box("andere-ambities", horizontal=True, gap="small", vertical_alignment="center"):
        kit.show(paragraph("Andere ambities:"), width="content")
        for ambition in book.agenda.ambitions:
            if ambition.id != current.id:
                kit.link(links.to(AMBITION, ambition.theme, ambitie=ambition.id))
