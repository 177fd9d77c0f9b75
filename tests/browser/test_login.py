"""Logging in and out with a real provider and a real browser: roles, tokens that are wrong, copies, files, and no login at all.

What the agenda shows is not looked at: a page of our own stands in the place of the app, with the frame that every page has.
"""

import http.client
import re
import shutil
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from support.access import check_access, check_fits
from support.provider import PEOPLE, provider
from support.proxies import nginx
from support.serving import free_port, serve
from support.settled import settle
from support.shipped import AGENDA, ROOT, copy_of

PAGE = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import streamlit as st
from dashboard import actor, agendas, data, form_tokens, kit
from dashboard.frame import pieces
from dashboard.pages import OVERVIEW
agendas.enter_asked(st.context.headers.get(agendas.HEADER))
kit.stylesheet()
kit.arrive(data.known())
pieces.above(OVERVIEW)
who = actor.asking()
kit.title("Proef")
kit.lead(f"rol: {{who.role}}; aangeleverd: {{kit.visit().wanted('aangeleverd')}}")
pieces.way_in(OVERVIEW)
if who.role.may_write:
    token = form_tokens.token_for(who, actor.login(), "overzicht")
    kit.upload(token=token, back="overzicht", label="Kies uw bestand", button="Versturen")
"""
START = (
    "import sys\nfrom pathlib import Path\nsys.path.insert(0, {root!r})\nfrom dashboard.server.app import main\n"
    "sys.exit(main(script=Path({page!r})))\n"
)


def started(folder):
    page, start = folder / "page.py", folder / "start.py"
    page.write_text(PAGE, encoding="utf-8")
    start.write_text(START.format(root=str(ROOT), page=str(page)), encoding="utf-8")
    return str(start)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, filled):
    folder = tmp_path_factory.mktemp("login")
    shutil.copytree(AGENDA.parent, folder / "config")
    copy_of(filled, folder / "data")
    return folder


@pytest.fixture(scope="module")
def at(folder):
    """Where the dashboard is, with people who can log in."""
    port = free_port()
    here = f"http://localhost:{port}"
    with provider(folder) as known:
        known.write_access(folder / "config")
        settings = {"DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"), **known.settings(f"{here}/oauth2callback")}
        with serve(folder, folder / "data", settings, start=started(folder), port=port):
            yield here


@pytest.fixture
def opened(browser, at):
    """Pages of browsers that know nothing yet; or what another one knew."""
    contexts = []

    def open_page(path="/", cookies=(), width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        context.route(re.compile("^https:"), lambda route: route.abort())  # what the provider's own pages would fetch elsewhere
        context.add_cookies(list(cookies))
        contexts.append(context)
        page = context.new_page()
        page.goto(at + path)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


def log_in(page, who, where="footer"):
    page.locator(where).get_by_role("link", name="Aanmelden").click()
    page.get_by_role("button", name=who, exact=True).click()


def foot(page):
    return page.locator("footer .kader-wie")


ROLES = {
    "u-redactie": "Anna Jansen (redacteur)",
    "u-beheer": "Bram de Vries (beheerder)",
    "u-ggd": "Chantal Bakker (partner GGD Zaanstreek-Waterland)",
    "u-geen": "Els Visser (lezer). Uw account heeft geen rol in dit databoek.",
    "u-kijken": "Dirk Smit (lezer). Met uw account mag u alleen lezen.",
    "u-dubbel": "Fatma Yilmaz (lezer). Uw account heeft meer dan één rol",
}


@pytest.mark.sampled(1)
@pytest.mark.parametrize(("who", "words"), ROLES.items(), ids=ROLES)
def test_the_footer_says_who_is_logged_in_and_as_what(opened, who, words):
    page = opened("/?zoek=jeugd", width=360)
    assert page.context.cookies() == []
    log_in(page, who)
    expect(foot(page)).to_contain_text(words)
    settle(page)
    assert page.url.endswith("/?zoek=jeugd"), "back to the page that was left"
    assert "@" not in page.locator("body").inner_text()
    check_access(page)
    check_fits(page)


def test_who_logs_out_is_out_also_with_a_copy_of_the_cookie(opened, at):
    page = opened()
    log_in(page, "u-redactie")
    expect(page.locator("main")).to_contain_text("rol: redacteur")
    kept = page.context.cookies()
    about = {cookie["name"]: (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) for cookie in kept}
    assert set(about) == {"_streamlit_user", "_streamlit_user_tokens", "_streamlit_xsrf"}
    assert all(strict == "Strict" for _, strict, _ in about.values())
    assert all(about[name][0] and about[name][2] <= time.time() + 3600 for name in about if name != "_streamlit_xsrf")
    copied = opened(cookies=kept)
    expect(copied.locator("main")).to_contain_text("rol: redacteur")
    page.get_by_role("link", name="Afmelden").click()
    page.wait_for_url("**/oauth2/end_session**")
    assert not {cookie["name"] for cookie in page.context.cookies(at)} & {"_streamlit_user", "_streamlit_user_tokens"}
    again = opened(cookies=kept)
    expect(again.locator("main")).to_contain_text("rol: lezer")
    expect(foot(again)).to_have_text("Aanmelden")
    copied.get_by_role("heading", name="Proef").click()
    copied.reload()
    expect(copied.locator("main")).to_contain_text("rol: lezer")


@pytest.mark.sampled(2)
@pytest.mark.parametrize("who", ["u-elders", "u-verlopen", "u-zonder", "u-sleutel", "u-vals"])
def test_a_token_that_is_not_right_logs_nobody_in(opened, who):
    page = opened()
    log_in(page, who)
    expect(page.get_by_role("heading", name="Aanmelden is niet gelukt")).to_be_visible()
    assert page.context.cookies() == []
    check_access(page)
    page.get_by_role("link", name="Naar het databoek").click()
    expect(page.locator("main")).to_contain_text("rol: lezer")


@pytest.mark.attack
def test_when_a_login_ends_the_open_page_becomes_that_of_a_reader_by_itself(opened):
    page = opened()
    log_in(page, "u-kort")
    expect(page.locator("main")).to_contain_text("rol: redacteur")
    expect(page.locator("main")).to_contain_text("rol: lezer", timeout=(PEOPLE["u-kort"]["exp"] + 30) * 1000)
    expect(foot(page)).to_contain_text("Aanmelden")


def test_files_come_in_from_who_may_and_stand_nowhere_on_the_web(opened, at, folder):
    assert answer_before_the_body(at, "/aanleveren") == 403
    page = opened()
    log_in(page, "u-ggd", where="main")
    expect(page.locator("main").get_by_role("link", name="Aanmelden")).to_have_count(0)
    field = page.get_by_label("Kies uw bestand")
    field.set_input_files({"name": "cijfers.csv", "mimeType": "text/csv", "buffer": b"gemeente;jaar\nZaanstad;2024\n"})
    check_access(page)
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url("**/?aangeleverd=*")
    name = page.url.partition("aangeleverd=")[2]
    expect(page.locator("main")).to_contain_text(f"aangeleverd: {name}")
    assert (folder / "data" / "aangeleverd" / name / "1.csv").read_bytes() == b"gemeente;jaar\nZaanstad;2024\n"
    for path in (f"/aangeleverd/{name}/1.csv", f"/data/aangeleverd/{name}/1.csv", f"/bestand/{name}.csv", f"/media/{name}.csv"):
        assert page.request.get(at + path).status == 404


def answer_before_the_body(at, path):
    """What a large form of nobody is told when none of its files was sent yet."""
    connection = http.client.HTTPConnection(urlsplit(at).netloc, timeout=20)
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Sec-Fetch-Site": "same-origin", "Content-Length": "4000000"}
    try:
        connection.request("POST", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_without_login_who_sits_here_edits_and_who_comes_by_a_proxy_does_not(folder):
    settings = {"DATABOEK_AGENDA": str(folder / "config" / "agenda.yaml"), "DATABOEK_LOKAAL_BEWERKEN": "1"}
    with serve(folder, folder / "data", settings, start=started(folder)) as serving:
        assert role_seen(serving) == "beheerder"
        for header in ({"X_Forwarded_For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 proxy"}):
            assert role_seen(serving, **header) == "lezer"
        assert 'href="/auth/login"' not in serving.ask("/").body.decode()


def role_seen(serving, **headers):
    shown = b"".join(message.SerializeToString() for message in serving.visit(**headers)).decode("utf-8", "replace")
    return next(role for role in ("beheerder", "redacteur", "lezer") if f"rol: {role}" in shown)


@pytest.mark.attack
@pytest.mark.needs("nginx", "openssl")
def test_below_a_path_behind_https_a_login_counts_for_the_agenda_that_gives_it_a_role(browser, filled, tmp_path):
    for name in ("utrecht", "zaanstad"):
        shutil.copytree(AGENDA.parent, tmp_path / "gemeenten" / name)
        copy_of(filled, tmp_path / "data" / "gemeenten" / name)
    app = free_port()
    with provider(tmp_path) as known, nginx(tmp_path, app) as port:
        known.write_access(tmp_path / "gemeenten" / "zaanstad")
        at = f"https://localhost:{port}/databoek"
        settings = {
            "DATABOEK_AGENDA": "",
            "DATABOEK_GEMEENTEN": str(tmp_path / "gemeenten"),
            "DATABOEK_HOSTS": "localhost",
            "STREAMLIT_SERVER_BASE_URL_PATH": "databoek",
            **known.settings(f"{at}/oauth2callback"),
        }
        with serve(tmp_path, tmp_path / "data", settings, start=started(tmp_path), port=app, alive="/databoek/gezond"):
            context = browser.new_context(locale="nl-NL", ignore_https_errors=True)
            page = context.new_page()
            page.goto(f"{at}/zaanstad/?zoek=jeugd")
            settle(page)
            log_in(page, "u-redactie")
            expect(page.locator("main")).to_contain_text("rol: redacteur")
            assert page.url == f"{at}/zaanstad/?zoek=jeugd"
            about = {cookie["name"]: (cookie["secure"], cookie["path"]) for cookie in context.cookies()}
            assert about["_streamlit_user"] == (True, "/databoek")
            assert all(secure for secure, _ in about.values())
            field = page.get_by_label("Kies uw bestand")
            field.set_input_files({"name": "groot.csv", "mimeType": "text/csv", "buffer": b"a;b\n" * 1_200_000})
            page.get_by_role("button", name="Versturen").click()
            page.wait_for_url(f"{at}/zaanstad/?aangeleverd=*")
            assert list((tmp_path / "data" / "gemeenten" / "zaanstad" / "aangeleverd").iterdir())
            page.goto(f"{at}/utrecht/")
            expect(page.locator("main")).to_contain_text("rol: lezer")
            expect(foot(page)).to_contain_text("nog niet geregeld wie wat mag")
            context.close()
