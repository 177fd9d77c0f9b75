"""Adding an indicator: who may, what is found, chosen and seen, and that what is kept is what a person would have written."""

import io
import os
import shutil
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
import yaml
from support.jobs import write_provinces, write_quarters
from support.pages import press, visit, words
from support.replay import Replay
from support.replay_faults import status
from support.shipped import AGENDA, copy_of
from support.small_catalogue import build, made_up

from dashboard import actor
from dashboard.adding.own_file.choice import corrected, file_name
from dashboard.adding.wish import read_table, read_wish, write_wish
from dashboard.pages import ADD, EDIT, REVIEW
from etl.door import jobs
from etl.door.actors import NOBODY, Actor, Role
from etl.door.changes import Publish, SaveField, Submit
from etl.door.delivered import delivered, set_aside
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.refusals import NO_PLACE, Refused
from etl.door.things import Kind, Thing
from etl.installation import Place
from etl.run.jobs.process import work
from indicators.agenda.load import load_agenda

UNTIL = datetime.now(UTC) + timedelta(hours=8)
EDITOR = Actor(subject="sub-1", name="Anna Jansen", role=Role.EDITOR, until=UNTIL)
PARTNER = Actor(subject="sub-2", name="Chantal", role=Role.PARTNER, partner="ggd", until=UNTIL)
SCHOOL = "opendata.cbs.nl/84780NED"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = build(tmp_path_factory.mktemp("catalogue"))
    write_quarters(folder)
    write_provinces(folder)
    return folder


@pytest.fixture
def replay(catalogue, monkeypatch):
    with Replay(catalogue) as running:
        monkeypatch.setenv("DATABOEK_CBS_BASE", running.base)
        monkeypatch.setattr(jobs, "_start", work)
        yield running


@pytest.fixture(scope="module")
def own(tmp_path_factory, filled):
    """One agenda for all: judging a new one takes longer than all that is tested here."""
    folder = tmp_path_factory.mktemp("adding")
    shutil.copytree(AGENDA.parent, folder / "config")
    return Place(agenda=folder / "config" / "agenda.yaml", data=copy_of(filled, folder / "data"))


