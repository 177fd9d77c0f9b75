"""Compare municipalities on one indicator, and choose another municipality for the whole databook."""

from dashboard import data, failures, kit
from dashboard.comparison import choice, lines, pieces
from dashboard.downloads import buttons
from dashboard.downloads.asked import caption_of_comparison
from dashboard.look.notation import what_is_counted
from dashboard.pages import COMPARISON, INDICATOR

visit = kit.visit()
book, links = data.databook(visit.municipality), visit.links
wanted = pieces.wanted_indicator(book, visit)
row = book.row(wanted)
if row is None:
    known = [links.to(INDICATOR, each.indicator.name, indicator=each.indicator.id) for each in book.rows]
    failures.unknown(failures.INDICATOR, wanted, known)
    kit.stop()

names = choice.choices(book.figures, book.code, len(book.group.codes))
chosen = choice.read_choice(visit.asked("gemeenten"), book.code, names)
shown = lines.gather_lines(book, row, chosen.codes)

kit.top("Vergelijken", f"{book.name} naast andere gemeenten, op één indicator.")
kit.notices(book, links)
pieces.fields(book, row, chosen.codes, names)
if chosen.problem:
    kit.remark("Let op.", chosen.problem)

with kit.card("vergelijking", row.indicator.name):
    kit.lead(what_is_counted(row.indicator))
    if any(line.series.points for line in shown):
        pieces.chart(book, row, chosen.codes, shown)
        about = caption_of_comparison(book, row, chosen.codes)
        kit.small(about.key, about.source)
        pieces.figures(row, shown)
        buttons.offer(COMPARISON, book, visit)
    if missing := lines.without_figures(shown):
        kit.lead(missing)
    if not book.is_guest:
        kit.small(lines.norm_remark(row.indicator, book.owner))

if not kit.is_fixed():
    pieces.municipality_choice(book, links)
