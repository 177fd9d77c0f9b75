"""How large an own file may be and what reading one may cost; it reads nothing and imports nothing of the project.

Far above what a municipality has (342 municipalities × 20 years × 50 columns is 342,000 cells), far below what hurts.
"""

LARGEST_FILE = 5_000_000
"""Bytes on disk."""
LARGEST_UNPACKED = 100_000_000
"""Bytes of all parts of a workbook together; so large a one already takes most of the seconds below."""
LARGEST_RATIO = 200
"""Unpacked to packed, of a part of more than RATIO_FROM bytes. Worksheets pack 10 to 50 times."""
RATIO_FROM = 1_000_000
MOST_PARTS = 1_000
MOST_ROWS = 200_000
LAST_ROW = 1_048_576
"""No program has a row beyond this; a workbook may say that it has."""
MOST_COLUMNS = 1_000
MOST_CELLS = 1_000_000
LONGEST_CELL = 32_767
"""Characters: what a cell of Excel can hold."""
MOST_CHARACTERS = 20_000_000
"""Of all cells together: a workbook can point to one long text a million times."""
MEMORY = 1_000_000_000
"""Bytes of address space for who opens the file."""
PROCESSOR_SECONDS = 30
DEADLINE_SECONDS = 120.0
"""On the clock, since a busy computer gives little time a second; then it is killed."""

Cell = str | float | list[str | float]
"""A text, a number, `["%", 0.105]` for a percentage or `["datum", 44927.0, "2023-01-01"]` for a date."""
Rows = list[tuple[int, list[Cell]]]
"""The number of a row in the file, and its cells."""


class UnreadableError(Exception):
    """The file cannot be opened as what it is; the text, in Dutch, has the cause and the remedy but not the file's name.

    line: where in the file, 0 for the whole file.
    """

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.line = line


class Tally:
    """Counts what was read of a file; UnreadableError as soon as it is more than the limits allow."""

    def __init__(self) -> None:
        self._rows = self._cells = self._characters = 0

    def add(self, row: int, cells: list[Cell]) -> None:
        """One more row of cells, at this line of the file."""
        self._rows += 1
        self._cells += len(cells)
        texts = [len(cell) for cell in cells if isinstance(cell, str)]
        self._characters += sum(texts)
        for amount, most, what in (
            (self._rows, MOST_ROWS, "regels"),
            (len(cells), MOST_COLUMNS, "kolommen"),
            (self._cells, MOST_CELLS, "cellen"),
            (self._characters, MOST_CHARACTERS, "letters en cijfers"),
            (max(texts, default=0), LONGEST_CELL, "tekens in één cel"),
        ):
            if amount > most:
                limit = f"{most:,}".replace(",", ".")
                raise UnreadableError(f"dit zijn meer dan {limit} {what}. Haal weg wat niet nodig is", row)
