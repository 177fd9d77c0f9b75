"""Notes who has a thing open, so that others see it; no lock, and no part of the history."""

import json
from datetime import datetime
from pathlib import Path

from etl.door.actors import Actor
from etl.door.desk import HERE, STILL_HERE
from etl.door.drafts import draft_id
from etl.door.files import DRAFTS, write_whole
from etl.door.things import Thing


def note(agenda: Path, thing: Thing, actor: Actor, now: datetime) -> None:
    """That this person has it open now; since when stays, until they were away for long. Clears who left."""
    folder = agenda.parent / DRAFTS / HERE
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{draft_id(thing, actor.subject)}.json"
    for other in folder.glob("*.json"):
        if now.timestamp() - other.stat().st_mtime > STILL_HERE.total_seconds():
            other.unlink(missing_ok=True)
    since = now
    if path.exists():
        since = datetime.fromisoformat(json.loads(path.read_text(encoding="utf-8"))["sinds"])
    said = {"wie": actor.name, "sinds": since.isoformat(), "gezien": now.isoformat()}
    write_whole(path, json.dumps(said, ensure_ascii=False).encode("utf-8"))
