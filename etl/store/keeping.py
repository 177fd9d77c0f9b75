"""Looking after the versions: are they whole, one back, a copy elsewhere, and that copy back; it fetches nothing.

Going back never takes a run away: the figures of before become a new version, and what is left behind stays as a version of its
own, which pruning does not touch because the new one does not hold its run.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.store.agenda_copies import copy_agendas, look_through
from etl.store.building import build
from etl.store.examine import RESTORE, ROLLBACK, DamagedError, Version, examine, whole_versions
from etl.store.healing import heal, next_run, point_to, published
from etl.store.homes import home_of
from etl.store.run_log import LoggedRun, log_run
from etl.store.statements import copy_said, look_through_said
from etl.store.terms import utc
from etl.store.upgrades import CURRENT
from etl.store.versions import RUN_LOG, PointerError, StoreMissingError, no_figures, read_pointer, sync, version_files


class KeepingError(Exception):
    """What was asked cannot be done, and nothing was changed; the text says why."""


class Verified(NamedTuple):
    """What was found in a folder, a sentence each; is_well: nothing is damaged; has_figures: readers get a version."""

    lines: tuple[str, ...]
    is_well: bool
    has_figures: bool


def verify(data_dir: Path) -> Verified:
    """Read every version in full, also where they are shared, and say which are whole, and which one readers get."""
    home_of(data_dir).look()
    shared = home_of(data_dir).bring_all()
    try:
        shown: Version | None = published(data_dir)
        problem = ""
    except StoreMissingError as error:
        shown, problem = None, str(error)
    lines, is_well = shared, shown is not None and not any(line.startswith("✕") for line in shared)
    for path in version_files(data_dir):
        try:
            lines.append(_about(examine(path), shown))
        except DamagedError as error:
            lines.append(f"✕ {error}")
            is_well = False
    with suppress(StoreMissingError):
        try:
            read_pointer(data_dir)
        except PointerError as error:
            lines.append(f"✕ {error}")
            is_well = False
    if shown and not (data_dir / "current.json").exists():
        lines.append("✕ er is geen current.json")
        is_well = False
    beside = look_through(data_dir) + look_through_said(data_dir)
    is_well = is_well and not any(line.startswith("✕") for line in beside)
    lines += beside
    return Verified((*lines, problem or _conclusion(shown, is_well=is_well)), is_well, shown is not None)


def rollback(data_dir: Path, to: str = "") -> str:
    """Show the figures of the version before, or of the one that is named; KeepingError when there is none."""
    current = heal(data_dir).version
    if current is None:
        raise KeepingError(no_figures(data_dir))
    home_of(data_dir).bring_all()
    target = _named(data_dir, to) if to else _before(data_dir, current)
    _put_back(data_dir, target, current=current, mode=ROLLBACK, run_id=next_run(data_dir))
    return (
        f"De cijfers van {_day(target)} (versie {target.name}) staan weer klaar. Die van {_day(current)} zijn bewaard;"
        f" terug daarheen: python -m etl rollback {current.name}"
    )


def backup(data_dir: Path, target: Path) -> str:
    """The published version, the kept agendas and what was said in another folder, also during a refresh; or KeepingError."""
    if target.resolve() == data_dir.resolve():
        raise KeepingError(f"{target} is de map met de cijfers zelf. Kies een andere map, liefst op een andere schijf.")
    home_of(data_dir).look()
    version = published(data_dir)
    target.mkdir(parents=True, exist_ok=True)
    draft = target / f"building-{os.getpid()}.tmp"
    try:
        with version.path.open("rb") as source, draft.open("wb") as copy:  # once open, it stays whole when it is pruned
            shutil.copyfileobj(source, copy, 1_000_000)
        copied = examine(draft)
        sync(draft)
        draft.replace(target / version.path.name)
    except DamagedError as error:
        raise KeepingError(f"De kopie in {target} is niet goed te lezen. Laat de schijf nakijken.") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    if (data_dir / RUN_LOG).exists():
        shutil.copyfile(data_dir / RUN_LOG, target / RUN_LOG)
    copy_agendas(data_dir, target)
    copy_said(data_dir, target)
    point_to(target, copied._replace(path=target / version.path.name))
    size = f"{(target / version.path.name).stat().st_size / 1_000_000:.1f}".replace(".", ",")
    return (
        f"De cijfers van {_day(version)} (versie {version.name}, {size} MB) staan ook in {target}."
        f" Terugzetten: python -m etl restore {target}"
    )


def restore(data_dir: Path, source: Path) -> str:
    """Show the figures of a backup, take up its agendas and log; what was there stays. KeepingError when there is no backup."""
    if source.resolve() == data_dir.resolve():
        raise KeepingError(f"{source} is de map met de cijfers zelf. Kies de map met de reservekopie.")
    try:
        saved = published(source)
    except StoreMissingError as error:
        raise KeepingError(f"In {source} staat geen hele reservekopie. Er is niets veranderd.") from error
    copy_agendas(source, data_dir)
    copy_said(source, data_dir)
    current = heal(data_dir).version
    run_id = max(next_run(data_dir), saved.run_id + 1)
    _put_back(data_dir, saved, current=current, mode=RESTORE, run_id=run_id)
    stays = f" Wat er stond, is bewaard; terug daarheen: python -m etl rollback {current.name}" if current else ""
    return f"De cijfers van {_day(saved)} uit {source} staan klaar.{stays}"


def _put_back(data_dir: Path, target: Version, *, current: Version | None, mode: str, run_id: int) -> Version:
    now = datetime.now(UTC)
    replaced = current.path.name if current else ""
    made = build(data_dir, base=target.path, run_id=run_id, now=utc(now), fill=_one_run(run_id, now, target, mode, replaced))
    if made is None:  # nothing but a guard: a run that puts back is always kept
        raise RuntimeError("putting a version back made no version")
    about = LoggedRun(run_id, now, now, mode, target.municipality, "gelukt", replaced, made.path.name)
    with suppress(OSError):
        log_run(data_dir, about)
    return made


def _one_run(
    run_id: int, now: datetime, target: Version, mode: str, replaced: str
) -> Callable[[duckdb.DuckDBPyConnection], bool]:
    def fill(connection: duckdb.DuckDBPyConnection) -> bool:
        connection.execute(
            """INSERT INTO run (run_id, started_at, finished_at, mode, municipality, outcome, replaced)
               VALUES (?, ?, ?, ?, ?, 'gelukt', ?)""",
            [run_id, utc(now), utc(now), mode, target.municipality, replaced],
        )
        return True

    return fill


def _named(data_dir: Path, name: str) -> Version:
    versions = [version for version in whole_versions(data_dir) if version.schema <= CURRENT]
    wanted = name.removeprefix("databoek-").removesuffix(".duckdb")
    found = next((version for version in versions if version.name == wanted), None)
    if found is None:
        known = ", ".join(version.name for version in versions)
        raise KeepingError(f"Er is geen hele versie '{name}'. Wel: {known}.")
    return found


def _before(data_dir: Path, current: Version) -> Version:
    """What was shown before the figures of now: of a backup that was put back, what it replaced."""
    versions = whole_versions(data_dir)
    if current.replaced:
        earlier = [version for version in versions if version.path.name == current.replaced]
    else:
        earlier = [each for each in versions if current.holds(each) and each.figures_run < current.figures_run]
    if not earlier:
        raise KeepingError("Er is geen eerdere versie meer om naar terug te gaan. Er is niets veranderd.")
    return earlier[-1]


def _about(version: Version, shown: Version | None) -> str:
    is_shown = shown is not None and version.path == shown.path
    own = "" if shown is None or shown.holds(version) else "; met een verversing die de versie van nu niet heeft"
    size = f"{version.path.stat().st_size / 1_000_000:.1f}".replace(".", ",")
    return f"✓ {version.name}: heel, cijfers van {_day(version)}, {size} MB{' (staat klaar)' if is_shown else own}"


def _conclusion(shown: Version | None, *, is_well: bool) -> str:
    if shown is None or is_well:
        return "Alles is heel."
    return f"Lezers krijgen de cijfers van {_day(shown)} ({shown.name}). Een verversing herstelt wat kan: python -m etl refresh"


def _day(version: Version) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # a tenth of a second that no refresh needs

    return format_date(version.figures_of, "d MMMM y", locale="nl")
