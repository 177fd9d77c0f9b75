"""The dashboard as a server of its own: the app of app.py with Dutch page, headers, health and warm-up; it shows nothing itself.

Start it with `python -m dashboard.server --port 8501`; `uvicorn --factory dashboard.server.app:create_app` works as well.
"""

import argparse
import asyncio
import gc
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from prometheus_client import Gauge
from starlette.types import ASGIApp
from streamlit import config

from dashboard.actor import open_ways
from dashboard.form_tokens import sign_with
from dashboard.reruns import RERUNS
from dashboard.server.asking import Asking
from dashboard.server.data_answers import data_route
from dashboard.server.doors import Doors
from dashboard.server.dutch_page import prefix_of, read_page
from dashboard.server.file_answers import file_route
from dashboard.server.framed_page import FramedPages
from dashboard.server.health import looks, routes
from dashboard.server.listening import listen, why_not
from dashboard.server.login import LoginError, check_local_editing, find_login
from dashboard.server.login_ways import LoginWays
from dashboard.server.logs import LogError, log_start, set_up_log
from dashboard.server.metrics import MetricsError, serve_metrics
from dashboard.server.page_files import PageFiles
from dashboard.server.page_headers import EmbedError, PageHeaders, embedding_pages
from dashboard.server.patience import LONGEST_REQUEST, PatientProtocol
from dashboard.server.per_agenda import PerAgenda
from dashboard.server.placed import take_place
from dashboard.server.reading_pages import ReadingPages
from dashboard.server.sessions import Sessions
from dashboard.server.streamlit_settings import LARGEST_MESSAGE, HostError, allowed_hosts, set_streamlit
from dashboard.server.uploads import upload_route
from dashboard.server.warming import make_ready
from dashboard.settings import AddressError, public_address
from etl.installation import InstallationError
from etl.json_lines import wants_json
from etl.memory import give_back

_SCRIPT = Path(__file__).resolve().parents[1] / "app.py"
_ADDRESS = "127.0.0.1"
"""Only this computer, until somebody says otherwise."""
_EVERYWHERE = "0.0.0.0"  # noqa: S104  # nosec B104
_SECONDS_TO_FINISH = 5
_SECONDS_A_TURN = 0.0005
"""How long one page may keep Python to itself while others wait: a tenth of the default.

Sending a page takes a hundred short turns, and with the default each of them waits for whoever is busy: with 100 readers the
slowest pages then took two to three times as long.
"""


def create_app(script: Path = _SCRIPT, address: str = "") -> ASGIApp:
    """The ASGI application. address: where it listens, if known.

    AddressError, EmbedError, HostError, LoginError, MetricsError when a setting is wrong, InstallationError when a name is.
    """
    take_place()
    public_address()  # a wrong one is said now, and not when somebody asks for a feed
    hosts, embedded_in = allowed_hosts(address), embedding_pages()
    base_path = config.get_option("server.baseUrlPath") or ""
    login = find_login(hosts, base_path)
    is_local = check_local_editing(address, login)
    open_ways(login=login is not None, local=is_local)
    if login:
        sign_with(login.cookie_secret)
    set_streamlit(hosts, login.cookie_secret if login else "")
    asking = Asking(login)
    page = read_page()

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        gc.disable()
        await asyncio.gather(asyncio.to_thread(make_ready), asyncio.to_thread(files.compress_first_load))
        # What is here now stays, so garbage collection need not look through it.
        gc.collect()
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(_SECONDS_A_TURN)
        yield

    found, connected = looks(), Gauge("databoek_sessions", "Lezers die nu kijken.", registry=None)
    serve_metrics(found, connected, RERUNS)
    own = routes(base_path, found)
    app = st.App(
        script,
        lifespan=lifespan,
        routes=[*own, file_route(base_path), data_route(base_path), upload_route(base_path, asking)],
        on_script_error=show_calm_error,
        secrets=login.secrets() if login else None,
    )
    files = PageFiles(app, page=page, framed=FramedPages(page, base_path).at, base_path=base_path)
    has_forms = login is not None or is_local
    doors = Doors(
        ReadingPages(files, base_path),
        own=[route.path for route in own],
        prefixes=[prefix_of(base_path)],
        asking=asking,
        has_forms=has_forms,
    )
    inner: ASGIApp = PerAgenda(doors, base_path)
    inner = LoginWays(inner, app, login, asking, base_path) if login else inner
    headers = PageHeaders(inner, script_hashes=page.script_hashes, embedded_in=embedded_in, has_forms=has_forms)
    return Sessions(headers, connected)


def show_calm_error(_error: Exception) -> bool:
    """For what app.py itself did not catch: Streamlit logs it, the reader gets no details."""
    st.error("Deze pagina is nu niet te tonen. Laad de pagina opnieuw. Blijft het misgaan? Meld het dan bij de beheerder.")
    return True


class _Server(uvicorn.Server):
    """Says where to look as soon as there is something to see."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            scheme = "https" if self.config.is_ssl else "http"
            host = "localhost" if self.config.host in {_ADDRESS, _EVERYWHERE, "::"} else self.config.host
            log_start(f"Databoek staat op {scheme}://{host}:{self.config.port}")


def main(arguments: Sequence[str] | None = None, script: Path = _SCRIPT) -> int:
    """Serve until told to stop; 1 when the server cannot start."""
    take_place()
    parser = argparse.ArgumentParser(prog="python -m dashboard.server", description="Start het dashboard.")
    parser.add_argument("--port", type=int, default=config.get_option("server.port"), help="de poort")
    parser.add_argument(
        "--address", default=config.get_option("server.address") or _ADDRESS, help="0.0.0.0: ook voor andere computers"
    )
    wanted = parser.parse_args(arguments)
    give_back()
    config.set_option("server.port", wanted.port)
    try:
        set_up_log()
        listener = listen(wanted.address, wanted.port)
        server = _Server(_settings(create_app(script, wanted.address), wanted.address, listener.getsockname()[1]))
    except OSError as problem:
        sys.stderr.write(f"{why_not(problem, wanted.address, wanted.port)}\n")
        return 1
    except (AddressError, EmbedError, HostError, LogError, LoginError, MetricsError, InstallationError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # what uvicorn calls when it has finished on this signal
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else 1


def _settings(app: ASGIApp, address: str, port: int) -> uvicorn.Config:
    """As `streamlit run` sets them, without a header that names the software."""
    return uvicorn.Config(
        app,
        lifespan="on",  # what fails at the start stops it: left to itself uvicorn goes on, without what was to be made ready
        host=address,
        port=port,
        log_config=None if wants_json() else uvicorn.config.LOGGING_CONFIG,
        log_level="error",  # whoever sends what is no request would write in our log
        access_log=False,
        server_header=False,
        use_colors=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        ssl_certfile=config.get_option("server.sslCertFile"),
        ssl_keyfile=config.get_option("server.sslKeyFile"),
        ws="websockets-sansio",
        ws_ping_interval=config.get_option("server.websocketPingInterval") or 30,
        ws_ping_timeout=config.get_option("server.websocketPingInterval") or 30,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        http=PatientProtocol,
        h11_max_incomplete_event_size=LONGEST_REQUEST,
    )
