"""What we build on and hand out: a known weakness stops a check, a network that is away does not; a release lists its parts."""

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.shipped import ROOT
from support.tools import require

SPEC = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

SOUND = {"name": "duckdb", "version": "1.5.5", "vulns": []}
WEAK = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "CVE-2019-10906", "fix_versions": ["2.10.1"], "description": "…"}]}
UNKNOWN = {"name": "altair", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ([SOUND], 0, "no known weakness in 1 of 1 packages"),
        ([SOUND, WEAK], 1, "jinja2 2.10: CVE-2019-10906, mended by 2.10.1"),
        ([SOUND, UNKNOWN], 0, "no known weakness in 1 of 2 packages"),
        ([UNKNOWN], 0, "nobody here knows these packages"),
    ],
)
def test_a_known_weakness_stops_a_check_and_says_what_mends_it(answer, code, words, capsys):
    assert audit.judge(answer) == code
    assert words in capsys.readouterr().out


def test_without_network_a_check_says_so_in_a_line_and_goes_on(monkeypatch, capsys):
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    assert audit.main(str(ROOT / "requirements.txt")) == 0
    assert capsys.readouterr().out == "pip-audit: the advisories are out of reach; nothing is known of weaknesses.\n"


def test_pip_audit_that_fails_on_something_else_fails_the_check(tmp_path, capsys):
    assert audit.main(str(tmp_path / "no-such-file.txt")) == 1
    assert "no-such-file.txt" in capsys.readouterr().err


def test_bandit_sees_a_fault_with_our_settings(tmp_path):
    (tmp_path / "faulty.py").write_text("import subprocess\n\nsubprocess.run('ls ' + input(), shell=True)\n", encoding="utf-8")
    command = [sys.executable, "-m", "bandit", "--quiet", "--configfile", "pyproject.toml", "--recursive", str(tmp_path)]
    seen = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert seen.returncode == 1
    assert "B602" in seen.stdout


@pytest.mark.attack
@pytest.mark.needs("git")
def test_a_release_lists_every_package_with_its_hashes(tmp_path):
    copy = tmp_path / "databoek"
    (copy / ".ci").mkdir(parents=True)
    for name in (".ci/release", "requirements.txt"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / ".ci" / "release").chmod(0o755)
    git = ["git", "-c", "user.name=test", "-c", "user.email=test@example.org"]
    for step in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "one"]):
        subprocess.run([*git, *step], cwd=copy, check=True)
    bin_of = Path(require(str(Path(sys.prefix) / "release" / "bin" / "cyclonedx-py"))).parent
    subprocess.run([copy / ".ci" / "release", bin_of, "1.2.3"], cwd=copy, check=True, capture_output=True)
    parts = json.loads((copy / "dist" / "databoek-1.2.3.cdx.json").read_text(encoding="utf-8"))
    assert parts["metadata"]["component"]["name"] == "databoek"
    assert parts["metadata"]["component"]["version"] == "1.2.3"
    pinned = {line.split(" ")[0] for line in (ROOT / "requirements.txt").read_text().splitlines() if line[:1].isalpha()}
    assert {f"{part['name']}=={part['version']}" for part in parts["components"]} == pinned
    without = [part["name"] for part in parts["components"] if not part["externalReferences"][0]["hashes"]]
    assert without == []
    for line in (copy / "dist" / "databoek-1.2.3.sha256").read_text(encoding="utf-8").splitlines():
        told, name = line.split()
        assert hashlib.sha256((copy / "dist" / name).read_bytes()).hexdigest() == told


def guarded(text: str) -> list[str]:
    """The last cell of every row of a table that tells what guards against a danger."""
    tables = re.findall(r"^\| gevaar .*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [row.strip("| \n").rpartition(" | ")[2] for table in tables for row in table.splitlines()]


def test_every_danger_that_is_told_names_the_test_that_guards_against_it():
    cells = guarded((ROOT / "docs" / "beveiliging.md").read_text(encoding="utf-8"))
    assert len(cells) > 15, "found no table: this test looks in the wrong place"
    assert [cell for cell in cells if not re.fullmatch(r"`tests/[\w/.]+`(, `tests/[\w/.]+`)*", cell)] == []
    assert [name for cell in cells for name in re.findall(r"`([^`]+)`", cell) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("name", ["SECURITY.md", "docs/beveiliging.md"])
def test_what_they_lead_to_is_there(name):
    place = ROOT / name
    linked = [
        target for target in re.findall(r"\]\(([^)#]+)", place.read_text(encoding="utf-8")) if not target.startswith("http")
    ]
    assert linked
    assert [target for target in linked if not (place.parent / target).exists()] == []
