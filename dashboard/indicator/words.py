"""What the page of an indicator says around its answers, as sentences, facts and tables in Dutch; no HTML and no judgement."""

from collections.abc import Mapping, Sequence

from dashboard.book.breaks import Break, merge_breaks
from dashboard.book.databook import Row
from dashboard.indicator.agreed.words import decided, past_norms, quietly_changed
from dashboard.indicator.group_chart import GroupPicture
from dashboard.look.notation import (
    OTHER_SOURCE,
    amount,
    day,
    exact,
    norm_text,
    point_period,
    sentence,
    signed,
    span,
    unit_in_words,
    unlike,
)
from dashboard.look.statuses import Status
from etl.answers.peers import ComparisonGroup
from indicators.methods.norm_status import NormStatus
from indicators.wording.comparison import when
from indicators.wording.finding import say_finding, verdict_year
from indicators.wording.numbers import listing, number

Sheet = tuple[list[str], list[list[str]]]
"""Headers and lines."""

KINDS = {
    "effect": "effect: hoe het met inwoners gaat",
    "prestatie": "prestatie: wat er is gedaan",
    "middelen": "middelen: wat het kost",
}

COMPARED, WORKERS, DATABOOK, FIGURES, ORIGIN = "vergelijken", "interventies", "databoek", "cijfers", "herkomst"
OPEN = "open"
"""The parameter of the address that says which part of the page is open."""
FOLDS = {
    COMPARED: "Vergelijken met andere gemeenten",
    WORKERS: "Wie werkt hieraan?",
    DATABOOK: "Databoek: wat is hierover afgesproken?",
    FIGURES: "Alle cijfers",
    ORIGIN: "Waar komt dit cijfer vandaan?",
}
"""The parts of the page that open when asked for: their word in the address, and their name."""

ASKED, WORKER = "Vragen om te stellen", "Interventie"
NORM = "Norm"
"""The column with the limit of a norm that moves, a year at a time."""
HOW_IT_WENT = "Op de pagina Verantwoording ziet u hoe het ophalen ging."
"""For who reads on a page: paper has no other page to go to."""


def finding(row: Row) -> str:
    """What was found, in one line."""
    return say_finding(row.indicator, row.assessment, absence=row.short_reason, is_guest=row.is_guest)


def verdict(row: Row) -> Status:
    """The status that the finding opens with: of the norm, or of the line where there is none."""
    found = row.assessment
    return found.trend.status if found.norm.status is NormStatus.NO_NORM and found.series.points else found.norm.status


def newest(row: Row) -> str:
    """The newest figure with its unit and period, and the year the verdict is about where that is another one; needs a figure."""
    if row.last is None:
        return ""
    said = f"Nieuwste cijfer: {amount(row.last.value, row.indicator)} ({point_period(row.last)})"
    year = verdict_year(row.assessment.norm)
    is_newer = year is not None and year < row.last.year
    return f"{said}{', voorlopig' if row.last.is_provisional else ''}.{f' Het oordeel gaat over {year}.' if is_newer else ''}"


def years_judged(row: Row) -> dict[str, str]:
    """Per question the year its answer is about, where the newest figure is newer; empty where it is not."""
    found = row.assessment
    known = {"norm": verdict_year(found.norm), "trend": found.trend.last_year, "change": found.change.to_year}
    known["comparison"] = found.comparison.years[-1] if found.comparison.years else None
    told = {name: str(year) for name, year in known.items() if year is not None and row.last and year < row.last.year}
    if "comparison" in told:
        told["comparison"] = when(found.comparison)
    return dict.fromkeys(known, "") | told


def about_year(about: str) -> str:
    """Of which year an answer is; empty where that need not be said."""
    return f"over {about}" if about else ""


def earlier(row: Row) -> str:
    """Which of the figures come from a source that was replaced or are of another area; empty when none is."""
    return " ".join([*(f"{OTHER_SOURCE} {sentence(each.words)}" for each in row.earlier_sources), *row.area_notes])


def subtitle(row: Row, names: Mapping[str, str]) -> str:
    """Definition, direction and owner in one line; names: of partners by their id."""
    indicator = row.indicator
    parts = [indicator.definition.rstrip(".")]
    parts += [] if indicator.unit in indicator.definition else [f"eenheid: {unit_in_words(indicator.unit)}"]
    parts.append(f"gewenste richting: {indicator.desired_direction}")
    parts += [f"eigenaar: {names.get(indicator.owner, indicator.owner)}"] if indicator.owner else []
    return " · ".join(parts)


def no_figures(row: Row) -> str:
    """Why there is no picture, and what will happen."""
    agreed = "" if row.is_guest else " Hieronder staat wel wat er in de agenda is afgesproken."
    return f"{sentence(row.reason)}{agreed}"


def only_wide(layers: list[str], button: str) -> str:
    """That a small screen starts without these, and which button brings them there; empty where none does."""
    said = f"Niet in de grafiek op een klein scherm: {listing(layers)}."
    return f"{said} Kies {button} om alles te zien." if button else said


def chosen_on(group: ComparisonGroup, names: Mapping[str, str]) -> str:
    """How the comparable municipalities were chosen, and which they are; names: of municipalities by their code."""
    listed = listing(sorted(names.get(code, code) for code in group.codes))
    if not group.codes:
        return "Er zijn geen vergelijkbare gemeenten gekozen."
    if group.is_fixed:
        return f"De lijst staat in de agenda: {listed}."
    used = listing([f"{feature.name} ({feature.year})" for feature in group.features if feature.year is not None])
    return f"Gekozen op {used}: {listed}."


