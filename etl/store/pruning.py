"""Which old versions go: only those of which every run is also in the published one; it deletes nothing else."""

from pathlib import Path

from etl.store.examine import Version, whole_versions

KEPT_VERSIONS = 3
"""The published version and two to go back to, counted over those that brought figures."""


def prune_versions(data_dir: Path, published: Version) -> None:
    """Remove what the published version makes superfluous: a damaged file, or one with a run of its own, stays."""
    versions = whole_versions(data_dir)
    kept = {version.path for version in [each for each in versions if each.brought][-KEPT_VERSIONS:]}
    for version in versions:
        if version.path not in kept and version.run_id < published.run_id and published.holds(version):
            version.path.unlink(missing_ok=True)
