"""The cookies of who logs in: what they say, and which are set, for how long and for whom; it sends nothing.

Streamlit's last thirty days and are not kept to https. Here they last as long as the login itself, at most a working day.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME,
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from dashboard.server.login import Login
from etl.door.identity import ends

SECONDS_TO_LOG_IN = 600
"""Between leaving for the provider and coming back."""
_OF_LOGIN = re.compile(rf"({USER_COOKIE_NAME}|{TOKENS_COOKIE_NAME})(_\d{{1,2}})?")
_COOKIE = b"cookie"


def cookies_of(scope: Scope) -> dict[str, str]:
    """What the browser sent."""
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == _COOKIE]
    return cookie_parser("; ".join(sent))


def claims_in(cookies: Mapping[str, str], login: Login) -> dict[str, Any]:
    """What the provider said of who sent these, under our own signature; empty for who did not log in here."""

    def signed(name: str) -> bytes | None:
        return decode_signed_value(login.cookie_secret, name, cookies.get(name, "").encode("latin-1", "replace"))

    raw = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    try:
        said = json.loads(raw) if raw else {}
    except ValueError:
        return {}
    is_ours = isinstance(said, dict) and said.get("origin") == login.origin and said.get("is_logged_in") is True
    return said if is_ours else {}


def without_login(scope: Scope) -> Scope:
    """The same request from somebody who is not logged in."""
    kept = "; ".join(f"{name}={value}" for name, value in cookies_of(scope).items() if not _OF_LOGIN.fullmatch(name))
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != _COOKIE]
    return {**scope, "headers": [*headers, (_COOKIE, kept.encode("latin-1"))] if kept else headers}


def seconds_left(headers: Iterable[tuple[bytes, bytes]], login: Login, now: datetime) -> int:
    """How long the login lasts that an answer with these headers begins; 0 when it begins none."""
    values = {name: value for cookie in _set_in(headers) for name, value in _value_of(cookie)}
    until = ends(claims_in(values, login))
    return max(0, int((until - now).total_seconds())) if until else 0


def kept_cookies(
    headers: Iterable[tuple[bytes, bytes]], login: Login, names: re.Pattern[str], seconds: int
) -> list[tuple[bytes, bytes]]:
    """Headers that set the cookies with these names, as we want them; seconds: how long those of a login last."""
    kept = []
    for cookie in _set_in(headers):
        for name, _ in _value_of(cookie):
            if names.fullmatch(name):
                kept.append((b"set-cookie", _rewritten(cookie, name, login, seconds).encode("latin-1")))
    return kept


OF_LOGIN = re.compile(rf"{_OF_LOGIN.pattern}|{SESSION_COOKIE_NAME}")
"""What is set on the way in and out."""
OF_A_SESSION = re.compile(XSRF_COOKIE_NAME)
"""What is set for who is logged in, so that no other page can use their connection."""


def _set_in(headers: Iterable[tuple[bytes, bytes]]) -> list[str]:
    return [value.decode("latin-1") for name, value in headers if name.lower() == b"set-cookie"]


def _value_of(cookie: str) -> list[tuple[str, str]]:
    """Its name and value; none when it is no cookie."""
    pair = cookie.partition(";")[0]
    try:
        SimpleCookie(pair)
    except CookieError:
        return []
    name, _, value = pair.partition("=")
    return [(name.strip(), value.strip().strip('"'))]


def _rewritten(cookie: str, name: str, login: Login, seconds: int) -> str:
    """With attributes of ours; one that is taken away stays so."""
    pair, _, rest = cookie.partition(";")
    said = {key.strip().lower(): value.strip() for key, _, value in (each.partition("=") for each in rest.split(";"))}
    is_gone = said.get("max-age") == "0" or pair.partition("=")[2].strip('" ') in {"", "null"}
    lasts = 0 if is_gone else seconds if _OF_LOGIN.fullmatch(name) else SECONDS_TO_LOG_IN
    parts = [pair, f"Path={said.get('path') or '/'}"]
    parts += [] if name == XSRF_COOKIE_NAME else [f"Max-Age={lasts}", "HttpOnly"]
    parts += [f"SameSite={'Lax' if name == SESSION_COOKIE_NAME else 'Strict'}"]
    return "; ".join([*parts, "Secure"] if login.is_secure else parts)
