"""One-off command: write every code that ever was a municipality's, from the regions of a recorded table.

`python -m etl.own_files.import_municipalities` reads the members of RegioS in the recording of 70072ned, which is as old as
the codes themselves. What a code or a name in an own file means is for `etl.own_files.places`.
"""

import csv
import io
import json
import re
from pathlib import Path

RECORDED = Path(__file__).resolve().parents[1] / "recording" / "opendata.cbs.nl" / "70072ned.json"
TARGET = Path(__file__).with_name("municipalities.csv")
COLUMNS = ("gemeente", "naam", "opgeheven")
NO_MUNICIPALITIES = frozenset({"GM0996", "GM0997", "GM0998", "GM0999"})
"""A polder without a municipality, the old central register, abroad, unknown: CBS gives them codes like a municipality's."""
_ABOLISHED = re.compile(r"Opgeheven per (\d\d)-(\d\d)-(\d{4})")


def lines(recorded: Path = RECORDED) -> list[tuple[str, str, str]]:
    """Code, name and the day it was abolished ('' when it exists), in order of code."""
    members = json.loads(recorded.read_text(encoding="utf-8"))["members"]["RegioS"]
    return sorted(
        (code, str(row["Title"]).strip(), _abolished(str(row.get("Description") or "")))
        for row in members
        if (code := str(row["Key"]).strip()).startswith("GM") and code not in NO_MUNICIPALITIES
    )


def text(recorded: Path = RECORDED) -> str:
    """The file as it is to be written."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\n").writerows([COLUMNS, *lines(recorded)])
    return buffer.getvalue()


def _abolished(description: str) -> str:
    match = _ABOLISHED.search(description)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else ""


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
    print(f"{TARGET}: {len(lines())} codes")  # noqa: T201
