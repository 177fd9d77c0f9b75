"""What the environment says of this dashboard: the one file that reads it, and it does nothing with what it finds."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAX_AGE_VARIABLE, EMBED_VARIABLE, HOSTS_VARIABLE = "DATABOEK_MAX_AGE_DAYS", "DATABOEK_EMBED_IN", "DATABOEK_HOSTS"
METRICS_PORT_VARIABLE, METRICS_ADDRESS_VARIABLE = "DATABOEK_METRICS_PORT", "DATABOEK_METRICS_ADDRESS"
ADDRESS_VARIABLE = "DATABOEK_ADRES"
LOCAL_VARIABLE = "DATABOEK_LOKAAL_BEWERKEN"
_OIDC_VARIABLES = (
    "DATABOEK_OIDC_METADATA",
    "DATABOEK_OIDC_CLIENT_ID",
    "DATABOEK_OIDC_CLIENT_SECRET",
    "DATABOEK_OIDC_REDIRECT",
    "DATABOEK_OIDC_COOKIE_SECRET",
)
OIDC = _OIDC_VARIABLES[0].removesuffix("METADATA")
"""How the names of those settings begin."""
_SECRETS_IN_FILES = {
    "DATABOEK_OIDC_CLIENT_SECRET": "DATABOEK_OIDC_CLIENT_SECRET_FILE",  # a name  # nosec B105
    "DATABOEK_OIDC_COOKIE_SECRET": "DATABOEK_OIDC_COOKIE_SECRET_FILE",  # a name  # nosec B105
}
_LARGEST_PORT = 65_535
MAX_AGE_DAYS = 45
"""A refresh belongs to run at least once a month; two weeks on top for who is on holiday."""


def data_root() -> Path:
    """Where store and pointer are; of many agendas: the folder of their folders."""
    return Path(os.environ.get("DATABOEK_DATA") or ROOT / "data")


def agenda_file() -> Path | None:
    """The one agenda that is to be served, when it is said which."""
    written = os.environ.get("DATABOEK_AGENDA")
    return Path(written) if written else None


def agendas_folder() -> Path:
    """Where a municipality has a folder with its agenda, in an installation of many; the only agenda stands beside it."""
    return Path(os.environ.get("DATABOEK_GEMEENTEN") or ROOT / "config" / "gemeenten")


def calibration_path() -> Path:
    """What `make calibrate` wrote about how well the methods work."""
    return ROOT / "docs" / "calibratie.md"


def max_age_days() -> float:
    """How old the last refresh may be; ValueError with a Dutch text when the setting is no number above zero."""
    written = os.environ.get(MAX_AGE_VARIABLE) or str(MAX_AGE_DAYS)
    try:
        days = float(written)
    except ValueError:
        days = 0
    if not 0 < days < float("inf"):
        raise ValueError(f"{MAX_AGE_VARIABLE} is '{written}'; schrijf een aantal dagen, zoals 45.")
    return days


def embedding_sites() -> tuple[str, ...]:
    """Whose sites may show the dashboard in a frame, as they were written; nobody's when it is not set."""
    return tuple(os.environ.get(EMBED_VARIABLE, "").lower().split())


def metrics_port() -> int | None:
    """On which port a watch may ask about the server; None: nowhere. ValueError with a Dutch text when it is no port."""
    written = os.environ.get(METRICS_PORT_VARIABLE, "").strip()
    if not written:
        return None
    if not written.isdecimal() or not 0 < int(written) <= _LARGEST_PORT:
        raise ValueError(f"{METRICS_PORT_VARIABLE} is '{written}'; schrijf een poort, zoals 9100.")
    return int(written)


def metrics_address() -> str:
    """For whom that port is open: this computer alone, until somebody says otherwise."""
    return os.environ.get(METRICS_ADDRESS_VARIABLE, "").strip() or "127.0.0.1"


def host_names() -> tuple[str, ...]:
    """By which names readers reach the dashboard, as they were written; none when it is not set."""
    return tuple(os.environ.get(HOSTS_VARIABLE, "").lower().split())


class AddressError(ValueError):
    """What should be a whole address is none; the text says where it stands and how to write it."""


def public_address() -> str:
    """Where readers find the installation, without a slash at the end; empty when nobody said so. AddressError for no address."""
    written = os.environ.get(ADDRESS_VARIABLE, "").strip()
    return whole_address(written, ADDRESS_VARIABLE) if written else ""


def whole_address(written: str, where: str) -> str:
    """The address without a slash at its end; AddressError when it is none. where: what said it."""
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?", written):
        raise AddressError(f"{where} is '{written}'. Schrijf een heel adres, zoals https://cijfers.voorbeeldstad.nl")
    return written.rstrip("/")


def oidc() -> dict[str, str]:
    """How people log in, by the name of the setting without what they all begin with; empty when nobody can.

    Of a secret with _FILE behind its name the value stands in that file. ValueError with a Dutch text when it cannot be read.
    """
    found = {variable.removeprefix(OIDC): _oidc(variable) for variable in _OIDC_VARIABLES}
    return {name: value for name, value in found.items() if value}


def _oidc(variable: str) -> str:
    holder = _SECRETS_IN_FILES.get(variable, "")
    file = os.environ.get(holder, "").strip() if holder else ""
    if not file:
        return os.environ.get(variable, "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"{holder}: '{file}' is niet te lezen. Schrijf het hele pad van een tekstbestand.") from None


def is_local_editing() -> bool:
    """Whether who sits at this computer may edit without logging in."""
    return os.environ.get(LOCAL_VARIABLE, "").strip() == "1"


def is_history_around() -> bool:
    """Whether the history of the agenda is kept in a repository around its folder (etl.door.history says how)."""
    return os.environ.get("DATABOEK_GESCHIEDENIS", "").strip() == "omringend"


def given(variable: str) -> str | None:
    """What the environment says of a setting of others; None when it says nothing."""
    return os.environ.get(variable) or None
