"""Which deliveries somebody turned down after a look: who, when and why, kept beside the agenda; it changes no figures.

A delivery that was kept out stays out by itself. This says that somebody looked, so that nobody has to look again at the same.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.door.files import write_whole
from etl.door.questions import Suspect

FILE, MOST_KEPT = "geweigerd.json", 200
"""Beside the agenda, and how many are kept: the newest."""


@dataclass(frozen=True, kw_only=True)
class TurnedDown:
    """by: in words; reason: as that person wrote it; label: the source; marks: of what was kept out."""

    by: str
    at: datetime
    reason: str
    label: str
    marks: tuple[str, ...]


def mark_of(suspect: Suspect) -> str:
    """The same for the same figures of the same source, and for no others."""
    return hashlib.sha256(json.dumps(asdict(suspect), sort_keys=True).encode("utf-8")).hexdigest()


def known(agenda: Path) -> Mapping[str, TurnedDown]:
    """By the mark of what was kept out; the newest of each. What cannot be read says nothing."""
    return {mark: each for each in _read(agenda) for mark in each.marks}


def add(agenda: Path, suspects: Sequence[Suspect], *, reason: str, by: str, now: datetime) -> Path:
    """Write it down, and give where. suspects: one delivery, at least one."""
    new = TurnedDown(by=by, at=now, reason=reason, label=suspects[0].label, marks=tuple(map(mark_of, suspects)))
    path = agenda.parent / FILE
    kept = [*_read(agenda), new][-MOST_KEPT:]
    write_whole(path, (json.dumps(list(map(_said, kept)), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return path


def _said(each: TurnedDown) -> dict[str, Any]:
    marks = list(each.marks)
    return {"wie": each.by, "wanneer": each.at.isoformat(), "waarom": each.reason, "bron": each.label, "cijfers": marks}


def _read(agenda: Path) -> list[TurnedDown]:
    try:
        found = json.loads((agenda.parent / FILE).read_text(encoding="utf-8"))
        return [
            TurnedDown(
                by=str(each["wie"]),
                at=datetime.fromisoformat(each["wanneer"]),
                reason=str(each["waarom"]),
                label=str(each["bron"]),
                marks=tuple(map(str, each["cijfers"])),
            )
            for each in found
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
