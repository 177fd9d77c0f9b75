"""Hold the methods against every recorded series and write docs/calibratie.md; `make calibrate` runs it.

Everything comes from the shipped recording, and chance figures from fixed seeds: the same code writes the same report.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.calibrate import change as calibrate_change
from benchmarks.calibrate import effect_text as calibrate_effect_text
from benchmarks.calibrate import future_text as calibrate_future
from benchmarks.calibrate import planted as calibrate_raise
from benchmarks.calibrate import projection as calibrate_projection
from benchmarks.calibrate import trend as calibrate_trend
from benchmarks.calibrate.panel import Panel, load_panel
from benchmarks.calibrate.text import Section, table, whole

REPORT = Path(__file__).resolve().parents[2] / "docs" / "calibratie.md"
SECTIONS: Sequence[Callable[[Panel], Section]] = (
    calibrate_projection.measure,
    calibrate_raise.measure,
    calibrate_future.measure,
    calibrate_trend.measure,
    calibrate_change.measure,
    calibrate_effect_text.measure,
)
"""The parts of the report, in order; another method is added by naming its function here."""


def main() -> None:
    """Measure every part, write the report, and print what stands out."""
    today = date.today()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        panel = load_panel(Path(folder), today)
        print(f"{_count_series(panel)} series read in {time.perf_counter() - started:.0f} s")
        sections = []
        for measure in SECTIONS:
            started = time.perf_counter()
            sections.append(measure(panel))
            print(f"{sections[-1].title}: {time.perf_counter() - started:.0f} s")
    REPORT.write_text(write_report(panel, sections, today), encoding="utf-8")
    print(*(remark for section in sections for remark in section.remarks), f"Written: {REPORT}", sep="\n")


def write_report(panel: Panel, sections: Sequence[Section], today: date) -> str:
    """The report in Dutch Markdown; no figure in it is typed by hand."""
    keys = [row for section in sections for row in section.keys]
    parts = [
        "# Calibratie: kloppen de methoden?",
        (
            f"Gemaakt door `make calibrate` op {today:%d-%m-%Y}; niet met de hand wijzigen. De methoden staan uitgelegd "
            "in [methode.md](methode.md)."
        ),
        (
            f"Gebruikt: {_count_series(panel)} reeksen van {_count_municipalities(panel)} gemeenten, uit de cijfers die "
            "met Databoek worden meegeleverd: "
            f"{len(panel.indicators)} indicatoren en {len(panel.subjects) - len(panel.indicators)} kenmerken. Alleen "
            "definitieve cijfers tellen mee."
        ),
        "## Kerncijfers",
        table(["Wat", "Gemeten"], keys),
        "## Wat opvalt",
        "\n".join(f"- {remark}" for section in sections for remark in section.remarks),
        *(block for section in sections for block in (f"## {section.title}", *section.blocks)),
    ]
    return "\n\n".join(parts) + "\n"


def _count_series(panel: Panel) -> str:
    return whole(sum(bool(series.points) for subject in panel.subjects for series in subject.series.values()))


def _count_municipalities(panel: Panel) -> str:
    return whole(len({code for subject in panel.subjects for code, series in subject.series.items() if series.points}))


if __name__ == "__main__":
    main()
