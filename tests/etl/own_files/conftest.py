"""The tests open own files in their own process, which is fast; `test_hostile.py` opens them in one apart, as a run does."""

import json

import pytest

from etl.own_files import opened, opening


@pytest.fixture(autouse=True)
def opened_here(request, monkeypatch):
    """The same question and answer, without a process between them."""
    if not request.module.__name__.endswith("test_hostile"):
        monkeypatch.setattr(
            opening, "_opened", lambda raw, kind, sheet, wanted: json.dumps(opened.answer(kind, sheet, list(wanted), raw))
        )
