"""What a disk that does not take our file means for people: one sentence with a remedy; it writes nothing itself."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

_SPOKEN = {
    "no space left": errno.ENOSPC,
    "disk quota exceeded": errno.EDQUOT,
    "file too large": errno.EFBIG,
    "read-only file system": errno.EROFS,
    "permission denied": errno.EACCES,
}
"""How DuckDB tells what the system answered."""


class DiskError(Exception):
    """The disk does not take the figures; what was published stays. The text says why and what to do."""


@contextmanager
def told_in_dutch(data_dir: Path) -> Iterator[None]:
    """Whatever the disk refuses within becomes a DiskError; other faults pass as they were."""
    try:
        yield
    except OSError as error:
        raise DiskError(_sentence(data_dir, error.errno, error.strerror or str(error))) from error
    except duckdb.Error as error:
        number = next((number for text, number in _SPOKEN.items() if text in str(error).lower()), None)
        if number is None:
            raise
        raise DiskError(_sentence(data_dir, number, "")) from error


def _sentence(data_dir: Path, number: int | None, spoken: str) -> str:
    if data_dir.exists() and not data_dir.is_dir():
        return f"{data_dir} is een bestand en geen map. Kies met --data de map voor de cijfers."
    why = _REASONS.get(number or 0, f"{data_dir} kan niet worden beschreven ({spoken}).")
    return f"{why.format(where=data_dir, free=_free(data_dir))} Wat er al stond, is niet veranderd."


_REASONS = {
    errno.ENOSPC: "De schijf met {where} is vol ({free} vrij). Maak ruimte en typ de opdracht opnieuw.",
    errno.EDQUOT: "Uw ruimte op de schijf met {where} is op. Maak ruimte en typ de opdracht opnieuw.",
    errno.EFBIG: "Een bestand in {where} mag niet zo groot worden. Vraag de beheerder naar de grens (ulimit -f).",
    errno.EROFS: "In {where} mag alleen worden gelezen. Maak de map beschrijfbaar, of kies met --data een andere.",
    errno.EACCES: "U mag niet schrijven in {where}. Vraag de beheerder om rechten, of kies met --data een andere map.",
    errno.EPERM: "U mag niet schrijven in {where}. Vraag de beheerder om rechten, of kies met --data een andere map.",
    errno.ENOTDIR: "{where} ligt in iets dat geen map is. Kies met --data de map voor de cijfers.",
    errno.EIO: "De schijf met {where} geeft fouten. Laat haar nakijken, en zet zo nodig een reservekopie terug.",
}


def _free(data_dir: Path) -> str:
    with suppress(OSError):
        return f"{shutil.disk_usage(data_dir).free / 1_000_000:.1f} MB".replace(".", ",")
    return "onbekend hoeveel"
