"""The dashboard's own server, running: its Dutch page, its headers, its health, and that it calls nobody."""

import asyncio
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.datastructures import Headers
from streamlit import file_util
from support.awaited import awaited
from support.serving import serve
from support.shipped import AGENDA, ROOT
from websockets.exceptions import InvalidStatus

from dashboard.server.dutch_page import UnknownPageError, dutch_page
from dashboard.server.listening import listen
from dashboard.server.page_files import takes_gzip
from dashboard.server.page_headers import EmbedError, content_policy, embedding_pages
from dashboard.server.script_words import WORDS, UnknownScriptError, dutch_scripts

ENGLISH = (Path(file_util.get_static_dir()) / "index.html").read_bytes()
SCRIPTS = Path(file_util.get_static_dir()) / "static" / "js"
SCRIPT = next(f"/static/js/{path.name}" for path in SCRIPTS.glob("protobuf.*.js"))
IN_DUTCH = next(f"/static/js/{path.name}" for path in dutch_scripts(SCRIPTS) if path.name.startswith("index"))


class Outside:
    """Stands for every host outside: the server under test is told that its way out goes through here."""

    def __init__(self):
        self.called = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                self._listener.accept()[0].close()
            except OSError:
                return
            self.called += 1

    def close(self):
        self._listener.close()


@pytest.fixture(scope="module")
def outside():
    outside = Outside()
    yield outside
    outside.close()


@pytest.fixture(scope="module")
def serving(tmp_path_factory, filled, outside):
    ways_out = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), outside.address)
    with serve(tmp_path_factory.mktemp("server"), filled, {**ways_out, "no_proxy": "", "NO_PROXY": ""}) as serving:
        yield serving


PAGES = {"/": 200, "/indicator": 200, "/indicator?indicator=mishandeling": 200, "/bronnen": 404}


