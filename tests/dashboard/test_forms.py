"""The pages with which the agenda is changed, as each role sees them: kept at once, told calmly, and nothing without a role."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from support.pages import go, link_words, links, press, visit, words

from dashboard import actor, agendas, pages
from dashboard.editing import words as form_words
from etl.door.actors import NOBODY, Actor, Role
from etl.door.changes import SaveField, SendBack, Submit
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.refusals import Refused
from etl.door.things import Kind, Thing

UNTIL = datetime.now(UTC) + timedelta(hours=8)
EDITOR = Actor(subject="een", name="Beleid sociaal domein", role=Role.EDITOR, until=UNTIL)
OTHER = Actor(subject="twee", name="Beleid jeugd", role=Role.EDITOR, until=UNTIL)
POLICE = Actor(subject="drie", name="J. de Vries", role=Role.PARTNER, partner="politie", until=UNTIL)
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")
EDIT, EDITING = pages.EDIT.file, pages.EDITING.file


class Desk:
    """Who is at it, and the drafts there are."""

    def __init__(self, monkeypatch, agenda):
        self._patch, self.agenda = monkeypatch, agenda
        self.before = agenda.read_bytes()

    def sit(self, who):
        self._patch.setattr(actor, "asking", lambda: who)

    def drafts(self):
        return {path.stem: json.loads(path.read_text("utf-8")) for path in (self.agenda.parent / "concepten").glob("*.json")}

    def said(self):
        """What the only draft says, by field."""
        (draft,) = self.drafts().values()
        return {"/".join(each["veld"]): each["wordt"] for each in draft["velden"]}

    def write(self, actor, change):
        place = agendas.here()
        return write(actor, change, desk_of(place).version, place=place)


@pytest.fixture
def desk(agenda, monkeypatch):
    found = Desk(monkeypatch, agenda)
    found.sit(EDITOR)
    yield found
    assert agenda.read_bytes() == found.before, "a form never changes what readers see"


def field(*where, thing=ASSAULT):
    return "veld-" + "/".join((thing.kind, thing.id, *where))


def label(app, key):
    return app.text_input(key=key).label


@pytest.mark.parametrize(
    ("file", "asked"),
    [
        (pages.INDICATOR.file, {"indicator": "mishandeling"}),
        (pages.AMBITION.file, {"ambitie": "gezondheid"}),
        (pages.INTERVENTION.file, {"interventie": "buurtpreventie"}),
    ],
)
def test_the_way_to_change_something_is_there_for_who_may_and_never_kept_for_others(desk, file, asked):
    ((key, name),) = asked.items()
    for who, may in ((NOBODY, False), (EDITOR, True), (POLICE, key != "ambitie"), (NOBODY, False)):
        desk.sit(who)
        found = [each for each in links(visit(file, **asked)) if each[0] == "Wijzigen"]
        assert len(found) == may, who.role
        assert not may or f"{key}={name}" in found[0][1]
    desk.sit(EDITOR)
    if key != "interventie":
        assert "Wijzigen" not in link_words(visit(file, **asked, gemeente="GM0344"))


@pytest.mark.parametrize("file", [EDIT, EDITING])
def test_who_has_no_role_sees_why_and_nothing_to_fill_in(desk, file):
    desk.sit(NOBODY)
    app = visit(file, **({"indicator": "mishandeling"} if file == EDIT else {}))
    assert "U bent niet aangemeld." in words(app)
    assert (len(app.text_input), len(app.button), len(app.selectbox)) == (0, 0, 0)


def test_a_role_that_ends_while_a_form_is_open_saves_nothing(desk):
    app = visit(EDIT, indicator="mishandeling")
    desk.sit(replace(NOBODY, reason="Uw aanmelding is verlopen."))
    app.text_input(key=field("norm", "waarde")).set_value("2,4").run()
    assert desk.drafts() == {}
    assert "Uw aanmelding is verlopen." in words(app)


def test_a_field_is_kept_when_it_changes_and_a_mistake_is_told_beside_it(desk):
    app = visit(EDIT, indicator="mishandeling")
    assert "Wat u invult, wordt meteen bewaard als concept." in words(app)
    app.text_input(key=field("norm", "waarde")).set_value("2,4").run()
    assert desk.said() == {"norm/waarde": 2.4}
    assert "Uw concept: 1 veld gewijzigd" in words(app)
    assert "Ter beoordeling geven" in [each.label for each in app.button]
    app.text_input(key=field("norm", "jaar")).set_value("ooit").run()
    assert desk.said() == {"norm/waarde": 2.4, "norm/jaar": "ooit"}
    assert "Jaar is 'ooit'; schrijf een heel getal" in unescape(words(app))
    assert label(app, field("norm", "jaar")).endswith("Let op: dit klopt nog niet.")
    assert app.text_input(key=field("norm", "jaar")).value == "ooit"
    assert "Er klopt nog 1 ding niet." in words(app)
    assert "Bekijken en publiceren" not in words(app)
    assert "Laat zien wat dit verandert" not in [each.label for each in app.button]
    assert "Ter beoordeling geven" not in [each.label for each in app.button]
    app.text_input(key=field("norm", "jaar")).set_value("2029").run()
    press(app, "Ter beoordeling geven")
    assert [each["stand"] for each in desk.drafts().values()] == ["ter beoordeling"]
    assert "Het ligt ter beoordeling." in words(app)


def test_what_can_mean_two_things_is_asked(desk):
    app = visit(EDIT, indicator="mishandeling")
    app.text_input(key=field("norm", "waarde")).set_value("1.250").run()
    assert "Wat bedoelt u met ‘1.250’: 1250 of 1,25?" in words(app)
    app.button(key=f"{field('norm', 'waarde')} keuze 1").click().run()
    assert desk.said() == {"norm/waarde": 1.25}
    assert app.text_input(key=field("norm", "waarde")).value == "1,25"
    assert "Wat bedoelt u" not in words(app)


def test_two_fields_changed_in_one_go_are_both_kept(desk):
    app = visit(EDIT, indicator="mishandeling")
    app.button(key=f"{field('norm', 'mijlpalen')} erbij").click().run()
    (step,) = (each.rpartition("/")[2] for each in desk.said())
    app.text_input(key=field("norm", "mijlpalen", step, "jaar")).set_value("2027")
    app.text_input(key=field("norm", "mijlpalen", step, "waarde")).set_value("2,55").run()
    assert desk.said() == {f"norm/mijlpalen/{step}": {"jaar": 2027, "waarde": 2.55}}
    app.button(key=f"{field('norm', 'mijlpalen', step)} weg").click().run()
    assert desk.drafts() == {}


def test_a_second_window_shows_both_values_and_the_person_chooses(desk):
    app = visit(EDIT, indicator="mishandeling")
    desk.write(EDITOR, SaveField(thing=ASSAULT, path=("norm", "waarde"), value=2.3, seen=2.5))
    app.text_input(key=field("norm", "waarde")).set_value("2,4").run()
    assert desk.said() == {"norm/waarde": 2.3}
    assert "Iemand anders heeft dit veld intussen gewijzigd." in words(app)
    assert [each.label.replace("\\", "") for each in app.button if "keuze" in each.key] == ["Van u: 2,4", "Wat er nu staat: 2,3"]
    app.button(key=f"{field('norm', 'waarde')} keuze 0").click().run()
    assert desk.said() == {"norm/waarde": 2.4}
    assert "Iemand anders heeft" not in words(app)


def test_who_else_works_on_it_is_named(desk):
    desk.write(OTHER, SaveField(thing=ASSAULT, path=("naam",), value="Geweld", seen="Mishandeling"))
    desk.sit(OTHER)
    visit(EDIT, indicator="mishandeling")
    desk.sit(EDITOR)
    text = words(visit(EDIT, indicator="mishandeling"))
    assert "Beleid jeugd heeft dit open sinds " in text
    assert "Beleid jeugd heeft hiervan ook een concept" in text
    desk_text = words(visit(EDITING))
    assert "U hebt geen concepten." in desk_text
    assert "Geweld Beleid jeugd, concept" in desk_text


def test_a_draft_that_was_sent_back_shows_the_note_on_the_desk_and_in_the_form(desk):
    kept = desk.write(EDITOR, SaveField(thing=ASSAULT, path=("naam",), value="Geweld", seen="Mishandeling"))
    desk.write(EDITOR, Submit(draft=kept.draft))
    assert "Ter beoordeling: 1" in words(visit(EDITING))
    desk.write(OTHER, SendBack(draft=kept.draft, note="Noem ook <b>huiselijk</b> geweld."))
    app = visit(EDITING)
    assert "teruggestuurd" in words(app)
    assert "&lt;b&gt;huiselijk&lt;/b&gt;" in " ".join(each.proto.body for each in app.get("html"))
    assert "Beleid jeugd stuurde dit terug" in words(go(app, EDIT, indicator="mishandeling"))


@pytest.mark.parametrize(
    ("asked", "thing", "title"),
    [
        ({}, Thing(Kind.AGENDA), "De agenda zelf"),
        ({"ambitie": "gezondheid"}, Thing(Kind.AMBITION, "gezondheid"), "Gezondheid"),
        ({"interventie": "buurtpreventie"}, Thing(Kind.INTERVENTION, "buurtpreventie"), "Buurtpreventie en hang- en sluitwerk"),
        ({"partner": "politie"}, Thing(Kind.PARTNER, "politie"), "Politie Zaanstad"),
        ({"bron": "wmo"}, Thing(Kind.SOURCE, "wmo"), "wmo"),
        ({"bron": "wmo-oude-methode"}, Thing(Kind.SOURCE, "wmo-oude-methode"), "wmo-oude-methode"),
        ({"indicator": "roken"}, Thing(Kind.INDICATOR, "roken"), "Rookt"),
    ],
)
def test_every_kind_of_thing_has_its_form_and_opening_it_changes_nothing(desk, asked, thing, title):
    app = visit(EDIT, **asked)
    assert words(app).startswith(f"{title} wijzigen")
    assert len(app.text_input) + len(app.text_area) > 0
    assert all(each.key.startswith(f"veld-{thing.kind}/{thing.id}/") for each in app.text_input)
    assert desk.drafts() == {}


def test_what_fits_one_sort_of_norm_is_not_asked_before_that_sort_is_chosen(desk):
    app = visit(EDIT, indicator="langdurige-aandoening")
    named = [each.key for each in app.text_input]
    assert field("norm", "jaar", thing=Thing(Kind.INDICATOR, "langdurige-aandoening")) in named
    assert [each for each in named if each.endswith(("/onder", "/boven", "/hoogstens_slechter"))] == []
    next(each for each in app.selectbox if each.key.endswith("norm/soort")).set_value("bandbreedte").run()
    assert len([each for each in app.text_input if each.key.endswith(("norm/onder", "norm/boven"))]) == 2


def test_a_phase_is_called_as_readers_know_it(desk):
    phase = next(each for each in visit(EDIT, interventie="buurtpreventie").selectbox if each.key.endswith("/fase"))
    assert phase.value == "geborgd"
    assert "vast aanbod" in phase.options
    assert "geborgd" not in phase.options


def test_what_is_not_there_is_told(desk):
    assert "Dit staat niet (meer) in de agenda" in words(visit(EDIT, indicator="bestaat-niet"))


@pytest.mark.parametrize(
    ("kind", "name", "made"), [("partner", "Bibliotheek Zaan & Co.", "bibliotheek-zaan-co"), ("ambitie", "Één", "een")]
)
def test_something_new_gets_a_fixed_name_and_then_its_form(desk, kind, name, made):
    app = visit(EDIT, nieuw=kind)
    assert "Agenda bewerken" in link_words(app)
    app.text_input(key="nieuwe-naam").set_value(name).run()
    assert f"De vaste naam in de agenda wordt: {made}." in words(app)
    press(app, "Maak een concept")
    (draft,) = desk.drafts().values()
    assert (draft["over"], draft["in"]) == ([kind, made], "-")
    assert app.query_params[kind] in (made, [made])
    assert words(app).startswith(f"{name} wijzigen")


def test_a_name_that_is_taken_gets_a_number_and_one_without_letters_none(desk):
    app = visit(EDIT, nieuw="partner")
    app.text_input(key="nieuwe-naam").set_value("Politie").run()
    assert "wordt: politie-2." in words(app)
    app.text_input(key="nieuwe-naam").set_value("！？").run()
    assert "In deze naam staat geen letter of cijfer." in words(app)
    press(app, "Maak een concept")
    assert "Niet gelukt. In deze naam staat geen letter of cijfer." in words(app)
    app.text_input(key="nieuwe-naam").set_value(" ").run()
    press(app, "Maak een concept")
    assert "Niet gelukt. Vul eerst een naam in." in words(app)
    assert desk.drafts() == {}


def test_taking_a_thing_away_says_what_goes_with_it_and_can_be_undone(desk):
    app = visit(EDIT, ambitie="gezondheid")
    assert re_spaced(words(app)).count("indicatoren weg: ") == 1
    press(app, "Haal dit weg uit de agenda")
    assert desk.said() == {"": None}
    assert "U haalt dit weg uit de agenda." in words(app)
    assert len(app.text_input) == 0
    press(app, "Concept weggooien")
    assert desk.drafts() == {}
    assert len(app.text_input) > 0


@pytest.mark.parametrize(("many", "said"), [(1, "gaat 1 indicator weg: a."), (2, "gaan 2 indicatoren weg: a en b.")])
def test_what_goes_with_an_ambition_is_counted_in_dutch(many, said):
    inside = [{"id": name, "naam": name} for name in "ab"[:many]]
    (told,) = form_words.goes_with({"ambities": [{"id": "x", "indicatoren": inside}]}, Thing(Kind.AMBITION, "x"))
    assert told.replace("\u00a0", " ") == f"Met de ambitie {said}"


def re_spaced(text):
    return " ".join(text.split())


def test_a_partner_sees_what_is_its_own_and_no_more(desk):
    desk.sit(POLICE)
    text = words(visit(EDITING))
    assert "Mishandeling" in text
    assert "Rookt" not in text
    assert "Nieuwe partner" not in text
    app = visit(EDIT, indicator="mishandeling")
    app.text_input(key=field("norm", "waarde")).set_value("2,4").run()
    assert desk.said() == {"norm/waarde": 2.4}
    assert all(each.key.startswith((field("norm"), field("toelichtingen"))) for each in app.text_input)
    assert "Weghalen uit de agenda" not in words(app)
    app.button(key=f"{field('toelichtingen')} erbij").click().run()
    (step,) = (each.rpartition("/")[2] for each in desk.said() if each.startswith("toelichtingen"))
    app.text_area(key=field("toelichtingen", step, "tekst")).set_value("Wij zien dit ook.").run()
    assert desk.said()[f"toelichtingen/{step}"]["auteur"] == "Politie Zaanstad"
    assert desk.said()[f"toelichtingen/{step}"]["tekst"] == "Wij zien dit ook."


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "**vet** [x](javascript:1) :red[x]", "{{ 7 * 7 }}", "a" * 6000])
def test_hostile_texts_are_texts_or_refused(desk, text):
    app = visit(EDIT, indicator="mishandeling")
    app.text_input(key=field("naam")).set_value(text).run()
    shown = " ".join(each.proto.body for each in app.get("html"))
    assert "<script>" not in shown
    assert "49" not in words(app).split("wijzigen")[0]
    if len(text) > 5000:
        assert desk.drafts() == {}
        assert "dit is langer dan 5000 tekens" in words(app)
    else:
        assert desk.said() == {"naam": text}
    assert not app.exception


@pytest.mark.parametrize("asked", [{"indicator": "roken"}, {"bron": "politie"}, {"nieuw": "interventie"}, {}], ids=str)
def test_a_partner_gets_no_form_of_what_is_another_s_and_the_door_refuses_it(desk, asked):
    desk.sit(POLICE)
    app = visit(EDIT, **asked)
    assert "Dit is niet van uw organisatie." in words(app)
    assert (list(app.text_input), list(app.selectbox), list(app.button)) == ([], [], [])
    change = SaveField(thing=Thing(Kind.INDICATOR, "roken"), path=("norm", "waarde"), value=9.9, seen=None)
    with pytest.raises(Refused, match=r"Dit is niet van Politie Zaanstad\."):
        desk.write(POLICE, change)
    assert desk.drafts() == {}


@pytest.mark.parametrize("label", ["Ter beoordeling geven", "Concept weggooien"])
def test_what_is_pressed_is_about_what_this_window_showed_and_what_was_filled_in_here_since(desk, label):
    app, place = visit(EDIT, indicator="mishandeling"), field("norm", "waarde")
    app.text_input(key=place).set_value("2,4").run()
    other = visit(EDIT, indicator="mishandeling")
    other.text_input(key=place).set_value("2,3").run()
    before = desk.drafts()
    press(app, label)
    assert desk.drafts() == before
    assert "De agenda is intussen gewijzigd." in words(app)
    assert app.text_input(key=place).value == "2,3", "it shows what is there now"
    button = next(each for each in app.button if each.label == label)
    app.text_input(key=place).set_value("2,2")
    button.click().run()
    assert [each["stand"] for each in desk.drafts().values()] == (["ter beoordeling"] if label.startswith("Ter") else [])


def test_a_button_of_another_window_does_nothing(desk, monkeypatch):
    app = visit(EDIT, indicator="mishandeling")
    app.text_input(key=field("norm", "waarde")).set_value("2,4").run()
    before = desk.drafts()
    monkeypatch.setattr(actor, "window", lambda: "een ander venster")
    press(app, "Ter beoordeling geven")
    assert desk.drafts() == before
    assert "hoort bij een ander venster" in words(app)
    press(app, "Ter beoordeling geven")
    assert [each["stand"] for each in desk.drafts().values()] == ["ter beoordeling"], "the page was shown here by now"
