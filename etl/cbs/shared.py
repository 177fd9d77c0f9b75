"""Pages of CBS that several runs in a row ask for, kept in a folder until the round is over; it fetches nothing itself."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from etl.cbs.wire import Page, parsed

VARIABLE = "DATABOEK_OPGEHAALD"
"""Names the folder, for the runs of one round; without it nothing is kept."""


def shared(url: str, get: Callable[[str], Page]) -> Page:
    """The page at an address: as an earlier run of this round got it, or else now.

    Only whole pages are kept, so the next run tries a fault again; a file that is damaged or cannot be written does no harm.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return get(url)
    path = Path(folder) / f"{hashlib.sha256(url.encode('utf-8')).hexdigest()}.json"
    try:
        found = parsed(path.read_bytes())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        found = get(url)
        _keep(path, found)
    return found


def _keep(path: Path, page: Page) -> None:
    """As Python writes it: what is no number (NaN, 1e999) has to be told to the next one too, and orjson would make it absent."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(json.dumps(page).encode("utf-8"))
        unfinished.replace(path)
    except (OSError, ValueError):
        unfinished.unlink(missing_ok=True)
