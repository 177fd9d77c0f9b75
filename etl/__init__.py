"""From source to store: fetch, shape, check and keep the figures."""

import os

# Before pyarrow is loaded, since only then it listens: its own allocator keeps what was freed, and nobody else can have it.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
