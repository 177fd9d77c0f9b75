"""Who asks for what is on the screen now: from what was signed at their login, each time anew; it decides nothing about writing.

Never from what a session remembers, an address or a header that a reader sends.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import agendas, data, sheet
from dashboard.settings import data_root
from etl.door.access import AccessError, read_access
from etl.door.actors import NOBODY, Actor, Role
from etl.door.ended import is_ended, mark_of
from etl.door.identity import WORKING_DAY, actor_of

OFF = (
    "Wijzigen staat uit: bij dit databoek kan niemand zich aanmelden. De beheerder leest in docs/beheer.md, onder "
    "‘Aanmelden en rollen’, hoe dat aan gaat."
)
_BROKEN = "De regels voor wie wat mag, kloppen niet. Vraag de beheerder om toegang.yaml na te kijken."
_NOT_HERE = "Wijzigen kan alleen op de computer zelf waarop dit databoek draait, en niet via een proxy."
_PASSED_ON = ("forwarded", "via", "x-real-ip", "x-forwarded-")
"""How headers begin that say that somebody else asks through this computer."""
_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
log = logging.getLogger("databoek")
_ways = {"login": False, "local": False}
"""How people come to a role; what the server said at its start, and nobody else can."""


def open_ways(*, login: bool, local: bool) -> None:
    """Say that people can log in, or that who sits at this computer may edit; without this nobody may."""
    _ways.update(login=login, local=local)


def is_login_offered() -> bool:
    """Whether there is a way to log in."""
    return _ways["login"]


def asking() -> Actor:
    """Who looks at this page, at this moment; a reader with the reason when there is nothing they may change."""
    if sheet.now():  # a page for everybody
        return NOBODY
    if is_login_offered():
        return of_claims(st.user.to_dict())
    context = get_script_run_ctx()
    client = runtime.get_instance().get_client(context.session_id) if context and runtime.exists() else None
    if client is None or client.client_context is None:
        return replace(NOBODY, reason=OFF)
    return at_this_computer(client.client_context.headers, client.client_context.remote_ip or "")


def login() -> str:
    """The login of who looks at this page, as a mark to bind a form to that is sent outside of it."""
    return mark_of(st.user.to_dict() if is_login_offered() else {})


def window() -> str:
    """The window of who looks at this page, to bind its forms to: another tab is another window."""
    context = get_script_run_ctx()
    return context.session_id if context else ""


def of_claims(claims: Mapping[str, Any]) -> Actor:
    """Who this is of whom the provider said so under our signature, in the agenda that is meant."""
    if claims.get("is_logged_in") is not True or is_ended(data_root(), claims):
        return NOBODY
    agenda = data.known().agenda
    try:
        access = read_access(agendas.agenda_path(), (partner.id for partner in agenda.partners) if agenda else ())
    except AccessError as problem:
        log.warning("%s", problem)
        return replace(NOBODY, reason=_BROKEN)
    return actor_of(claims, access, datetime.now(UTC))


def at_this_computer(headers: Iterable[tuple[str, str]], client: str) -> Actor:
    """Who asks without logging in: the administrator when that is wanted and they sit here; client: address of the other side."""
    if not _ways["local"]:
        return replace(NOBODY, reason=OFF)
    if not is_here(headers, client):
        return replace(NOBODY, reason=_NOT_HERE)
    until = datetime.now(UTC) + WORKING_DAY
    return Actor(subject="deze-computer", name="Deze computer", role=Role.ADMINISTRATOR, until=until)


def is_here(headers: Iterable[tuple[str, str]], client: str) -> bool:
    """Whether this was asked at this computer for this computer, and nobody passed it on."""
    said = [(name.lower(), value) for name, value in headers]
    hosts = [value for name, value in said if name == "host"]
    is_form = ("sec-fetch-site", "same-origin") in said  # of which browsers do not say the page
    origins = [value.partition("://")[2] for name, value in said if name == "origin" and not (is_form and value == "null")]
    is_passed_on = any(name.startswith(_PASSED_ON) for name, _ in said)
    return (
        bool(hosts) and not is_passed_on and _is_loopback(client) and all(_host_of(each) in _NAMES for each in [*hosts, *origins])
    )


def _host_of(place: str) -> str:
    try:
        return urlsplit(f"//{place}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(client: str) -> bool:
    try:
        return ip_address(client).is_loopback
    except ValueError:
        return False
