"""The end of a run: a new version when it brought something that readers would see, and a line in the log in any case."""

from pathlib import Path
from typing import NamedTuple

from etl.store.examine import Version
from etl.store.healing import Found, next_run
from etl.store.news import PROCESS_COLUMNS, SOURCE_COLUMNS, Description
from etl.store.pruning import prune_versions
from etl.store.publication import Publication, publish_news
from etl.store.run_log import LoggedRun, SourceOutcome, log_run
from etl.store.upgrades import CURRENT

_GOOD = ("gewijzigd", "ongewijzigd")


class Kept(NamedTuple):
    """The version readers have now (None: none yet), and what there is to say of keeping it, in Dutch sentences."""

    version: Version | None
    remarks: tuple[str, ...]


def keep_run(data_dir: Path, publication: Publication, found: Found, held: Description | None) -> Kept:
    """Publish what this run brought, or nothing. found, held: the version it started from and what that says."""
    run_id = next_run(data_dir)
    made = publish_news(data_dir, publication, run_id=run_id) if _may_bring(publication, found, held) else None
    if made and not found.remarks:  # after something was put right, everything stays for who wants to look
        prune_versions(data_dir, made)
    remarks = found.remarks
    try:
        log_run(data_dir, _logged(publication, run_id, found.version, made))
    except OSError as error:
        remarks += (f"Deze verversing kon niet in het logboek worden bijgeschreven ({error.strerror}).",)
    return Kept(made or found.version, remarks)


def _may_bring(publication: Publication, found: Found, held: Description | None) -> bool:
    """Whether a version must be made to know; without new figures that is plain from what is held."""
    if any(reading.figures is not None for reading in publication.readings):
        return True
    if held is None or found.version is None:
        return False
    same = (
        found.version.schema == CURRENT,
        held.municipality == publication.municipality,
        held.parts == {tuple(part) for part in publication.parts},
        held.bounds == {tuple(bound) for bound in publication.bounds},
        held.regions == {tuple(region) for region in publication.regions},
        held.sources >= _sources(publication),
        held.process == {tuple(getattr(reading, name) for name in PROCESS_COLUMNS) for reading in publication.process},
    )
    return not all(same)


def _sources(publication: Publication) -> set[tuple[object, ...]]:
    return {
        tuple(str(getattr(reading, name)) for name in SOURCE_COLUMNS)
        for reading in publication.readings
        if reading.outcome in _GOOD
    }


def _logged(publication: Publication, run_id: int, base: Version | None, made: Version | None) -> LoggedRun:
    has_failed = any(reading.outcome == "mislukt" for reading in publication.readings)
    return LoggedRun(
        run_id=run_id,
        started_at=publication.started_at,
        finished_at=publication.now,
        mode=publication.mode,
        municipality=publication.municipality,
        outcome="mislukt" if has_failed else "gelukt",
        on=base.name if base else "",
        published=made.path.name if made else "",
        sources=tuple(
            SourceOutcome(**{name: str(getattr(reading, name)) for name in SourceOutcome._fields})
            for reading in publication.readings
        ),
        next_at=publication.next_at,
    )
