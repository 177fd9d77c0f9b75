"""Opens one own file in a process of its own, with little memory and time: bytes in, cells out. Nothing else runs here.

`python -m etl.own_files.opened` reads a line of JSON (`kind`, `sheet`, `wanted`) and then the bytes of the file, and writes
JSON: `rows`, `others`, `sheets`, `separator`, or `problem` with its `line`. It opens no file and imports only what that takes.
"""

import json
import resource
import sys

from etl.own_files import limits
from etl.own_files.limits import UnreadableError
from etl.own_files.text_rows import rows_of_text

TOO_MUCH = "dit bestand kost te veel geheugen. Zet alleen de tabel met cijfers in een nieuw bestand"


def answer(kind: str, sheet: str | None, wanted: list[str], raw: bytes) -> dict[str, object]:
    """The cells of a file, or why there are none."""
    if kind == "csv" and sheet is not None:
        return {"problem": "een CSV-bestand heeft geen bladen. Haal 'blad' weg bij de bron", "line": 0}
    try:
        if kind == "csv":
            rows, separator = rows_of_text(raw, wanted)
            return {"rows": rows, "others": {}, "sheets": [], "separator": separator}
        from etl.own_files.workbook_rows import rows_of_workbook  # noqa: PLC0415  # a CSV file need not wait for it

        rows, others, sheets = rows_of_workbook(raw, sheet)
    except UnreadableError as error:
        return {"problem": str(error), "line": error.line}
    except (MemoryError, RecursionError):
        return {"problem": TOO_MUCH, "line": 0}
    return {"rows": rows, "others": others, "sheets": sheets, "separator": ""}


def _bound() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Read the question and the file from standard input, write the answer to standard output."""
    _bound()
    asked = json.loads(sys.stdin.buffer.readline())
    found = answer(asked["kind"], asked["sheet"], asked["wanted"], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
