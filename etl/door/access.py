"""Reads who may do what: `toegang.yaml` beside the agenda, and who may no longer: `ingetrokken.txt`; it knows no person.

Both are read again at each write. Without `toegang.yaml` nobody may write.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.door.actors import Role
from indicators.agenda.problems import Finding, Problem, enumerate_nl, near_miss
from indicators.agenda.strict_yaml import Document, read_marked

ACCESS, WITHDRAWN = "toegang.yaml", "ingetrokken.txt"
OUTCOME = "Tot dit klopt, mag niemand iets wijzigen."
_ISSUER, _AUDIENCE, _CLAIM, _ROLES, _ALONE = "uitgever", "ontvanger", "veld", "rollen", "alles_door_een"
_REQUIRED = {
    _ISSUER: "voeg het adres toe van wie u laat aanmelden, zoals 'uitgever: https://inloggen.voorbeeldstad.nl'.",
    _AUDIENCE: "voeg het nummer toe dat uw aanmelddienst aan dit databoek gaf (client-id).",
    _CLAIM: "voeg de naam toe van het veld waarin de aanmelddienst de rol zet, zoals 'veld: roles'.",
    _ROLES: "voeg toe welke waarde van dat veld welke rol geeft, zoals 'databoek-redactie: redacteur'.",
}
_KEYS = (*_REQUIRED, _ALONE)
_GIVEN = [role.value for role in Role if role is not Role.PARTNER]
_PARTNER_REMEDY = "schrijf {value}: {{partner: id-van-de-partner}}, met het id dat in de agenda staat."


class AccessError(Exception):
    """One of both files cannot be used; carries every problem at once, and while it lasts nobody may write."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(found, key=lambda problem: problem.line))
        super().__init__("\n".join([*map(str, self.problems), OUTCOME]))


