"""The answers on the screen: every status in words and icon, the counts, what asks attention, and how we got there."""

import re

import pytest
from support.pages import INDICATOR, link_words, visit, words
from support.small_figures import members, reach, surveyed, yearly
from support.small_rows import a_row

from dashboard import data
from dashboard.indicator import reasoning
from dashboard.indicator.findings import Card, asked_of
from dashboard.indicator.words import about_year
from dashboard.look.questions import CHANGE, QUESTIONS
from dashboard.look.statuses import look
from dashboard.overview.rows import row_line
from dashboard.pages import Links
from dashboard.render import render
from indicators.methods.attention import is_off_norm
from indicators.methods.change import ChangeStatus, FlagCount
from indicators.methods.norm_status import NormStatus
from indicators.methods.surroundings import UNKNOWN, Surroundings
from indicators.methods.trend import TrendStatus
from indicators.wording.answers import FORBIDDEN
from indicators.wording.attention import say_attention
from indicators.wording.change import say_flags
from indicators.wording.questions import NONE_HERE, NONE_YET


def remarks(row):
    """What stands beside the status on the overview."""
    return row_line(row, (2010, 2026), Links()).remarks


def test_every_status_that_occurs_is_on_the_overview_in_words_and_icon(shown):
    text = words(visit())
    for row in data.databook().rows:
        found = row.judged
        seen = look(found.assessment.norm.status)
        assert f"{seen.icon} {seen.word}" in text
        if found.assessment.trend.status is not TrendStatus.TOO_FEW:
            assert look(found.assessment.trend.status).word in text


def test_the_counts_of_an_ambition_add_up_to_its_indicators_and_are_no_score(shown):
    app = visit()
    top = next(element.proto.body for element in app.get("html") if 'class="tegels"' in element.proto.body)
    tiles = top[top.index('class="tegels"') :]
    said = re.findall(r'<li><p><a href="/ambitie[^"]*">(.*?)</a>.*?<small>([^<]*)</small></li>', tiles)
    ambitions = data.databook().agenda.ambitions
    assert [theme for theme, _ in said] == [ambition.theme for ambition in ambitions]
    for (_, counts), ambition in zip(said, ambitions, strict=True):
        assert sum(int(part.split()[0]) for part in counts.split(" · ")) == len(ambition.indicators)
    assert dict(said)["Sociale veiligheid"] == "1 achter · 3 onzeker · 1 behaald · 1 niet te beoordelen"


def test_all_that_is_off_the_norm_is_named_with_its_facts(shown):
    text = words(visit())
    off = [row for row in data.databook().rows if is_off_norm(row.assessment)]
    assert f"{len(off)} van 28 cijfers wijken af van de norm" in text
    assert all(say_attention(row.indicator, row.assessment) in text for row in off)
    assert "7,3 in 2022, onder de norm van 8." in text
    assert "38,0% in 2022; de norm is minstens 45% in 2026 en de kans dat het lukt, is klein (ongeveer 1 op 30)." in text


def test_rows_are_sorted_by_attention_within_an_ambition(shown):
    labels = link_words(visit())
    order = [
        "Huisartsenpraktijken binnen 3 km",
        "Contact met familie, vrienden of buren",
        "Tevreden met het leven",
        "Sterk eenzaam",
    ]
    places = [len(labels) - 1 - labels[::-1].index(name) for name in order]
    assert places == sorted(places)


def test_an_indicator_answers_four_questions(shown):
    text = words(visit(INDICATOR, indicator="mishandeling"))
    for question in QUESTIONS:
        assert question.text in text
    assert "De norm van 2,5 in 2028 kan gehaald worden, maar dat staat niet vast (kans ongeveer 1 op 2)." in text
    assert "Met het voorlopige cijfer erbij: geen duidelijke lijn." in text
    assert "Zeker weten we het pas met het cijfer over 2028." in text


def test_how_we_got_there_has_the_numbers_and_the_method(shown):
    app = visit(INDICATOR, indicator="mishandeling")
    text = words(app)
    assert "Hoe komen we hieraan?" in text
    for part in ("Band van 80%", "Kans dat de norm wordt gehaald", "Helling", "Middelste helft", "Weg naar de norm"):
        assert part in text
    for question in QUESTIONS:
        assert question.method[0] in text


