"""On which day a stored period is over; it knows no calendar but that of the codes."""

import re
from calendar import monthrange
from datetime import date

from indicators.agenda.periods import PeriodKind, kind_of

_LAST = re.compile(r":\d{4}-(\d{4})$")
_DECEMBER, _JULY = 12, 7
_MONTHS_OF = {"MM": 1, "KW": 3, "HJ": 6}
"""How many months a part of a year has, by how its code begins."""


def ends_on(period: str) -> date | None:
    """`2025KW01` is over on 31 March 2025, `2023SJ00` on 31 July 2024; None for what is no code of a catalogue."""
    kind, year = kind_of(period), int(period[:4]) if period[:4].isdecimal() else 0
    if kind is None or not year:
        return None
    if kind is PeriodKind.SCHOOL_YEAR:
        return _last_day(year + 1, _JULY)
    if told := _LAST.search(period):
        return _last_day(int(told[1]), _DECEMBER)
    if kind is PeriodKind.SEVERAL_YEARS:
        return _last_day(year + int(period[5]) - 1, _DECEMBER)
    months = _MONTHS_OF.get(period[4:6])
    return _last_day(year, _DECEMBER if months is None or kind.is_mean else int(period[6:8]) * months)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
