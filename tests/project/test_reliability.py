"""The manual on reliability lists every fault that is tried, with what becomes of the figures, and no other."""

import re

import pytest
from support.attacked.deliveries import DELIVERIES
from support.attacked.line import NETWORK
from support.shipped import ROOT

MANUAL = (ROOT / "docs" / "betrouwbaarheid.md").read_text(encoding="utf-8")


def table_below(heading: str) -> dict[str, str]:
    """The lines of the first table below this heading: what goes wrong, and what happens."""
    part = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    assert part, f"no heading {heading}"
    lines = re.findall(r"^\| (.+?) \| (.+?) \|$", part[1], re.MULTILINE)
    return dict(lines[1:])


@pytest.mark.parametrize(("heading", "cases"), [("De lijn naar CBS", NETWORK), ("Een levering die niet klopt", DELIVERIES)])
def test_the_manual_lists_what_is_tried(heading, cases):
    assert table_below(heading) == {name: case.outcome for name, case in cases.items()}
