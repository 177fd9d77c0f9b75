"""Who somebody is and what they may do: only what fits in every respect gives a role."""

from datetime import UTC, datetime, timedelta

import pytest

from etl.door.access import Access, Grant
from etl.door.actors import NOBODY, Role
from etl.door.identity import actor_of, ends

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
HOUR = 3600
ISSUER, AUDIENCE = "https://inloggen.voorbeeldstad.nl", "databoek-1"
ACCESS = Access(
    issuers=frozenset({ISSUER}),
    audience=AUDIENCE,
    claim="roles",
    grants={
        "redactie": Grant(Role.EDITOR),
        "beheer": Grant(Role.ADMINISTRATOR),
        "kijken": Grant(Role.READER),
        "ggd": Grant(Role.PARTNER, "ggd"),
        "oud": Grant(Role.PARTNER, "opgeheven"),
    },
    partners=frozenset({"ggd"}),
    withdrawn=frozenset({"weg-1"}),
)
CLAIMS = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "u-1",
    "name": "Anna Jansen",
    "iat": AT - HOUR,
    "exp": AT + HOUR,
    "roles": "redactie",
}


def asked(access=ACCESS, now=NOW, **changed):
    claims = {name: value for name, value in (CLAIMS | changed).items() if value is not ...}
    return actor_of(claims, access, now)


@pytest.mark.parametrize(
    ("value", "role", "partner"),
    [
        ("redactie", Role.EDITOR, ""),
        (["redactie"], Role.EDITOR, ""),
        (["iets-anders", "beheer", 7, None], Role.ADMINISTRATOR, ""),
        ("ggd", Role.PARTNER, "ggd"),
    ],
)
def test_the_value_of_the_claim_gives_the_role(value, role, partner):
    actor = asked(roles=value)
    assert (actor.subject, actor.name, actor.role, actor.partner, actor.reason) == ("u-1", "Anna Jansen", role, partner, "")
    assert actor.until == NOW + timedelta(hours=1)
    assert actor.role.may_write
    assert actor.role.may_edit is (role is not Role.PARTNER)


REFUSED = {
    "no role": ({"roles": ...}, "geen rol"),
    "an unknown role": ({"roles": "baas"}, "geen rol"),
    "the word of a role that gives nothing here": ({"roles": "beheerder"}, "geen rol"),
    "a role in other letters": ({"roles": "Redactie"}, "geen rol"),
    "an empty list": ({"roles": []}, "geen rol"),
    "a role that is no text": ({"roles": {"redactie": True}}, "geen rol"),
    "two roles": ({"roles": ["redactie", "beheer"]}, "meer dan één rol"),
    "one role twice": ({"roles": ["redactie", "redactie"]}, "meer dan één rol"),
    "two partners": ({"roles": ["ggd", "oud"]}, "meer dan één rol"),
    "a partner that is gone": ({"roles": "oud"}, "'opgeheven', en die staat niet in de agenda"),
    "only reading": ({"roles": "kijken"}, "alleen lezen"),
    "no issuer": ({"iss": ...}, "niet kent"),
    "another issuer": ({"iss": "https://elders.example"}, "niet kent"),
    "an issuer that looks like it": ({"iss": f"{ISSUER}/"}, "niet kent"),
    "issuers": ({"iss": [ISSUER]}, "niet kent"),
    "no audience": ({"aud": ...}, "iets anders"),
    "another audience": ({"aud": "elders"}, "iets anders"),
    "for more, and not asked by us": ({"aud": [AUDIENCE, "elders"]}, "iets anders"),
    "for more, asked by another": ({"aud": [AUDIENCE, "elders"], "azp": "elders"}, "iets anders"),
    "an audience within a text": ({"aud": f"{AUDIENCE} elders"}, "iets anders"),
    "expired": ({"exp": AT}, "verlopen"),
    "expires by a text": ({"exp": str(AT + HOUR)}, "hoe lang"),
    "never expires": ({"exp": ...}, "hoe lang"),
    "expires by true": ({"exp": True}, "hoe lang"),
    "expires beyond time": ({"exp": 10**30}, "hoe lang"),
    "expires at no number": ({"exp": float("nan")}, "hoe lang"),
    "no moment of issue": ({"iat": ...}, "hoe lang"),
    "issued eight hours ago": ({"iat": AT - 8 * HOUR}, "verlopen"),
    "issued tomorrow": ({"iat": AT + 24 * HOUR, "exp": AT + 25 * HOUR}, "klok"),
    "withdrawn": ({"sub": "weg-1"}, "ingetrokken"),
}


@pytest.mark.parametrize(("changed", "words"), REFUSED.values(), ids=REFUSED)
def test_whatever_does_not_fit_leaves_a_reader_with_the_reason(changed, words):
    actor = asked(**changed)
    assert (actor.role, actor.partner) == (Role.READER, "")
    assert words in actor.reason
    assert not actor.role.may_write


@pytest.mark.parametrize("subject", [..., "", 7, None, "a\nb", " u-1", "u" * 256])
def test_without_a_subject_somebody_is_nobody(subject):
    assert asked(sub=subject) == NOBODY


def test_without_a_file_with_access_everybody_reads():
    actor = asked(access=Access())
    assert (actor.role, "toegang.yaml" in actor.reason) == (Role.READER, True)


def test_a_token_for_more_that_was_asked_by_us_counts():
    assert asked(aud=[AUDIENCE, "elders"], azp=AUDIENCE).role is Role.EDITOR


def test_a_long_token_ends_after_a_working_day():
    actor = asked(exp=AT + 100 * HOUR)
    assert actor.until == NOW + timedelta(hours=7)
    assert ends(CLAIMS) == NOW + timedelta(hours=1)
    assert (actor.holds_at(NOW), actor.holds_at(actor.until)) == (True, False)


def test_a_clock_that_is_a_little_ahead_is_no_reason():
    assert asked(iat=AT + 60).role is Role.EDITOR


@pytest.mark.parametrize("name", [..., "", "a.jansen@voorbeeldstad.nl", "Anna <a>", 7, "\x07"])
def test_a_name_that_is_no_name_is_not_shown(name):
    assert asked(name=name).name == "Zonder naam"


def test_a_name_stands_on_one_line():
    assert asked(name=" Anna\n  Jansen ").name == "Anna Jansen"
    assert len(asked(name="a" * 1000).name) == 100
