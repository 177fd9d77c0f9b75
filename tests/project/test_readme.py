"""What the texts promise is there: commands, files, settings, pins, licence."""

import re
import shlex
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from typer.testing import CliRunner

from etl.__main__ import app
from etl.run.exits import Exit

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MADE_BY_A_RUN = ("data/", ".venv/", "dist/")
PIN = re.compile(r"([A-Za-z0-9._-]+)==([\w.]+)(?: ; [^#]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands_in(text: str) -> list[str]:
    """The lines of the shell blocks, without their comments, and the commands named in running text."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`((?:make|python|streamlit|pip|\.venv/bin/\w+) [^`\n]+)`", text)
    return [line for line in [*lines, *inline] if line]


def paths_in(text: str) -> set[str]:
    """Files and folders that a text names in backticks or links to."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    named = {name for name in re.findall(r"`([\w.][\w./*-]*)`", text) if "/" in name or has_file_suffix(name)}
    linked = {target for target in re.findall(r"\]\(([^)]+)\)", text) if not target.startswith("http")}
    return named | linked


def has_file_suffix(name: str) -> bool:
    return name.endswith((".py", ".md", ".toml", ".txt", ".in", ".yml", ".yaml", ".sql", ".json"))


def missing_paths(text: str, home: Path) -> list[str]:
    return sorted(
        name
        for name in paths_in(text)
        if not name.startswith(MADE_BY_A_RUN) and not any([*ROOT.glob(name), (home / name).exists()])
    )


def offered(name: str) -> str:
    """The help of a command, with its flags; fails when there is no such command."""
    result = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})
    assert result.exit_code == 0, f"python -m etl {name} does not exist"
    return result.output


def why_wrong(command: str) -> str:
    """What is wrong with a command of a text, '' when it can be typed as it stands."""
    problem = "a command this test does not know"
    match shlex.split(command):
        case ["make", *words]:
            problem = gone_targets([word for word in words if "=" not in word])
        case ["python" | ".venv/bin/python", "-m", "etl", name, *rest]:
            problem = wrong_etl(name, rest)
        case ["python", "-m", module] if module.startswith("dashboard."):
            problem = gone_files([f"{module.replace('.', '/')}/__main__.py"])
        case [".venv/bin/python", "-m", "pytest", *files]:
            problem = gone_files(files)
        case ["streamlit", "run", *files] | ["pip", "install", "-r", *files]:
            problem = gone_files(files)
        case [".", ".venv/bin/activate"]:
            problem = ""
    return problem


def gone_targets(names: list[str]) -> str:
    gone = [name for name in names if not re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)]
    return f"no target {gone}" if gone else ""


def wrong_etl(name: str, rest: list[str]) -> str:
    result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"})
    if not re.search(rf"^\W*{name}\s", result.output, re.MULTILINE):
        return f"no command {name}"
    flags = [word for word in rest if word.startswith("--")]
    gone = [flag for flag in flags if not re.search(rf"{flag}\b", offered(name))]
    if "--source" in rest and rest[rest.index("--source") + 1] not in {"auto", "live", "recording"}:
        return "no such --source"
    return f"no flag {gone}" if gone else ""


def gone_files(files: list[str]) -> str:
    gone = [file for file in files if not (ROOT / file).exists()]
    return f"no file {gone}" if gone else ""


def pins(name: str) -> dict[str, str]:
    """Package -> exact version; a package without an exact version or without the hashes of its files fails."""
    text = re.sub(r"^\s*#.*\n", "", text_of(name), flags=re.MULTILINE).replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    loose = [line for line in lines if not PIN.fullmatch(line.strip())]
    assert loose == [], f"{name}: not an exact pin with hashes"
    return {found[1]: found[2] for line in lines if (found := PIN.fullmatch(line.strip()))}


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_can_be_typed(name: str) -> None:
    commands = commands_in(text_of(name))
    assert commands, "found no command: this test looks in the wrong place"
    assert {command: why_wrong(command) for command in commands if why_wrong(command)} == {}


@pytest.mark.parametrize(
    "command",
    [
        "make stort",
        "python -m etl refrsh",
        "python -m etl refresh --sauce live",
        "python -m etl refresh --source cbs",
        "python -m etl check --json",
        "streamlit run dashboard/main.py",
        "npm install",
    ],
)
def test_a_command_that_does_not_exist_is_seen(command: str) -> None:
    assert why_wrong(command) != ""


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_it_names_exists(name: str) -> None:
    text = text_of(name)
    assert paths_in(text), "found no path: this test looks in the wrong place"
    assert missing_paths(text, (ROOT / name).parent) == []


@pytest.mark.parametrize(
    "text", ["see `etl/nowhere.py`", "[here](docs/none.md)", "![shot](docs/schermen/none.png)", "`pages.toml`"]
)
def test_a_file_that_is_not_there_is_seen(text: str) -> None:
    assert len(missing_paths(text, ROOT)) == 1


