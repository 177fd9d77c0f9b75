"""Measure what somebody waits for who looks what a norm would change, before it is published; `make bench` runs it."""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.calibrate.panel import publish
from dashboard import data
from dashboard.review.effects import find_effects
from dashboard.settings import ROOT
from etl.door.desk import Desk, desk_of
from etl.door.drafts import Draft, FieldChange, new_draft
from etl.door.proposal import proposal_of
from etl.door.things import Kind, Thing, find, value_at
from etl.installation import Place

LIMIT_SECONDS = 0.5
"""From a draft of one norm to which answers become another one, once somebody reads the figures."""
ROUNDS = 7


def main() -> None:
    """Measure, print what was measured, and say whether the limit holds."""
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder))
        os.environ["DATABOEK_DATA"] = folder
        place = Place(agenda=ROOT / "config" / "agenda.yaml", data=Path(folder))
        desk = desk_of(place)
        data.databook()
        spent = [_look(desk, round_) for round_ in range(ROUNDS)]
    middle = median(spent)
    verdict = "within" if middle <= LIMIT_SECONDS else "OVER"
    sys.stdout.write(f"What a draft of one norm would change: {middle:.2f} s ({verdict} {LIMIT_SECONDS} s)\n")


def _look(desk: Desk, round_: int) -> float:
    """Each round another norm, for what was looked at before is kept."""
    draft = _draft(desk, round(2.4 - round_ / 100, 2))
    began = time.perf_counter()
    proposal = proposal_of(desk, [draft], {}, "", "agenda.yaml")
    if proposal.agenda is None:
        raise ValueError(proposal.problems)
    find_effects(data.databook(), data.what_if(proposal.agenda))
    return time.perf_counter() - began


def _draft(desk: Desk, level: float) -> Draft:
    thing, path, now = Thing(Kind.INDICATOR, "mishandeling"), ("norm", "waarde"), datetime.now(UTC)
    before = value_at(find(desk.data, thing), path)
    return new_draft(thing, "", "", desk.version, now).with_field(FieldChange(path=path, before=before, after=level), now)


if __name__ == "__main__":
    main()
