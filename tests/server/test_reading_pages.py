"""/lezen/… as the server answers it: whole pages from memory, with a mark of their version and a policy without scripts."""

import asyncio
import gzip
import re

import pytest
from starlette.applications import Starlette
from support.shipped import AGENDA, copy_of

from dashboard.pages import CHANGED
from dashboard.paper import style
from dashboard.server.doors import Doors
from dashboard.server.page_headers import PageHeaders
from dashboard.server.reading_pages import POLICY, ReadingPages


def ask(path, method="GET", base_path="", app=None, **headers):
    """One request, through what stands around the pages as create_app has it."""
    got = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        got.append(message)

    inner = ReadingPages(app or Starlette(), base_path)
    prefix = f"/{base_path}" if base_path else ""
    whole = PageHeaders(Doors(inner, prefixes=[prefix]), script_hashes=[], embedded_in=[])
    where, _, query = path.partition("?")
    raw = [(b"host", b"localhost"), *((name.replace("_", "-").encode(), value.encode()) for name, value in headers.items())]
    scope = {"type": "http", "method": method, "path": where, "raw_path": where.encode(), "query_string": query.encode()}
    asyncio.run(whole(scope | {"headers": raw, "scheme": "http", "server": ("localhost", 80), "root_path": ""}, receive, send))
    about = {name.decode(): value.decode() for name, value in got[0]["headers"]}
    return got[0]["status"], about, b"".join(each.get("body", b"") for each in got[1:])


def test_a_page_comes_whole_compressed_and_without_a_script_or_a_cookie(shown):
    status, about, body = ask("/lezen/indicator?indicator=mishandeling", accept_encoding="gzip")
    assert (status, about["content-type"], about["cache-control"]) == (200, "text/html; charset=utf-8", "no-cache")
    assert about["content-security-policy"] == POLICY
    assert "script-src" not in POLICY
    assert "set-cookie" not in about
    text = gzip.decompress(body).decode()
    assert "<h1>Mishandeling</h1>" in text
    assert f'href="/lezen/{style.name()}"' in text
    plain = ask("/lezen/indicator?indicator=mishandeling")
    assert plain[2].decode() == text
    assert plain[1]["etag"] != about["etag"]
    assert not about["etag"].startswith("W/")


def test_who_has_the_page_is_told_so_until_the_figures_or_the_agenda_change(agenda):
    mark = ask("/lezen/")[1]["etag"]
    assert ask("/lezen/", if_none_match=mark)[0] == 304
    text = agenda.read_text(encoding="utf-8")
    agenda.write_text(text.replace("thema: Gezondheid", "thema: Gezond zijn"), encoding="utf-8")
    status, about, body = ask("/lezen/", if_none_match=mark)
    assert (status, about["etag"] == mark, b"Gezond zijn" in body) == (200, False, True)


def test_the_style_sheet_may_be_kept_for_good(shown):
    status, about, body = ask(f"/lezen/{style.name()}")
    assert (status, about["content-type"]) == (200, "text/css; charset=utf-8")
    assert "immutable" in about["cache-control"]
    assert body == style.sheet()


@pytest.mark.parametrize("path", ["/lezen/bestaat-niet", "/lezen/bewerken", "/lezen/indicator?indicator=weg"])
def test_what_is_not_there_says_so_and_what_there_is(shown, path):
    status, _, body = ask(path)
    assert status == 404
    assert b'<a href="/lezen/' in body[body.index(b"<main") :]


@pytest.mark.parametrize("path", ["/lezen/../x", "/lezen/a/b", "/lezen/stijl-0.css", "/lezen//"])
def test_any_other_address_is_refused(shown, path):
    assert ask(path)[0] == 404


def test_only_reading_is_answered_and_a_head_alone_too(shown):
    assert ask("/lezen/", method="POST")[0] == 405
    status, about, _ = ask("/lezen/", method="HEAD")
    assert status == 200
    assert about["etag"]


def test_below_a_path_all_stays_below_it(shown):
    assert ask("/sociaal/lezen", base_path="sociaal")[1]["location"] == "/sociaal/lezen/"
    _, _, body = ask("/sociaal/lezen/", base_path="sociaal")
    found = set(re.findall(r'(?:href|action)="(/[^"]*)"', body.decode()))
    assert found
    assert [each for each in found if not re.match(r"/sociaal/(lezen/|bestand/|data/|$)", each)] == []


def test_boxes_that_were_ticked_count_all(shown):
    chosen = ask("/lezen/vergelijken?indicator=mishandeling&gemeenten=GM0479&gemeenten=GM0344&gemeenten=GM0363")[2]
    assert chosen == ask("/lezen/vergelijken?indicator=mishandeling&gemeenten=GM0479%2CGM0344%2CGM0363")[2]
    assert b"Amsterdam" in chosen[: chosen.index(b"<form")] or b"Amsterdam" in re.sub(rb"<option.*?</option>", b"", chosen)


def test_without_figures_a_calm_page_says_so_and_is_not_kept(filled, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "figures"))
    status, _, body = ask(f"/lezen/{CHANGED.path}")
    assert (status, b"Er zijn nog geen cijfers" in body) == (503, True)
    copy_of(filled, tmp_path / "figures")
    assert ask(f"/lezen/{CHANGED.path}")[0] == 200
