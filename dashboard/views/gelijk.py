"""How often we were right: what was said of norms and kept beforehand, and, apart from that, what would have been said."""

from dashboard import data, kit
from dashboard.accountability import pieces

visit = kit.visit()
book, links = data.databook(), visit.links

pieces.record_top(book, links)
with kit.two_columns("gelijk"):
    with kit.box():
        pieces.kept_statements(book)
        pieces.what_counts(links)
    pieces.replayed_statements(book)
