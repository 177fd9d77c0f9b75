"""How the gate names cells, regions, years and numbers in its sentences; it judges nothing."""

from collections.abc import Iterable, Sequence

SHOWN = 5
"""Examples in a sentence; what comes after them is counted."""


def name(topic: str, filters: str, *, is_own_file: bool = False) -> str:
    """`GeregistreerdeMisdrijven (SoortMisdrijf=1.1.1)`; of an own file the column, since its filters tell how it is read."""
    return f"{topic} ({filters})" if filters and not is_own_file else topic


def listed(texts: Iterable[str], total: int | None = None) -> str:
    """The first few, and how many more there are; total: when the texts are themselves only the first few."""
    some = list(texts)
    count = len(some) if total is None else total
    shown = some[:SHOWN]
    return ", ".join(shown) + (f" en nog {whole(count - len(shown))}" if count > len(shown) else "")


def example(region: str, year: int, value: float) -> str:
    """`GM0479 2024: 12,5`."""
    return f"{region} {year}: {decimal(value)}"


def change(region: str, year: int, before: float, now: float) -> str:
    """`GM0479 2024: van 12,5 naar 1.237`."""
    return f"{region} {year}: van {decimal(before)} naar {decimal(now)}"


def whole(count: float) -> str:
    """12345 → '12.345'."""
    return f"{count:,.0f}".replace(",", ".")


def decimal(value: float) -> str:
    """1237.5 → '1237,5'."""
    return f"{value:.10g}".replace(".", ",")


def per_cent(share: float) -> str:
    """.456 → '46%'."""
    return f"{100 * share:.0f}%"


def counted(count: int, one: str, more: str) -> str:
    """'1 cijfer', '12 cijfers'."""
    return f"{whole(count)} {one if count == 1 else more}"


def joined(texts: Sequence[str]) -> str:
    """'a', 'a en b' or 'a, b en c'."""
    return " en ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
