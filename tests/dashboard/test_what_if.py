"""What another agenda would change: judged anew where it says something else, and the same answers as judging everything."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.shipped import AGENDA

from dashboard import data
from dashboard.book.what_if import judged_otherwise
from dashboard.interventions.effects import of_book
from dashboard.look.questions import QUESTIONS
from dashboard.review import words
from dashboard.review.effects import find_effects
from dashboard.review.tried import try_interventions
from etl.answers.municipality import answer_all, around_everyone
from etl.door.changes import Adopted
from etl.door.desk import desk_of
from etl.door.drafts import FieldChange, new_draft
from etl.door.proposal import Side, proposal_of, proposal_of_text
from etl.door.things import Kind, Thing, find, value_at
from etl.installation import Place
from indicators.agenda.load import parse_agenda
from indicators.agenda.problems import AgendaError
from indicators.methods.norm_status import NormStatus

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
TEXT = AGENDA.read_text(encoding="utf-8")
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")


def desk(folder):
    return desk_of(Place(agenda=AGENDA, data=folder))


def draft(at, thing, path, value):
    before = value_at(find(at.data, thing), path)
    made = new_draft(thing, "sub-1", "Anna", at.version, NOW)
    return made.with_field(FieldChange(path=path, before=before, after=value), NOW + timedelta(minutes=1))


def proposed(folder, path, value, thing=ASSAULT, **more):
    at = desk(folder)
    return proposal_of(at, [draft(at, thing, path, value)], more, "De raad besloot dit.", "agenda.yaml")


HIGHER = {
    "soort": "bereiken",
    "waarde": 9.5,
    "jaar": 2028,
    "vastgesteld": {"door": ["gemeenteraad", "politie"], "datum": "2022-06-30", "besluit": "RB-2022-045"},
}
"""Without the milestone on the way to the norm of before."""


def without(text, indicator):
    """The agenda without this indicator, of which nothing else speaks."""
    return re.sub(rf"      - id: {indicator}\n(?:       .*\n|\n)*", "", text)


EDITS = {
    "a norm": lambda text: text.replace("waarde: 2.5\n", "waarde: 1.5\n"),
    "a break": lambda text: text.replace(
        'cafés en evenementen lagen lang stil.", soort: bijzonder}', 'Anders.", soort: definitie}', 1
    ),
    "a source": lambda text: text.replace("    jaren_samen: 3 ", "    jaren_samen: 2 "),
    "the group": lambda text: text.replace("    aantal: 20\n", "    aantal: 12\n"),
    "an indicator less": lambda text: without(text, "vernieling"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_judging_only_what_changed_gives_the_answers_of_judging_everything(shown, edit):
    other = parse_agenda(EDITS[edit](TEXT), "agenda.yaml")
    book, held = data.databook(), data._held(folder=str(data.data_folder()), published=data._published())
    found = data.what_if(other)
    around = around_everyone(other, held.figures, book.today)
    wanted = answer_all(other, held.figures, book.code, parts=held.parts, sources=held.sources, around=around, today=book.today)
    assert other != data._agenda_state().agenda, "the edit says something else"
    assert found.agenda == wanted.agenda
    assert {row.indicator.id: row.judged.answers for row in found.rows} == {
        name: each.answers for name, each in wanted.judged.items()
    }
    assert {row.indicator.id: row.assessment for row in found.rows} == {
        name: each.assessment for name, each in wanted.judged.items()
    }
    assert found.group == wanted.group
    assert found.version != book.version


def test_a_norm_that_flips_its_answer_is_told_with_the_four_answers_and_the_charts_warnings_and_rates_of_it(shown, filled):
    now = data.databook().row("mishandeling")
    found = proposed(filled, ("norm",), HIGHER)
    after = data.what_if(found.agenda)
    effects = find_effects(data.databook(), after)
    assert words.headline(effects) == "1 oordeel verandert."
    ((name, answers),) = words.answers(effects, data.databook(), after)
    assert name == "Mishandeling"
    assert [each.question for each in answers] == [question.text for question in QUESTIONS]
    assert [each.has_moved for each in answers] == [True, False, False, False]
    assert (answers[0].before[0], answers[0].after[0]) == (now.assessment.norm.status, NormStatus.MET)
    assert now.assessment.norm.status is not NormStatus.MET
    assert effects.pictures == ("mishandeling",)
    (norm,) = effects.norms
    assert any("vooruit" in line or "nulmeting" in line for line in words.norm_lines(norm))
    assert found.norms == found.undecided == ("mishandeling",)
    assert words.quiet(effects) == [
        "De norm van Mishandeling was 2,5 in 2028 en wordt 9,5 in 2028. Er staat geen nieuw besluit bij."
    ]
    assert [(each.side, each.text.strip()) for each in found.lines if each.side in {Side.GOES, Side.COMES}] == [
        (Side.GOES, "waarde: 2.5"),
        (Side.COMES, "waarde: 9.5"),
        (Side.GOES, "mijlpalen: [{jaar: 2025, waarde: 2.65}] # tussenstappen op weg naar de norm"),
    ]


def test_with_a_decision_the_norm_of_before_is_among_the_lines_and_nothing_is_quiet(shown, filled):
    council = Adopted(by=("gemeenteraad",), on="2026-11-20", decision="RB-2026-9")
    found = proposed(filled, ("norm",), HIGHER, mishandeling=council)
    assert found.undecided == ()
    assert any("RB-2026-9" in each.text for each in found.lines if each.side is Side.COMES)
    assert any("historie:" in each.text for each in found.lines if each.side is Side.COMES)
    assert words.quiet(find_effects(data.databook(), data.what_if(found.agenda))) == []


def test_what_changes_no_answer_says_so(shown, filled):
    found = proposed(filled, ("waarom",), "Om een andere reden.")
    effects = find_effects(data.databook(), data.what_if(found.agenda))
    assert words.headline(effects) == "Geen enkel oordeel verandert."
    assert (effects.pictures, effects.norms, words.remarks(effects), words.quiet(effects)) == ((), (), [], [])


def test_what_can_only_be_seen_after_a_refresh_is_said(shown):
    text = TEXT.replace('filter: {SoortMisdrijf: "1.4.5"}', 'filter: {SoortMisdrijf: "1.4.6"}')
    other = parse_agenda(without(text, "vernieling"), "agenda.yaml")
    effects = find_effects(data.databook(), data.what_if(other))
    assert words.remarks(effects) == [
        "Uit een andere bron: Mishandeling. Wat dat doet, is te zien na de volgende verversing.",
        "Niet meer in de agenda: Vernieling. De cijfers blijven bewaard.",
    ]


def test_a_draft_that_cannot_be_used_tells_every_mistake_as_the_check_does(filled):
    at = desk(filled)
    wrong = [draft(at, ASSAULT, ("gewenste_richting",), "omlaagg"), draft(at, Thing(Kind.INDICATOR, "vernieling"), ("naam",), "")]
    found = proposal_of(at, wrong, {}, "Proef", "agenda.yaml")
    text = "".join(f"{line.text}\n" for line in found.lines)
    assert found.agenda is None
    assert "omlaagg" in text
    direction = re.compile(r"(- id: mishandeling\n(?: .*\n)*?        gewenste_richting: omlaag)\n")
    text = direction.sub(r"\1g\n", TEXT).replace("naam: Vernieling\n", 'naam: ""\n')
    with pytest.raises(AgendaError) as error:
        parse_agenda(text, "agenda.yaml")
    assert found.problems == tuple(map(str, error.value.problems))
    assert len(found.problems) == 2


def test_two_who_say_something_else_of_one_field_have_no_agenda_yet(filled):
    at = desk(filled)
    one = draft(at, ASSAULT, ("naam",), "Geweld")
    other = replace(draft(at, ASSAULT, ("naam",), "Slaan"), subject="sub-2")
    found = proposal_of(at, [one, other], {}, "Proef", "agenda.yaml")
    assert found.agenda is None
    assert [(each.before, each.mine, each.theirs) for each in found.clashes] == [("Mishandeling", "Slaan", "Geweld")]


def test_a_whole_file_is_looked_at_the_same_way(filled):
    at = desk(filled)
    assert proposal_of_text(at, TEXT, "agenda.yaml").lines == ()
    found = proposal_of_text(at, TEXT + "x", "agenda.yaml")
    assert found.agenda is None
    assert found.problems[0].startswith("agenda.yaml:")


def test_only_what_is_said_otherwise_is_judged_anew():
    now = parse_agenda(TEXT, "x")
    assert judged_otherwise(now, now) == frozenset()
    assert judged_otherwise(now, parse_agenda(EDITS["a norm"](TEXT), "x")) == {"mishandeling"}
    assert "mishandeling" not in judged_otherwise(now, parse_agenda(without(TEXT, "mishandeling"), "x"))


INTERVENTION_EDITS = {
    "a start": lambda text: text.replace("    start: 2019-02\n    budget", "    start: 2017-02\n    budget", 1),
    "an aim": lambda text: text.replace("{indicator: sterk-eenzaam, richting: omlaag", "{indicator: roken, richting: omlaag", 1),
    "what was laid down": lambda text: text.replace("      start: 2018-03\n", "      start: 2019-03\n", 1),
}


@pytest.mark.parametrize("edit", INTERVENTION_EDITS)
def test_an_intervention_that_is_described_otherwise_is_judged_as_it_would_be_when_published(shown, edit):
    text = INTERVENTION_EDITS[edit](TEXT)
    assert text != TEXT
    book, after = data.databook(), data.what_if(parse_agenda(text, "agenda.yaml"))
    now, whole = of_book(book), of_book(after)
    found = try_interventions(now, after, find_effects(book, after).differences)
    names = {each.name for each in found}
    changed = next(each for each in after.agenda.interventions if each.name in names)
    assert names == {changed.name}
    assert [(each.indicator, each.after, each.text) for each in found] == [
        (each.indicator.name, each.result.status, each.answer.text) for each in whole[changed.id]
    ]
    before = {each.indicator.name: each.result.status for each in now[changed.id]}
    assert [each.before for each in found] == [before.get(each.indicator) for each in found]


def test_the_name_or_the_budget_of_an_intervention_is_compared_with_nothing(shown):
    other = parse_agenda(TEXT.replace("bedrag: 240000", "bedrag: 250000"), "agenda.yaml")
    book, after = data.databook(), data.what_if(other)
    assert find_effects(book, after).differences
    assert try_interventions(of_book(book), after, find_effects(book, after).differences) == ()
