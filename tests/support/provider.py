"""A provider of logins (OpenID Connect) in a process of its own: people with every role, and with tokens that are wrong.

It lies in .venv/oidc: what it is built of stays apart from what Databoek is built of. `make test` puts it there.
"""

import json
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from support.serving import free_port
from support.tools import require

SECONDS_TO_START = 60
CLIENT, CLIENT_SECRET, COOKIE_SECRET = "databoek-test", secrets.token_urlsafe(24), secrets.token_urlsafe(48)
ROLES = {
    "redactie": "redacteur",
    "beheer": "beheerder",
    "kijken": "lezer",
    "ggd": "{partner: ggd}",
    "werk": "{partner: werkleerbedrijf}",
}
"""The values of the claim and what `toegang.yaml` makes of them."""
PEOPLE: dict[str, dict[str, Any]] = {
    "u-redactie": {"name": "Anna Jansen", "roles": ["redactie", "iets-anders"]},
    "u-beheer": {"name": "Bram de Vries", "roles": "beheer"},
    "u-ggd": {"name": "Chantal Bakker", "roles": ["ggd"]},
    "u-werk": {"name": "Gerda Kok", "roles": ["werk"]},
    "u-kijken": {"name": "Dirk Smit", "roles": ["kijken"]},
    "u-geen": {"name": "Els Visser", "email": "els@voorbeeldstad.nl"},
    "u-dubbel": {"name": "Fatma Yilmaz", "roles": ["redactie", "beheer"]},
    "u-kort": {"name": "Gijs Mulder", "roles": ["redactie"], "exp": 25},
    "u-elders": {"name": "Hans Meijer", "roles": ["beheer"], "aud": "een-ander-programma"},
    "u-verlopen": {"name": "Ilse Bos", "roles": ["beheer"], "exp": -3600},
    "u-zonder": {"name": "Jan Vos", "roles": ["beheer"]},
    "u-sleutel": {"name": "Kees Peters", "roles": ["beheer"]},
    "u-vals": {"name": "Lotte Hendriks", "roles": ["beheer"]},
}
"""exp: seconds from the moment of logging in. Of the last three the signature is none, of the client, and forged."""
_STARTS = """
import base64, hashlib, hmac, json, sys, time
from flask import request
from oidc_provider_mock import _app
from oidc_provider_mock._storage import User
from werkzeug.serving import make_server

port, people, secret = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
usual = _app._user_claims_for_scope

def claims_of(user, scope):
    claims = usual(user, scope)
    return claims | ({"exp": int(time.time()) + claims["exp"]} if "exp" in claims else {})

_app._user_claims_for_scope = claims_of
app = _app.app(user_claims=[User(sub=sub, claims=claims) for sub, claims in people.items()])
app.debug = False

def part(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

def open_part(text):
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

@app.after_request
def spoil(answer):
    if not request.path.endswith("/token") or answer.status_code != 200:
        return answer
    body = answer.get_json()
    header, payload, signature = body["id_token"].split(".")
    sub = open_part(payload)["sub"]
    if sub == "u-zonder":
        header, signature = part(b'{"alg":"none","typ":"JWT"}'), ""
    if sub == "u-sleutel":
        header = part(json.dumps(open_part(header) | {"alg": "HS256"}).encode())
        signature = part(hmac.new(secret.encode(), f"{header}.{payload}".encode(), hashlib.sha256).digest())
    if sub == "u-vals":
        payload = part(json.dumps(open_part(payload) | {"sub": "u-beheer"}).encode())
    answer.set_data(json.dumps(body | {"id_token": f"{header}.{payload}.{signature}"}))
    return answer

make_server("127.0.0.1", port, app, threaded=True).serve_forever()
"""


class Provider(NamedTuple):
    """A running one; its address is how it calls itself."""

    address: str

    def settings(self, redirect: str) -> dict[str, str]:
        """What the dashboard is told; redirect: its own address with the way back behind it."""
        return {
            "DATABOEK_OIDC_METADATA": f"{self.address}/.well-known/openid-configuration",
            "DATABOEK_OIDC_CLIENT_ID": CLIENT,
            "DATABOEK_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "DATABOEK_OIDC_REDIRECT": redirect,
            "DATABOEK_OIDC_COOKIE_SECRET": COOKIE_SECRET,
        }

    def write_access(self, folder: Path, roles: Mapping[str, str] = ROLES) -> None:
        """`toegang.yaml` for an agenda in this folder."""
        lines = [f"uitgever: {self.address}", f"ontvanger: {CLIENT}", "veld: roles", "rollen:"]
        given = [f"  {value}: {role}" for value, role in roles.items()]
        (folder / "toegang.yaml").write_text("\n".join([*lines, *given, ""]), encoding="utf-8")


@contextmanager
def provider(folder: Path) -> Iterator[Provider]:
    """One with all those people, on a free port."""
    port, python = free_port(), require(str(Path(sys.prefix) / "oidc" / "bin" / "python"))
    log = folder / "provider.log"
    with log.open("wb") as out:
        command = [python, "-c", _STARTS, str(port), json.dumps(PEOPLE), CLIENT_SECRET]
        process = subprocess.Popen(command, stdout=out, stderr=out)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + SECONDS_TO_START
        while not _answers(f"{address}/.well-known/openid-configuration"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, "the provider does not answer"
            time.sleep(0.1)
        yield Provider(address)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
