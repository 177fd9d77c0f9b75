"""Programs that tests start: one that is missing skips its tests where people work, and fails them where nothing may be left out.

@pytest.mark.needs("faketime")     # .ci/tools installs it
"""

import os
import shutil
from pathlib import Path

import pytest

STRICT = "DATABOEK_CI"
"""Set in `.ci/run`: a missing tool is a failure there."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(name, ...): programs it starts; .ci/tools installs them")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for name in marker.args:
            require(name)


def require(name: str) -> str:
    """Where this program or file is; without it the test that asks is skipped, or fails when nothing may be left out."""
    found = shutil.which(name) or (name if "/" in name and Path(name).is_file() else None)
    if found is None:
        text = f"{name} is not installed: .ci/tools does that"
        if os.environ.get(STRICT):
            pytest.fail(text, pytrace=False)
        pytest.skip(text)
    return found
