"""The part on what changed in the agenda about one indicator, whoever wrote it down or not; it words nothing."""

from dashboard import kit, render
from dashboard.book.databook import Databook, Row
from dashboard.indicator.agreed import words


def show_agreed(book: Databook, row: Row) -> None:
    """Every difference that was seen, and since when we can know."""
    kit.show(render.subheading("Wijzigingen in de agenda"))
    if lines := words.changes(book, row):
        kit.show(render.table(words.HEADERS, lines, caption=f"Wat de agenda anders zegt over {row.indicator.name}"))
    elif book.history.began:
        kit.lead("Sinds we de agenda bewaren, is hier niets aan gewijzigd.")
    kit.small(words.how_far(row, book.history))
