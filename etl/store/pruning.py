"""Which old versions go: only those of which every run is also in the published one; it deletes nothing else."""

from collections.abc import Sequence
from pathlib import Path

from etl.store.examine import Version, whole_versions
from etl.store.homes import home_of

KEPT_VERSIONS = 3
"""The published version and two to go back to, counted over those that brought figures."""


def prune_versions(data_dir: Path, published: Version) -> None:
    """Remove what the published version makes superfluous, here and where it is shared."""
    prune_folder(data_dir, published)
    home_of(data_dir).prune(published)


def prune_folder(data_dir: Path, published: Version) -> None:
    """The same in this folder alone: a damaged file, or one with a run of its own, stays."""
    for version in superfluous(whole_versions(data_dir), published):
        version.path.unlink(missing_ok=True)


def superfluous(versions: Sequence[Version], published: Version) -> list[Version]:
    """Of these, the oldest first, those that can go."""
    kept = {version.path for version in [each for each in versions if each.brought][-KEPT_VERSIONS:]}
    return [
        version
        for version in versions
        if version.path not in kept and version.run_id < published.run_id and published.holds(version)
    ]