def databook_facts(row: Row, names: Mapping[str, str], remarks: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The page of the databoek: what the agenda says about an indicator; what it leaves out is left out.

    names: of partners by their id; remarks: what a court of audit would ask of the norm. With a guest nothing was agreed.
    """
    indicator = row.indicator
    agreed = [] if row.is_guest else [("Nulmeting", _baseline(row)), ("Norm", _norm(row, names))]
    facts = [
        ("Definitie", indicator.definition),
        ("Waarom dit cijfer", indicator.rationale),
        ("Soort cijfer", KINDS[indicator.kind]),
        ("Gewenste richting", str(indicator.desired_direction)),
        *agreed,
        ("Let op bij de norm", "\n".join(remarks)),
        ("Mijlpalen", _milestones(row)),
        ("Eerdere normen", past_norms(row, names)),
        ("Kanttekeningen", indicator.caveats or ""),
        ("Voorgangers", "\n".join(sentence(each.words) for each in row.earlier_sources)),
        ("Gebied", "\n".join(row.area_notes)),
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
        return f"{span(spec.span)}; {_why_no_baseline(row)}"
    text = f"{amount(baseline.value, indicator)} ({span(spec.span)})"
    if baseline.adopted is None and 0 < len(baseline.years) < spec.span.last - spec.span.first + 1:
        counted = listing([str(year) for year in baseline.years])
        text += f"\nGerekend met {counted}: van de andere jaren is er geen cijfer dat telt."
    if baseline.differs and baseline.found is not None:
        now = amount(baseline.found, indicator)
        text += f"\nLet op: dit is het vastgestelde cijfer. De bron geeft nu {now}. Het vastgestelde cijfer blijft gelden."
    return text


def _why_no_baseline(row: Row) -> str:
    spec = row.indicator.baseline
    points = [point for point in row.series.points if spec and spec.span.first <= point.year <= spec.span.last]
    if not points:
        return "daarvan zijn nog geen cijfers."
    why = "van vóór een herindeling" if any(point.changes_ahead for point in points) else "van vóór de nieuwe definitie"
    why = "uit een andere bron" if any(point.predecessor for point in points) else why
    return f"dat cijfer is {why}. Het is niet te vergelijken met de cijfers van nu en telt niet mee."


def _norm(row: Row, names: Mapping[str, str]) -> str:
    norm, indicator = row.indicator.norm, row.indicator
    if norm is None:
        return "Er is geen norm vastgesteld. We volgen dit cijfer."
    text = norm_text(norm, indicator.desired_direction, indicator.unit)
    return "\n".join(part for part in (text, decided(row, names), quietly_changed(row), *_named_in_norm(row)) if part)


def _named_in_norm(row: Row) -> list[str]:
    """The municipalities of a relative norm by name, and by code those that have no figure of this indicator."""
    relative = row.indicator.norm.relative if row.indicator.norm else None
    if relative is None or not relative.municipalities:
        return []
    known = {member.code: member.name for member in row.judged.norm_group}
    lacking = [code for code in relative.municipalities if code not in known]
    without = f" Zonder cijfer: {listing(lacking)}." if lacking else ""
    return [f"Gemeenten in de norm: {listing(sorted(known.values()))}.{without}"]


def _break(cut: Break) -> str:
    return f"{cut.years}: {cut.reason.rstrip('.')} ({'bijzonder' if cut.is_special else 'vanaf hier een nieuwe reeks'})"


def _milestones(row: Row) -> str:
    norm = row.indicator.norm
    return listing([f"{exact(stone.value)} in {stone.year}" for stone in norm.milestones]) if norm else ""


def figures(row: Row) -> Sheet:
    """Every figure, newest first: period, value, difference with the baseline, margin and moving norm where there are, status."""
    indicator, base = row.indicator, row.baseline.value
    has_margin = any(point.lower is not None for point in row.series.points)
    has_baseline, limits = indicator.baseline is not None, dict(row.moving_norm)
    given = [("Verschil met nulmeting", has_baseline), ("Marge (95%)", has_margin), (NORM, bool(limits))]
    headers = ["Periode", "Cijfer", *(name for name, is_given in given if is_given), "Status"]
    lines = []
    for point in reversed(row.series.points):
        change = "–" if base is None else signed(point.value - base, indicator.decimals)
        margin = "–"
        if point.lower is not None and point.upper is not None:
            margin = f"{number(point.lower, indicator.decimals)} tot {number(point.upper, indicator.decimals)}"
        status = ", ".join(["voorlopig" if point.is_provisional else "definitief", *unlike(point)])
        value = number(point.value, indicator.decimals)
        norm = number(limits[point.year], indicator.decimals) if point.year in limits else "–"
        known = [text for text, (_, is_given) in zip((change, margin, norm), given, strict=True) if is_given]
        lines.append([point_period(point), value, *known, status])
    return headers, lines


def numeric_columns(row: Row, headers: Sequence[str]) -> list[int]:
    """Which of the columns of `figures` hold numbers."""
    known = [1, 2] if row.indicator.baseline else [1]
    return [*known, *(place for place, name in enumerate(headers) if name == NORM)]


def figures_caption(row: Row) -> str:
    """Above the table of figures: what is counted in what."""
    return f"{row.indicator.name}, {row.indicator.unit}"


def group_figures(picture: GroupPicture) -> Sheet:
    """The figures of comparable municipalities in order of the alphabet: no ranking; the own figure comes first."""
    lines = [(picture.name, picture.own), *picture.others, ("Midden van de groep", picture.median)]
    return ["Gemeente", picture.when], [[name, number(value, picture.decimals)] for name, value in lines]
