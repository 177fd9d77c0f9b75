"""Which files there are of a page, by its address, and what each is made of; pure, it makes none of them.

The page and the server ask it the same, so that what is downloaded is what the reader sees.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import data
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import citation
from dashboard.changed import words
from dashboard.changed.pieces import changes
from dashboard.changed.since import read_since
from dashboard.comparison import lines
from dashboard.comparison.choice import GROUP, choices, read_choice
from dashboard.comparison.pieces import compared_spec, wanted_indicator
from dashboard.documents import databook
from dashboard.documents.meeting import package
from dashboard.documents.names import PACKAGE
from dashboard.documents.parts import Document
from dashboard.documents.pdf import PDF, to_pdf
from dashboard.downloads import tables
from dashboard.downloads.files import XLSX, Export, to_csv, to_workbook
from dashboard.downloads.picture import PNG, SVG, Caption, figure_png, figure_svg
from dashboard.indicator.pieces import LAYERS, picture_of, trend_spec
from dashboard.indicator.trend.contract import Layer
from dashboard.indicator.trend.layers import read_layers
from dashboard.indicator.trend.told import trend_key
from dashboard.look.notation import what_is_counted
from dashboard.overview.filters import read_filters
from dashboard.overview.pieces import asked_for
from dashboard.pages import AMBITION, CHANGED, COMPARISON, INDICATOR, OVERVIEW, Page, Visit

EXAMPLE = "Voorbeeld: de normen zijn verzonnen."
Drawing = tuple[dict[str, Any], Caption]
"""The specification of a chart, and what the picture says of itself."""
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Files:
    """A table and, where there is one, a chart: how to put them together, and of what. name: of the files, without ending."""

    name: str
    table: Callable[..., Export]
    about_table: tuple[Hashable, ...]
    drawing: Callable[..., Drawing] | None = None
    about_drawing: tuple[Hashable, ...] = ()
    paper: Callable[..., Document] | None = None
    about_paper: tuple[Hashable, ...] = ()
    called: str = ""
    """What the paper is, where it is more than this page."""
    beside: tuple[Page, ...] = ()
    """Other pages of which the paper is offered here too."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The endings there are."""
        return ("csv", "xlsx", *(("png", "svg") if self.drawing else ()), *(("pdf",) if self.paper else ()))

    def file(self, kind: str) -> str:
        """The name of the file with this ending."""
        stem = self.name.partition("-")[2] if kind == "pdf" and self.called else ""
        return f"{self.called.lower().replace(' ', '-')}-{stem}.{kind}" if stem else f"{self.name}.{kind}"

    def words(self, kind: str) -> str:
        """What the button for this ending says."""
        return f"{self.called} als PDF" if kind == "pdf" and self.called else WORDS[kind]

    def make(self, book: Databook, kind: str) -> bytes:
        """The file with this ending, once a version; KeyError when there is none."""
        if kind not in self.kinds:
            raise KeyError(kind)
        write = _WRITE[kind]
        if self.drawing and kind in {"png", "svg"}:
            return data.made(book, write, self.drawing, *self.about_drawing)
        if self.paper and kind == "pdf":
            return data.printed(book, write, self.paper, *self.about_paper)
        return data.made(book, write, self.table, *self.about_table)


def of_overview(book: Databook, visit: Visit) -> Files:
    """The latest figures and answers of the indicators that are asked for."""
    rows = asked_for(book, read_filters(dict(visit.parameters)))
    return Files(
        name=f"overzicht-{book.code}",
        table=overview_table,
        about_table=(tuple(row.indicator.id for row in rows),),
        paper=None if book.is_guest else databook.whole,
        called="Hele databoek",
        beside=() if book.is_guest else (CHANGED,),
    )


def of_ambition(book: Databook, visit: Visit) -> Files | None:
    """The same of the indicators of one ambition; None for one that the agenda does not have."""
    name, rows = visit.wanted("ambitie"), book.rows_of(visit.wanted("ambitie"))
    if not rows:
        return None
    return Files(
        name=f"{name}-{book.code}",
        table=overview_table,
        about_table=(tuple(row.indicator.id for row in rows),),
        paper=None if book.is_guest else databook.of_ambition,
        about_paper=(name,),
    )


def of_indicator(book: Databook, visit: Visit) -> Files | None:
    """Every figure of an indicator, and its chart as it is on the page with these layers; None without figures."""
    row = book.row(visit.wanted("indicator"))
    if row is None or row.last is None:
        return None
    name = row.indicator.id
    return Files(
        name=f"{name}-{book.code}",
        table=indicator_table,
        about_table=(name,),
        drawing=indicator_drawing,
        about_drawing=(name, read_layers(visit.asked(LAYERS))),
        paper=databook.of_indicator,
        about_paper=(name,),
    )


