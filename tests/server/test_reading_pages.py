"""/lezen/… as the server answers it: whole pages from memory, with a mark of their version and a policy without scripts."""

import base64
import gzip
import hashlib
import re
import shutil
from html import unescape

import pytest
from starlette.applications import Starlette
from support.awaited import awaited
from support.shipped import AGENDA, copy_of

from dashboard import data
from dashboard.book.origins import source_line
from dashboard.indicator import words
from dashboard.pages import CHANGED
from dashboard.paper import page, style
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
    scope |= {"headers": raw, "scheme": "http", "server": ("localhost", 80), "root_path": ""}
    awaited(whole(scope, receive, send))
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


def test_what_goes_wrong_below_a_path_leads_to_the_overview_there(shown, monkeypatch):
    def broken(_page):
        raise RuntimeError("geheim")

    monkeypatch.setattr(page, "_run", broken)
    status, _, body = ask("/sociaal/lezen/veranderd?gemeente=GM0363", base_path="sociaal")
    assert (status, b"geheim" in body) == (500, False)
    ways = set(re.findall(r'href="([^"]*)"[^>]*>Naar het overzicht', body.decode()))
    assert ways == {"/sociaal/lezen/?gemeente=GM0363"}


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


EMBEDDED = "/lezen/indicator?indicator=mishandeling&weergave=ingesloten"
SITES = "https://www.zaanstad.nl https://raad.zaanstad.nl:8443"


def say(agenda, *lines):
    """Write these among what the agenda says of itself."""
    added = "".join(f"  {line}\n" for line in lines)
    agenda.write_text(agenda.read_text(encoding="utf-8").replace("agenda:\n", f"agenda:\n{added}", 1), encoding="utf-8")


@pytest.fixture(scope="module")
def naming(filled, tmp_path_factory):
    """A folder with an agenda that names two websites, and its figures."""
    folder = tmp_path_factory.mktemp("naming")
    shutil.copytree(AGENDA.parent, folder / "config")
    say(folder / "config" / "agenda.yaml", f"ingesloten_op: [{SITES.replace(' ', ', ')}]")
    copy_of(filled, folder / "figures")
    return folder


@pytest.fixture
def embedding(naming, monkeypatch):
    """That agenda, shown where its readers find it."""
    monkeypatch.setenv("DATABOEK_AGENDA", str(naming / "config" / "agenda.yaml"))
    monkeypatch.setenv("DATABOEK_DATA", str(naming / "figures"))
    monkeypatch.setenv("DATABOEK_ADRES", "https://cijfers.zaanstad.nl")


def test_one_indicator_may_stand_on_the_sites_that_the_agenda_names_and_nothing_else_may(embedding):
    status, about, body = ask(EMBEDDED)
    text = body.decode()
    (script,) = re.findall("<script>(.*?)</script>", text, re.DOTALL)
    named = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = dict(part.strip().split(" ", 1) for part in about["content-security-policy"].split(";"))
    assert (status, policy["frame-ancestors"], policy["script-src"]) == (200, SITES, f"'sha256-{named}'")
    assert (policy["default-src"], policy["form-action"], policy["base-uri"]) == ("'none'", "'none'", "'none'")
    assert {"x-frame-options", "set-cookie"}.isdisjoint(about)
    assert f'data-websites="{SITES}"' in text
    assert '<base target="_top">' in text
    assert "Hoofdmenu" not in text
    for path in (EMBEDDED.removesuffix("ingesloten"), f"{EMBEDDED}x", "/lezen/"):
        whole = ask(path)[1]
        assert (whole["content-security-policy"], whole["x-frame-options"]) == (POLICY, "DENY"), path
    assert ask(EMBEDDED, if_none_match=about["etag"])[1]["content-security-policy"] == about["content-security-policy"]


def test_it_says_what_its_own_page_says(embedding):
    part, whole = (re.sub(r"<[^>]+>", " ", ask(path)[2].decode()) for path in (EMBEDDED, EMBEDDED.partition("&")[0]))
    book, row = data.databook(), data.databook().row("mishandeling")
    source = source_line(data.lineage("mishandeling", book.code), book.sources)
    for said in (words.finding(row), row.judged.answers.norm.text, words.newest(row), words.figures_caption(row), source):
        assert said in unescape(whole)
        assert said in unescape(part)
    assert "Cijfers van " in part


def test_nobody_may_show_it_until_the_agenda_says_who_and_it_says_how(agenda):
    status, about, body = ask(EMBEDDED)
    assert (status, about["content-security-policy"], about["x-frame-options"]) == (200, POLICY, "DENY")
    assert "ingesloten_op" in body.decode()
    assert b"<script" not in body
    assert "Op uw eigen site zetten" not in ask(EMBEDDED.partition("&")[0])[2].decode()


