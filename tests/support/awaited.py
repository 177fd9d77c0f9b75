"""Runs what has to be awaited, also in a process where a browser is open: its driver keeps the loop of this thread busy."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any


def awaited(work: Coroutine[Any, Any, Any]) -> Any:
    """What comes of it, worked out in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, work).result()
