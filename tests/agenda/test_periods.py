"""The kinds of periods: the word in the agenda, the mark in a code, and how a period reads."""

import pickle

import pytest

from indicators.agenda.periods import PeriodKind, period_in_words


def test_a_kind_is_the_word_of_the_agenda() -> None:
    assert {"jaar", "schooljaar", "december"} <= {str(kind) for kind in PeriodKind}
    assert all(PeriodKind(str(kind)) is kind and pickle.loads(pickle.dumps(kind)) is kind for kind in PeriodKind)


@pytest.mark.parametrize("kind", PeriodKind)
def test_a_kind_knows_its_own_codes_and_no_others(kind: PeriodKind) -> None:
    codes = [f"2024{each.mark}" for each in PeriodKind]
    assert [code for code in codes if kind.marks(code)] == [f"2024{kind.mark}"]
    assert not any(map(kind.marks, [kind.mark, f"24{kind.mark}", f"xxxx{kind.mark}", f"2024{kind.mark}1", "2024", ""]))


@pytest.mark.parametrize(
    ("code", "reads"), [("2023JJ00", "2023"), ("2018SJ00", "2018/'19"), ("1999SJ00", "1999/'00"), ("2024MM12", "december 2024")]
)
def test_a_period_reads_as_its_kind(code: str, reads: str) -> None:
    assert period_in_words(code, int(code[:4])) == reads


@pytest.mark.parametrize("code", ["2018", "2018/'19", "2018MM11", "2018KW03"])
def test_a_code_of_no_kind_reads_as_its_year(code: str) -> None:
    assert period_in_words(code, 2018) == "2018"
