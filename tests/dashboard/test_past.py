"""The history of the agenda on its page: who, when, why and what, in words, and putting it back."""

from datetime import UTC, datetime, timedelta

import pytest
from support.pages import link_words, links, visit, words

from dashboard import actor
from dashboard.agendas import here
from dashboard.pages import HISTORY, INDICATOR, REVIEW
from etl.door.actors import NOBODY, Actor, Role
from etl.door.changes import Adopted, Publish, SaveField, SaveWhole
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.history import History
from etl.door.things import Kind, Thing, find

UNTIL = datetime.now(UTC) + timedelta(hours=4)
ANNA = Actor(subject="anna@voorbeeldstad.nl", name="Anna de Wit", role=Role.EDITOR, until=UNTIL)
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")
COUNCIL = Adopted(by=("gemeenteraad",), on="2026-11-20", decision="RB-2026-9")


@pytest.fixture
def asks(agenda, monkeypatch):
    """Say who looks at the page; the agenda is a copy."""
    monkeypatch.setattr(actor, "login", lambda: "venster-1")

    def say_who(who: Actor) -> None:
        monkeypatch.setattr(actor, "asking", lambda: who)

    say_who(ANNA)
    return say_who


def save(path, value, thing=ASSAULT):
    desk = desk_of(here())
    seen = find(desk.data, thing)
    for step in path:
        seen = seen.get(step)
    return write(ANNA, SaveField(thing=thing, path=path, value=value, seen=seen), desk.version, place=here()).draft


def publish(path, value, reason, thing=ASSAULT):
    asked = Publish(drafts=(save(path, value, thing),), reason=reason, adopted={"mishandeling": COUNCIL})
    return write(ANNA, asked, desk_of(here()).version, place=here()).commit


def test_who_when_why_and_what_in_words_and_back_again(asks):
    assert "python -m etl history --start" in [code.value for code in visit(HISTORY.file).code]
    History.start(here().agenda)
    publish(("waarom",), "Om iets anders.", "Duidelijker.")
    commit = publish(("norm", "waarde"), 2.2, "Besluit van de raad.")
    seen = words(visit(HISTORY.file))
    for said in ("Anna de Wit", "norm van Mishandeling: eerst 2,5 in 2028 → , nu 2,2 in 2028", "Waarom: Besluit van de raad.",
                 "Indicator Mishandeling: Waarom dit cijfer?", "Waarom: Duidelijker.",
                 "De eerste versie van de agenda"):  # fmt: skip
        assert said in seen
    for git in ("commit", "merge", "branch", "@", commit):
        assert git not in seen
    app = visit(HISTORY.file, open=commit)
    app = next(each for each in app.button if "Maak een concept" in each.label).click().run()
    assert "Concept gemaakt." in words(app)
    (draft,) = desk_of(here()).drafts
    assert [(each.path, each.before, each.after) for each in draft.fields] == [(("norm", "waarde"), 2.2, 2.5)]
    seen = words(visit(REVIEW.file, concept=draft.id))
    assert "2,2 in 2028" in seen
    assert "2,5 in 2028" in seen


def test_one_indicator_is_public_without_names_and_the_rest_is_not(asks):
    History.start(here().agenda)
    publish(("waarom",), "Om iets anders.", "Duidelijker.")
    publish(("naam",), "Vandalisme", "Moderner.", Thing(Kind.INDICATOR, "vernieling"))
    asks(NOBODY)
    seen = words(visit(HISTORY.file, indicator="mishandeling"))
    assert "Waarom: Duidelijker." in seen
    for hidden in ("Anna", "@", "Moderner", "Dit terugzetten"):
        assert hidden not in seen
    closed = words(visit(HISTORY.file))
    assert "medewerkers van de gemeente" in closed
    assert "Duidelijker" not in closed


def test_the_page_of_an_indicator_leads_there_once_there_is_a_history(asks):
    asks(NOBODY)
    assert "Geschiedenis van deze afspraken" not in link_words(visit(INDICATOR.file, indicator="mishandeling"))
    History.start(here().agenda)
    app = visit(INDICATOR.file, indicator="mishandeling")
    assert ("Geschiedenis van deze afspraken", "geschiedenis?indicator=mishandeling") in links(app)


def test_a_file_that_was_broken_by_hand_is_told_and_stops_nothing(asks):
    History.start(here().agenda)
    publish(("waarom",), "Om iets anders.", "Duidelijker.")
    text = here().agenda.read_text(encoding="utf-8")
    here().agenda.write_text("ambities: [", encoding="utf-8")
    write(ANNA, SaveWhole(text=text, reason="Hersteld."), desk_of(here()).version, place=here())
    seen = words(visit(HISTORY.file))
    assert "Het bestand had voor of na deze wijziging een fout." in seen
    assert "Waarom: Hersteld." in seen
