"""Reads the agenda: a file in, an Agenda out, or every mistake in it at once; it never repairs one."""

import json
import pathlib
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from indicators.agenda.addresses import address_of
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError, Finding, Path, Problem
from indicators.agenda.rules.all import check_rules
from indicators.agenda.salvage import Salvage
from indicators.agenda.strict_yaml import Document, read_marked
from indicators.agenda.type_errors import type_findings
from indicators.agenda.unfilled import find_unfilled


def load_agenda(path: pathlib.Path) -> Agenda:
    """Read and check an agenda file; AgendaError with every problem when anything is wrong with it."""
    return parse_agenda(_read(path), str(path))


def parse_agenda(text: str, file: str) -> Agenda:
    """The same for a text that is not saved yet; `file` is how the problems call it."""
    document = read_marked(text)
    problems = [_problem(finding, document, file, line) for line, finding in document.findings]
    if not document.is_complete:
        raise AgendaError(problems)
    try:
        agenda = _validated(document.data)
        findings = list(check_rules(agenda))
    except ValidationError as error:
        misfits = list(type_findings(error, document))
        findings = [misfit for misfit in misfits if not _is_unread(misfit.path, document)]
        findings += _rules_for_the_rest(document.data, {misfit.path for misfit in misfits} | document.unread)
    findings += find_unfilled(document.data)
    problems += [_problem(finding, document, file) for finding in findings]
    if problems:
        raise AgendaError(problems)
    return agenda


def locate(path: pathlib.Path) -> Callable[[Path], str]:
    """Tells where a part of a good agenda stands in its file: `config/agenda.yaml:58  indicator 'eenzaamheid', norm`."""
    document = read_marked(_read(path))
    return lambda place: f"{path}:{document.line(place)}  {address_of(place, document.data)}"


def _read(path: pathlib.Path) -> str:
    file = str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        remedy = "zet het bestand daar neer, of noem een ander bestand in DATABOEK_AGENDA."
        raise AgendaError([Problem(file, 0, "", "dit bestand is er niet", remedy)]) from None
    except OSError as error:
        remedy = "kijk of het een bestand is en of u het mag lezen."
        raise AgendaError([Problem(file, 0, "", f"niet te lezen ({error.strerror})", remedy)]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        remedy = "bewaar het bestand opnieuw met codering UTF-8 (in Kladblok: Opslaan als)."
        raise AgendaError([Problem(file, line, "", "er staat een letter die geen UTF-8 is", remedy)]) from error


def _validated(data: Any) -> Agenda:
    """Through JSON: only there may strict models take dates and choices from text. English names are not keys."""
    return Agenda.model_validate_json(json.dumps(data), by_alias=True, by_name=False)


def _rules_for_the_rest(data: Any, broken: set[Path]) -> list[Finding]:
    """What the rules find in the parts that can be read; nothing when too little is left to build an agenda."""
    if not isinstance(data, dict):
        return []
    salvage = Salvage(data, broken)
    try:
        agenda = _validated(salvage.data)
    except ValidationError:
        return []
    found = []
    for finding in check_rules(agenda):
        place, also = salvage.origin(finding.path), finding.also and salvage.origin(finding.also)
        if place is not None and finding.unknown not in salvage.lost_names:
            found.append(Finding(place, finding.text, finding.remedy, also))
    return found


def _is_unread(path: Path, document: Document) -> bool:
    return any(path[: len(unread)] == unread for unread in document.unread)


def _problem(finding: Finding, document: Document, file: str, line: int | None = None) -> Problem:
    address = address_of(finding.path[:-1], document.data) if finding.path else ""
    text = finding.text if finding.also is None else f"{finding.text} (ook op regel {document.line(finding.also)})"
    return Problem(file, line or document.line(finding.path), address, text, finding.remedy, finding.path)
