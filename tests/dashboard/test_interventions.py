"""Interventions in words, in order, in time and in their connections: plain agendas in, text and places out."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml
from support.agendas import problems_of
from support.shipped import AGENDA
from support.small_agenda import agenda_data
from support.small_figures import keep, yearly
from support.small_rows import a_row

from dashboard.interventions import capacity, checkpoint, ladder, matrix, moments, portfolio, timeline
from dashboard.interventions.agenda_lines import agenda_lines
from dashboard.interventions.cells import COLUMNS, cells_of
from dashboard.interventions.expectation import changes_since, frozen_text
from dashboard.pages import Links
from dashboard.render import render
from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.model import Agenda, Checkpoint
from indicators.agenda.unfilled import NO_DECISION, NO_REASON

TODAY = date(2026, 11, 21)
AIM = {"indicator": "woninginbraken", "richting": "omlaag", "effect": 0.5, "zichtbaar_vanaf": 2020}


def an_intervention(name: str = "sloten", **changes: Any) -> dict[str, Any]:
    entry = {
        "id": name,
        "naam": name.capitalize(),
        "partner": "politie",
        "doelgroep": "Bewoners van drukke straten.",
        "fase": "pilot",
        "start": "2019-02",
        "indicatoren": [AIM],
        "toetsmomenten": [{"datum": "2027-01-01"}],
    }
    return {key: value for key, value in (entry | changes).items() if value is not None}


def an_agenda(*entries: dict[str, Any], **changes: Any) -> Agenda:
    data = agenda_data() | {"interventies": list(entries)} | changes
    return Agenda.model_validate_json(json.dumps(data))


def entries_of(*given: dict[str, Any], partner: str = "") -> tuple[portfolio.Entry, ...]:
    return portfolio.gather(an_agenda(*given), {}, TODAY, partner)


def agreed(*days: str, **decided: str) -> list[dict[str, str]]:
    return [{"datum": day} for day in days] + [{"datum": day, "besluit": what} for day, what in decided.items()]


def cells(entry: portfolio.Entry) -> str:
    return render("interventions/cells.html", columns=COLUMNS, cells=cells_of(entry, TODAY))


def drawn(entries: tuple[portfolio.Entry, ...]) -> str:
    return render("interventions/timeline.html", timeline=timeline.drawn(entries, TODAY), key=timeline.KEY)


def test_overdue_comes_first_then_the_nearest_date_then_none_then_stopped() -> None:
    order = entries_of(
        an_intervention("gestopt", fase="gestopt", toetsmomenten=agreed("2020-01-01")),
        an_intervention("zonder", toetsmomenten=[]),
        an_intervention("straks", toetsmomenten=agreed("2027-06-01")),
        an_intervention("pas", toetsmomenten=agreed("2026-10-01")),
        an_intervention("lang", toetsmomenten=agreed("2025-01-01", "2027-02-01")),
        an_intervention("bijna", toetsmomenten=agreed("2026-12-01")),
    )
    assert [entry.intervention.id for entry in order] == ["lang", "pas", "bijna", "straks", "zonder", "gestopt"]
    assert [entry.is_overdue for entry in order] == [True, True, False, False, False, False]


def test_a_partner_sees_its_own() -> None:
    agenda = an_agenda(
        an_intervention("a"),
        an_intervention("b", partner="ggd"),
        partners=[{"id": i, "naam": i} for i in ("politie", "ggd", "x")],
    )
    assert [entry.intervention.id for entry in portfolio.gather(agenda, {}, TODAY, "ggd")] == ["b"]
    assert [(partner.id, total) for partner, total in portfolio.partners_with_interventions(agenda)] == [
        ("politie", 1),
        ("ggd", 1),
    ]
    assert capacity.idle_partners(agenda) == ("x",)
    assert portfolio.chosen_partner(agenda, "ggd") == ("ggd", "")
    chosen, remark = portfolio.chosen_partner(agenda, "nergens")
    assert chosen == ""
    assert "geen partner ‘nergens’" in remark


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ()),
        ({"toetsmomenten": []}, ("geen toetsmoment gepland",)),
        ({"toetsmomenten": [{"datum": "2020-01-01", "besluit": "doorgaan"}]}, ("geen toetsmoment gepland",)),
        ({"start": None}, ("verwachting niet compleet",)),
        ({"indicatoren": [{"indicator": "woninginbraken"}]}, ("verwachting niet compleet",)),
        ({"indicatoren": [], "ambitie": "veilig"}, ("zonder indicator van de agenda",)),
        ({"fase": "gestopt", "toetsmomenten": [], "indicatoren": [], "ambitie": "veilig"}, ()),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, Any], said: tuple[str, ...]) -> None:
    (entry,) = entries_of(an_intervention(**changes))
    assert entry.gaps == said
    for gap in said:
        assert gap in cells(entry)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-21", "vandaag"),
        ("2026-11-22", "over 1 dag"),
        ("2026-11-20", "1 dag te laat"),
        ("2026-12-12", "over 3 weken"),
        ("2026-09-15", "2 maanden te laat"),
        ("2027-11-16", "over 12 maanden"),
        ("2023-11-21", "3 jaar te laat"),
    ],
)
def test_how_far_away_a_checkpoint_is(day: str, said: str) -> None:
    assert moments.when(Checkpoint(on=date.fromisoformat(day)), TODAY) == said


def test_today_is_not_late() -> None:
    assert moments.turn(Checkpoint(on=TODAY), TODAY) is moments.Turn.AHEAD


def test_capacity_counts_what_runs_at_once() -> None:
    agenda = an_agenda(
        an_intervention("loopt", budget={"bedrag": 100000, "per": "jaar"}),
        an_intervention("loopt-ook", start="2026", budget={"bedrag": 50000, "per": "jaar"}),
        an_intervention("verkent", fase="verkennen", budget={"bedrag": 7000, "per": "eenmalig"}),
        an_intervention("begint", start="2027-01"),
        an_intervention("klaar", einde="2024"),
        an_intervention("dit-jaar-klaar", start="2019", einde="2026"),
        an_intervention("gestopt", fase="gestopt"),
    )
    (load,) = capacity.loads(agenda, TODAY)
    assert (load.running, load.prepared) == (3, 2)
    assert load.money == "€\N{NO-BREAK SPACE}150.000 per jaar en €\N{NO-BREAK SPACE}7.000 eenmalig"
    text = render("interventions/capacity.html", loads=[load], idle=())
    assert "3 lopen, 2 in voorbereiding" in text
    assert (text.count("<b></b>"), text.count("<i></i>")) == (3, 2)


def test_the_timeline_puts_everything_in_its_place() -> None:
    entries = entries_of(
        an_intervention("a", start="2024", toetsmomenten=agreed("2025-07-02")),
        an_intervention("b", start=None, toetsmomenten=[]),
        an_intervention("c", start="2024-07", einde="2025-12"),
    )
    scale = timeline.find_scale([entry.intervention for entry in entries], TODAY)
    assert (scale.first, scale.last) == (2024, 2027)
    by_id = {entry.intervention.id: entry.intervention for entry in entries}
    assert timeline.bar(by_id["a"], scale, TODAY) == (0.0, scale.place(TODAY))
    assert timeline.bar(by_id["b"], scale, TODAY) is None
    assert timeline.bar(by_id["c"], scale, TODAY) == (scale.place(date(2024, 7, 1)), 50.03)
    lanes = {lane.name: lane for lane in timeline.drawn(entries, TODAY).lanes}
    assert (lanes["A"].bar, lanes["B"].bar) == ((0.0, scale.place(TODAY)), None)
    assert [(mark.sign, mark.place) for mark in lanes["A"].marks] == [("!", scale.place(date(2025, 7, 2)))]
    assert "2 juli 2025: nog geen besluit, 17 maanden te laat" in lanes["A"].in_words
    assert "Geen toetsmomenten." in lanes["B"].in_words
    text = drawn(entries)
    assert text.count("<li") == 3
    for lane in lanes.values():
        assert lane.in_words in text


def test_no_more_years_than_fit_on_a_phone() -> None:
    assert len(timeline.Scale(first=1990, last=2030).ticks) <= 7


def test_texts_are_never_html() -> None:
    (entry,) = entries_of(
        an_intervention(naam="<b>x</b>", evaluaties=[{"door": "<i>", "link": "https://example.org", "trede": 4}])
    )
    assert "<b>x</b>" not in drawn((entry,))
    assert "&lt;b&gt;x&lt;/b&gt;" in drawn((entry,))
    assert "door &lt;i&gt;" in cells(entry)
    studies = render("interventions/studies.html", studies=[("<i>", "https://example.org/?a=1&b=<i>")])
    assert "<i>" not in studies
    assert 'href="https://example.org/?a=1&amp;b=&lt;i&gt;"' in studies


def test_the_ladder_marks_where_we_are_in_words() -> None:
    here = {"2": ["‘Rokers’", "‘Drinkers’"], "4–5": ["het onderzoek van <b>"]}
    text = render("interventions/ladder.html", ladder=ladder.LADDER, here=here)
    assert text.count("Hier staat") == text.count('class="hier"') == 2
    assert "Hier staat: ‘Rokers’ en ‘Drinkers’." in text
    assert "Hier staat: het onderzoek van &lt;b&gt;." in text


def test_an_intervention_with_nothing_to_test_stands_on_the_first_step() -> None:
    assert ladder.places((), ()) == {"0": ["deze interventie"]}


@pytest.mark.parametrize(("moment", "said"), [("2019-02", "februari 2019"), ("2017", "2017"), (None, "geen start vermeld")])
def test_months(moment: str | None, said: str) -> None:
    assert moments.month(moment) == said


def test_what_starts_later_is_drawn_from_its_start_on() -> None:
    (entry,) = entries_of(an_intervention(start="2027-07", toetsmomenten=agreed("2028-12-31")))
    scale = timeline.find_scale([entry.intervention], TODAY)
    assert timeline.bar(entry.intervention, scale, TODAY) == (scale.place(date(2027, 7, 1)), scale.place(date(2028, 12, 31)))
    assert 'class="tl-balk verkennen"' in drawn((entry,))


def test_the_parts_of_a_line_are_named_for_who_reads_them_below_each_other() -> None:
    (entry,) = entries_of(an_intervention(toetsmomenten=[], indicatoren=[], ambitie="veilig"))
    told, plan, moment = cells(entry).split("<em>")[1:]
    assert told.startswith("Wat de cijfers zeggen")
    assert "zonder indicator van de agenda" in told
    assert plan.startswith("Fase en geld")
    assert moment.startswith("Volgend toetsmoment")
    assert "geen toetsmoment gepland" in moment


def test_frozen_since_the_first_decision() -> None:
    first = an_intervention(
        toetsmomenten=[
            {"datum": "2023-06-06", "besluit": "opschalen"},
            {"datum": "2021-06-01", "besluit": "bijstellen"},
            {"datum": "2020-01-01"},
        ]
    )
    agenda = an_agenda(first, an_intervention("nieuw"))
    text = frozen_text(agenda.interventions[0], {})
    assert text.startswith("Sinds het eerste toetsmoment, op 1 juni 2021, ligt de verwachting vast. Zet haar in de agenda")
    assert frozen_text(agenda.interventions[1], {}) == ""
    assert changes_since(agenda.interventions[0], {}) == ()


def test_the_questions_and_lines_for_a_checkpoint() -> None:
    (entry,) = entries_of(
        an_intervention(
            toetsmomenten=[
                {"datum": "2021-06-01", "besluit": "bijstellen", "toelichting": 'Zei: "anders"'},
                {"datum": "2026-02-28"},
            ]
        )
    )
    found = checkpoint.find_checkpoint(entry.intervention, "")
    assert found is not None
    assert checkpoint.heading(found, TODAY) == "Toetsmoment op 28 februari 2026, 9 maanden te laat."
    assert any("voorbij" in question for question in checkpoint.questions(entry, found, TODAY))
    decided = entry.intervention.checkpoints[0]
    assert not any("voorbij" in question for question in checkpoint.questions(entry, decided, TODAY)), "there was a decision"
    assert checkpoint.heading(entry.intervention.checkpoints[0], TODAY) == "Toetsmoment van 1 juni 2021. Besluit: bijstellen."
    text = agenda_lines(entry, found, TODAY)
    lines = yaml.safe_load(text)["toetsmomenten"]
    assert lines[0] == {"datum": date(2021, 6, 1), "besluit": "bijstellen", "toelichting": 'Zei: "anders"'}
    assert (lines[1]["datum"], lines[1]["besluit"]) == (date(2026, 2, 28), NO_DECISION)
    assert lines[2] == {"datum": date(2027, 2, 28)}
    frozen = yaml.safe_load(text)["vastgelegd"]
    assert (frozen["datum"], frozen["start"]) == (date(2021, 6, 1), "2019-02")
    assert frozen["indicatoren"] == [AIM]


def test_the_lines_for_every_checkpoint_load_as_an_agenda_once_they_are_filled_in(tmp_path) -> None:
    """Pasted over the lines of the shipped agenda: as they come each is refused twice, filled in they are accepted."""
    text = AGENDA.read_text(encoding="utf-8")
    agenda = load_agenda(AGENDA)
    for entry in portfolio.gather(agenda, {}, TODAY):
        found = checkpoint.find_checkpoint(entry.intervention, "")
        assert found is not None
        made = yaml.safe_load(agenda_lines(entry, found, TODAY))["toetsmomenten"]
        assert [line["datum"] for line in made[:-1]] == sorted(each.on for each in entry.intervention.checkpoints)
        at = text.index(f"  - id: {entry.intervention.id}")
        block = text[text.index("    toetsmomenten:", at) :].split("\n\n")[0].rstrip("\n")
        text = text.replace(block, agenda_lines(entry, found, TODAY))
    refused = problems_of(text)
    typed = text.splitlines()
    assert [NO_DECISION in typed[each.line - 1] or NO_REASON in typed[each.line - 1] for each in refused] == [True] * len(refused)
    assert len(refused) == 2 * len(agenda.interventions)
    filled = text.replace(NO_DECISION, "bijstellen").replace(NO_REASON, "Er kwamen te weinig mensen.")
    pasted = parse_agenda(filled, "agenda.yaml")
    assert all(each.checkpoints[-2].decision == "bijstellen" for each in pasted.interventions)


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (["2024-03-05"], date(2027, 3, 5)),
        (["2026-12-31"], date(2027, 12, 28)),
        (["2026-11-21"], date(2027, 11, 21)),
        (["2024-03-05", "2027-09-01"], date(2027, 9, 1)),
    ],
)
def test_the_next_checkpoint_that_is_proposed_is_ahead(days: list[str], last: date) -> None:
    (entry,) = entries_of(an_intervention(toetsmomenten=agreed(*days)))
    found = checkpoint.find_checkpoint(entry.intervention, "")
    assert found is not None
    proposed = yaml.safe_load(agenda_lines(entry, found, TODAY))["toetsmomenten"][len(days) - 1 + (len(days) == 1)]
    assert proposed == {"datum": last}


@pytest.mark.parametrize(("wanted", "found"), [("2027-01-01", True), ("", True), ("2027-01-02", False), ("morgen", False)])
def test_a_checkpoint_is_found_by_its_day(wanted: str, found: bool) -> None:
    (entry,) = entries_of(an_intervention())
    assert (checkpoint.find_checkpoint(entry.intervention, wanted) is not None) is found


def test_a_decided_checkpoint_shows_its_decision_instead_of_choices() -> None:
    decided = render("interventions/decision.html", decision="Stoppen", reason="Te duur.", choices=checkpoint.DECISIONS)
    assert "Stoppen" in decided
    assert "Te duur." in decided
    assert "☐" not in decided
    open_ended = render("interventions/decision.html", decision="", reason=None, choices=checkpoint.DECISIONS)
    assert open_ended.count("☐") == 4
    assert "Reden:" in open_ended


@pytest.mark.parametrize(
    ("on", "decision", "said", "is_late"),
    [
        ("2021-06-01", "stoppen", "stoppen", False),
        ("2026-09-15", None, "2 maanden te laat", True),
        ("2026-12-12", None, "over 3 weken", False),
    ],
)
def test_a_badge_has_the_day_and_what_that_means_now(on: str, decision: str | None, said: str, is_late: bool) -> None:
    made = Checkpoint.model_validate({"datum": on, "besluit": decision}, strict=False)
    badge = moments.badge(made, TODAY)
    assert (badge.said, badge.is_late) == (said, is_late)
    text = render("interventions/checkpoints.html", moments=[(badge, "Omdat.")])
    assert badge.on in text
    assert said in text
    assert ("!</i>" in text) is is_late
    assert "<span>Omdat.</span>" in text


def a_matrix(agenda: Agenda, *, off: tuple[str, ...] = ()) -> matrix.Matrix:
    """Of this agenda without figures; off: the indicators of which the figures are off a norm."""
    rows = []
    for ambition in agenda.ambitions:
        for indicator in ambition.indicators:
            figures = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8) if indicator.id in off else yearly()
            judged = a_row(figures.points, keep(5) if indicator.id in off else None, id=indicator.id, naam=indicator.name)
            rows.append(replace(judged, indicator=indicator, ambition=ambition))
    return matrix.matrix_of(agenda, rows, Links(), TODAY)


def test_who_works_on_what_and_what_stands_alone() -> None:
    data = agenda_data()
    money = data["ambities"][0]["indicatoren"][4] | {"id": "uitgaven", "naam": "Uitgaven", "soort": "middelen"}
    data["ambities"][0]["indicatoren"].append(money)
    data["ambities"].append({"id": "leeg", "thema": "Leeg", "ambitie": "Niets.", "indicatoren": []})
    data["interventies"] = [
        an_intervention(budget={"bedrag": 200000, "per": "jaar"}, indicatoren=[AIM, AIM | {"indicator": "gezondheid"}]),
        an_intervention("los", indicatoren=[], ambitie="veilig", budget={"bedrag": 50000, "per": "eenmalig"}),
        an_intervention(
            "oud", fase="gestopt", budget={"bedrag": 7000, "per": "jaar"}, indicatoren=[AIM | {"indicator": "bijstand"}]
        ),
        an_intervention("stil", toetsmomenten=[]),
    ]
    found = a_matrix(Agenda.model_validate_json(json.dumps(data)), off=("woninginbraken", "bijstand", "cohesie"))
    safe, empty = found.groups
    shown = [
        (line.name, line.intervention.words if line.intervention else "", line.money, line.elsewhere, line.gap)
        for line in safe.lines
    ]
    first = safe.lines[0].name
    assert shown[:2] == [(first, "Sloten", "€\N{NO-BREAK SPACE}200.000", "", ""), (first, "Stil", "niet vermeld", "", "")]
    assert [line.is_again for line in safe.lines[:2]] == [False, True]
    lines = {line.name: line for line in safe.lines}
    again = next(line for line in safe.lines if line.elsewhere)
    assert (again.intervention.words, again.elsewhere, again.money) == ("Sloten", first, ""), "money stands once"
    gaps = {line.link.parameters[0][1]: line.gap for line in safe.lines if line.link and line.gap}
    assert gaps == {"bijstand": "interventie gestopt", "cohesie": "geen interventie"}, "absence is marked where it matters alone"
    assert found.headline == "2 cijfers wijken af van de norm en hebben geen lopende interventie"
    assert lines["Uitgaven"].about_money == "nog geen cijfer"
    assert (safe.lines[-1].name, safe.lines[-1].intervention.words) == ("geen cijfer van de agenda", "Los")
    assert [line.no_checkpoint for line in safe.lines if line.intervention and line.intervention.words == "Stil"] == [True]
    assert safe.total == (
        "Interventies samen: €\N{NO-BREAK SPACE}200.000 per jaar en €\N{NO-BREAK SPACE}50.000 eenmalig. "
        "Van 1 interventie is geen budget vermeld. 1 interventie is gestopt of afgelopen en telt niet mee."
    )
    assert (empty.lines, empty.total) == ((), "")
    assert found.said == (
        "Ambities zonder interventie: Leeg.",
        "Interventies die geen cijfer van de agenda bewegen: Los.",
        "Aan 2 cijfers werkt nog geen interventie.",
    )
    html = render("interventions/matrix.html", columns=matrix.MATRIX_COLUMNS, matrix=found)
    assert html.count('scope="row"') == len(safe.lines)
    assert "per euro" not in html


def test_an_intervention_for_two_ambitions_counts_once_in_all_and_is_told_at_both() -> None:
    data = agenda_data()
    other = data["ambities"][0]["indicatoren"][0] | {"id": "elders", "naam": "Elders"}
    data["ambities"].append({"id": "tweede", "thema": "Tweede", "ambitie": "Ook.", "indicatoren": [other]})
    data["interventies"] = [
        an_intervention(budget={"bedrag": 1000, "per": "jaar"}, indicatoren=[AIM, AIM | {"indicator": "elders"}])
    ]
    found = a_matrix(Agenda.model_validate_json(json.dumps(data)))
    first, second = found.groups
    assert "€\N{NO-BREAK SPACE}1.000 per jaar. Sloten is er ook voor Tweede." in first.total
    assert second.total.endswith(f"Sloten is er ook voor {first.link.words}.")
    assert found.total == "Interventies samen: €\N{NO-BREAK SPACE}1.000 per jaar."
    assert second.lines[0].elsewhere == first.lines[0].name


@pytest.mark.parametrize(
    ("off", "gaps", "said"),
    [
        (0, [], "Geen cijfer wijkt af van de norm"),
        (1, [], "Het cijfer dat afwijkt van de norm, heeft een interventie"),
        (3, [], "Elk cijfer dat afwijkt van de norm, heeft een interventie"),
        (3, [matrix.NO_INTERVENTION], "1 cijfer wijkt af van de norm en heeft geen interventie"),
        (4, [matrix.NO_INTERVENTION] * 4, "4 cijfers wijken af van de norm en hebben geen interventie"),
        (2, [matrix.ONLY_STOPPED], "1 cijfer wijkt af van de norm en heeft geen lopende interventie"),
    ],
)
def test_the_headline_counts_what_nobody_works_on(off: int, gaps: list[str], said: str) -> None:
    assert matrix.headline(off, gaps) == said
