"""What gets into the running server and what does not: addresses, messages, names, and who asks only half."""

import asyncio
import json
import shutil
import time
from datetime import UTC, datetime

import pytest
from streamlit import config as streamlit_config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.addresses import ADDRESSES
from support.awaited import awaited
from support.serving import serve
from support.shipped import AGENDA, copy_of
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dashboard.pages import LONGEST
from dashboard.server.doors import MOST_READERS, Doors
from dashboard.server.lines import A_SECOND, AT_ONCE
from dashboard.server.messages import READING, WRITING, passed
from dashboard.server.streamlit_settings import SAFE, HostError, allowed_hosts
from etl.door.history import History

SHUT = (
    "/_stcore/upload_file/x/y", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/allowed-message-origins",
    "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json", "/_stcore/bidi-components/x/y.js",
    "/_stcore/stream", "/component/streamlit.x/index.html", "/app/static/x", "/auth/login", "/media/../x.csv",
    "/media/x.csv", "/media/0123456789abcdef.html", "/static/", "/bronnen/", "/static/js/x.js", "/static/../index.html",
    "/index.html", "/.well-known/skills/index.json", "/robots.txt", "/indicator/mishandeling", "//elders/indicator",
    "/indicator%00", "/%2e%2e/etc", "/sociaal/_stcore/health", "/" + "a" * 200,
    "/.git/config", "/.git/HEAD", "/config/.git/config", "/static/.git/config", "/bestand/../config/.git/HEAD",
    "/media/.git/HEAD",
    "/%2e%2e/config/.git/config", "/concepten/lock", "/config/concepten/lock",
)  # fmt: skip
KINDS = [each.name for each in BackMsg.DESCRIPTOR.fields]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, filled):
    """An agenda with a history and figures of our own: a test breaks the agenda for a while."""
    folder = tmp_path_factory.mktemp("doors")
    shutil.copytree(AGENDA.parent, folder / "config")
    History.start(folder / "config" / "agenda.yaml").catch_up(AGENDA.read_bytes(), datetime.now(UTC))
    copy_of(filled, folder / "data")
    return folder


@pytest.fixture(scope="module")
def serving(folder):
    with serve(folder, folder / "data", {"DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml")}) as serving:
        yield serving


@pytest.fixture
def line(serving):
    with _line(serving) as line:
        yield line


def _line(serving, **headers):
    address = serving.address.replace("http", "ws", 1) + "/_stcore/stream"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return connect(address, subprotocols=["streamlit"], proxy=None, max_size=None, close_timeout=1, additional_headers=named)


def ask(line, query="", page="", **filled_in):
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    for name, text in filled_in.items():
        message.rerun_script.widget_states.widgets.add(id=name, string_value=text)
    line.send(message.SerializeToString())


def answer(line):
    got = [ForwardMsg.FromString(line.recv(timeout=30))]
    while got[-1].WhichOneof("type") != "script_finished":
        got.append(ForwardMsg.FromString(line.recv(timeout=30)))
    return b"".join(each.SerializeToString() for each in got).decode("utf-8", "replace")


@pytest.mark.parametrize("path", SHUT)
def test_an_address_that_no_page_asks_for_is_not_there(serving, path):
    found = serving.ask(path)
    assert found.status == 404, found.body[:200]
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert b"Streamlit" not in found.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_readers_only_read(serving, method):
    assert serving.ask("/", method).status == 405
    assert serving.ask("/_stcore/upload_file/x/y", method).status == 404


def test_every_page_is_open_and_sets_no_cookie(serving):
    for address in [*ADDRESSES.values(), "/_stcore/health", "/_stcore/host-config", "/gezond", "/favicon.png"]:
        found = serving.ask(address)
        assert (found.status, found.headers["set-cookie"]) == (200, None), address


