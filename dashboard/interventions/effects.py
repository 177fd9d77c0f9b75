"""What can be said of every intervention, for the municipality of a databook on its day; pure, kept elsewhere."""

from dashboard.book.databook import Databook
from etl.answers.adopters import find_adopters
from etl.answers.effects import Effects, find_peers, judge_interventions
from etl.answers.everyone import Everyone


def of_book(book: Databook) -> Effects:
    """Of the municipality of this databook, as it stands on its day."""
    peers = find_peers(book.agenda, book.figures, book.code)
    adopters = {each.id: find_adopters(each, book.files_beside) for each in book.agenda.interventions}
    everyone = Everyone(book.figures.table, book.figures.current)
    return judge_interventions(book.agenda, peers, everyone, book.code, book.today, adopters)
