"""Who may do what, as `etl check` tells it: how many values give which role, or what is wrong; it changes nothing."""

from collections import Counter
from pathlib import Path

from etl.door.access import ACCESS, AccessError, read_access
from indicators.agenda.model import Agenda
from indicators.agenda.problems import enumerate_nl


def access_lines(agenda_file: Path, agenda: Agenda) -> tuple[list[str], int]:
    """What to say, and how many faults are among it; nothing when nobody was given a role."""
    try:
        access = read_access(agenda_file, (partner.id for partner in agenda.partners))
    except AccessError as error:
        return str(error).splitlines(), len(error.problems)
    if not access.issuers:
        return [], 0
    file = agenda_file.with_name(ACCESS)
    counts = Counter(grant.role.value for grant in access.grants.values())
    told = enumerate_nl([f"{count} voor {role}" for role, count in counts.items()], "en")
    gone = sorted({grant.partner for grant in access.grants.values() if grant.partner} - access.partners)
    lines = [f"{file}: partner '{each}' staat niet in de agenda; wie daarbij hoort, mag alleen lezen." for each in gone]
    return [f"{file}: {told}.", *lines], len(gone)
