"""Who may do what, as it is written beside the agenda: read whole, or refused with file, line and remedy."""

import pytest

from etl.door.access import OUTCOME, AccessError, Grant, read_access
from etl.door.actors import Role

GOOD = """\
uitgever: https://inloggen.voorbeeldstad.nl
ontvanger: 0123
veld: roles
rollen:
  databoek-redactie: redacteur
  databoek-beheer: beheerder
  databoek-kijken: lezer
  databoek-ggd: {partner: ggd}
"""
FIRST = GOOD.partition("rollen:")[0]


@pytest.fixture
def agenda(tmp_path):
    return tmp_path / "agenda.yaml"


def written(agenda, text, name="toegang.yaml"):
    agenda.with_name(name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def test_what_is_written_is_what_holds(agenda):
    written(agenda, GOOD)
    access = read_access(agenda, ["ggd", "politie"])
    assert (access.issuers, access.audience, access.claim) == ({"https://inloggen.voorbeeldstad.nl"}, "0123", "roles")
    assert access.grants == {
        "databoek-redactie": Grant(Role.EDITOR),
        "databoek-beheer": Grant(Role.ADMINISTRATOR),
        "databoek-kijken": Grant(Role.READER),
        "databoek-ggd": Grant(Role.PARTNER, "ggd"),
    }
    assert (access.partners, access.one_person_may_all) == ({"ggd", "politie"}, False)


def test_several_issuers_and_one_person_for_everything(agenda):
    two = "[https://a.voorbeeldstad.nl, https://b.voorbeeldstad.nl]"
    written(agenda, GOOD.replace("https://inloggen.voorbeeldstad.nl", two) + "alles_door_een: ja\n")
    access = read_access(agenda)
    assert access.issuers == {"https://a.voorbeeldstad.nl", "https://b.voorbeeldstad.nl"}
    assert access.one_person_may_all


def test_without_the_file_nobody_is_believed(agenda):
    access = read_access(agenda, ["ggd"])
    assert (access.issuers, access.grants, access.withdrawn) == (frozenset(), {}, frozenset())


def test_who_was_withdrawn_stands_on_a_line_with_or_without_a_remark(agenda):
    written(agenda, "\ufeff# uit dienst\nabc-1   # 1 november\n\n  def 2\n", "ingetrokken.txt")
    assert read_access(agenda).withdrawn == {"abc-1", "def 2"}


WRONG = {
    "nothing in it": ("", ":1", "het bestand is leeg"),
    "no fields": ("- a\n", ":1", "hier horen velden te staan"),
    "a field is missing": (GOOD.replace("veld: roles\n", ""), ":1", "veld 'veld' ontbreekt"),
    "a slip of the pen": (GOOD.replace("ontvanger", "onvanger"), ":2", "bedoelt u 'ontvanger'?"),
    "a field nobody knows": (GOOD + "wachtwoord: geheim\n", ":9", "hier kunnen staan: uitgever"),
    "twice": (GOOD + "veld: groups\n", ":9", "staat er twee keer (regel 3 en regel 9)"),
    "a value twice": (GOOD + "  databoek-redactie: beheerder\n", ":9", "staat er twee keer"),
    "an unknown role": (GOOD.replace("beheerder", "baas"), ":6", "kies lezer, redacteur of beheerder"),
    "a partner without an id": (GOOD.replace("{partner: ggd}", "partner"), ":8", "staat niet welke partner"),
    "a partner that is empty": (GOOD.replace("{partner: ggd}", "{partner: }"), ":8", "staat geen partner"),
    "a partner and more": (GOOD.replace("{partner: ggd}", "{partner: ggd, rol: beheerder}"), ":8", "staat geen partner"),
    "no roles": (FIRST + "rollen:\n", ":4", "rollen is leeg"),
    "roles as a list": (FIRST + "rollen: [redacteur]\n", ":4", "rollen is leeg"),
    "http": (GOOD.replace("https:", "http:"), ":1", "is geen adres met https"),
    "an issuer that is a number": (GOOD.replace("https://inloggen.voorbeeldstad.nl", "12"), ":1", "uitgever is geen adres"),
    "two audiences": (GOOD.replace("0123", "[a, b]"), ":2", "ontvanger is leeg of meer dan één waarde"),
    "an empty audience": (GOOD.replace("0123", '""'), ":2", "ontvanger is leeg"),
    "an empty claim": (GOOD.replace("veld: roles", "veld: ''"), ":3", "veld is geen naam"),
    "neither yes nor no": (GOOD + "alles_door_een: soms\n", ":9", "kies ja of nee"),
    "no YAML": (GOOD + "  : [\n", ":", "toegang.yaml"),
    "not UTF-8": (b"uitgever: \xff\n", ":1", "geen UTF-8"),
}


@pytest.mark.parametrize(("text", "line", "words"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_with_its_line_and_nobody_may_write(agenda, text, line, words):
    written(agenda, text)
    with pytest.raises(AccessError) as refused:
        read_access(agenda, ["ggd"])
    told = str(refused.value)
    assert f"{agenda.with_name('toegang.yaml')}{line}" in told
    assert words in told
    assert told.endswith(OUTCOME)


def test_all_mistakes_are_told_at_once(agenda):
    written(agenda, GOOD.replace("beheerder", "baas").replace("veld: roles", "veld:"))
    with pytest.raises(AccessError) as refused:
        read_access(agenda)
    assert [problem.line for problem in refused.value.problems] == [3, 6]


@pytest.mark.parametrize("name", ["toegang.yaml", "ingetrokken.txt"])
def test_what_is_there_but_cannot_be_read_is_not_taken_for_absent(agenda, name):
    agenda.with_name(name).mkdir()
    with pytest.raises(AccessError, match=f"{name}  niet te lezen"):
        read_access(agenda)
    agenda.with_name(name).rmdir()
    written(agenda, b"abc\n\xff\n", name)
    with pytest.raises(AccessError, match=f"{name}:2"):
        read_access(agenda)
