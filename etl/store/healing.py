"""Which version readers get, also when the pointer or a file is damaged, and putting the pointer right; it makes no version."""

from pathlib import Path
from typing import NamedTuple

from etl.store.examine import DamagedError, Version, examine, whole_versions
from etl.store.run_log import logged_runs
from etl.store.upgrades import CURRENT
from etl.store.versions import (
    POINTER,
    Pointed,
    PointerError,
    StoreMissingError,
    StoreNewerError,
    no_figures,
    read_pointer,
    replace_pointer,
    run_in_name,
    version_files,
)

_RESTORE = "python -m etl restore MAP"


class Found(NamedTuple):
    """The version to go on with (None: there is none) and what was put right on the way, in Dutch sentences."""

    version: Version | None
    remarks: tuple[str, ...] = ()


def published(data_dir: Path) -> Version:
    """The version the pointer names, or else the newest whole one; StoreMissingError (StoreNewerError) when there is none."""
    version, _ = _find(data_dir)
    if version is None:
        raise StoreMissingError(_why_nothing(data_dir))
    if version.schema > CURRENT:
        raise StoreNewerError(
            f"De cijfers in {data_dir} zijn gemaakt met een nieuwere versie van Databoek (opzet {version.schema}; dit programma"
            f" kent opzet {CURRENT}). Werk het programma bij; de cijfers zijn niet veranderd."
        )
    return version


def has_figures(data_dir: Path) -> bool:
    """Whether there is a version that readers can have."""
    try:
        published(data_dir)
    except StoreMissingError:
        return False
    return True


def heal(data_dir: Path) -> Found:
    """Point to the version that holds most; for who has the folder to itself. StoreNewerError when this program is too old."""
    version, wrong = _find(data_dir)
    if version is None:
        return Found(None, _started_anew(data_dir))
    published(data_dir)
    newest = whole_versions(data_dir)[-1]
    if wrong:
        point_to(data_dir, version)
        return Found(version, (f"{wrong[0].upper()}{wrong[1:]}. {_shows(version)}",))
    if newest.run_id > version.run_id and newest.holds(version):
        point_to(data_dir, newest)
        return Found(newest, (f"De vorige verversing werd net voor het einde afgebroken; ze was al klaar. {_shows(newest)}",))
    return Found(version)


def point_to(data_dir: Path, version: Version) -> None:
    """Let readers have this version."""
    moment = version.finished_at.isoformat()
    replace_pointer(data_dir, Pointed(version.name, version.path.name, moment, version.municipality))


def next_run(data_dir: Path) -> int:
    """A number no run had, whatever is damaged or gone: by what versions hold, what they are called and what the log says."""
    numbers = [version.run_id for version in whole_versions(data_dir)]
    numbers += [run_in_name(path) for path in version_files(data_dir)]
    numbers += [run.run_id for run in logged_runs(data_dir)]
    return max(numbers, default=0) + 1


def _find(data_dir: Path) -> tuple[Version | None, str]:
    """The version to show, and what is wrong with the pointer or the file it names ('': nothing)."""
    wrong = ""
    try:
        return examine(data_dir / read_pointer(data_dir).file), ""
    except StoreMissingError:
        wrong = "er was geen current.json"
    except (PointerError, DamagedError) as error:
        wrong = str(error)
    versions = whole_versions(data_dir)
    return (versions[-1], wrong) if versions else (None, wrong)


def _shows(version: Version) -> str:
    return f"Nu staat de nieuwste hele versie klaar, van {version.finished_at:%d-%m-%Y} ({version.name}). Er is niets verwijderd."


def _why_nothing(data_dir: Path) -> str:
    if version_files(data_dir):
        return f"Van de versies in {data_dir} is er geen heel. Typ: python -m etl verify"
    if (data_dir / POINTER).exists():
        return f"De cijfers van {data_dir} zijn weg. Typ: python -m etl refresh, of zet een reservekopie terug: {_RESTORE}"
    return no_figures(data_dir)


def _started_anew(data_dir: Path) -> tuple[str, ...]:
    """What to say when there is nothing to go on with but there was something: history is never dropped silently."""
    anew = f"Er wordt opnieuw begonnen, zonder de geschiedenis. Hebt u een reservekopie? Typ dan: {_RESTORE}"
    if count := len(version_files(data_dir)):
        return (f"Van de {count} versies in {data_dir} is er geen heel; ze blijven staan. {anew}",)
    if (data_dir / POINTER).exists() or any(run.published for run in logged_runs(data_dir)):
        return (f"De cijfers die in {data_dir} stonden, zijn weg. {anew}",)
    return ()
