"""Who means harm, against the real server with another reader beside: it goes on, and gives the memory back. No timing here.

How long the other reader waits is measured by `python -m benchmarks.speed.abuse`.
"""

import socket
import time
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.serving import serve
from support.shipped import AGENDA
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from dashboard.server.patience import SECONDS_TO_ASK
from indicators.agenda.load import load_agenda

MORE_AT_MOST = 50
"""Megabytes that any attack may leave behind."""
WHOLE = {"half": 600, "upload": 100, "clear": 100, "long": 20, "municipalities": 300, "dates": 60, "pictures": 40}
SAMPLE = {"half": 100, "upload": 10, "clear": 10, "long": 3, "municipalities": 12, "dates": 6, "pictures": 4}


@pytest.fixture(scope="module")
def serving(tmp_path_factory, twice):
    with serve(tmp_path_factory.mktemp("abuse"), twice) as serving:
        yield serving


@pytest.fixture
def number(request):
    """How often, in a sample or with --attack."""
    return WHOLE if request.config.getoption("--attack") else SAMPLE


def line_to(serving):
    address = serving.address.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], proxy=None, max_size=None, close_timeout=1)


def shown(line, page="", query=""):
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    line.send(message.SerializeToString())
    got = []
    while not got or got[-1].WhichOneof("type") != "script_finished":
        got.append(ForwardMsg.FromString(line.recv(timeout=120)))
    return got


def text_of(got):
    return b"".join(each.SerializeToString() for each in got).decode("utf-8", "replace")


def megabytes(serving):
    status = Path(f"/proc/{serving.process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@pytest.fixture
def beside(serving):
    """A reader who reads on during the attack and sees the same afterwards, and a server that takes no more memory for it."""
    with line_to(serving) as reader:
        for page, query in (("", ""), ("indicator", "indicator=mishandeling"), ("veranderd", ""), ("", "gemeente=GM0344")):
            shown(reader, page, query)
        assert serving.ask("/bestand/indicator.png?indicator=mishandeling").status == 200  # what draws takes 90 MB, once
        before = megabytes(serving)
        yield lambda: "wijken af van de norm" in text_of(shown(reader))
        assert "wijken af van de norm" in text_of(shown(reader))
    until = time.monotonic() + 30
    while megabytes(serving) > before + MORE_AT_MOST and time.monotonic() < until:
        time.sleep(0.5)
    assert megabytes(serving) <= before + MORE_AT_MOST
    assert "Traceback" not in serving.said()


def test_half_requests_are_not_waited_for(serving, beside, number):
    host, port = serving.address.removeprefix("http://").split(":")
    with ExitStack() as stack:
        half = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(number["half"])]
        for place, each in enumerate(half):
            each.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "[: 1 + place % 60])
        assert beside()
        until = time.monotonic() + SECONDS_TO_ASK + 20
        for each in half:
            each.settimeout(max(0.1, until - time.monotonic()))
            assert _is_closed(each)


def _is_closed(each):
    try:
        return each.recv(1000) == b""
    except ConnectionError:
        return True


def test_what_comes_a_drop_at_a_time_is_not_waited_for_either(serving):
    host, port = serving.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(b"GET /gezond HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        with pytest.raises(ConnectionError):
            _drip(slow)


def _drip(slow):
    """A byte now and then, for longer than the server waits."""
    until = time.monotonic() + SECONDS_TO_ASK + 20
    while time.monotonic() < until:
        slow.sendall(b"x")
        time.sleep(0.25)


def test_uploads_are_not_read(serving, beside, number):
    body = b"x" * 1_000_000
    for place in range(number["upload"]):
        connection = HTTPConnection(serving.address.removeprefix("http://"), timeout=20)
        try:
            connection.request(("PUT", "POST")[place % 2], f"/_stcore/upload_file/x/{place}", body)
            assert connection.getresponse().status == 404
        except ConnectionError:
            pass  # it was closed before all of it was sent
        finally:
            connection.close()
    assert beside()


def test_emptying_caches_is_not_for_readers(serving, beside, number):
    with line_to(serving) as line:
        for _ in range(number["clear"]):
            line.send(BackMsg(clear_cache=True).SerializeToString())
            assert beside()
        assert "wijken af van de norm" in text_of(shown(line))


def test_long_parameters_go_nowhere(serving, beside, number):
    for _ in range(number["long"]):
        with suppress(ConnectionError):  # it was closed before all of it was sent
            assert serving.ask(f"/?zoek={'x' * 2_000_000}").status == 400
        assert serving.ask(f"/?zoek={'x' * 20_000}").body == serving.ask("/").body
        with line_to(serving) as line, pytest.raises(ConnectionClosed):
            shown(line, "", "zoek=" + "x" * 2_000_000)
        with line_to(serving) as line:
            assert "x" * 3_000 not in text_of(shown(line, "", "zoek=" + "x" * 500_000))
    assert beside()


def test_every_municipality_in_a_row(serving, beside, number):
    with line_to(serving) as line:
        for place in range(number["municipalities"]):
            shown(line, "", f"gemeente=GM{place + 344:04}")
            if place % 10 == 0:
                assert beside()


def test_every_day_in_a_row(serving, beside, number):
    with line_to(serving) as line:
        for place in range(number["dates"]):
            on = date(2026, 11, 9) - timedelta(days=place)
            assert "Wat is er veranderd" in text_of(shown(line, "veranderd", f"sinds={on.isoformat()}"))
            assert place % 10 or beside()


def test_pictures_in_a_row(serving, beside, number):
    names = [each.id for each in load_agenda(AGENDA).indicators]
    drawn = 0
    for place in range(number["pictures"]):
        asked = f"/bestand/indicator.png?indicator={names[place % len(names)]}&lagen={('geen', 'norm')[place // len(names)]}"
        first, again = serving.ask(asked), serving.ask(asked)
        assert (first.status, first.body) == (again.status, again.body)
        if first.status == 200:
            drawn += 1
            assert first.body.startswith(b"\x89PNG")
        else:
            assert first.status == 404, "an indicator without figures has no picture"
    assert drawn
    assert beside()
