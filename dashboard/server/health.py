"""Whether there are figures, and fresh ones: for a proxy or a watch, not for readers; it judges nothing else."""

import asyncio
import logging
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse

from dashboard.settings import data_folder, max_age_days
from etl.store.store import open_store
from etl.store.versions import StoreMissingError

HEALTH_PATH = "/gezond"
NO_FIGURES = "Er zijn geen cijfers te lezen. Typ: python -m etl refresh"
"""What is wrong in particular names folders, and stands in the log."""
log = logging.getLogger("databoek")


async def health(_request: Request) -> JSONResponse:
    """200 when figures are published and fresh enough, else 503 with the reason in Dutch."""
    state = await asyncio.to_thread(figures_state, datetime.now(UTC))
    return JSONResponse(state, status_code=200 if state["gezond"] else 503, headers={"Cache-Control": "no-store"})


def figures_state(now: datetime) -> dict[str, str | float | bool | None]:
    """What is published and how old it is, in days; `reden` says what is wrong."""
    state: dict[str, str | float | bool | None] = dict.fromkeys(("versie", "gepubliceerd_op", "leeftijd_dagen"))
    try:
        limit = max_age_days()
        store = open_store(data_folder())
    except StoreMissingError as problem:
        log.warning("%s", problem)
        return {"gezond": False, "reden": NO_FIGURES, **state}
    except ValueError as problem:
        return {"gezond": False, "reden": str(problem), **state}
    store.close()
    age = (now - store.refreshed_at).total_seconds() / 86_400
    is_fresh = age <= limit
    reason = (
        ""
        if is_fresh
        else f"De cijfers zijn {age:.0f} dagen geleden ververst; de grens is {limit:g} dagen. Typ: python -m etl refresh"
    )
    state |= {"versie": store.version, "gepubliceerd_op": store.published_at.isoformat(), "leeftijd_dagen": round(age, 2)}
    return {"gezond": is_fresh, "reden": reason, **state, "grens_dagen": limit}
