"""One page to take to a checkpoint: the facts, the questions, and how to record the decision; made to be printed."""

from dashboard import data, failures, kit
from dashboard.interventions import checkpoint, pieces
from dashboard.interventions.agenda_lines import agenda_lines
from dashboard.interventions.moments import decision_text
from dashboard.interventions.ways import to_checkpoints, to_intervention
from dashboard.render import numbered, render

visit = kit.visit()
book, links, wanted, day = data.databook(), visit.links, visit.wanted("interventie"), visit.wanted("datum")
entries = pieces.entries_of(book)
entry = next((each for each in entries if each.intervention.id == wanted), None)
if entry is None:
    failures.unknown(failures.INTERVENTION, wanted, [to_intervention(links, each.intervention) for each in entries])
    kit.stop()
moment = checkpoint.find_checkpoint(entry.intervention, day)
if moment is None:
    agreed = to_checkpoints(links, entry.intervention)
    failures.unknown(failures.CHECKPOINT, day, agreed, said=checkpoint.not_found(entry.intervention, day))
    kit.stop()

with kit.head():
    with kit.box("niet-afdrukken"):
        kit.link(to_intervention(links, entry.intervention))
    kit.title(f"Toetsmoment {entry.intervention.name}")
    kit.lead(checkpoint.heading(moment, book.today))
kit.notices(book, links)
with kit.box("afdruktip"):
    kit.small("Deze pagina past op papier: kies Afdrukken in uw browser (Ctrl+P, of ⌘+P op een Mac).")

kit.facts_card("feiten", "Wat we weten", checkpoint.facts(entry, moment, data.process_figures(entry.intervention)))
with kit.card("cijfers", "De laatste cijfers"), kit.box("laatste-cijfers"):
    pieces.latest_figures(book, entry)
with kit.card("vragen", "Vragen om te bespreken"):
    kit.show(numbered(checkpoint.questions(entry, moment, book.today), style="lijst"))
with kit.card("besluit", "Besluit"):
    decided = decision_text(moment.decision).capitalize() if moment.decision else ""
    kit.show(render("interventions/decision.html", decision=decided, reason=moment.note, choices=checkpoint.DECISIONS))

if moment.decision is None:
    with kit.box("vastleggen"):
        kit.heading("Zo legt u het besluit vast")
        where = f"Zet deze regels in de agenda, bij de interventie met id: {entry.intervention.id}."
        kit.lead(f"{where} Kies het besluit en schrijf de reden op: zonder die twee wordt de agenda niet geladen.")
        kit.code(agenda_lines(entry, moment, book.today), language="yaml", wrap_lines=True)
