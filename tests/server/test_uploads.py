"""Our own way in for files: who may, whether the form is ours, how much, what they are; nothing is kept before all of it fits."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.requests import Request
from support.awaited import awaited

from dashboard.form_tokens import token_for
from dashboard.server.doors import Doors
from dashboard.server.uploads import BACK, FILES, TOKEN, Uploads
from etl.door.actors import NOBODY, Actor, Role
from etl.door.delivered import LARGEST

EDITOR = Actor(subject="u-1", name="Anna", role=Role.EDITOR, until=datetime.now(UTC) + timedelta(hours=1))
CSV = ("cijfers.csv", b"gemeente;jaar\nZaanstad;2024\n")
BOUNDARY = "grens"


class Known:
    """Somebody who is known already."""

    login = None

    def __init__(self, actor):
        self._actor = actor

    def mark(self, scope):
        return "login-1"

    async def actor(self, scope):
        return self._actor


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    return tmp_path


def form(*files, token=None, back="indicator?indicator=mishandeling", actor=EDITOR, login="login-1"):
    token = token_for(actor, login, back) if token is None else token
    parts = [(f'name="{TOKEN}"', token.encode()), (f'name="{BACK}"', back.encode())]
    parts += [(f'name="{FILES}"; filename="{name}"', raw) for name, raw in files]
    lines = [f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n".encode() + raw + b"\r\n" for about, raw in parts]
    return b"".join([*lines, f"--{BOUNDARY}--\r\n".encode()])


class Sent:
    """An answer, with what was kept and how much of the body was read."""

    def __init__(self, body, actor=EDITOR, **headers):
        self.kept, self.read, chunks = [], 0, [body[place : place + 65_536] for place in range(0, len(body), 65_536)] or [b""]

        async def receive():
            chunk = chunks.pop(0)
            self.read += len(chunk)
            return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

        given = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        pairs = [(name.encode(), value.encode()) for name, value in given.items()]
        scope = {"type": "http", "method": "POST", "path": "/aanleveren", "query_string": b"", "headers": pairs}

        def keep(who, files):
            self.kept.append((who.subject, [(file.name, file.kind, file.raw) for file in files]))
            return "naam"

        self.answer = awaited(Uploads(Known(actor), "", keep).answer(Request(scope, receive)))
        self.status, self.said = self.answer.status_code, bytes(self.answer.body).decode()


def test_files_of_who_may_are_handed_on_and_the_page_comes_back():
    sent = Sent(form(CSV, ("twee.csv", b"a;b\n")))
    assert sent.kept == [("u-1", [("cijfers.csv", ".csv", CSV[1]), ("twee.csv", ".csv", b"a;b\n")])]
    there = urlsplit(sent.answer.headers["location"])
    assert (sent.status, there.scheme, there.netloc, there.path) == (303, "", "", "/indicator")
    assert parse_qs(there.query) == {"indicator": ["mishandeling"], "aangeleverd": ["naam"]}


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example", "../..", "geen-pagina?x=1", ""])
def test_it_never_leads_away_from_the_databook(back):
    assert Sent(form(CSV, back=back)).answer.headers["location"] == "/?aangeleverd=naam"


@pytest.mark.parametrize(
    "actor", [NOBODY, Actor(subject="u-2", name="X", role=Role.READER, until=EDITOR.until, reason="Geen rol.")]
)
def test_who_may_not_is_told_so_before_anything_is_read(actor):
    sent = Sent(form(CSV), actor=actor)
    assert (sent.status, sent.read, sent.kept, actor.reason in sent.said) == (403, 0, [], True)


def test_what_says_it_is_too_large_is_not_read():
    sent = Sent(form(CSV), content_length=str(LARGEST * 2))
    assert (sent.status, sent.read, sent.kept) == (413, 0, [])


def test_what_is_too_large_without_saying_so_is_not_read_to_its_end():
    sent = Sent(form(("groot.csv", b"a;b\n" * 3_000_000)))
    assert (sent.status, sent.kept, sent.read < LARGEST + 200_000) == (413, [], True)


def test_a_form_goes_once():
    token = token_for(EDITOR, "login-1", "")
    assert Sent(form(CSV, token=token, back="")).status == 303
    again = Sent(form(CSV, token=token, back=""))
    assert (again.status, again.kept, "al verstuurd" in again.said) == (400, [], True)


REFUSED = {
    "without a token": (form(CSV, token=""), {}, 400),
    "with another's token": (form(CSV, actor=Actor(subject="u-2", name="B", role=Role.EDITOR, until=EDITOR.until)), {}, 400),
    "of another login": (form(CSV, login="login-2"), {}, 400),
    "no file": (form(), {}, 400),
    "a file that was not chosen": (form(("", b"")), {}, 400),
    "four files": (form(CSV, CSV, CSV, CSV), {}, 400),
    "a program": (form(("cijfers.csv", b"\x7fELF\0\0")), {}, 400),
    "a good file and a wrong one": (form(CSV, ("x.xlsx", b"PK\x03\x04")), {}, 400),
    "no form": (b"gemeente;jaar\n", {"content_type": "text/csv"}, 415),
    "a form without an edge": (form(CSV), {"content_type": "multipart/form-data"}, 400),
    "a broken form": (b"--grens\r\nX", {}, 400),
    "from another site": (form(CSV), {"sec_fetch_site": "cross-site"}, 403),
    "from a neighbour": (form(CSV), {"sec_fetch_site": "same-site"}, 403),
}


@pytest.mark.parametrize(("body", "headers", "status"), REFUSED.values(), ids=REFUSED)
def test_anything_else_is_refused_whole(body, headers, status):
    sent = Sent(body, **headers)
    assert (sent.status, sent.kept) == (status, [])
    assert "Er is niets bewaard" in sent.said


PASSES = {
    "a form of ours": ("POST", {"sec-fetch-site": "same-origin", "origin": "null"}, True, "passed"),
    "of an older browser": ("POST", {"host": "localhost:8501", "origin": "http://localhost:8501"}, True, "passed"),
    "of a page elsewhere": ("POST", {"sec-fetch-site": "cross-site", "origin": "https://elders.example"}, True, 403),
    "of no page": ("POST", {}, True, 403),
    "where nobody may write": ("POST", {"sec-fetch-site": "same-origin"}, False, 405),
    "not to send but to see": ("GET", {}, True, "passed"),
}


@pytest.mark.parametrize(("method", "headers", "has_forms", "what"), PASSES.values(), ids=PASSES)
def test_the_door_opens_for_forms_of_our_own_pages(method, headers, has_forms, what):
    came, told = [], []

    async def app(scope, receive, send):
        came.append(scope["path"])

    async def send(message):
        told.append(message.get("status"))

    pairs = [(name.encode(), value.encode()) for name, value in ({"host": "localhost"} | headers).items()]
    scope = {"type": "http", "method": method, "path": "/aanleveren", "headers": pairs, "query_string": b""}
    awaited(Doors(app, has_forms=has_forms)(scope, None, send))
    if method == "GET":
        assert came == ["/bestaat-niet"], "no page stands there"
    else:
        assert (came, told[:1]) == ((["/aanleveren"], []) if what == "passed" else ([], [what]))