@pytest.mark.parametrize("path", ["/bestaat-niet", "/oauth2callback", "/static", "/media", "/app", "/mishandeling?indicator=x"])
def test_an_address_that_was_mistyped_gets_the_page_that_says_so(serving, path):
    missing, without = serving.ask(path), serving.ask("/bestaat-niet")
    assert (missing.status, missing.headers["set-cookie"]) == (404, None)
    assert b'<html lang="nl">' in missing.body
    assert missing.body == without.body


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_our_pages_send_goes_on(kind):
    message = BackMsg()
    if message.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    goes_on = passed(message.SerializeToString()) is not None
    assert goes_on is (kind in {"rerun_script", "stop_script"})


@pytest.mark.parametrize("payload", ["install_skills", "dismiss_skills_nudge", "dataframe_chunk", "deferred_file"])
def test_no_question_aside_goes_on(payload):
    message = BackMsg()
    getattr(message.backend_operation_request, payload).SetInParent()
    assert passed(message.SerializeToString()) is None


def test_what_is_longer_than_anything_of_ours_is_left_out():
    message = BackMsg()
    asked = message.rerun_script
    asked.query_string, asked.page_name, asked.fragment_id, asked.is_auto_rerun = "x" * (LONGEST + 1), "y" * 101, "f", True
    asked.cached_message_hashes.extend(["h" * 32] * 500)
    asked.widget_states.widgets.add(id="i" * 400, string_value="long name")
    asked.widget_states.widgets.add(id="search", string_value="z" * LONGEST)
    asked.widget_states.widgets.add(id="too much", string_value="z")
    asked.widget_states.widgets.add(id="upload", bytes_value=b"x")
    asked.widget_states.widgets.add(id="component", json_value="{}")
    for number in range(100):
        asked.widget_states.widgets.add(id=f"button {number}", trigger_value=True)
    asked.context_info.url = "u" * (LONGEST + 1)
    kept = BackMsg.FromString(passed(message.SerializeToString())).rerun_script
    assert (kept.query_string, kept.page_name, kept.fragment_id, kept.is_auto_rerun) == ("", "", "", False)
    assert kept.context_info.url == ""
    assert len(kept.cached_message_hashes) == 200
    assert [each.id for each in kept.widget_states.widgets][:2] == ["search", "button 0"]
    assert len(kept.widget_states.widgets) == 60


def test_an_address_of_two_thousand_characters_still_goes_on():
    message = BackMsg()
    message.rerun_script.query_string = "x" * LONGEST
    assert BackMsg.FromString(passed(message.SerializeToString())) == message


@pytest.mark.parametrize(("most", "kept"), [(READING, 0), (WRITING, 1)])
def test_a_long_text_is_for_who_is_known(most, kept):
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="remark", string_value="é" * (LONGEST + 1))
    widgets = BackMsg.FromString(passed(message.SerializeToString(), most)).rerun_script.widget_states.widgets
    assert len(widgets) == kept


def test_what_who_is_known_may_say_has_an_end_too():
    message = BackMsg()
    for number in range(WRITING.fields + 1):
        message.rerun_script.widget_states.widgets.add(id=f"field {number}", string_value="x")
    message.rerun_script.widget_states.widgets[0].string_value = "x" * (WRITING.characters + 1)
    message.rerun_script.fragment_id = "part"
    kept = BackMsg.FromString(passed(message.SerializeToString(), WRITING)).rerun_script
    assert [each.id for each in kept.widget_states.widgets][:1] == ["field 1"]
    assert len(kept.widget_states.widgets) == WRITING.fields
    assert kept.fragment_id == ""
    assert passed(BackMsg(clear_cache=True).SerializeToString(), WRITING) is None


NO_MESSAGE = {
    "bytes": (b"\xff\xff", 1002),
    "half a message": (b"\x0a\xff", 1002),
    "a message and more": (BackMsg(stop_script=True).SerializeToString() + b"\xff", 1002),
    "text": ("tekst", 1003),
    "too large": (b"\0" * 1_000_001, 1009),
}


