"""What is said of every indicator: the newest figure with its norm and answers, and each answer with its sentence; pure."""

from dashboard.book.databook import Databook, Row
from dashboard.book.origins import origins_of
from dashboard.downloads.delivered import delivered_by_year, one_cell
from dashboard.downloads.tables import AGREED
from dashboard.look.notation import norm_text
from dashboard.look.questions import NORM, QUESTIONS
from dashboard.publish.opendata.figures import MEASURED, ORIGIN, WHICH, Lineages, measured, origin, which
from dashboard.publish.opendata.table import Field, Kind, Table, Value
from indicators.agenda.model import IndicatorKind

_ABOUT = (
    Field(name="ambitie_id", about="Vaste korte naam van de ambitie in de agenda.", is_always=True),
    Field(name="ambitie", about="Thema van de ambitie.", is_always=True),
    Field(
        name="soort",
        about="Wat het cijfer meet: hoe het gaat (effect), wat is gedaan (prestatie) of wat het kostte (middelen).",
        words=tuple(each.value for each in IndicatorKind),
        is_always=True,
    ),
    Field(name="reden", about="Waarom er geen cijfer is; leeg als het er is."),
)
_JUDGED = (
    Field(name="norm", about="De norm in het kort; leeg als er geen norm is."),
    Field(name="nulmeting", about="Het cijfer waarmee we vergelijken, in de eenheid van de indicator.", kind=Kind.NUMBER),
    Field(name="oordeel_norm", about="Wordt de norm gehaald?"),
    Field(name="trend", about="Is er een duidelijke lijn?"),
    Field(name="laatste_verandering", about="Is het laatste cijfer opvallend?"),
    Field(name="vergelijking", about="Hoe ligt het cijfer tussen dat van vergelijkbare gemeenten?"),
    Field(name="beoordeeld_op", about="De dag van de antwoorden.", kind=Kind.DAY, is_always=True),
)
_NEWEST = tuple(
    Field(name=each.name, about=each.about, kind=each.kind, words=each.words, is_always=each.name in {"eenheid", "decimalen"})
    for each in MEASURED
)
OVERVIEW = (*WHICH, *_ABOUT, *_NEWEST, *_JUDGED, *ORIGIN)
ANSWERS = (
    *WHICH,
    Field(name="vraag", about="De vraag.", words=tuple(each.text for each in QUESTIONS), is_always=True),
    Field(name="antwoord", about="Het antwoord in een of twee woorden.", is_always=True),
    Field(name="zin", about="Het antwoord in zinnen, zoals in het databoek.", is_always=True),
    Field(name="nodig", about="Wat er nodig is om meer te kunnen zeggen."),
    Field(name="beoordeeld_op", about="De dag van het antwoord.", kind=Kind.DAY, is_always=True),
)


def overview(book: Databook, lineages: Lineages) -> Table:
    """A row an indicator; of a guest only what is its own."""
    table = Table(
        name="overzicht",
        title=f"{book.agenda.info.title}, {book.name}: overzicht",
        about="Van elke indicator het laatste cijfer, de norm en de antwoorden, een rij per indicator.",
        fields=OVERVIEW,
        rows=[_overview_row(book, row, lineages) for row in book.rows],
        key=("indicator_id", "gemeentecode"),
    )
    return table.without(AGREED) if book.is_guest else table


def _overview_row(book: Databook, row: Row, lineages: Lineages) -> list[Value]:
    indicator, answers, last = row.indicator, row.judged.answers, row.last
    newest: list[Value] = [None, None, None, indicator.unit, indicator.decimals, None, None, None, None]
    sources: list[Value] = [None] * len(ORIGIN)
    if last is None:
        known = origins_of(indicator, book)
        sources[0], sources[1] = one_cell(each.holder for each in known), one_cell(each.table for each in known)
        sources[-1] = one_cell(each.licence for each in known)
    else:
        newest = measured(row, last)
        sources = origin(delivered_by_year(lineages[indicator.id], book)[last.year])
    norm = norm_text(indicator.norm, indicator.desired_direction, indicator.unit) if indicator.norm else None
    said = (answers.norm, answers.trend, answers.change, answers.comparison)
    about = [row.ambition.id, row.ambition.theme, indicator.kind.value, row.short_reason if last is None else None]
    judged = [norm, row.baseline.value, *(str(answer.status) for answer in said), book.today]
    return [*which(book, row), *about, *newest, *judged, *sources]


def all_answers(book: Databook) -> Table:
    """A row an answer; nothing was agreed with a guest, so nothing is said of its norm."""
    asked = [each for each in QUESTIONS if each is not NORM or not book.is_guest]
    rows: list[list[Value]] = []
    for row in book.rows:
        for question in asked:
            answer = getattr(row.judged.answers, question.kind)
            rows.append([*which(book, row), question.text, str(answer.status), answer.text, answer.needed or None, book.today])
    return Table(
        name="oordelen",
        title=f"{book.agenda.info.title}, {book.name}: antwoorden",
        about="De antwoorden op de vragen bij elke indicator, met hun zinnen, een rij per antwoord.",
        fields=ANSWERS,
        rows=rows,
        key=("indicator_id", "gemeentecode", "vraag"),
    )
