"""Small pieces of HTML where Streamlit has none that fits; everything that comes in as text is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from dashboard.book.databook import Row, norm_levels
from dashboard.charts.sparkline import sparkline
from dashboard.look.notation import norm_text, number, point_period, span
from dashboard.look.tags import verdict
from dashboard.overview.words import spark_alt
from indicators.methods.assessment import Assessment

COLUMNS = ("Laatste cijfer", "Verloop en norm", "Norm en nulmeting", "Oordeel")
_HEAD = (
    f'<div class="kop" aria-hidden="true">Indicator</div><div aria-hidden="true"><div class="rij kop">'
    f"{''.join(f'<span>{name}</span>' for name in COLUMNS)}</div></div>"
)


def rows(lines: Iterable[tuple[str, str]]) -> str:
    """Indicators below each other, each a link and its cells, both HTML; they alternate in one grid (style.css)."""
    return f'<div class="indicatoren">{_HEAD}{"".join(f"<div>{link}</div><div>{cells}</div>" for link, cells in lines)}</div>'


def row_cells(row: Row, years: tuple[int, int], assessment: Assessment) -> str:
    """One indicator on the overview: latest figure, small picture, norm with baseline, and the answer about the norm."""
    return f'<div class="rij">{_latest(row)}{_spark(row, years)}{_norm(row)}{verdict(assessment)}</div>'


def _latest(row: Row) -> str:
    if row.last is None:
        return f'<span class="cijfer leeg">{escape(row.short_reason)}</span>'
    unit = row.indicator.unit
    value = number(row.last.value, row.indicator.decimals) + ("%" if unit == "%" else "")
    below = "" if unit == "%" else f"<small>{escape(unit)}</small>"
    return f'<span class="cijfer"><b>{value}</b> <i>({point_period(row.last)})</i>{below}</span>'


def _spark(row: Row, years: tuple[int, int]) -> str:
    if row.last is None:
        return '<span class="lijn"></span>'
    restarts = [cut.year for cut in row.indicator.breaks if cut.kind == "definitie"]
    image = sparkline(row.series, years=years, norm_levels=norm_levels(row.indicator.norm), restarts=restarts)
    return f'<span class="lijn"><img src="{image}" alt="{escape(spark_alt(row))}"></span>'


def _norm(row: Row) -> str:
    norm, direction, unit = row.indicator.norm, row.indicator.desired_direction, row.indicator.unit
    text = f"<em>Norm </em>{escape(norm_text(norm, direction, unit))}" if norm else "–"
    return f'<span class="norm">{text}{_baseline(row)}</span>'


def _baseline(row: Row) -> str:
    spec, value = row.indicator.baseline, row.baseline.value
    if spec is None or value is None:
        return ""
    figure = number(value, row.indicator.decimals) + ("%" if row.indicator.unit == "%" else "")
    years = span(spec.span).removeprefix("gemiddelde ")
    return f'<small>nulmeting {figure} <span class="heel">({years})</span></small>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels with their text, as a description list; line breaks in a text are kept."""
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text).replace(chr(10), '<br>')}</dd>" for label, text in pairs)
    return f'<dl class="feiten">{items}</dl>'


def table(headers: Sequence[str], lines: Iterable[Sequence[str]], *, caption: str, numeric: Iterable[int] | None = None) -> str:
    """A table of words, that becomes a list of cards on a small screen; or of figures (`numeric` columns), that stays a table.

    The roles keep it a table for a screen reader when the stylesheet makes blocks of its parts.
    """
    right = set(numeric or ())
    head = "".join(f'<th role="columnheader" scope="col"{_right(i, right)}>{escape(name)}</th>' for i, name in enumerate(headers))
    body = "".join(f'<tr role="row">{_cells(headers, line, right)}</tr>' for line in lines)
    return (
        f'<table class="tabel{" woorden" if numeric is None else ""}" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _cells(headers: Sequence[str], line: Sequence[str], right: set[int]) -> str:
    return "".join(
        f'<td role="cell" data-kop="{escape(name)}"{_right(i, right)}>{escape(text)}</td>'
        for i, (name, text) in enumerate(zip(headers, line, strict=True))
    )


def _right(position: int, right: set[int]) -> str:
    return ' class="getal"' if position in right else ""


def notice(lead: str, text: str, *, tone: str = "voorbeeld") -> str:
    """A calm bar with a bold first word."""
    return f'<div class="melding {tone}" role="note"><b>{escape(lead)}</b> {escape(text)}</div>'


def bullets(texts: Iterable[str]) -> str:
    """Sentences as a list."""
    return f'<ul class="punten">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>'


def folded(label: str, content: str) -> str:
    """Content, as HTML, that comes in sight when its label is pressed."""
    return f'<details class="uitklap"><summary>{escape(label)}</summary><div>{content}</div></details>'


def subheading(text: str) -> str:
    """A heading within a card."""
    return f'<h3 class="tussenkop">{escape(text)}</h3>'


def paragraph(*texts: str, style: str = "zacht") -> str:
    """Running text in secondary ink, each on a line of its own."""
    return f'<p class="{style}">{"<br>".join(map(escape, texts))}</p>'