def test_comparable_municipalities_are_named_and_chosen_on_dated_features(shown):
    app = visit(INDICATOR, indicator="mishandeling")
    text = words(app)
    assert re.search(r"Gekozen op aantal inwoners \(\d{4}\), inwoners per km² \(\d{4}\)", text)
    book = data.databook()
    for code in book.group.codes:
        assert book.figures.names[code].replace("'", "&#39;") in text or book.figures.names[code] in text
    alt = app.get("vega_lite_chart")[1].proto.alt
    assert alt.startswith("Stippen op een lijn: Mishandeling (gemiddelde van 2021–2023) in 20 vergelijkbare gemeenten")


def test_without_figures_the_answers_say_why_and_nothing_is_drawn(shown):
    app = visit(INDICATOR, indicator="bijstand")
    text = words(app)
    assert "niet te beoordelen" in text
    assert "Niet te vergelijken" in text
    assert not app.get("vega_lite_chart")


def test_a_small_municipality_is_not_told_to_wait_for_what_its_source_does_not_give(agenda):
    written = agenda.read_text(encoding="utf-8")
    agenda.write_text(written.replace("gemeente: GM0479", "gemeente: GM0088", 1), encoding="utf-8")
    book = data.databook()
    assert asked_of(book, book.row("overgewicht")) == (NONE_HERE,), "read, without this municipality"
    assert asked_of(book, book.row("bijstand")) == (NONE_YET,), "never read"


def test_a_changed_norm_changes_the_answer_at_once(agenda):
    app = visit(INDICATOR, indicator="huisartsenpraktijken")
    assert "✕ niet behaald" in words(app)
    text = agenda.read_text(encoding="utf-8")
    start = text.index("id: huisartsenpraktijken")
    agenda.write_text(text[:start] + re.sub(r"waarde: 8(\.0)?\b", "waarde: 7.0", text[start:], count=1), encoding="utf-8")
    assert "● behaald" in words(app.run())


def test_a_provisional_figure_that_changes_the_answer_about_the_norm_is_said_on_the_overview():
    row = a_row(yearly(4, 3.8, 3.6, 3.5, 3.3, 3.2, 3.1, 3.0, provisional=1).points, reach(3.05, 2025))
    assert row.assessment.norm.with_provisional.status is NormStatus.MET
    line = row_line(row, (2015, 2025), Links())
    assert (line.later, "voorlopig: behaald" in line.remarks) == ("voorlopig: behaald", False), "beside the verdict, not the line"


@pytest.mark.parametrize(
    ("norm", "said"),
    [(reach(1, 2026), "1 op 30"), (reach(5.5, 2028), "1 op 2"), (reach(6, 2028), "")],
)
def test_how_sure_it_is_stands_on_the_overview_while_the_norm_is_ahead(norm, said):
    row = a_row(yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8).points, norm)
    line = row_line(row, (2010, 2026), Links())
    assert (line.about, line.chance) == ("ongeveer " if said else "", said)


def test_a_change_that_stands_out_is_said_on_the_overview():
    row = a_row(yearly(10, 11, 10, 11, 10, 11, 10, 11, 25).points, None)
    assert row.assessment.change.status is ChangeStatus.NOTABLE
    assert "✱ laatste verandering opvallend" in remarks(row)


def test_the_card_of_a_change_that_stands_out_says_what_chance_gives():
    row = a_row(yearly(10, 11, 10, 11, 10, 11, 10, 11, 25).points, None)
    flags = say_flags(FlagCount(judged=25, notable=2, expected=1.1))
    card = Card(
        question=CHANGE,
        status=row.assessment.change.status,
        about=about_year("2024"),
        answer=row.judged.answers.change,
        remarks=(flags,),
    )
    html = render("indicator/answers.html", cards=[card])
    assert "<small>over 2024</small>" in html
    assert "Van 25 indicatoren vallen er 2 op; door toeval verwacht je er ongeveer 1." in html


