"""How often we were right, in Dutch sentences; it counts nothing."""

from datetime import date

from indicators.methods.norm_status import NormStatus
from indicators.methods.track_record import TENTHS, Pending, Tally, TrackRecord
from indicators.wording.numbers import plural

SAID_AS = {
    NormStatus.BEHIND: ("", "werd de norm", ("toch gehaald", "niet gehaald")),
    NormStatus.UNCERTAIN: ("", "werd de norm", ("gehaald", "niet gehaald")),
    NormStatus.AROUND: ("", "werd de norm", ("gehaald", "niet gehaald")),
    NormStatus.NOT_MET: (" over een niveau om te houden", "werd de norm", ("toch gehaald", "niet gehaald")),
    NormStatus.MET: (" terwijl het normjaar nog kwam", "was de norm in dat jaar", ("ook gehaald", "niet meer gehaald")),
}
"""Of what we said it, and what may have come of it: met or not."""
PENDING = {
    Pending.NOT_YET: "nog niet bekend",
    Pending.PASSED_BY: "geen cijfer over dat jaar",
    Pending.ANOTHER_SERIES: "er wordt nu anders geteld",
    Pending.DROPPED: "staat niet meer in de agenda",
}


def say_verdicts(record: TrackRecord, *, is_replayed: bool) -> list[str]:
    """For each verdict with a known outcome: 'Van de 12 keer dat we ‘achter’ zeiden, werd de norm 1 keer toch gehaald'.

    is_replayed: nobody said it then.
    """
    return [_sentence(kind, tally, is_replayed=is_replayed) for kind, tally in record.verdicts.items() if tally.settled]


def say_none(record: TrackRecord, today: date) -> str:
    """That no statement has an outcome yet, and which figure gives the first one."""
    if record.first_due is None:
        return "Nog geen enkele uitspraak is uitgekomen, en er wacht er ook geen op een uitkomst."
    late = " Dat cijfer is er nog niet." if record.first_due < today.year else ""
    return f"Nog geen enkele uitspraak is uitgekomen; de eerste met het cijfer over {record.first_due}.{late}"


def say_open(record: TrackRecord) -> str:
    """How many statements wait for an outcome, and how many will never have one; empty when there are none."""
    waiting = f"{_statements(record.open)} {_waits(record.open)} nog op de uitkomst." if record.open else ""
    lost = f"Van {_statements(record.lost)} zal de uitkomst nooit bekend zijn." if record.lost else ""
    return " ".join(text for text in (waiting, lost) if text)


def say_worth(record: TrackRecord) -> str:
    """Over how few figures and years the statements go: they are no separate trials."""
    total, few = (
        record.settled,
        f"{plural(record.indicators, 'indicator', 'indicatoren')} en {plural(record.years, 'jaar', 'jaren')}",
    )
    said = "Deze ene uitspraak gaat" if total == 1 else f"Deze {total} uitspraken gaan"
    return f"{said} over {few}." + ("" if total == 1 else f" Het zijn dus geen {total} losse proeven.")


def say_around(record: TrackRecord) -> str:
    """How many outcomes lie so near to the norm that the margin contains it; empty when none does."""
    around = sum(tally.around for tally in record.verdicts.values())
    if not around:
        return ""
    return f"Bij {_statements(around)} lag de norm binnen de marge van het cijfer. We telden daar het cijfer zelf."


def name_tenth(place: int) -> str:
    """A tenth of the chances as a reader names it: '10 tot 20%'."""
    return f"{place * TENTHS} tot {(place + 1) * TENTHS}%"


def times(count: int) -> str:
    """'geen enkele keer', '1 keer', '12 keer'."""
    return f"{count or 'geen enkele'} keer"


def _sentence(kind: NormStatus, tally: Tally, *, is_replayed: bool) -> str:
    when, came, (met, missed) = SAID_AS[kind]
    said = f"‘{kind.value}’ {'gezegd zouden hebben' if is_replayed else 'zeiden'}{when}"
    if tally.settled == 1:
        return f"De ene keer dat we {said}, {came} {met if tally.met else missed}."
    return f"Van de {tally.settled} keer dat we {said}, {came} {times(tally.met)} {met}."


def _statements(count: int) -> str:
    return plural(count, "uitspraak", "uitspraken")


def _waits(count: int) -> str:
    return "wacht" if count == 1 else "wachten"
