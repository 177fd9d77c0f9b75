"""Two sizes of test: `make test` runs a seeded sample of long lists of cases, `make attack` all of them; it judges no test.

@pytest.mark.sampled(20)              # of the cases of this test, twenty run in `make test`
@pytest.mark.parametrize("name", ALL)

@pytest.mark.attack                   # runs in `make attack` only
"""

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest

ALL, SEED = "--attack", "--sample-seed"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(ALL, action="store_true", help="run every case instead of a sample, and the tests that take long")
    parser.addoption(SEED, type=int, default=0, help="draw another sample")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sampled(count): so many of this test's cases run, all of them with --attack")
    config.addinivalue_line("markers", "attack: runs with --attack only")


def pytest_report_header(config: pytest.Config) -> str:
    return "every case runs" if config.getoption(ALL) else f"of long lists a sample runs, drawn with {config.getoption(SEED)}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = set() if config.getoption(ALL) else _left_out(items, seed=config.getoption(SEED))
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left_out])
    items[:] = [item for item in items if item.nodeid not in left_out]


def _left_out(items: Sequence[pytest.Item], *, seed: int) -> set[str]:
    """The same seed draws the same, in every process of a run."""
    left_out = {item.nodeid for item in items if item.get_closest_marker("attack")}
    cases: dict[tuple[str, int], list[str]] = defaultdict(list)
    for item in items:
        if marker := item.get_closest_marker("sampled"):
            cases[item.nodeid.partition("[")[0], marker.args[0]].append(item.nodeid)
    for (name, count), nodes in cases.items():
        drawn = random.Random(f"{seed} {name}").sample(sorted(nodes), min(count, len(nodes)))
        left_out |= set(nodes) - set(drawn)
    return left_out
