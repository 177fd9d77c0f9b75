"""Holds HTML against two validators: vnu, the W3C's own, and html-validate, which also knows techniques of WCAG; both are npm's.

.ci/tools puts them in .venv/npm; one that is missing is told like any other program.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from support.tools import require

PACKAGES = Path(sys.prefix) / "npm" / "node_modules"
JAR = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
BINARY = PACKAGES / ".bin" / "html-validate"
RULES = Path(__file__).with_name("html_rules.mjs")


def faults(folder: Path) -> dict[str, list[str]]:
    """By the path of a page below this folder all errors that either finds in it; a page without any is not there."""
    found: dict[str, list[str]] = {}
    for path, fault in (*_of_vnu(folder), *_of_html_validate(folder)):
        found.setdefault(path.relative_to(folder).as_posix(), []).append(fault)
    return found


def _of_vnu(folder: Path) -> list[tuple[Path, str]]:
    java, jar = require("java"), require(str(JAR))
    how = [java, "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", jar]
    asked = ["--format", "json", "--stdout", "--exit-zero-always", "--errors-only", "--skip-non-html"]
    done = subprocess.run([*how, *asked, str(folder)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)["messages"]
    return [
        (
            Path(each["url"].removeprefix("file:")),
            f"vnu, line {each.get('lastLine')}: {each['message']} {each.get('extract', '')}",
        )
        for each in told
    ]


def _of_html_validate(folder: Path) -> list[tuple[Path, str]]:
    node, binary = require("node"), require(str(BINARY))
    command = [node, binary, "--config", str(RULES), "--formatter", "json", "--ext", "html", str(folder)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:  # it ends before all of it went through a pipe
        done = subprocess.run(command, stdout=told, stderr=subprocess.PIPE, text=True, check=False)
        told.seek(0)
        answer = told.read()
    assert answer.startswith("["), f"html-validate says {done.returncode}: {done.stderr}{answer}"
    return [
        (Path(page["filePath"]), f"html-validate, line {each['line']}: {each['message']} ({each['ruleId']})")
        for page in json.loads(answer)
        for each in page["messages"]
    ]