@pytest.mark.parametrize(("sent", "code"), NO_MESSAGE.values(), ids=NO_MESSAGE)
def test_what_is_no_message_ends_the_line_of_who_sent_it_and_of_nobody_else(serving, line, sent, code):
    with _line(serving) as other:
        line.send(sent)
        with pytest.raises(ConnectionClosed) as ended:
            [line.recv(timeout=10) for _ in range(100)]
        assert ended.value.rcvd.code == code
        ask(other)
        assert "wijken af van de norm" in answer(other)
    assert "Traceback" not in serving.said()


def test_no_message_of_a_reader_takes_the_last_good_agenda_from_others(serving, folder, line):
    """The agenda on disk is broken meanwhile: whoever empties the caches would take the last good one from everybody."""
    agenda = folder / "config" / "agenda.yaml"
    good = agenda.read_text(encoding="utf-8")
    ask(line)
    assert "wijken af van de norm" in answer(line)
    try:
        agenda.write_text("ambities: [", encoding="utf-8")
        for kind in KINDS:
            message = BackMsg()
            if message.DESCRIPTOR.fields_by_name[kind].message_type:
                getattr(message, kind).SetInParent()
            else:
                setattr(message, kind, True)
            line.send(message.SerializeToString())
        ask(line)
        with _line(serving) as other:
            ask(other)
            told = answer(other)
    finally:
        agenda.write_text(good, encoding="utf-8")
    assert "wijken af van de norm" in told
    assert "U ziet de vorige versie" in told


@pytest.mark.parametrize("path", ["/", "/stream", "/_stcore/stream/", "/_stcore/health", "/sociaal/_stcore/stream"])
def test_there_is_one_way_to_the_figures(serving, path):
    with pytest.raises(InvalidStatus) as refused, connect(serving.address.replace("http", "ws", 1) + path, proxy=None):
        pass
    assert refused.value.response.status_code == 404


FOREIGN = {
    "another site": {"Origin": "https://elders.example"},
    "another program here": {"Origin": "http://localhost:1"},
    "a page from nowhere": {"Origin": "null"},
    "a broken one": {"Origin": "http://[::1"},
    "another name, its own page": {"Host": "elders.example", "Origin": "http://elders.example"},
    "a name with a user": {"Host": "x@localhost"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_page_elsewhere_does_not_reach_the_figures(serving, headers):
    with pytest.raises(InvalidStatus) as refused, _line(serving, **headers):
        pass
    assert refused.value.response.status_code in {400, 403, 421}


def test_another_name_gets_no_page_but_health_is_for_any_probe(serving):
    refused = serving.ask("/", Host="elders.example")
    assert (refused.status, "DATABOEK_HOSTS" in refused.body.decode()) == (421, True)
    assert serving.ask("/gezond", Host="10.0.0.7:8501").status == 200
    assert serving.ask("/_stcore/health", Host="10.0.0.7:8501").status == 200


def test_the_names_that_are_set_are_the_ones_that_work(monkeypatch):
    monkeypatch.delenv("DATABOEK_HOSTS", raising=False)
    assert "localhost" in allowed_hosts("127.0.0.1")
    assert allowed_hosts("0.0.0.0") == allowed_hosts("") == ()
    monkeypatch.setenv("DATABOEK_HOSTS", "databoek.zaanstad.nl *.intern.zaanstad.nl")
    assert {"databoek.zaanstad.nl", "localhost"} < set(allowed_hosts("0.0.0.0"))
    for wrong in ("https://databoek.nl", "databoek.nl/pad", "*", "a,b"):
        monkeypatch.setenv("DATABOEK_HOSTS", wrong)
        with pytest.raises(HostError, match=r"DATABOEK_HOSTS: .* Schrijf bijvoorbeeld"):
            allowed_hosts("0.0.0.0")


def test_a_header_that_is_ours_to_set_is_not_taken_from_a_reader():
    got = []

    async def app(scope, receive, send):
        got.extend(name for name, _ in scope["headers"])

    headers = [(b"x-databoek-agenda", b"zaanstad"), (b"X-Databoek-Frame", b"1"), (b"accept", b"*/*")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers, "query_string": b"x" * (LONGEST + 1)}
    awaited(Doors(app)(scope, None, None))
    assert got == [b"accept"]


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        ("/sociaal/indicator", True),
        ("/sociaal/zaanstad/", True),
        ("/sociaal/zaanstad/_stcore/health", True),
        ("/sociaal", True),
        ("/sociaal/zaanstad/_stcore/metrics", False),
        ("/sociaalpagina/indicator", False),
        ("/indicator", False),
        ("/gezond", True),
    ],
)
def test_pages_below_a_path_or_a_name_are_counted_from_there(path, is_open):
    got, told = [], []

    async def app(scope, receive, send):
        got.append(scope["path"])

    async def send(message):
        told.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
    awaited(Doors(app, own=["/gezond"], prefixes=["/sociaal", "/sociaal/zaanstad"])(scope, None, send))
    assert got == ([path] if is_open else [])
    assert [each["status"] for each in told[:1]] == ([] if is_open else [404])


