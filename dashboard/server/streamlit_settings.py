"""How Streamlit is set, all of it in code, so that any working directory gives the same server; it starts nothing.

Streamlit looks for its settings in the folder it is started from and in the home folder, and takes its own defaults where it
finds none. Left to others are only where the server is and with which certificate and secret.
"""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from streamlit import config, net_util
from streamlit.runtime.caching.global_cache_budget import reconfigure_global_cache_budget_from_config

from dashboard.settings import HOSTS_VARIABLE, ROOT, host_names

LOOK = ROOT / ".streamlit" / "config.toml"
"""Of the pages; `streamlit run dashboard/app.py` reads it too."""
_LEFT_TO_OTHERS = frozenset(
    {"server.port", "server.address", "server.baseUrlPath", "server.sslCertFile", "server.sslKeyFile", "server.cookieSecret"}
)
LARGEST_MESSAGE = 1_000_000
"""Bytes of one message of a reader; a thousand times what our pages send."""
SAFE: dict[str, Any] = {
    "global.developmentMode": False,
    "browser.gatherUsageStats": False,  # no visits counted on a host outside
    "client.allowedOrigins": [],  # no page around this one may command it
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",  # what went wrong is in the log
    "client.showErrorLinks": False,
    "logger.hideWelcomeMessage": True,  # for its greeting Streamlit asks a host outside for our address
    "runner.magicEnabled": False,
    "runner.fastReruns": True,  # who asks again while a page is made gets the newest, not both
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.allowRunOnSave": False,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.enableExpensiveMemoryStats": False,
    "server.enableWebsocketCompression": False,  # a small message could become a large one
    "server.trustedUserHeaders": {},
    "secrets.files": [],  # of another folder: how people log in stands in the environment (login.py)
    "server.maxUploadSize": 1,
    "server.maxWidgetStateSize": 1,
    "server.maxMessageSize": 50,  # from us to a reader; the largest page is less than one
    "server.disconnectedSessionTTL": 120,
}
_NAME = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")


class HostError(Exception):
    """The names by which readers reach the dashboard are no names; the text says how to write them."""


def allowed_hosts(address: str) -> tuple[str, ...]:
    """The names a browser may ask for, this computer's included; none: any name. address: where the server listens.

    Who listens for this computer alone is reached by its names, unless others are set: a page elsewhere that gives its own name
    the address of this computer then gets nothing. Who listens for others cannot know what they call it.
    """
    names = host_names()
    for name in names:
        if not _NAME.fullmatch(name):
            raise HostError(f"{HOSTS_VARIABLE}: '{name}' is geen naam van een website. Schrijf bijvoorbeeld databoek.zaanstad.nl")
    return (*names, *_THIS_COMPUTER) if names or address in _THIS_COMPUTER else ()


def set_streamlit(hosts: Sequence[str] = (), cookie_secret: str = "") -> None:  # none  # nosec B107
    """Set every option that matters, whatever was found elsewhere.

    hosts: names by which readers reach us; none: any name. cookie_secret: with which logins are signed, where there are any.
    """
    vars(net_util)["get_external_ip"] = _no_address
    sections = tomllib.loads(LOOK.read_text(encoding="utf-8"))
    look = {f"{section}.{name}": value for section, options in sections.items() for name, value in options.items()}
    named = [host for host in hosts if host not in _THIS_COMPUTER]
    of_hosts = {
        "server.allowedHosts": list(hosts),
        "server.corsAllowedOrigins": [f"{scheme}://{host}" for host in named for scheme in ("https", "http")],
    }
    for name, value in (look | SAFE | of_hosts).items():
        if name not in _LEFT_TO_OTHERS:
            config.set_option(name, value)
    if cookie_secret:
        config.set_option("server.cookieSecret", cookie_secret)
    reconfigure_global_cache_budget_from_config()


def _no_address() -> None:
    """Instead of Streamlit's question to a host outside."""
