"""Logins that were ended before their time: a cookie that somebody copied says nothing after its owner logged out.

Each is an empty file named by a hash, so that all processes that share the folder know it; it holds nothing about a person.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.door.identity import ends

FOLDER = "afgemeld"


def end_login(data: Path, claims: Mapping[str, Any], now: datetime) -> None:
    """Remember that this login is over, until it would have been anyway; data: the folder with figures."""
    until = ends(claims)
    folder = data / FOLDER
    _forget_old(folder, now)
    if until is None or until <= now:
        return
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / mark_of(claims)
    mark.touch()
    os.utime(mark, (until.timestamp(), until.timestamp()))


def is_ended(data: Path, claims: Mapping[str, Any]) -> bool:
    """Whether its owner logged out."""
    return (data / FOLDER / mark_of(claims)).exists()


def _forget_old(folder: Path, now: datetime) -> None:
    for mark in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # another process was first
            if mark.stat().st_mtime < now.timestamp():
                mark.unlink()


def mark_of(claims: Mapping[str, Any]) -> str:
    """One login, as a hash: the same for the same token, whatever stands beside it."""
    told = {name: claims.get(name) for name in ("iss", "sub", "aud", "iat", "exp", "jti", "nonce")}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("utf-8")).hexdigest()
