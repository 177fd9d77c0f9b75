"""What the door answers when it does not do what was asked: each an exception with a sentence for the person who asked."""

from collections.abc import Sequence

from etl.door.merging import Clash

NO_PLACE = "Kies eerst bij welke ambitie dit cijfer hoort."


class Refused(Exception):  # noqa: N818  not a fault: an answer
    """It may not be, or cannot be; nothing was changed."""


class Conflict(Refused):
    """Somebody else said something else there meanwhile; with both values, for the person to choose."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__("Iemand anders heeft dit intussen gewijzigd. Kies wat er moet staan.")
        self.clashes = tuple(clashes)


class Unlikely(Refused):
    """It can be, but hardly: who looked and says that it is right, asks again."""


class Outdated(Refused):
    """The agenda is another one than the person looked at."""

    def __init__(self) -> None:
        super().__init__("De agenda is intussen gewijzigd. Bekijk de wijziging opnieuw en probeer het nog een keer.")


class AdoptionMissing(Refused):
    """Norms change and nobody said who adopted them; ids: of the indicators."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__("Een norm verandert. Zeg wie hem vaststelde en op welke dag.")
        self.ids = tuple(ids)
