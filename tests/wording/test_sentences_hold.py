"""No sentence says more, less or other than its number: an independent reader reads 2,000 agendas and all municipalities."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pytest
from support.random_agendas import Case, as_agenda, case_of, random_case
from support.reading.facts import Facts
from support.reading.reader import SENTENCES, contradictions, sentences
from support.shipped import AGENDA
from support.small_figures import FORGETFUL, TODAY, an_indicator, reach, yearly

from etl.answers.areas import with_area_breaks
from etl.answers.around import look_around_all
from etl.answers.chain import with_source_breaks
from etl.answers.figures import Figures
from etl.answers.judged import judge_all
from etl.answers.peers import find_group
from etl.store.store import open_store
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.rules.all import check_rules
from indicators.methods.surroundings import Surroundings
from indicators.wording.attention import say_attention
from indicators.wording.finding import say_finding
from indicators.wording.questions import ask

IN_A_BLOCK = 50
BLOCKS = range(2000 // IN_A_BLOCK)
BLOCKS_OF_ALL = 11
READ_ON = date(2026, 11, 26)


def texts(case: Case) -> Iterator[str]:
    """All that is said of an indicator: above its chart, on its cards, in its folded part, on the overview, and the questions."""
    said = case.answers
    yield from (said.norm.text, said.trend.text, said.change.text, said.comparison.text, said.baseline, said.road)
    yield say_attention(case.indicator, case.assessment)
    yield f"{say_finding(case.indicator, case.assessment)}."
    yield from ask(case.indicator, case.assessment, (), case.today)


def found(case: Case) -> list[str]:
    facts = Facts(indicator=case.indicator, assessment=case.assessment, today=case.today)
    return [each for text in texts(case) for each in (*contradictions(facts, text), *unsaid(facts, case))]


def unsaid(facts: Facts, case: Case) -> Iterator[str]:
    """What must be said: every missed milestone, a baseline that met the norm already; and where a norm is missed, a bad line."""
    norm, text = facts.indicator.norm, case.answers.norm.text
    attention = say_attention(case.indicator, case.assessment)
    if (
        "is niet gehaald" in attention
        and facts.assessment.trend.status == "ongunstig"
        and "de lijn is ongunstig" not in attention
    ):
        yield f"a bad line not said: {attention}"
    if norm is None or case.assessment.norm.road is None or "te oud" in text:
        return
    limit = case.assessment.norm.road.at.year
    for stone in norm.milestones:
        point = facts.definitive.get(stone.year)
        is_missed = point is not None and stone.year <= limit and not facts.is_beyond(point.value, stone.value)
        is_open = point is not None and point.margin is not None and point.margin[0] <= stone.value <= point.margin[1]
        if is_missed and not is_open and f"in {stone.year} is niet gehaald" not in text:
            yield f"missed milestone of {stone.year} not said: {text}"
    if facts.baseline is not None and facts.is_good(facts.baseline) and "nulmeting" not in text:
        yield f"a norm that the baseline met already, not said: {text}"


@pytest.mark.sampled(6)
@pytest.mark.parametrize("block", BLOCKS)
def test_no_sentence_contradicts_its_number_in_random_agendas(block: int) -> None:
    cases = [random_case(seed) for seed in range(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK)]
    assert not [(seed, each) for seed, case in enumerate(cases, block * IN_A_BLOCK) for each in found(case)]


def test_the_random_agendas_keep_the_rules() -> None:
    assert not [finding for seed in range(200) for finding in check_rules(as_agenda(random_case(seed)))]


@dataclass(frozen=True, kw_only=True)
class Recording:
    """The shipped figures with the agenda, and what all municipalities tell of each indicator."""

    agenda: Agenda
    figures: Figures
    around: Mapping[str, Surroundings]


@pytest.fixture(scope="module")
def recording(filled) -> Recording:
    agenda, store = load_agenda(AGENDA), open_store(filled)
    try:
        figures = Figures(store.observations(), store.regions())
    finally:
        store.close()
    whole = with_source_breaks(agenda, figures.table)
    return Recording(agenda=whole, figures=figures, around=look_around_all(whole, figures, READ_ON))


def cases_of(recording: Recording, code: str) -> Iterator[Case]:
    """As the dashboard judges: with the mergers of the municipality itself."""
    figures = recording.figures
    own = figures.observations[figures.observations["region"] == code]
    agenda = with_area_breaks(recording.agenda, own, code)
    judged = judge_all(agenda, figures, find_group(agenda, figures, code), code, {}, recording.around, READ_ON)
    for indicator in agenda.indicators:
        one = judged[indicator.id]
        yield Case(indicator=indicator, assessment=one.assessment, answers=one.answers, today=READ_ON)


@pytest.mark.parametrize("block", [0, *(pytest.param(block, marks=pytest.mark.attack) for block in range(1, BLOCKS_OF_ALL))])
def test_no_sentence_contradicts_its_number_in_any_municipality(recording: Recording, block: int) -> None:
    codes = sorted(recording.figures.current)
    chosen = codes[block - 1 :: BLOCKS_OF_ALL - 1] if block else [*codes[::114], recording.agenda.info.municipality]
    assert not [(code, case.indicator.id, each) for code in chosen for case in cases_of(recording, code) for each in found(case)]


def test_the_reader_finds_a_sentence_that_does_not_hold() -> None:
    """Else the tests above could not fail: every sentence of some cases, with one digit or one word turned around."""
    turned = (
        ("niet behaald", "behaald"),
        ("meer per jaar", "minder per jaar"),
        ("gunstig", "ongunstig"),
        ("is niet gehaald", "is gehaald"),
    )
    seen = dict.fromkeys(turned, 0)
    for seed in range(300):
        case = random_case(seed)
        facts = Facts(indicator=case.indicator, assessment=case.assessment, today=TODAY)
        for text in texts(case):
            for pair in turned:
                if pair[0] in text:
                    seen[pair] += bool(list(contradictions(facts, text.replace(*pair, 1))))
    assert all(seen.values()), seen


@pytest.mark.attack
def test_every_pattern_of_the_reader_is_read_somewhere() -> None:
    turned = yearly(20, 18, 16, 14, 12, 10, 9, 8, 7, 6, 6.2, start=2014)
    equal = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "Nederland"}}
    seldom = [
        case_of(an_indicator(reach(4, 2028), nulmeting={"periode": 2023}), turned, surroundings=FORGETFUL),
        case_of(an_indicator(equal), turned, national=turned),
    ]
    cases = itertools.chain(seldom, map(random_case, range(2000)))
    said = {sentence for case in cases for text in texts(case) for sentence in sentences(text)}
    unread = [pattern.pattern for pattern, _ in SENTENCES if not any(map(pattern.fullmatch, said))]
    assert not unread
