"""What `etl check` tells of who may do what."""

import pytest
from support.shipped import AGENDA

from etl.run.access_check import access_lines
from indicators.agenda.load import load_agenda

GOOD = """\
uitgever: https://login.voorbeeldstad.nl
ontvanger: databoek
veld: roles
rollen:
  a: redacteur
  b: redacteur
  c: beheerder
"""


@pytest.fixture(scope="module")
def agenda():
    return load_agenda(AGENDA)


@pytest.mark.parametrize(
    ("text", "words", "faults"),
    [
        (GOOD, ["toegang.yaml: 2 voor redacteur en 1 voor beheerder."], 0),
        (GOOD + "  d: {partner: ggd}\n", ["2 voor redacteur, 1 voor beheerder en 1 voor partner."], 0),
        (GOOD + "  d: {partner: gdd}\n", ["1 voor partner.", "partner 'gdd' staat niet in de agenda"], 1),
        (
            GOOD + "  d: baas\n  e: baas\n",
            ["toegang.yaml:8  'd' geeft geen rol", "toegang.yaml:9", "mag niemand iets wijzigen"],
            2,
        ),
        (None, [], 0),
    ],
)
def test_each_role_is_counted_and_each_fault_is_told(agenda, tmp_path, text, words, faults):
    if text:
        (tmp_path / "toegang.yaml").write_text(text, encoding="utf-8")
    told, found = access_lines(tmp_path / "agenda.yaml", agenda)
    assert (len(told), found) == (len(words), faults)
    assert [line for line, part in zip(told, words, strict=True) if part not in line] == []
