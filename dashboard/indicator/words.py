"""Tables and labelled facts in Dutch, from the agenda and the store; pure, no HTML and no judgement."""

from collections.abc import Mapping

import pandas as pd

from dashboard.book.databook import Row, merge_breaks
from dashboard.indicator.group_chart import GroupPicture
from dashboard.indicator.provenance import origin_in_words
from dashboard.indicator.trend.picture import Break
from dashboard.look.notation import amount, count, day, exact, listing, moment, norm_text, number, past_level, point_period, span
from etl.store.rows import HeldSource, PastRun, rows_of
from indicators.agenda.model import Adoption, Agenda

Sheet = tuple[list[str], list[list[str]]]
"""Headers and lines."""

MODES = {
    "auto": "bij de bronnen, en anders in de meegeleverde opname",
    "live": "bij de bronnen",
    "recording": "in de meegeleverde opname",
}
READINGS = {"gewijzigd": "nieuwe cijfers", "ongewijzigd": "niets nieuws"}
OUTCOMES = {"gelukt": "alles gelukt", "mislukt": "niet elke bron gaf cijfers"}
KINDS = {
    "effect": "effect: hoe het met inwoners gaat",
    "prestatie": "prestatie: wat er is gedaan",
    "middelen": "middelen: wat het kost",
}


def partner_names(agenda: Agenda) -> Mapping[str, str]:
    """Names by id."""
    return {partner.id: partner.name for partner in agenda.partners}


def databook_facts(row: Row, agenda: Agenda) -> list[tuple[str, str]]:
    """The page of the databoek: what the agenda says about an indicator; what it leaves out is left out."""
    indicator, names = row.indicator, partner_names(agenda)
    facts = [
        ("Definitie", indicator.definition),
        ("Waarom dit cijfer", indicator.rationale),
        ("Soort cijfer", KINDS[indicator.kind]),
        ("Gewenste richting", str(indicator.desired_direction)),
        ("Nulmeting", _baseline(row)),
        ("Norm", _norm(row, names)),
        ("Mijlpalen", _milestones(row)),
        ("Eerdere normen", _past_norms(row, names)),
        ("Kanttekeningen", indicator.caveats or ""),
        ("Trendbreuken", "\n".join(map(_break, merge_breaks(indicator.breaks)))),
        (
            "Toelichtingen",
            "\n".join(f"{note.year}: {note.text} ({note.author}, {day(note.on)})" for note in indicator.commentaries),
        ),
        ("Eigenaar", names.get(indicator.owner, indicator.owner) if indicator.owner else ""),
    ]
    return [(label, text) for label, text in facts if text]


def _baseline(row: Row) -> str:
    spec, baseline, indicator = row.indicator.baseline, row.baseline, row.indicator
    if spec is None:
        return "Er is geen nulmeting afgesproken."
    if baseline.value is None:
        return f"{span(spec.span)}; daarvan zijn nog geen cijfers."
    text = f"{amount(baseline.value, indicator)} ({span(spec.span)})"
    if baseline.differs and baseline.found is not None:
        now = amount(baseline.found, indicator)
        text += f"\nLet op: dit is het vastgestelde cijfer. De bron geeft nu {now}. Het vastgestelde cijfer blijft gelden."
    return text


def _norm(row: Row, names: Mapping[str, str]) -> str:
    norm, indicator = row.indicator.norm, row.indicator
    if norm is None:
        return "Er is geen norm vastgesteld. We volgen dit cijfer."
    text = norm_text(norm, indicator.desired_direction, indicator.unit)
    return text + (f"\n{_adopted(norm.adoption, names)}" if norm.adoption else "")


def _adopted(adoption: Adoption, names: Mapping[str, str]) -> str:
    by = listing([names.get(each, each) for each in adoption.by])
    decision = f", besluit {adoption.decision}" if adoption.decision else ""
    return f"Vastgesteld door {by} op {day(adoption.on)}{decision}"


def _break(cut: Break) -> str:
    return f"{cut.years}: {cut.reason.rstrip('.')} ({'bijzonder' if cut.is_special else 'vanaf hier een nieuwe reeks'})"


def _milestones(row: Row) -> str:
    norm = row.indicator.norm
    return listing([f"{exact(stone.value)} in {stone.year}" for stone in norm.milestones]) if norm else ""


def _past_norms(row: Row, names: Mapping[str, str]) -> str:
    norm, unit = row.indicator.norm, row.indicator.unit
    history = norm.history if norm else ()
    return "\n".join(
        f"{past_level(past, unit)}. {_adopted(past.adoption, names)}. Gewijzigd omdat: {past.reason}" for past in history
    )


def figures(row: Row) -> Sheet:
    """Every figure, newest first: period, value, difference with the baseline, margin where published, status."""
    indicator, base = row.indicator, row.baseline.value
    has_margin = any(point.lower is not None for point in row.series.points)
    headers = ["Periode", "Cijfer", "Verschil met nulmeting", *(["Marge (95%)"] if has_margin else []), "Status"]
    lines = []
    for point in reversed(row.series.points):
        change = "–" if base is None else _signed(point.value - base, indicator.decimals)
        margin = "–"
        if point.lower is not None and point.upper is not None:
            margin = f"{number(point.lower, indicator.decimals)} tot {number(point.upper, indicator.decimals)}"
        status = "voorlopig" if point.is_provisional else "definitief"
        value = number(point.value, indicator.decimals)
        lines.append([point_period(point), value, change, *([margin] if has_margin else []), status])
    return headers, lines


def _signed(value: float, decimals: int) -> str:
    text = number(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def group_figures(picture: GroupPicture) -> Sheet:
    """The figures of comparable municipalities in order of the alphabet: no ranking; the own figure comes first."""
    lines = [(picture.name, picture.own), *picture.others, ("Midden van de groep", picture.median)]
    return ["Gemeente", str(picture.year)], [[name, number(value, picture.decimals)] for name, value in lines]


def sources(frame: pd.DataFrame) -> Sheet:
    """Every source: what it is, whose, what is held of it, when it was fetched and how that went."""
    headers = ["Bron", "Houder", "Cijfers", "Opgehaald", "Uitkomst"]
    return headers, [_source(row) for row in rows_of(HeldSource, frame)]


def _source(row: HeldSource) -> list[str]:
    return [
        _joined(row.source, "" if row.title == row.holder else row.title),
        _joined(row.holder, row.licence),
        f"{count(row.rows, 'cijfer', 'cijfers')}, tot en met {row.newest_period[:4]}" if row.newest_period else "–",
        f"{day(row.fetched_at)}, {origin_in_words(row.origin)}" if row.rows and row.fetched_at and row.origin else "nog niet",
        _joined(READINGS.get(row.outcome, row.outcome), row.message),
    ]


def runs(frame: pd.DataFrame, *, newest: int = 10) -> Sheet:
    """The latest refreshes, newest first."""
    lines = [
        [moment(row.finished_at), MODES.get(row.mode, row.mode), OUTCOMES.get(row.outcome, row.outcome)]
        for row in rows_of(PastRun, frame.head(newest))
    ]
    return ["Moment", "Waar gezocht", "Uitkomst"], lines


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
