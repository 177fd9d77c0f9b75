"""Where the figures come from and how that went, how we judge, what we cannot say, and how accessible and private this is."""

from itertools import groupby

from dashboard import data, kit, render
from dashboard.accountability import pieces, tables, words
from dashboard.downloads import addresses
from dashboard.look.notation import sentence
from dashboard.pages import INDICATOR, TRACK_RECORD

visit = kit.visit()
book, links = data.databook(visit.municipality), visit.links

kit.top("Verantwoording", "Waar de cijfers vandaan komen, hoe we oordelen en wat dit databoek niet kan zeggen.")
kit.notices(book, links)

with kit.card("bronnen", words.fetched_of(book.sources)):
    kit.show(render.table(*tables.sources(book.sources, book.published, book.today), caption=words.SOURCES_CAPTION))
    kit.small(words.EXPECTED)

if missing := sorted((row for row in book.rows if row.last is None), key=lambda row: sentence(row.reason)):
    with kit.card("zonder", words.without_figures(len(missing))):
        for reason, rows in groupby(missing, key=lambda row: sentence(row.reason)):
            kit.lead(reason)
            with kit.box(gap="xsmall"):
                for row in rows:
                    kit.link(links.to(INDICATOR, row.indicator.name, indicator=row.indicator.id))

with kit.card("runs", "Wanneer er is opgehaald"):
    kit.lead(words.next_refresh(book.next_refresh, book.today))
    kit.show(render.table(*tables.runs(book.runs), caption="Laatste verversingen"))

with kit.two_columns("uitleg"):
    pieces.how_we_judge()

    with kit.box():
        with kit.card("gelijk", TRACK_RECORD.title):
            kit.lead("We bewaren wat we over een norm zeggen, vóór de uitkomst er is. Daarna tellen we hoe vaak het klopte.")
            kit.link(links.to(TRACK_RECORD, "Bekijk de telling"))

        with kit.card("grenzen", words.CANNOT_SAY):
            kit.show(render.bullets(words.LIMITS))

        with kit.card("toegankelijk", "Toegankelijkheid"):
            kit.lead(words.access_statement())
            kit.show(render.subheading("Wat nog niet goed is") + render.bullets(words.ACCESS_GAPS))

        with kit.card("privacy", "Privacy"):
            kit.lead(words.PRIVACY)

        addresses.open_data(book, links)

        with kit.card("contact", words.ASK):
            if contact := words.contact_facts(book.agenda.info.contact):
                kit.show(render.facts(contact))
            else:
                kit.lead(words.NO_CONTACT)
