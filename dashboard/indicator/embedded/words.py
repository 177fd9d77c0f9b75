"""What is said around an indicator within a page of another website, and the lines that put it there; it judges nothing."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard.book.databook import Row
from dashboard.look.notation import sentence
from dashboard.render import render
from dashboard.settings import embedding_sites
from indicators.agenda.model import Agenda
from indicators.wording.numbers import listing

FOLD, NAME = "insluiten", "Op uw eigen site zetten"
LEAVES = "Deze link opent het databoek in plaats van deze pagina."
NOT_ALLOWED = (
    "Dit vak mag nu op geen enkele website staan. Een beheerder zet dat aan: in de agenda, onder ‘agenda’, met "
    "‘ingesloten_op’ en het adres van de website."
)
NO_PAGE = "Deze pagina is er niet als vak"
WHY_NO_PAGE = "Op een andere website kan één indicator staan. De rest leest u in het databoek."
GONE = "Misschien is de indicator hernoemd of vervallen. In het databoek staan de indicatoren die er wel zijn."
TO_DATABOOK = "Naar het databoek"
LOOK = "Bekijk hoe het vak eruitziet"
TO_PASTE = "Plak deze regel in uw pagina, op de plaats waar het cijfer moet komen:"
TO_GROW = "Moet het vak zo hoog worden als wat erin staat? Zet dan ook dit in uw pagina, boven het vak:"
THE_LINE, THE_SCRIPT = "Regel om over te nemen", "Script om over te nemen"
NO_ADDRESS = (
    "Hier komt een regel om over te nemen. De beheerder vult daarvoor eerst in op welk adres lezers dit databoek vinden, "
    "met DATABOEK_ADRES."
)
PRIVACY = "Het vak zet geen cookies, vraagt niets aan andere websites, en is ook zonder JavaScript te lezen."


def sites_of(agenda: Agenda | None) -> tuple[str, ...]:
    """On which websites it may stand: what the agenda says, and those that may show all of the dashboard."""
    return tuple(dict.fromkeys((*(agenda.info.embedded_in if agenda else ()), *embedding_sites())))


def allowed_on(sites: Sequence[str]) -> str:
    """For who wants to put it there."""
    return f"Dit cijfer mag in een pagina staan van {listing(list(sites))}. Het is dan altijd het nieuwste."


def way_on(row: Row, owner: str) -> str:
    """To all that there is to say about it."""
    return f"Alles over ‘{row.indicator.name}’ in het databoek van {owner}"


def no_figures(row: Row) -> str:
    """Why there is no picture."""
    return sentence(row.reason)


def frame_line(row: Row, owner: str, address: str) -> str:
    """The line to copy."""
    title = f"{row.indicator.name}: cijfers uit het databoek van {owner}"
    return str(render("indicator/frame_line.html", title=title, address=address)).strip()


def growing_lines(address: str) -> str:
    """What makes it as high as what is in it; address: any whole one of this databook."""
    parts = urlsplit(address)
    return str(render("indicator/frame_script.html", ours=f"{parts.scheme}://{parts.netloc}")).strip()
