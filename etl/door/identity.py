"""From what a provider says about somebody to what they may do: no unless everything fits; it reads no file and no clock."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from etl.door.access import Access, Grant
from etl.door.actors import NOBODY, Actor, Role

WORKING_DAY = timedelta(hours=8)
"""How long a login lasts at most, whatever the provider says."""
_AHEAD = timedelta(minutes=2)
"""How far the clock of the provider may be ahead of ours."""
_LONGEST_SUBJECT, _LONGEST_NAME = 255, 100
_UNNAMED = "Zonder naam"
_AGAIN = "Meld u opnieuw aan."


class _NoError(Exception):
    """Why not, as a sentence for the person."""


def actor_of(claims: Mapping[str, Any], access: Access, now: datetime) -> Actor:
    """The person of whom a provider says this, in their role; a reader with the reason when anything does not fit.

    claims: of a token whose signature was checked. now: with its time zone.
    """
    subject = _subject(claims)
    if not subject:
        return NOBODY
    reader = replace(NOBODY, subject=subject, name=_name(claims))
    try:
        _check_sender(claims, access)
        until = _until(claims, now)
        grant = _grant(claims, subject, access)
    except _NoError as no:
        return replace(reader, reason=str(no))
    if grant.role is Role.READER:
        return replace(reader, until=until, reason="Met uw account mag u alleen lezen.")
    return replace(reader, role=grant.role, partner=grant.partner, until=until, reason="")


def ends(claims: Mapping[str, Any]) -> datetime | None:
    """When what this token says ends; None when it does not say so in a way that can be trusted."""
    issued, expires = _moment(claims.get("iat")), _moment(claims.get("exp"))
    return min(expires, issued + WORKING_DAY) if issued and expires else None


def _check_sender(claims: Mapping[str, Any], access: Access) -> None:
    if not access.issuers:
        raise _NoError("Er is nog niet geregeld wie wat mag: naast de agenda staat geen toegang.yaml.")
    issuer = claims.get("iss")
    if not isinstance(issuer, str) or issuer not in access.issuers:
        raise _NoError("U bent aangemeld bij een dienst die dit databoek niet kent.")
    meant = claims.get("aud")
    audiences = meant if isinstance(meant, list) else [meant]
    is_for_us = access.audience in audiences and (len(audiences) == 1 or claims.get("azp") == access.audience)
    if not is_for_us:
        raise _NoError("Uw aanmelding was voor iets anders dan dit databoek.")


def _until(claims: Mapping[str, Any], now: datetime) -> datetime:
    until, issued = ends(claims), _moment(claims.get("iat"))
    if until is None or issued is None:
        raise _NoError(f"Bij uw aanmelding staat niet hoe lang zij geldt. {_AGAIN}")
    if issued > now + _AHEAD:
        raise _NoError("Uw aanmelding is van later dan nu. De beheerder moet de klok nakijken.")
    if until <= now:
        raise _NoError(f"Uw aanmelding is verlopen. {_AGAIN}")
    return until


def _grant(claims: Mapping[str, Any], subject: str, access: Access) -> Grant:
    if subject in access.withdrawn:
        raise _NoError("Uw toegang is ingetrokken. Vraag de beheerder.")
    said = claims.get(access.claim)
    values = said if isinstance(said, list) else [] if said is None else [said]
    given = [access.grants[value] for value in values if isinstance(value, str) and value in access.grants]
    if not given:
        raise _NoError("Uw account heeft geen rol in dit databoek. Vraag de beheerder.")
    if len(given) > 1:
        raise _NoError("Uw account heeft meer dan één rol in dit databoek. Vraag de beheerder om er één te kiezen.")
    grant = given[0]
    if grant.role is Role.PARTNER and grant.partner not in access.partners:
        raise _NoError(f"Uw account hoort bij partner '{grant.partner}', en die staat niet in de agenda.")
    return grant


def _subject(claims: Mapping[str, Any]) -> str:
    """Who it is, to the provider; empty when that is nothing a list or a history can hold."""
    subject = claims.get("sub")
    is_one = isinstance(subject, str) and subject.isprintable() and subject == subject.strip()
    return subject if is_one and isinstance(subject, str) and len(subject) <= _LONGEST_SUBJECT else ""


def _name(claims: Mapping[str, Any]) -> str:
    """How they are called, on one line; never an e-mail address."""
    said = claims.get("name")
    name = " ".join(said.split()) if isinstance(said, str) else ""
    is_name = name and name.isprintable() and "@" not in name and not set(name) & set("<>")
    return name[:_LONGEST_NAME] if is_name else _UNNAMED


def _moment(seconds: Any) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
