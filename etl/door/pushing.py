"""Sends the history to a second place when the configuration names one; what is wrong there never undoes what stands here.

Nothing of the settings that somebody has for git on this computer is used: those could send it elsewhere, or run something.
"""

import os
import threading
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from dulwich.client import get_transport_and_path
from dulwich.config import ConfigFile
from dulwich.graph import can_fast_forward
from dulwich.objects import ObjectID
from dulwich.refs import Ref
from dulwich.repo import Repo

if TYPE_CHECKING:
    from dulwich.client import GeneratePackDataFunc

PUSH_VARIABLE = "DATABOEK_GESCHIEDENIS_NAAR"
PATIENCE = 10.0
"""Seconds that who publishes waits for it; it goes on after that."""


class DivergedError(Exception):
    """There stands something that does not stand here, and it stays."""


def push(repo: Repo, branch: bytes) -> str:
    """A sentence when that did not work; empty when it did or nothing was asked."""
    where = os.environ.get(PUSH_VARIABLE, "").strip()
    if not where:
        return ""
    problems: list[str] = []
    sending = threading.Thread(target=_send, args=(Repo(repo.path), Ref(branch), where, problems), daemon=True)
    sending.start()
    sending.join(PATIENCE)
    if sending.is_alive():
        return f"De kopie van de geschiedenis naar {_shown(where)} is nog niet klaar. Zij staat wel hier."
    return f"De geschiedenis kon niet naar {_shown(where)} ({problems[0]}). Zij staat wel hier." if problems else ""


def _send(repo: Repo, branch: Ref, where: str, problems: list[str]) -> None:
    def newer(known: dict[Ref, ObjectID]) -> dict[Ref, ObjectID]:
        there, here = known.get(branch), repo.refs[branch]
        if there is not None and not _comes_after(repo, there, here):
            raise DivergedError
        return {branch: here}

    try:
        client, path = get_transport_and_path(where, config=ConfigFile(), operation="push", quiet=True)
        result = client.send_pack(path.encode(), newer, cast("GeneratePackDataFunc", repo.generate_pack_data))
        problems += [text for text in (result.ref_status or {}).values() if text]
    except DivergedError:
        problems.append("daar staat iets wat hier niet staat")
    except Exception as problem:  # noqa: BLE001  whatever is wrong there, what was published here stands
        problems.append(type(problem).__name__)
    finally:
        repo.close()


def _comes_after(repo: Repo, there: ObjectID, here: ObjectID) -> bool:
    try:
        return bool(can_fast_forward(repo, there, here))
    except KeyError:  # not known here
        return False


def _shown(where: str) -> str:
    """The place without a name or a password that may stand in its address."""
    try:
        parts = urlsplit(where)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts.netloc else where
    except ValueError:
        return "de kopie"
