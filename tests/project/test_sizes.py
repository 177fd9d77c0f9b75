"""Two sizes of test: a sample that stays the same, or everything; and a tool that is missing is seen."""

import os
import re
import subprocess
import sys

import pytest
from support.shipped import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SUITE = """
import pytest

@pytest.mark.sampled(5)
@pytest.mark.parametrize("number", range(100))
def test_many(number):
    pass

@pytest.mark.attack
def test_long():
    pass

def test_plain():
    pass
"""
NEEDY = """
import pytest

@pytest.mark.needs("a-program-nobody-has")
def test_needy():
    pass

@pytest.mark.needs("sh")
def test_served():
    pass
"""


@pytest.fixture
def pytest_on(tmp_path):
    """Run pytest with our two plugins on a suite of one file, as the command line does."""

    def run(suite, *words, **environment):
        (tmp_path / "test_it.py").write_text(suite, encoding="utf-8")
        plugins = ["-p", "support.sizes", "-p", "support.tools", "-p", "no:cacheprovider"]
        clean = {name: value for name, value in os.environ.items() if name != "DATABOEK_CI"}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-v", "-rs", *plugins, "-c", os.devnull, "--rootdir", tmp_path, tmp_path, *words],
            cwd=tmp_path,
            env={**clean, "PYTHONPATH": str(ROOT / "tests"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def passed(done):
    return re.findall(r"::(\S+) PASSED", done.stdout)


def test_a_sample_is_as_large_as_asked_and_the_same_every_time(pytest_on):
    first, again, other = (pytest_on(SUITE, "--sample-seed", seed) for seed in ("1", "1", "2"))
    assert len(passed(first)) == 6
    assert "test_plain" in passed(first)
    assert "test_long" not in passed(first)
    assert passed(again) == passed(first)
    assert len(passed(other)) == 6
    assert passed(other) != passed(first)


def test_the_attack_runs_everything(pytest_on):
    assert len(passed(pytest_on(SUITE, "--attack"))) == 102


def test_a_missing_tool_skips_where_people_work_and_says_which(pytest_on):
    done = pytest_on(NEEDY)
    assert done.returncode == 0
    assert "a-program-nobody-has is not installed" in done.stdout
    assert passed(done) == ["test_served"]


def test_a_missing_tool_fails_where_nothing_may_be_left_out(pytest_on):
    done = pytest_on(NEEDY, DATABOEK_CI="1")
    assert done.returncode == 1
    assert "a-program-nobody-has is not installed" in done.stdout
    assert passed(done) == ["test_served"]


def test_ci_leaves_nothing_out():
    assert "export DATABOEK_CI=1" in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_tool_that_a_test_needs_is_one_that_ci_installs():
    installed = set(
        re.findall(r"^(?:wanted=\")?(\S+) \S+\"?$", (ROOT / ".ci" / "tools").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert "faketime" in installed
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path.name != "test_sizes.py"]
    needed = {
        name
        for text in tests
        for found in re.findall(r"mark\.needs\(([^)]*)\)", text)
        for name in re.findall(r'"([^"]+)"', found)
    }
    assert needed <= installed


def test_the_attack_is_the_test_command_with_everything_in_it():
    assert "attack: override PYTEST_ARGS += --attack\nattack: $(INSTALLED_RELEASE) test\n" in MAKEFILE
