"""The steps of the Containerfile in a clean folder: what it copies is enough to refresh and to serve, and is not written to."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.image import Image
from support.serving import START_SECONDS, free_port
from support.shipped import ROOT, copy_of

CONTAINERFILE = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8").rpartition("FROM ")[2]
_MADE = shutil.ignore_patterns("__pycache__")


def copied(target: Path) -> Path:
    """What COPY takes along, of what .containerignore leaves."""
    lines = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    for name in (line.removeprefix("!") for line in lines if line.startswith("!")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=_MADE)
        else:
            shutil.copy(ROOT / name, target / name)
    return target


def environment(places: dict[str, str]) -> dict[str, str]:
    """What ENV says, in other places; nothing else but what a system has anyway."""
    (block,) = re.findall(r"^ENV (.*?[^\\\n])$", CONTAINERFILE, re.MULTILINE | re.DOTALL)
    said = dict(line.strip().removesuffix("\\").strip().split("=", 1) for line in block.splitlines())
    anywhere = re.compile(rf"(?<!\w)({'|'.join(places)})(?!\w)")
    return {
        name: anywhere.sub(lambda found: places[found[1]], value).replace("$PATH", os.environ["PATH"])
        for name, value in said.items()
    }


def words_of(line: str) -> list[str]:
    """The command on the line that starts so."""
    (words,) = re.findall(rf"^{line} (\[.*\])$", CONTAINERFILE, re.MULTILINE)
    return json.loads(words)


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("is_new", [False, pytest.param(True, marks=pytest.mark.attack)])
def test_what_the_container_holds_refreshes_serves_is_well_and_writes_to_its_volume_alone(is_new, tmp_path, filled):
    home, data, temporary = copied(tmp_path / "opt" / "databoek"), tmp_path / "data", tmp_path / "tmp"
    data.mkdir() if is_new else copy_of(filled, data)
    temporary.mkdir()
    given = environment({"/opt/venv": sys.prefix, "/opt/databoek": str(home), "/data": str(data), "/tmp": str(temporary)})
    (compiled,) = re.findall(r"^RUN (\S+ -m compileall [^\\\n]+)", CONTAINERFILE, re.MULTILINE)
    command = compiled.replace("/opt/venv", sys.prefix).replace("/opt/databoek", str(home)).split()
    subprocess.run(command, check=True, timeout=180)
    before, port = everything_in(home), str(free_port())
    refresh = ["python", "-m", "etl", *(["refresh", "--source", "recording"] if is_new else ["check"])]
    subprocess.run(refresh, cwd=temporary, env=given, check=True, capture_output=True, timeout=180)
    serve, is_well = words_of("CMD"), words_of("  CMD")
    with subprocess.Popen([word.replace("8501", port) for word in serve], cwd=temporary, env=given) as server:
        try:
            until = time.monotonic() + START_SECONDS
            while subprocess.run(
                [word.replace("8501", port) for word in is_well], env=given, capture_output=True, check=False
            ).returncode:
                assert server.poll() is None, "it stopped"
                assert time.monotonic() < until, "it does not get well"
                time.sleep(1)  # asking is a Python of its own, and takes time from who starts
        finally:
            server.terminate()
    assert everything_in(home) == before
    assert list(data.glob("databoek-*.duckdb"))


@pytest.fixture
def image(tmp_path):
    image = Image(tmp_path)
    yield image
    image.close()


@pytest.mark.attack
@pytest.mark.needs("buildah", "debootstrap", "unshare")
@pytest.mark.skipif(os.geteuid() != 0, reason="a base is made and mounted by root")
def test_the_container_is_built_and_runs_without_root_on_a_root_that_is_only_read(image, tmp_path):
    data, port = tmp_path / "data", str(free_port())
    data.mkdir()
    assert image.user == "10001:10001"

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(image.command(words, data), capture_output=True, text=True, timeout=300, check=False)

    assert run("id", "-u").stdout == "10001\n"
    assert "Read-only file system" in run("touch", "/opt/databoek/here").stderr
    assert run("python", "-m", "pip", "--version").returncode == 1, "it has no pip"
    refreshed = run("python", "-m", "etl", "refresh", "--source", "recording")
    assert refreshed.returncode == 0, refreshed.stderr
    serve = image.command([word.replace("8501", port) for word in words_of("CMD")], data)
    with subprocess.Popen(serve) as server:
        try:
            until = time.monotonic() + 2 * START_SECONDS
            while run(*[word.replace("8501", port) for word in words_of("  CMD")]).returncode:
                assert server.poll() is None, "it stopped"
                assert time.monotonic() < until, "it does not get well"
                time.sleep(1)
        finally:
            server.terminate()
