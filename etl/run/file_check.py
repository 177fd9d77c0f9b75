"""Whether the own files of the agenda can be read as it asks, without a run: each is opened as in a refresh and let go again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path as Folder
from typing import NamedTuple

from etl.delivery import SourceError
from etl.own_files.adopters import read_adopters
from etl.own_files.division import read_division
from etl.own_files.files import read_own_file
from etl.own_files.opening import own_file
from etl.own_files.places import Places
from etl.own_files.process import read_process
from etl.run.mishaps import one_source
from etl.run.plan import FilePlan, plan_sources
from etl.store.terms import SAME_ELSEWHERE
from indicators.agenda.logo import LogoError, read_logo
from indicators.agenda.model import AdoptersFile, Agenda, ProcessFigures
from indicators.agenda.places import interventions_at
from indicators.agenda.problems import Path
from indicators.wording.numbers import plural


class Told(NamedTuple):
    """What was found in a file that is named at a place in the agenda; is_fault: the next refresh will not read it."""

    place: Path
    text: str
    is_fault: bool = True


class FileReport(NamedTuple):
    """How many files were opened, each once for each way it is read, and what was found in them."""

    files: int
    told: tuple[Told, ...]

    @property
    def faults(self) -> int:
        """How many of them cannot be read."""
        return sum(each.is_fault for each in self.told)


def check_files(agenda: Agenda, folder: Folder) -> FileReport:
    """Open the logo, the division, every own file that an indicator uses and every file beside an intervention."""
    found: list[tuple[str, str, str]] = []
    tries: list[tuple[Path, Callable[[], tuple[str, ...]]]] = []
    if agenda.info.logo is not None:
        tries.append((("agenda", "logo"), partial(_read_logo, folder, agenda.info.logo)))
    if agenda.info.division is not None:
        tries.append((("agenda", "gebiedsindeling"), partial(_read_division, folder, agenda.info.division, found)))
    names = {id(source): name for name, source in agenda.sources.items()}
    tries += [
        (("bronnen", names[id(plan.source)], "bestand"), partial(_read_source, folder, plan, found))
        for plan in plan_sources(agenda).files
    ]
    for path, intervention in interventions_at(agenda):
        if intervention.process is not None:
            tries.append(((*path, "proces", "bestand"), partial(_read_process, folder, intervention.process)))
        if isinstance(intervention.same_elsewhere, AdoptersFile):
            place = (*path, SAME_ELSEWHERE, "bestand")
            tries.append((place, partial(_read_adopters, folder, intervention.same_elsewhere, found)))
    return FileReport(len(tries), tuple(told for place, read in tries for told in _tried(place, read)))


def file_lines(report: FileReport, where: Callable[[Path], str]) -> list[str]:
    """What was found, each with its place in the agenda, and how much it is."""
    lines = [f"{where(each.place)}: {each.text}" for each in report.told]
    counts = f"{plural(report.faults, 'fout', 'fouten')}, {plural(len(report.told) - report.faults, 'opmerking', 'opmerkingen')}"
    return [*lines, f"Eigen bestanden geopend: {report.files}. {counts[0].upper()}{counts[1:]}."]


def _read_logo(folder: Folder, name: str) -> tuple[str, ...]:
    try:
        read_logo(folder, name)
    except LogoError as problem:
        raise SourceError(str(problem)) from problem
    return ()


def _read_division(folder: Folder, file: str, found: list[tuple[str, str, str]]) -> tuple[str, ...]:
    """Adds the municipalities to `found`, for the names in the files that come after."""
    found += [(row["code"], row["name"], row["province"]) for row in read_division(own_file(folder, file)).to_pylist()]
    return ()


def _read_source(folder: Folder, plan: FilePlan, division: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    return read_own_file(own_file(folder, plan.source.file), plan.source, plan.columns, Places(division)).remarks


def _read_process(folder: Folder, wanted: ProcessFigures) -> tuple[str, ...]:
    read_process(own_file(folder, wanted.file), wanted, date.today())
    return ()


def _read_adopters(folder: Folder, wanted: AdoptersFile, division: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    read_adopters(own_file(folder, wanted.file), wanted, Places(division))
    return ()


def _tried(place: Path, read: Callable[[], tuple[str, ...]]) -> list[Told]:
    try:
        with one_source(str(place[-1])):
            return [Told(place, remark, is_fault=False) for remark in read()]
    except SourceError as error:
        return [Told(place, str(error))]
