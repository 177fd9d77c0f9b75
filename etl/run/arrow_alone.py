"""pyarrow without pandas: it looks for it at the first list it gets, and that takes longer than a run that brings nothing."""

import sys

import pyarrow as pa


def arrow_alone() -> None:
    """Let pyarrow find no pandas the one time that it looks; who asks for a frame afterwards still gets one."""
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]  # an import of it fails now
    try:
        pa.array([0])
    finally:
        del sys.modules["pandas"]
