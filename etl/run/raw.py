"""Raw answers kept beside the store, compressed, within a budget; they are never read by a page."""

import logging
import shutil
from pathlib import Path

from etl.delivery import Delivery
from etl.saved import save_raw

RAW = "raw"
RAW_BUDGET = 200_000_000
"""Bytes. The shipped agenda takes 1 MB a run in which everything changed, so this is years of them."""
log = logging.getLogger("databoek.etl")


def keep_raw(delivery: Delivery, data_dir: Path, *, run: str, name: str) -> None:
    """Save an answer as it came under this name, in the folder of this run.

    A disk that refuses stops no source: it is told when publishing.
    """
    try:
        save_raw(delivery, data_dir / RAW / run, name=name)
    except OSError:
        log.exception("raw answer of %s", delivery.table)


def prune_raw(data_dir: Path, *, budget: int = RAW_BUDGET) -> None:
    """Remove the oldest runs' answers until the rest fits; those of the last run always stay."""
    folders = sorted((path for path in (data_dir / RAW).glob("*Z") if path.is_dir()), reverse=True)
    used = 0
    for place, folder in enumerate(folders):
        used += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if place and used > budget:
            shutil.rmtree(folder, ignore_errors=True)
