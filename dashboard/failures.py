"""Pages for when there is nothing to show: what happened, in calm words, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import kit
from dashboard.pages import MENU, OVERVIEW, Link, Links


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Something that an address can ask for by name; after: what follows when it is not there."""

    title: str
    name: str
    after: str


INDICATOR = Kind(
    title="Deze indicator staat niet in de agenda",
    name="indicator",
    after="Misschien is de indicator hernoemd of vervallen. Hieronder staan de indicatoren die er wel zijn.",
)
AMBITION = Kind(title="Deze ambitie staat niet in de agenda", name="ambitie", after="Dit zijn de ambities die er wel zijn.")
INTERVENTION = Kind(
    title="Deze interventie staat niet in de agenda",
    name="interventie",
    after="Hieronder staan de interventies die er wel zijn.",
)
CHECKPOINT = Kind(
    title="Dit toetsmoment staat niet in de agenda", name="toetsmoment", after="Hieronder staat wat er wel is afgesproken."
)


def unknown(kind: Kind, wanted: str, known: Iterable[Link], *, said: str = "") -> None:
    """A link to something that is not in the agenda (any more), with what there is; said: instead of the usual opening."""
    kit.not_there()
    kit.title(kind.title)
    missing = f"Er is geen {kind.name} met de naam ‘{wanted}’." if wanted else f"In de link staat niet welke {kind.name} u zoekt."
    kit.lead(f"{said or missing} {kind.after}")
    for link in known:
        kit.link(link)


def no_page(links: Links) -> None:
    """An address below which there is no page."""
    kit.not_there()
    kit.title("Deze pagina bestaat niet")
    kit.lead("Misschien is het adres niet goed overgenomen. Dit zijn de pagina's die er wel zijn.")
    for page in MENU:
        kit.link(links.to(page, page.title))


def no_store() -> None:
    """Before the first refresh, or when the store is gone; the first to see it on a screen is who starts the dashboard."""
    kit.title("Er zijn nog geen cijfers")
    if kit.is_on_paper():
        kit.lead("Dit databoek is nog niet gevuld. De beheerder doet dat. Kijk later nog eens.")
        return
    kit.lead("Dit databoek is nog niet gevuld. De beheerder doet dat met één opdracht in de map van het project:")
    kit.code("python -m etl refresh")
    kit.lead("Daarna laadt u deze pagina opnieuw. De opdracht make start doet dit vanzelf, en start ook het dashboard.")


def newer_store() -> None:
    """The figures were made by a newer Databoek, which this one would not read right."""
    kit.title("De cijfers zijn nieuwer dan dit programma")
    kit.lead("Ze zijn opgehaald met een nieuwere versie van Databoek. De cijfers zelf zijn niet veranderd.")
    kit.lead("De beheerder werkt het programma bij. Daarna laadt u deze pagina opnieuw.")


def no_agenda() -> None:
    """The agenda has mistakes and there is no earlier version to fall back on; the log says which."""
    kit.title("De agenda is nog niet te lezen")
    kit.lead("Er staat nog een fout in. Zodra die is hersteld, ziet u hier weer het databoek; dan laadt u deze pagina opnieuw.")
    if kit.is_on_paper():
        kit.lead("De beheerder ziet in het logboek wat er te herstellen is.")
        return
    kit.lead("De beheerder ziet met deze opdracht wat er te herstellen is:")
    kit.code("python -m etl check")


def unexpected() -> None:
    """Something we did not foresee; the log has the details."""
    kit.title("Deze pagina is nu niet te tonen")
    kit.lead("Er ging iets mis dat wij niet hadden voorzien. De cijfers zelf zijn niet veranderd.")
    kit.lead("Laad de pagina opnieuw. Blijft het misgaan? Meld het dan bij de beheerder; in het logboek staat wat er gebeurde.")
    kit.link(kit.links().to(OVERVIEW, "Naar het overzicht"))
