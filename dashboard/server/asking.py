"""Who sends a request of ours, from the cookie that was signed at their login; pages ask dashboard/actor.py."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import Scope

from dashboard.actor import at_this_computer, of_claims
from dashboard.server.login import Login
from dashboard.server.login_cookies import claims_in, cookies_of
from dashboard.settings import data_root
from etl.door.actors import Actor
from etl.door.ended import is_ended, mark_of
from etl.door.identity import ends

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(UTC)


class Asking:
    """Knows who asks. login: how people log in; None when they do not."""

    def __init__(self, login: Login | None, clock: Clock = now) -> None:
        self.login, self.now = login, clock

    def claims(self, scope: Scope) -> dict[str, Any]:
        """What the provider said, whether it still holds or not; empty for who did not log in."""
        return claims_in(cookies_of(scope), self.login) if self.login else {}

    def until(self, scope: Scope) -> datetime | None:
        """When the login of who asks ends; None when there is none, or it did."""
        claims = self.claims(scope)
        until = ends(claims) if claims else None
        return until if until and until > self.now() and not is_ended(data_root(), claims) else None

    def mark(self, scope: Scope) -> str:
        """The login of who asks, as dashboard.actor.login() says it to the page."""
        return mark_of(self.claims(scope))

    def is_somebody(self, scope: Scope) -> bool:
        """Whether this is more than a reader, whatever their role: logged in, or at this computer where that is enough."""
        return self.until(scope) is not None if self.login else _at_this_computer(scope).role.may_write

    async def actor(self, scope: Scope) -> Actor:
        """Who asks, in the agenda that the address named."""
        return await asyncio.to_thread(of_claims, self.claims(scope)) if self.login else _at_this_computer(scope)


def _at_this_computer(scope: Scope) -> Actor:
    request = HTTPConnection(scope)
    return at_this_computer(request.headers.items(), request.client.host if request.client else "")
