"""What an own file can be called beside those that are there, so that none takes another's place unseen; it writes nothing."""

from pathlib import Path, PurePosixPath

from etl.door.own_files import FOLDER

_MOST = 1_000


def free_name(agenda: Path, name: str, content: bytes) -> str:
    """The name, or the first with a number behind it that no other file has; the same content is the same file."""
    folder, asked = agenda.parent / FOLDER, PurePosixPath(name)
    names = (name, *(f"{asked.stem}-{number}{asked.suffix}" for number in range(2, _MOST)))
    return next((each for each in names if not _is_other(folder / each, content)), name)


def _is_other(path: Path, content: bytes) -> bool:
    """Whether something else stands there; what cannot be read is something else."""
    if not path.exists() and not path.is_symlink():
        return False
    try:
        return path.is_symlink() or path.stat().st_size != len(content) or path.read_bytes() != content
    except OSError:
        return True
