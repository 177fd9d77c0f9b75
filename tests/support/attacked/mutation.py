"""Bytes and workbooks damaged at random, the same way for the same seed; it knows no meanings."""

import io
import random
import re
import zipfile

TOKEN = re.compile(rb"[A-Za-z0-9_]+|[^A-Za-z0-9_]")
ODD = [
    b"\0",
    b"\xff",
    b'"',
    b"\n",
    b";",
    b",",
    b"'",
    b"<",
    b"}",
    b"\xe2\x82\xac",
    b"1e999",
    b"NaN",
    b"-",
    b"9" * 400,
    b"null",
    b"%",
]
"""What readers stumble over."""


def mutated(data: bytes, draw: random.Random) -> bytes:
    """One to three wounds: bits turned, a part cut off, cut out, doubled or moved, words swapped, something odd put in."""
    for _ in range(draw.randint(1, 3)):
        data = draw.choice([_flip, _cut_off, _cut_out, _double, _move, _swap_words, _drop_word, _double_word, _odd])(data, draw)
    return data


def mutated_workbook(data: bytes, draw: random.Random) -> bytes:
    """The packed file damaged, or one of the files that are packed in it."""
    if draw.random() < 0.4:
        return mutated(data, draw)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = draw.choice(sorted(parts))
    if draw.random() < 0.1:
        del parts[name]
    else:
        parts[name] = mutated(parts[name], draw)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each, content in parts.items():
            packed.writestr(each, content)
    return out.getvalue()


def _span(data: bytes, draw: random.Random) -> tuple[int, int]:
    start = draw.randrange(len(data) + 1)
    return start, min(len(data), start + draw.choice([1, 2, 5, 20, 100, 1000]))


def _flip(data: bytes, draw: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(draw.choice([1, 1, 3, 10])):
        if found:
            found[draw.randrange(len(found))] ^= 1 << draw.randrange(8)
    return bytes(found)


def _cut_off(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _cut_out(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:start] + data[end:]


def _double(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    return data[:end] + data[start:end] + data[end:]


def _move(data: bytes, draw: random.Random) -> bytes:
    start, end = _span(data, draw)
    rest = data[:start] + data[end:]
    place = draw.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


def _odd(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data) + 1)
    return data[:place] + draw.choice(ODD) + data[place:]


def _swap_words(data: bytes, draw: random.Random) -> bytes:
    words = TOKEN.findall(data)
    if words:
        one, other = draw.randrange(len(words)), draw.randrange(len(words))
        words[one], words[other] = words[other], words[one]
    return b"".join(words)


def _drop_word(data: bytes, draw: random.Random) -> bytes:
    words = TOKEN.findall(data)
    if words:
        del words[draw.randrange(len(words))]
    return b"".join(words)


def _double_word(data: bytes, draw: random.Random) -> bytes:
    words = TOKEN.findall(data)
    if words:
        place = draw.randrange(len(words))
        words.insert(place, words[place])
    return b"".join(words)