@dataclass(frozen=True)
class Grant:
    """What a value of the claim gives; partner: for whom, when the role is that of a partner."""

    role: Role
    partner: str = ""


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who is believed about whom, and what their words give.

    issuers: whose tokens count; none: nobody may write. audience: for whom such a token must be made. claim: its field with the
    role. partners: those of the agenda. one_person_may_all: whether one person may propose, endorse and publish.
    """

    issuers: frozenset[str] = frozenset()
    audience: str = ""
    claim: str = ""
    grants: Mapping[str, Grant] = field(default_factory=dict)
    partners: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    one_person_may_all: bool = False


def read_access(agenda: Path, partners: Iterable[str] = ()) -> Access:
    """What holds now, from the folder of this agenda; AccessError with every mistake. partners: ids that the agenda has."""
    text, withdrawn = _read(agenda.with_name(ACCESS)), _withdrawn(agenda.with_name(WITHDRAWN))
    if text is None:
        return Access(partners=frozenset(partners), withdrawn=withdrawn)
    return _access(text, str(agenda.with_name(ACCESS)), frozenset(partners), withdrawn)


def _read(path: Path) -> str | None:
    """The text; None when there is no such file. What is there but cannot be read is no absence."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        remedy = "kijk of het een bestand is en of het databoek het mag lezen."
        raise AccessError([Problem(str(path), 0, "", f"niet te lezen ({error.strerror})", remedy)]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(str(path), line, "", "er staat een letter die geen UTF-8 is", "bewaar het bestand als UTF-8.")
        raise AccessError([problem]) from error


def _withdrawn(path: Path) -> frozenset[str]:
    """One subject a line; what follows a # is a remark."""
    lines = (_read(path) or "").splitlines()
    return frozenset(subject for line in lines if (subject := line.partition("#")[0].strip()))


def _access(text: str, file: str, partners: frozenset[str], withdrawn: frozenset[str]) -> Access:
    document = read_marked(text)
    found = [(line, finding) for line, finding in document.findings]
    if document.is_complete:
        found += [(document.line(finding.path), finding) for finding in _findings(document)]
    if found:
        raise AccessError(Problem(file, line, "", finding.text, finding.remedy) for line, finding in found)
    data = document.data
    return Access(
        issuers=frozenset(_texts(data[_ISSUER])),
        audience=_text(document, _AUDIENCE),
        claim=data[_CLAIM],
        grants={value: _grant(given) for value, given in data[_ROLES].items()},
        partners=partners,
        withdrawn=withdrawn,
        one_person_may_all=_yes(data.get(_ALONE, False)) is True,
    )


def _findings(document: Document) -> list[Finding]:
    data = document.data
    if not isinstance(data, dict):
        return [Finding((), "hier horen velden te staan", f"begin met {_ISSUER}, {_AUDIENCE}, {_CLAIM} en {_ROLES}.")]
    found = [Finding((key,), f"onbekend veld '{key}'", _meant(key)) for key in data if key not in _KEYS]
    found += [Finding((), f"veld '{key}' ontbreekt", remedy) for key, remedy in _REQUIRED.items() if key not in data]
    found += [finding for key, check in _CHECKS.items() if key in data for finding in check(document)]
    return found


def _meant(key: str) -> str:
    meant = near_miss(key, _KEYS)
    return f"bedoelt u '{meant}'?" if meant else f"hier kunnen staan: {enumerate_nl(_KEYS, 'en')}."


def _check_issuer(document: Document) -> list[Finding]:
    """An address, or a list of them: https, or this computer itself."""
    given = document.data[_ISSUER]
    if not _texts(given):
        return [Finding((_ISSUER,), f"{_ISSUER} is geen adres", _REQUIRED[_ISSUER])]
    wrong = [each for each in _texts(given) if not each.startswith(("https://", "http://localhost", "http://127.0.0.1"))]
    remedy = "schrijf het hele adres, precies zoals uw aanmelddienst het zelf noemt (issuer); het begint met https://."
    return [Finding((_ISSUER,), f"{_ISSUER} '{each}' is geen adres met https", remedy) for each in wrong]


def _check_audience(document: Document) -> list[Finding]:
    is_one = not isinstance(document.data[_AUDIENCE], dict | list) and _text(document, _AUDIENCE)
    return [] if is_one else [Finding((_AUDIENCE,), f"{_AUDIENCE} is leeg of meer dan één waarde", _REQUIRED[_AUDIENCE])]


def _check_claim(document: Document) -> list[Finding]:
    given = document.data[_CLAIM]
    return [] if isinstance(given, str) and given.strip() else [Finding((_CLAIM,), f"{_CLAIM} is geen naam", _REQUIRED[_CLAIM])]


def _check_roles(document: Document) -> list[Finding]:
    given = document.data[_ROLES]
    if not isinstance(given, dict) or not given:
        return [Finding((_ROLES,), f"{_ROLES} is leeg", _REQUIRED[_ROLES])]
    return [finding for value, grant in given.items() for finding in _check_grant(value, grant)]


def _check_grant(value: str, given: Any) -> list[Finding]:
    place = (_ROLES, value)
    if given == Role.PARTNER:
        return [Finding(place, f"bij '{value}' staat niet welke partner", _PARTNER_REMEDY.format(value=value))]
    if isinstance(given, dict):
        is_one = list(given) == [Role.PARTNER.value] and isinstance(given[Role.PARTNER.value], str)
        remedy = _PARTNER_REMEDY.format(value=value)
        return [] if is_one and given[Role.PARTNER.value] else [Finding(place, f"bij '{value}' staat geen partner", remedy)]
    if given in _GIVEN:
        return []
    remedy = f"kies {enumerate_nl(_GIVEN)}, of voor een partner: {{partner: id-van-de-partner}}."
    return [Finding(place, f"'{value}' geeft geen rol ('{given}')", remedy)]


def _check_alone(document: Document) -> list[Finding]:
    is_known = _yes(document.data[_ALONE]) is not None
    return [] if is_known else [Finding((_ALONE,), f"{_ALONE} is '{document.typed((_ALONE,))}'", "kies ja of nee.")]


_CHECKS = {
    _ISSUER: _check_issuer,
    _AUDIENCE: _check_audience,
    _CLAIM: _check_claim,
    _ROLES: _check_roles,
    _ALONE: _check_alone,
}


def _texts(given: Any) -> list[str]:
    """One text or several; none when there is anything else among them."""
    several = given if isinstance(given, list) else [given]
    return several if all(isinstance(each, str) and each.strip() for each in several) else []


def _text(document: Document, key: str) -> str:
    """As it was typed: a number that names something is no number."""
    return (document.typed((key,)) or "").strip()


def _yes(given: Any) -> bool | None:
    """`ja` and `nee`, beside true and false; None for anything else."""
    known = {"ja": True, "nee": False}.get(given.lower()) if isinstance(given, str) else given
    return known if isinstance(known, bool) else None


def _grant(given: Any) -> Grant:
    if isinstance(given, dict):
        return Grant(Role.PARTNER, given[Role.PARTNER.value])
    return Grant(Role(given))
