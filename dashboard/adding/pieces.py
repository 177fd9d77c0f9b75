"""The page for a new indicator from top to bottom: who may, where the figures come from, what they are, and their name."""

from dashboard import actor, data, kit
from dashboard.adding import words
from dashboard.adding.asked.pieces import answer_to
from dashboard.adding.figures.pieces import picture
from dashboard.adding.figures.shown import Shown, decimals_of
from dashboard.adding.naming.described import Basis
from dashboard.adding.naming.pieces import naming
from dashboard.adding.own_file.choice import chosen_in_file
from dashboard.adding.own_file.pieces import delivered, file_fields, understood
from dashboard.adding.table import choice
from dashboard.adding.table.pieces import opened, table_fields
from dashboard.adding.wish import MEASURE, read_wish
from dashboard.editing.pieces import closed
from dashboard.pages import ADD, Links
from dashboard.render import bullets
from etl.catalogue.choices import Chosen
from etl.catalogue.offered import FoundFigures
from etl.catalogue.trial import on_trial
from etl.door.actors import Actor
from etl.door.desk import Desk
from etl.door.questions import LookUp
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError


def editor() -> Actor | None:
    """Who may add an indicator; None when the page has told that this person may not."""
    who = actor.asking()
    if who.role.may_edit:
        return who
    closed(ADD)
    return None


def from_table(desk: Desk, agenda: Agenda, links: Links) -> None:
    """A table of a catalogue: what it offers, the figures of what was chosen, and the name."""
    contents = opened(links)
    if contents is None:
        return
    table_fields(contents, agenda)
    wish = read_wish(kit.visit().wanted("keuze"))
    chosen = choice.chosen_of(contents, wish, agenda)
    if chosen is None:
        return
    measure = next(each for each in contents.measures if each.key == wish[MEASURE])
    unit = choice.usual_unit(contents, wish, agenda)
    decimals = measure.decimals if choice.denominator_of(contents, wish, agenda) is None else 1
    basis = Basis(chosen=chosen, name=choice.measure_name(measure), unit=unit, decimals=decimals)
    if _figures(basis, agenda, measure.title):
        naming(basis, desk, agenda, links)


def from_file(who: Actor, desk: Desk, agenda: Agenda, links: Links) -> None:
    """An own file: what was understood, its figures, and the name."""
    book = data.databook()
    file = delivered(who, links)
    found = understood(file) if file else None
    if file is None or found is None:
        return
    said, name, job = found
    file_fields(said, file.name, book.owner)
    chosen = chosen_in_file(said, name)
    if chosen is None:
        return
    decimals = decimals_of(said.figures)
    basis = Basis(chosen=chosen, name=said.column or file.name, unit=said.unit, decimals=decimals, file_of=job)
    if _figures(basis, agenda, basis.name):
        naming(basis, desk, agenda, links, file=(name, file.raw))


def _figures(basis: Basis, agenda: Agenda, title: str) -> bool:
    """The figures of the choice as the next refresh would bring them; whether there is anything to name."""
    book = data.databook()
    with kit.card("cijfers", f"De cijfers van {book.owner}"):
        if problem := _problem(basis.chosen, agenda, basis.unit):
            kit.remark("Dit kan niet.", problem)
            return False
        asked = LookUp(chosen=basis.chosen, unit=basis.unit, file_of=basis.file_of)
        state = answer_to(asked, what="De cijfers worden opgehaald.")
        found = state.answer if state else None
        if not isinstance(found, FoundFigures):
            return False
        if not found.figures:
            kit.lead(words.NOT_SHOWN)
        if told := words.origin(found.origin):
            kit.lead(told)
        shown = Shown(
            name=title,
            unit=basis.unit or (words.AS_IN_FILE if basis.file_of else words.NO_UNIT),
            decimals=basis.decimals,
            code=book.code,
            place=book.owner,
            figures=found.figures,
            nation=found.nation,
        )
        picture(book, shown)
        kit.show(bullets(words.gate(found, book.owner)))
    return True


def _problem(chosen: Chosen, agenda: Agenda, unit: str) -> str:
    """Why the agenda would not take this choice, in its loader's own words; empty when it would."""
    try:
        on_trial(chosen, agenda, unit=unit)
    except AgendaError as error:
        return " ".join(str(each) for each in error.problems)
    return ""