@pytest.mark.parametrize(
    ("series", "facts"),
    [
        (yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8), {"Definitieve cijfers": "7", "Jaren": "2018 tot en met 2024"}),
        (yearly(10, 9, 8, 7, 6), {"Stijgende min dalende paren (S)": "−10 van 10 paren", "Helling": "1,0 minder per jaar"}),
        (yearly(), {"Definitieve cijfers": "0"}),
    ],
)  # fmt: skip
def test_the_numbers_behind_a_line(series, facts):
    row = a_row(series.points, reach(5.5, 2028))
    assert facts.items() <= dict(reasoning.trend_facts(row)).items()


def test_the_numbers_behind_a_norm():
    row = a_row(yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8).points, reach(5.5, 2028))
    facts = dict(reasoning.norm_facts(row))
    assert facts["Laatste definitieve cijfer"] == "5,8 per 1.000 inwoners in 2024"
    assert facts["Tempo dat nodig is"] == "0,07 minder per jaar"
    assert re.fullmatch(r"\d+% \(achter tot en met 20%\)", facts["Kans dat de norm wordt gehaald"])
    assert "de kans dat het cijfer hierin valt, is 4 op 5" in facts["Band van 80%"]


def test_the_numbers_behind_a_change_of_a_survey_are_its_margins():
    row = a_row(surveyed((2022, 5.0, 4.5, 5.5), (2024, 7.0, 6.5, 7.5)).points)
    facts = dict(reasoning.change_facts(row))
    assert facts["Laatste verandering"] == "2,0 meer (2024 tegenover 2022)"
    assert facts["In standaardfouten (z)"] == "5,54; opvallend boven 1,96", "2 / √(2 · (1 / 3,92)²)"
    assert facts["Kans dat toeval dit geeft"] == "hoogstens ongeveer 5%"


def test_the_numbers_behind_a_line_show_what_the_figure_remembers():
    series = yearly(10, 8, 9, 7, 6, 5, 3, 4, 2, 1)
    facts = dict(reasoning.trend_facts(a_row(series.points, surroundings=Surroundings(memory=0.5))))
    assert facts["Kans dat toeval dit geeft, zonder geheugen"] == "minder dan 0,001"
    assert facts["Geheugen (ρ)"] == "0,50; geschat uit alle gemeenten"
    assert facts["Door het geheugen spreidt S"] == "1,61 keer zo ver; we delen Z daardoor"
    assert facts["Kans dat toeval dit geeft, met geheugen (p)"] == "0,010; een lijn is duidelijk tot en met 0,05"
    unknown = dict(reasoning.trend_facts(a_row(series.points, surroundings=UNKNOWN)))
    assert unknown["Geheugen (ρ)"] == "0,80; niet bekend: we gaan uit van sterk"


def test_the_numbers_behind_a_change_show_the_country_and_what_is_left():
    series = yearly(10, 11, 10, 11, 10, 11, 10, 16)
    moved = {(year, year + 1): 0.0 for year in range(2018, 2024)} | {(2024, 2025): 5.0}
    facts = dict(reasoning.change_facts(a_row(series.points, surroundings=Surroundings(movements=moved))))
    assert facts["Laatste verandering"] == "6,0 meer (2025 tegenover 2024)"
    assert facts["In de middelste gemeente"] == "5,0 meer"
    assert facts["Wat dan overblijft"] == "1,0 meer"
    assert facts["Hetzelfde, zonder de middelste gemeente"] == "1,00; opvallend boven 3,27"


def test_the_numbers_behind_a_comparison():
    row = a_row(yearly(2, 2, start=2024).points, group=members(1, 2, 3, 4, 5))
    facts = dict(reasoning.comparison_facts(row))
    assert (facts["Jaar"], facts["Midden van de groep"], facts["Middelste helft"]) == ("2025", "3,0", "2,0 tot 4,0")


def test_no_method_claims_a_cause():
    said = " ".join(text for question in QUESTIONS for text in question.method).lower()
    assert not [word for word in FORBIDDEN if word in said]