@pytest.mark.parametrize(("path", "status"), PAGES.items(), ids=PAGES)
def test_the_page_is_in_dutch(serving, path, status):
    answer = serving.ask(path)
    page = answer.body.decode("utf-8")
    assert answer.status == status
    assert '<html lang="nl">' in page
    assert len(re.findall("<title>[^<]*Databoek Zaanstad</title>", page)) == 1
    assert "Lees deze pagina zonder JavaScript" in page
    assert not re.search("You need|agent API|service-desc", page)
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_the_page_is_compressed_for_who_can_read_that(serving):
    plain, packed = serving.ask("/"), serving.ask("/", Accept_Encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != packed.headers["etag"]


def test_a_browser_that_has_the_page_does_not_get_it_again(serving):
    version = serving.ask("/indicator").headers["etag"]
    again = serving.ask("/indicator", If_None_Match=version)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == version
    assert "frame-ancestors" in serving.ask("/", If_None_Match='"another"').headers["content-security-policy"]


def test_a_browser_that_has_streamlits_english_page_gets_the_dutch_one(serving):
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert serving.ask("/", If_Modified_Since=tomorrow).status == 200
    assert serving.ask("/", Range="bytes=0-10").status == 200


def test_asking_only_for_the_headers_of_the_page_gives_no_page(serving):
    answer = serving.ask("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(len(serving.ask("/").body))


def test_another_page_of_streamlit_is_an_error_at_the_start_and_not_english_on_the_screen():
    with pytest.raises(UnknownPageError, match="noscript"):
        dutch_page(ENGLISH.replace(b"noscript", b"p"))


KINDS = {
    "page": ("/", "GET", 200),
    "page by its link": ("/indicator?indicator=mishandeling", "GET", 200),
    "script": (SCRIPT, "GET", 200),
    "script in Dutch": (IN_DUTCH, "GET", 200),
    "picture": ("/favicon.png", "GET", 200),
    "Streamlit's health": ("/_stcore/health", "GET", 200),
    "our health": ("/gezond", "GET", 200),
    "whether it is ready": ("/gereed", "GET", 200),
    "settings": ("/_stcore/host-config", "GET", 200),
    "not there": ("/media/weg.csv", "GET", 404),
    "not allowed": ("/gezond", "POST", 405),
    "a way up": ("/../../etc/passwd", "GET", 404),
    "a slash too many": ("/interventies/", "GET", 301),
}


@pytest.mark.parametrize(("path", "method", "status"), KINDS.values(), ids=KINDS)
def test_every_kind_of_answer_has_the_headers(serving, path, method, status):
    answer = serving.ask(path, method)
    assert answer.status == status
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["server"] is None


def test_the_policy_of_a_page_allows_no_text_to_run_and_no_other_host(serving):
    headers = serving.ask("/", Host="localhost").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", policy["script-src"])
    assert policy["connect-src"] == "'self' ws://localhost wss://localhost"
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


def test_no_page_around_this_one_may_command_it(serving):
    assert json.loads(serving.ask("/_stcore/host-config").body)["allowedOrigins"] == []


@pytest.mark.parametrize("host", ["", "a; script-src *", "x y", "a,b", "[::1", "*"])
def test_a_host_that_is_no_host_does_not_reach_the_policy(host):
    policy = content_policy(host=host, script_hashes=["sha256-x"], embedded_in=[])
    assert "connect-src 'self';" in policy


def test_the_municipalitys_own_site_can_be_allowed_to_embed_it(monkeypatch):
    monkeypatch.setenv("DATABOEK_EMBED_IN", "https://www.zaanstad.nl https://raad.zaanstad.nl:8443")
    pages = embedding_pages()
    policy = content_policy(host="x", script_hashes=[], embedded_in=pages)
    assert "frame-ancestors https://www.zaanstad.nl https://raad.zaanstad.nl:8443;" in policy
    monkeypatch.delenv("DATABOEK_EMBED_IN")
    assert embedding_pages() == ()


@pytest.mark.parametrize("written", ["www.zaanstad.nl", "*", "https://zaanstad.nl/pad", "https://a;script-src", "'self'"])
def test_who_may_embed_is_written_as_an_address(monkeypatch, written):
    monkeypatch.setenv("DATABOEK_EMBED_IN", written)
    with pytest.raises(EmbedError, match="Schrijf bijvoorbeeld https://"):
        embedding_pages()


def test_scripts_travel_compressed_and_stay_in_the_browser_for_a_year(serving):
    plain, packed = serving.ask(SCRIPT), serving.ask(SCRIPT, Accept_Encoding="gzip")
    assert len(packed.body) < len(plain.body) / 2
    assert gzip.decompress(packed.body) == plain.body
    for answer in (plain, packed):
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert "javascript" in answer.headers["content-type"]
        assert int(answer.headers["content-length"]) == len(answer.body)
    assert packed.headers["vary"] == "Accept-Encoding"


def test_a_part_of_a_script_is_not_compressed(serving):
    answer = serving.ask(SCRIPT, Accept_Encoding="gzip", Range="bytes=0-9")
    assert (answer.status, len(answer.body), answer.headers["content-encoding"]) == (206, 10, None)


def test_a_script_that_says_something_says_it_in_dutch(serving):
    plain, packed = serving.ask(IN_DUTCH), serving.ask(IN_DUTCH, Accept_Encoding="gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert b"`Naar de inhoud`" in plain.body
    assert b"Skip to main content" not in plain.body
    assert int(plain.headers["content-length"]) == len(plain.body)
    assert serving.ask(IN_DUTCH, Range="bytes=0-9").body == plain.body, "a part of it would be of the English script"


def test_a_script_in_dutch_is_asked_for_again_after_a_day_and_sent_again_when_its_words_changed(serving):
    first = serving.ask(IN_DUTCH)
    assert first.headers["cache-control"] == "public, max-age=86400"
    again = serving.ask(IN_DUTCH, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert serving.ask(IN_DUTCH, If_None_Match='"other words"').body == first.body


def test_no_english_word_that_we_know_of_is_left_in_the_scripts_we_serve():
    for path, script in dutch_scripts(SCRIPTS).items():
        left = [english for english, _ in WORDS[path.name.split(".")[0]] if english in script.decode()]
        assert not left, path.name


def test_other_scripts_of_streamlit_are_an_error_at_the_start_and_not_english_on_the_screen(tmp_path):
    for path in dutch_scripts(SCRIPTS):
        (tmp_path / path.name).write_text(
            path.read_text(encoding="utf-8").replace("Skip to main content", "Skip"), encoding="utf-8"
        )
    with pytest.raises(UnknownScriptError, match="Skip to main content"):
        dutch_scripts(tmp_path)


@pytest.mark.parametrize(
    ("offer", "takes"),
    [
        ("gzip", True),
        ("br;q=1.0, GZIP;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("x-gzipped", False),
        ("", False),
    ],
)
def test_only_who_says_so_gets_gzip(offer, takes):
    assert takes_gzip(Headers({"accept-encoding": offer})) is takes


def test_pages_come_over_the_websocket(serving):
    overview = b"".join(message.SerializeToString() for message in serving.visit()).decode("utf-8", "replace")
    assert "van 28 cijfers wijken af van de norm" in overview
    indicator = serving.visit("indicator", "indicator=mishandeling")
    assert b"vega" in b"".join(message.SerializeToString() for message in indicator)


def test_another_site_gets_no_websocket(serving):
    with pytest.raises(InvalidStatus):
        serving.visit(origin="https://elders.example")


def test_the_server_itself_calls_nobody(serving, outside):
    serving.visit()
    with pytest.raises(InvalidStatus):
        serving.visit(origin="https://elders.example")  # Streamlit would look up its own address outside at this moment
    assert outside.called == 0


def test_the_terminal_says_where_to_look_and_nothing_else(serving):
    assert (
        serving.said().splitlines()[0]
        == f"Databoek staat op {serving.address.replace('127.0.0.1', 'localhost')} (stoppen: Ctrl+C)"
    )
    assert "streamlit" not in serving.said().lower()


def test_a_port_in_use_is_said_with_what_to_type(serving):
    port = serving.address.rpartition(":")[2]
    done = _start("--port", port)
    assert done.returncode == 1
    assert f"Poort {port} is al bezet" in done.stderr
    assert f"python -m dashboard.server --port {int(port) + 1}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_said_and_nothing_starts():
    done = _start("--port", "0", DATABOEK_EMBED_IN="zaanstad.nl")
    assert done.returncode == 1
    assert "DATABOEK_EMBED_IN: 'zaanstad.nl' is geen adres van een website" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_stops_in_order_with_readers_on_the_line(filled, tmp_path, end):
    with serve(tmp_path, filled) as serving:
        host, port = serving.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))):
            serving.visit()
            serving.process.send_signal(end)
            assert serving.process.wait(timeout=20) == 0
        assert "Traceback" not in serving.said()


def test_without_figures_it_starts_and_says_why_it_is_not_well(tmp_path):
    with serve(tmp_path, tmp_path / "leeg") as serving:
        assert serving.ask("/gezond").status == 200
        assert serving.ask("/gereed").status == 503
        assert "staan nog geen cijfers" in serving.said()
        assert "Er zijn nog geen cijfers" in b"".join(part.SerializeToString() for part in serving.visit()).decode(
            "utf-8", "replace"
        )


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_what_comes_in_on_a_connection_is_answered_at_once(address):
    async def is_sent_at_once():
        told = asyncio.get_running_loop().create_future()

        class Seen(asyncio.Protocol):
            def connection_made(self, transport):
                told.set_result(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

        listener = listen(address, 0)
        server = await asyncio.get_running_loop().create_server(Seen, sock=listener)
        _, writer = await asyncio.open_connection(address, listener.getsockname()[1])
        found = await told
        writer.close()
        server.close()
        return bool(found)

    assert awaited(is_sent_at_once())


def test_after_the_warm_up_garbage_collection_has_little_to_look_through(filled):
    code = """
import asyncio, gc
from dashboard.server.app import create_app
async def run():
    app, told, came = create_app(), [], iter([{"type": "lifespan.startup"}])
    async def receive():
        return next(came, None) or await asyncio.sleep(60)
    async def send(message):
        told.append(message["type"])
    task = asyncio.create_task(app({"type": "lifespan", "asgi": {}, "state": {}}, receive, send))
    while not told:
        await asyncio.sleep(0.05)
    print(told[0], gc.get_freeze_count(), len(gc.get_objects()))
asyncio.run(run())
"""
    environment = {**os.environ, "DATABOEK_AGENDA": str(AGENDA), "DATABOEK_DATA": str(filled)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    said, frozen, left = done.stdout.split()
    assert said == "lifespan.startup.complete", done.stderr
    assert int(frozen) > 20 * int(left)


def test_no_page_is_the_first_to_import_something_of_ours():
    code = "import sys; from dashboard.server.warming import import_pieces; import_pieces(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    loaded = done.stdout.split()
    for view in (ROOT / "dashboard" / "views").glob("[!_]*.py"):
        wanted = re.findall(r"^from (dashboard[\w.]*) import ([\w, ]+)", view.read_text(encoding="utf-8"), re.MULTILINE)
        modules = {module for package, names in wanted for module in (package, *(f"{package}.{n}" for n in names.split(", ")))}
        ours = {name for name in modules if (ROOT / f"{name.replace('.', '/')}.py").is_file()}
        assert ours, view
        assert ours <= set(loaded), view
    assert "dashboard.app" not in loaded, "pages run only for a reader"


def test_an_error_outside_the_pages_shows_no_details(filled, tmp_path):
    script = tmp_path / "broken.py"
    script.write_text("import streamlit as st\nst.title('Kop')\nraise RuntimeError('geheim pad')\n", encoding="utf-8")
    start = tmp_path / "start.py"
    start.write_text(
        f"import sys\nfrom pathlib import Path\nsys.path.insert(0, {str(ROOT)!r})\nfrom dashboard.server.app import main\n"
        f"sys.exit(main(script=Path({str(script)!r})))\n",
        encoding="utf-8",
    )
    with serve(tmp_path, filled, start=str(start)) as serving:
        shown = b"".join(message.SerializeToString() for message in serving.visit()).decode("utf-8", "replace")
        assert "Deze pagina is nu niet te tonen" in shown
        assert "geheim" not in shown
        assert "geheim pad" in serving.said()


def _start(*arguments, **settings):
    command = [sys.executable, "-m", "dashboard.server", *arguments]
    environment = {**os.environ, **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
