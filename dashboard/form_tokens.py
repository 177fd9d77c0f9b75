"""Tokens for our forms, with the key of this installation: what may be sent once, by whom, from where; it shows no form."""

import hashlib
import secrets
from datetime import UTC, datetime

from dashboard.settings import data_root
from etl.door.actors import Actor
from etl.door.tokens import Bound, issue, spend

_key = {"now": secrets.token_bytes(32)}
"""Of this process until the server says a better one: then a form outlives a restart and goes to any of several processes."""


def sign_with(secret: str) -> None:
    """Sign with a key made of this secret, which logins are signed with as well."""
    _key["now"] = hashlib.sha256(b"databoek-formulier:" + secret.encode("utf-8")).digest()


def token_for(actor: Actor, session: str, base_version: str) -> str:
    """For a form that is shown to this person, in this window, on this version."""
    return issue(_key["now"], _bound(actor, session, base_version), datetime.now(UTC))


def take_in(token: str, actor: Actor, session: str, base_version: str) -> None:
    """Once; etl.door.tokens.TokenError when it is for something else, too old or used."""
    spend(token, _key["now"], _bound(actor, session, base_version), datetime.now(UTC), data_root())


def _bound(actor: Actor, session: str, base_version: str) -> Bound:
    return Bound(session=session, subject=actor.subject, base_version=base_version)
