"""Arrays of numpy as columns of Arrow, on the same memory; pyarrow itself would load masked arrays for it, which nobody has."""

import numpy as np
import pyarrow as pa


def column_of(values: np.ndarray) -> pa.Array:
    """Numbers or flags, none of them missing."""
    if values.dtype == np.bool_:
        return pa.Array.from_buffers(pa.bool_(), len(values), [None, pa.py_buffer(np.packbits(values, bitorder="little"))])
    return pa.Array.from_buffers(
        pa.from_numpy_dtype(values.dtype), len(values), [None, pa.py_buffer(np.ascontiguousarray(values))]
    )
