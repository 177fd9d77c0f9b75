"""One truth a figure: what a page says of the baseline is what the answers reckon with, also when the definition changed."""

from support.small_figures import reach, yearly
from support.small_rows import a_row

from dashboard.indicator import words
from dashboard.overview.rows import row_line
from dashboard.pages import Links

BREAK = [{"periode": 2020, "soort": "definitie", "reden": "de registratie is vernieuwd"}]


def broken(**changes):
    """A baseline of 2018 (3.4), and another way of counting from 2020 on."""
    return a_row(yearly(3.4, 3.3, 2.9, 2.8, 2.8, 2.7, 2.6).points, reach(2.5, 2028), trendbreuken=BREAK, **changes)


def test_a_baseline_from_before_a_new_definition_is_not_shown_as_if_it_counted():
    row = broken()
    assert row.assessment.norm.road is None, "the answer has no road from such a baseline"
    assert row_line(row, (2010, 2026), Links()).baseline == ""
    assert [line[2] for line in words.figures(row)[1]] == ["–"] * 7
    said = dict(words.databook_facts(row, {}))["Nulmeting"]
    assert said.startswith("2018; dat cijfer is van vóór de nieuwe definitie.")


def test_without_a_new_definition_the_same_figures_have_their_baseline_everywhere():
    row = a_row(yearly(3.4, 3.3, 2.9, 2.8, 2.8, 2.7, 2.6).points, reach(2.5, 2028))
    assert row.assessment.norm.road.path[0] == (2018.0, 3.4)
    assert row_line(row, (2010, 2026), Links()).baseline == "3,4"
    assert words.figures(row)[1][-1][2] == "0,0"
    assert dict(words.databook_facts(row, {}))["Nulmeting"] == "3,4 per 1.000 inwoners (2018)"


def test_a_baseline_over_years_of_which_some_have_no_figure_names_those_that_count():
    points = yearly(3.4, 3.3, 2.9, 2.8, 2.8, 2.7, 2.6).points
    whole, part = (a_row(points, reach(2.5, 2028), nulmeting={"periode": span}) for span in ("2018-2020", "2016-2019"))
    assert dict(words.databook_facts(whole, {}))["Nulmeting"] == "3,2 per 1.000 inwoners (gemiddelde 2018–2020)"
    told = dict(words.databook_facts(part, {}))["Nulmeting"]
    assert told.endswith("(gemiddelde 2016–2019)\nGerekend met 2018 en 2019: van de andere jaren is er geen cijfer dat telt.")
    adopted = a_row(points, reach(2.5, 2028), nulmeting={"periode": "2016-2019", "waarde": 3.4})
    assert "Gerekend met" not in dict(words.databook_facts(adopted, {}))["Nulmeting"], "the council adopted the figure itself"


def test_a_baseline_that_was_adopted_holds_and_the_answer_says_the_same():
    row = broken(nulmeting={"periode": 2018, "waarde": 3.1})
    assert row.assessment.norm.road.path[0] == (2018.0, 3.1)
    assert row_line(row, (2010, 2026), Links()).baseline == "3,1"


def test_a_baseline_without_any_figure_says_that():
    row = a_row(yearly(3.0, 2.9, start=2020).points)
    assert dict(words.databook_facts(row, {}))["Nulmeting"] == "2018; daarvan zijn nog geen cijfers."
