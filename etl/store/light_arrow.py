"""pyarrow and DuckDB without what they look for at the first values they get, and a run does without.

Loading pandas takes most of a second, longer than a whole run that brings nothing; what pyarrow has for folders of files takes a
tenth of a second and 25 MB. DuckDB reads a table as well without it, from the stream that every table offers.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType

_LEFT_OUT = frozenset({"pandas", "pyarrow.dataset"})


class _NotThere(MetaPathFinder):
    """Says that these are not installed."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:  # noqa: ARG002
        if fullname in _LEFT_OUT:
            raise ImportError(fullname)


@contextmanager
def light_arrow() -> Iterator[None]:
    """Within, they cannot be loaded; who asks for a frame afterwards still gets one."""
    sys.meta_path.insert(0, finder := _NotThere())
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
