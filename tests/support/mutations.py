"""Own files damaged at random but the same each time: CSV and Excel, as copying, editing and other programs damage them.

`damaged(kind, nr)` is all another test needs. A mutation never makes one number of another (a digit lost in a CSV is a digit
nobody can see was lost): it takes away, doubles, moves, encodes otherwise or breaks what is around the figures.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal

from support.own_files import workbook

Figure = tuple[str, int, float]

_CODES = ("GM0479", "GM0344", "GM0014", "GM1900", "GM0518")
_VALUES = {(code, year): 100 * place + (year - 2000) + 0.25 for place, code in enumerate(_CODES, 1) for year in range(2018, 2024)}
FIGURES = frozenset((code, year, value) for (code, year), value in _VALUES.items())
"""All that the undamaged files hold, and so all that a damaged one may."""
LINES = [
    "gemeente;jaar;a;naam",
    *(f"{code};{year};{value:.2f};Plaats {code}".replace(".", ",") for (code, year), value in _VALUES.items()),
]
_ROWS = [["gemeente", "jaar", "a", "naam"], *([code, year, value, f"Plaats {code}"] for (code, year), value in _VALUES.items())]


KINDS = ("csv", "xlsx", "procent")
"""A CSV file, a workbook, and a workbook whose figures are percentages: read without their format they are other figures."""


def undamaged(kind: str) -> bytes:
    """The file as it was: a row per municipality and year with the figure in column `a`."""
    if kind == "procent":
        rows = [_ROWS[0], *([code, year, float(Decimal(str(value)) / 100), name] for code, year, value, name in _ROWS[1:])]
        return workbook(rows, {f"C{nr}": "0.00%" if nr % 2 else '0.00" "%' for nr in range(2, len(rows) + 1)})
    return ("\n".join(LINES) + "\n").encode() if kind == "csv" else workbook(_ROWS)


def damaged(kind: str, nr: int) -> bytes:
    """The file damaged in one to three ways; the same number gives the same bytes."""
    chance = random.Random(f"{kind} {nr}")  # a seed, no secret
    return _damaged_csv(chance) if kind == "csv" else _damaged_workbook(undamaged(kind), chance)


def _damaged_csv(chance: random.Random) -> bytes:
    cells = [line.split(";") for line in LINES]
    for _ in range(chance.randint(1, 3)):
        chance.choice(_CELL_DAMAGE)(cells, chance)
    separator, end = chance.choice([";", ";", "\t", "|", ";;"]), chance.choice(["\n", "\r\n", "\r", "\n\n", "\n\r"])
    raw = end.join(separator.join(row) for row in cells).encode(chance.choice(_ENCODINGS), errors="replace")
    return chance.choice(_BYTE_DAMAGE)(raw, chance)


_ENCODINGS = ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32", "utf-7", "cp037"]


def _row(cells: list[list[str]], chance: random.Random) -> list[str]:
    return cells[chance.randrange(len(cells))]


def _drop_row(cells: list[list[str]], chance: random.Random) -> None:
    if len(cells) > 1:
        del cells[chance.randrange(len(cells))]


def _double_row(cells: list[list[str]], chance: random.Random) -> None:
    cells.insert(chance.randrange(len(cells) + 1), list(_row(cells, chance)))


def _drop_cell(cells: list[list[str]], chance: random.Random) -> None:
    row = _row(cells, chance)
    if row:
        del row[-1]


def _empty_cell(cells: list[list[str]], chance: random.Random) -> None:
    row = _row(cells, chance)
    if row:
        row[chance.randrange(len(row))] = ""


def _strange_cell(cells: list[list[str]], chance: random.Random) -> None:
    row = _row(cells, chance)
    if row:
        row[chance.randrange(len(row))] = chance.choice(
            [
                '"',
                "'",
                "NaN",
                "Infinity",
                "1e999",
                "-99996",
                "#REF!",
                "=A1+1",
                "\x00",
                "\u202e",
                "x" * 50_000,
                "GM9999",
                "€",
                "\ud83d\ude00"[:0] + "😀",
            ]
        )


def _title(cells: list[list[str]], chance: random.Random) -> None:
    cells.insert(0, [chance.choice(["Tabel 1", "sep=;", "sep=,", "", "a", "gemeente"])])


def _footer(cells: list[list[str]], chance: random.Random) -> None:
    cells.append([chance.choice(["Bron: CBS", "Totaal", "", '"', "* voorlopig"])])


def _swap_columns(cells: list[list[str]], chance: random.Random) -> None:
    order = chance.sample(range(4), 4)
    cells[:] = [[row[place] for place in order if place < len(row)] if len(row) == 4 else row for row in cells]


_CELL_DAMAGE: list[Callable[[list[list[str]], random.Random], None]] = [
    _drop_row,
    _double_row,
    _drop_cell,
    _empty_cell,
    _strange_cell,
    _title,
    _footer,
    _swap_columns,
]


def _whole(raw: bytes, _: random.Random) -> bytes:
    return raw


def _until_a_line(raw: bytes, chance: random.Random) -> bytes:
    """Cut off behind a whole line: within a number the rest would be another number."""
    ends = [match.end() for match in re.finditer(rb"\n", raw)]
    return raw[: chance.choice(ends)] if ends else raw


def _with_noise(raw: bytes, chance: random.Random) -> bytes:
    """Bytes that are no digits and no separators, put in somewhere."""
    noise = bytes(chance.choice([0x00, 0x01, 0x1A, 0x22, 0x80, 0x81, 0xC3, 0xE2, 0xFF]) for _ in range(chance.randint(1, 4)))
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + noise + raw[at:]


def _with_a_mark(raw: bytes, chance: random.Random) -> bytes:
    return chance.choice([b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]) + raw


_BYTE_DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [_whole, _whole, _until_a_line, _with_noise, _with_a_mark]


def _damaged_workbook(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        raw = chance.choice(_WORKBOOK_DAMAGE)(raw, chance)
    return raw


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes of the archive changed; its checksums tell."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _part_gone(raw: bytes, chance: random.Random) -> bytes:
    return _repacked(raw, chance, lambda _: None)


def _part_empty(raw: bytes, chance: random.Random) -> bytes:
    return _repacked(raw, chance, lambda _: b"")


def _part_cut(raw: bytes, chance: random.Random) -> bytes:
    return _repacked(raw, chance, lambda content: content[: chance.randrange(len(content) + 1)])


def _tag_gone(raw: bytes, chance: random.Random) -> bytes:
    """A tag of some part taken out, or one of its attributes: not what stands between tags."""

    def without(content: bytes) -> bytes:
        tags = list(re.finditer(rb"<[^<>]*>", content))
        if not tags:
            return content
        tag = chance.choice(tags)
        kept = re.sub(rb'\s\w+="[^"]*"', b"", tag[0], count=1) if chance.random() < 0.5 else b""
        return content[: tag.start()] + kept + content[tag.end() :]

    return _repacked(raw, chance, without)


_WORKBOOK_DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [
    _flipped,
    _cut,
    _part_gone,
    _part_empty,
    _part_cut,
    _tag_gone,
    _tag_gone,
]


def _repacked(raw: bytes, chance: random.Random, change: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with one part changed or, when that gives None, left out; unchanged when it is no workbook any more."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            infos = old.infolist()
            chosen = chance.choice(infos)
            for info in infos:
                content = change(old.read(info)) if info is chosen else old.read(info)
                if content is not None:
                    new.writestr(info.filename, content)
    except Exception:  # noqa: BLE001  # an earlier mutation broke the archive
        return raw
    return packed.getvalue()
