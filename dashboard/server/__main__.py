"""`python -m dashboard.server`: starts the server; everything it does stands in app.py."""

import sys

from dashboard.server.app import main

if __name__ == "__main__":
    sys.exit(main())