def of_comparison(book: Databook, visit: Visit) -> Files | None:
    """The figures of the lines that are compared, and their chart; None without figures."""
    row = book.row(wanted_indicator(book, visit))
    if row is None:
        return None
    names = choices(book.figures, book.code, len(book.group.codes))
    codes = read_choice(visit.asked("gemeenten"), book.code, names).codes
    if not any(line.series.points for line in lines.gather_lines(book, row, codes)):
        return None
    name = row.indicator.id
    return Files(
        name=f"vergelijking-{name}",
        table=comparison_table,
        about_table=(name, codes),
        drawing=comparison_drawing,
        about_drawing=(name, codes),
    )


def of_changes(book: Databook, visit: Visit) -> Files:
    """Everything that changed since the day that is asked for."""
    meetings = book.agenda.info.council_meetings
    on = read_since(visit.wanted("sinds"), meetings, book.today).on
    about = (on, words.since_in_words(on, meetings))
    coming = min((each for each in meetings if each >= book.today), default=None)
    return Files(
        name=f"veranderd-{book.code}",
        table=changes_table,
        about_table=about,
        paper=None if book.is_guest else package,
        about_paper=(coming, on),
        called=PACKAGE,
    )


OF: Mapping[Page, Callable[[Databook, Visit], Files | None]] = {
    OVERVIEW: of_overview,
    AMBITION: of_ambition,
    INDICATOR: of_indicator,
    COMPARISON: of_comparison,
    CHANGED: of_changes,
}
"""The pages of which there are files."""


def overview_table(book: Databook, ids: tuple[str, ...]) -> Export:
    """What is in it."""
    return tables.overview_export(book, [row for row in book.rows if row.indicator.id in ids])


def indicator_table(book: Databook, name: str) -> Export:
    """What is in it."""
    return tables.indicator_export(book, _row(book, name), data.lineage(name, book.code))


def indicator_drawing(book: Databook, name: str, shown: tuple[Layer, ...]) -> Drawing:
    """What is drawn, with these layers."""
    row = _row(book, name)
    key = trend_key(data.kept(book, picture_of, name, shown))
    return data.kept(book, trend_spec, name, shown), caption(book, row, title=f"{row.indicator.name} in {book.name}", key=key)


def comparison_table(book: Databook, name: str, codes: tuple[str, ...]) -> Export:
    """What is in it."""
    row = _row(book, name)
    shown = [(each.name, "" if each.code == GROUP else each.code, each.series) for each in lines.gather_lines(book, row, codes)]
    return tables.comparison_export(book, row.indicator, shown)


def comparison_drawing(book: Databook, name: str, codes: tuple[str, ...]) -> Drawing:
    """What is drawn."""
    return data.kept(book, compared_spec, name, codes), caption_of_comparison(book, _row(book, name), codes)


def changes_table(book: Databook, since: date, in_words: str) -> Export:
    """What is in it."""
    return tables.changes_export(book, data.kept_aside(book, changes, since), in_words)


def caption_of_comparison(book: Databook, row: Row, codes: tuple[str, ...]) -> Caption:
    """What the chart of a comparison says of itself; norms are not in it."""
    band = row.judged.band if GROUP in codes else ()
    key = lines.key(lines.gather_lines(book, row, codes), band, row.earlier_sources)
    return caption(book, row, title=f"{row.indicator.name}: gemeenten vergeleken", key=key, shows_norm=False)


def caption(book: Databook, row: Row, *, title: str, key: str, shows_norm: bool = True) -> Caption:
    """What a chart says of itself once it has left the page; also that the norms are invented, when they are."""
    is_invented = shows_norm and book.agenda.info.is_example and row.indicator.norm is not None
    return Caption(
        title=title,
        subtitle=what_is_counted(row.indicator),
        source=f"{citation([row.indicator], book)}.",
        key=f"{key} {EXAMPLE}" if is_invented else key,
        made_on=book.today,
    )


def png_of(drawing: Drawing) -> bytes:
    """As an image."""
    return figure_png(*drawing)


def svg_of(drawing: Drawing) -> bytes:
    """As a drawing."""
    return figure_svg(*drawing)


def _row(book: Databook, name: str) -> Row:
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return row


_WRITE: Mapping[str, Callable[[Any], bytes]] = {"csv": to_csv, "xlsx": to_workbook, "png": png_of, "svg": svg_of, "pdf": to_pdf}
TYPES = {"csv": CSV, "xlsx": XLSX, "png": PNG, "svg": SVG, "pdf": PDF}
WORDS = {
    "csv": "Download als CSV",
    "xlsx": "Download als Excel",
    "png": "Grafiek als PNG",
    "svg": "Grafiek als SVG",
    "pdf": "Download als PDF",
}
