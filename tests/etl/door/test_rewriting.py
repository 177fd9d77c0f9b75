"""Changing values in the agenda's text: only the touched lines differ, and it reads back as what was asked for."""

import copy
import difflib
import random
from pathlib import Path
from typing import Any

import pytest
from support.own_lines import own_lines

from etl.door.rewriting import RewriteError, rewrite
from indicators.agenda.strict_yaml import read_marked

SHIPPED = (Path(__file__).parents[3] / "config" / "agenda.yaml").read_text(encoding="utf-8")
BY_HAND = """\
# bovenaan
a:   1      # na een getal
'b': "twee" # tussen aanhalingstekens
c:
    - x    # inspringen met vier

    - 'y'
d: {e: 1, f: [p, q],
    g: "h, i"}
long: een tekst die
  over twee regels loopt
fold: >-
  gevouwen tekst
  met een tweede regel

  # dit hoort bij de tekst
block: |
  regel een
  regel twee
things:
- id: een
  naam: Eén 😀
  # bij waarde
  waarde: 1.50
- id: twee
  naam: Twee

  lijst: []
empty:
last: eind"""


def lines_that_came(before: str, after: str) -> list[str]:
    """What is new or other."""
    lines = after.splitlines()
    matcher = difflib.SequenceMatcher(None, before.splitlines(), lines, autojunk=False)
    return [line for kind, _, _, start, stop in matcher.get_opcodes() if kind != "equal" for line in lines[start:stop]]


def walk(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for step, each in below for found in walk(each, (*path, step)))]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


TEXTS = (
    "kort", "met: dubbele punt", "# hek", "- streep", "ja", "null", "0123", "2026-01-02", "'", '"', "{a}", "[", "a, b", " rand ",
    "é 😀", "@ %", "*ster", "&anker", "!label", "|", "> meer", "?", "x #y", "regel een\nregel twee", "lang " * 40, "=", "1e5",
    "\\", "tab\tin", "\u2028", "a\n\nb", "~", "<<", "true", "12:30", "", "a:", "- ", "%", "`", "𝔘",
)  # fmt: skip


def edit(draw: random.Random, data: Any) -> tuple[Any, tuple[Any, ...]]:
    """Other data with one change in it, and where."""
    made = copy.deepcopy(data)
    path = draw.choice([path for path in walk(made) if path])
    around, step, kind = at(made, path[:-1]), path[-1], draw.randrange(4)
    plain = (draw.choice(TEXTS), draw.randrange(-9, 9000), round(draw.uniform(-5, 5), 2), True)
    value = draw.choice([*plain, ["a", 2], {"x": 1, "y": "z, q"}])
    if kind == 0 and len(around) > 1:
        del around[step]
    elif kind == 1 and isinstance(around, dict):
        around[draw.choice(["nieuw", "nog: een", "waarde2"])] = value
    elif kind == 1:
        around.insert(
            draw.randrange(len(around) + 1), {"id": f"n{draw.randrange(99)}", "t": value} if draw.random() < 0.5 else value
        )
    else:
        around[step] = value
    return made, path


@pytest.mark.sampled(60)
@pytest.mark.parametrize("seed", range(600))
@pytest.mark.parametrize("text", [pytest.param(SHIPPED, id="shipped"), pytest.param(BY_HAND, id="by hand")])
def test_a_random_change_touches_only_its_own_lines(text: str, seed: int) -> None:
    draw = random.Random(seed)
    data = read_marked(text).data
    wanted, path = edit(draw, data)
    try:
        made = rewrite(text, wanted)
    except RewriteError:
        assert wanted != data
        pytest.skip("refused, and nothing written")
    assert read_marked(made).data == wanted
    assert not read_marked(made).findings
    own = own_lines(text, path)
    others, there = [line for at, line in enumerate(text.splitlines()) if at not in own], iter(made.splitlines())
    assert [line for line in others if line not in there] == []  # each further on than the one before


def test_refusals_of_random_changes_are_rare() -> None:
    """A change that is refused is no loss, but a form that often refuses is none."""
    refused = 0
    for text in (SHIPPED, BY_HAND):
        for seed in range(40):
            wanted, _ = edit(random.Random(f"zelden {seed}"), read_marked(text).data)
            try:
                rewrite(text, wanted)
            except RewriteError:
                refused += 1
    assert refused <= 2


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a mark"])
def test_line_ends_and_the_mark_at_the_start_stay(ending: str, mark: str) -> None:
    text = mark + BY_HAND.replace("\n", ending)
    wanted = read_marked(BY_HAND).data | {"a": 2}
    assert rewrite(text, wanted) == mark + BY_HAND.replace("a:   1 ", "a: 2   ").replace("\n", ending)


def test_lines_that_end_in_two_ways_each_keep_their_own() -> None:
    text = "a: 1\r\nb:\n  - x\r\n  - y\nc: 3\r\n"
    assert rewrite(text, {"a": 1, "b": ["x", "z"], "c": 3}) == text.replace("y", "z")
    assert rewrite(text, {"a": 2, "b": ["x", "y", "w"], "c": 3}) == text.replace("1", "2").replace("  - y\n", "  - y\n  - w\n")


def test_a_file_with_a_mistake_is_not_changed() -> None:
    with pytest.raises(RewriteError, match="fout"):
        rewrite("a: 1\na: 2\n", {"a": 3})


def test_what_is_asked_is_written_as_a_person_would() -> None:
    data = read_marked(SHIPPED).data
    indicator = data["ambities"][0]["indicatoren"][1]
    assert indicator["id"] == "mishandeling"
    indicator["norm"] |= {"waarde": 2.4, "historie": [{"waarde": 2.5, "jaar": 2028, "reden": "De raad wil meer."}]}
    indicator["toelichtingen"] = [
        {"datum": "2026-11-26", "auteur": "GGD", "periode": 2025, "tekst": "Let op: " + " ".join(["een lange zin."] * 12)}
    ]
    made = rewrite(SHIPPED, data)
    came = lines_that_came(SHIPPED, made)
    assert came[:3] == [
        "          waarde: 2.4",
        "          historie: [{waarde: 2.5, jaar: 2028, reden: De raad wil meer.}]",
        "        toelichtingen:",
    ]
    assert came[3:7] == [
        "          - datum: 2026-11-26",
        "            auteur: GGD",
        "            periode: 2025",
        "            tekst: >-",
    ]
    assert all(len(line) <= 130 for line in came)


@pytest.mark.parametrize(
    ("text", "wanted", "made"),
    [
        ("a:\n  # van b\n  b: 1\n  c: 2\n", {"a": {"n": 0, "c": 2}}, "a:\n  # van b\n  n: 0\n  c: 2\n"),
        ("a:\n  - b: 1\n    c: 2\n", {"a": [{"n": 0, "c": 2}]}, "a:\n  - n: 0\n    c: 2\n"),
        ("b: 1\nc: 2\n", {"n": 0, "c": 2}, "n: 0\nc: 2\n"),
    ],
)
def test_the_first_field_can_go_while_another_comes_before_the_rest(text: str, wanted: dict[str, Any], made: str) -> None:
    assert rewrite(text, wanted) == made


def test_remarks_stay_lined_up() -> None:
    text = "a:\n  kort: 1               # een\n  ander: 2              # twee\n"
    assert rewrite(text, {"a": {"kort": 12345, "ander": 2}}) == text.replace("1               #", "12345           #")