@pytest.fixture
def place(own, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(own.agenda))
    monkeypatch.setenv("DATABOEK_DATA", str(own.data))
    text, about = own.agenda.read_bytes(), own.agenda.stat()
    for each in (own.data / "opdrachten", own.data / "catalogus", own.agenda.parent / "concepten"):
        shutil.rmtree(each, ignore_errors=True)
    yield own
    own.agenda.write_bytes(text)
    os.utime(own.agenda, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.fixture
def editor(monkeypatch):
    monkeypatch.setattr(actor, "asking", lambda: EDITOR)


def choose(app, label, said):
    field = next(each for each in app.selectbox if each.label.startswith(label))
    field.select(said).run()


def fill_in(app, **said):
    for label, value in said.items():
        next(each for each in app.text_input if each.label.startswith(label.replace("_", " "))).input(value).run()


@pytest.mark.parametrize(
    ("who", "reason"),
    [(NOBODY, NOBODY.reason), (PARTNER, "Een indicator toevoegen doet de gemeente.")],
    ids=["reader", "partner"],
)
def test_who_may_not_sees_why_and_nothing_else_and_nothing_is_asked(place, replay, monkeypatch, who, reason):
    monkeypatch.setattr(actor, "asking", lambda: who)
    app = visit(ADD.file, bron=SCHOOL, zoek="school")
    assert reason in words(app)
    assert not app.text_input
    assert not app.selectbox
    assert not app.button
    assert jobs.recent(place) == ()
    assert replay.requests == []


def test_a_table_is_found_by_words_once_the_titles_are_there_and_harms_nothing(place, editor, replay):
    app = visit(ADD.file)
    app.text_input[0].input("klanten wijkteam").run()
    said, html = words(app), " ".join(each.proto.body for each in app.get("html"))
    assert "opgehaald op" in said, "the titles that were due are there by now"
    assert "1 tabel gevonden" in said
    assert "&lt;b&gt;wijkteam&lt;/b&gt;" in html
    assert "<b>wijkteam" not in html
    assert "bron=opendata.cbs.nl%2F90001NED&amp;zoek=klanten+wijkteam" in html
    app.text_input[0].input("zuivelproductie zonder <script>").run()
    assert "Zuivelproductie; provincie" in words(app)


def test_without_cbs_the_page_says_so_and_the_shipped_tables_can_be_opened(place, editor, replay):
    replay.fault("*", status(503))
    app = visit(ADD.file, zoek="jeugdzorg")
    assert "U zoekt in de lijst die bij Databoek hoort" in words(app)
    assert "Het CBS antwoordt nu niet" in words(app)
    app = visit(ADD.file, bron="opendata.cbs.nl/85098NED")
    assert "Dit is de tabel zoals die bij Databoek hoort" in words(app)
    app = visit(ADD.file, bron="opendata.cbs.nl/90001NED")
    assert "Niet gelukt." in words(app)
    assert [each.label for each in app.button] == ["Probeer het opnieuw"]
    replay.clear()
    app.button[0].click().run()
    assert "Wat wilt u laten zien?" in [each.label for each in app.selectbox]


@pytest.mark.parametrize("odd", ["opendata.cbs.nl/../x", "http://kwaad.nl/1", "opendata.cbs.nl", "andere.cbs.nl/84780NED"])
def test_what_is_no_table_is_not_asked_for(place, editor, replay, odd):
    assert "Deze tabel bestaat niet" in words(visit(ADD.file, bron=odd))
    assert jobs.recent(place) == ()


def test_a_table_without_municipalities_says_so(place, editor, replay):
    assert "In deze tabel staan geen gemeenten" in words(visit(ADD.file, bron="opendata.cbs.nl/90002NED"))


def test_real_figures_are_seen_and_what_is_kept_publishes_as_a_person_would_have_written_it(place, editor, replay):
    app = visit(ADD.file, bron="opendata.cbs.nl/90001NED", keuze=write_wish({"meting": "Personen_2"}))
    assert "Kies nog: welke perioden." in words(app)
    choose(app, "Welke perioden?", "kwartaal gemiddelde")
    said = words(app)
    assert "Lijngrafiek van Personen, aantal. Laatste cijfers: Zaanstad" in said
    assert "Nederland" in said
    assert f"{made_up('GM0479', 2024, 200):.0f}" in said
    fill_in(app, Naam="Wijkteam: <i>uitstroom</i>", Wat_telt="klanten die klaar zijn")
    press(app, "Bewaar als concept")
    assert "Vul nog in: Waarom telt dit, Bij welke ambitie" in words(app).replace(" en ", ", ")
    assert "Bewaard als concept: " not in words(app)
    fill_in(app, Waarom="zo weten we of hulp eindigt")
    choose(app, "Bij welke ambitie?", "gezondheid")
    choose(app, "Delen door", "agenda:woninginbraken")
    assert "per 1.000 inwoners" in [each.value for each in app.text_input]
    press(app, "Bewaar als concept")
    assert "Bewaard als concept: wijkteam-i-uitstroom-i." in words(app)
    before = place.agenda.read_text(encoding="utf-8")
    drafts = tuple(each.id for each in desk_of(place).drafts)
    chief = Actor(subject="sub-3", name="Bram", role=Role.ADMINISTRATOR, until=UNTIL)
    write(chief, Publish(drafts=drafts, reason="Nieuw cijfer"), desk_of(place).version, place=place)
    after = place.agenda.read_text(encoding="utf-8")
    assert set(before.splitlines()) <= set(after.splitlines()), "every line of before is still there"
    found = next(each for each in load_agenda(place.agenda).indicators if each.id == "wijkteam-i-uitstroom-i")
    assert (found.name, found.unit, found.decimals) == ("Wijkteam: <i>uitstroom</i>", "per 1.000 inwoners", 1)
    written = next(
        each for ambition in yaml.safe_load(after)["ambities"] for each in ambition["indicatoren"] if each["id"] == found.id
    )
    assert list(written) == ["id", "naam", "definitie", "waarom", "eenheid", "decimalen", "soort", "gewenste_richting", "bron"]
    assert written["bron"] == {
        "teller": {"bron": "klanten-b-wijkteam-b", "onderwerp": "Personen", "groep": "Uitstroom"},
        "noemer": {"bron": "kerncijfers", "onderwerp": "GemiddeldAantalInwoners"},
        "maal": 1000,
    }
    source = yaml.safe_load(after)["bronnen"]["klanten-b-wijkteam-b"]
    assert source["periode"] == "kwartaal gemiddelde"
    assert source["filter"] == {"Soort": "T001"}


def test_each_field_is_kept_at_once_and_is_there_again_in_another_browser(place, editor, replay):
    chosen = {"bron": "opendata.cbs.nl/90001NED", "keuze": write_wish({"meting": "Personen_2", "periode": "kwartaal 4"})}
    app = visit(ADD.file, **chosen)
    assert desk_of(place).drafts == (), "looking keeps nothing"
    fill_in(app, Naam="Uitstroom wijkteam", Wat_telt="klanten die klaar zijn")
    kept = {each.thing: each for each in desk_of(place).drafts}
    mine = kept[Thing(Kind.INDICATOR, "uitstroom-wijkteam")]
    assert mine.change_of(("definitie",)).after == "klanten die klaar zijn"
    assert Kind.SOURCE in {each.kind for each in kept}

    form = visit(EDIT.file, indicator=mine.thing.id)
    assert NO_PLACE in words(form)
    assert "Ter beoordeling geven" not in [each.label for each in form.button]
    assert f"Nog niet af. {NO_PLACE}" in words(visit(REVIEW.file, concept=mine.id))
    with pytest.raises(Refused, match=NO_PLACE):
        write(EDITOR, Submit(draft=mine.id), "", place=place)
    norm = SaveField(thing=mine.thing, path=("norm", "waarde"), value=1, seen=None, within="-")
    write(EDITOR, norm, "", place=place)

    again = visit(ADD.file, **chosen)
    assert "Wat u toen invulde, staat er weer." in words(again)
    assert {"Uitstroom wijkteam", "klanten die klaar zijn"} <= {each.value for each in again.text_input}
    fill_in(again, Waarom="zo weten we of hulp eindigt")
    choose(again, "Bij welke ambitie?", "gezondheid")
    assert said_of(place) == [("uitstroom-wijkteam", "gezondheid", 1)]
    choose(again, "Bij welke ambitie?", "sociale-veiligheid")
    assert said_of(place) == [("uitstroom-wijkteam", "sociale-veiligheid", 1)]
    fill_in(again, Naam="Klaar bij het wijkteam")
    assert said_of(place) == [("klaar-bij-wijkteam", "sociale-veiligheid", 1)], "what was filled in elsewhere goes along"

    form = visit(EDIT.file, indicator="klaar-bij-wijkteam")
    choose(form, "**Bij welke ambitie?**", "gezondheid")
    assert said_of(place) == [("klaar-bij-wijkteam", "gezondheid", 1)]
    assert "Wat u toen invulde" not in words(visit(ADD.file, **chosen | {"keuze": write_wish({"meting": "Personen_2"})}))


def test_what_another_window_filled_in_meanwhile_is_not_lost(place, editor, replay):
    chosen = {"bron": SCHOOL, "keuze": write_wish({"meting": "VoortijdigSchoolverlaters_2"})}
    app = visit(ADD.file, **chosen)
    fill_in(app, Naam="Stoppers", Wat_telt="wie stopt", Waarom="diploma")
    thing = Thing(Kind.INDICATOR, "stoppers")

    def elsewhere(key, value, seen):
        write(EDITOR, SaveField(thing=thing, path=(key,), value=value, seen=seen, within="-"), "", place=place)

    def drafted(id_="stoppers"):
        (draft,) = (each for each in desk_of(place).drafts if each.thing.id == id_)
        return {each.path[0]: each.after for each in draft.fields}

    elsewhere("definitie", "wie zonder diploma stopt", "wie stopt")
    fill_in(app, Waarom="zonder diploma geen werk")
    assert (drafted()["definitie"], drafted()["waarom"]) == ("wie zonder diploma stopt", "zonder diploma geen werk")
    elsewhere("waarom", "elders", "zonder diploma geen werk")
    fill_in(app, Waarom="hier")
    assert "Dit is intussen in een ander venster gewijzigd." in words(app)
    assert "U schreef: ‘hier’." in words(app)
    assert drafted()["waarom"] == "elders"
    assert {"elders", "wie zonder diploma stopt"} <= {each.value for each in app.text_input}
    elsewhere("definitie", "nog eens anders", "wie zonder diploma stopt")
    fill_in(app, Naam="Afhakers")
    found = drafted("afhakers")
    assert (found["id"], found["naam"], found["definitie"], found["waarom"]) == (
        "afhakers",
        "Afhakers",
        "nog eens anders",
        "elders",
    )
    assert [each.thing.id for each in desk_of(place).drafts] == ["afhakers"]


def said_of(place):
    """Of each new indicator: its fixed name, its ambition and its norm."""
    drafts = [each for each in desk_of(place).drafts if each.thing.kind is Kind.INDICATOR]
    return [(each.thing.id, each.within, each.change_of(("norm", "waarde")).after) for each in drafts]


def test_who_looks_at_other_figures_after_one_was_done_changes_nothing_by_looking(place, editor, replay):
    app = visit(ADD.file, bron="opendata.cbs.nl/90001NED", keuze=write_wish({"meting": "Personen_2", "periode": "kwartaal 4"}))
    fill_in(app, Naam="Uitstroom", Wat_telt="wie klaar is", Waarom="hulp")
    choose(app, "Bij welke ambitie?", "gezondheid")
    press(app, "Bewaar als concept")
    before = desk_of(place).drafts
    app.query_params.update(keuze=write_wish({"meting": "Personen_2", "periode": "kwartaal gemiddelde"}))
    app.run()
    assert desk_of(place).drafts == before
    assert "Bewaard als concept: uitstroom." in words(app)


def test_another_name_before_publishing_leaves_one_draft(place, editor, replay):
    app = visit(ADD.file, bron=SCHOOL, keuze=write_wish({"meting": "VoortijdigSchoolverlaters_2"}))
    fill_in(app, Naam="Stoppers", Wat_telt="wie stopt", Waarom="diploma")
    choose(app, "Bij welke ambitie?", "gezondheid")
    press(app, "Bewaar als concept")
    fill_in(app, Naam="Schoolverlaters zonder diploma")
    press(app, "Bewaar als concept")
    assert [each.thing.id for each in desk_of(place).drafts] == ["schoolverlaters-zonder-diploma"]
    assert desk_of(place).drafts[0].change_of(("naam",)).after == "Schoolverlaters zonder diploma"
    assert desk_of(place).drafts[0].change_of(("bron",)).after == {
        "bron": "schoolverlaters",
        "onderwerp": "VoortijdigSchoolverlaters",
    }


def test_another_indicator_leaves_the_one_before_and_its_source_as_they_were(place, editor, replay):
    table, measure = "opendata.cbs.nl/90001NED", "Personen_2"
    app = visit(ADD.file, bron=SCHOOL, keuze=write_wish({"meting": "VoortijdigSchoolverlaters_2"}))

    def keep(name, **said):
        fill_in(app, Naam=name, **said)
        choose(app, "Bij welke ambitie?", "gezondheid")
        press(app, "Bewaar als concept")
        assert f"Bewaard als concept: {name.lower()}." in words(app)

    def drafts():
        return {each.thing.id: {"/".join(one.path): one.after for one in each.fields} for each in desk_of(place).drafts}

    keep("Stoppers", Wat_telt="wie stopt", Waarom="diploma")
    app.query_params.update(bron=table, keuze=write_wish({"meting": measure, "periode": "kwartaal 4"}))
    app.run()
    assert "wie stopt" not in [each.value for each in app.text_input], "nothing of the one before goes with it"
    assert "Bewaard als concept" not in words(app)
    keep("Uitstroom", Wat_telt="wie klaar is", Waarom="hulp")
    before = drafts()
    assert {"stoppers", "uitstroom"} < before.keys()
    app.query_params.update(bron=table, keuze=write_wish({"meting": measure, "periode": "kwartaal gemiddelde"}))
    app.run()
    keep("Gemiddeld", Wat_telt="wie klaar is")
    after = drafts()
    assert {name: after.get(name) for name in before} == before
    sources = [after[name]["bron"]["bron"] for name in ("uitstroom", "gemiddeld")]
    assert [after[name]["periode"] for name in sources] == ["kwartaal 4", "kwartaal gemiddelde"]


def test_a_form_with_a_chosen_file_stays_as_it_is_while_somebody_goes_on_searching(place, editor, replay, monkeypatch):
    def form():
        return next(each.proto.body for each in app.get("html") if 'type="file"' in each.proto.body)

    app = visit(ADD.file)
    before = form()
    app.text_input[0].input("klanten wijkteam").run()
    assert "1 tabel gevonden" in words(app)
    assert form() == before
    monkeypatch.setattr(actor, "login", lambda: "een andere aanmelding")
    app.run()
    assert form() != before, "the token is of one login"


def a_workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Klanten"
    for row in (
        ["Klanten van het wijkteam"],
        [],
        ["gemeente", "jaar", "klanten", "=1+1"],
        ["Zaanstad", 2022, 410, 1],
        ["Zaanstad", "2023*", 425, 2],
        ["Nergenshuizen", 2023, 5, 3],
        ["Utrecht", 2023, 900, 4],
    ):
        sheet.append(row)
    book.create_sheet("Uitleg").append(["hier staat tekst"])
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_an_own_file_is_understood_corrected_and_kept_with_its_drafts(place, editor, replay):
    name, raw = "..\\..\\<i>Klanten \u202egnp.xlsx", a_workbook()
    word = set_aside(place.data, EDITOR, [delivered(name, raw)], datetime.now(UTC))
    app = visit(ADD.file, aangeleverd=word)
    said = words(app)
    assert "De gemeente staat in de kolom ‘gemeente’." in said
    assert "regel 6: " in said
    assert "Nergenshuizen" in said
    choose(app, "Kolom met het cijfer", "klanten")
    assert "Lijngrafiek van klanten, zoals in het bestand. Laatste cijfers: Zaanstad 425 in 2023" in words(app)
    choose(app, "Op welk blad?", "Uitleg")
    assert "Nog niet te lezen." in words(app)
    choose(app, "Op welk blad?", "Klanten")
    choose(app, "Kolom met het cijfer", "klanten")
    fill_in(app, Naam="Klanten wijkteam", Wat_telt="klanten", Waarom="druk", Eenheid="klanten", Van_wie="Gemeente Zaanstad")
    fill_in(app, Wat_mag="CC0")
    choose(app, "Bij welke ambitie?", "gezondheid")
    press(app, "Bewaar als concept")
    assert "Bewaard als concept: klanten-wijkteam." in words(app)
    kept = place.agenda.parent / "bestanden" / "i-klanten-gnp.xlsx"
    assert kept.read_bytes() == raw
    drafts = tuple(each.id for each in desk_of(place).drafts)
    chief = Actor(subject="sub-3", name="Bram", role=Role.ADMINISTRATOR, until=UNTIL)
    write(chief, Publish(drafts=drafts, reason="Eigen cijfer"), desk_of(place).version, place=place)
    source = next(each for each in load_agenda(place.agenda).sources.values() if getattr(each, "file", "").endswith(kept.name))
    assert (source.header_row, source.region_column, source.period_column, source.holder) == (
        3,
        "gemeente",
        "jaar",
        "Gemeente Zaanstad",
    )


def test_figures_of_an_own_file_pass_the_gate_before_they_are_kept_and_no_file_takes_the_place_of_another(place, editor, replay):
    raw = b"gemeente;jaar;aandeel\nZaanstad;2022;180\nZaanstad;2023;230\nUtrecht;2022;120\nUtrecht;2023;150\n"
    other = place.agenda.parent / "bestanden" / "aandelen.csv"
    other.write_bytes(b"gemeente;jaar;aandeel\nZaanstad;2022;1\n")
    word = set_aside(place.data, EDITOR, [delivered("Aandelen.csv", raw)], datetime.now(UTC))
    app = visit(ADD.file, aangeleverd=word)
    assert "Laatste cijfers: Zaanstad 230 in 2023" in words(app), "of the file that was sent, and not of the one with its name"
    said = {"Naam": "Aandeel", "Wat_telt": "wie", "Waarom": "druk", "Eenheid": "%", "Van_wie": "Zaanstad", "Wat_mag": "CC0"}
    fill_in(app, **said)
    choose(app, "Bij welke ambitie?", "gezondheid")
    press(app, "Bewaar als concept")
    assert "Kies andere cijfers, of een eenheid die erbij past." in words(app)
    assert "Bewaard als concept: " not in words(app)
    begun = tuple(each.id for each in desk_of(place).drafts)
    chief = Actor(subject="sub-3", name="Bram", role=Role.ADMINISTRATOR, until=UNTIL)
    with pytest.raises(Refused, match=r"Het bestand 'bestanden/aandelen-2\.csv' is er nog niet"):
        write(chief, Publish(drafts=begun, reason="Toch maar"), desk_of(place).version, place=place)
    assert not (other.parent / "aandelen-2.csv").exists()
    fill_in(app, Eenheid="klanten")
    press(app, "Bewaar als concept")
    assert "Bewaard als concept: aandeel." in words(app)
    assert (other.parent / "aandelen-2.csv").read_bytes() == raw
    assert other.read_bytes() == b"gemeente;jaar;aandeel\nZaanstad;2022;1\n"
    source = next(each for each in desk_of(place).drafts if each.thing.kind == "bron")
    assert source.change_of(("bestand",)).after == "bestanden/aandelen-2.csv"
    for each in other.parent.glob("aandelen*.csv"):
        each.unlink()


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("Klanten 2024 (def).XLSX", "klanten-2024-def.xlsx"),
        ("../../etc/passwd", "passwd.xlsx"),
        ("\u202e\u2026", "eigen-bestand.xlsx"),
    ],
)
def test_a_file_gets_a_name_that_any_computer_takes(called, name):
    assert file_name(called, ".xlsx") == name


def test_a_choice_comes_back_from_the_address_and_another_sheet_forgets_the_columns():
    chosen = {"meting": "Een=twee&drie_1", "filter.Leeftijd": "20300", "leeg": ""}
    assert read_wish(write_wish(chosen)) == {name: value for name, value in chosen.items() if value}
    assert read_wish("&".join(f"a{number}=1" for number in range(99))) == {}
    said = {"blad": "Een", "kop": "3", "gebied": "plaats"}
    assert corrected(said, "blad", "Twee") == {"blad": "Twee"}
    assert corrected(said, "kop", "4") == {"blad": "Een", "kop": "4"}
    assert corrected(said, "kolom", "n") == {**said, "kolom": "n"}
    assert read_table(SCHOOL) == ("opendata.cbs.nl", "84780NED")
