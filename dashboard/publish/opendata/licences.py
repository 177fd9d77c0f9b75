"""Licences by the name that an agenda gives them, as open data name them; pure. A name that is not known here stays a name."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Licence:
    """name: as the Open Definition calls it; path: its text; concept: as the European list of licences calls it."""

    title: str
    name: str
    path: str
    concept: str


_EU = "http://publications.europa.eu/resource/authority/licence/"
CC0 = Licence(
    title="CC0 1.0", name="CC0-1.0", path="https://creativecommons.org/publicdomain/zero/1.0/deed.nl", concept=f"{_EU}CC0"
)
CC_BY = Licence(
    title="CC BY 4.0", name="CC-BY-4.0", path="https://creativecommons.org/licenses/by/4.0/deed.nl", concept=f"{_EU}CC_BY_4_0"
)
_BY_NAME = {"cc0": CC0, "cc010": CC0, "ccby40": CC_BY, "ccby4": CC_BY}


def licence_of(name: str) -> Licence | None:
    """The licence with this name, however it is spaced; None when it is none that is known here."""
    return _BY_NAME.get("".join(each for each in name.lower() if each.isalnum()))


def of_all(names: Iterable[str]) -> Licence | None:
    """Under which what comes from all of these may be given on: the strictest; None when one of them is not known."""
    found = {licence_of(name) for name in names}
    if not found or None in found:
        return None
    return CC_BY if CC_BY in found else CC0
