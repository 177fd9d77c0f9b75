"""Which agendas an installation serves: one, or one a municipality in a folder of its own; it opens none of them."""

import re
from dataclasses import dataclass
from pathlib import Path

AGENDA, MUNICIPALITIES = "agenda.yaml", "gemeenten"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 60
_PAGES = frozenset(
    {
        "ambitie",
        "beoordelen",
        "bewerken",
        "gelijk",
        "geschiedenis",
        "indicator",
        "interventie",
        "interventies",
        "overzicht",
        "partner",
        "samenhang",
        "toetsmoment",
        "toevoegen",
        "verantwoording",
        "veranderd",
        "vergelijken",
        "verversen",
        "wijzigen",
    }
)
_BESIDE_PAGES = frozenset(
    {"aanleveren", "auth", "bestand", "data", "gereed", "gezond", "lezen", "media", "metrics", "oauth2callback", "static"}
)
TAKEN = _PAGES | _BESIDE_PAGES
"""Addresses of the databook's own pages and files, and of Streamlit's: a municipality cannot have one of them."""


class InstallationError(Exception):
    """A folder with an agenda cannot be an address; the text says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One agenda: the name in its address (empty when it is the only one), its file, and the folder of its figures."""

    name: str = ""
    agenda: Path
    data: Path


def places_in(folder: Path, data: Path) -> tuple[Place, ...]:
    """The agendas at folder/<name>/agenda.yaml with their figures in data/gemeenten/<name>, by name; none when there are none.

    InstallationError when a folder has a name that cannot be an address, or that an address has for something else.
    """
    files = sorted(folder.glob(f"*/{AGENDA}")) if folder.is_dir() else []
    return tuple(Place(name=_name_of(file.parent), agenda=file, data=data / MUNICIPALITIES / file.parent.name) for file in files)


def _name_of(folder: Path) -> str:
    name = folder.name
    if name in TAKEN:
        raise InstallationError(f"{folder}: het adres /{name}/ is al van het databoek zelf. Geef de map een andere naam.")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise InstallationError(
            f"{folder}: deze naam wordt een adres. Gebruik alleen kleine letters, cijfers en streepjes, zoals 'den-haag', "
            f"en hoogstens {LONGEST_NAME} tekens."
        )
    return name
