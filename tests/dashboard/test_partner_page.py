"""The page of a partner and that of refreshing, as Streamlit runs them: who sees what, and what a form does."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.pages import BROKEN, link_words, press, visit, words

from dashboard import actor, agendas, pages
from dashboard.partner import tasks
from dashboard.refreshing import words as told
from etl.door.actors import NOBODY, Actor, Role
from etl.door.desk import desk_of
from etl.door.job_folder import Asked, new_folder
from etl.door.jobs import JobState, Status, Step
from etl.door.questions import Compared, Refresh, Refreshed, Suspect
from etl.door.things import Kind, Thing, find

LATER = datetime.now(UTC) + timedelta(hours=4)
EDITOR = Actor(subject="s-1", name="Anna de Wit", role=Role.EDITOR, until=LATER)
POLICE = Actor(subject="s-2", name="Kees Pol", role=Role.PARTNER, partner="politie", until=LATER)
WHO = {
    "nobody": NOBODY,
    "reader": replace(EDITOR, role=Role.READER, reason="Met uw account mag u alleen lezen."),
    "partner": POLICE,
    "editor": EDITOR,
    "administrator": replace(EDITOR, role=Role.ADMINISTRATOR),
}
PLANNED = "      - {datum: 2027-06-01}                       # nog te komen\n"


@pytest.fixture
def asked(agenda, monkeypatch):
    """An agenda with a decision that is late; gives a function that says who looks."""
    text = agenda.read_text(encoding="utf-8")
    assert PLANNED in text
    agenda.write_text(text.replace(PLANNED, PLANNED.replace("2027", "2026")), encoding="utf-8")
    return lambda who: monkeypatch.setattr(actor, "asking", lambda: WHO[who])


@pytest.mark.parametrize("who", WHO)
def test_each_role_sees_what_is_theirs_to_do(asked, who) -> None:
    asked(who)
    partner, refreshing = visit(pages.PARTNER.file), visit(pages.REFRESHING.file)
    assert BROKEN not in words(partner) + words(refreshing)
    assert ("Ververs de cijfers nu" in [each.label for each in refreshing.button]) is (who == "administrator")
    assert ("Besluiten die nog ontbreken" in words(partner)) is (who == "partner")
    assert ("Welke partner?" in words(partner)) is (who in {"editor", "administrator"})
    if who in {"nobody", "reader"}:
        assert not partner.button
        assert not partner.text_input


@pytest.mark.parametrize(
    ("who", "page", "said", "way"),
    [
        ("editor", pages.REFRESHING, "De beheerder ververst de cijfers.", "Bekijk hoe nieuw de cijfers van elke bron zijn"),
        ("partner", pages.REFRESHING, "De beheerder ververst de cijfers.", "Wat er van u wordt gevraagd"),
        ("partner", pages.REVIEW, "Beoordelen en publiceren doet de gemeente.", "Wat er van u wordt gevraagd"),
        ("partner", pages.ADD, "Een indicator toevoegen doet de gemeente.", "Wat er van u wordt gevraagd"),
        ("reader", pages.PARTNER, "medewerkers van de gemeente en partners aan de agenda. Hebt u dit nodig", ""),
        ("reader", pages.REVIEW, "medewerkers van de gemeente aan de agenda. Hebt u dit nodig", ""),
    ],
)
def test_who_may_not_do_something_reads_who_does_and_where_to_go_on(asked, who, page, said, way) -> None:
    asked(who)
    shown = visit(page.file)
    assert said in words(shown)
    assert not way or way in link_words(shown)
    assert [*shown.button, *shown.text_input] == []


def test_nobody_sees_the_page_of_another_partner(asked) -> None:
    asked("partner")
    assert "GGD Zaanstreek-Waterland" not in words(visit(pages.PARTNER.file, partner="ggd"))


def test_a_decision_is_asked_for_until_it_is_there(asked) -> None:
    asked("partner")
    page = visit(pages.PARTNER.file)
    assert "Buurtpreventie en hang- en sluitwerk, 1 juni 2026" in words(page)
    assert "Wat u vastlegt, staat meteen in de agenda, met uw naam." in words(page)
    page = press(page, "Besluit vastleggen")
    assert "Kies eerst wat er is besloten." in words(page)
    next(each for each in page.selectbox if "besloten" in each.label).set_value("bijstellen")
    next(each for each in page.text_area if "Waarom" in each.label).set_value("Minder bijeenkomsten.")
    next(each for each in page.text_input if "Volgend" in each.label).set_value("1.3.28")
    page = press(page, "Besluit vastleggen")
    assert "kan twee dingen betekenen" in words(page)
    next(each for each in page.text_input if "Volgend" in each.label).set_value("1 maart 2028")
    page = press(page, "Besluit vastleggen")
    assert "Het besluit staat in de agenda." in words(page)
    assert "Besluiten die nog ontbreken" not in words(page)
    intervention = find(desk_of(agendas.here()).data, Thing(Kind.INTERVENTION, "buurtpreventie"))
    assert intervention["toetsmomenten"][2:] == [
        {
            "datum": "2026-06-01",
            "besluit": "bijstellen",
            "toelichting": "Minder bijeenkomsten.",
            "door": "Kees Pol, Politie Zaanstad",
        },
        {"datum": "2028-03-01"},
    ]


def test_a_remark_goes_to_who_reviews_it_under_the_name_of_the_partner(asked) -> None:
    asked("partner")
    page = visit(pages.PARTNER.file)
    about = next(each for each in page.selectbox if each.label == "Bij welk cijfer?")
    assert about.value is None, "who forgets to choose writes about nothing"
    next(each for each in page.text_input if "welk jaar" in each.label).set_value("2025")
    next(each for each in page.text_area if "erbij zeggen" in each.label).set_value("Let op: <b>voorlopig</b>.")
    page = press(page, "Toelichting ter beoordeling geven")
    assert "Kies eerst bij welk cijfer uw toelichting hoort." in words(page)
    next(each for each in page.selectbox if each.label == "Bij welk cijfer?").set_value("Woninginbraken")
    page = press(page, "Toelichting ter beoordeling geven")
    (draft,) = desk_of(agendas.here()).drafts
    assert (draft.state, draft.partner, draft.thing) == ("ter beoordeling", "politie", Thing(Kind.INDICATOR, "woninginbraken"))
    remark = draft.fields[0].after
    assert (remark["auteur"], remark["periode"], remark["tekst"]) == ("Politie Zaanstad", 2025, "Let op: <b>voorlopig</b>.")
    assert "Woninginbraken: ter beoordeling" in words(page)


def test_a_partner_puts_its_name_under_a_norm(asked) -> None:
    asked("partner")
    page = visit(pages.PARTNER.file)
    said = "De norm is hoogstens 40 in 2026 (per 1.000 inwoners). Vastgesteld door gemeenteraad op 30 juni 2022, besluit RB-2022-"
    assert said in words(page), "nobody puts a name under what is not told"
    page = press(page, "Zet onze naam onder de norm van Geregistreerde misdrijven")
    (draft,) = desk_of(agendas.here()).drafts
    assert draft.fields[0].after == ["gemeenteraad", "politie"]


def test_a_form_is_empty_once_it_was_done_and_keeps_what_was_refused(asked) -> None:
    asked("partner")
    page = visit(pages.PARTNER.file)

    def said():
        fields = ((page.text_input, "welk jaar"), (page.text_area, "erbij zeggen"))
        return [next(each for each in found if label in each.label).value for found, label in fields]

    next(each for each in page.selectbox if each.label == "Bij welk cijfer?").set_value("Woninginbraken")
    next(each for each in page.text_input if "welk jaar" in each.label).set_value("2025")
    page = press(page, "Toelichting ter beoordeling geven")
    assert "Vul het jaar en uw toelichting in." in words(page)
    assert said() == ["2025", ""]
    next(each for each in page.text_area if "erbij zeggen" in each.label).set_value("Let op.")
    page = press(page, "Toelichting ter beoordeling geven")
    assert "De gemeente kijkt uw toelichting na." in words(page)
    assert said() == ["", ""]


def test_a_figure_far_from_the_others_is_looked_at_by_who_fills_it_in(agenda, asked) -> None:
    asked("partner")
    named = "    budget: {bedrag: 240000"
    own = "    proces: {bestand: bestanden/bezoeken.csv, kolom: bezoeken}\n"
    agenda.write_text(agenda.read_text(encoding="utf-8").replace(named, own + named, 1), encoding="utf-8")
    path = agenda.parent / "bestanden" / "bezoeken.csv"
    path.write_text("periode;bezoeken\n2025-K1;11\n2025-K2;12\n2025-K3;9\n", encoding="utf-8")
    page = visit(pages.PARTNER.file)

    def fill(label, value):
        next(each for each in page.text_input if label in each.label).set_value(value)

    fill("Waarover gaat", "2026-K1")
    fill("Het cijfer, zoals", "1250")
    assert not page.checkbox
    page = press(page, "Cijfer toevoegen")
    assert "1250 is meer dan 10 keer zo veel als het hoogste cijfer dat er staat (12)." in words(page)
    assert "1250" not in path.read_text(encoding="utf-8")
    assert [each.value for each in page.text_input if each.label.startswith("Het cijfer, zoals")] == ["1250"]
    page.checkbox[0].check()
    page = press(page, "Cijfer toevoegen")
    assert "Het cijfer staat in uw bestand." in words(page)
    assert path.read_text(encoding="utf-8").endswith("2026-K1;1250\n")
    assert not page.checkbox
    assert [each.value for each in page.text_input if each.label.startswith("Het cijfer, zoals")] == [""]


def test_each_file_of_a_partner_has_a_field_and_a_label_of_its_own(agenda, asked) -> None:
    text = agenda.read_text(encoding="utf-8")
    for number in (1, 2):
        own = f"    proces: {{bestand: bestanden/eigen-{number}.csv, kolom: klanten}}\n"
        text = text.replace(
            "    partner: politie\n" if number == 1 else "    partner: werkleerbedrijf\n", f"    partner: politie\n{own}", 1
        )
        (agenda.parent / "bestanden" / f"eigen-{number}.csv").write_text("periode;klanten\n2025;1\n", encoding="utf-8")
    agenda.write_text(text, encoding="utf-8")
    asked("partner")
    page = visit(pages.PARTNER.file)
    found = "".join(each.proto.body for each in page.get("html") if "aanleveren" in each.proto.body)
    named, labelled = re.findall(r'<input id="([^"]+)"', found), re.findall(r'<label for="([^"]+)"', found)
    assert len(named) == len(set(named)) == 2
    assert named == labelled
    assert "multiple" not in found
    assert "Eén bestand dat eindigt op .csv, van hoogstens 5 MB." in found
    assert words(page).count("in de kolom ‘klanten’.") == 2


def kept_out(came: float, *measures: str) -> None:
    """A refresh from this page that kept figures out."""
    here = agendas.here()
    job = Asked(question=Refresh(), by="Anna", subject="s-1", at=datetime.now(UTC), agenda=here.agenda)
    figures = (Compared(period="2025", held=6.1, came=came),)
    suspects = tuple(
        Suspect(label="CBS 1", accept="1", reasons=("CBS 1: alles keer tien.",), measure=measure, figures=figures)
        for measure in measures or ("Roken",)
    )
    new_folder(here.data, job, None).finish(Refreshed(sources=1, failed=1, has_figures=True, remarks=(), suspects=suspects))


def test_a_delivery_about_more_indicators_is_one_that_is_taken_or_refused_as_a_whole(asked) -> None:
    asked("administrator")
    kept_out(61.0, "Roken", "Overgewicht")
    page = visit(pages.REFRESHING.file)
    assert words(page).count("Tegengehouden: CBS 1") == 1
    assert words(page).count("Alles keer tien.") == 1
    assert all(measure in words(page) for measure in ("Roken", "Overgewicht"))
    assert [each.label for each in page.button].count("Deze cijfers toch gebruiken") == 1
    next(each for each in page.text_input if "Waarom weigert" in each.label).set_value("Komma vergeten")
    page = press(page, "Deze cijfers weigeren")
    assert words(page).count("Geweigerd door Anna de Wit op ") == 1
    assert "Deze cijfers weigeren" not in [each.label for each in page.button]


def test_who_refuses_figures_says_why_and_it_stays_on_the_page_until_other_figures_come(asked) -> None:
    asked("administrator")
    kept_out(61.0)
    page = visit(pages.REFRESHING.file)
    page = press(page, "Deze cijfers weigeren")
    assert "Niet gelukt. Schrijf in een paar woorden waarom u deze cijfers weigert." in words(page)
    next(each for each in page.text_input if "Waarom weigert" in each.label).set_value("Komma vergeten <b>")
    page = press(page, "Deze cijfers weigeren")
    assert "Geweigerd. CBS 1: de cijfers die er stonden, blijven staan." in words(page)
    kept_out(61.0)
    page = visit(pages.REFRESHING.file)
    assert "Geweigerd door Anna de Wit op " in words(page)
    assert "Waarom: Komma vergeten &lt;b&gt;. De cijfers die er stonden, blijven staan." in words(page)
    assert [each.label for each in page.button if "weigeren" in each.label] == []
    kept_out(62.0)
    page = visit(pages.REFRESHING.file)
    assert "Geweigerd door" not in words(page)
    assert "Deze cijfers weigeren" in [each.label for each in page.button]


def test_what_is_asked_stands_in_a_sentence() -> None:
    assert tasks.summary((), (), ()) == "Er wordt nu niets van u gevraagd."
    assert tasks.summary((), (), ("1 juni 2027: Buurtpreventie",)) == "Het volgende toetsmoment is op 1 juni 2027."


def a_job(status: Status, answer: Refreshed | None = None, *steps: Step, sentence: str = "") -> JobState:
    at = datetime(2026, 11, 26, 9, 12, tzinfo=UTC)
    return JobState(id="x", question=Refresh(), by="Anna", at=at, status=status, steps=steps, answer=answer, sentence=sentence)


def test_how_far_a_refresh_is_stands_in_a_sentence() -> None:
    said = "Anna vroeg dit op 26 november 2026, 10.12 uur."
    brought = Refreshed(sources=3, failed=1, has_figures=True, remarks=(), suspects=())
    assert told.heading(a_job(Status.WAITING)) == f"{said} Het begint zo."
    running = a_job(Status.RUNNING, None, Step(label="CBS a", outcome="gewijzigd"), Step(label="CBS b"))
    assert told.heading(running) == f"{said} Bezig: 1 bron gelezen. U kunt dit venster sluiten: het gaat door."
    assert told.heading(a_job(Status.FAILED, sentence="Er loopt er al een.")) == f"{said} Het is niet gelukt. Er loopt er al een."
    assert "1 bron gaf geen nieuwe cijfers; wat er stond, staat er nog." in told.heading(a_job(Status.FINISHED, brought))


def test_each_source_has_a_line_without_its_name_twice() -> None:
    steps = (
        Step(
            label="CBS 70072ned",
            rows=12400,
            outcome="gewijzigd (opname)",
            message="CBS 70072ned: 3 cijfers herzien. CBS 70072ned: 1 nieuw.",
        ),
        Step(label="b"),
    )
    assert told.lines(steps) == [
        ["CBS 70072ned", "12.400", "nieuwe cijfers (opname)", "3 cijfers herzien. 1 nieuw."],
        ["b", "", "bezig", ""],
    ]


def test_figures_that_were_kept_out_stand_beside_those_that_hold() -> None:
    suspect = Suspect(
        label="x",
        accept="x",
        reasons=("Alles keer tien.",),
        figures=(Compared(period="2025", held=6.1, came=61.0), Compared(period="2024", held=None, came=-1.5)),
    )
    assert told.compared(suspect) == [["2025", "6,1", "61"], ["2024", "geen cijfer", "−1,5"]]
