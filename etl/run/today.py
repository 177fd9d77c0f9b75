"""The municipalities of today, from the agenda's division; a list that lost many of them is refused, as a delivery is."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from etl.delivery import SourceError
from etl.own_files.division import read_division
from etl.own_files.opening import own_file
from etl.own_files.places import gone
from etl.run.mishaps import one_source
from etl.run.run import Outcome, Run, Suspect
from etl.store.gate.lost import REGIONS_LEFT
from etl.store.gate.words import listed
from etl.store.publication import Reading
from etl.store.regions import Region
from etl.store.terms import OWN_FILE


@dataclass(frozen=True)
class Today:
    """regions: None when the agenda has no division or it cannot be read; inhabitants: per code, where it says so."""

    regions: Sequence[Region] | None = None
    inhabitants: Mapping[str, float] = field(default_factory=dict)
    failed: tuple[Reading, ...] = ()
    suspects: tuple[Suspect, ...] = ()


class _LostError(SourceError):
    """Too many municipalities are gone, which somebody can say is right; told: without what to type."""

    def __init__(self, told: str, command: str) -> None:
        super().__init__(f"{told} {command}")
        self.told = told


def read_today(run: Run, known: Sequence[Region]) -> Today:
    """Read the division; when it cannot be read or is refused, the regions stay as they were and the run says so.

    known: the store's regions so far.
    """
    file = run.agenda.info.division
    if file is None:
        return Today()
    try:
        with one_source(file):
            found = read_division(own_file(run.files_dir, file))
        columns = (found[name].to_pylist() for name in ("code", "name", "province"))
        regions = [Region(code, name, province, is_current=True) for code, name, province in zip(*columns, strict=True)]
        if file not in run.accepted:
            _refuse_what_is_lost(file, regions, known, run.agenda.info.municipality)
        counts = zip(found["code"].to_pylist(), found["inhabitants"].to_pylist(), strict=True)
        return Today(regions, {code: count for code, count in counts if count})
    except SourceError as error:
        suspects = (Suspect(label=file, accept=file, reasons=(error.told,), figures={}),) if isinstance(error, _LostError) else ()
        return Today(failed=(_failed(file, f"{error} De gemeenten blijven zoals ze waren."),), suspects=suspects)


def _refuse_what_is_lost(file: str, regions: Sequence[Region], known: Sequence[Region], municipality: str) -> None:
    """SourceError when the own municipality is gone, or more than mergers take away in a year.

    Without a division the store takes every municipality with figures for one of today; those that are known to be gone are
    not missed here.
    """
    before = {region.code for region in known if region.is_current} - gone()
    lost = sorted(before - {region.code for region in regions})
    left = len(before) - len(lost)
    if municipality not in lost and left >= REGIONS_LEFT * len(before):
        return
    own = f" Ook {municipality}, de gemeente van de agenda, is weg." if municipality in lost else ""
    raise _LostError(
        f"{file}: van {len(before)} gemeenten staan er nog {left} in (weg: {listed(lost)}).{own} Controleer het bestand.",
        f"Klopt het zo? Typ: python -m etl refresh --accept {shlex.quote(file)}",
    )


def _failed(file: str, message: str) -> Reading:
    return Reading(
        label=file,
        catalogue=OWN_FILE,
        table_id=file,
        holder="",
        licence="",
        outcome=Outcome.FAILED,
        has_failed=True,
        message=message,
    )
