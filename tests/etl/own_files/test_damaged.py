"""Damaged files: a sentence or figures that the undamaged file has; never a traceback, never another figure."""

import pytest
from support.mutations import FIGURES, KINDS, damaged, undamaged
from support.own_files import figures, read_bytes

from etl.delivery import SourceError

ENDING = {"csv": "csv", "xlsx": "xlsx", "procent": "xlsx"}
SAMPLE = 25
"""Of each kind; `make attack` reads hundreds."""


def read(folder, kind, content):
    return figures(read_bytes(folder, content, file=f"eigen.{ENDING[kind]}"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_undamaged_file_has_them_all(tmp_path, kind):
    assert set(read(tmp_path, kind, undamaged(kind))) == FIGURES


@pytest.mark.parametrize("nr", range(SAMPLE))
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_gives_a_sentence_or_true_figures(tmp_path, kind, nr):
    try:
        found = read(tmp_path, kind, damaged(kind, nr))
    except SourceError as error:
        told = str(error)
        assert told.startswith(f"{tmp_path}/eigen.{ENDING[kind]}:")
        assert "niet was voorzien" not in told
        assert "het lezen kost te veel" not in told, "the process that opens it broke off: see its last words in the log"
    else:
        assert set(found) <= FIGURES
        assert len(found) == len(set(found))
