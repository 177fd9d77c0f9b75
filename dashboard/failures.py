"""Pages for when there is nothing to show: what happened, in calm words, and what to do next."""

import streamlit as st

from dashboard import kit as components
from dashboard import render as markup
from indicators.agenda.problems import AgendaError


def no_store() -> None:
    """Before the first refresh, or when the store is gone."""
    components.title("Er zijn nog geen cijfers")
    components.lead("Dit databoek is nog niet gevuld. De beheerder doet dat met één opdracht in de map van het project:")
    st.code("python -m etl refresh", language=None)
    components.lead("Daarna laadt u deze pagina opnieuw. De opdracht make start doet dit vanzelf, en start ook het dashboard.")


def no_agenda(error: AgendaError) -> None:
    """The agenda has mistakes and there is no earlier version to fall back on."""
    components.title("De agenda is nog niet te lezen")
    components.lead("In het bestand met de agenda staan fouten. Herstel ze en laad deze pagina opnieuw.")
    with st.container(border=True, key="kaart-fouten"):
        st.html(components.problems(error))


def unexpected() -> None:
    """Something we did not foresee; the log has the details."""
    components.title("Deze pagina is nu niet te tonen")
    st.html(markup.paragraph("Er ging iets mis dat wij niet hadden voorzien. De cijfers zelf zijn niet veranderd."))
    components.lead(
        "Laad de pagina opnieuw. Blijft het misgaan? Meld het dan bij de beheerder; in het logboek staat wat er gebeurde."
    )
    st.page_link(components.OVERVIEW, label="Naar het overzicht")


def unknown_indicator(wanted: str) -> None:
    """A link to an indicator that is not in the agenda (any more)."""
    components.title("Deze indicator staat niet in de agenda")
    text = f"Er is geen indicator met de naam ‘{wanted}’." if wanted else "In de link staat niet welke indicator u zoekt."
    components.lead(f"{text} Misschien is de indicator hernoemd of vervallen. Hieronder staan de indicatoren die er wel zijn.")
