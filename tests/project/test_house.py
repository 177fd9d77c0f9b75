"""The rule of the house: the folder says which page, the file name says what it may touch."""

import ast
import re
from pathlib import Path

import pytest
from support.shipped import ROOT

DASHBOARD = ROOT / "dashboard"
SOURCES = sorted(path.relative_to(DASHBOARD) for path in DASHBOARD.rglob("*.py"))
KNOWS_STREAMLIT = re.compile(
    r"(.+/)?pieces\.py|kit\.py|actor\.py|once\.py|app\.py|failures\.py|data\.py|views/.+|server/.+|downloads/buttons\.py"
)
KNOWS_ALTAIR = re.compile(r"charts/.+|indicator/trend/.+|(.+/)?\w*chart\.py")
DRAWS_SVG = {"charts/sparkline.py"}
"""A picture is written there as SVG, from numbers alone."""
TAG = re.compile(r"</?[a-z][a-z0-9]*(\s|/?>)|</?[a-z][a-z0-9]*\s[a-z-]+=", re.IGNORECASE)


def tree(path: Path) -> ast.Module:
    return ast.parse((DASHBOARD / path).read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


def texts(module: ast.Module) -> list[str]:
    """Every text in the code but docstrings: those speak to us."""
    spoken = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    constants = (node for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [node.value for node in constants if id(node) not in spoken]


@pytest.mark.parametrize(("package", "rule"), [("streamlit", KNOWS_STREAMLIT), ("altair", KNOWS_ALTAIR)])
def test_the_name_of_a_file_says_whether_it_may_touch(package, rule):
    knowing = [str(path) for path in SOURCES if package in imports(path)]
    assert knowing
    assert [path for path in knowing if not rule.fullmatch(path)] == []


def test_html_stands_in_templates_alone():
    found = {str(path): [text for text in texts(tree(path)) if TAG.search(text)] for path in SOURCES}
    assert {path: tags for path, tags in found.items() if tags and path not in DRAWS_SVG} == {}


@pytest.mark.parametrize("code", ['x = "<b>"', "x = f\"<a href='{y}'>\"", 'x = "</li>"', 'f("<br/>")', "x = '<i class=\"a\">'"])
def test_a_tag_is_seen_wherever_it_stands(code):
    assert any(TAG.search(text) for text in texts(ast.parse(code)))


def test_nobody_escapes_by_hand():
    assert [str(path) for path in SOURCES if "escape(" in (DASHBOARD / path).read_text(encoding="utf-8")] == []


def test_templates_know_no_streamlit_and_switch_no_escaping_off():
    templates = sorted((DASHBOARD / "templates").rglob("*.html"))
    assert templates
    for path in templates:
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
        assert "st-key-" not in text, path
        assert "stHtml" not in text, path


def test_every_template_is_used():
    folder = DASHBOARD / "templates"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    sources = [path.read_text(encoding="utf-8") for path in [*DASHBOARD.rglob("*.py"), *folder.rglob("*.html")]]
    assert {name for name in names if not any(f'"{name}"' in source for source in sources)} == set()


def test_the_address_is_read_in_one_place():
    assert [str(path) for path in SOURCES if "query_params" in names_in(path)] == ["kit.py"]


def test_the_environment_is_read_in_one_place():
    assert [str(path) for path in SOURCES if {"environ", "getenv"} & names_in(path)] == ["settings.py"]


def names_in(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


def test_no_import_renames_a_module_of_ours():
    renamed = [
        f"{path}: {node.module}.{alias.name} as {alias.asname}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in {"dashboard", "etl", "indicators"}
        for alias in node.names
        if alias.asname
    ]
    assert renamed == []


TESTS = ROOT / "tests"


def imported_by(module: ast.Module) -> set[str]:
    """The modules that an import statement names, wherever it stands."""
    plain = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    return plain | {str(node.module) for node in froms} | {f"{node.module}.{each.name}" for node in froms for each in node.names}


def files_of_tests(names: set[str]) -> set[str]:
    """Of these modules, the files of tests."""
    return {name for name in names if re.search(r"(^|\.)(test_\w+|conftest)(\.|$)", name)}


def test_no_test_takes_from_a_file_of_tests_what_belongs_in_support():
    found = {path.name: files_of_tests(imported_by(ast.parse(path.read_text(encoding="utf-8")))) for path in TESTS.rglob("*.py")}
    assert len(found) > 50
    assert {name: taken for name, taken in found.items() if taken} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import test_store",
        "from test_store import x",
        "from .test_store import x",
        "from . import conftest",
        "import etl.test_rows",
    ],
)
def test_an_import_of_tests_is_seen(code):
    assert files_of_tests(imported_by(ast.parse(code)))


def test_no_folder_of_tests_shadows_the_package_it_tests():
    assert list(TESTS.rglob("__init__.py")) == []
