"""pyarrow and DuckDB without pandas: both look for it at the first values they get, and loading it takes most of a second.

That is longer than a whole run that brings nothing.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType


class _NoPandas(MetaPathFinder):
    """Says that pandas is not there."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:  # noqa: ARG002
        if fullname == "pandas":
            raise ImportError(fullname)


@contextmanager
def without_pandas() -> Iterator[None]:
    """Within, pandas cannot be loaded; who asks for a frame afterwards still gets one."""
    sys.meta_path.insert(0, finder := _NoPandas())
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