def test_the_readme_names_every_command_and_no_other() -> None:
    typed = (command for command in app.registered_commands if not command.hidden)  # what the dashboard starts, nobody types
    there = {command.name or command.callback.__name__ for command in typed}
    assert set(re.findall(r"python -m etl (\w+)", README)) == there


def test_the_readme_tells_every_exit_code() -> None:
    assert re.findall(r"^\| (\d+) \|", README, re.MULTILINE) == [str(int(code)) for code in Exit]


def test_settings_in_the_readme_and_the_manual_are_those_in_the_code() -> None:
    sources = [path.read_text(encoding="utf-8") for folder in ("etl", "dashboard") for path in (ROOT / folder).rglob("*.py")]
    used = {name for source in sources for name in re.findall(r"DATABOEK_[A-Z]+(?:_[A-Z]+)*", source)}
    told = set(re.findall(r"DATABOEK_[A-Z]+(?:_[A-Z]+)*", README + text_of("docs/beheer.md")))
    of_containers = set(re.findall(r"DATABOEK_[A-Z]+(?:_[A-Z]+)*", text_of("deploy/compose.yaml")))
    assert used <= told
    assert told - used <= of_containers, "what compose asks for besides, and no code reads"
    assert "PORT ?= 8501" in MAKEFILE
    assert re.search(r"`PORT`.*\| 8501 \|", README)


def test_ci_runs_what_the_readme_says() -> None:
    lines = text_of(".ci/run").splitlines()
    assert "make check" in lines
    assert "make test PYTEST_ARGS=--durations=30" in lines, "and which tests are slowest"
    assert "$(PYTEST_ARGS)" in MAKEFILE


@pytest.mark.parametrize(
    "name",
    [f"requirements{which}.txt" for which in ("", "-cluster", "-dev", "-oidc", "-release", "-s3")],
)
def test_every_package_is_pinned_exactly(name: str) -> None:
    assert len(pins(name)) > 20


@pytest.mark.parametrize(
    "line", ["duckdb>=1.5", "duckdb==1.5.5", "duckdb==1.5.5 --hash=sha256:12", "git+https://example.org/duckdb"]
)
def test_a_package_without_version_or_hashes_is_seen(line: str) -> None:
    assert PIN.fullmatch(line) is None


@pytest.mark.parametrize("name", [f"requirements{which}" for which in ("", "-cluster", "-dev", "-oidc", "-release", "-s3")])
def test_the_pins_are_of_what_we_ask_for(name: str) -> None:
    asked = [Requirement(line) for line in text_of(f"{name}.in").splitlines() if line and not line.startswith("-r ")]
    pinned = pins(f"{name}.txt")
    assert [str(one) for one in asked if not one.specifier.contains(pinned.get(one.name.lower(), "0"))] == [], "type: make lock"


def test_what_we_install_has_to_be_a_file_whose_hash_we_know() -> None:
    installs = re.findall(r"pip install [^\n]*", MAKEFILE)
    assert [line for line in installs if "--require-hashes" not in line] == []
    assert len(installs) == 5


def test_developers_run_what_users_run() -> None:
    users, clusters, developers = (pins(f"requirements{which}.txt") for which in ("", "-cluster", "-dev"))
    assert {name: clusters.get(name) for name in users} == users
    assert {name: developers.get(name) for name in clusters} == clusters


def test_nothing_beside_altair_makes_each_start_slower() -> None:
    """jsonschema, which altair loads, makes a grammar of addresses at its import where this is there: a second of work."""
    assert "rfc3987-syntax" not in pins("requirements-dev.txt")


def test_duckdb_stays_at_the_version_whose_files_we_can_read() -> None:
    assert pins("requirements.txt")["duckdb"] == "1.5.5"  # 2.0 writes files that 1.x cannot read
    extensions = {name: pin for name, pin in pins("requirements-cluster.txt").items() if name.startswith("duckdb-extension-")}
    assert set(extensions.values()) == {"1.5.5"}, "an extension goes with one DuckDB alone"


def test_publiccode_has_what_the_standard_asks() -> None:
    about = yaml.safe_load(text_of("publiccode.yml"))
    required = {"publiccodeYmlVersion", "name", "platforms", "developmentStatus", "softwareType", "description", "legal"}
    assert required | {"categories", "maintenance", "localisation"} <= set(about)
    assert about["publiccodeYmlVersion"] == "0.4"
    assert about["legal"]["license"] == "EUPL-1.2"
    assert about["maintenance"]["type"] in {"internal", "community"}
    assert all(contact["name"] for contact in about["maintenance"]["contacts"])
    assert about["localisation"]["availableLanguages"] == ["nl"]
    for words in about["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
        assert [shot for shot in words.get("screenshots", []) if not (ROOT / shot).exists()] == []


def test_the_licence_is_whole() -> None:
    text = text_of("LICENSE")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"^(\d+)\.", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text
    assert text.endswith("require the production of a new EUPL version.\n")


def test_the_readme_stays_short() -> None:
    assert len(README.split()) <= 1_100, "a newcomer reads it in a few minutes"
