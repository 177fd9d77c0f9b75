"""`python -m dashboard.server`: starts the server; everything it does stands in app.py."""

import gc
import sys

if __name__ == "__main__":
    # All that is loaded and read at the start stays; to look through it again and again takes a second. app.py switches it on.
    gc.disable()
    # Only tools of developers bring it; charts look for it by way of jsonschema, and its grammar takes longer than all they need.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

    from dashboard.server.app import main

    sys.exit(main())
