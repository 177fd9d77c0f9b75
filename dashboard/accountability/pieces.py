"""The Streamlit pieces of how we judge and of the page 'Hoe vaak hadden we gelijk?'; it counts nothing."""

from dashboard import data, kit, render
from dashboard.accountability import record, record_words, words
from dashboard.book.databook import Databook
from dashboard.look.questions import QUESTIONS
from dashboard.pages import ACCOUNTABILITY, TRACK_RECORD, Links, trail
from indicators.methods.track_record import TrackRecord
from indicators.wording.track_record import say_around, say_none, say_open, say_verdicts, say_worth


def how_we_judge() -> None:
    """The four questions with their method, and how well the methods do, as measured."""
    report = data.calibration()
    with kit.card("methoden", words.METHODS):
        kit.lead(words.APART)
        for question in QUESTIONS:
            kit.show(render.subheading(question.text) + render.paragraph(*question.method, style="uitleg"))
        if figures := words.key_figures(report):
            table = render.table(words.MEASURED, figures, caption=words.MEASURED_CAPTION, numeric=[1])
            kit.show(render.folded(words.how_well(report), render.paragraph(words.CALIBRATED) + table))


def record_top(book: Databook, links: Links) -> None:
    """The way back, the name, and whose statements these are."""
    with kit.head():
        kit.show(trail(links.to(ACCOUNTABILITY, ACCOUNTABILITY.title)))
        kit.title(TRACK_RECORD.title)
        kit.lead(f"Over de normen van {book.name}. Wat zeiden we, en wat werd het?")
    kit.notices(book, links)


def kept_statements(book: Databook) -> None:
    """What was kept before the outcome was known, counted; and every statement that counts."""
    said = data.said()
    kept = record.settle(said, book)
    found = record.count_kept(kept)
    with kit.card("vooraf", "Vooraf bewaard"):
        since = record.said_since(said, book)
        kit.lead(since or record_words.NOTHING_KEPT)
        if not since:
            return
        kit.lead(" ".join(text for text in (say_none(found, book.today) if not found.settled else "", say_open(found)) if text))
        _counts(found, "vooraf bewaard", is_replayed=False)
        if kept:
            table = render.table(*record.statements(kept, book), caption="Uitspraken over een norm waarvan het jaar nog kwam")
            kit.show(render.folded("Alle uitspraken die tellen", table))


def replayed_statements(book: Databook) -> None:
    """What the rules of now would have said, marked as made afterwards."""
    found = data.kept(book, record.count_replayed)
    with kit.card("nagespeeld", "Achteraf nagespeeld"):
        kit.show(render.notice("Achteraf.", record_words.REPLAYED))
        if found.settled:
            _counts(found, "achteraf nagespeeld", is_replayed=True)
        else:
            kit.lead(f"De reeksen van {book.name} zijn te kort om iets na te spelen.")
        kit.show(render.paragraph(*record_words.HOW_REPLAYED, style="uitleg"))
        if everyone := words.after_verdicts(data.calibration()):
            kit.small(everyone)


def what_counts(links: Links) -> None:
    """What an outcome is, and what has none."""
    with kit.card("uitkomst", "Wat telt mee, en wat niet?"):
        kit.show(render.bullets([*record_words.OUTCOMES, *record_words.WITHOUT_OUTCOME]))
        kit.link(links.to(ACCOUNTABILITY, "Hoe we oordelen"))


def _counts(found: TrackRecord, how: str, *, is_replayed: bool) -> None:
    """Sentences, and the same in two tables with the chances beside them."""
    if not found.settled:
        return
    kit.show(render.bullets(say_verdicts(found, is_replayed=is_replayed)))
    kit.show(render.table(*record.verdicts(found, is_replayed=is_replayed), caption=f"Per oordeel, {how}", numeric=[1, 2, 3]))
    kit.show(render.table(*record.chances(found, is_replayed=is_replayed), caption=f"Per kans, {how}", numeric=[1, 2, 3]))
    kit.small(*(text for text in (say_worth(found), say_around(found)) if text))
