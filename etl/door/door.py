"""The one door: every write of the agenda, of drafts and of own files goes through `write`; nothing else opens them to write.

It asks who somebody is in which role, whether that still holds, whether the thing as it is stored is theirs, whether the agenda
is still the one they saw, and whether what comes out can be used. One of these a no: nothing changes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from etl.door import deeds
from etl.door.access import Access, AccessError, read_access
from etl.door.actors import Actor
from etl.door.changes import Change, SaveWhole, Together
from etl.door.desk import Desk, desk_of
from etl.door.drafting import Drafted, drafted
from etl.door.drafts import Draft, mark_of
from etl.door.files import one_at_a_time, version_of
from etl.door.refusals import Outdated, Refused
from etl.door.rights import why_not
from etl.door.things import Kind, things_of
from etl.installation import Place

_EXPIRED = "Uw aanmelding is verlopen. Meld u opnieuw aan; uw concept staat er nog."
_WITHDRAWN = "Uw toegang is ingetrokken. Vraag de beheerder."
_NO_DISK = "De map van de agenda kan niet worden beschreven ({why}). Er is niets veranderd. Vraag de beheerder."


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was done. version: of the agenda's file as it is now. draft: its id. commit: in the history, if any.

    told: a sentence for the person, empty when there is nothing more to say. job: the id of what was asked.
    """

    version: str
    draft: str = ""
    drafts: tuple[str, ...] = ()
    commit: str = ""
    told: str = ""
    job: str = ""


def write(actor: Actor, change: Change, base_version: str, *, place: Place, now: datetime | None = None) -> Written:
    """Do what was asked, whole or not at all. base_version: of the agenda's file as the person saw it (Desk.version).

    Refused with a sentence, Conflict with both values, Outdated, AdoptionMissing, AgendaError with every mistake there would be.
    """
    moment = now or datetime.now(UTC)
    if not actor.role.may_write:
        raise Refused(actor.reason or "U mag hier niets wijzigen.")
    try:
        with one_at_a_time(place.agenda.parent):
            return _write(actor, change, base_version, place, moment)
    except OSError as error:
        raise Refused(_NO_DISK.format(why=error.strerror or error)) from error


def _write(actor: Actor, change: Change, base_version: str, place: Place, now: datetime) -> Written:
    desk = desk_of(place)
    if desk.problem and not isinstance(change, SaveWhole):
        raise desk.problem
    access = _access(place, desk)
    if not actor.holds_at(now):
        raise Refused(_EXPIRED)
    if actor.subject in access.withdrawn:
        raise Refused(_WITHDRAWN)
    may_all = access.one_person_may_all or not access.issuers
    asked = deeds.Asked(actor=actor, desk=desk, base_version=base_version, place=place, now=now)
    if isinstance(change, Together):
        done = deeds.keep(asked, _all_of(change, actor, desk, now, may_all=may_all))
    else:
        _look_at(change, actor, desk, may_all=may_all)
        done = deeds.do(change, asked)
    return Written(**{"version": _version(place), **done})


def _all_of(change: Together, actor: Actor, desk: Desk, now: datetime, *, may_all: bool) -> list[Drafted]:
    """What comes of each, looked at as if those before it were done; nothing is written yet."""
    if not change.changes:
        raise Refused("Er is niets veranderd.")
    made: list[Drafted] = []
    for each in change.changes:
        _look_at(each, actor, desk, may_all=may_all)
        made.append(drafted(each, actor, desk, now))
        desk = made[-1].on(desk)
    return made


def _look_at(change: Change, actor: Actor, desk: Desk, *, may_all: bool) -> None:
    """Whether this person may do this, and still sees the drafts that it is about as they are; Refused when not."""
    drafts = _drafts_of(change, desk)
    for draft in drafts or (None,):
        if reason := why_not(actor, change, desk.data, draft, may_all=may_all):
            raise Refused(reason)
    if (seen := getattr(change, "seen", "")) and drafts and seen != mark_of(drafts):
        raise Outdated


def _version(place: Place) -> str:
    """Of the file as it is by now; of nothing when it cannot be read."""
    try:
        return version_of(place.agenda.read_bytes())
    except OSError:
        return version_of(b"")


def _access(place: Place, desk: Desk) -> Access:
    try:
        return read_access(place.agenda, [each.get("id", "") for each in things_of(desk.data, Kind.PARTNER)])
    except AccessError as error:
        raise Refused(str(error)) from error


def _drafts_of(change: Change, desk: Desk) -> tuple[Draft, ...]:
    """Those that the change is about; Refused when one of them is gone."""
    wanted = getattr(change, "drafts", None) or ((change.draft,) if hasattr(change, "draft") else ())
    known = {each.id: each for each in desk.drafts}
    if any(each not in known for each in wanted):
        raise Refused("Dit concept is er niet meer.")
    return tuple(known[each] for each in wanted)
