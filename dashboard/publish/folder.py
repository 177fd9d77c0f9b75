"""Puts files in a folder, each whole or not at all, and those that belong together at once; it makes none of them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.publish.whose import Exit, NotMadeError

ASIDE = ".databoek-nieuw"
"""Where files wait for the others: in the folder, or beside one that is not there yet. A run that was killed may leave it."""
Put = Callable[[str, bytes], None]


def write(folder: Path, path: str, content: bytes) -> None:
    """One file. NotMadeError when that cannot be."""
    file = folder / path
    draft = file.with_name(f".{file.name}.tmp")
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)


@contextmanager
def together(folder: Path) -> Iterator[Put]:
    """Files that are given in a with block stand in the folder when it ends, and none of them when it fails.

    A folder that is not there yet appears with all of them. NotMadeError when that cannot be.
    """
    inside, beside = folder / ASIDE, folder.parent / f".{folder.name}{ASIDE}"
    paths: list[str] = []
    with _told(folder):
        for left in (inside, beside):
            shutil.rmtree(left, ignore_errors=True)
        aside = inside if folder.exists() else beside

    def put(path: str, content: bytes) -> None:
        with _told(folder / path):
            (aside / path).parent.mkdir(parents=True, exist_ok=True)
            (aside / path).write_bytes(content)
        paths.append(path)

    try:
        yield put
        _appear(folder, aside, paths)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _appear(folder: Path, aside: Path, paths: list[str]) -> None:
    if not paths:
        return
    if not folder.exists():
        with _told(folder):
            aside.rename(folder)
        return
    for path in paths:
        with _told(folder / path):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (aside / path).replace(folder / path)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        told = f"{file}: niet te schrijven ({problem.strerror}). Kies met --out een map waarin u mag schrijven."
        raise NotMadeError(told, Exit.SOME_FAILED) from problem
