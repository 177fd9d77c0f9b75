"""The kept agendas in another folder (a backup, and back), and whether they are whole; it keeps no new one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from etl.store.agendas import (
    FOLDER,
    IN_FORCE,
    InForce,
    KeptAgendaError,
    content_path,
    line_of,
    locked,
    logged_agendas,
    open_kept,
    put_content,
)
from etl.store.versions import sync


def copy_agendas(source: Path, target: Path) -> None:
    """Bring every agenda that was kept in one folder to another, beside what that has; neither loses any.

    What is damaged in the source is left where it is. OSError when the target takes no file.
    """
    coming = logged_agendas(source)
    if not coming:
        return
    (target / FOLDER).mkdir(parents=True, exist_ok=True)
    with locked(target):
        for id_ in dict.fromkeys(each.id for each in coming):
            with suppress(KeptAgendaError):
                open_kept(source, id_)
                put_content(target, id_, content_path(source, id_).read_bytes())
        there = logged_agendas(target)
        merged = _merged(there, coming)
        if merged != there:
            _write_log(target, merged)


def look_through(data_dir: Path) -> list[str]:
    """What is kept, in a sentence, and what of it cannot be read, a sentence each beginning with a cross; empty without any."""
    ids = list(dict.fromkeys(each.id for each in logged_agendas(data_dir)))
    wrong = []
    for id_ in ids:
        try:
            open_kept(data_dir, id_)
        except KeptAgendaError as problem:
            wrong.append(f"✕ {problem}")
    found = [f"✓ bewaarde agenda's: {len(ids) - len(wrong)} heel"] if ids else []
    odd = _odd_lines(data_dir)
    return [*found, *wrong, *([f"✕ {data_dir / FOLDER / IN_FORCE}: {odd} van de regels zijn niet te lezen"] if odd else [])]


def _odd_lines(data_dir: Path) -> int:
    try:
        lines = (data_dir / FOLDER / IN_FORCE).read_bytes().splitlines()
    except FileNotFoundError:
        return 0
    except OSError:
        return 1
    return sum(1 for line in lines if line.strip()) - len(logged_agendas(data_dir))


def _merged(there: Sequence[InForce], coming: Sequence[InForce]) -> list[InForce]:
    """Every line of both once: each keeps its own order, and where they went apart the earlier moment comes first."""
    known = set(there)
    new = [each for each in coming if each not in known]
    merged: list[InForce] = []
    for each in there:
        while new and new[0].since < each.since:
            merged.append(new.pop(0))
        merged.append(each)
    return [*merged, *new]


def _write_log(data_dir: Path, lines: Sequence[InForce]) -> None:
    path = data_dir / FOLDER / IN_FORCE
    draft = path.with_name(f"{IN_FORCE}.{os.getpid()}.tmp")
    draft.write_bytes(b"".join(map(line_of, lines)))
    sync(draft)
    draft.replace(path)
    sync(path.parent)
