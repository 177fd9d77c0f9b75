"""The dashboard at one moment, whatever the clock says meanwhile: what is made once for many tests is of the day they are on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

import pytest

from dashboard import data


@contextmanager
def showing(agenda: Path, figures: Path, at: datetime) -> Iterator[None]:
    """Within a with block the dashboard shows this agenda with these figures, as it does at this moment."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return at.astimezone(tz)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "datetime", Stopped)
        patch.setenv("DATABOEK_AGENDA", str(agenda))
        patch.setenv("DATABOEK_DATA", str(figures))
        yield
