"""The layers hold: import-linter's contracts, and what a list of modules kept by hand cannot guard."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("indicators", "etl", "dashboard")
SOURCES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
CONTRACTS = [
    contract["name"] for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True, no_cache=True))"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, check=False)


def verdicts(output: str) -> dict[str, str]:
    """Contract name -> KEPT or BROKEN; a name may run over two lines."""
    flat = " ".join(output.split())
    return {name: flat.split(f"{name} ", 1)[1].split()[0] for name in CONTRACTS if f"{name} " in flat}


def imported_by(source: str) -> set[str]:
    """Every module and name that a source imports, in full: `from etl.store import open_store` gives both."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def named_in(source: str) -> set[str]:
    """Every attribute and every name that a source uses."""
    tree = ast.parse(source)
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def packages(modules: Iterable[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


def files_where(test: Callable[[str], object]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in SOURCES if test(path.read_text(encoding="utf-8"))]


def code_folders() -> Iterator[Path]:
    for layer in LAYERS:
        yield from {path.parent for path in (ROOT / layer).rglob("*.py")}
    yield ROOT / "benchmarks"


def test_all_contracts_are_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert verdicts(result.stdout) == dict.fromkeys(CONTRACTS, "KEPT")


BREAKS = {
    "Data goes one way: dashboard reads etl.store, etl fills it, indicators know neither": (
        "indicators/methods/trend.py",
        "etl.store.store",
    ),
    "indicators are pure: no network, database or screen": ("indicators/methods/trend.py", "duckdb"),
    "Within indicators: words tell effects and methods, which read the agenda": (
        "indicators/methods/trend.py",
        "indicators.wording.norm",
    ),
    "Within dashboard: a page knows what pages share, never the other way": ("dashboard/look/notation.py", "dashboard.kit"),
    "Within etl: a run fills the store from CBS and own files, which do not know each other": (
        "etl/store/regions.py",
        "etl.run.plan",
    ),
    "A page never opens a partner's file": ("dashboard/look/notation.py", "etl.own_files.opening"),
    "The dashboard fetches nothing and opens no database": ("dashboard/look/notation.py", "etl.cbs.client"),
    "The door for every write knows no screen and no tables in memory": ("etl/door/actors.py", "pandas"),
    "Only etl.cbs.client and etl.cbs.wire talk to CBS": ("etl/run/plan.py", "cbsodata"),
    "Only the package etl.store imports duckdb": ("etl/cbs/client.py", "duckdb"),
    "Who recomputes the answers shares no code with the product": ("benchmarks/recompute/norms.py", "indicators.methods.trend"),
}


def test_every_contract_has_a_case_that_breaks_it() -> None:
    assert set(BREAKS) == set(CONTRACTS)


@pytest.mark.parametrize("contract", BREAKS)
def test_an_import_too_many_breaks_the_contract(contract: str, tmp_path: Path) -> None:
    file, module = BREAKS[contract]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for layer in (*LAYERS, "benchmarks"):
        shutil.copytree(ROOT / layer, tmp_path / layer, ignore=lambda folder, names: [n for n in names if is_no_code(folder, n)])
    with (tmp_path / file).open("a", encoding="utf-8") as source:
        source.write(f"\nimport {module}\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert verdicts(result.stdout)[contract] == "BROKEN", result.stdout + result.stderr


def is_no_code(folder: str, name: str) -> bool:
    return (Path(folder) / name).is_file() and not name.endswith(".py")


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("cbsodata", ["etl/cbs/client.py"]),
        ("requests", ["etl/cbs/client.py", "etl/cbs/wire.py"]),
        ("urllib3", ["etl/cbs/wire.py"]),
        ("httpx", []),
        ("vl_convert", ["dashboard/charts/drawer.py"]),  # it lets nothing else of Python go on while it draws
        (
            "importlib",
            ["dashboard/paper/page.py", "dashboard/server/warming.py", "etl/store/light_arrow.py"],
        ),  # an import by name passes by every check here
    ],
)
def test_one_file_knows_the_outside(package: str, homes: list[str]) -> None:
    assert files_where(lambda source: package in packages(imported_by(source))) == homes


def test_only_the_store_knows_duckdb() -> None:
    files = files_where(lambda source: "duckdb" in packages(imported_by(source)))
    assert files, "nobody imports duckdb: this test looks in the wrong place"
    assert [file for file in files if not file.startswith("etl/store/")] == []


def test_only_the_dashboard_knows_streamlit_and_altair() -> None:
    files = files_where(lambda source: packages(imported_by(source)) & {"streamlit", "altair"})
    assert files, "nobody imports streamlit: this test looks in the wrong place"
    assert [file for file in files if not file.startswith("dashboard/")] == []


READ_SIDE = {
    "etl.door.access.AccessError",
    "etl.door.access.read_access",
    "etl.door.actors.Actor",
    "etl.door.actors.NOBODY",
    "etl.door.actors.Role",
    "etl.door.ended.end_login",
    "etl.door.ended.is_ended",
    "etl.door.ended.mark_of",
    "etl.door.delivered.Delivered",
    "etl.door.delivered.DeliveryError",
    "etl.door.delivered.LARGEST",
    "etl.door.delivered.MOST_FILES",
    "etl.door.delivered.delivered",
    "etl.door.delivered.set_aside",
    "etl.door.tokens.Bound",
    "etl.door.tokens.TokenError",
    "etl.door.tokens.issue",
    "etl.door.tokens.spend",
    "etl.door.identity.WORKING_DAY",
    "etl.door.identity.actor_of",
    "etl.door.identity.ends",
    "etl.answers.adopters.find_adopters",
    "etl.answers.areas.AreaBreak",  # pure: one municipality's answers, for a page as for the log of what was said
    "etl.answers.areas.area_notes",
    "etl.answers.areas.with_area_breaks",
    "etl.answers.around.look_around_all",
    "etl.answers.chain.EarlierSource",
    "etl.answers.chain.SourceBreak",
    "etl.answers.chain.earlier_sources",
    "etl.answers.chain.links",
    "etl.answers.chain.measures",
    "etl.answers.chain.source_name",
    "etl.answers.chain.with_source_breaks",
    "etl.answers.effects.Effect",
    "etl.answers.effects.Effects",
    "etl.answers.effects.find_peers",
    "etl.answers.effects.judge_interventions",
    "etl.answers.everyone.Everyone",
    "etl.answers.figures.Figures",
    "etl.answers.judged.Judged",
    "etl.answers.judged.judge_all",
    "etl.answers.municipality.answer_all",
    "etl.answers.municipality.around_everyone",
    "etl.answers.peers.ComparisonGroup",
    "etl.answers.peers.find_group",
    "etl.answers.publications.Published",
    "etl.answers.publications.Source",
    "etl.answers.publications.published_of",
    "etl.door.changes.Adopted",
    "etl.door.desk.Desk",  # what is stored of agenda and drafts, for who edits
    "etl.door.desk.desk_of",
    "etl.door.drafts.Draft",
    "etl.door.past.Past",  # what was published: read only
    "etl.door.past.head_of",
    "etl.door.past.past_of",
    "etl.door.proposal.Line",  # pure: what publishing would make of the file
    "etl.door.proposal.Proposal",
    "etl.door.proposal.Side",
    "etl.door.proposal.proposal_of",
    "etl.json_lines.JsonLines",
    "etl.json_lines.wants_json",
    "etl.memory.give_back",
    "etl.store.answered.NO_ANSWERS",
    "etl.store.answered.Answers",
    "etl.store.answered.SourceState",
    "etl.store.answered.answers_of",
    "etl.store.coverage.NOT_HERE",
    "etl.store.coverage.cover",  # pure: why an indicator has no figures
    "etl.store.store.open_store",
    "etl.store.store.Store",
    "etl.store.versions.StoreMissingError",
    "etl.store.versions.StoreNewerError",
    "etl.store.homes.state_of",
    "etl.store.agenda_history.history_until",
    "etl.store.agenda_keeper.Keeper",  # the one thing a page writes: the agenda it shows, kept for later
    "etl.store.agendas.KeptAgendaError",
    "etl.store.agendas.open_kept",
    "etl.store.agendas.state_of_agendas",
    "etl.store.areas.AreaChange",  # pure: which municipality became part of which
    "etl.store.areas.changes_of",
    "etl.installation.InstallationError",
    "etl.installation.Place",
    "etl.installation.places_in",
    "etl.store.areas.other_area_from",
    "etl.store.areas.parts_of",
    "etl.store.areas.say_changes",
    "etl.store.panels.panels_of",
    "etl.store.statements.Said",
    "etl.store.statements.read_said",
    "etl.store.statements.say_odd",
    "etl.store.statements.state_of_said",
    "etl.store.rows.HeldSource",
    "etl.store.rows.Measured",
    "etl.store.rows.Observation",
    "etl.store.rows.PastRun",
    "etl.store.rows.ProcessReading",
    "etl.store.rows.Region",
    "etl.store.rows.rows_of",
    "etl.store.series.series_of",
    "etl.store.terms.NATION",
    "etl.store.terms.OWN_FILE",
    "etl.store.terms.address_of",
    "etl.store.terms.stopped",
    "etl.store.terms.variant_of_source",
}

WRITERS = ("adding/", "editing/", "once.py", "partner/", "refreshing/", "review/", "views/")
"""What of the dashboard changes the agenda: through the door, of which it may know everything that writes nothing by itself."""
INSIDE_THE_DOOR = {"deeds", "files", "history.History", "own_files", "presence", "drafts.keep_drafts"}


def test_the_dashboard_knows_only_the_read_side_of_etl() -> None:
    sources = {path.relative_to(ROOT / "dashboard").as_posix(): path for path in (ROOT / "dashboard").rglob("*.py")}
    names = {name: {each for each in imported_by(path.read_text("utf-8")) if each[:3] == "etl"} for name, path in sources.items()}
    writing = {
        each
        for name, used in names.items()
        if name.startswith(WRITERS)
        for each in used
        if each.startswith(("etl.door.", "etl.catalogue."))
    }
    reading = {each for name, used in names.items() for each in used if not (name.startswith(WRITERS) and each in writing)}
    modules = {name.rsplit(".", 1)[0] for name in READ_SIDE}
    assert reading, "the dashboard does not read the store: this test looks in the wrong place"
    assert reading - modules - READ_SIDE == set()
    assert {each for each in writing if each.removeprefix("etl.door.").startswith(tuple(INSIDE_THE_DOOR))} == set()


def test_only_data_py_caches() -> None:
    assert files_where(lambda source: {"cache_data", "cache_resource"} & named_in(source)) == ["dashboard/data.py"]


def test_only_app_py_touches_the_path() -> None:
    assert files_where(lambda source: "path" in named_in(source) and "sys.path" in source) == ["dashboard/app.py"]


@pytest.mark.parametrize("folder", sorted(set(code_folders())), ids=lambda folder: str(folder.relative_to(ROOT)))
def test_every_code_folder_is_a_package(folder: Path) -> None:
    assert (folder / "__init__.py").exists(), "import-linter passes by a folder without one"


def test_there_is_no_attic() -> None:
    attics = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [str(path) for path in [*SOURCES, *code_folders()] if path.stem in attics] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


@pytest.mark.parametrize(
    "source",
    [
        "import duckdb",
        "import duckdb.typing as types",
        "from duckdb import connect",
        "from duckdb.typing import BIGINT",
        "def late():\n    import duckdb",
        "if True:\n    from duckdb import connect as c",
    ],
)
def test_an_import_is_seen_wherever_it_hides(source: str) -> None:
    assert "duckdb" in packages(imported_by(source))


@pytest.mark.parametrize("source", ["st.cache_data(f)", "@st.cache_data\ndef f(): ...", "cache_data(ttl=3)(f)"])
def test_a_cache_is_seen_however_it_is_called(source: str) -> None:
    assert "cache_data" in named_in(source)
