"""Which agenda the page or request at hand is about, of the one or the many that are served; it opens none of them."""

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from dashboard.settings import agenda_file, agendas_folder, data_root
from etl.installation import Place, places_in

Made = TypeVar("Made")
HEADER = "X-Databoek-Agenda"
"""What our own server adds to the way in of a reader of one of many agendas; what a reader sends under this name is dropped."""
_asked: dict[str, Callable[[], str | None]] = {"by": lambda: None}
_HERE: ContextVar[Place] = ContextVar("agenda")


def served() -> dict[str, Place]:
    """The agendas by their name in an address; only one, without a name, when the installation has no folder of them.

    Looked up once: who adds a municipality starts the server again. InstallationError for a name that is no address.
    """
    return _found(agenda_file(), agendas_folder(), data_root())


@lru_cache(maxsize=1)
def _found(file: Path | None, folder: Path, data: Path) -> dict[str, Place]:
    many = () if file else places_in(folder, data)
    return {place.name: place for place in many or (Place(agenda=file or folder.parent / "agenda.yaml", data=data),)}


def are_many() -> bool:
    """Whether each agenda has its own address below that of the installation."""
    return "" not in served()


def enter(name: str) -> None:
    """Say which agenda is meant from here on, in this run or request; KeyError for one that is not served."""
    _HERE.set(served()[name])


def entered() -> str | None:
    """The name of the only agenda, or of the one that was said; None when nobody said which of many."""
    meant = _HERE.get(None)
    return meant.name if meant else None if are_many() else ""


def enter_asked(name: str | None) -> None:
    """The same, for a name from outside: one that is not served is nobody's, and leaves it as it was."""
    if name is not None and name in served():
        enter(name)


def enter_by(asked: Callable[[], str | None]) -> None:
    """The same for the name that came with the way in, and for what is pressed later: that runs before its page enters one."""
    _asked["by"] = asked
    enter_asked(asked())


def here() -> Place:
    """The agenda that is meant; the first one where nobody said, or the installation became another one."""
    places = served()
    meant = _HERE.get(None) or (places.get(_asked["by"]() or "") if "" not in places else None)
    return meant if meant is not None and places.get(meant.name) == meant else next(iter(places.values()))


def for_this(make: Callable[[], Made]) -> Callable[[], Made]:
    """The same, for who calls it later from elsewhere (a download, on a click): made for the agenda that is meant now."""
    meant = here()

    def made() -> Made:
        _HERE.set(meant)
        return make()

    return lambda: copy_context().run(made)


def data_folder() -> Path:
    """Where its figures are."""
    return here().data


def agenda_path() -> Path:
    """Where its file is."""
    return here().agenda


def below(base_path: str) -> str:
    """The path at which the agenda that is meant is served, without slashes at its ends; base_path: that of the installation."""
    return "/".join(part for part in (base_path.strip("/"), here().name) if part)
