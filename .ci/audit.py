"""Asks whether a weakness is known of what we install (pip-audit); without an answer it says so in a line and judges nothing.

Usage: .venv/bin/python .ci/audit.py requirements-dev.txt
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SECONDS, SECONDS_A_QUESTION = 180, 10
_OUT_OF_REACH = ("requests.exceptions.", "ServiceError", "ConnectionError", "urllib3.exceptions.")
Dependencies = list[dict[str, Any]]


def main(requirements: str) -> int:
    """1 when a weakness is known, or when pip-audit failed on something else than the network."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        try:
            command = _command(requirements, answer)
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603  our own words
        except subprocess.TimeoutExpired:
            return _say(f"pip-audit: no answer within {SECONDS} seconds; nothing is known of weaknesses.", 0)
        if answer.exists():
            return judge(json.loads(answer.read_text(encoding="utf-8"))["dependencies"])
    return no_answer(done.stderr)


def _command(requirements: str, answer: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "pip_audit", "--requirement", requirements, "--require-hashes", "--disable-pip"),
        *("--progress-spinner", "off", "--timeout", str(SECONDS_A_QUESTION), "--format", "json", "--output", str(answer)),
    ]


def judge(dependencies: Dependencies) -> int:
    """Each weakness in a line with the version that mends it; packages that nobody could be asked about are counted."""
    asked = [package for package in dependencies if "skip_reason" not in package]
    known = [(package, weakness) for package in asked for weakness in package["vulns"]]
    for package, weakness in known:
        mended = ", ".join(weakness["fix_versions"]) or "nothing yet"
        _say(f"{package['name']} {package['version']}: {weakness['id']}, mended by {mended}", 1)
    if not asked:
        return _say("pip-audit: nobody here knows these packages; nothing is known of weaknesses.", 0)
    what = f"{len(known)} known weaknesses" if known else "no known weakness"
    return _say(
        f"pip-audit: {what} in {len(asked)} of {len(dependencies)} packages; of the others nothing is known.", min(len(known), 1)
    )


def no_answer(error: str) -> int:
    """0 when the advisories were out of reach; what else went wrong is told whole."""
    if any(sign in error for sign in _OUT_OF_REACH):
        return _say("pip-audit: the advisories are out of reach; nothing is known of weaknesses.", 0)
    sys.stderr.write(error)
    return 1


def _say(text: str, code: int) -> int:
    sys.stdout.write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
