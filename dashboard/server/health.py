"""Whether the server lives and its figures are answered for: for a proxy or a watch, not for readers; it judges no figure."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard import agendas
from dashboard.server.dutch_page import prefix_of
from dashboard.server.kept_shortly import KeptShortly
from dashboard.settings import max_age_days
from etl.installation import Place
from etl.store.answered import NO_ANSWERS, Answers, answers_of
from etl.store.store import open_store
from etl.store.versions import StoreMissingError

ALIVE_PATH, READY_PATH = "/gezond", "/gereed"
KEPT_SECONDS = 3.0
"""A stranger who asks all day opens the store no more often than this."""
NO_FIGURES = "Er zijn geen cijfers te lezen. Typ: python -m etl refresh"
"""What is wrong in particular names folders, and stands in the log."""
_ANSWER = {"Cache-Control": "no-store"}
log = logging.getLogger("databoek")


@dataclass(frozen=True, kw_only=True)
class State:
    """What is published and how long ago the sources answered; as /gereed says it."""

    gereed: bool
    reden: str = ""
    opname: bool = False
    versie: str | None = None
    gepubliceerd_op: str | None = None
    laatste_antwoord: str | None = None
    leeftijd_dagen: float | None = None
    grens_dagen: float | None = None
    stille_bronnen: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """The state at a moment, with what it was worked out from."""

    state: State
    answers: Answers = NO_ANSWERS
    now: datetime


def looks() -> dict[str, KeptShortly[Found]]:
    """How it is now with each agenda that is served, by its name."""
    return {name: KeptShortly(partial(look, place), KEPT_SECONDS) for name, place in agendas.served().items()}


def routes(base_path: str, found: Mapping[str, KeptShortly[Found]]) -> list[Route]:
    """Both answers, at the root and below the path at which the dashboard is served; found: by the name of the agenda.

    Asked of an installation of many, it is ready when one of them is: no reader of that one may be sent away for the others.
    """

    async def alive(_request: Request) -> JSONResponse:
        return JSONResponse({"gezond": True}, headers=_ANSWER)

    async def ready(_request: Request) -> JSONResponse:
        name = agendas.entered()
        if name is not None:
            state = (await _of(found[name])).state
            return JSONResponse(asdict(state), status_code=200 if state.gereed else 503, headers=_ANSWER)
        states = {name: (await _of(each)).state for name, each in found.items()}
        is_ready = any(state.gereed for state in states.values())
        told = {name: {"gereed": state.gereed, "reden": state.reden} for name, state in states.items()}
        return JSONResponse({"gereed": is_ready, "gemeenten": told}, status_code=200 if is_ready else 503, headers=_ANSWER)

    above = dict.fromkeys(("", prefix_of(base_path)))
    return [Route(f"{prefix}{path}", to) for prefix in above for path, to in ((ALIVE_PATH, alive), (READY_PATH, ready))]


async def _of(found: KeptShortly[Found]) -> Found:
    looked = found.at_hand()
    return await asyncio.to_thread(found.get) if looked is None else looked


def look(place: Place) -> Found:
    """How it is now."""
    return found_at(place, datetime.now(UTC))


def found_at(place: Place, now: datetime) -> Found:
    """How it is with the figures of an agenda at a moment; whatever is wrong is a state."""
    try:
        limit = max_age_days()
    except ValueError as problem:
        return Found(state=State(gereed=False, reden=str(problem)), now=now)
    try:
        store = open_store(place.data)
        try:
            answers = answers_of(store.past_readings(), now)
        finally:
            store.close()
    except StoreMissingError as problem:
        log.warning("%s", problem)
        return Found(state=State(gereed=False, reden=NO_FIGURES, grens_dagen=limit), now=now)
    about = {"versie": store.version, "gepubliceerd_op": store.published_at.isoformat()}
    return Found(state=_judged(answers, now, limit, about), answers=answers, now=now)


def _judged(answers: Answers, now: datetime, limit: float, about: Mapping[str, str]) -> State:
    last = answers.last
    age = None if last is None else (now - last).total_seconds() / 86_400
    is_fresh = answers.is_recording_alone or (age is not None and age <= limit)
    return State(
        gereed=is_fresh,
        reden="" if is_fresh else _why_not(age, limit),
        opname=answers.is_recording_alone,
        laatste_antwoord=last.isoformat() if last else None,
        leeftijd_dagen=None if age is None else round(age, 2),
        grens_dagen=limit,
        stille_bronnen=tuple(f"{source.label}: geen antwoord sinds {source.failing_since:%Y-%m-%d}" for source in answers.silent),
        **about,
    )


def _why_not(age: float | None, limit: float) -> str:
    if age is None:
        return "Nog geen enkele bron heeft geantwoord. Typ: python -m etl status"
    return f"De bronnen hebben {age:.0f} dagen niet geantwoord; de grens is {limit:g} dagen. Typ: python -m etl status"
