"""A form can be sent once: by who it was shown to, in the window it was shown in, on the version it was shown with.

What is signed needs no keeping; what was used is an empty file named by a hash, which only one of two can make.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path

FOLDER = "formulieren"
LASTS = timedelta(hours=8)
"""How long a form may stay open: a working day."""
SHORTEST_KEY = 32
_LONGEST = 400


class TokenError(Exception):
    """This form cannot be sent (any more); the text says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What a token is good for: one window (session), one person, and one version of what is changed."""

    session: str
    subject: str
    base_version: str


def issue(key: bytes, bound: Bound, now: datetime) -> str:
    """A token for a form that is shown now; key: of this installation, at least 32 bytes."""
    nonce, until = secrets.token_urlsafe(18), int((now + LASTS).timestamp())
    return f"{nonce}.{until}.{_mac(key, nonce, until, bound)}"


def spend(token: str, key: bytes, bound: Bound, now: datetime, data: Path) -> None:
    """Take a token in, once; TokenError when it is not for this, too old, or was used. data: the folder with figures."""
    nonce, until = _read(token)
    if not hmac.compare_digest(token.rpartition(".")[2], _mac(key, nonce, until, bound)):
        raise TokenError(
            "Dit formulier hoort bij een ander venster, een ander account of een oudere versie. Laad de pagina opnieuw."
        )
    if until <= now.timestamp():
        raise TokenError("Dit formulier stond te lang open. Laad de pagina opnieuw; wat u invulde, is als concept bewaard.")
    folder = data / FOLDER
    mark = folder / f"{until}-{hashlib.sha256(nonce.encode('ascii')).hexdigest()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_old(folder, now)
    except OSError as error:
        raise _unwritable(error) from error
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        raise TokenError("Dit formulier is al verstuurd. Laad de pagina opnieuw om te zien wat er nu staat.") from None
    except OSError as error:
        raise _unwritable(error) from error


def _unwritable(error: OSError) -> TokenError:
    return TokenError(f"Er is nu niets te bewaren: in de map met cijfers is niet te schrijven ({error.strerror}).")


def _read(token: str) -> tuple[str, int]:
    nonce, _, rest = token.partition(".")
    until = rest.partition(".")[0]
    if len(token) > _LONGEST or not token.isascii() or not nonce or not until.isdecimal():
        raise TokenError("Dit formulier is niet van dit databoek. Laad de pagina opnieuw.")
    return nonce, int(until)


def _mac(key: bytes, nonce: str, until: int, bound: Bound) -> str:
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key of {len(key)} bytes can be guessed")
    text = json.dumps([nonce, until, *astuple(bound)])
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()


def _forget_old(folder: Path, now: datetime) -> None:
    for mark in _over(folder, now):
        with suppress(FileNotFoundError):  # another process was first
            mark.unlink()


def _over(folder: Path, now: datetime) -> Iterator[Path]:
    """Marks of tokens that would be refused as too old as well."""
    for mark in folder.iterdir():
        until = mark.name.partition("-")[0]
        if until.isdecimal() and int(until) <= now.timestamp():
            yield mark
