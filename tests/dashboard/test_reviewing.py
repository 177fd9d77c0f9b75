"""The reviewer's page: what waits, what it does, publishing with a reason and who adopted a norm, and sending back."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest
from support.pages import link_words, visit, words

from dashboard import actor, once
from dashboard.adding.naming.saving import NewIndicator, keep
from dashboard.agendas import here
from dashboard.pages import EDIT, REVIEW
from dashboard.review.waiting.words import FilledInWrong, label, read_adopted, say_at
from etl.catalogue.choices import Described, OfFile
from etl.door.actors import NOBODY, Actor, Role
from etl.door.changes import SaveField, Submit
from etl.door.desk import Desk, desk_of
from etl.door.door import write
from etl.door.drafts import State
from etl.door.history import History
from etl.door.things import Kind, Thing, find
from etl.door.tokens import TokenError

UNTIL = datetime.now(UTC) + timedelta(hours=4)
ANNA = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=UNTIL)
BRAM = Actor(subject="sub-2", name="Bram Smit", role=Role.EDITOR, until=UNTIL)
POLICE = Actor(subject="sub-3", name="Kees Pol", role=Role.PARTNER, partner="politie", until=UNTIL)
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")
FOUR_EYES = "uitgever: https://inloggen.example\nontvanger: databoek\nveld: roles\nrollen: {red: redacteur}\n"


@pytest.fixture
def asks(agenda, monkeypatch):
    """Say who looks at the page; the agenda is a copy that may be changed, where four eyes are needed."""
    agenda.with_name("toegang.yaml").write_text(FOUR_EYES, encoding="utf-8")
    monkeypatch.setattr(actor, "window", lambda: "venster-1")

    def say_who(who: Actor) -> None:
        monkeypatch.setattr(actor, "asking", lambda: who)

    say_who(BRAM)
    return say_who


def proposed(value=2.2, who=ANNA, path=("norm", "waarde"), seen=2.5) -> str:
    desk = desk_of(here())
    draft = write(who, SaveField(thing=ASSAULT, path=path, value=value, seen=seen), desk.version, place=here()).draft
    write(who, Submit(draft=draft), desk.version, place=here())
    return draft


def begun(name: str, column: str = "klanten") -> str:
    """A new indicator of Anna's, of figures that are in the agenda's folder but not in the agenda; its draft."""
    of = OfFile(file="bestanden/wijkteam.csv", column=column, region_column="gemeente", period_column="jaar",
                holder="Gemeente Zaanstad", licence="CC0")  # fmt: skip
    said = Described(id=name.lower(), name=name, definition="wie", rationale="druk", unit="klanten", decimals=0)
    file = ("wijkteam.csv", b"gemeente;jaar;klanten;vragen\nZaanstad;2023;425;60\n")
    new = NewIndicator(chosen=of, described=said, within="gezondheid", file=file)
    return keep(new, desk_of(here()).agenda, ANNA, here()).drafts[0]


def states() -> dict[str, State]:
    desk: Desk = desk_of(here())
    return {each.thing.id: each.state for each in desk.drafts}


def norm() -> dict[str, object]:
    return find(desk_of(here()).data, ASSAULT)["norm"]


def fill(app: AppTest, **texts: str) -> AppTest:
    """Fill in the form for publishing, by what the fields are called, and send it."""
    for said, text in texts.items():
        field = next(each for each in [*app.text_area, *app.text_input] if said in each.label.lower())
        field.set_value(text)
    return press(app, "Publiceren")


def press(app: AppTest, name: str) -> AppTest:
    return next(each for each in app.button if name in each.label).click().run()


def test_a_reviewer_sees_what_a_norm_does_and_publishes_it_once_with_who_adopted_it(asks):
    History.start(here().agenda)
    draft = proposed()
    app = visit(REVIEW.file)
    seen = words(app)
    told = ["Anna de Wit", "2,5 per 1.000 inwoners", "2,2 per 1.000 inwoners", "Geen enkel oordeel verandert."]
    told += ["Zonder nieuw besluit.", "42 van de 100 keer", "kan dat dus ook toeval zijn", "Nu. Lijn", "Straks. Lijn"]
    for said in told:
        assert said in seen
    assert "commit" not in seen.lower()
    before = here().agenda.read_bytes()
    app = fill(app)
    assert "Let op. Schrijf in een paar woorden waarom u dit publiceert." in words(app)
    assert "Let op. Hier staat nog niets. Schrijf bijvoorbeeld gemeenteraad, college, Gemeente Zaanstad of" in words(app)
    assert "Er is nog niets gepubliceerd. Wat er mist, staat hierboven bij het veld." in words(app)
    app = fill(app, waarom="Zo besloot de raad.")
    assert "Schrijf in een paar woorden" not in words(app)
    assert "Hier staat nog niets" in words(app)
    app = fill(app, wie="de raad", welke="20 november 2026")
    assert "‘de raad’ staat niet in de agenda. Schrijf bijvoorbeeld gemeenteraad" in words(app)
    app = fill(app, wie="Gemeenteraad", welke="gisteren")
    assert "Dit is geen dag" in words(app)
    assert here().agenda.read_bytes() == before
    app = fill(app, wie="Gemeenteraad en Politie Zaanstad", welke="20 november 2026", nummer="RB-2026-9")
    assert "Gepubliceerd. Indicator Mishandeling" in words(app)
    assert "Bekijk Mishandeling" in words(app)
    assert norm()["vastgesteld"] == {"door": ["gemeenteraad", "politie"], "datum": "2026-11-20", "besluit": "RB-2026-9"}
    assert (norm()["historie"][-1]["waarde"], norm()["historie"][-1]["reden"]) == (2.5, "Zo besloot de raad.")
    (newest, *_) = History.of(here().agenda).entries()
    assert (newest.who, "Anna de Wit" in newest.reason) == ("Bram Smit", True)
    after = here().agenda.read_bytes()
    assert "Er wacht niets" in words(app.run()), "what was done is told once, and nothing happens twice"
    assert "Er wacht niets" in words(visit(REVIEW.file, concept=draft))
    assert here().agenda.read_bytes() == after


def test_who_wrote_it_reads_that_another_publishes_and_who_may_do_all_does_it_alone(asks, agenda):
    draft = proposed("Geweld", path=("naam",), seen="Mishandeling")
    asks(ANNA)
    app = visit(REVIEW.file, concept=draft)
    assert "Een ander dan de schrijver publiceert" in words(app)
    assert "Wijzig het concept" in link_words(app)
    assert [each.label for each in app.button if "Publiceren" in each.label] == []
    agenda.with_name("toegang.yaml").write_text(FOUR_EYES + "alles_door_een: ja\n", encoding="utf-8")
    app = fill(visit(REVIEW.file, concept=draft), waarom="Korter.")
    assert "Gepubliceerd. Indicator Geweld" in words(app)


def test_it_goes_back_with_a_note(asks):
    draft = proposed()
    app = visit(REVIEW.file)
    next(each for each in app.text_area if "schrijver" in each.label).set_value("Welk besluit?")
    app = press(app, "Terugsturen")
    assert "Teruggestuurd. Anna de Wit ziet uw opmerking" in words(app)
    (found,) = desk_of(here()).drafts
    assert (found.id, found.state, found.note) == (draft, State.SENT_BACK, "Welk besluit?")


def test_a_new_indicator_and_its_new_source_are_given_sent_back_and_published_together(asks):
    begun("Klanten")
    (source,) = states().keys() - {"klanten"}
    asks(ANNA)
    app = visit(EDIT.file, indicator="klanten")
    assert f"Hierbij hoort de nieuwe bron {source}. Die gaat mee." in words(app)
    press(app, "Ter beoordeling geven")
    assert states() == dict.fromkeys(("klanten", source), State.SUBMITTED)
    asks(BRAM)
    app = visit(REVIEW.file)
    assert app.text_area, "one thing waits, so it is looked at at once"
    next(each for each in app.text_area if "schrijver" in each.label).set_value("Per jaar?")
    press(app, "Terugsturen")
    assert states() == dict.fromkeys(("klanten", source), State.SENT_BACK)
    asks(ANNA)
    draft = next(each.id for each in desk_of(here()).drafts if each.thing.id == "klanten")
    press(visit(REVIEW.file, concept=draft), "Ter beoordeling geven")
    assert states() == dict.fromkeys(("klanten", source), State.SUBMITTED)
    asks(BRAM)
    app = fill(visit(REVIEW.file), waarom="Nieuw cijfer.")
    assert "Gepubliceerd. Indicator Klanten (nieuw) en Bron" in words(app)
    assert (states(), find(desk_of(here()).data, Thing(Kind.INDICATOR, "klanten"))["bron"]["bron"]) == ({}, source)


def test_a_source_that_two_new_indicators_need_stays_while_one_of_them_does(asks):
    drafts = [begun("Klanten"), begun("Vragen", "vragen")]
    (source,) = states().keys() - {"klanten", "vragen"}
    asks(ANNA)
    for name in ("klanten", "vragen"):
        press(visit(EDIT.file, indicator=name), "Ter beoordeling geven")
    asks(BRAM)
    assert f"Bron {source} (nieuw)" not in words(visit(REVIEW.file)), "it is no thing to look at by itself"
    app = visit(REVIEW.file, concept=drafts[0])
    assert f"Bron {source} (nieuw)" in words(app)
    next(each for each in app.text_area if "schrijver" in each.label).set_value("Per jaar?")
    press(app, "Terugsturen")
    assert states() == {"klanten": State.SENT_BACK, "vragen": State.SUBMITTED, source: State.SUBMITTED}
    asks(ANNA)
    press(visit(EDIT.file, indicator="klanten"), "Concept weggooien")
    assert states() == dict.fromkeys(("vragen", source), State.SUBMITTED)
    press(visit(EDIT.file, indicator="vragen"), "Concept weggooien")
    assert states() == {}


def test_what_changed_since_it_was_looked_at_is_not_published(asks):
    proposed("Geweld", path=("naam",), seen="Mishandeling")
    before, app = here().agenda.read_bytes(), visit(REVIEW.file)
    proposed("Slaan", path=("naam",), seen="Geweld")
    app = fill(app, waarom="Korter.")
    assert "Dit is intussen gewijzigd. Bekijk het opnieuw" in words(app)
    assert here().agenda.read_bytes() == before
    assert "Slaan" in words(app), "it shows what is there now"
    assert "Gepubliceerd." in words(fill(app, waarom="Korter."))


def test_a_form_of_another_window_or_one_that_was_used_does_nothing(asks, monkeypatch):
    proposed("Geweld", path=("naam",), seen="Mishandeling")
    before, app = here().agenda.read_bytes(), visit(REVIEW.file)
    monkeypatch.setattr(actor, "window", lambda: "venster-2")
    app = fill(app, waarom="Korter.")
    assert "hoort bij een ander venster" in words(app)
    assert here().agenda.read_bytes() == before
    used = []
    take_in = once.take_in
    monkeypatch.setattr(once, "take_in", lambda *given: (take_in(*given), used.append(given)))
    fill(app, waarom="Korter.")
    with pytest.raises(TokenError, match="al verstuurd"):
        take_in(*used[0])


def test_two_who_say_something_else_are_both_shown_and_what_cannot_be_used_says_why(asks):
    write(BRAM, SaveField(thing=ASSAULT, path=("norm", "waarde"), value=2.3, seen=2.5), "", place=here())
    proposed()
    assert "Bram Smit heeft ook een concept van ‘Norm, waarde’: 2,3." in words(visit(REVIEW.file))
    by_hand = here().agenda.read_text(encoding="utf-8").replace("waarde: 2.5\n", "waarde: 2.4\n")
    here().agenda.write_text(by_hand, encoding="utf-8")
    seen = words(visit(REVIEW.file))
    assert "u schreef 2,2, er staat nu 2,4" in seen
    assert "Publiceren kan pas als hierboven alles klopt." in seen


def test_a_draft_that_cannot_be_used_tells_every_mistake_and_offers_no_button(asks):
    proposed("omlaagg", path=("gewenste_richting",), seen="omlaag")
    app = visit(REVIEW.file)
    assert "'omlaagg'; kies omhoog, omlaag of neutraal" in unescape(words(app))
    assert [each.label for each in app.button if "Publiceren" in each.label] == []


@pytest.mark.parametrize(
    ("who", "said"),
    [(NOBODY, "Op deze pagina werken medewerkers van de gemeente"), (POLICE, "Beoordelen en publiceren doet de gemeente.")],
    ids=["nobody", "partner"],
)
def test_nobody_else_sees_a_draft(asks, who, said):
    draft = proposed("<b>Geheim</b> plan", path=("naam",), seen="Mishandeling")
    asks(who)
    app = visit(REVIEW.file, concept=draft)
    assert "Geheim" not in words(app)
    assert said in words(app)
    assert list(app.button) == []


def test_texts_of_users_are_texts(asks):
    proposed("<b>Geheim</b> *plan*", path=("naam",), seen="Mishandeling")
    app = visit(REVIEW.file)
    bodies = " ".join(element.proto.body for element in app.get("html"))
    assert "&lt;b&gt;Geheim&lt;/b&gt; *plan*" in bodies
    assert "<b>Geheim</b> *plan*" not in bodies.replace("<b><b>", "")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (2.5, "%", "2,5%"),
        (2.5, "per 1.000 inwoners", "2,5 per 1.000 inwoners"),
        (2028, "", "2028"),
        (500000, "", "500.000"),
        ("2022-06-30", "", "30 juni 2022"),
        (True, "", "ja"),
        (None, "", "niets"),
        ([{"jaar": 2025, "waarde": 2.65}], "%", "jaar: 2025; waarde: 2,65%"),
        (
            {"door": ["gemeenteraad", "ggd"], "datum": "2022-06-30"},
            "",
            "door wie: gemeenteraad · ggd; op welke dag: 30 juni 2022",
        ),
        ([], "", "niets"),
        ({}, "", "niets"),
        ("2022-13-45", "", "2022-13-45"),
    ],
)
def test_values_are_said_as_readers_write_them(value, unit, said):
    below = "vastgesteld" if isinstance(value, dict) else "mijlpalen" if isinstance(value, list) else "waarde"
    assert say_at(Kind.INDICATOR, ("norm", below), value, unit) == said


def test_a_phase_is_said_as_readers_know_it():
    assert say_at(Kind.INTERVENTION, ("fase",), "geborgd") == "vast aanbod"
    assert say_at(Kind.INTERVENTION, ("naam",), "geborgd") == "geborgd"


def test_a_field_is_called_from_far_to_near():
    assert label(Kind.INDICATOR, ("norm", "mijlpalen", "=0123456789ab", "waarde")) == "Norm, mijlpalen, waarde"
    assert label(Kind.INDICATOR, ("norm", "vastgesteld", "door")) == "Norm, wie stelde de norm vast, door wie?"
    assert label(Kind.INDICATOR, ("gewenste_richting",)) == "Welke kant moet het op?"
    assert label(Kind.INDICATOR, ()) == "Alles"
    assert label(Kind.INDICATOR, ("id",)) == "Vaste naam"


def test_who_adopted_a_norm_is_understood_by_name_or_short_name():
    data = {"partners": [{"id": "ggd", "naam": "GGD Zaanstreek"}]}
    found = read_adopted(data, "college, ggd zaanstreek", "30-6-2022", " B-1 ")
    assert (found.by, found.on, found.decision) == (("college", "ggd"), "2022-06-30", "B-1")
    held = {"id": "x", "norm": {"vastgesteld": {"datum": "2026-11-20"}}}
    data["ambities"] = [{"id": "a", "indicatoren": [held]}]
    assert read_adopted(data, "college", "20 november 2026", "", "x").on == "2026-11-20"
    with pytest.raises(FilledInWrong, match="De norm van nu is van 20 november 2026"):
        read_adopted(data, "college", "19 november 2026", "", "x")
    with pytest.raises(FilledInWrong, match="GGD Zaanstreek"):
        read_adopted(data, "", "30-6-2022", "")
