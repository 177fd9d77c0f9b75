"""What can be chosen on the overview, as fields for a screen and for paper; it asks and shows nothing."""

from collections.abc import Mapping

from dashboard.book.databook import Databook
from dashboard.overview.filters import OF_A_GUEST, OFF_NORM, ORDERS, PARAMETERS, WITH_NORM, Filters, Order
from dashboard.sheet import Field
from indicators.agenda.model import IndicatorKind
from indicators.methods.attention import ORDER, is_off_norm

EVERY, MORE = "alles", "Meer keuzes"
NAME_OF = {parameter: name for name, parameter in PARAMETERS.items()}
"""By parameter what the filters call it."""


def fields_of(book: Databook, chosen: Filters) -> tuple[Field, ...]:
    """The usual ones; a guest has no norms, owners and partners."""
    busy = {each.owner for each in book.agenda.indicators} | {each.partner for each in book.agenda.interventions}
    partners = {name: text for name, text in book.partners.items() if name in busy}
    orders = {str(order): text for order, text in ORDERS.items() if not book.is_guest or order in OF_A_GUEST}
    own = () if book.is_guest else (_show(book, chosen), _list("partner", "Partner", partners, chosen))
    search = Field(name=PARAMETERS["search"], label="Zoek in naam en definitie", kind="text", chosen=(chosen.search,))
    return (*own, _list("order", "Volgorde", orders, chosen, first=str(Order.AMBITION)), search)


def rest_of(book: Databook, chosen: Filters) -> tuple[Field, ...]:
    """Those that are folded."""
    ambition = _list("ambition", "Ambitie", {each.id: each.theme for each in book.agenda.ambitions}, chosen)
    status = _list("status", "Oordeel", {str(status): str(status) for status in ORDER}, chosen)
    kind = _list("kind", "Soort cijfer", {str(kind): str(kind) for kind in IndicatorKind}, chosen)
    return (ambition, kind) if book.is_guest else (ambition, status, kind)


def _show(book: Databook, chosen: Filters) -> Field:
    """All, those off the norm, or those with one, each with how many there are."""
    off = sum(is_off_norm(row.assessment) for row in book.rows)
    with_norm = sum(row.indicator.norm is not None for row in book.rows)
    texts = {"": f"alles ({len(book.rows)})", OFF_NORM: f"wijkt af ({off})", WITH_NORM: f"met norm ({with_norm})"}
    now = chosen.show if chosen.show in texts else ""
    return Field(name=PARAMETERS["show"], label="Welke cijfers", kind="one", options=tuple(texts.items()), chosen=(now,))


def _list(name: str, label: str, known: Mapping[str, str], chosen: Filters, first: str = "") -> Field:
    """A list to choose from; first: what stands on top and means that nothing was chosen."""
    wanted = getattr(chosen, name)
    texts = known if first else {"": EVERY, **known}
    return Field(name=PARAMETERS[name], label=label, options=tuple(texts.items()), chosen=(wanted if wanted in known else first,))