def test_a_site_that_may_show_all_of_the_dashboard_may_show_this(agenda, monkeypatch):
    monkeypatch.setenv("DATABOEK_EMBED_IN", "https://intranet.zaanstad.nl")
    assert ask(EMBEDDED)[1]["content-security-policy"].endswith("frame-ancestors https://intranet.zaanstad.nl")
    assert ask("/lezen/")[1]["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/lezen/indicator?indicator=weg&weergave=ingesloten", 404, "Deze indicator staat niet in de agenda"),
        ("/lezen/indicator?weergave=ingesloten", 404, "Deze indicator staat niet in de agenda"),
        ("/lezen/?weergave=ingesloten", 404, "Op een andere website kan één indicator staan"),
        ("/lezen/bestaat-niet?weergave=ingesloten", 404, "Op een andere website kan één indicator staan"),
        (f"{EMBEDDED}&gemeente=GM0363", 200, "Amsterdam"),
        (f"{EMBEDDED}&gemeente=GM9999&lagen=x&open=y&sinds=gisteren&a=%00", 200, "Mishandeling"),
    ],
)
def test_what_is_odd_gets_a_calm_answer_within_the_other_site_too(embedding, path, status, said):
    got, about, body = ask(path)
    assert (got, said in body.decode()) == (status, True)
    assert about["content-security-policy"].endswith(f"frame-ancestors {SITES}")
    assert not re.search(r"<p[^>]*>\s*</p>", body.decode())
    assert re.search(r'<main.*<a href="/lezen/', body.decode(), re.DOTALL)


def test_its_own_page_has_the_lines_to_copy(embedding, monkeypatch):
    page = ask("/sociaal/lezen/indicator?indicator=mishandeling", base_path="sociaal")[2].decode()
    line, script = (unescape(each) for each in re.findall(r"<pre.*?<code>(.*?)</code>", page, re.DOTALL))
    there = "https://cijfers.zaanstad.nl/sociaal/lezen/indicator?indicator=mishandeling&weergave=ingesloten"
    assert unescape(re.search('src="([^"]*)"', line)[1]) == there
    assert 'event.origin !== "https://cijfers.zaanstad.nl"' in script
    assert "Op uw eigen site" not in ask("/lezen/indicator?indicator=mishandeling&gemeente=GM0363")[2].decode()
    monkeypatch.delenv("DATABOEK_ADRES")
    without = ask("/lezen/indicator?indicator=mishandeling&open=insluiten")[2].decode()  # none that was kept before
    assert "DATABOEK_ADRES" in without
    assert "&lt;iframe" not in without


def test_who_comes_to_read_is_led_there_and_the_dashboard_keeps_an_address(agenda):
    assert ask("/")[0] == 404, "passed on"
    say(agenda, "publiek: lezen")
    for path, base_path, there in (
        ("/", "", "/lezen/"),
        ("/?toon=afwijkend&gemeente=GM0363", "", "/lezen/?toon=afwijkend&gemeente=GM0363"),
        ("/sociaal/", "sociaal", "/sociaal/lezen/"),
        ("/sociaal", "sociaal", "/sociaal/lezen/"),
    ):
        for method in ("GET", "HEAD"):
            status, about, _ = ask(path, method=method, base_path=base_path)
            assert (status, about["location"], about["cache-control"]) == (307, there, "no-cache")
    assert ask("/?weergave=dashboard")[0] == 404, "passed on"
    assert ask("/indicator?indicator=mishandeling")[0] == 404, "passed on"
    assert 'href="/?weergave=dashboard">Deze pagina in het dashboard' in ask("/lezen/")[2].decode()
    assert 'href="/lezen/">' in ask("/lezen/?weergave=dashboard")[2].decode()


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/sociaal/lezen/", ["nieuws.atom", "agenda.ics"]),
        ("/sociaal/lezen/indicator?indicator=mishandeling", ["nieuws.atom", "agenda.ics", "indicator/mishandeling.atom"]),
        ("/sociaal/lezen/ambitie?ambitie=gezondheid", ["nieuws.atom", "agenda.ics", "ambitie/gezondheid.atom"]),
        ("/sociaal/lezen/indicator?indicator=mishandeling&gemeente=GM0363", []),
    ],
)
def test_the_head_of_a_page_names_the_feeds_that_tell_of_it(shown, path, feeds):
    page = ask(path, base_path="sociaal")[2].decode()
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page[: page.index("</head>")])
    assert [address for _, address in found] == [f"/sociaal/data/{each}" for each in feeds]
    kinds = {"atom": "application/atom+xml", "ics": "text/calendar"}
    assert [kind for kind, _ in found] == [kinds[each.rpartition(".")[2]] for each in feeds]
