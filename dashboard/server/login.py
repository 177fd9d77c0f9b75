"""How people log in, from the settings, or why that would not be safe; it logs nobody in.

Streamlit reads a file secrets.toml in the folder it is started from and in the home folder: here it never does, and gets what
the environment says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from dashboard.pages import LOG_IN
from dashboard.settings import HOSTS_VARIABLE, LOCAL_VARIABLE, OIDC, is_local_editing, oidc

CALLBACK, LOGIN, LOGOUT = "/oauth2callback", LOG_IN, "/auth/logout"
"""Streamlit's addresses, below that of the installation."""
PROVIDER = "default"
SHORTEST_SECRET, _FEWEST_LETTERS, _SHORTEST_OF_CLIENT = 32, 12, 16
_KNOWN_SECRETS = ("change", "default", "example", "geheim", "secret", "voorbeeld", "wachtwoord", "password", "your")
_NEEDED = {
    "METADATA": "het adres waar uw aanmelddienst over zichzelf vertelt; het eindigt op /.well-known/openid-configuration",
    "CLIENT_ID": "het nummer dat de aanmelddienst aan dit databoek gaf",
    "CLIENT_SECRET": "het geheim dat daarbij hoort",  # words  # nosec B105
    "REDIRECT": f"het adres van dit databoek met {CALLBACK} erachter",
    "COOKIE_SECRET": "een geheim van uzelf, van 32 tekens of meer",  # words  # nosec B105
}
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_MAKE_ONE = 'Maak er een met: python -c "import secrets; print(secrets.token_urlsafe(48))"'


class LoginError(Exception):
    """Logging in is set up only half, or in a way that is not safe; the text says what to change."""


@dataclass(frozen=True, kw_only=True)
class Login:
    """What Streamlit needs to let people log in; secrets are not told when this is printed."""

    metadata: str
    client_id: str
    redirect: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)

    @property
    def origin(self) -> str:
        """Where the dashboard is reached by who logs in."""
        parts = urlsplit(self.redirect)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_secure(self) -> bool:
        """Whether cookies go over https alone."""
        return self.redirect.startswith("https:")

    def secrets(self) -> Mapping[str, Any]:
        """As Streamlit wants them."""
        return {
            "auth": {
                "redirect_uri": self.redirect,
                "cookie_secret": self.cookie_secret,
                "client_id": self.client_id,
                "client_secret": self.client_secret,
                "server_metadata_url": self.metadata,
                "client_kwargs": {"scope": "openid profile"},
            }
        }


def find_login(hosts: Sequence[str], base_path: str = "") -> Login | None:
    """How people log in; None when nobody can. hosts: names by which readers reach us; none: any name. LoginError when unsafe."""
    try:
        given = oidc()
    except ValueError as problem:
        raise LoginError(str(problem)) from None
    if not given:
        return None
    if missing := [f"{OIDC}{name} ({what})" for name, what in _NEEDED.items() if name not in given]:
        raise LoginError(f"Aanmelden is half ingesteld. Er ontbreekt: {'; '.join(missing)}.")
    login = Login(**{name.lower(): value for name, value in given.items()})
    _check_secrets(login)
    _check_addresses(login, hosts, base_path)
    return login


def check_local_editing(address: str, login: Login | None) -> bool:
    """Whether who sits at this computer may edit; LoginError where others could be taken for them. address: where we listen."""
    if not is_local_editing():
        return False
    if login is not None:
        raise LoginError(
            f"{LOCAL_VARIABLE}=1 is voor een computer zonder aanmelden. Haal het weg, of haal de {OIDC}-instellingen weg."
        )
    if address and address not in _THIS_COMPUTER:
        raise LoginError(
            f"{LOCAL_VARIABLE}=1 kan alleen als het databoek voor deze computer luistert, en niet op '{address}'. "
            "Laat --address weg, of stel aanmelden in."
        )
    return True


def _check_secrets(login: Login) -> None:
    secret = login.cookie_secret
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < _FEWEST_LETTERS or _is_known(secret):
        raise LoginError(f"{OIDC}COOKIE_SECRET is te raden: te kort, te eenvoudig, of een voorbeeld. {_MAKE_ONE}")
    if len(login.client_secret) < _SHORTEST_OF_CLIENT or _is_known(login.client_secret):
        raise LoginError(
            f"{OIDC}CLIENT_SECRET is te raden: te kort of een voorbeeld. Laat uw aanmelddienst een nieuw geheim maken."
        )


def _is_known(secret: str) -> bool:
    return secret.lower().startswith(_KNOWN_SECRETS)


def _check_addresses(login: Login, hosts: Sequence[str], base_path: str) -> None:
    for name, address in (("METADATA", login.metadata), ("REDIRECT", login.redirect)):
        if not _is_safe(address):
            raise LoginError(
                f"{OIDC}{name}: '{address}' is geen adres met https. Zonder https kan iedereen meelezen. "
                "Alleen op deze computer zelf (localhost) mag het met http."
            )
    ending = f"/{base_path.strip('/')}{CALLBACK}" if base_path.strip("/") else CALLBACK
    parts = urlsplit(login.redirect)
    if parts.path != ending or parts.query or parts.fragment:
        raise LoginError(
            f"{OIDC}REDIRECT: '{login.redirect}' moet eindigen op {ending}. Zo heet dit adres ook bij de aanmelddienst."
        )
    if not hosts:
        raise LoginError(f"Aanmelden kan alleen als {HOSTS_VARIABLE} zegt hoe dit databoek heet. Zet er '{parts.hostname}' in.")
    if not any(_is_named(parts.hostname or "", host) for host in hosts):
        raise LoginError(f"{OIDC}REDIRECT noemt '{parts.hostname}', en die naam staat niet in {HOSTS_VARIABLE}. Zet hem erbij.")


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        is_here = parts.scheme == "http" and parts.hostname in _THIS_COMPUTER
        return bool(parts.hostname) and not parts.username and (parts.scheme == "https" or is_here)
    except ValueError:
        return False


def _is_named(name: str, host: str) -> bool:
    return name.endswith(host[1:]) if host.startswith("*.") else name == host
