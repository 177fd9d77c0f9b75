"""Shows the forms with which the agenda is changed; who may save anything, only the door decides."""

from dashboard import data, kit
from dashboard.actor import asking
from dashboard.pages import Page


def closed(page: Page) -> None:
    """What somebody sees who may change nothing."""
    kit.title(page.title)
    kit.notices(data.databook(), kit.visit().links)
    kit.lead(f"{asking().reason} Op deze pagina werken medewerkers van de gemeente aan de agenda.")