def test_who_clicks_without_end_waits_and_loses_nothing():
    message = BackMsg(rerun_script={"page_name": "indicator"}).SerializeToString()
    came, seconds = [], []
    number = AT_ONCE + 5

    async def app(scope, receive, send):
        started = time.monotonic()
        for _ in range(number):
            came.append((await receive())["bytes"])
            seconds.append(time.monotonic() - started)

    async def receive():
        return {"type": "websocket.receive", "bytes": message}

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "query_string": b""}
    awaited(Doors(app)(scope, receive, None))
    assert came == [message] * number
    assert seconds[AT_ONCE - 1] < 4 / A_SECOND
    assert seconds[-1] >= 4 / A_SECOND


def test_past_a_number_of_readers_the_next_one_is_told_to_come_later():
    told = []

    async def run():
        stay = asyncio.Event()

        async def app(scope, receive, send):
            await stay.wait()

        async def send(message):
            told.append(message.get("status"))

        doors = Doors(app)
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "query_string": b"",
                 "extensions": {"websocket.http.response": {}}}  # fmt: skip
        readers = [asyncio.create_task(doors(scope, None, send)) for _ in range(MOST_READERS)]
        await asyncio.sleep(0)
        await doors(scope, None, send)
        stay.set()
        await asyncio.gather(*readers)

    awaited(run())
    assert told[0] == 503


def test_from_any_folder_with_any_settings_there_it_is_the_same_server(serving, folder, tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        '[global]\ndevelopmentMode = true\n[client]\nallowedOrigins = ["https://*.elders.example"]\ntoolbarMode = "developer"\n'
        'showErrorDetails = "full"\n[server]\nenableCORS = false\nenableXsrfProtection = false\nenableStaticServing = true\n'
        'enableAgentApi = true\nallowedHosts = ["*"]\n[theme]\nprimaryColor = "#FF0000"\n',
        encoding="utf-8",
    )
    settings = {
        "DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"),
        "STREAMLIT_SERVER_ENABLE_CORS": "false",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "500",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true",
    }
    with serve(tmp_path, folder / "data", settings, cwd=tmp_path) as elsewhere:
        for path in ("/", "/_stcore/host-config", "/_stcore/health", "/_stcore/metrics", "/app/static/x"):
            here, there = serving.ask(path), elsewhere.ask(path)
            assert (here.status, _settled(here)) == (there.status, _settled(there)), path
        assert json.loads(elsewhere.ask("/_stcore/host-config").body)["allowedOrigins"] == []
        with pytest.raises(InvalidStatus), _line(elsewhere, Origin="https://x.elders.example"):
            pass
        assert _first(elsewhere) == _first(serving)


def _settled(found):
    """The headers, without the host's own port and the moment."""
    varies = {"date", "content-security-policy", "etag", "content-length"}
    return {name.lower(): value for name, value in found.headers.items() if name.lower() not in varies}


def _first(serving):
    """What a browser is told of the settings when it comes in."""
    told = next(each.new_session for each in serving.visit() if each.WhichOneof("type") == "new_session")
    return told.config, told.custom_theme


def test_every_setting_that_is_fixed_is_one_that_streamlit_has():
    known = streamlit_config.get_config_options()
    assert set(SAFE) <= set(known)
